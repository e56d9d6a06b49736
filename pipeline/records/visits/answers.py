"""A question and its answer: a journey is asked about, and only the answer tells when it was made, by whom, where to, or that there was none.

``Dialogue`` waits for the answer to a question that names a traveller or a place; ``note_question`` and ``read_own_answer`` are for the journeys of the one who is asked himself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.records.arguments import counting
from pipeline.records.arguments.dating import visit_dates
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.hosts import Host, by_country, find_hosts, host_at, is_abroad
from pipeline.records.participants.visitors import find_visitors
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.noted import is_question
from pipeline.records.visits.telling import Told, draft
from pipeline.values import Actor, Predicate

TRAVELLING = ("go", "come", "visit", "stay", "receive", "trip")
OWN_JOURNEYS = ("go", "come", "visit", "stay", "trip", "return")
LONGEST = 200  # characters of a line of a list
LABEL = 4  # words at the head of an answer that tell who speaks, or say yes
ANSWERED = 2  # sentences behind a question that may still answer it
DASHES = ("–", "—", "-", ":", ",")
SHORT = 3  # words of an answer behind which the answer goes on: "Yes." "He was."


@dataclass(frozen=True, slots=True)
class Question:
    """What a sentence asks: the visits it tells, and the traveller, hosts and date of the journey it asks about as far as it names them;
    ``again``: the number of the sentence that asks the same of another traveller."""

    scene: Scene
    told: tuple[VisitDraft, ...]
    predicate: Predicate
    visitors: tuple[Actor, ...] = ()
    hosts: tuple[Host, ...] = ()
    date: str | None = None
    again: int | None = None


def opens_list(scene: Scene) -> bool:
    """True for a sentence that ends with a colon: who travelled stands in the lines below it, "Over the years Ashgabat was visited by:"."""
    return scene.text[scene.start : scene.stop].rstrip().endswith(":") and scene.kind in ("body", "list", "heading")


def ask(scene: Scene, discourse: Discourse, told: Sequence[VisitDraft]) -> Question | None:
    """The question of a sentence about a journey, None where it asks about none."""
    forms = ("finite", "noun", "participle") if scene.lexicon.positional else ("finite", "noun")  # "when did she come"
    verbs = [verb for verb in scene.told(*TRAVELLING) if verb.form in forms]
    if not (is_question(scene) or opens_list(scene)) or not verbs:
        return None
    verb = verbs[0]
    visitors = tuple(visitor for visitor in find_visitors(scene, verb) if visitor.name or visitor.office and visitor.country and visitor.count == 1)
    hosts = tuple(find_hosts(scene, verb, discourse, frozenset(visitor.country for visitor in visitors if visitor.country)))
    (date,) = visit_dates(scene, verb, [(verb.start, verb.stop)])
    if opens_list(scene) and not _heads_journeys(scene, verb, told) and (visitors or told or verb.form != "finite" or verb.negated or verb.mood):
        return None
    return Question(scene, tuple(told), verb, visitors, hosts, date) if visitors or hosts else None


def ask_again(scene: Scene, before: Question) -> Question | None:
    """What a question without a verb asks behind one about a journey: the same of another, who goes the other way where he is of the country one came to."""
    people = [a.actor for a in scene.actors if a.actor and a.actor.name and a.actor.country]
    if not is_question(scene) or len(people) != 1 or any(verb.form == "finite" for verb in scene.predicates) or scene.dates:
        return None
    told = [(one.visitor_country, one.host_country) for one in before.told] + [(visitor.country, host.country) for visitor in before.visitors for host in before.hosts]
    hosts = [Host(home, None, scene.start, scene.stop) if goal == people[0].country else Host(goal, None, scene.start, scene.stop) for home, goal in told[:1] if home]
    return replace(before, told=(), visitors=(people[0],), hosts=tuple(hosts), date=None, again=scene.index)


def _heads_journeys(scene: Scene, verb: Predicate, told: Sequence[VisitDraft]) -> bool:
    """True for the head of a list of somebody's journeys to one country: "Поездки президента Чили в Литву:"."""
    return bool(scene.lexicon.governs) and verb.form == "noun" and len(told) == 1 and bool(told[0].visitor_name) and told[0].date is None and not told[0].echo and told[0].count == 1


def is_denied(scene: Scene) -> bool:
    """True for an answer that begins with "no"."""
    return scene.lexicon.answers.no.match(scene.folded, scene.start, scene.stop) is not None


def goes_on(scene: Scene) -> bool:
    """True for an answer of a word or two, behind which more of it follows."""
    return not scene.dates and scene.words_between(scene.start, scene.stop) <= SHORT


