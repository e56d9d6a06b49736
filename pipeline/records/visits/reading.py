"""Visits as each sentence tells them: a predicate, what fills its roles, and what is said of kind, date, number and status."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.records.arguments.called_off import is_called_off
from pipeline.records.arguments.events import is_locative
from pipeline.records.arguments.heads import find_documents, is_linked
from pipeline.records.arguments.shifts import is_at_event
from pipeline.records.arguments.status import is_begun, is_hypothetical, status_of
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.bidden import came_of
from pipeline.records.participants.inviting_days import is_bidden
from pipeline.records.participants.lengths import stage_date
from pipeline.records.participants.moves import without_moves
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import BIDDEN, VisitDraft
from pipeline.records.told.noted import posts_told
from pipeline.records.told.stays import read_members
from pipeline.records.visits import gapping, gatherings, journeys, presence, rows, verbless
from pipeline.records.visits.absences import read_absence
from pipeline.records.visits.alternating import in_alternation
from pipeline.records.visits.another import done_then, followed_by, read_another
from pipeline.records.visits.answers import read_own_answer
from pipeline.records.visits.at_stage import read_guests_of_stage
from pipeline.records.visits.bare_parts import read_bare_parts
from pipeline.records.visits.before_body import read_before_body
from pipeline.records.visits.besides import read_besides
from pipeline.records.visits.bracketed import with_bracketed
from pipeline.records.visits.chaired import read_chaired
from pipeline.records.visits.company import read_company
from pipeline.records.visits.departures import with_ends
from pipeline.records.visits.ends import read_counted, read_ends
from pipeline.records.visits.fate import given_up, kept_away, stood_in, with_the_rest
from pipeline.records.visits.held_later import at_event_told, read_dated_later
from pipeline.records.visits.homecomings import read_homecoming
from pipeline.records.visits.honours import read_honours
from pipeline.records.visits.hosted import read_handed, read_hosted
from pipeline.records.visits.in_turn import each_in_turn
from pipeline.records.visits.invitations import read_invitation
from pipeline.records.visits.last_stop import read_first_stop, read_last_stop
from pipeline.records.visits.lasting import read_last_day, read_lasting, read_staying, read_took_place
from pipeline.records.visits.led import read_led, with_leader
from pipeline.records.visits.likewise import came_too, read_own
from pipeline.records.visits.listed_guests import find_listed, read_listed
from pipeline.records.visits.met_at_event import read_meeting
from pipeline.records.visits.met_there import acted_there, flown_in, gone_home, until_met
from pipeline.records.visits.nominal import read_nominal
from pipeline.records.visits.onward import after_stop, instead, read_onward
from pipeline.records.visits.own_guests import read_own_guests
from pipeline.records.visits.own_leaders import without_own_leaders
from pipeline.records.visits.precedents import read_precedents
from pipeline.records.visits.reported import in_progress
from pipeline.records.visits.retold import read_held, read_kind, read_when, with_kinds_told
from pipeline.records.visits.senders import read_senders
from pipeline.records.visits.shared_noun import with_shared_noun
from pipeline.records.visits.sharing import read_sharing
from pipeline.records.visits.spelt_out import with_names
from pipeline.records.visits.this_time import meant_this_time
from pipeline.records.visits.together import with_partners
from pipeline.records.visits.tours import note_tour, on_tour, read_next_stop
from pipeline.values import Predicate

OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "minister", "speaker", "deputy")
SINCE = "/.."  # the end of an interval that is still open
BESIDE = 2  # words between a place and the date of what happens there
OPENING = 2  # words before a date that opens a sentence
_WEEKDAY = re.compile(r"[^\W\d]+, ")  # "Monday, 30 May 2011"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|/")
Reader = Callable[[Scene, Predicate, Discourse, list[VisitDraft]], list[VisitDraft]]
READERS: dict[str, Reader] = {
    **dict.fromkeys(("go", "come", "visit", "stay", "leave", "return", "trip", "visitors", "bring"), journeys.read_journey),
    **dict.fromkeys(("invite", "expect", "accept"), read_invitation),
    "invitation": read_handed,
    **dict.fromkeys(("receive", "see_off", "guest", "reception"), gatherings.read_reception),
    "act": gatherings.read_act,
    "accompany": journeys.read_escorting,
    **dict.fromkeys(("cancel", "postpone"), read_absence),
    "meet": read_meeting,
    "begin": read_first_stop,
    "end": read_last_stop,
    **dict.fromkeys(("attend", "attendance", "participants", "represent"), gatherings.read_attendance),
}


def read_visits(scene: Scene, discourse: Discourse) -> list[VisitDraft]:
    """The visits that a sentence tells, in the order of their predicates."""
    drafts: list[VisitDraft] = rows.read_row(scene, discourse) or rows.read_note(scene, discourse)
    if drafts:
        return drafts
    told: list[gapping.Told] = []
    subjects, listed = _subjects_of_documents(scene), find_listed(scene)
    discourse.telling = drafts
    for predicate in scene.predicates:
        if any(low <= predicate.start < high for low, high in subjects) or (listed and listed.holds(predicate)):
            continue
        if predicate.sense == "sign" and scene.lexicon.positional and is_at_event(scene, predicate):
            predicate = replace(predicate, sense="attend", frame="attend", weak=True)  # "At the Rome summit the president signed the charter"
        if reader := READERS.get(predicate.sense):
            told.append((predicate.stop, _with_status(scene, predicate, discourse, read_listed(scene, listed, predicate, discourse) or reader(scene, predicate, discourse, drafts))))
            drafts += told[-1][1]
    if scene.kind == "row":
        drafts = [replace(draft, visit_type=draft.visit_type or rows.kind_of(scene, discourse.headings)) for draft in drafts]
    drafts += [_timed(draft, draft.status, discourse, scene) for draft in verbless.read_apposed(scene)]
    drafts += with_partners(scene, drafts)
    drafts += verbless.read_same(scene, drafts)
    drafts += read_another(scene, discourse)
    drafts += [one for predicate in scene.told("happen") for one in followed_by(scene, predicate, drafts or discourse.current(scene))]
    drafts += [_timed(draft, draft.status, discourse, scene) for draft in [*verbless.read_visiting(scene, discourse), *verbless.read_while(scene), *read_homecoming(scene, discourse), *read_sharing(scene, told), *read_senders(scene, told)]]
    drafts += gapping.read_gapped(scene, told, discourse)
    drafts = with_names(scene, in_alternation(scene, with_shared_noun(scene, told, drafts)))
    drafts += [_timed(draft, draft.status, discourse, scene) for draft in read_onward(scene, told, discourse)]
    drafts += [_timed(draft, draft.status, discourse, scene) for draft in gatherings.read_waiting(scene, discourse)]
    drafts += read_dated_later(scene, discourse)
    drafts += rows.read_itinerary(scene, discourse, drafts)
    drafts += [*read_members(scene, discourse), *(_timed(draft, draft.status, discourse, scene) for draft in verbless.read_verbless(scene, discourse))]
    drafts += [] if drafts else [_timed(draft, draft.status, discourse, scene) for draft in (*presence.read_presence(scene, discourse), *presence.read_present(scene, discourse), *read_nominal(scene, discourse), *read_chaired(scene), *read_own_guests(scene, discourse))]
    drafts += [] if drafts else [_timed(draft, draft.status, discourse, scene) for draft in read_honours(scene)]
    drafts += [_timed(draft, draft.status, discourse, scene) for draft in read_next_stop(scene, discourse, drafts)] or ([] if drafts else [*read_lasting(scene, discourse), *read_led(scene, discourse)])
    drafts = read_company(scene, discourse, drafts or [_timed(draft, draft.status, discourse, scene) for draft in read_guests_of_stage(scene, discourse)])
    drafts += read_took_place(scene, discourse, drafts)
    drafts += [_timed(draft, draft.status, discourse, scene) for draft in read_own(scene, discourse, drafts)]
    drafts = [*with_leader(scene, discourse, at_event_told(scene, discourse, came_too(scene, discourse, on_tour(scene, discourse, drafts)))), *read_held(scene, discourse, drafts)]
    drafts += [*read_besides(scene, drafts), *read_precedents(scene, discourse, drafts)]
    note_tour(scene, discourse, drafts)
    drafts += [*read_when(scene, discourse, drafts), *read_kind(scene, discourse, drafts)]
    drafts = [*until_met(scene, discourse, drafts), *gone_home(scene, discourse, drafts), *flown_in(scene, drafts)]
    drafts += acted_there(scene, discourse, drafts)
    drafts += [_timed(draft, draft.status, discourse, scene) for draft in [*read_hosted(scene, discourse, drafts), *([] if drafts else read_own_answer(scene, discourse))]]
    drafts = read_last_day(scene, discourse, with_ends(scene, drafts + (read_bare_parts(scene, discourse, drafts) or ([] if drafts else read_before_body(scene, discourse)))))
    drafts += [*read_ends(scene, discourse, drafts), *read_counted(scene, discourse, drafts), *read_staying(scene, discourse, drafts), *kept_away(scene, discourse, drafts), *stood_in(scene, discourse, drafts)]
    drafts = given_up(scene, discourse, instead(scene, each_in_turn(scene, discourse, drafts)))
    drafts = _with_opening_date(scene, done_then(scene, after_stop(scene, discourse, with_the_rest(scene, discourse, drafts))))
    drafts = [_of_owner(draft, discourse, scene) for draft in without_own_leaders(scene, discourse, without_moves(scene, with_bracketed(scene, drafts)))]
    return _without_totals(with_kinds_told(scene, discourse, _yet_to_come(scene, discourse, in_progress(scene, discourse, meant_this_time(scene, discourse, drafts)))))


def _yet_to_come(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The drafts of a line below a heading that announces journeys, unless the line tells that they were made."""
    ahead = discourse.headings.planned and scene.kind in ("list", "row", "body") and not any(verb.form == "finite" and verb.time == "past" for verb in scene.predicates)
    return [replace(draft, status="planned") if ahead and draft.status == "occurred" else draft for draft in drafts]


