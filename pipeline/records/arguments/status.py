"""Did it happen? Planned, cancelled, or told only to say that it is not so: from the verb's own form and from the verbs that govern it."""

from __future__ import annotations

import re

from pipeline.dates.edtf import bounds
from pipeline.records.arguments.deferred import PUT_OFF, carried_out
from pipeline.records.arguments.roles import distance
from pipeline.records.scenes.scene import Scene
from pipeline.values import Predicate

JOURNEYS = ("go", "come", "return", "leave", "visit", "stay", "receive", "guest", "bring", "attend", "represent", "trip", "visitors", "attendance", "participants", "reception")
SIGNINGS = ("sign", "conclude", "adopt", "initial", "terminate", "signing")
OPERATORS = ("deny", "cancel", "postpone", "happen", "plan", "expect", "invite", "accept", "begin", "end", "support")  # the first to speak decides
CARRIERS = ("support", "begin", "happen")  # verbs that carry a journey: "was to have paid a visit"
FAR = 40.0  # the same for a denial, which may stand in the next clause
MAIN = 10  # words between a journey and the verb of its clause, without the relative clauses between them
MUSED = 60  # characters before a journey in which somebody is told only to have thought of it
REACH = 22.0  # words between an operator and what it governs, with the weights of roles.distance
ATTRIBUTES = 3  # words between a verb of being and the journey that it tells of


def status_of(scene: Scene, predicate: Predicate) -> str | None:
    """``occurred``, ``planned`` or ``cancelled`` for what a predicate tells; None where the text says that there is no such event."""
    if is_hypothetical(scene, predicate) or _is_only_talked_of(scene, predicate) or _is_left_undone(scene, predicate):
        return None
    staying = (predicate.form, predicate.time, predicate.sense) == ("participle", "present", "stay")
    governors = carried_out(scene, [one for one in _governors(scene, predicate) if not (staying and one.sense in ("invite", "accept"))])
    if _is_held_late(governors):
        return "occurred"
    if any(governor.sense == "begin" and governor.form == "finite" and governor.time == "past" and not (governor.mood or governor.negated) for governor in governors):
        governors = [governor for governor in governors if governor.time != "future"]  # what has begun and will go on
    for sense in OPERATORS:
        for governor in governors:
            if governor.sense == sense and (told := _told_by(governor)) != "":
                return told
    return _own(scene, predicate)


def _is_left_undone(scene: Scene, predicate: Predicate) -> bool:
    """True for a signing that a verb behind its infinitive tells not to have been: "подписывать контракт не стали", "... отказались"."""
    if predicate.form != "infinitive" or predicate.sense not in SIGNINGS or not scene.lexicon.governs:
        return False
    stop = scene.clause(predicate.start)[1]
    able = scene.search(scene.lexicon.managed, predicate.stop, stop)
    return able is not None and able["not"] is not None or scene.search(scene.lexicon.unwilling, predicate.stop, stop) is not None


def is_chosen(scene: Scene, verb: Predicate) -> bool:
    """True for an infinitive that tells what somebody preferred to do, or had to, or refused: "предпочёл остаться дома", "решил не ехать", "отказался ехать"."""
    low = scene.clause(verb.start)[0]
    return verb.form == "infinitive" and any(scene.lexicon.chosen.search(scene.folded[low:stop]) for stop in (verb.group_start, verb.start))


def managed(scene: Scene, verb: Predicate) -> re.Match[str] | None:
    """The word in the clause of an infinitive which says whether what it tells could be done: "сумел приехать", "приехать не смог"."""
    low, high = scene.clause(verb.start)
    return scene.search(scene.lexicon.managed, low, verb.start) or scene.search(scene.lexicon.managed, verb.stop, high)


def is_governed(scene: Scene, predicate: Predicate, *senses: str) -> bool:
    """True where a verb of these senses bears on an event."""
    return any(governor.sense in senses for governor in _governors(scene, predicate))


def is_begun(scene: Scene, predicate: Predicate) -> bool:
    """True for a visit of which a verb tells that it has begun, whatever is expected behind it: "began a visit to A and is due in B"."""
    return any(g.sense == "begin" and g.form == "finite" and g.time == "past" and not (g.negated or g.mood) and g.stop <= predicate.start for g in _governors(scene, predicate))


