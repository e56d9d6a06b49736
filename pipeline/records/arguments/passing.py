"""Dates that a sentence tells in passing, of something else than its verb: "elected in October, he paid his first visit on 8 December"."""

from __future__ import annotations

import re

from pipeline.dates import opens_aside
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Date, Predicate

OF_OFFICE = ("other", "accompany")  # senses of verbs that tell of no journey: "занимающий пост", "возглавляющий ведомство"
NAMED = 24  # characters before a year in which the document stands that it names
CARRIED = 3  # words between a journey and the verb by which it is made
NEAR = 12  # characters before a date in which it is denied
_OWNER = re.compile(r"['’]s\s")
_STRETCH = re.compile(r"\d{4}(-\d\d)?/(\d{4}(-\d\d)?|\.\.)\Z")
_ENDS = (",", ")", ";")
_CUT = re.compile(r"[,;:()](?=\s)|\s[–—-]\s")


def is_in_passing(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for a date in a part between commas that opens like a clause in passing and has no predicate of the kind in question in it."""
    if not scene.lexicon.governs:
        return False
    cuts = [m.span() for m in scene.finditer(_CUT) if not date.start < m.end() <= date.stop]
    low = max([scene.start, *(stop for _, stop in cuts if stop <= date.start)])
    high = min([start for start, _ in cuts if start >= date.stop], default=scene.stop)
    if low <= predicate.start < high or high == scene.stop or scene.folded[high] != ",":
        return False
    told = any(low <= verb.start < high and verb.form != "noun" and verb.sense != "other" for verb in scene.predicates)
    return not told and opens_aside(scene.text[low:high], scene.sentence.language)


def is_of_opening(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for a date in a participle clause that opens a sentence and tells of no journey, where the verb has one of its own: "Elected in October, he came in May"."""
    comma = scene.folded.find(",", date.stop, scene.stop)
    if not date.stop <= comma <= predicate.start or not any(comma < other.start for other in scene.dates):
        return False
    told = any(verb.stop <= comma and verb.sense not in OF_OFFICE for verb in scene.predicates)
    return not told and opens_aside(scene.text[scene.start : comma], scene.sentence.language)


def is_of_participle(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for a date in a participle or relative clause that tells nothing of a journey: "A came, in office since 2006" ("А., занимающий пост с 2006 года")."""
    if not scene.lexicon.governs:
        return False
    cuts = [m.span() for m in scene.finditer(_CUT) if not date.start < m.end() <= date.stop]
    low = max([scene.start, *(stop for _, stop in cuts if stop <= date.start)])
    high = min([start for start, _ in cuts if start >= date.stop], default=scene.stop)
    if low <= predicate.start < high or not is_behind_person(scene, low):
        return False
    inside = [verb for verb in scene.predicates if low <= verb.start < high and verb.form != "converb"]
    told = inside[:1] and inside[0].form == "participle" or scene.lexicon.relative_subject.match(scene.folded, low + 1) is not None
    return bool(told) and all(verb.sense in OF_OFFICE for verb in inside) and opens_aside(scene.text[low:high], scene.sentence.language)


def is_behind_person(scene: Scene, position: int) -> bool:
    """True for a position right behind a person and a comma."""
    return any(a.actor and a.stop <= position and scene.folded[a.stop : position].strip() == "," for a in scene.actors)


def is_of_relative(scene: Scene, predicate: Predicate, date: Date, senses: tuple[str, ...]) -> bool:
    """True for a date in a clause about a place that stands before a verb: "from Warsaw, where he had spent 3 May, he left for Vilnius"."""
    if not scene.lexicon.governs:
        return False
    opened = [m.start() for m in scene.finditer(scene.lexicon.where, scene.start, date.start)][-1:]
    closed = scene.folded.find(",", date.stop, scene.stop)
    if not opened or not date.stop <= closed <= predicate.start:
        return False
    return any(opened[0] <= verb.start < closed and verb.form == "finite" and verb.sense in senses for verb in scene.predicates)


def is_before_onward(scene: Scene, predicate: Predicate, date: Date, senses: tuple[str, ...]) -> bool:
    """True for the date of a stay behind which one goes on "from there": "on the 15th he was in Cairo, from where he went on to Khartoum"."""
    onward = scene.search(scene.lexicon.onward, date.stop, predicate.start) if scene.lexicon.governs and date.stop < predicate.start else None
    return onward is not None and any(verb.form == "finite" and verb.sense in senses and verb.start < onward.start() for verb in scene.predicates)


def is_until(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for the day until which one stayed, told behind a verb of staying that stands between: "went on to Baku and stayed there until the 17th"."""
    if not (scene.lexicon.governs and date.edtf.startswith("../")) or predicate.sense == "stay":
        return False
    return any(verb.form == "finite" and predicate.stop <= verb.start and verb.stop <= date.start for verb in scene.told("stay"))


def is_of_promise(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for the date on which somebody promised a journey that an infinitive tells: "on 12 May he agreed to come to Baku in September"."""
    if not scene.lexicon.governs or date.stop > predicate.start:
        return False
    carriers = [verb for verb in scene.told("support") if verb.stop <= predicate.start and scene.words_between(verb.stop, predicate.start) <= CARRIED] if predicate.form == "noun" else [predicate]
    depends = bool(carriers) and (carriers[-1].form == "infinitive" or carriers[-1].group_start < carriers[-1].start)
    another = any(verb.form != "noun" and verb.stop <= date.start and scene.words_between(verb.stop, date.start) <= CARRIED for verb in scene.predicates)
    same = depends and not another and scene.clause(carriers[-1].start)[0] <= date.start
    return same and scene.search(scene.lexicon.promised, date.stop, carriers[-1].start) is not None


def is_of_plan(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for the time for which a visit was planned that took place at another, told behind: "the visit, meant for the spring of 2008, was paid in October"."""
    if not scene.lexicon.governs or predicate.sense != "happen" or date.stop > predicate.start:
        return False
    plans = [verb for verb in scene.told("plan", "expect", "postpone") if verb.form != "noun" and verb.stop <= date.start and scene.words_between(verb.stop, date.start) <= CARRIED]
    return bool(plans) and any(other.start >= predicate.stop and scene.words_between(predicate.stop, other.start) <= CARRIED for other in scene.dates)


def is_of_clause_before(scene: Scene, predicate: Predicate, date: Date) -> bool:
    """True for a date in a clause before that has a verb and a subject of its own, where the next clause has a subject and a date too: "A came in May 2007, B on 13 August 2008"."""
    if not scene.lexicon.governs or predicate.form != "finite" or date.stop > predicate.start:
        return False
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and verb.stop <= date.start]
    subjects = [a for a in scene.actors if "nom" in a.marks and date.stop <= a.start < predicate.start and "," in scene.folded[date.stop : a.start]]
    nexts = [verb.start for verb in scene.predicates if verb.form == "finite" and verb.start > predicate.stop]
    return bool(verbs and subjects) and any(predicate.stop <= other.start < min([scene.stop, *nexts]) for other in scene.dates)


def days_of_noun(scene: Scene, noun: Predicate, dates: list[Date]) -> Date | None:
    """The days that stand alone in brackets behind a journey told by a noun, with nothing but people and places between: "during A's visit to Rome (28-30 March)"."""
    verbs = [verb.start for verb in scene.predicates if verb.start >= noun.stop]
    behind = [date for date in dates if date.start >= noun.stop and not any(noun.stop <= start < date.start for start in verbs)]
    alone = [date for date in behind if ".." not in date.edtf and scene.folded[date.start - 1] == "(" and scene.folded[date.stop : date.stop + 1] == ")"]
    return alone[0] if alone and not set(",;:)") & set(scene.folded[noun.stop : alone[0].start]) else None


def _is_denied(scene: Scene, date: Date) -> bool:
    """True for "not in May 1996, as planned, but in September"."""
    return scene.lexicon.governs != {} and scene.lexicon.excluded.search(scene.folded[max(scene.start, date.start - NEAR) : date.start]) is not None


def told_besides(scene: Scene, predicate: Predicate, dates: list[Date]) -> list[Date]:
    """Dates without those of somebody's office or life, and without those told in passing where others are left."""
    dates = [date for date in dates if not is_of_participle(scene, predicate, date)]
    kept = [date for date in dates if not (is_in_passing(scene, predicate, date) or _is_denied(scene, date))] if len(dates) > 1 else dates
    return kept or dates


def predecessors(scene: Scene) -> list[tuple[Argument, Date]]:
    """Those since whom nobody has come, with the day of their own visit: "the first premier to come since A in 1990"."""
    words = scene.lexicon.precedent
    named = [a for a in scene.actors if a.actor and a.actor.name and (words.since.search(scene.folded, scene.start, a.start) or words.behind.match(scene.folded, a.stop))]
    if not named or not scene.search(words.first):
        return []
    behind = [(a, date) for a in named for date in scene.dates if date.start - a.stop >= 0 and scene.words_between(a.stop, date.start) <= CARRIED and not set(",;") & set(scene.folded[a.stop : date.start])]
    return [(a, date) for a, date in behind if not any(a.stop <= place.start < date.start for place in scene.places)]


def is_of_predecessor(scene: Scene, date: Date) -> bool:
    """True for the day on which somebody else had come before."""
    return any(date is own for _, own in predecessors(scene))


def is_of_person(scene: Scene, date: Date) -> bool:
    """True for a date that tells which holder of an office is meant: "this year's chairman of the club"."""
    owner = _OWNER.match(scene.folded, date.stop)
    return owner is not None and any(a.start == owner.end() for a in scene.actors)


def is_of_office(scene: Scene, date: Date) -> bool:
    """True for the years in which somebody held the office that explains his name: "X, prime minister from 2003 until last month, came in May"."""
    if not _STRETCH.match(date.edtf) or scene.folded[date.stop : date.stop + 1] not in _ENDS:
        return False
    owners = [a for a in scene.actors if a.actor and a.actor.office and a.stop <= date.start and a.actor.name_start == a.start]
    gap = re.findall(r"\w+|[^\w\s]", scene.folded[owners[-1].stop : date.start]) if owners else ["-"]
    return all(word in scene.lexicon.prepositions for word in gap) and "," in scene.folded[owners[-1].start : owners[-1].stop]


def names_document(scene: Scene, date: Date) -> bool:
    """True for a bare year that tells one document from others: "the treaty of 1936 was twenty years old when A set out for Oslo"."""
    if len(date.edtf) != len("1936"):
        return False
    before = scene.folded[max(scene.start, date.start - NAMED) : date.start]
    return any(before[match.end() :].strip() in ("", "of") for sign in scene.lexicon.kinds for match in sign.pattern.finditer(before))


def is_attribute(scene: Scene, verb: Predicate) -> bool:
    """True for a participle right before a word for a journey or event: "a hunting trip"."""
    nouns = (noun for noun in scene.told("trip", "event", "talks") if noun.start >= verb.stop)
    return verb.form == "participle" and any(not scene.folded[verb.stop : noun.start].strip() for noun in nouns)


def is_length(scene: Scene, date: Date) -> bool:
    """True for words that tell how long a stay was, not when: "left after two days in Baku"."""
    return scene.lexicon.days_ended.match(scene.folded, date.start, scene.stop) is not None


def opens_verb(scene: Scene, date: Date, predicate: Predicate) -> bool:
    """True for a date between a connecting word and the verb right behind it: "came to Rome and in May went to Bonn", "and, in May, went to Bonn"."""
    counted = [one.start for one in scene.dates if one.stop <= date.start and scene.folded[one.stop : date.start].strip(" ,") in ("", *scene.lexicon.prepositions)]
    before = scene.folded[scene.start : min([date.start, *counted])].split()  # "ten weeks later, on 20 July"
    while before and before[-1] in scene.lexicon.prepositions:
        before.pop()
    if not before or before[-1].rstrip(",") not in scene.lexicon.joining or date.stop > predicate.group_start:
        return False
    subject = [a.start for a in scene.subject(predicate) or () if a.start >= date.stop]
    return scene.words_between(date.stop, min([predicate.group_start, *subject])) == 0  # "came to Rome, and in May the king went to Bonn"


def opens_main_clause(scene: Scene, date: Date, predicate: Predicate) -> bool:
    """True for a date right behind the comma that ends a participle clause at the head of a sentence: "Continuing his tour, on 5 May the king came to Rome"."""
    before = scene.folded[scene.start : date.start].split()
    while before and before[-1] in scene.lexicon.prepositions:
        before.pop()
    verbs = [verb for verb in scene.predicates if verb.form != "noun" and verb.stop <= date.start]
    return bool(before) and before[-1].endswith(",") and bool(verbs) and date.stop <= predicate.start and all(verb.form == "participle" for verb in verbs)


def is_of_time_clause(scene: Scene, date: Date, predicate: Predicate) -> bool:
    """True for a date in the clause at the head of a sentence that tells when its main clause was: "When Ghana became free on 6 March, the king came to Accra"."""
    opened = scene.lexicon.at_that_time.match(scene.folded, scene.start)
    return opened is not None and date.stop <= predicate.start and scene.folded.count(",", date.stop, predicate.start) > 0 and scene.folded.count(",", scene.start, date.start) == 0


def is_of_verb_joined(scene: Scene, predicate: Predicate, date: Date, senses: tuple[str, ...]) -> bool:
    """True for a date between a connecting word and another verb of going: "stayed in Poland for a week and on the 13th flew to Sofia"."""
    return predicate.form == "finite" and date.start >= predicate.stop and any(verb.form == "finite" and verb.start >= date.stop and opens_verb(scene, date, verb) for verb in scene.told(*senses))