def _of_owner(draft: VisitDraft, discourse: Discourse, scene: Scene) -> VisitDraft:
    """A traveller of an untold country in a line of a chronicle: he is of the country that the chronicle is about, unless he comes to it."""
    owner = discourse.chronicled(scene)
    return replace(draft, visitor_country=owner) if owner and not draft.visitor_country and draft.host_country != owner else draft


def _with_opening_date(scene: Scene, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """Drafts with the only date of the sentence, where it opens it and is longer than a day: "In May 1994 he went to Rome; from there to Bonn"."""
    dates = usable(scene)
    if len(dates) == 1 and scene.lexicon.positional:
        (date,) = dates
        near = [a for a in scene.places if scene.words_between(min(a.stop, date.stop), max(a.start, date.start)) <= BESIDE]
        there = {(a.place.code, a.place.base) for a in near if a.place and is_locative(a)}
        drafts = [replace(one, date=dates[0].edtf) if one.date is None and one.status == "occurred" and (one.host_country, one.host_place) in there else one for one in drafts]
    if len(dates) != 1 or _DAY.search(dates[0].edtf) or scene.words_between(scene.start, dates[0].start) > OPENING or scene.kind == "row":
        return drafts
    return [replace(draft, date=dates[0].edtf) if draft.date is None and draft.status == "occurred" and not draft.echo else draft for draft in drafts]


def _without_totals(drafts: list[VisitDraft]) -> list[VisitDraft]:
    """A number of visits that the same sentence tells one by one is no record of its own."""
    whose = [(draft.visitor_name, draft.host_country) for draft in drafts if draft.count == 1]
    return [draft for draft in drafts if draft.count == 1 or whose.count((draft.visitor_name, draft.host_country)) != draft.count]


def _subjects_of_documents(scene: Scene) -> list[tuple[int, int]]:
    """The stretches in which the subjects of documents stand that a noun of travelling may belong to: "a protocol on mutual visits"."""
    if not scene.told("trip"):
        return []
    return [(document.subject_start, document.subject_stop) for document in find_documents(scene) if is_linked(scene, document)]


def _with_status(scene: Scene, predicate: Predicate, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    if not drafts:
        return []
    if predicate.sense in ("cancel", "postpone"):
        return drafts
    announced = predicate.sense in ("invite", "expect", "accept", "invitation") and not is_hypothetical(scene, predicate)
    announced = announced and came_of(scene, predicate, [draft.host_country for draft in drafts]) is None
    status = "planned" if announced else status_of(scene, predicate)
    if status == "planned" and predicate.sense == "trip" and is_begun(scene, predicate):
        status = "occurred"
    if status == "planned" and is_called_off(scene, predicate):
        status = "cancelled"
    if status is None and (last := _last_time(predicate, drafts)):
        drafts, status = last, "occurred"
    if status is None:
        discourse.denied = drafts[-1]
        return []
    if status == "occurred" and _is_imminent(scene, predicate, discourse) and not any(draft.date for draft in drafts):
        status = "planned"
    if predicate.form == "finite" and predicate.sense in ("go", "come") and (day := _later_today(scene, predicate, discourse, status)):
        drafts = [replace(draft, date=draft.date or day) for draft in drafts]
    if status == "occurred" and (_is_announced(scene, predicate, drafts) or _sets_out(predicate, discourse, drafts)):
        status = "planned"
    if scene.kind == "row" and status == "occurred":
        status = "planned" if scene.search(scene.lexicon.row_planned) else "cancelled" if scene.search(scene.lexicon.row_cancelled) else status
    if status == "planned" and is_bidden(scene, predicate):
        drafts = [replace(draft, rules=(*draft.rules, BIDDEN)) for draft in drafts]
    drafts = [_of_own_country(draft, discourse, scene) for draft in drafts if not (draft.echo and draft.phase == "end" and status == "cancelled")]
    dated = [_of_entry(scene, predicate, discourse, draft) for draft in drafts if _is_somebody(draft) and not (_lives_there(scene, discourse, draft) or _is_posted(scene, predicate, draft))]
    return [_timed(draft, _told_again(draft, status), discourse, scene) for draft in dated]


def _last_time(predicate: Predicate, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits since which a denied one tells that there was none: "has not been to Kyiv since May 2010"."""
    return [replace(draft, date=draft.date.removesuffix(SINCE)) for draft in drafts if predicate.negated and draft.visitor_name and draft.date and draft.date.endswith(SINCE)]


def _told_again(draft: VisitDraft, status: str) -> str:
    """The status of a mention: what only adds to a visit told before leaves it as it was, unless it says that nothing came of it."""
    kept = draft.echo and (status == "occurred" or draft.phase == "end" and status != "cancelled")
    return draft.status if kept else status


def _of_own_country(draft: VisitDraft, discourse: Discourse, scene: Scene) -> VisitDraft:
    """A draft whose traveller is of an untold country: of that of his journey told before, or, where he holds an office, of that the chronicle or the text
    is about, if he goes elsewhere."""
    before = next((visit.visitor_country for visit in reversed(discourse.visits) if draft.visitor_name and visit.visitor_name == draft.visitor_name), None)
    if before and draft.visitor_country is None:
        return replace(draft, visitor_country=before)
    own = discourse.chronicled(scene) if discourse.entry_date(scene) else discourse.main[0] if discourse.main else None
    if draft.visitor_country or not draft.visitor_name or draft.visitor_office not in OFFICES or own is None:
        return draft
    return replace(draft, visitor_country=own) if draft.host_country not in (None, own) else draft


def _is_imminent(scene: Scene, predicate: Predicate, discourse: Discourse) -> bool:
    """True for a journey that a report with its day tells in the present: "in the evening the king flies to Baku"."""
    present = predicate.form == "finite" and predicate.time == "present" and predicate.sense in (("go", "come") if scene.lexicon.governs else ("go", "come", "visit"))
    return present and discourse.written is not None and discourse.entry_date(scene) is None


def _later_today(scene: Scene, predicate: Predicate, discourse: Discourse, status: str) -> str | None:
    """The day of a report for who travels at a time of it: "in the evening the king flies to Baku"."""
    if not scene.search(scene.lexicon.later_today, *scene.clause(predicate.start)) or usable(scene):
        return None
    return discourse.report_today(scene) if status == "planned" else discourse.on_its_day(scene) if status == "occurred" else None


def _is_announced(scene: Scene, predicate: Predicate, drafts: list[VisitDraft]) -> bool:
    """True for a journey told in the present with its day and weekday, as news tell what is to come: "leaves for Baku on Monday, 30 May"."""
    present = predicate.form == "finite" and predicate.time == "present" and predicate.sense in ("go", "come", "visit", "leave") and scene.kind == "body"
    days = [date for date in usable(scene) if _WEEKDAY.match(date.text)]
    return present and any(date.edtf == draft.date for date in days for draft in drafts)


def _sets_out(predicate: Predicate, discourse: Discourse, drafts: list[VisitDraft]) -> bool:
    """True for a journey that a report from the traveller's own country tells in the present, for the day on which it is written: "leaves for Baku today"."""
    present = predicate.form == "finite" and predicate.time == "present" and predicate.sense in ("go", "visit", "leave")
    return present and discourse.home is not None and all((draft.date or "")[:10] == discourse.written and draft.visitor_country == discourse.home.code for draft in drafts)


def _lives_there(scene: Scene, discourse: Discourse, draft: VisitDraft) -> bool:
    """True for an ambassador in the country he is posted to: it is named with his office, here or before, or he takes up his post."""
    if draft.visitor_office != "envoy":
        return False
    posts = discourse.posts | posts_told(scene)
    elsewhere = any(who == draft.visitor_name and code not in (None, draft.host_country) for who, code in posts)
    travels = any(verb.id in draft.rules and verb.sense in ("go", "visit", "trip") for verb in scene.predicates)
    resident = (draft.visitor_name, None) in posts and not elsewhere and not travels
    return resident or (draft.visitor_name, draft.host_country) in posts or scene.search(scene.lexicon.posting) is not None


def _is_posted(scene: Scene, predicate: Predicate, draft: VisitDraft) -> bool:
    """True for one who is sent somewhere to stay in office there, in a language that tells it behind the verb: "sent him to Washington as its ambassador"."""
    behind = scene.search(scene.lexicon.posting, predicate.stop) if scene.lexicon.positional and draft.visitor_office != "envoy" else None
    return behind is not None and predicate.sense in ("go", "come", "bring") and not scene.told("attend", "receive")


def _of_entry(scene: Scene, predicate: Predicate, discourse: Discourse, draft: VisitDraft) -> VisitDraft:
    """A draft without a date with that of its line of a chronicle, and the length that its words tell."""
    entry = discourse.entry_date(scene)
    if draft.date or draft.echo or entry is None:
        return draft
    date, phase = stage_date(scene, predicate, entry)
    return replace(draft, date=date, phase=phase)


def _is_somebody(draft: VisitDraft) -> bool:
    """A single visitor of whom neither name nor country can be told is nobody ("a president of theirs"), one at home no visitor."""
    return bool(draft.visitor_name or draft.visitor_country or draft.count > 1) and (draft.visitor_country is None or draft.visitor_country != draft.host_country)


def _timed(draft: VisitDraft, status: str, discourse: Discourse, scene: Scene) -> VisitDraft:
    """A draft with its status; what lies after the day of writing is planned."""
    date = draft.date or (discourse.entry_date(scene) if not draft.echo else None)
    told = "planned" if status == "occurred" and discourse.is_to_come(date) else status
    if told == "cancelled" and date and date[:1].isdigit():
        date = date.removesuffix("/..")  # "put off from November"
    return replace(draft, date=date, status=told, echo=draft.echo or scene.kind == "title")
