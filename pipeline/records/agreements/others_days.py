"""Days that a sentence tells of something else than a signing: of the ratification, or of another document in a relative clause."""

from __future__ import annotations

import re

from pipeline.dates import compatible
from pipeline.records.agreements.signing import Signing, find_signings
from pipeline.records.arguments.heads import Named
from pipeline.records.arguments.passing import days_of_noun
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.text import fold
from pipeline.values import Date, Predicate

DAY = "YYYY-MM-DD"
AGO = "ago"  # the form of a date that counts back
STAYED = 5  # words between a verb of staying and the day until which one stays
LEFT = 2  # words between a verb of leaving and its day
HEAD = 2  # words between a sign that opens a part and its date: ", and by "
PLANNED = 3  # words between a verb of planning and the date planned: "is planned in Riga in May"
PART = ",;–"  # signs that end a relative clause


def is_of_another(scene: Scene, signing: Signing, date: Date) -> bool:
    """True for a day that does not date this signing, in a language whose clauses do not end with their verbs."""
    if _is_of_journey(scene, signing, date):
        return True
    return not scene.lexicon.predicate_last and (_is_of_ratification(scene, signing, date) or _is_of_initialling(scene, signing, date) or _is_of_relative(scene, signing, date) or _is_of_remark(scene, signing, date) or _opens_next_part(scene, signing, date))


def _is_of_journey(scene: Scene, signing: Signing, date: Date) -> bool:
    """True for the days of a visit in brackets behind it, where another date is told: "on 29 March, during A's visit to Rome (28-30 March), they signed it"."""
    others = [one for one in usable(scene) if one is not date and len(one.edtf) == len(DAY) and compatible(one.edtf, date.edtf)]
    days = [days_of_noun(scene, noun, usable(scene)) for noun in scene.told("trip") if noun.form == "noun"] if others else []
    return any(one and one.start == date.start for one in days)


def _opens_next_part(scene: Scene, signing: Signing, date: Date) -> bool:
    """True for a date at the head of the part behind a signing that tells of something else: "where a treaty was signed, and three months later A came"."""
    comma = max(scene.folded.rfind(sign, signing.stop, date.start) for sign in PART)
    told = any(comma < verb.start < date.start for verb in scene.predicates)  # ", followed on 29 April"
    if comma < 0 or told or scene.words_between(comma + 1, date.start) > HEAD:
        return False
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and verb.start >= date.stop]
    return bool(verbs) and verbs[0].sense not in SIGNINGS and not any(sign in scene.folded[date.stop : verbs[0].group_start] for sign in PART)


def _is_of_remark(scene: Scene, signing: Signing, date: Date) -> bool:
    """True for years back told in a remark without a verb behind a signing: "signed a treaty, hardly imaginable three years ago"."""
    comma = scene.folded.rfind(",", signing.stop, date.start)
    if date.rule != AGO or date.precision != "year" or comma < 0:
        return False
    verbs = any(comma < verb.start < date.start and verb.sense in SIGNINGS for verb in scene.predicates)
    return not verbs and scene.words_between(comma, date.start) > 1


def _is_of_ratification(scene: Scene, signing: Signing, date: Date) -> bool:
    """True for a day behind the verb of a ratification told behind a signing: "signed a treaty, which the Senate ratified on 5 March"."""
    verbs = [verb for verb in scene.told("ratify") if verb.form != "noun" and verb.start >= signing.stop]
    return any(verb.stop <= date.start and not _signed_between(scene, verb.stop, date.start) for verb in verbs)


def _is_of_initialling(scene: Scene, signing: Signing, date: Date) -> bool:
    """True for a day behind the word for an initialling and before the signing, which has its own behind it: "initialled in May, was signed on 3 June"."""
    if signing.predicate is None or signing.predicate.sense != "sign" or date.stop > signing.start:
        return False
    initialled = any(verb.stop <= date.start and not _signed_between(scene, verb.stop, date.start) for verb in scene.told("initial"))
    return initialled and any(other.start >= signing.stop for other in usable(scene))


def _signed_between(scene: Scene, start: int, stop: int) -> bool:
    return any(start <= verb.start < stop and verb.sense in SIGNINGS for verb in scene.predicates)


