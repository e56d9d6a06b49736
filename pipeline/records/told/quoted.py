"""Who speaks where somebody is quoted, or answers in an interview: "«I came to Tehran in October», recalled A". What he says of himself is told of him."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Actor, Predicate

BESIDE = 3  # words between a verb of saying and who says it
NEAR = 40  # characters before a verb in which "I" stands
BEHIND = 4  # characters behind it
OPENS, CLOSES = "«“„", "»”"
_LINE = re.compile(r"\s*[–—-]\s")


def find_speakers(scenes: Sequence[Scene]) -> dict[int, Actor]:
    """The speaker of each sentence that stands in a quotation, or in an answer that a dash opens, by the numbers of the sentences."""
    found: dict[int, Actor] = {}
    for scene in scenes:
        said = _who_says(scene)
        if said is None or said.actor is None:
            continue
        inside = _quoted_around(scenes, scene, said.start) or _answer_around(scenes, scene)
        found.update((index, said.actor) for index in inside if index not in found)
    return found


def speaks_of_himself(scene: Scene, predicate: Predicate) -> bool:
    """True for a verb beside "I", or with its ending, in a language whose endings tell it; for a journey too that has it, or behind such a verb."""
    low = max(scene.clause(predicate.start)[0], predicate.start - NEAR)
    beside = scene.search(scene.lexicon.first_person, low) if predicate.form in ("finite", "infinitive") else None
    own = [predicate, *(verb for verb in scene.told("other", "act") if predicate.form == "noun" and verb.form == "participle" and not scene.folded[verb.stop : predicate.start].strip())]  # "etdiyim səfər"
    return beside is not None and beside.start() < predicate.stop + BEHIND or any(scene.lexicon.speaking_verb.match(scene.folded, verb.start, verb.stop) for verb in own)


def _who_says(scene: Scene) -> Argument | None:
    """The one beside a verb of saying, outside the words that he says."""
    people = [a for a in scene.actors if a.actor and a.actor.name and a.actor.reference != "pronoun" and {"nom", "subj"} & set(a.marks)]
    for match in scene.finditer(scene.lexicon.saying):
        for one in people:
            low, high = (match.end(), one.start) if one.start >= match.end() else (one.stop, match.start())
            if high - low >= 0 and scene.words_between(low, high) <= BESIDE and not re.search(rf"[{OPENS}{CLOSES}:;]", scene.folded[low:high]):
                return one
    return None


def _quoted_around(scenes: Sequence[Scene], scene: Scene, position: int) -> list[int]:
    """The sentences of the quotation that ends before a position, or goes on around it, in its paragraph."""
    block = [one for one in scenes[max(0, scene.index - 20) : scene.index + 20] if one.sentence.block == scene.sentence.block]
    text, low, high = scene.text, block[0].start, block[-1].stop
    start = max(text.rfind(sign, low, position) for sign in OPENS)
    if start < 0:
        return []
    closed = min((at for sign in CLOSES if (at := text.find(sign, start, high)) >= 0), default=high)
    return [one.index for one in block if one.stop > start and one.start < closed]


def _answer_around(scenes: Sequence[Scene], scene: Scene) -> list[int]:
    """The sentences of the answer that a dash opens and in which it is told who speaks, or that goes on from the line before it."""
    first = scene.index
    while first > 0 and not _LINE.match(scene.text, scenes[first].start) and scenes[first].sentence.block - scenes[first - 1].sentence.block <= 1:
        first -= 1
    return list(range(first, scene.index + 1)) if _LINE.match(scene.text, scenes[first].start) else []
