"""Who travels: the one named, those who stand beside him, and the one understood from what was told before."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments.apposition import distinct, in_case_of, without_appositions
from pipeline.records.arguments.escorts import accompanies, escorted_on, goes_by_himself
from pipeline.records.arguments.indirect import carried_by, find_indirect, speaks_for
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.named_behind import AMONG, listed_among, listed_behind, with_teller
from pipeline.records.arguments.participles import modifies_another
from pipeline.records.arguments.roles import companions, fill, siblings
from pipeline.records.participants.antecedents import antecedent, modified
from pipeline.records.participants.bidden import bidden, invitation_before
from pipeline.records.participants.bystanders import is_of_event, names_event, owns_with_next
from pipeline.records.participants.hosts import Host
from pipeline.records.participants.inviting_days import is_aside
from pipeline.records.participants.owners import of_journey, of_promise, of_support
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.delegations import is_headed, leader_of
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import GUESSES, VisitDraft
from pipeline.records.told.eras import heirs
from pipeline.records.told.quoted import speaks_of_himself
from pipeline.records.told.unsaid import unsaid, visiting_back
from pipeline.values import Actor, Place, Predicate

_LIST = re.compile(r"[^.;:]{0,60}(?::|\s[–—-]|\()\s*(?:\w+\s+){0,2}")  # what may stand between a word for several people and the first of their names
EXCLUDED = 26  # characters before a person in which he is told not to have come
NEAR = 4  # sentences over which an office alone means the foreigner who was the subject
SUCCESSION = "successor"  # of the entity stage: "the successor of A" names A
GUEST = "guest"  # of the entity stage, for words like "guest" and "visitor"


def find_visitors(scene: Scene, predicate: Predicate, role: str = "visitor") -> list[Actor]:
    """Who fills a role of persons, with those who stand side by side with him."""
    candidates = [argument for argument in scene.actors if argument.actor and not (_takes_no_part(scene, predicate, argument) or role == "visitor" and modifies_another(scene, predicate, argument))]
    candidates = [_as_traveller(scene, argument) for argument in candidates if not _ends_another_verb(scene, predicate, argument)]
    if predicate.sense == "trip" and (parted := _before_return(scene, predicate)):
        candidates = [argument for argument in candidates if argument.start >= parted]
    if role == "visitor" and (asked := _asked(scene, predicate, candidates)):
        return [actor for a in siblings(scene, asked, candidates) if (actor := a.actor)]
    candidates = [c for c in candidates if not (_is_first_of_a_kind(scene, c, candidates) or _is_owner(scene, c, candidates) or names_event(scene, c) or is_of_event(scene, c) or owns_with_next(scene, predicate, c))]
    if role == "visitor" and (journey := carried_by(scene, predicate)):
        return find_visitors(scene, journey)
    if role == "visitor" and predicate.sense == "trip" and (verb := escorted_on(scene, predicate)) and (escorted := find_visitors(scene, verb)):
        return escorted
    chosen = modified(scene, predicate, role, candidates) or (antecedent(scene, predicate, candidates) if role == "visitor" else None)
    if chosen is None:
        chosen = of_journey(scene, predicate, candidates) if predicate.sense == "trip" and role == "visitor" else fill(scene, predicate, role, candidates)
    if chosen is None and predicate.sense == "attendance" and role == "visitor":
        chosen = of_support(scene, predicate, candidates) if scene.lexicon.predicate_last else of_promise(scene, predicate, candidates)
    chosen = chosen or ((find_indirect(scene, predicate, candidates) or with_teller(scene, predicate, candidates)) if role == "visitor" else None)
    if chosen is None and role == "visitor" and predicate.sense == "attend":
        return distinct([a.actor for a in listed_among(scene, predicate, candidates) if a.actor])
    if chosen is None:
        return []
    if spoken_for := speaks_for(scene, predicate, chosen):
        return [spoken_for]
    chosen = _spelled_out(scene, chosen, candidates) or chosen
    if listed := listed_behind(scene, predicate, chosen, candidates):
        return distinct(listed)
    if cataphor := _named_later(scene, chosen, candidates):
        chosen = cataphor
    carrier = next((verb for verb in scene.predicates if chosen in (scene.subject(verb) or ())), predicate)
    people = [in_case_of(scene, chosen, a) for a in without_appositions(scene, companions(scene, carrier, chosen, candidates))]
    found = [member for a in people if a.actor for member in _people(leader_of(scene, a) or a.actor)]
    return [_with_origin(scene, predicate, actor) for actor in distinct(found) if not (scene.lexicon.governs and actor.rule == SUCCESSION and not actor.name and len(found) > 1)]


def _ends_another_verb(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True for "I" that is told by the ending of another finite verb: "işləmişdim, iş mənə tanış idi"."""
    return predicate.form == "finite" and any(verb.start < argument.start < verb.stop and verb.form == "finite" and verb is not predicate for verb in scene.predicates)


