"""Where the subject of a document ends in a language that puts it behind its word: before the first thing that cannot belong to it."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.entities.analyser import is_genitive, is_only_verb
from pipeline.records.arguments.before_head import HARD, LONGEST, is_city, is_state, signed_words, stops_of
from pipeline.records.arguments.detours import DETOUR
from pipeline.records.arguments.roles import joined
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Date, Predicate

_ROUTE = re.compile(r"(?<=\w )[A-ZА-ЯЁÇŞĞÜÖİƏ][\w’'-]+(?:\s?[–—]\s?[A-ZА-ЯЁÇŞĞÜÖİƏ][\w’'-]+)+")  # "the line A – B – C"
_COMMA = re.compile(r",")


def right_edge(scene: Scene, start: int, limit: int, *, several: bool = False) -> int:
    """Where the subject after a head-first document ends, or the subjects after a word for ``several``: before the first thing that cannot belong to it."""
    high = min(limit, start + LONGEST)
    routes = [m.span() for m in _ROUTE.finditer(scene.text, start, high)]
    edges = [high] + [m.start() for m in HARD.finditer(scene.folded, start, high) if not (_spells_out(scene, start, m) or _within(routes, m.start()) or several and m[0] == ";" and _goes_on(scene, m.start()))]
    for pattern in (*stops_of(scene), scene.lexicon.others):
        edges += [m.start() for m in pattern.finditer(scene.folded, start, high) if not _names_partner(scene, start, m.start(), high)]
    edges += [verb.group_start for verb in scene.predicates if start <= verb.group_start < high and _ends_phrase(scene, verb)]
    edges += [date.start for date in scene.dates if start <= date.start < high and not _in_subject(scene, date)]
    edges += [a.start for a in scene.actors if start <= a.start < high]
    edges += [verb.group_start for verb in scene.predicates if start < verb.group_start < high and _says_more(scene, verb)]
    edges += [a.start for a in scene.places if start <= a.start < high and is_city(a) and not (_is_owner(scene, a) or _is_apposed(scene, a) or _within(routes, a.start) or _is_on_way(scene, a) or _names_thing(scene, a) or _is_passed_over(scene, a) or several and _goes_on(scene, a.stop))]
    edges += [a.start for a in scene.places if start < a.start < high and scene.folded[start : a.start].rstrip().endswith(".")]
    edges += [a.start for a in scene.places if start < a.start < high and scene.lexicon.governs and is_state(a) and (_is_subject(scene, a) or _opens_subject(scene, a) or a.marks == ("ins",) and not scene.search(scene.lexicon.between, start, a.start))]
    edges += [a.start for a, b in pairwise(scene.places) if start < a.start < high and scene.kind == "row" and is_state(a) and is_city(b) and not scene.folded[a.stop : b.start].strip()]
    edges += [*_clause_commas(scene, start, high), *_another_clause(scene, start, high), *(at for at in joined_signings(scene) if start <= at < high)]
    return drop_tail(scene, start, min(edges))


def _goes_on(scene: Scene, stop: int) -> bool:
    """True where the next of several subjects with a link word of its own follows: "on a port at Berbera, | on a plant at Kismayo; and on training"."""
    words = scene.lexicon
    tail = words.tail.pattern.removeprefix(r"\A")
    following = re.compile(rf"\s*(?:(?:{words.separators.pattern})\s*)+(?={tail})").match(scene.folded, stop, scene.stop)
    if following is None:
        return False
    at = following.end()
    link = words.tail.match(scene.folded[at : scene.stop])
    dated = link is not None and any(date.start == at + link.end() for date in scene.dates)
    return not dated and not any(pattern.match(scene.folded, at) for pattern in stops_of(scene))


def _within(spans: list[tuple[int, int]], position: int) -> bool:
    return any(start <= position < stop for start, stop in spans)


def _is_subject(scene: Scene, argument: Argument) -> bool:
    """True for a state that signs: in the nominative, or in a form that may be one right before the verb."""
    if argument.marks == ("nom",):
        return True
    return _is_subject_near(scene, argument) and argument.marks[:1] == ("nom",) and "gen" not in argument.marks


def _opens_subject(scene: Scene, argument: Argument) -> bool:
    """True for the first of several states that sign: "договор о дружбе Казахстан и Монголия заключили"."""
    others = [a for a in scene.places if a.start >= argument.stop and is_state(a)]
    before = scene.folded[scene.start : argument.start].split()[-1:]
    alone = "nom" in argument.marks or argument.marks[0].endswith("+acc")  # what "о" does not govern past its noun
    return alone and not set(before) & set(scene.lexicon.prepositions) and bool(others) and joined(scene, argument, others[0]) and (_is_subject(scene, others[0]) or _opens_subject(scene, others[0]))


def _ends_phrase(scene: Scene, verb: Predicate) -> bool:
    """True for a verb that the subject of a document cannot reach over; other words that look like verbs may be none."""
    if verb.sense == "other" and verb.form == "finite" and scene.lexicon.governs:
        return is_only_verb(scene.folded[verb.start : verb.stop])
    return verb.sense in SIGNINGS or verb.form == "finite" and verb.sense != "other"


def _says_more(scene: Scene, verb: Predicate) -> bool:
    """True for any other finite verb that an article or pronoun follows, where its form alone does not tell it from a participle: "proved the best"."""
    behind = re.compile(r"\s+([\w’']+)").match(scene.folded, verb.stop)
    return verb.form == "finite" and scene.lexicon.positional and behind is not None and scene.lexicon.determiners.fullmatch(behind[1]) is not None


def _is_owner(scene: Scene, argument: Argument) -> bool:
    """True for a city that what stands before it belongs to: "the port of Poti"."""
    led = scene.lexicon.owning.search(scene.folded[max(scene.start, argument.start - 12) : argument.start])
    return bool({"gen", "of"} & set(argument.marks)) or led is not None


def _is_on_way(scene: Scene, argument: Argument) -> bool:
    """True for one of two cities that a line joins, or the first end of one: "an oil pipeline from Baku to Ceyhan", "a railway between Delhi and Dhaka",
    "a service between Klaipėda and the Black Sea"."""
    behind = re.compile(r"\s+(\w+)").match(scene.folded, argument.stop)
    if behind and scene.lexicon.coordinators.fullmatch(behind[1]) and any(not scene.folded[m.end() : argument.start].strip() for m in scene.finditer(scene.lexicon.between, scene.start, argument.start)):
        return True
    cities = [a for a in scene.places if is_city(a)]
    pairs = [pair for pair in pairwise(cities) if argument in pair and scene.words_between(pair[0].stop, pair[1].start) == 1]
    return any("from" in a.marks and "to" in b.marks or "between" in a.marks and scene.lexicon.coordinators.fullmatch(scene.folded[a.stop : b.start].strip()) for a, b in pairs)


def _names_thing(scene: Scene, argument: Argument) -> bool:
    """True for a city between an article and the thing it names, in a language that marks no case: "a protocol on the Odessa road"."""
    before = scene.folded[max(scene.start, argument.start - 8) : argument.start].split()
    behind = re.compile(r"\s([^\W\d_]+)").match(scene.folded, argument.stop, scene.stop)
    if not scene.lexicon.positional or not before or before[-1] not in scene.lexicon.articles or behind is None:
        return False
    return behind[1] not in scene.lexicon.prepositions and not any(verb.group_start <= behind.start(1) < verb.stop for verb in scene.predicates)


def _is_passed_over(scene: Scene, argument: Argument) -> bool:
    """True for a city that what the subject's noun governs stands behind: "об учреждении в Аддис-Абебе | строительного института"."""
    behind = re.compile(r"\s([^\W\d_]{4,})(?![\w-])").match(scene.folded, argument.stop, scene.stop)
    return bool(scene.lexicon.governs) and behind is not None and is_genitive(behind[1]) and not is_only_verb(behind[1]) and behind[1] not in scene.lexicon.prepositions