def held_by(scene: Scene, predicate: Predicate) -> Predicate | None:
    """The verb that says that an event took place."""
    return next((g for g in reversed(_governors(scene, predicate)) if _is_holding(g)), None)


def is_held(scene: Scene, predicate: Predicate) -> bool:
    """True for an event that is said to have taken place, also by a participle before it: "baş tutan səfər"."""
    governors = _governors(scene, predicate)
    described = scene.lexicon.predicate_last and any(g.sense == "happen" and g.form == "participle" and g.time == "past" and not g.negated for g in governors)
    return described or any(_is_holding(governor) and governor.time == "past" for governor in governors)


def is_undone(scene: Scene, predicate: Predicate) -> bool:
    """True for an event that is said to have been called off, or not to have taken place."""
    return any(g.sense == "cancel" and not g.negated or g.sense == "happen" and g.negated for g in _governors(scene, predicate))


def _is_holding(governor: Predicate) -> bool:
    told = governor.form == "finite" and governor.time != "future" or governor.form == "participle" and governor.time == "past"
    return governor.sense == "happen" and told and not governor.negated and not governor.mood


def _is_held_late(governors: list[Predicate]) -> bool:
    """True where an event was put off and then took place."""
    held, put_off = ([one.start for one in governors if test(one)] for test in (_is_holding, lambda one: one.sense in PUT_OFF))
    return bool(held and put_off) and max(put_off) < max(held)


def _is_invited(scene: Scene, predicate: Predicate) -> bool:
    """True for a journey that an invitation is meant for: "an invitation to A to pay a visit"."""
    before = [noun for noun in scene.told("invitation") if scene.lexicon.positional and noun.stop <= predicate.start]
    verbs = [verb for verb in scene.predicates if before and verb.form != "noun" and before[-1].stop <= verb.start <= predicate.start]
    return bool(verbs) and all(verb.form == "infinitive" for verb in verbs)


def _was_to_be_returned(scene: Scene, predicate: Predicate) -> bool:
    """True for a visit that somebody "was to have returned"."""
    verbs = [verb for verb in scene.told("return") if predicate.form == "noun" and verb.mood == "thwarted" and verb.stop <= predicate.start]
    return bool(verbs) and scene.words_between(verbs[-1].stop, predicate.start) <= 1


def _own(scene: Scene, predicate: Predicate) -> str | None:
    if _is_invited(scene, predicate):
        return "planned"
    if (being := _being_of(scene, predicate)) and (being.mood == "thwarted" or being.time == "future" and not (being.mood or being.negated)):
        return "cancelled" if being.mood else "planned"  # "səfəri olmalı idi", "səfəri olacaq"
    if predicate.mood == "thwarted" or _was_to_be_returned(scene, predicate):
        return None if any(other.mood == "unreal" for other in scene.predicates) else "cancelled"
    if predicate.negated and predicate.mood == "possible" or scene.lexicon.unable.match(scene.folded, predicate.stop, scene.stop):
        return "cancelled"  # "could not come"
    if predicate.negated and scene.search(scene.lexicon.not_until, predicate.stop, scene.clause(predicate.start)[1]):
        return "occurred"  # "did not go there until 1998"
    if _is_yet_to_be(scene, predicate):
        return "planned"
    if predicate.negated and predicate.time == "future" and scene.search(scene.lexicon.as_announced, *scene.clause(predicate.start)):
        return "cancelled"  # "will not now come as announced"
    if predicate.negated and is_chosen(scene, predicate):
        return "cancelled"
    if predicate.negated or predicate.mood or predicate.form == "potential" or predicate.form == "infinitive" and scene.lexicon.predicate_last:
        return None
    if predicate.passive and scene.lexicon.undone.match(scene.folded, predicate.stop, scene.stop):
        return None
    if predicate.time == "future" or _will_be_first(scene, predicate):
        return "planned"
    if infinitive := _as_infinitive(scene, predicate):
        able = managed(scene, infinitive)
        return "planned" if able is None else "cancelled" if able["not"] else "occurred"
    names = {at for a in scene.actors if a.actor for at in range(a.actor.name_start, a.actor.name_stop)}  # "sabah" is tomorrow, and a family of emirs
    return "planned" if any(sign.start() not in names for sign in scene.finditer(scene.lexicon.planned, max(scene.clause(predicate.start)[0], predicate.start - 40), predicate.start)) else "occurred"