def _as_traveller(scene: Scene, argument: Argument) -> Argument:
    """The leader of a delegation that is one phrase with him, as the subject: "Çin nümayəndə heyəti nazir A-nın başçılığı ilə gəldi"."""
    if "gen" not in argument.marks or scene.lexicon.leading.match(scene.folded, argument.stop, scene.stop) is None:
        return argument
    apart = any(a.actor and a.actor.office == "delegation" for a in scene.actors if a is not argument)
    return argument if apart else replace(argument, marks=("nom",))


def _before_return(scene: Scene, predicate: Predicate) -> int:
    """Where the part of a sentence begins that tells of a return visit, in a language that ends clauses with the verb: who is named before it made the
    visit that is answered; 0 where it has no part of its own."""
    parted = scene.folded.rfind(";", scene.start, predicate.start) + 1 if scene.lexicon.predicate_last else 0
    answer = scene.search(scene.lexicon.return_visit, parted, predicate.stop) if parted else None
    return parted if answer and answer.start() <= predicate.start < answer.end() else 0


def _is_owner(scene: Scene, argument: Argument, candidates: list[Argument]) -> bool:
    """True for "his" before a person: "his colleague paid a visit" is no visit of his; and for whose successor one is, before his own name."""
    if argument.actor is None:
        return False
    behind = next((c for c in candidates if c.start >= argument.stop), None)
    gap = scene.folded[argument.stop : behind.start].split() if behind else ["-", "-"]
    told = any(behind and argument.stop <= verb.start < behind.start for verb in scene.predicates)
    owned = argument.actor.rule == "pronoun" and "gen" in argument.marks and len(gap) <= 1 and not told
    return owned or "gen" in argument.marks and any(c.actor and c.actor.rule == SUCCESSION and c.stop <= argument.start and not scene.folded[c.stop : argument.start].strip() for c in candidates)


def _is_first_of_a_kind(scene: Scene, argument: Argument, candidates: list[Argument]) -> bool:
    """True for an office counted before the one who was it, in a language that names him behind: "the first president to come was A"."""
    if not scene.lexicon.predicate_last or argument.actor is None or argument.actor.name_start >= 0 or "nom" not in argument.marks:
        return False
    before = scene.folded[max(scene.start, argument.start - 12) : argument.start].split()[-1:]
    verbs = [verb.start for verb in scene.predicates if verb.form == "finite" and verb.start >= argument.stop][:1]
    named = any(c.start >= argument.stop and c.actor and c.actor.name and "nom" in c.marks and verbs and c.stop <= verbs[0] for c in candidates)
    return bool(before) and before[0] in scene.lexicon.ordinals and named


def _named_later(scene: Scene, chosen: Argument, candidates: list[Argument]) -> Argument | None:
    """Whom a pronoun before its name means: "after his trip to Prague, the minister ..."."""
    if chosen.actor is None or chosen.actor.name or chosen.actor.reference != "unresolved" or chosen.actor.rule != "pronoun":
        return None
    verbs = [verb for verb in scene.predicates if verb.start > chosen.stop and verb.form == "finite" and any(c is not chosen for c in scene.subject(verb) or ())]
    return next((c for verb in verbs[:1] for c in candidates if c in (scene.subject(verb) or ()) and c.actor and c.actor.name), None)


