"""Everything that was found in a document -> its visits and agreements, one record for each event."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import cast

from pipeline.documents.cells import is_column_head
from pipeline.records.agreements.listing import without_told_totals
from pipeline.records.agreements.reading import Enumeration, read_agreements
from pipeline.records.agreements.topics import with_topics
from pipeline.records.arguments.events import find_events
from pipeline.records.arguments.shifts import shift_senses
from pipeline.records.arguments.status import after
from pipeline.records.joining.confidence import LEAST
from pipeline.records.joining.merging import merge_agreements, merge_visits
from pipeline.records.joining.output import Context, Record, agreement_records, visit_records, without_doubles
from pipeline.records.joining.totals import without_totals_told
from pipeline.records.joining.untold import with_countries, with_places
from pipeline.records.joining.whole_stays import once_each
from pipeline.records.likely.judging import Judged, judge, likely_visits
from pipeline.records.scenes.scene import Scene, build_scenes
from pipeline.records.told.assemblies import find_assembly
from pipeline.records.told.blocs import find_bloc, members_told
from pipeline.records.told.chronicles import is_day_heading
from pipeline.records.told.counterparts import resolve_counterparts
from pipeline.records.told.delegations import note_leader, resolve_delegations
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import AgreementDraft, VisitDraft
from pipeline.records.told.eras import agreements_then, heirs, visits_then
from pipeline.records.told.groups import groups_told
from pipeline.records.told.guests import free_pronouns, resolve_guests, resolve_ministers, resolve_travellers, with_speaker
from pipeline.records.told.headings import Headings
from pipeline.records.told.keys import find_keys
from pipeline.records.told.quoted import find_speakers
from pipeline.records.told.retracted import is_retracted
from pipeline.records.told.stage import find_setting, find_stage
from pipeline.records.told.stays import note_series
from pipeline.records.told.together import states_told
from pipeline.records.told.unsaid import find_topic
from pipeline.records.visits.another import signed_there
from pipeline.records.visits.answers import Dialogue, note_question
from pipeline.records.visits.reading import read_visits
from pipeline.values import Actor, Date, Document, Entities, Segmentation

__all__ = ["Records", "assemble"]

FAR_MORE = 1.75  # times as often as the country named next
OFTEN = 3  # times that a text names what it speaks of often
BOTH = 3  # times as often as any third country, for each of two states whose relations a text is about
_PLANS = 3  # days to come that a text may tell, however short
HEAD = 3  # sentences of the head of a text, with title and author
SILENT = frozenset({"references", "keywords"})  # kinds of block that report nothing
UNDATED = SILENT | {"footnote"}  # those whose days are of what is cited


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one document as plain dictionaries in the form of the contract; ``uncertain`` are those of either kind that are more likely
    wrong than right; ``pairs`` all people beside places abroad, each judged for whether it is a visit."""

    visits: tuple[Record, ...]
    agreements: tuple[Record, ...]
    uncertain: tuple[Record, ...] = ()
    pairs: tuple[Judged, ...] = ()


def _countries(scenes: tuple[Scene, ...]) -> dict[str, int]:
    """How often a text names the countries it is about, the one named most often first."""
    named = Counter(place.code for scene in scenes for place in scene.all_places if place.kind in ("country", "city"))
    return dict(sorted(named.items(), key=lambda item: (-item[1], item[0])))


def _about(scenes: tuple[Scene, ...]) -> str | None:
    """The one country that a text is about: named, with its people, far more often than any other."""
    named = Counter(place.code for scene in scenes for place in scene.all_places if place.kind in ("country", "city") and place.code)
    named.update(a.actor.country for scene in scenes for a in scene.actors if a.actor and a.actor.country)
    first, second = sorted(((times, code) for code, times in named.items()), reverse=True)[:2] if len(named) > 1 else ((0, ""), (0, ""))
    return first[1] if first[0] > FAR_MORE * second[0] else None


def _main_language(scenes: tuple[Scene, ...]) -> str:
    """The language of most sentences of a text, in which its documents are named."""
    told = Counter(scene.sentence.language for scene in scenes)
    return min(told, key=lambda language: (-told[language], language), default="")