def _will_be_first(scene: Scene, predicate: Predicate) -> bool:
    """True for what somebody will be the first to do: "will be the first president to visit Laos"."""
    being = [verb for verb in scene.told("stay") if predicate.form == "infinitive" and verb.stop <= predicate.start and verb.time == "future" and not (verb.negated or verb.mood)]
    return bool(being) and scene.search(scene.lexicon.precedent.first_to, being[-1].stop, predicate.start) is not None


def _as_infinitive(scene: Scene, predicate: Predicate) -> Predicate | None:
    """The infinitive that tells what somebody is ready, able or glad to do, in a language of cases: the journey itself, or the verb that carries it
    ("confirmed his readiness to pay a visit")."""
    if not scene.lexicon.governs:
        return None
    carriers = [g for g in _governors(scene, predicate) if g.sense == "support"] if predicate.form == "noun" else [predicate]
    return next((verb for verb in carriers if verb.form == "infinitive" and verb.time != "past"), None)


def _being_of(scene: Scene, noun: Predicate) -> Predicate | None:
    """The verb of being right behind a word for a journey that is its subject, in a language that ends clauses with it; or before it: "Это будет его третья поездка"."""
    if scene.lexicon.governs and noun.form == "noun" and noun.sense == "trip" and "nom" in noun.cases:
        return next((verb for verb in scene.told("stay") if verb.form == "finite" and verb.time == "future" and noun.start - verb.stop >= 0 and scene.words_between(verb.stop, noun.start) <= ATTRIBUTES), None)
    subject = scene.lexicon.predicate_last and noun.form == "noun" and noun.sense == "trip" and "nom" in noun.cases
    after = next((verb for verb in scene.predicates if subject and verb.start >= noun.stop and verb.form != "noun"), None)
    return after if after and after.sense == "stay" and after.form == "finite" and scene.words_between(noun.stop, after.start) <= 1 else None


def _is_yet_to_be(scene: Scene, predicate: Predicate) -> bool:
    """True for a document described as one "to be signed", in a language that tells by place; "the first to be signed" is one that was."""
    told = scene.lexicon.positional and predicate.form != "noun" and predicate.passive and predicate.sense in SIGNINGS
    return told and scene.search(scene.lexicon.yet_to_be, max(scene.start, predicate.group_start - 60), predicate.start) is not None


def _is_only_talked_of(scene: Scene, predicate: Predicate) -> bool:
    """True for a journey that was only talked or thought about: "a visit of the king had been mooted since May", "she considered going to Baku"."""
    if scene.lexicon.musing.search(scene.folded[max(scene.start, predicate.group_start - MUSED) : predicate.group_start]):
        return True
    verbs = [verb for verb in scene.told("meet", "other") if predicate.form == "noun" and verb.passive and verb.start > predicate.stop]
    said = [verb for verb in verbs if any(a.event is predicate for a in scene.subject(verb) or ())]
    return any(scene.lexicon.mooted.match(scene.folded, verb.start) for verb in said)


def _told_by(governor: Predicate) -> str | None:
    """What an operator makes of the event: a status, None for no event, "" where it says nothing."""
    if governor.sense == "deny":
        return "" if governor.negated else None
    if governor.sense in ("cancel", "postpone"):
        return "" if governor.negated or governor.mood == "unreal" else "cancelled"
    if governor.mood:
        return "cancelled" if governor.mood == "thwarted" and not governor.negated and governor.sense in CARRIERS else None
    if governor.sense == "happen" and governor.negated:
        return "cancelled"
    if governor.negated:
        return None
    if governor.sense in ("plan", "expect", "invite", "accept") or governor.time == "future":
        return "planned"
    return "occurred" if _is_holding(governor) else ""


def _governors(scene: Scene, predicate: Predicate) -> list[Predicate]:
    """The operators that bear on a predicate: each operator bears on the event nearest to it."""
    return [operator for operator in scene.told(*OPERATORS) if operator is not predicate and governed(scene, operator) is predicate]