def _asked(scene: Scene, predicate: Predicate, candidates: list[Argument]) -> Argument | None:
    """Who is asked to travel, where an infinitive follows an invitation, or a journey stands before the verb: "invited A to visit Prague"."""
    if noun := invitation_before(scene, predicate):
        return bidden(scene, noun, candidates)
    behind = next((verb for verb in scene.predicates if verb.start >= predicate.stop), None)
    if scene.lexicon.predicate_last and predicate.sense == "trip" and behind and behind.sense == "invite" and not behind.passive:
        return fill(scene, behind, "visitor", candidates)  # "A B-ni rəsmi səfərə dəvət edib"
    if predicate.form != "infinitive" or scene.lexicon.positional or scene.lexicon.predicate_last:
        return None
    verbs = [verb for verb in scene.predicates if verb.stop <= predicate.group_start and verb.form in ("finite", "participle", "converb") and not is_aside(scene, verb, predicate)]
    if verbs and verbs[-1].sense == "accept":  # "accepted an invitation to visit Prague"
        return next((c for c in reversed(candidates) if c.start < verbs[-1].start and c.marks[:1] == ("nom",)), None)
    return fill(scene, verbs[-1], "visitor", candidates) if verbs and verbs[-1].sense == "invite" else None


def _spelled_out(scene: Scene, chosen: Argument, candidates: list[Argument]) -> Argument | None:
    """The first of the people who are named behind a word for all of them: "the heads of state: A, B and C"."""
    guest = chosen.actor is not None and chosen.actor.rule == GUEST and scene.lexicon.governs
    if chosen.actor is None or chosen.actor.name or chosen.actor.members or chosen.actor.count == 1 and not guest:
        return None
    first = next((c for c in candidates if c.start >= chosen.stop and c.actor and c.actor.name), None)
    beside = first and not scene.lexicon.predicate_last and not scene.folded[chosen.stop : first.start].strip()  # "президенты Молдовы А. и Беларуси Б."
    return first if first and (beside or _LIST.fullmatch(scene.folded, chosen.stop, first.start) or _is_among(scene, chosen.stop, first.start)) else None


def _is_among(scene: Scene, start: int, stop: int) -> bool:
    """True where the word for several people is followed by some of their names: "more than fifty leaders, among them A, B and C"."""
    match = next(iter(scene.finditer(scene.lexicon.among, start, stop)), None)
    return match is not None and scene.words_between(match.end(), stop) <= AMONG


def _people(actor: Actor) -> tuple[Actor, ...]:
    """The people that a phrase means: those of a set where all are known by their names, or by their states ("the ministers of A and B")."""
    known = all(member.name for member in actor.members) or not any(member.name for member in actor.members) and all(member.country for member in actor.members)
    return actor.members if actor.members and known else (actor,)


