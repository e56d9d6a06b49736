"""The words for documents in a sentence, each with its kind and the stretch in which its subject stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records.arguments.before_head import (
    LONGEST,
    before_partner,
    is_city,
    left_edge,
    past_maker,
    signed_words,
)
from pipeline.records.arguments.behind_head import right_edge
from pipeline.records.arguments.detours import DETOUR, detour
from pipeline.records.arguments.elliptic import elliptic
from pipeline.records.arguments.mixed import with_mixed
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.scenes.scene import Scene
from pipeline.text import fold
from pipeline.values import Predicate

JOINED = 4  # words between a verb of signing and the document that is its object
_ASIDE = re.compile(r"(?:,\s*|\s+)(\w+),\s[^,;:()]{3,60},?\s*\Z")  # "A and, on the same day, B"
_DASH = re.compile(r"\s*[–—]\s[^;:.()–—]*\Z")
_SPELT_OUT = re.compile(r"\s*[–—:]\s*(?:[\w-]+ ){0,2}")
_BACKWARDS = re.compile(r"[\w-]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Named:
    """A word for a document in a scene, with its kind and the stretch in which its subject stands."""

    start: int
    stop: int
    kind: str
    subject_start: int
    subject_stop: int


def find_documents(scene: Scene, last: str | None = None) -> list[Named]:
    """The words for documents in a sentence, each with the stretch of its subject, in order; ``last`` is the kind of the document told just before."""
    heads = with_mixed(scene, _without_nested(scene, _heads(scene, last)))
    marks = [stop for _, stop, _ in heads] if scene.lexicon.head_last else [start for start, _, _ in heads]
    found = []
    for at, (start, stop, kind) in enumerate(heads):
        if scene.lexicon.head_last:
            high = before_partner(scene, _signed_before(scene, _dated_before(scene, start)))
            low = left_edge(scene, high, marks[at - 1] if at else scene.start)
            low = past_maker(scene, low, high) if high < start else low
            found.append(Named(start, stop, kind, low, high))
        else:
            limit = _before_modifiers(scene, marks[at + 1]) if at + 1 < len(heads) else scene.stop
            low = detour(scene, stop, limit)
            several = scene.lexicon.plural.search(scene.folded[start:stop]) is not None
            found.append(Named(start, stop, kind, low, max(low, right_edge(scene, low, limit, several=several))))
    return found


def _dated_before(scene: Scene, head: int) -> int:
    """Where the subject of a document ends before the day it is of that stands between both: "hüquqi yardım haqqında 16 iyun 2000-ci il tarixli müqavilə"."""
    dated = [date for date in scene.dates if date.stop <= head and not scene.folded[date.stop : head].strip() and scene.lexicon.dated_of.fullmatch(fold(date.text))]
    linked = dated and re.search(scene.lexicon.links.pattern + r"[”»\"]?\s*\Z", scene.folded[max(scene.start, dated[0].start - LONGEST) : dated[0].start])
    return dated[0].start if linked else head


def _before_day_and_place(scene: Scene, edge: int) -> int:
    """Step back over the day and the city of a signing: "vergilər haqqında | 5 iyunda Valettada imzalanmış saziş"."""
    spans = [(date.start, date.stop) for date in scene.dates] + [(a.start, a.stop) for a in scene.places if is_city(a) and "loc" in a.marks]
    while before := [start for start, stop in spans if stop <= edge and not scene.folded[stop:edge].strip() and start < edge]:
        edge = before[0]
    return edge


def _signed_before(scene: Scene, head: int) -> int:
    """Where the subject of a document ends before the participle of signing that stands between both: "əməkdaşlığa dair imzalanmış memorandum"."""
    for start, stop in signed_words(scene):
        between = scene.folded[stop:head].split() if start < head else [""]
        edge = before_partner(scene, _before_day_and_place(scene, start)) if stop <= head else start
        linked = stop <= head and re.search(scene.lexicon.links.pattern + r"\s*\Z", scene.folded[max(scene.start, edge - LONGEST) : edge])
        if linked and all(scene.lexicon.modifiers.fullmatch(word) for word in between):
            return edge
    return head


def is_linked(scene: Scene, document: Named) -> bool:
    """True where a link word leads from a document to its subject: "on", "haqqında"."""
    low, high = document.subject_start, document.subject_stop
    if scene.lexicon.head_last:
        return bool(re.search(scene.lexicon.links.pattern + r"\s*\Z", scene.folded[low:high]))
    return re.compile(r"\s*[,:–—]?\s*" + scene.lexicon.links.pattern).match(scene.folded, low, high) is not None


def is_name(scene: Scene, document: Named) -> bool:
    """True for a word for a document that has a telling attribute in it, both in capitals, in a language that writes names so: "signed the Presidential Act"."""
    words = scene.text[document.start : document.stop].split()
    capitals = len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()
    return capitals and scene.lexicon.modifiers.fullmatch(fold(words[0])) is None and scene.lexicon.positional and document.kind == "document" and document.start > scene.start


def _heads(scene: Scene, last: str | None) -> list[tuple[int, int, str]]:
    covered = [(a.start, a.stop) for a in scene.actors] + [m.span() for m in scene.finditer(scene.lexicon.not_kinds)]
    covered += [(date.start, date.stop) for date in scene.dates]
    covered += [(place.start, place.stop) for place in scene.all_places if place.kind == "organization"]
    found = sorted(
        (match.start(), match.end(), sign.value)
        for sign in scene.lexicon.kinds
        for match in scene.finditer(sign.pattern)
        if not any(start <= match.start() < stop for start, stop in covered)
    )
    kept: list[tuple[int, int, str]] = []
    for head in sorted([*found, *elliptic(scene, found, last)]):
        if not kept or head[0] >= kept[-1][1]:
            kept.append(head)
    return kept


def _without_nested(scene: Scene, heads: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The words for documents without those in the subject of another: "a protocol amending the agreement on trade"."""
    if scene.lexicon.head_last:
        return [head for at, head in enumerate(heads) if at + 1 == len(heads) or not (_leads_to(scene, head, heads[at + 1]) or _is_restated(scene, head, heads[at + 1]))]
    kept: list[tuple[int, int, str]] = []
    for head in heads:
        gap = scene.folded[kept[-1][1] : head[0]] if kept else ""
        if gap and kept[-1][2] == "document" and _SPELT_OUT.fullmatch(gap) and not scene.lexicon.plural.search(scene.folded[kept[-1][0] : kept[-1][1]]):
            kept.pop()  # "the only document – a protocol on trade – was signed"
            gap = ""
        if not gap or not (scene.lexicon.nested.fullmatch(gap) or _is_inside(scene, kept[-1], head)):
            kept.append(head)
    return kept