def _imprint(scenes: tuple[Scene, ...]) -> str | None:
    """When a text was written that no dateline at its head dates: by its imprint, or the day below it. The month behind which most of a text lies is the first of a chronicle."""
    dates = [date for scene in scenes if scene.kind not in UNDATED for date in scene.dates]
    written = next((date.edtf for date in dates if date.is_imprint or date is dates[-1] and date.is_dateline), None)
    return written if sum(after(written, date.edtf) for date in dates) <= max(_PLANS, len(dates) // 3) else None


def _sides(scenes: tuple[Scene, ...]) -> tuple[str, ...]:
    """The two states whose relations a text is about: those that its first title names, and no other; else two named far more often than any third."""
    for scene in scenes[:HEAD]:
        named = tuple(dict.fromkeys(place.code for place in scene.all_places if place.kind == "country" and place.code))
        if scene.kind in ("title", "heading") and len(named) == 2:
            return named
    states = {place.code for scene in scenes for place in scene.all_places if place.kind == "country"}
    own = {heir: code for code in states for heir in heirs(code) if heir not in states}  # Belgrade, where only Yugoslavia is named
    told = Counter(own.get(place.code, place.code) for scene in scenes for place in scene.all_places if place.kind in ("country", "city") and place.code)
    ranked = sorted(told.items(), key=lambda item: (-item[1], item[0]))
    third = ranked[2][1] if len(ranked) > 2 else 1
    return tuple(code for code, _ in ranked[:2]) if len(ranked) > 1 and ranked[1][1] >= BOTH * third else ()


def _speaker(scenes: tuple[Scene, ...], main: list[str]) -> Actor | None:
    """Who tells the text, where he is known by name; of an untold country he is of the first that a sentence with his name tells, else of that the text speaks of most."""
    for scene in scenes:
        for argument in scene.actors:
            actor = argument.actor
            if actor and actor.name and scene.lexicon.speaker.fullmatch(scene.folded, actor.start, actor.stop):
                return actor if actor.country else replace(actor, country=_introduced(scenes, actor.name) or next(iter(main), None))
    return None


def _introduced(scenes: tuple[Scene, ...], name: str) -> str | None:
    """The first country in the first sentence that names somebody beside one: "X, who was foreign minister of Malaysia from 1999 to 2008"."""
    named = [scene for scene in scenes if any(a.actor and a.actor.name == name and a.actor.reference in ("named", "surname") for a in scene.actors)]
    return next((place.code for scene in named for place in scene.all_places if place.kind == "country" and place.code), None)


def assemble(document: Document, segmentation: Segmentation, entities: Entities, dates: tuple[Date, ...], least: float = LEAST) -> Records:
    """The visits and agreements that a document reports, each once, with their evidence; those less sure than ``least`` apart."""
    scenes = build_scenes(document, segmentation, entities, dates)
    named = _countries(scenes)
    main = list(named)
    narrator, quoted = _speaker(scenes, main), find_speakers(scenes)
    discourse, announced = Discourse(headings=Headings(keys=find_keys(document, scenes)), main=main, often=frozenset(code for code, times in named.items() if times >= OFTEN), about=_about(scenes), stage=find_stage(scenes), setting=find_setting(scenes), sectioned=sum(map(is_day_heading, scenes)) > 1, imprint=_imprint(scenes), topic=entities.hero or find_topic(scenes), hero=entities.hero, sides=_sides(scenes), bloc=find_bloc(scenes, main)), Enumeration()
    dialogue = Dialogue()
    visits: list[VisitDraft] = []
    agreements: list[AgreementDraft] = []
    judged: list[Judged] = []
    for read in scenes:
        if read.kind in SILENT or read.kind == "row" and is_column_head(read.text[read.start : read.stop]) or is_retracted(read, scenes):
            continue
        discourse.begin(read)
        discourse.speaker = quoted.get(read.index, narrator)
        scene = shift_senses(free_pronouns(resolve_counterparts(resolve_ministers(resolve_travellers(resolve_delegations(with_speaker(resolve_guests(read, discourse), discourse.speaker), discourse), discourse), discourse), discourse), discourse))
        visits += dialogue.settled(scene)
        here = visits_then(read_visits(scene, discourse), scenes)
        judged += judge(scene, discourse, here, scenes)
        told = [*here, *visits_then(dialogue.answered(scene, discourse, here), scenes)]
        signed_here = with_topics(scene, agreements_then(read_agreements(scene, discourse, told, announced)))
        agreements += signed_here
        waits = dialogue.question is not None and dialogue.question.scene is scene
        visits += [*(() if waits else told), *signed_there(told, signed_here)]
        note_series(discourse, told)
        note_leader(scene, discourse)
        discourse.end(scene, told, find_events(scene))
        discourse.assembly = find_assembly(scene, discourse, here)
        note_question(scene, discourse)
        discourse.note_lines(any(draft.rules == ("enumerated",) for draft in signed_here))
        for draft in signed_here[:1]:
            discourse.note_signing(scene, draft)
        discourse.groups += groups_told(scene)
        discourse.told.append((scene.index, states_told(scene, told, signed_here)))
        discourse.memberships += [(scene.index, code) for code in members_told(scene)]
    visits += dialogue.settled(None)
    context = Context(document, segmentation, scenes)
    merged = once_each(merge_visits(without_totals_told(visits), discourse.report_day))
    merged += merge_visits(likely_visits(judged, merged, visits, discourse.written), discourse.report_day)
    documents = merge_agreements(without_told_totals(agreements, announced), _main_language(scenes))
    merged = with_places(with_countries(merged, discourse.sides, discourse.about, main, discourse.home.code if discourse.home and discourse.sent else None), documents, scenes)
    found = visit_records(merged, context)
    signed = agreement_records(documents, context, merged, found)
    return replace(_parted(without_doubles(found), without_doubles(signed), least), pairs=tuple(judged))


def _parted(visits: tuple[Record, ...], agreements: tuple[Record, ...], least: float) -> Records:
    """The records that are sure enough, and the others; no record refers to a visit that is kept apart."""
    weak = tuple(record for record in (*visits, *agreements) if cast(float, record["confidence"]) < least)
    gone = {record["record_id"] for record in weak}
    kept = tuple(record for record in agreements if record["record_id"] not in gone)
    linked = tuple({**record, "during_visit": None} if record["during_visit"] in gone else record for record in kept)
    return Records(tuple(record for record in visits if record["record_id"] not in gone), linked, weak)
