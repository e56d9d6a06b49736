"""Documents that a sentence only speaks of and a later one signs, plans or ends by their bare word: "The treaty ceased to apply in May"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.records.agreements.drafting import base_draft
from pipeline.records.agreements.enumeration import LISTED, Mention, Reading
from pipeline.records.agreements.named_parties import named_between
from pipeline.records.agreements.signing import Signing
from pipeline.records.agreements.titles import named_by_kind, subject
from pipeline.records.arguments import counting
from pipeline.records.arguments.dating import nearest_date
from pipeline.records.arguments.heads import Named
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import AgreementDraft

_LEADS = re.compile(r"(?:\s[\w-]+){0,4}\s[–—-]\s")  # a word for a document with what it is of, and a dash
POINTED = 12  # characters before a document in which an article or a pronoun points it back


def note_mention(reading: Reading, documents: list[Named], drafts: list[AgreementDraft]) -> None:
    """Note the documents of a sentence that tells no signing of them: the next sentences may take them up."""
    scene = reading.scene
    if drafts or not documents:
        return
    subjects = {one: title for one in documents if (title := subject(scene, one))}
    names = {one: title for one in documents if (title := subjects.get(one) or named_by_kind(scene, one))}
    if names and all(one in names or one.kind == "document" for one in documents):  # "the first document was the treaty on borders"
        told = [Mention(scene.index, one.kind, title, named_between(scene, one)) for one, title in (subjects or names).items()]
        reading.announced.mentions = tuple(told)


def meant_before(scene: Scene, pairs: list[tuple[Named, Signing | None]]) -> list[tuple[Named, Signing | None]]:
    """Documents with their signings, where "the document" that a later part of the sentence signs is the one named in the part before, of which no signing
    is told: "an additional agreement on the border followed; the document was signed on 17 May"."""
    found: list[tuple[Named, Signing | None]] = []
    for document, signing in pairs:
        before = found[-1] if found else None
        if before and signing and before[1] is None and subject(scene, before[0]) and _is_it(scene, before[0], document):
            found[-1] = (before[0], signing)
        else:
            found.append((document, signing))
    return found


def _is_it(scene: Scene, named: Named, document: Named) -> bool:
    """True for a bare word that points back at a document over a semicolon, colon or dash."""
    apart = re.search(r"[;:]|\s[–—]\s", scene.folded[named.stop : document.start])
    return apart is not None and document.kind in (named.kind, "document") and subject(scene, document) is None and _points_back(scene, document)


def is_one_more(reading: Reading, document: Named) -> bool:
    """True for what stands at the head of a sentence for one more document like those told before, where it names no state: "A third, on fisheries, was signed"."""
    scene = reading.scene
    opens = reading.announced.last and not scene.words_between(scene.start, document.start) and scene.lexicon.elliptic.match(scene.folded, document.start)
    return bool(opens) and not any(place.kind == "country" for place in scene.all_places)


def taken_up(reading: Reading, document: Named, signing: Signing) -> list[AgreementDraft]:
    """The signing or the end of the only document spoken of not long before that the word for a document may mean."""
    scene, mentions = reading.scene, reading.announced.mentions
    fitting = [one for one in mentions if 0 < scene.index - one.scene <= LISTED and document.kind in (one.kind, "document")]
    if len(fitting) != 1 or not _points_back(scene, document):
        return []
    base = base_draft(reading, document, signing, nearest_date(scene, signing.start, signing.stop))
    parties = fitting[0].parties if len(fitting[0].parties) > 1 else base.parties
    return [replace(base, doc_type=fitting[0].kind, title=fitting[0].title, parties=parties, rules=("mentioned",))]


def _points_back(scene: Scene, document: Named) -> bool:
    """True for "the treaty", "this document"; a language without articles points back by the bare word."""
    before = re.findall(r"\w+", scene.folded[max(scene.start, document.start - POINTED) : document.start])
    return not scene.lexicon.positional or bool(before) and scene.lexicon.anaphoric.fullmatch(before[-1]) is not None


def is_spelled_out(scene: Scene, document: Named, documents: Sequence[Named]) -> bool:
    """True for a word for a document that only leads, over a dash, to the one that it is: "the main document of the summit – the protocol on A – was signed"."""
    leads = _LEADS.match(scene.folded, document.stop) if document.kind == "document" else None
    meant = leads is not None and any(other.kind != "document" and leads.end() <= other.start and not re.search(r"[;:]", scene.folded[leads.end() : other.start]) for other in documents)
    return meant and not (scene.lexicon.plural.search(scene.folded[document.start : document.stop]) or counting.count_before(scene, document.start, scene.lexicon.modifiers))