def governed(scene: Scene, operator: Predicate) -> Predicate | None:
    if told := [a.event for a in scene.subject(operator) or () if a.event and a.event.sense in JOURNEYS]:
        return told[-1]
    if _is_said_of_event(scene, operator):
        return None
    other = operator.sense == "happen" and scene.subject(operator) is not None  # it is something else that took place
    best: tuple[float, int] | None = None
    for index, event in enumerate(scene.predicates):
        if other and event.sense == "trip" or event is operator or _disagrees(scene, operator, event) or event.sense not in JOURNEYS and event.sense not in SIGNINGS or not _can_govern(scene, operator, event):
            continue
        low, high = (event.stop, operator.group_start) if event.start < operator.start else (operator.stop, event.group_start)
        if operator.sense in ("invite", "accept") and event.form == "noun" and any(low <= verb.start < high and verb.form == "finite" for verb in scene.predicates):
            continue  # "invited by B, who returned the visit"
        apart = distance(scene, min(low, high), high) + (0 if event.sense in JOURNEYS else 1)
        if apart <= (FAR if operator.sense == "deny" or operator.sense == "plan" and operator.negated else REACH) and (best is None or apart < best[0]):
            best = (apart, index)
    if best:
        return scene.predicates[best[1]]
    main = _of_main_clause(scene, operator) or _over_apposition(scene, operator)
    return None if main is None or _disagrees(scene, operator, main) else main


def _is_said_of_event(scene: Scene, operator: Predicate) -> bool:
    """True for a participle behind a comma that tells of the event named before it, in a language of cases: "ехать на саммит в Вильнюс, открывшийся 5 мая"."""
    nouns = [noun for noun in scene.predicates if noun.stop <= operator.start and noun.form == "noun"]
    joined = scene.lexicon.governs and operator.sense == "happen" and operator.form == "participle" and nouns and nouns[-1].sense in ("event", "talks")
    return bool(joined) and scene.folded[nouns[-1].stop : operator.start].count(",") == 1 and scene.folded[: operator.start].rstrip()[-1:] == ","


def _disagrees(scene: Scene, operator: Predicate, event: Predicate) -> bool:
    """True for a verb in the neuter, which no noun for a journey of another gender can be the subject of: "поездку готовили, но случилось наводнение"."""
    if not scene.lexicon.governs or operator.sense != "happen" or operator.form != "finite" or event.form != "noun" or event.sense != "trip":
        return False
    neuter = scene.lexicon.neuter.fullmatch(scene.folded, operator.start, operator.stop)
    return neuter is not None and scene.lexicon.neuter_journeys.match(scene.folded, event.start, event.stop) is None


def _of_main_clause(scene: Scene, operator: Predicate) -> Predicate | None:
    """The journey that a verb is predicated of over a relative clause, or over another verb of the same subject, in a language of cases:
    "the visit of A, who was to come in May, was cancelled"; "the trip to B, planned for May, was put off and took place in June"."""
    if not (scene.lexicon.governs or scene.lexicon.predicate_last) or operator.form != "finite" or operator.sense not in ("cancel", "postpone", "happen", "plan"):
        return None
    low = max(scene.folded.rfind(";", scene.start, operator.start), scene.start)
    nouns = [noun for noun in scene.told("trip", "attendance") if low <= noun.start < operator.start and noun.form == "noun"]
    if len(nouns) != 1 or not {"nom", "acc"} & set(nouns[0].cases):
        return None
    if scene.lexicon.predicate_last and any(nouns[0].stop <= other.start < operator.start for other in scene.told(*JOURNEYS, *SIGNINGS, "event", "talks")):
        return None
    parts = scene.folded[nouns[0].stop : operator.start].split(",")
    rest = " ".join(part for part in parts if not scene.lexicon.openers.match(part))
    others = [verb for verb in scene.predicates if nouns[0].stop <= verb.start < operator.start and verb.form == "finite" and verb.sense in ("cancel", "postpone", "plan")]
    return nouns[0] if others and operator.sense == "happen" or len(rest.split()) <= MAIN else None