def _is_inside(scene: Scene, before: tuple[int, int, str], head: tuple[int, int, str]) -> bool:
    """True for a document in the subject of another, which reaches over it: "an agreement on a forestry programme"; not for one of which the signing is told behind it."""
    low, high = before[1], head[0]
    if before[2] == "document" or scene.lexicon.separators.search(scene.folded, low, high) or not re.compile(r"\s*" + scene.lexicon.links.pattern).match(scene.folded, low, high):
        return False
    edge = right_edge(scene, head[1], scene.stop)
    told = any(verb.form == "participle" and edge <= verb.group_start and not scene.words_between(edge, verb.group_start) for verb in scene.told(*SIGNINGS))
    return not told and right_edge(scene, low, head[1]) == head[1]


_TO = re.compile(r"[aə]\Z")  # the case of what something is added to


def _leads_to(scene: Scene, head: tuple[int, int, str], following: tuple[int, int, str]) -> bool:
    """True for a document in the subject of the one behind it: "a protocol on changes in the agreement", "an additional protocol to the agreement", the agreement in
    the dative before the changes or the protocol."""
    gap = scene.folded[head[1] : following[0]]
    linked = scene.lexicon.links.search(gap) or _TO.search(scene.folded[head[0] : head[1]]) and all(map(scene.lexicon.modifiers.fullmatch, gap.split()))
    joined = scene.lexicon.separators.search(gap) or any(head[1] <= verb.start < following[0] and verb.form == "finite" for verb in scene.predicates)
    return head[2] != "document" and bool(linked) and not joined and scene.lexicon.nested.search(scene.folded[head[0] : head[1]]) is not None