def _is_of_relative(scene: Scene, signing: Signing, date: Date) -> bool:
    """True for a day right behind the verb of a relative clause about another document: "a statement, which they signed on the 5th, and a protocol was concluded"."""
    verbs = [one.predicate for one in find_signings(scene) if one.predicate and one.start != signing.start and one.predicate.form == "finite" and one.stop <= date.start]
    owner = verbs[-1] if verbs else None
    if owner is None or any(sign in scene.folded[owner.stop : date.start] for sign in PART):
        return False
    opened = _opening(scene, owner)
    if opened is None or opened <= signing.start <= date.stop:
        return False
    return signing.start < opened or any(sign in scene.folded[date.stop : signing.start] for sign in PART)


def _opening(scene: Scene, verb: Predicate) -> int | None:
    """Where the relative clause of a verb opens."""
    low = max([scene.start, *(one.stop for one in scene.predicates if one.form == "finite" and one.stop <= verb.group_start)])
    led = [m.start() for m in scene.finditer(scene.lexicon.restrictive, low, verb.group_start)]
    commas = [at for at in range(low, verb.group_start) if scene.folded[at] == "," and scene.lexicon.openers.match(scene.folded, at + 1)]
    return max([*led, *commas], default=None)


def is_of_promise(scene: Scene, signing: Signing, date: Date) -> bool:
    """True for the day between a verb and the signing that is yet to come, in a language of fixed places: "agreed on 3 May to sign", "said on 3 May that they would sign"."""
    verb = signing.predicate
    if verb is None or verb.time != "future" or not scene.lexicon.positional:
        return False
    before = [other.stop for other in scene.predicates if other.form == "finite" and other.stop <= verb.group_start]
    return bool(before) and before[-1] <= date.start and date.stop <= verb.group_start and not scene.barriers.between(before[-1], date.start)


def is_of_leaving(scene: Scene, signing: Signing, date: Date) -> bool:
    """True for the day on which somebody left, behind a signing or in a clause before it: "was signed before the guest left on the 8th", "by the time he flew
    home on the 8th they had signed it"."""
    verbs = [verb for verb in scene.told("leave", "return") if verb.form == "finite" and verb.stop <= date.start and scene.words_between(verb.stop, date.start) <= LEFT]
    return any(signing.stop <= verb.start or scene.lexicon.left_then.search(scene.folded[scene.start : verb.start]) for verb in verbs)


def planned_for(scene: Scene, signing: Signing, dates: list[Date]) -> Date | None:
    """The date behind a verb of planning that takes up a signing yet to come, in a language of cases: "готовится к подписанию соглашение о туризме; сделать это
    предполагается в мае"."""
    if signing.status != "planned" or not scene.lexicon.governs:
        return None
    plans = [verb for verb in scene.told("plan", "expect") if verb.start >= signing.stop and verb.form != "noun" and not verb.negated]
    behind = [date for date in dates if plans and date.start >= plans[-1].stop and scene.words_between(plans[-1].stop, date.start) <= PLANNED]
    between = any(signing.stop <= verb.start < plans[-1].start and verb.form == "finite" and verb.sense not in ("plan", "expect", "other") for verb in scene.predicates) if plans else True
    return behind[0] if behind and not between else None


def tells_which(scene: Scene, document: Named, date: Date) -> bool:
    """True for a year right before a document that tells which one is meant: "denounced the 1992 treaty"."""
    year = date.edtf.removesuffix("/..")  # "withdrew from the 1992 agreement"
    adjective = scene.lexicon.positional or scene.lexicon.head_last and not re.search(r"[dt][əa]\Z", fold(date.text))
    return adjective and len(year) == len("1992") and date.stop <= document.start and not scene.folded[date.stop : document.start].strip()


def dates_a_stage(scene: Scene, date: Date) -> bool:
    """True for the first or last day of a visit, told beside the word that says so: "the visit that ended on the 30th", "A, who stays until Friday, signed"."""
    stays = [verb for verb in scene.told("stay") if scene.lexicon.positional and date.edtf.startswith("../") and verb.stop <= date.start]
    stages = [verb for verb in scene.told("begin", "end") if verb.form == "participle" and verb.start >= date.stop]
    return any(scene.words_between(verb.stop, date.start) <= STAYED for verb in stays) or scene.lexicon.predicate_last and any(scene.words_between(date.stop, verb.start) <= 1 for verb in stages)
