"""From which state to which the journeys below a heading lead: "Visits of Latvian officials to Uzbekistan", "Latvia → Uzbekistan", "To Uzbekistan:"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records.arguments.events import is_locative
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.values import Place

ORIGIN, TOWARDS = frozenset({"abl", "from", "из+gen", "с+gen"}), frozenset({"to", "dat", "в+acc", "на+acc"})  # marks of places
_TO = frozenset(mark.partition("+")[0] for mark in TOWARDS if mark != "dat")
LONGEST = 14  # words of a heading that tells a way
BARE = 2  # words of a line that tells a way and nothing else
OF_SIDE = 4  # words of a line that tells whose side it is about: "on the Latvian side"
_DAY = re.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}")
_ARROW = re.compile(r"\s*(?:→|->|=>|⇒|➔|➝|►|>)\s*\Z")


@dataclass(frozen=True, slots=True)
class Way:
    """Whither journeys lead, and from which state, where that is told."""

    goal: Place
    origin: str | None = None


def find_way(scene: Scene, listed: bool, sides: tuple[str, ...] = ()) -> Way | None:
    """The way that a heading tells, None where it tells none, somebody by name, a day, or more than two states. ``listed``: journeys are listed already;
    ``sides``: the two states that the text is about, of which one goes to the other where only whence is told."""
    if any(verb.form == "finite" for verb in scene.predicates) or scene.words_between(scene.start, scene.stop) > LONGEST or _names_somebody(scene):
        return None
    countries = [place for place in scene.all_places if place.kind == "country"]
    if arrow := _by_arrow(scene, countries):
        return arrow
    states = [argument for argument in scene.places if argument.place and argument.place.kind in ("country", "city") and argument.place.form == "noun"]
    goals = [argument.place for argument in states if argument.place and _is_goal(argument)]
    goals = goals or [place for place in countries if place.form == "noun" and _word_before(scene, place) in _TO]  # inside somebody's phrase
    if not goals and len(sides) == 2:
        return _from_side(scene, listed, countries, sides)
    if len({place.code for place in goals}) != 1 or not (_tells_journeys(scene) or _tells_people(scene) or (listed or any(ORIGIN & set(argument.marks) for argument in states)) and _is_bare(scene)):
        return None
    others = {place.code for place in countries} - {goals[0].code}
    return Way(goals[0], next(iter(others), None)) if len(others) < 2 else None


def _from_side(scene: Scene, listed: bool, countries: list[Place], sides: tuple[str, ...]) -> Way | None:
    """The way from one of the two states of a text to the other: "From Latvia", "Visits by Latvian leaders", "On the Latvian side"."""
    own = {place.code for place in countries}
    if len(own) != 1 or not own <= {*sides}:
        return None
    of_side = scene.search(scene.lexicon.side_heading) is not None and scene.words_between(scene.start, scene.stop) <= OF_SIDE
    leaves = any(ORIGIN & set(argument.marks) for argument in scene.places)
    if not (of_side and listed or leaves and (_is_bare(scene) and listed or _tells_journeys(scene)) or _tells_people(scene) and _tells_journeys(scene)):
        return None
    origin = next(iter(own))
    goal = next(code for code in sides if code != origin)
    return Way(Place(scene.start, scene.start, "", "country", goal, ""), origin)


def _word_before(scene: Scene, place: Place) -> str:
    return next(reversed(scene.folded[scene.start : place.start].split()), "")


def _is_goal(argument: Argument) -> bool:
    """True for a place to which, or in which, something goes on; a form that may be a genitive too is none by itself."""
    marks = set(argument.marks)
    return bool(TOWARDS & marks and marks != {"gen", "dat"} or is_locative(argument)) and not ORIGIN & marks


def _by_arrow(scene: Scene, countries: list[Place]) -> Way | None:
    if len(countries) != 2 or not _ARROW.match(scene.text, countries[0].stop, countries[1].start):
        return None
    return Way(countries[1], countries[0].code)


def _names_somebody(scene: Scene) -> bool:
    """True for a line that tells somebody's name, or a day: it is a journey by itself."""
    return any(argument.actor and argument.actor.name for argument in scene.actors) or any(_DAY.fullmatch(date.edtf) for date in scene.dates)


def _tells_journeys(scene: Scene) -> bool:
    return scene.search(scene.lexicon.journeys_heading) is not None or scene.search(scene.lexicon.guests_heading) is not None


def _tells_people(scene: Scene) -> bool:
    """True for people of one state, or its delegations, in another: "Latvian delegations in Uzbekistan"."""
    return any(argument.actor and (argument.actor.count != 1 or argument.actor.office == "delegation") and argument.actor.country for argument in scene.actors)


def _is_bare(scene: Scene) -> bool:
    """True for a line that is a place with its preposition, and at most the place that one comes from."""
    return scene.words_between(scene.start, scene.stop) <= BARE + len(scene.all_places)