def read_answer(scene: Scene, question: Question) -> list[VisitDraft]:
    """The visits that a question and its answer tell together: one for each date of the answer."""
    stops = [verb.start for verb in scene.predicates if verb.form == "finite" and verb.sense not in ("stay", "other")]
    high = min([scene.stop, *stops])
    if is_denied(scene) or question.predicate.negated:
        return []
    people = [a.actor for a in scene.actors if a.start < high and {"nom", "subj"} & set(a.marks) and a.actor and a.actor.name and a.actor.reference != "pronoun"]
    places = [a for a in scene.places if a.start < high and can_host(a) and (any("+" in mark or mark in ("dat", "loc", "in", "to") for mark in a.marks) or _leads_to_date(scene, a))]
    dates: list[str | None] = [date.edtf for date in usable(scene) if date.start < high]
    visitors = list(question.visitors) or people
    hosts = list(question.hosts) or by_country(places)
    new = bool(dates) or not question.visitors and people or not question.hosts and places
    affirmed = scene.lexicon.answers.yes.match(scene.folded, scene.start, scene.stop) is not None
    if not (new or affirmed and question.date and not question.told) or len(visitors) > 1 and question.visitors:
        return []
    kinds = _kinds(scene, dates) if dates else [None]
    days = list(zip(dates or [question.date], kinds, strict=True))
    paired = zip(hosts, days, strict=True) if not question.hosts and len(hosts) == len(days) else ((host, day) for host in hosts for day in days)
    found = [draft(question.scene, question.predicate, visitor, host, Told(day, kind)) for host, (day, kind) in paired for visitor in visitors if is_abroad(visitor, host)]
    status = "planned" if question.predicate.time == "future" else "occurred"
    asked = question.scene.index if question.again is None else question.again
    return [replace(one, status=status, scenes=(asked, scene.index), rules=(question.predicate.id, "answer"), phase="") for one in found]


def _leads_to_date(scene: Scene, place: Argument) -> bool:
    """True for a bare place with a dash or colon between it and its date: "Ankara – June 1994"."""
    return any(scene.text[place.stop : date.start].strip() in DASHES for date in usable(scene) if place.stop < date.start)


def _kinds(scene: Scene, dates: list[str | None]) -> list[str | None]:
    """The kind of visit beside each date of an answer: in the stretch up to the next date, or before the first where each stands before its date."""
    days = list(usable(scene))[: len(dates)]
    told = sorted((match.start(), sign.value) for sign in scene.lexicon.types for match in scene.finditer(sign.pattern))
    if len(days) < 2 or len(told) < 2:
        return [told[0][1] if told and (len(days) == 1 or scene.lexicon.governs) else None] * len(dates)
    return [min(told, key=lambda kind: abs(kind[0] - day.start))[1] for day in days]


@dataclass(slots=True)
class Dialogue:
    """The question that waits for its answer, and the ``last`` one about a journey."""

    question: Question | None = None
    last: Question | None = None

    def answered(self, scene: Scene, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
        """The visits of a sentence that answers the question before it; what it asks itself is kept for the next sentence."""
        before, self.question = self.question, ask(scene, discourse, told) or (ask_again(scene, self.last) if self.last and not told else None)
        self.last = self.question or self.last
        found = [] if before is None or told else read_answer(scene, before)
        listed = before is not None and opens_list(before.scene) and scene.kind == "list" and scene.stop - scene.start <= LONGEST
        if before and self.question is None and not is_denied(scene) and (listed or not found and goes_on(scene)):
            self.question = before
        return found

    def settled(self, scene: Scene | None) -> tuple[VisitDraft, ...]:
        """The visits told by the last question, where the sentence behind it does not deny them; ``scene`` is None at the end of a text."""
        told = self.question.told if self.question else ()
        if self.question:
            self.question = replace(self.question, told=())
        return () if scene and is_denied(scene) else told


def note_question(scene: Scene, discourse: Discourse) -> None:
    """Note a question about a journey of the one asked, and the place that it names; one without a verb asks the same again."""
    if not is_question(scene):
        return
    journeys = scene.told(*OWN_JOURNEYS)
    places = [a for a in scene.places if can_host(a)]
    if journeys and scene.search(scene.lexicon.addressed):
        discourse.asked = (scene.index, places[0].place if places else None)
    elif discourse.asked and not any(verb.form == "finite" for verb in scene.predicates):
        discourse.asked = (scene.index, places[0].place if places else discourse.asked[1])
    else:
        discourse.asked = None


def read_own_answer(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visit told by an answer of the one asked that opens with a place or a date and no verb before it, or as many as it says: "When did you first go
    to Rome? – In May 1993.", "– Twice: in May 1993 and in June 1995."."""
    if discourse.asked is None or not 0 < scene.index - discourse.asked[0] <= ANSWERED or discourse.speaker is None:
        return []
    verbs = [verb.group_start for verb in scene.predicates if verb.form in ("finite", "participle")]
    stop = min([scene.stop, *verbs])
    dates = [date for date in usable(scene) if date.start < stop]
    places = [a for a in scene.places if can_host(a) and a.start < stop]
    first = min([date.start for date in dates] + [a.start for a in places], default=scene.stop)
    if scene.words_between(scene.start, first) > LABEL or not dates:
        return []
    place = places[0].place if places else discourse.asked[1]
    host = host_at(place) if place else None
    times = counting.times(scene, scene.start, dates[0].start)
    told = dates if times and times.number == len(dates) else dates[:1]
    return [_visit(scene, discourse.speaker, host, date.edtf) for date in told] if host and is_abroad(discourse.speaker, host) else []


def _visit(scene: Scene, visitor: Actor, host: Host, date: str) -> VisitDraft:
    return VisitDraft(visitor.name, visitor.office, visitor.country, host.country, host.place, date=date, scenes=(scene.index,), rules=("answer",))