def _over_apposition(scene: Scene, operator: Predicate) -> Predicate | None:
    """The visit that a verb is predicated of behind two commas that set off what it was called, in a language that tells by place: "The visit of A, the first
    by a Slovenian head of government in six years, will last until Friday"."""
    before = [one for one in scene.predicates if one.stop <= operator.group_start]
    alone = len(before) == 1 and before[0].form == "noun" and before[0].sense == "trip" and operator.sense in ("happen", "cancel", "postpone", "begin", "end")
    parts = scene.folded[before[0].stop : operator.group_start].split(",") if alone and scene.lexicon.positional else []
    return before[0] if len(parts) == 3 and not parts[2].strip() and parts[1].split()[:1] and parts[1].split()[0] in scene.lexicon.articles else None


def _can_govern(scene: Scene, operator: Predicate, event: Predicate) -> bool:
    """A finite verb, and a participle of one received, is governed by nothing but a denial; in a language with the predicate last, operators follow what they govern."""
    received = event.sense == "receive" and event.time != "future" and event.stop <= operator.start and operator.form == "finite" and not operator.passive
    if event.form == "finite" or event.form == "participle" and (received or event.time == "past" and not event.passive and scene.lexicon.governs):
        return operator.sense == "deny" and operator.form == "finite"
    if not scene.lexicon.predicate_last:
        return True
    if event.form == "participle" and event.sense == "stay" and event.time == "past" and operator.sense == "invite":
        return False  # "səfərdə olan prezident həmkarını dəvət etdi"
    if event.form == "noun" and (event.cases == ("ins",) or operator.sense in ("cancel", "postpone", "happen") and _is_aside(scene, event)):
        return False  # "rəsmi səfərlə Bakıda gözlənilir", "səfər yola düşməsinə saatlar qalmış ləğv edildi"
    if operator.form == "participle" and event.possessed and event.sense == "trip" and event.stop <= operator.start:
        return scene.words_between(event.stop, operator.start) <= 1  # "səfəri ləğv edilmiş prezident"
    if operator.form == "participle" and operator.sense == "plan" and event.cases == ("dat",) and event.stop <= operator.start:
        return scene.words_between(event.stop, operator.start) <= 1  # "səfərə hazırlaşan prezident"
    if operator.form == "participle" and operator.sense == "happen" and any(operator.stop <= a.start and a.stop <= event.start for a in scene.events):
        return False  # "keçirilən sammitə gəlməsi gözlənilirdi"
    behind = operator.form in ("finite", "converb", "infinitive") or event.form == "infinitive"
    return event.start < operator.start if behind else operator.start < event.start


def _is_aside(scene: Scene, noun: Predicate) -> bool:
    """True for a noun of going in a case by which it is neither subject nor object of a verb, behind one that may be."""
    if not any("nom" in other.cases and other.start < noun.start for other in scene.told("trip")):
        return False
    marked = scene.lexicon.subjectless.marked if scene.lexicon.subjectless else None
    return not {"nom", "acc"} & set(noun.cases) if noun.cases else marked is not None and marked.fullmatch(scene.folded[noun.start : noun.stop].split()[-1]) is not None


def is_hypothetical(scene: Scene, predicate: Predicate) -> bool:
    """True for what is only said, feared or supposed: "rumour has it that ...", "if he comes"."""
    low, high = scene.clause(predicate.start)
    if scene.search(scene.lexicon.unconfirmed):
        return True
    if any(not _in_name(scene, match.start()) for match in scene.finditer(scene.lexicon.unsure, low, high)):
        return True
    opening = scene.search(scene.lexicon.conditional, low, predicate.group_start)
    if opening is None or predicate.time == "past" and not predicate.mood and scene.lexicon.real_past.fullmatch(opening[0]):
        return False
    return predicate.time == "future" or scene.barriers.between(opening.end(), predicate.group_start) < 5


def _in_name(scene: Scene, position: int) -> bool:
    return any(argument.start <= position < argument.stop for argument in scene.actors)


def after(dateline: str | None, date: str | None) -> bool:
    """True where a day, a month, a season or a year lies after the day or month in which the document was written.

    >>> after("2019-07-18", "2019-07-23"), after("2019-07-18", "2019-21"), after("2019-07", "2019-07-23")
    (True, False, False)
    """
    dateline = (dateline or "").rpartition("/")[2]  # a digest is written at the end of its week
    return bool(date and len(dateline) in (7, 10) and len(date) >= 4 and date[0].isdigit() and (bounds(date)[0] or "") > (bounds(dateline)[1] or dateline))
