"""What is noted of the dates, names and events of a sentence once it has been read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.dates import bounds
from pipeline.records.arguments.events import Event
from pipeline.records.arguments.localities import is_origin
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.text import fold
from pipeline.values import Date, Place

LABEL = re.compile(r"\W*[^\W\d_]+:\s")  # who asks, at the head of what he says: "Q: And then came 1997."
ANSWER = 3  # sentences of an answer that may stand before the one that tells what was asked


def is_same(known: Event, event: Event) -> bool:
    """True for events whose names, if both have one, share a word besides that for the event."""
    own, other = ({word for word in fold(one.title).split() if len(word) > 3 and not word.startswith(one.head)} for one in (known, event))
    return not own or not other or bool({word[:5] for word in own} & {word[:5] for word in other})


def is_only_time(scene: Scene, date: Date) -> bool:
    """True for a sentence that tells nothing but when something was."""
    label = LABEL.match(scene.folded, scene.start, date.start)
    rest = scene.folded[label.end() if label else scene.start : date.start] + " " + scene.folded[date.stop : scene.stop]
    return scene.lexicon.only_time.fullmatch(rest) is not None


def is_question(scene: Scene) -> bool:
    """True for a sentence that ends with a question mark."""
    return scene.text[scene.start : scene.stop].rstrip(' \n"”»').endswith("?")


@dataclass(frozen=True, slots=True)
class Moment:
    """The only date of a sentence (its number), whether the sentence tells or asks nothing else (``alone``), and over how many more it holds: for an answer without a date."""

    scene: int
    date: str
    alone: bool
    left: int = 0


def moment_of(scene: Scene, before: Moment | None) -> Moment | None:
    """The moment at which a sentence stands; ``before``: that of the sentence before."""
    dates = usable(scene)
    if before is not None and before.left and not scene.dates and not is_question(scene):
        return replace(before, scene=scene.index, left=before.left - 1)
    if len({date.edtf for date in dates}) != 1:
        return None
    alone = len(dates) == 1 and scene.kind != "title" and is_only_time(scene, dates[0])
    asked = len(dates) == 1 and is_question(scene) or alone and LABEL.match(scene.folded, scene.start) is not None
    return Moment(scene.index, dates[0].edtf, alone or asked, ANSWER if asked else 0)


def most_telling(near: list[Event]) -> Event | None:
    """The last of several events that has a name of its own, else the last."""
    named = [event for event in near if not event.is_bare]
    return (named or near)[-1] if near else None


def is_names(scene: Scene) -> bool:
    """True for a line that holds nothing but names of states and little words."""
    rest = scene.folded[scene.start : scene.stop]
    for place in sorted(scene.all_places, key=lambda place: -place.start):
        rest = rest[: place.start - scene.start] + " " + rest[place.stop - scene.start :]
    return all(len(word) <= 4 for word in rest.split())


def held_at(event: Event, drafts: list[VisitDraft], scene: Scene, home: tuple[Place, ...], before: tuple[Place, ...] = ()) -> Event:
    """An event without a place of its own at that of its report ("the summit closed here today"), or of the visits that are made for it: "flew to Tehran for the summit"; ``before``: the place
    that the sentence before has told for it."""
    if home and event.place is None and event.date and event.is_occasion and scene.search(scene.lexicon.here, *scene.clause(event.start)):
        event = replace(event, place=home[0])
    made = [visit for visit in drafts if visit.occasion and visit.occasion == event.title]
    hosts, dates = {(visit.host_country, visit.host_place) for visit in made}, {visit.date for visit in made}
    if len(hosts) != 1 or event.place and event.date:
        return event
    places = [event.place] if event.place else [place for place in (*scene.all_places, *home, *before) if (place.code, place.base) in hosts]
    return replace(event, place=places[0], date=event.date or (next(iter(dates)) if len(dates) == 1 else None)) if places else event


def in_line(scene: Scene, visits: list[VisitDraft], drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits told so far with those of a sentence, in the order in which the reader has them in mind: what a pluperfect goes back to ("A had been there
    in May"), or "before that", stands before the visit that the text is at."""
    at = [visit for visit in visits if visit.scenes[-1] == visits[-1].scenes[-1]] if visits else []
    starts = [visit.date[:7] for visit in at if visit.date and visit.status == "occurred"]
    verb = next((verb for verb in scene.predicates if verb.form == "finite"), None)
    told = verb is not None and scene.lexicon.pluperfect.search(scene.folded, verb.group_start, verb.stop) is not None
    earlier = told and bool(drafts and starts) and all(one.date and one.date[:7] < min(starts) and not one.echo for one in drafts) or _is_told_before(scene, visits, at, drafts)
    return [*visits[: -len(at)], *drafts, *at] if earlier and scene.index - at[-1].scenes[-1] <= BACK else [*visits, *drafts]


STAY = 3  # mentions of a visit, of which the first tells its day
BACK = 2  # sentences behind a visit in which a pluperfect goes back from it


def _is_told_before(scene: Scene, visits: list[VisitDraft], at: list[VisitDraft], drafts: list[VisitDraft]) -> bool:
    """True for a sentence that opens with "before that", about the traveller of the visit that the text is at, of which no later day than that visit's is told."""
    starts = [bounds(visit.date)[0] or "" for visit in visits[-STAY:] if visit.date and visit.status == "occurred" and any(visit.host_country == one.host_country for one in at)]
    same = {one.visitor_name for one in drafts} <= {one.visitor_name for one in at} and scene.lexicon.precedent.lately.match(scene.folded, scene.start) is not None
    return same and bool(drafts and starts) and all(not one.echo and (bounds(one.date)[1] or "" if one.date else "") < min(starts) for one in drafts)


def reached(scene: Scene) -> list[Place]:
    """The places of a sentence that the next ones may mean: those from where somebody is or comes only where it names no other."""
    named = [(a.place, is_origin(scene, a.marks)) for a in scene.places if a.place and a.place.kind != "organization" and a.place.form == "noun"]
    return [place for place, origin in named if not origin or all(left for _, left in named)]


def posts_told(scene: Scene) -> set[tuple[str, str | None]]:
    """The envoys that a sentence names, each with the countries and organisations named with his office; with None one who is called an ambassador and so lives where he is told of."""
    posts: set[tuple[str, str | None]] = set()
    for argument in scene.actors:
        if argument.actor and argument.actor.office == "envoy" and argument.actor.name:
            posts |= {(argument.actor.name, place.code) for place in scene.all_places if place.code != argument.actor.country and place.code and argument.start <= place.start < argument.stop}
            posts |= {(argument.actor.name, None)} if scene.search(scene.lexicon.ambassador, argument.start, argument.stop) else set()
    return posts