def _is_apposed(scene: Scene, argument: Argument) -> bool:
    """True for a city in the nominative that no preposition leads, where a place is told by one: "управление аэропортом Звартноц"."""
    bare = scene.lexicon.governs and "nom" in argument.marks and not any("+" in mark for mark in argument.marks)
    before = re.compile(r"[\w-] ?(?:[–—] ?|[«\"])?\Z").search(scene.folded, max(scene.start, argument.start - 40), argument.start)
    return bool(bare and before and not _is_subject_near(scene, argument))


def _is_subject_near(scene: Scene, argument: Argument) -> bool:
    return any(argument.stop <= start and scene.words_between(argument.stop, start) == 0 for start, _ in signed_words(scene))


def _names_partner(scene: Scene, start: int, at: int, high: int) -> bool:
    """True for the body right behind a document that it is made with, where its subject follows: "a memorandum with the Secretariat on transit"."""
    if scene.folded[start:at].strip() or not scene.lexicon.partner.match(scene.folded, at):
        return False
    stretch = scene.folded[at : min(high, at + DETOUR)]
    linked = scene.lexicon.subject_links.search(stretch)
    return linked is not None and not re.search(r"[,;:()]", stretch[: linked.start()])


def _spells_out(scene: Scene, start: int, sign: re.Match[str]) -> bool:
    """True for the colon or dash right behind a document that its subject follows: "two agreements: on trade and on culture"."""
    led = scene.folded[start : sign.start()].strip() == "" and sign[0].strip() in (":", "–", "—")
    return led and re.compile(r"\s*" + scene.lexicon.links.pattern).match(scene.folded, sign.end()) is not None