def _takes_no_part(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True for one who is named beside a traveller: his company, the one whose event it is, the one he succeeded; and for "it" of a journey."""
    if scene.lexicon.governs and predicate.sense == "trip" and argument.actor and (argument.actor.rule, argument.actor.reference) == ("pronoun", "unresolved"):
        return True
    if scene.lexicon.excluded_person.search(scene.folded, max(scene.start, argument.start - EXCLUDED), argument.start):
        return True
    if argument.actor and argument.actor.office == "delegation" and is_headed(scene, argument) and any(a.stop <= argument.start and "nom" in a.marks and a.actor and a.actor.name for a in scene.actors):
        return True  # "A came at the head of a large delegation"
    return _was_succeeded(scene, argument) or (accompanies(scene, argument) and not goes_by_himself(scene, predicate, argument)) or _owns_event(scene, predicate, argument)


def _was_succeeded(scene: Scene, argument: Argument) -> bool:
    """True for one whom a traveller succeeded: "the successor of A"; but "the visit of his successor A" is A's."""
    if argument.actor is None or argument.actor.rule != SUCCESSION or "gen" not in argument.marks or scene.lexicon.predicate_last:
        return False
    before = scene.folded[scene.start : argument.start].split()
    return not before or scene.lexicon.event_determiners.match(before[-1] + " ") is None


def _owns_event(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True for one whose event it is: he stands right behind the word for it ("at the inauguration of A"), and may be its subject by his form alone."""
    brought = predicate.sense == "bring" and scene.lexicon.governs and argument.stop <= predicate.start
    if not (predicate.sense == "attend" or brought) or scene.lexicon.head_last or "gen" not in argument.marks:
        return False
    return any(0 <= argument.start - event.stop <= 1 for event in scene.events)


def _with_origin(scene: Scene, predicate: Predicate, actor: Actor) -> Actor:
    if chief := _as_chief(scene, predicate):
        return replace(actor, country=chief, office="organization_head")
    if actor.country:
        return actor
    if owner := _owner(scene, actor):
        return replace(actor, country=owner)
    if actor.office == "delegation" and (state := _state_of(scene, actor)):
        return replace(actor, country=state)
    if role := _in_role(scene, predicate):
        return replace(actor, country=role)
    sides = {a.place.code for a in scene.places if a.place and a.place.kind == "country" and a.marks[:1] and a.marks[0] in scene.lexicon.with_marks}
    if len(sides) == 1 and actor.office and actor.name and scene.lexicon.governs:
        return replace(actor, country=next(iter(sides)))  # "with Japan matters stand otherwise: its speaker X is expected"
    origin = fill(scene, predicate, "origin", [a for a in scene.places if can_host(a) and not (scene.lexicon.governs and "," in scene.folded[actor.stop : a.start])])
    return replace(actor, country=origin.place.code) if origin and origin.place else actor


def _owner(scene: Scene, actor: Actor) -> str | None:
    """The country of the one whose minister somebody is: "his foreign minister"."""
    owners = [a.actor.country for a in scene.actors if _owns(a) and a.actor and not scene.folded[a.stop : actor.start].strip()]
    return owners[0] if owners and actor.office and scene.lexicon.positional else None


def _owns(argument: Argument) -> bool:
    return argument.actor is not None and argument.actor.reference == "pronoun" and "gen" in argument.marks


def _in_role(scene: Scene, predicate: Predicate) -> str | None:
    """The state or organisation that one travels for, told in the same part of the sentence: "as Uruguay's foreign minister he visited Yerevan"."""
    return next((p.code for p, m in _roles(scene, predicate) if m["of"] or p.form == "adjective" or p.text[-1:] != p.base[-1:]), None)


def _as_chief(scene: Scene, predicate: Predicate) -> str | None:
    """The organisation whose highest official one travels as: "as secretary general of the OSCE he visited Yerevan"."""
    return next((p.code for p, m in _roles(scene, predicate) if p.kind == "organization" and m.groupdict().get("chief")), None)


def _roles(scene: Scene, predicate: Predicate) -> list[tuple[Place, re.Match[str]]]:
    """The states and organisations in a part of a sentence that words for a role lead to."""
    low, high = scene.folded.rfind(";", scene.start, predicate.start), scene.folded.find(";", predicate.stop, scene.stop)
    near = [p for p in scene.all_places if low < p.start < (high if high >= 0 else scene.stop) and p.kind in ("country", "organization")]
    return [(p, m) for p in near if (m := scene.lexicon.in_role.search(scene.folded[:p.start][-50:]))]


def _state_of(scene: Scene, actor: Actor) -> str | None:
    """The state whose delegation it is: "a delegation of the Georgian parliament"."""
    return next((a.place.code for a in scene.places if a.place and {"of", "gen"} & set(a.marks) and 0 <= a.start - actor.stop <= 20), None)


def without_guess(scene: Scene, predicate: Predicate, actor: Actor, discourse: Discourse) -> Actor:
    """A traveller with no country where it was only guessed from what the text is about, and the sentence brings him to that very state: in a text on two
    states he is of the other one."""
    if actor.country not in discourse.sides or actor.country == discourse.about or not any(kind == "country" and source in GUESSES for kind, source in actor.sources):
        return actor
    goal = fill(scene, predicate, "host", [argument for argument in scene.places if can_host(argument)])
    return replace(actor, country=None) if goal and goal.place and goal.place.code == actor.country else actor


def of_other_side(actor: Actor, hosts: list[Host], discourse: Discourse) -> Actor:
    """One of whom no country is told, on a visit to one of the two states whose relations a text is about, and not in the one from which it is sent, is of the other."""
    others = [code for code in discourse.sides if hosts and hosts[0].country not in (code, *heirs(code)) and not (discourse.home and discourse.home.code == hosts[0].country)]
    return replace(actor, country=others[0]) if (actor.name or actor.office == "delegation") and not actor.country and len(hosts) == 1 and len(others) == 1 else actor


def from_abroad(scene: Scene, actor: Actor, country: str | None, discourse: Discourse) -> Actor:
    """A traveller told by his office alone is no citizen of the country he comes to, if the subject told last, or another of those who met there, has
    that office too and comes from abroad."""
    met = discourse.meeting
    there = met is not None and met.place is not None and met.place.code == country
    last = discourse.subject if scene.index - discourse.subject_scene <= NEAR else None
    known = [last, *(one for one in reversed(discourse.people) if met and there and one.name in met.names)]
    said = any(actor.start <= place.start < actor.stop and place.code == country for place in scene.all_places)  # "the Slovak president"
    if country is None or actor.country != country or actor.reference != "office" or said:
        return actor
    return next((replace(one, reference=actor.reference) for one in known if one and one.country not in (None, country) and one.office == actor.office), actor)


def understood(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[Actor]:
    """Who travels where the sentence does not say: the traveller of the clause before, or of the sentence before."""
    if predicate.form == "finite" and scene.lexicon.neuter.fullmatch(scene.folded, predicate.start, predicate.stop):
        return []  # "half the world came together"
    if speaks_of_himself(scene, predicate):
        return _those_speaking(scene, predicate, discourse, told)
    if predicate.sense == "attend" and predicate.form == "finite" and scene.subject(predicate) == ():
        return []  # "where the leaders are gathering"
    if predicate.sense in ("stay", "bring") and scene.subject(predicate) is not None:
        return []  # it is something else that was there, or somebody else who brings what is no person
    if predicate.sense == "represent" and any(a.actor and a.actor.office == "envoy" for a in scene.actors):
        return []  # an ambassador spoke for his state
    if back := visiting_back(scene, predicate, discourse):
        return [back]
    if not told and (hero := discourse.of_entry()):
        return [hero]
    before = told or ([] if predicate.weak else discourse.current(scene))
    if predicate.sense == "participants" and before and before[-1].status != "occurred":
        return []  # who is told not to have come is not among those who did
    if before and not told and scene.lexicon.predicate_last and discourse.topic not in (None, before[-1].visitor_name) and scene.index - before[-1].scenes[-1] > 1:
        before = []  # the person that the text is about is meant again
    last = [visit for visit in before if visit.scenes == before[-1].scenes and visit.host_country == before[-1].host_country]
    return [_as_actor(visit) for visit in _of_subject(last, discourse)] or unsaid(scene, predicate, discourse)


def _those_speaking(scene: Scene, predicate: Predicate, discourse: Discourse, told: list[VisitDraft]) -> list[Actor]:
    """Who travels where the one who tells the text says "I" or "we": he himself, or with "we" the traveller told last, whom he accompanies."""
    together = scene.lexicon.speaking_all.search(scene.folded[predicate.start : predicate.stop]) is not None
    last = (told or discourse.current(scene))[-1:] if together else []
    if last and last[0].visitor_name and last[0].visitor_office and last[0].status == "occurred":
        return [_as_actor(last[0])]
    return [discourse.speaker] if discourse.speaker else []


def _of_subject(visits: list[VisitDraft], discourse: Discourse) -> list[VisitDraft]:
    """The visits told by the word that told that of the last subject: those who joined him are not meant."""
    own = [visit.rules for visit in visits if discourse.subject and visit.visitor_name == discourse.subject.name]
    return [visit for visit in visits if visit.rules == own[-1]] if own else visits


def _as_actor(visit: VisitDraft) -> Actor:
    return Actor(0, 0, "", visit.visitor_name, visit.visitor_office, visit.visitor_country, reference="understood")
