"""Documents of which a sentence tells only on which day the visit began in whose course they were signed: they have all days of the visit."""

from __future__ import annotations

import re

from pipeline.records.agreements.signing import Signing
from pipeline.records.scenes.clauses import CLAUSE_COMMA
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.stays import SAME
from pipeline.values import Date


def of_whole_visit(scene: Scene, here: list[VisitDraft], signing: Signing, told: tuple[VisitDraft | None, Date | None, str | None]) -> str | None:
    """The date of a visit for what was signed in its course, where the sentence tells only its first day: "on 5 May A began a three-day visit, during which ..."."""
    visit, date, own = told
    same = [one for one in here if visit and (one.visitor_name, one.host_country) == (visit.visitor_name, visit.host_country) and "/" in (one.date or "")]
    visit = same[0] if visit in here and same else visit
    if visit is None or date is None or visit not in here or not visit.date or "/" not in visit.date or own != visit.date.partition("/")[0]:
        return own
    words = (scene.lexicon.during, scene.lexicon.there)
    during = date.stop < signing.start and any(scene.search(pattern, date.stop, signing.start) for pattern in words)
    return visit.date if during or _dates_arrival(scene, visit, date, signing) else own


def in_its_course(scene: Scene, date: Date | None, start: int) -> bool:
    """True for what was signed in the course of a visit, told in another part of a sentence than a day of it: "on the first day a treaty was signed; in the
    course of the visit the sides signed eight documents"."""
    led = [match for match in scene.finditer(scene.lexicon.during, date.stop, start) if scene.barriers.between(date.stop, match.start()) >= CLAUSE_COMMA] if date and not scene.lexicon.predicate_last else []
    return any(is_of_course(scene, match) for match in led[-1:])


def is_of_course(scene: Scene, match: re.Match[str]) -> bool:
    """True for words that tell the course of a visit, by a word for it or by its days: "во время визита", "за эти два дня"."""
    return match.groupdict().get("days") is not None or any(match.start() <= noun.start < match.end() for noun in scene.told("trip"))


def _dates_arrival(scene: Scene, visit: VisitDraft, date: Date, signing: Signing) -> bool:
    """True for the day that stands with the verb of an arrival, behind which another verb of its subject tells of a signing: "returned on 5 May for a
    three-day visit, and signed a treaty"."""
    verbs = [verb for verb in scene.predicates if verb.id in visit.rules and verb.form == "finite" and verb.start < signing.start]
    beside = [verb for verb in verbs if date.start < signing.start and not scene.barriers.between(*sorted((verb.start, date.start)))]
    return bool(beside) and date.rule != SAME and scene.barriers.between(max(beside[0].stop, date.stop), signing.start) > 0 and not scene.search(scene.lexicon.same_ceremony, date.stop, signing.start)
