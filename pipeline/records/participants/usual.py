"""Where a visit goes that does not say so: to the other side of a relation, to the country that its text is about, to where the one before went."""

from __future__ import annotations

import re

from pipeline.records.arguments.repeats import own_dates
from pipeline.records.arguments.status import is_governed
from pipeline.records.participants.hosts import usual_host
from pipeline.records.participants.unknown_goals import goes_to_unknown
from pipeline.records.scenes.clauses import CLAUSE_COMMA
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.anaphora import counts_days
from pipeline.records.told.discourse import Discourse
from pipeline.values import Actor, Predicate

INLAND = 60  # characters round a visit in which it is said that it stays in the country
DATED = 8  # words between a visit and the date that makes it one in particular
FATES = ("happen", "cancel", "postpone", "plan")  # senses of verbs that tell what came of a visit
EDGES = ("begin", "end")  # those that tell when it was, where the verb does not end its clause
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def usual_goal(scene: Scene, predicate: Predicate, discourse: Discourse, visitors: list[Actor]) -> str | None:
    """Where a visit goes of which only this is not said: "a visit by the prime minister planned for May did not take place"."""
    if not _are_known(visitors) or goes_to_unknown(scene, predicate) or scene.search(scene.lexicon.inland, max(scene.start, predicate.start - INLAND), predicate.stop + INLAND):
        return None
    if other := _other_side(scene, predicate, discourse, visitors):
        return other
    stands = discourse.placed(scene)
    if stands and visitors[0].country not in (None, stands.code) and not any(place.kind in ("city", "country") and place.code not in (stands.code, visitors[0].country) for place in scene.all_places):
        return stands.code
    if len(visitors) > 1:
        return None
    told_of = is_governed(scene, predicate, *FATES, *(() if scene.lexicon.predicate_last else EDGES))
    owner = discourse.chronicled(scene) or (discourse.about if told_of else None)  # "11–13 May. Official visit of the President of Romania."
    if owner and visitors[0].country not in (None, owner) and not any(verb.form == "finite" and verb.sense not in ("support", "other", *FATES, *EDGES) for verb in scene.predicates):
        return owner
    denied = discourse.denied
    if denied and denied.visitor_name == visitors[0].name and scene.index - denied.scenes[-1] <= 1:
        return denied.host_country  # "A has never been to Riga. His visit is planned for May."
    if again := _numbered(scene, predicate, discourse, visitors[0]):
        return again
    coming = scene.lexicon.coming_on.search(scene.folded, max(scene.start, predicate.start - 40), predicate.start) is not None
    during = scene.lexicon.positional and any(match.start() <= predicate.start < match.end() for match in scene.finditer(scene.lexicon.during))
    if not (coming or told_of or during and discourse.home or counts_days(scene, predicate) or _is_dated_of(scene, predicate, visitors[0])):
        return None
    if discourse.home and visitors[0].country and visitors[0].country != discourse.home.code:
        return discourse.home.code
    if not scene.lexicon.positional:
        return None
    usual = usual_host(discourse, frozenset({visitors[0].country or ""}))
    return usual or (discourse.main[0] if discourse.main and visitors[0].country not in (None, discourse.main[0]) else None)


def _are_known(visitors: list[Actor]) -> bool:
    """True for one traveller, or several of one country, all known by name."""
    return bool(visitors) and all(visitor.name for visitor in visitors) and len({visitor.country for visitor in visitors}) == 1


def _is_dated_of(scene: Scene, predicate: Predicate, visitor: Actor) -> bool:
    """True for one visit told with its owner before it and its day right behind it: "Gorbachev's visit of 25–27 October 1989"."""
    owned = scene.folded[visitor.stop : predicate.start].strip() in ("", "'s", "’s") and visitor.stop <= predicate.start
    dated = any(scene.folded[predicate.stop : date.start].strip() in ("of", "on", "(", "from") and DAY.match(date.edtf) for date in scene.dates if date.start >= predicate.stop)
    return scene.lexicon.positional and predicate.form == "noun" and not predicate.plural and owned and dated


def _numbered(scene: Scene, predicate: Predicate, discourse: Discourse, visitor: Actor) -> str | None:
    """Where somebody's second or third visit goes, if all his visits told before went to one country: "his third visit took place in 2011"."""
    before = scene.folded[max(scene.start, predicate.start - 30) : predicate.start].split()[-3:]
    known = {visit.host_country for visit in discourse.visits if visit.visitor_name == visitor.name and visit.status == "occurred"}
    dated = is_governed(scene, predicate, *FATES)
    return known.pop() if len(known) == 1 and dated and any(scene.lexicon.ordinals.get(word, 0) > 1 for word in before) else None


def _other_side(scene: Scene, predicate: Predicate, discourse: Discourse, visitors: list[Actor]) -> str | None:
    """In a text about the relations of two states, the other one, for a dated visit of somebody from one of them whose host is not said."""
    spans = [sorted((predicate.stop, date.start - (scene.folded[date.start - 1 : date.start] == "("))) for date in scene.dates if not date.is_dateline]
    near = any(scene.words_between(*span) <= DATED and scene.barriers.between(*span) < CLAUSE_COMMA for span in spans)
    alone = len(spans) == len(scene.told("trip")) == 1 and is_governed(scene, predicate, *FATES)  # "the visit of A, planned for May, did not take place"
    each = own_dates(scene, visitors) if len(visitors) > 1 else None  # "the visits of A (May 1998) and B (June 2000)"
    dated = near or alone or each or discourse.entry_date(scene) is not None
    visitor = visitors[0]
    if predicate.plural and not each or len(visitors) > 1 and not each or not scene.start <= visitor.start < scene.stop or discourse.series and scene.search(scene.lexicon.of_series):
        return None
    others = [code for code in discourse.sides if code != visitor.country]
    return others[0] if dated and len(others) == 1 else None