def _clause_commas(scene: Scene, start: int, high: int) -> list[int]:
    """The commas that open another clause: a relative word, a verb or a participle follows."""
    verbs = [p for p in scene.predicates if p.form in ("finite", "converb", "participle") and p.sense != "other"]
    found = []
    for comma in (m.start() for m in _COMMA.finditer(scene.folded, start, high)):
        told = any(comma < verb.start and scene.words_between(comma, verb.group_start) <= 1 for verb in verbs) or _adds_fate(scene, comma)
        if told or scene.lexicon.openers.match(scene.folded, comma + 1):
            found.append(comma)
    return found


def _another_clause(scene: Scene, start: int, high: int) -> list[int]:
    """The commas behind which a clause is joined to that of the signing: "signed a treaty of peace, | and over coffee somebody promised more"."""
    if not scene.lexicon.positional or not any(stop <= start for _, stop in signed_words(scene)):
        return []
    verbs = [verb.group_start for verb in scene.predicates if start < verb.group_start <= high and verb.form == "finite" and verb.sense not in SIGNINGS]
    commas = [scene.folded.rfind(",", start, verb) for verb in verbs]
    opening = re.compile(rf"\s*(?:{scene.lexicon.coordinators.pattern})(?!\w)")
    return [comma for comma in commas if comma > 0 and opening.match(scene.folded, comma + 1)]


def joined_signings(scene: Scene) -> list[int]:
    """The commas behind which a signing by others is joined to one told before: "signed an agreement on visas with A, | and B and C signed a treaty"."""
    opening = re.compile(rf",\s*(?:{scene.lexicon.coordinators.pattern})(?:\s+(?:{'|'.join(scene.lexicon.articles)}))?\s*\Z")
    verbs = [verb for verb in scene.told(*SIGNINGS) if verb.form == "finite" and not verb.passive] if scene.lexicon.positional else []
    firsts = [min(a.start for a in subject) for verb in verbs[1:] if (subject := scene.subject(verb))]
    return [match.start() for first in firsts if (match := opening.search(scene.folded, scene.start, first)) and match.start() > verbs[0].stop]


def clause_of_signing(scene: Scene, position: int) -> tuple[int, int]:
    """The clause around a position, up to where a signing by others is joined."""
    low, high = scene.clause(position)
    edges = [low, *joined_signings(scene), high]
    return max(at for at in edges if at <= position), min((at for at in edges if at > position), default=high)


def _adds_fate(scene: Scene, comma: int) -> bool:
    """True where a participle with its preposition stands right behind a comma: ", given up in 2011"."""
    verb = next((v for v in scene.predicates if v.start > comma), None)
    if verb is None or verb.form != "participle" or verb.time != "past" or not scene.lexicon.positional or scene.words_between(comma, verb.group_start):
        return False
    behind = re.compile(r"\s+(\w+)").match(scene.folded, verb.stop)
    return behind is not None and (behind[1] in scene.lexicon.prepositions or behind[1] in ("up", "out", "off"))


def _in_subject(scene: Scene, date: Date) -> bool:
    """A stretch of years belongs to a programme's name: "for 2019-2021"."""
    if "/" in date.edtf and len(date.edtf) == 9 and not date.edtf.startswith(".."):
        return True
    if re.fullmatch(r"\.\./\d{4}", date.edtf):
        return True  # "on supplies until 2028"
    if re.fullmatch(r"\d{4}", date.edtf) and date.source == "explicit" and _tells_another(scene, date):
        return True
    before, after = scene.folded[max(scene.start, date.start - 12) : date.start], scene.folded[date.stop : date.stop + 14]
    meant_for = scene.lexicon.term_before.search(before) or scene.lexicon.term_after.match(after)
    planned = any(verb.sense in ("plan", "postpone") for verb in scene.predicates)
    return meant_for is not None and re.fullmatch(r"\d{4}", date.edtf) is not None and not planned


def _tells_another(scene: Scene, date: Date) -> bool:
    """True for the year right beside a document that the subject names: "amending the 1994 agreement", "к договору 1994 года"."""
    beside = [(match.start(), match.end()) for sign in scene.lexicon.kinds for match in scene.finditer(sign.pattern)]
    ahead = scene.lexicon.positional and any(0 < start - date.stop <= 1 for start, _ in beside)
    return ahead or bool(scene.lexicon.governs) and any(0 < date.start - stop <= 1 for _, stop in beside)


def drop_tail(scene: Scene, start: int, stop: int) -> int:
    """Leave out a preposition, article or connecting word that led to what was cut off."""
    while match := re.search(r"([\w-]+|[^\w\s])\s*\Z", scene.folded[start:stop]):
        token = match[1]
        loose = token in scene.lexicon.prepositions or token in scene.lexicon.connectors or token in ("the", "a", "an")
        if not loose and not scene.lexicon.separators.fullmatch(token):
            return stop
        stop = start + match.start()
    return stop
