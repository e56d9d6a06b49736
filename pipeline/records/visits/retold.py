"""What a sentence adds to a visit told before: when it was, or of which kind."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.dating import nearest_date
from pipeline.records.arguments.localities import can_host
from pipeline.records.arguments.usable import usable
from pipeline.records.participants.kinds import kind_beside
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.anaphora import in_year_of
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.noted import is_only_time

PUT_OFF = 2  # sentences behind a visit put off in which it is told to have been made
KIND_LATER = 2  # sentences behind a visit in which it is said of which kind it was
NEAR = 8  # words between "it was" and the date that it was on


def read_when(scene: Scene, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visit told last once more, with the date that "it was" on: "went to Paris in September; it was on the 23rd"."""
    if len(usable(scene)) == 1 and is_only_time(scene, usable(scene)[0]):
        undated = [visit for visit in discourse.current(scene, 1) if visit.date is None and visit.status == "occurred"]
        return [replace(visit, date=usable(scene)[0].edtf, scenes=(scene.index,), echo=True) for visit in undated]
    match = scene.search(scene.lexicon.it_was)
    known = (told or discourse.current(scene, 1))[-1:]
    dates = [date for date in usable(scene) if match and match.end() <= date.start and scene.words_between(match.end(), date.start) <= NEAR]
    if not match or not known or not dates or known[0].status != "occurred":
        return []
    several = [one for one in told or discourse.current(scene, 1) if one.date is None and one.status == "occurred"]
    if len(several) > 1:
        return [replace(one, date=dates[0].edtf, scenes=(scene.index,), echo=True) for one in several]
    return [replace(known[0], date=in_year_of(known[0], dates[0]), scenes=(scene.index,), echo=True)]


def read_held(scene: Scene, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visit put off or awaited before, of which a sentence only says that "it took place" on another day, or that its traveller "made it": "Состоялась она лишь в марте"."""
    held = [(verb.start, verb.stop) for verb in scene.told("happen") if verb.form == "finite" and verb.time == "past" and not (verb.negated or verb.mood)]
    made = [match.span() for match in scene.finditer(scene.lexicon.presence.made_good)]
    known = [visit for visit in told or discourse.current(scene, PUT_OFF) if visit.status != "occurred"][-1:]
    if len(made or held) != 1 or not known or any(one.status == "occurred" for one in told):
        return []
    start, stop = (made or held)[0]
    low = scene.clause(start)[0]
    people = [a.start for a in scene.actors if a.actor and a.actor.name and a.actor.rule != "pronoun" and not (made and a.actor.name == known[0].visitor_name)]
    places = [a.start for a in scene.places if made and can_host(a) and a.place and a.place.code not in (known[0].host_country, known[0].visitor_country)]
    if any(low <= at for at in (*people, *places, *(noun.start for noun in scene.told("trip", "event", "talks", "signing") if not start <= noun.start < stop))):
        return []
    date = nearest_date(scene, start, stop, [date for date in usable(scene) if date.start >= low])
    return [replace(known[0], date=date.edtf, status="occurred", phase="", scenes=(scene.index,), rules=("held",), echo=False)] if date else []


def with_kinds_told(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visits of a sentence with the kind that it tells apart from them: before a colon, or as that of the visit before."""
    kind, name = _announced(scene)
    if scene.search(scene.lexicon.same_kind):
        typed = [visit.visit_type for visit in discourse.visits if visit.visit_type]
        kind, name = typed[-1] if typed else None, None
    if kind is None:
        return drafts
    first = next((one.host_country for one in drafts if name in (None, one.visitor_name)), None)
    return [replace(one, visit_type=one.visit_type or kind) if name in (None, one.visitor_name) and one.host_country == first else one for one in drafts]


def read_kind(scene: Scene, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visit told last once more, with the kind that its visit is said to have: "the visit is of a private character", "it was a working visit"."""
    if together := _kind_of_all(scene, discourse, told):
        return together
    match = scene.search(scene.lexicon.kind_said) or scene.search(scene.lexicon.came_as)
    kind = next((name for name, said in match.groupdict().items() if said), None) if match else None
    known = (told or discourse.current(scene, KIND_LATER))[-1:] if kind else []
    several = [one for one in told if one.echo]
    known = several if kind and len(several) == len(told) > 1 else known  # "both visits were official"
    return [replace(one, visit_type=kind, scenes=(scene.index,), echo=True) for one in known if one.visit_type is None]


def _kind_of_all(scene: Scene, discourse: Discourse, told: list[VisitDraft]) -> list[VisitDraft]:
    """The visits told last once more, with the kind that all of them are said to have been of: "both were state visits", "все три визита были официальными"."""
    match = scene.search(scene.lexicon.presence.kind_of_all)
    kind = next((sign.value for sign in scene.lexicon.types if scene.search(sign.pattern, match.end())), None) if match else None
    if match is None or kind is None or any(not one.echo and one.visit_type for one in told):
        return []
    before = [one for one in (*discourse.visits, *told) if one.status == "occurred" and scene.index - one.scenes[-1] <= KIND_LATER]
    different = list({(one.visitor_name, one.host_country, one.date): one for one in before if not one.echo}.values())
    number = 2 if match["two"] else 3 if match["three"] else len(different)
    return [replace(one, visit_type=kind, scenes=(scene.index,), echo=True) for one in different[-number:] if one.visit_type is None] if len(different) >= number else []


def _announced(scene: Scene) -> tuple[str | None, str | None]:
    """The kind of a visit announced before a colon with its visitor: "the longest was the official visit of A: having landed in Minsk ..."."""
    for noun in scene.told("trip"):
        colon = scene.folded.find(": ", noun.stop, scene.stop)
        owner = next((a.actor.name for a in scene.actors if a.actor and a.actor.name and noun.stop <= a.start < colon and "gen" in a.marks), None)
        movers = any(verb.form == "finite" and verb.start < colon for verb in scene.told("go", "come", "visit", "stay"))
        if noun.form == "noun" and colon >= 0 and owner and not movers and (kind := kind_beside(scene, noun)):
            return kind, owner
    return None, None
