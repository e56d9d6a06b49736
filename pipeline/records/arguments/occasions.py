"""What an event is called: its phrase without what does not belong to a name, with its owner, in base form."""

from __future__ import annotations

import re

from pipeline.entities.nominative import agree
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.text import fold

AFAR = 4  # words between an event and what tells that it is held by telephone or on a screen
_PAIRS = (("«", "»"), ("“", "”"), ("„", "“"))


def title_of(scene: Scene, span: tuple[int, int], argument: Argument) -> str:
    """The name of the event whose phrase stands at ``span`` and whose word for an event is ``argument``: "at the funeral of" -> "funeral"."""
    start, stop = owner_start(scene, span[0], argument), span[1]
    if led := scene.lexicon.event_determiners.match(scene.folded, start, argument.start):
        start = led.end()
    while stop > argument.stop and (last := scene.folded[argument.stop : stop].rsplit(maxsplit=1)[-1:]) and _dangles(scene, last[0]):
        stop = argument.stop + len(scene.folded[argument.stop : stop].rstrip()) - len(last[0])
    head = _first_of(scene, start, argument)
    front = " ".join(scene.text[start : head.stop].split())
    behind = " ".join(scene.text[head.stop : stop].split())
    return _unquoted(f"{_nominative(scene, front, head.marks)} {behind}")


def _first_of(scene: Scene, start: int, argument: Argument) -> Argument:
    """The word for an event that another one belongs to, in a language that puts it first: "открытие выставки"."""
    outer = [one for one in scene.events if start <= one.start < argument.start and "gen" in argument.marks]
    return outer[0] if outer and scene.lexicon.governs else argument


def owner_start(scene: Scene, start: int, argument: Argument) -> int:
    """Where the name of an event begins with that of whose it is: "Rabin's funeral", "prezidentin dəfn mərasimi"; an event whose ending tells no owner has none
    ("prezidentin sammitə gələcəyi")."""
    if scene.lexicon.predicate_last and argument.event and not argument.event.possessed:
        return start
    owners = [a.start for a in scene.actors if "gen" in a.marks and a.stop <= start and not scene.folded[a.stop : start].strip(" '’s") and (a.actor is None or a.actor.reference != "pronoun")]
    return owners[-1] if owners and not scene.lexicon.governs else start


def _dangles(scene: Scene, word: str) -> bool:
    """True for a last word that leads to what was cut off: "the conference on", "the opening of the"."""
    lexicon = scene.lexicon
    return word in lexicon.event_links or word in lexicon.articles or word in lexicon.connectors or word in lexicon.prepositions


def _unquoted(title: str) -> str:
    """A title without marks at its ends that have no partner in it."""
    title = title.strip(" .,:;–—-")
    for opening, closing in _PAIRS:
        if title.count(opening) != title.count(closing):
            title = title.strip(f"{opening}{closing} ")
    return title


def _nominative(scene: Scene, title: str, marks: tuple[str, ...]) -> str:
    """The name of an event in the nominative: its last word by the endings that the data of its language tells, or its noun with what agrees with it."""
    *before, last = title.split()
    if scene.lexicon.governs:
        return _agreeing([*before, last])
    if "nom" in marks:
        return title
    match = next((match for pattern in scene.lexicon.event_cases if (match := pattern.fullmatch(fold(last)))), None)
    return " ".join([*before, last[: match.end(1)]]) if match else title


def _agreeing(words: list[str]) -> str:
    """A noun with as many words before it as agree with it, all in the nominative; other words stay as they are."""
    for first in range(len(words)):
        if changed := agree(words[first:], re.sub(r"\W+\Z", "", fold(words[-1]))):
            return " ".join(words[:first] + changed)
    return " ".join(words)


def is_afar(scene: Scene, argument: Argument) -> bool:
    """True for an event to which nobody goes: "a video conference", "a summit held online"."""
    near = scene.finditer(scene.lexicon.rows.afar, *scene.clause(argument.start))
    return any(scene.words_between(min(m.end(), argument.stop), max(m.start(), argument.start)) <= AFAR for m in near)
