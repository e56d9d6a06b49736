"""Where the subject of a document begins in a language that puts it before its word: behind the last thing that cannot belong to it."""

from __future__ import annotations

import re

from pipeline.records.arguments.roles import joined
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.scenes.scene import DASHES, Argument, Scene
from pipeline.text import blank
from pipeline.values import Date, Place, Predicate

HARD = re.compile(r"[;:()]|\s[–—]\s|(?<=\d)\.\s")
_UNTIL = re.compile(r"\.\./\d{4}\Z")  # "2010-cu ilədək əməkdaşlıq proqramı"
ARTICLE = 8  # characters before a place in which its article stands
LONGEST = 320  # characters of a title; a longer one has swallowed a clause


def signed_words(scene: Scene) -> list[tuple[int, int]]:
    return [(predicate.group_start, predicate.stop) for predicate in scene.told(*SIGNINGS)]


def stops_of(scene: Scene) -> tuple[re.Pattern[str], ...]:
    words = scene.lexicon
    return words.title_stops, words.during, words.among


def left_edge(scene: Scene, head: int, previous: int) -> int:
    """Where the subject before a head-last document begins: after the last thing that cannot belong to it."""
    low = max(previous, head - LONGEST)
    edges = [low] + [m.end() for m in HARD.finditer(scene.folded, low, head)]
    edges += [m.end() for pattern in stops_of(scene) for m in pattern.finditer(scene.folded, low, head) if not _in_organisation(scene, m.start())]
    edges += [stop for _, stop in signed_words(scene) if low < stop <= head and not _leads_on(scene, stop)]
    edges += [predicate.stop for predicate in scene.predicates if low < predicate.stop <= head and predicate.form in ("finite", "converb")]
    edges += [event.stop for event in scene.told("event") if low < event.stop <= head and event.form == "noun" and _is_described(scene, event)]
    edges += [date.stop for date in scene.dates if low < date.stop <= head and not _is_stretch(scene, date) and not _dates_nested(scene, date, head)]
    edges += [_past_postposition(scene, a, head) for a in scene.actors if low < a.stop <= head]
    edges += [a.stop for a in scene.places if low < a.stop <= head and (_is_aside(a) or _acts(scene, a, head))]
    edge = _past_word(scene, max(edges), head)
    edge = _past_beside(scene, edge, head) if edge > previous else edge
    edge = _past_partner(scene, _past_comma(scene, edge, head), head)
    return _past_states(scene, _past_together(scene, _without_states(scene, edge, head), head), head)


def _is_described(scene: Scene, event: Predicate) -> bool:
    """True for an event right behind the participle that says when and where it is held: "Əmmanda keçirilən sammiti"."""
    return any(verb.form == "participle" and verb.stop <= event.start and not scene.words_between(verb.stop, event.start) for verb in scene.predicates)


def _past_beside(scene: Scene, edge: int, head: int) -> int:
    """Behind a state that a separator joins to those who act before it: "həmin üç hökumət, eləcə də Sudan [ticarət haqqında] bəyannamə"."""
    joint = re.compile(rf"\s*(?:(?:{scene.lexicon.separators.pattern})\s*)+").match(scene.folded, edge, head)
    states = [a.stop for a in scene.places if joint and a.start == joint.end() and "nom" in a.marks and is_state(a)]
    return states[0] if states else edge


def _past_together(scene: Scene, edge: int, head: int) -> int:
    """Behind "together" that belongs to the partner before it: "A ilə birgə əməkdaşlıq haqqında saziş"."""
    match = re.compile(r"\s*(\w+)\s+").match(scene.folded, edge, head)
    with_partner = match is not None and scene.lexicon.together.fullmatch(match[1]) and re.search(r"(?:ilə|[ly][aə])\s*\Z", scene.folded[max(scene.start, edge - 6) : edge])
    return match.end() if match and with_partner and match.end() < head else edge


def _past_states(scene: Scene, edge: int, head: int) -> int:
    """Behind two states that a dash joins before a subject: "Gürcüstan–Bolqarıstan ticarət sazişi"."""
    states = [p for p in scene.all_places if edge <= p.start < head and p.kind == "country"][:2]
    if len(states) < 2 or scene.folded[edge : states[0].start].strip() or scene.folded[states[0].stop : states[1].start].strip() not in DASHES:
        return edge
    if scene.lexicon.route_behind.match(scene.folded, states[1].stop, head):
        return edge  # "Tanzaniya–Zambiya dəmir yolunun tikintisi"
    return states[1].stop if scene.folded[states[1].stop : head].strip() else edge


