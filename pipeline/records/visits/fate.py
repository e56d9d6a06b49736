"""What became of a journey that one clause expected, told by the next: another one went in his place, or he never got there."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft

MOVES = ("go", "come", "visit")
NEAR = 3  # visits told last among which the one is that was not made
NEXT = 2  # sentences behind an awaited visit in which its traveller is told to stay away
LEG = "leg"  # of predicates.yaml: a part of a tour
_MONTH = re.compile(r"(\d{4}-\d{2})-\d{2}.*")


def given_up(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The drafts of a sentence, with what it tells not to have come about as cancelled."""
    if not scene.lexicon.positional:
        return drafts
    drafts = [replace(draft, status="cancelled") if draft.status == "planned" and _never_came(scene, draft) else draft for draft in drafts]
    verbs = [verb for verb in scene.told("go", "come") if verb.form == "finite" and verb.time == "past" and not verb.negated and scene.lexicon.instead.match(scene.folded, verb.stop)]
    going = [draft for draft in drafts if draft.status == "occurred" and draft.visitor_name]
    sent = [verb for verb in scene.told("bring") if verb.form == "finite" and verb.time == "past" and not (verb.negated or verb.passive)]
    senders = {a.actor.name for verb in sent for a in scene.subject(verb) or () if a.actor}  # "A, who had been expected in Doha, sent his minister"
    if not (verbs or senders) or not going:
        return drafts
    stayed = [draft for draft in (*discourse.current(scene, 1), *drafts) if _is_replaced(draft, going[-1]) and (verbs or draft.visitor_name in senders)]
    here = [draft for draft in drafts if draft in stayed]
    told = [replace(draft, status="cancelled") if draft in here else draft for draft in drafts]
    last = [replace(draft, status="cancelled", scenes=(scene.index,), rules=("replaced",), echo=True) for draft in stayed[-1:] if draft not in here]
    return [*told, *last]


def kept_away(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visit awaited in the sentence before, whose traveller is now told to stay away, or of which the plan is given up: "the president rang to say he
    could not leave", "His illness put an end to the plan"."""
    people = {a.actor.name for a in scene.actors if a.actor}
    ended = None if drafts else scene.search(scene.lexicon.presence.plan_ended)
    awaited = [visit for visit in discourse.current(scene, NEXT) if visit.status == "planned" and (ended or visit.visitor_name in people)]
    said = ended or scene.search(scene.lexicon.stayed_away) if awaited and not any(one.visitor_name == awaited[-1].visitor_name for one in drafts) else None
    return [replace(awaited[-1], status="cancelled", scenes=(scene.index,), rules=("kept-away",), echo=True)] if said else []


def stood_in(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visit of the one who is told to have been there in the place of another, who stayed away: "Вместо него на заседании был вице-премьер А."."""
    match = scene.search(scene.lexicon.presence.stand_in)
    people = [a.actor for a in scene.actors if a.actor and a.actor.name and a.actor.reference != "pronoun" and {"nom", "subj"} & set(a.marks)]
    absent = [visit for visit in discourse.visits[-NEAR:] if visit.status == "cancelled"] + [one for one in (discourse.denied,) if one]
    absent = [one for one in absent if one.host_country and 0 <= scene.index - one.scenes[-1] <= NEXT]
    going = [one for one in people if absent and one.name != absent[-1].visitor_name]
    if match is None or len(going) != 1 or any(one.visitor_name == going[0].name for one in drafts) or any(verb.negated or verb.time == "future" for verb in scene.predicates if verb.form == "finite" and verb.start > match.start()):
        return []
    dates = [date.edtf for date in usable(scene)]
    own = replace(absent[-1], visitor_name=going[0].name, visitor_office=going[0].office, visitor_country=going[0].country or absent[-1].visitor_country, date=dates[0] if len(dates) == 1 else absent[-1].date)
    return [replace(own, status="occurred", visit_type=None, phase="", echo=False, scenes=(scene.index,), rules=("stand-in",))] if own.visitor_country != own.host_country else []


def with_the_rest(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The drafts of a sentence, those that are part of what was told before as that was: the leg of a tour in its month, one who is sent where all are yet to go."""
    sent = {verb.id for verb in scene.told("bring") if verb.form == "finite" and verb.time == "present"}
    told = []
    for at, one in enumerate(drafts):
        before = [*discourse.current(scene, 2), *drafts[:at]]
        if one.rules == (LEG,) and one.date is None and before and before[-1].date:
            one = replace(one, date=_MONTH.sub(r"\1", before[-1].date))
        days = {date.edtf for date in usable(scene)}
        if one.date is None and set(one.rules) & {verb.id for verb in scene.told("bring") if verb.form == "finite"} and len(days) == 1 and any(verb.negated for verb in scene.told(*MOVES)):
            one = replace(one, date=days.pop())  # "did not come to Warsaw on 1 September and sent his minister"
        same = [visit for visit in before if (visit.host_country, visit.date) == (one.host_country, one.date)]
        if one.status == "occurred" and set(one.rules) & sent and same and all(visit.status == "planned" for visit in same):
            one = replace(one, status="planned")
        told.append(one)
    return told


def _is_replaced(draft: VisitDraft, going: VisitDraft) -> bool:
    """True for the journey of another one to where somebody went in his place."""
    return draft.status == "planned" and draft.host_country == going.host_country and draft.visitor_name != going.visitor_name and draft.visitor_country == going.visitor_country


def _never_came(scene: Scene, draft: VisitDraft) -> bool:
    """True where the sentence says that one never reached the place he was expected in: "never reached Sofia, where he had been awaited on the 5th"."""
    moves = [verb for verb in scene.told(*MOVES) if verb.form == "finite" and verb.negated and verb.time == "past" and not verb.mood]
    people = [a.actor.name for verb in moves for a in scene.subject(verb) or () if a.actor]
    places = [a for a in scene.places if moves and a.start >= moves[0].stop and a.place and a.place.code == draft.host_country]
    return bool(draft.visitor_name) and draft.visitor_name in people and bool(places) and scene.words_between(moves[0].stop, places[0].start) <= 2