def _is_restated(scene: Scene, head: tuple[int, int, str], following: tuple[int, int, str]) -> bool:
    """True for a document that is told once more behind a dash with its subject: "the last protocol – the protocol on payments – they signed"."""
    gap = scene.folded[head[1] : following[0]]
    return head[2] == following[2] and _DASH.match(gap) is not None and scene.lexicon.links.search(gap) is not None


def _before_modifiers(scene: Scene, head: int) -> int:
    """Step back from a head over its adjectives, its number and the word that joins it to the document before."""
    at, joined = head, False
    for match in reversed(list(_BACKWARDS.finditer(scene.folded, max(scene.start, head - 80), head))):
        token = match[0]
        joins = scene.lexicon.separators.fullmatch(token)
        counts = scene.lexicon.modifiers.fullmatch(token) or token in scene.lexicon.numbers or token.isdigit()
        if not (counts or joins or scene.lexicon.attributes.fullmatch(token)) or joined and not joins:
            break
        joined = joins is not None
        if counts and match.end() + 1 >= at or joins:  # an adjective belongs to this document only where a joining word stands before it
            at = match.start()
    aside = _ASIDE.search(scene.folded[max(scene.start, at - DETOUR) : at])
    return at - len(aside[0]) if aside and scene.lexicon.coordinators.fullmatch(aside[1]) else at


def listed_behind(scene: Scene, document: Named, position: int, others: list[Named]) -> bool:
    """True for one of the documents that stand side by side right behind a ``position``: "imzalanmış | dostluq müqaviləsi, ticarət sazişi və protokol"."""
    listed = [one for one in (*others, document) if position <= one.start <= document.start]
    first = min(one.subject_start for one in listed)
    joint = re.compile(rf"\s*(?:{scene.lexicon.separators.pattern})")
    joined = all(joint.match(scene.folded, one.stop) for one in listed if one.start < document.start)
    return joined and scene.words_between(position, max(position, first)) == 0 and not any(verb.form == "finite" for verb in scene.predicates if position <= verb.start < document.start)


def has_another_object(scene: Scene, document: Named, verb: Predicate | None, others: list[Named]) -> bool:
    """True for a verb behind a document, and right before another one that is its object: "signed a protocol, | initialled an agreement"."""
    if verb is None or not scene.lexicon.positional or verb.passive or verb.form != "finite" or verb.start < document.stop or not any(stop <= document.start for _, stop in signed_words(scene)):
        return False
    near = next((other.start for other in others if other.start >= verb.stop and scene.words_between(verb.stop, other.start) < JOINED), None)
    between = scene.folded[verb.stop : near] if near is not None else ","
    return not re.search(r"[,;:]", between) and not any(scene.lexicon.coordinators.fullmatch(word) for word in between.split())


def is_of_inner(scene: Scene, document: Named, start: int, stop: int) -> bool:
    """True for parties (from ``start``, the word that leads to them, to ``stop``) of a document that the subject names, an organisation among them:
    "a protocol on the implementation of the agreement | between the EU and Georgia"."""
    inner = any(document.stop < m.start() and 0 <= start - m.end() <= 1 for sign in scene.lexicon.kinds for m in scene.finditer(sign.pattern))
    return inner and any(start <= place.start < stop and place.code.startswith("org:") for place in scene.all_places)