def _leads_on(scene: Scene, stop: int) -> bool:
    """True for an act that a link word makes the subject: "a protocol on the end of the treaty", "müqavilənin ləğv edilməsi haqqında protokol"."""
    return re.compile(r"\s*" + scene.lexicon.links.pattern).match(scene.folded, stop) is not None


def _in_organisation(scene: Scene, position: int) -> bool:
    return any(place.start <= position < place.stop and place.kind == "organization" for place in scene.all_places)


def _is_aside(argument: Argument) -> bool:
    return bool({"loc", "dat", "abl"} & set(argument.marks)) and is_city(argument)


def _acts(scene: Scene, argument: Argument, head: int) -> bool:
    """True for the last of several states in the nominative: they are who signs."""
    between = scene.lexicon.between.search(scene.folded, argument.stop, head)
    if between and not only_states(scene, argument.stop, between.start()):
        return False  # "Milli Məclis ilə Latviya Seymi arasında"
    before = [a for a in scene.places if a.stop <= argument.start]
    follows = any(a.start >= argument.stop and joined(scene, argument, a) for a in scene.places if a.start < head)
    return "nom" in argument.marks and bool(before) and joined(scene, before[-1], argument) and not follows and is_state(argument) and is_state(before[-1])


def is_state(argument: Argument) -> bool:
    return argument.place is not None and argument.place.kind in ("country", "organization", "body")


def _is_stretch(scene: Scene, date: Date) -> bool:
    """Years that a programme is made for belong to its subject."""
    return "/" in date.edtf and scene.lexicon.term_after.match(scene.folded, date.stop) is not None or _UNTIL.match(date.edtf) is not None


def _dates_nested(scene: Scene, date: Date, head: int) -> bool:
    """True for the year of a document in the subject of another: "a protocol on changes in the tax agreement of 1994"."""
    words = [m for sign in scene.lexicon.kinds for m in scene.finditer(sign.pattern, date.stop, head) if scene.lexicon.nested.search(m[0])]
    return any(scene.words_between(date.stop, m.start()) <= 3 and not scene.lexicon.separators.search(scene.folded[date.stop : head]) for m in words)


def _past_comma(scene: Scene, edge: int, head: int) -> int:
    """A comma behind an adverbial opens the subject anew."""
    return max([edge, *(m.end() for m in scene.lexicon.asides.finditer(scene.folded, edge, head))])


def _past_partner(scene: Scene, edge: int, head: int) -> int:
    """Leave out the one the document is made with, and the body that makes it: "A hökuməti ilə", "A şirkəti ilə B şirkəti"."""
    cuts = [m.end() for m in scene.lexicon.partner.finditer(scene.folded, edge, head)]
    cuts += [_past_postposition(scene, a, head) for a in scene.places if edge <= a.start < head and set(scene.lexicon.with_marks) & set(a.marks)]
    if not cuts or scene.search(scene.lexicon.between, max(cuts), head):
        return edge
    makers = [m.end() for m in scene.lexicon.makers.finditer(scene.folded, max(cuts), head)]
    bodies = [a.stop for a in scene.places if max(cuts) <= a.start < head and "nom" in a.marks and (a.place and a.place.kind == "body" or _is_other_side(scene, max(cuts), a))]
    return _past_word(scene, max([*cuts, *bodies, *makers]), head)


def _is_other_side(scene: Scene, partner: int, argument: Argument) -> bool:
    """True for the state right behind the one it makes a document with, where nobody before acts: "Nepalla Qətər [əmək] sazişini"."""
    acting = any("nom" in a.marks and a.stop <= partner for a in (*scene.places, *scene.actors))
    return is_state(argument) and not acting and not scene.folded[partner : argument.start].strip()


def before_partner(scene: Scene, head: int) -> int:
    """Where the subject of a document ends before the one it is made with, who stands between both: "ticarət haqqında İranla [saziş]"."""
    links = list(scene.finditer(scene.lexicon.links, max(scene.start, head - LONGEST), head))
    if not links:
        return head
    low = links[-1].end()
    between = scene.lexicon.between.search(scene.folded, low, head)
    if between and only_states(scene, low, between.start()) and all(scene.lexicon.modifiers.fullmatch(word) for word in scene.folded[between.end() : head].split()):
        return low  # "ticarət haqqında Çin və Zambiya arasında [saziş]"
    partners = [(a.start, _past_postposition(scene, a, head)) for a in scene.places if low <= a.start < head and set(scene.lexicon.with_marks) & set(a.marks)]
    partners += [m.span() for m in scene.lexicon.partner.finditer(scene.folded, low, head)]
    if not partners or scene.search(scene.lexicon.separators, low, head):
        return head
    names = [(p.start, p.stop) for p in scene.all_places if low <= p.start < head]
    rest = blank(scene.folded[low:head], [(start - low, stop - low) for start, stop in (*partners, *names)])
    return low if all(scene.lexicon.modifiers.fullmatch(word) for word in rest.split()) else head


def past_maker(scene: Scene, edge: int, head: int) -> int:
    """Behind the state that opens a stretch and makes the document with another: "Tacikistan hökuməti [ticarət haqqında] İranla saziş"."""
    state = next((a for a in scene.places if edge <= a.start < head and is_state(a) and "nom" in a.marks), None)
    if state is None or scene.folded[edge : state.start].strip() or scene.folded[state.stop : state.stop + 1] in "-–—":
        return edge
    match = re.compile(r"\s*" + scene.lexicon.states.pattern).match(scene.folded, state.stop, head)
    return match.end() if match else state.stop


def _past_postposition(scene: Scene, argument: Argument, head: int) -> int:
    match = re.compile(r"\s+(\w+)").match(scene.folded, argument.stop, head)
    return match.end() if match and match[1] in scene.lexicon.postpositions else argument.stop


def _past_word(scene: Scene, edge: int, head: int) -> int:
    """An edge inside a word moves to the word's end (an ending may follow a mention)."""
    match = re.compile(r"[\w-]*").match(scene.folded, edge, head) if edge and scene.folded[edge - 1 : edge].isalnum() else None
    return match.end() if match else edge


def is_city(argument: Argument) -> bool:
    return argument.place is not None and argument.place.kind == "city"


def _without_states(scene: Scene, low: int, head: int) -> int:
    """Leave "between A and B" out where A and B are just the states, or where the first of them was cut off; named bodies stay."""
    matches = list(scene.lexicon.between.finditer(scene.folded, low, head))
    first = re.compile(r"\W*(\w+)").match(scene.folded, low, head)
    cut = first is not None and first[1] in scene.lexicon.postpositions
    return next((match.end() for match in reversed(matches) if cut or only_states(scene, low, match.start()) and not _has_relations(scene, low, match.start(), head)), low)


def _has_relations(scene: Scene, start: int, stop: int, head: int) -> bool:
    """True for states that are only counted, and what they have between them: "iki ölkə arasında münasibətlərin prinsipləri"."""
    counted = scene.folded[start:stop].split()[:1]
    return bool(counted) and counted[0] in scene.lexicon.numbers and scene.search(scene.lexicon.relations, stop, head) is not None


def in_name(scene: Scene, head: int, at: int) -> bool:
    """True for an organisation, or a city behind an article, in a name that is written in capitals: "the ASEAN Declaration", "the Itamaraty Peace Declaration"."""
    place = next((place for place in scene.all_places if place.start <= at < place.stop), None)
    if place is None or not scene.lexicon.positional or not scene.text[head].isupper():
        return False
    before = scene.folded[max(scene.start, place.start - ARTICLE) : place.start].split()[-1:]
    return place.kind in ("organization", "body") or place.kind == "city" and bool(set(before) & set(scene.lexicon.articles))


def only_states(scene: Scene, start: int, stop: int) -> bool:
    """True where a stretch names nothing but states and their governments."""
    rest = scene.folded[start:stop]
    for place in reversed([p for p in scene.all_places if start <= p.start and p.stop <= stop and not (_is_firm(p) or p.kind == "body")]):
        rest = rest[: place.start - start] + " " + rest[place.stop - start :]
    return not re.search(r"\w{3,}", scene.lexicon.states.sub(" ", rest))


def _is_firm(place: Place) -> bool:
    """True for a firm or an office of one country: it is more than the state."""
    return place.kind == "organization" and not (place.code or "").startswith("org:")
