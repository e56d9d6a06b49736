"""The words that tell of a signing: which document they are about, who signed, and whether it was signed, planned or ended."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records.arguments.behind_head import clause_of_signing
from pipeline.records.arguments.heads import JOINED, Named, has_another_object, listed_behind
from pipeline.records.arguments.roles import distance, siblings
from pipeline.records.arguments.status import SIGNINGS, status_of
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.clauses import BREAK, CLAUSE_COMMA
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.guests import opens_list
from pipeline.values import Predicate

BEHIND = 2  # words between a document and its partner: "with the"
ADOPTABLE = ("declaration", "statement", "communique", "charter", "convention", "programme", "document")  # what is adopted, not only signed
OWN_STATUS = {"initial": "planned", "terminate": "terminated"}
FARTHEST = 60  # words between a document and the word for its signing in one sentence
BESIDE = 1  # words between an attribute of signing and a date of its own
SIGNER = 25.0  # words between a signer and the word for the signing, with the weights of roles.distance
_PART = re.compile(r"[;:–—-]\s+(?:,\s)?")


@dataclass(frozen=True, slots=True)
class Signing:
    """The word that tells of a signing, with the status of what was signed. ``kinds``: the only kinds of document it can be about."""

    start: int
    stop: int
    status: str
    kinds: tuple[str, ...] = ()
    predicate: Predicate | None = None


def find_signings(scene: Scene) -> list[Signing]:
    """The signings that a sentence tells, in order."""
    found = []
    for predicate in scene.told(*SIGNINGS):
        status = status_of(scene, predicate)
        if status in ("occurred", "planned"):
            value = OWN_STATUS.get(predicate.sense, "signed" if status == "occurred" else "planned")
            found.append(Signing(predicate.start, predicate.stop, value, ADOPTABLE if predicate.sense == "adopt" else (), predicate))
    return found


def signing_of(scene: Scene, document: Named, signings: list[Signing], others: list[Named]) -> Signing | None:
    """The signing that a document belongs to: the nearest that fits its kind. ``others`` are the documents of the sentence."""
    fitting = []
    for signing in signings:
        if signing.kinds and (document.kind not in signing.kinds or _adopts_a_law(scene, signing, document)):
            continue
        low, high = (document.stop, signing.start) if document.start < signing.start else (signing.stop, document.start)
        apart = scene.words_between(low, high)
        if scene.lexicon.governs and _has_own_verb(scene, document, low, high) or _is_of_next(scene, document, signing, others) or _tells_of_another(scene, document, signing, others) or _is_followed(scene, document, signing, others) or _is_ratified(scene, document, signing) or _comes_into_force(scene, document, signing) or _came_to_nothing(scene, document, signing) or has_another_object(scene, document, signing.predicate, others) or _is_said_of(scene, document, signing):
            continue
        if apart <= FARTHEST and not (scene.lexicon.predicate_last and _is_parted(scene, document, signing, others)):
            fitting.append((apart, signing.start, signing))
    if not fitting:
        return None
    chosen = next((one for _, _, one in fitting if _is_of_all(scene, document, one)), None) or min(fitting, key=lambda entry: entry[:2])[2]
    chosen = _signed_behind(scene, document, chosen, signings, others) or chosen
    return _ended(scene, chosen, signings) or _signed_later(scene, chosen, signings, [one for one in others if one is not document]) or _to_be_signed(scene, chosen, signings, others) or _signed_after_all(scene, chosen, signings, others) or chosen


def _is_said_of(scene: Scene, document: Named, signing: Signing) -> bool:
    """True for a document that a part of its own says the one signed to be: "an agreement was signed; it was the country's first trade accord"."""
    parts = [match.end() for match in scene.finditer(_PART, signing.stop, document.start)]
    return bool(parts) and scene.lexicon.this_was.match(scene.folded, parts[-1]) is not None and not any(verb.start >= document.stop and verb.sense in SIGNINGS for verb in scene.predicates)


def _is_of_next(scene: Scene, document: Named, signing: Signing, others: list[Named]) -> bool:
    """True for a document before the one that a relative clause is about: "the agreement on A and the treaty on B, which X terminated"."""
    between = [other for other in others if document.stop <= other.start and other.stop <= signing.start]
    words = scene.lexicon.clauses
    if words is None or signing.status != "terminated" or not between:
        return False
    return any(word in words.of_things for word in scene.folded[between[-1].stop : signing.start].replace(",", " ").split())


def _is_followed(scene: Scene, document: Named, signing: Signing, others: list[Named]) -> bool:
    """True for a document before a passive verb the agent of which is another one: "signed a treaty, followed in May by a protocol"."""
    verb = signing.predicate
    if verb is None or not scene.lexicon.positional or verb.start < document.stop or not (verb.passive or verb.form == "participle"):
        return False
    agents = [m for m in re.finditer(r"\w+", scene.folded[verb.stop : scene.stop]) if m[0] in scene.lexicon.agents]
    first = verb.stop + agents[0].end() if agents else scene.stop
    return any(first <= other.start and scene.words_between(first, other.start) < JOINED for other in others) and not any(verb.start < start < first for start in (*(other.start for other in others), *(one.start for one in scene.predicates)))


def _is_of_all(scene: Scene, document: Named, signing: Signing) -> bool:
    """True for a verb behind the last of several documents that tells of each: "a treaty on A and a protocol on B, both signed on the 5th"."""
    verb = signing.predicate
    if verb is None or verb.form == "noun" or verb.start < document.stop:
        return False
    told = scene.lexicon.all_signed.search(scene.folded[document.stop : verb.group_start])
    return told is not None and not any(document.stop <= one.start < verb.start and one.form == "finite" for one in scene.predicates)


def _is_ratified(scene: Scene, document: Named, signing: Signing) -> bool:
    """True for a document right behind the verb by which a parliament ratifies it, unless a participle behind it tells its signing."""
    if signing.predicate and signing.predicate.form == "participle" and signing.start >= document.stop:
        return False
    verbs = [verb for verb in scene.told("ratify") if verb.form == "finite" and not verb.passive and not scene.lexicon.predicate_last]
    return any(verb.stop <= document.start and scene.words_between(verb.stop, document.start) <= 1 for verb in verbs)


def _comes_into_force(scene: Scene, document: Named, signing: Signing) -> bool:
    """True for a document behind a signing that is the subject of a verb of its own: "A was signed, and with it the treaty on B came into force"."""
    if scene.lexicon.predicate_last or signing.start > document.start:
        return False
    verb = next((one for one in scene.predicates if one.start >= document.stop and one.form != "noun"), None)
    joined = scene.words_between(signing.stop, document.start) < JOINED
    return verb is not None and verb.sense == "ratify" and verb.form == "finite" and not joined and scene.barriers.between(signing.stop, document.start) > 0


def _came_to_nothing(scene: Scene, document: Named, signing: Signing) -> bool:
    """True for a document in the clause behind that of a signing that is told to have been dropped: "A was signed in May; a protocol on B was shelved"."""
    sign = max(scene.folded.find(mark, signing.stop, document.start) for mark in (";", ", "))
    if not scene.lexicon.positional or sign < 0 or document.start < signing.stop:
        return False
    stop = scene.folded.find(";", document.stop, scene.stop)
    verbs = [verb for verb in scene.predicates if document.stop <= verb.start < (stop if stop >= 0 else scene.stop) and verb.form == "finite" and verb.sense != "other"]
    return bool(verbs) and (verbs[0].sense in ("cancel", "postpone") and verbs[0].passive or verbs[0].negated)


def _tells_of_another(scene: Scene, document: Named, signing: Signing, others: list[Named]) -> bool:
    """True for a participle right behind another document, or right before it in a language that puts it there, where a verb stands between both: "the agreement was replaced
    by a programme signed in 2006" ("proqram müzakirə olundu, imzalanan sənəd olmadı")."""
    if signing.predicate is None or signing.predicate.form != "participle":
        return False
    if scene.lexicon.predicate_last:
        heads = any(other.start >= signing.stop and not scene.words_between(signing.stop, other.start) for other in others)
        return heads and any(document.stop <= verb.start < signing.start and verb.form == "finite" for verb in scene.predicates)
    if not scene.lexicon.positional:
        return False
    beside = [other for other in others if document.stop < other.start and other.stop <= signing.start and scene.words_between(other.stop, signing.predicate.group_start) == 0]
    return any(document.stop <= verb.start < other.start and verb.form == "finite" for other in beside for verb in scene.predicates)


def _has_own_verb(scene: Scene, document: Named, low: int, high: int) -> bool:
    """True for a document of which another clause tells that nothing came of it, or behind a semicolon what became of it: "whereas the treaty was not agreed"."""
    weight = scene.barriers.between(low, high)
    if weight < CLAUSE_COMMA:
        return False
    edges = [at for at, one in zip(scene.barriers.places, scene.barriers.weights, strict=True) if one >= CLAUSE_COMMA]
    behind = [at for at in edges if at >= document.stop]
    relative = bool(behind) and scene.lexicon.openers.match(scene.folded, behind[0] + 1) is not None  # "the treaty, for which they had hoped, was not agreed"
    first, last = max([scene.start, *(at for at in edges if at <= document.start)]), min([scene.stop, *behind[1 if relative else 0 :]])
    if first <= low < last and first < high <= last:
        return False
    verbs = [verb for verb in scene.predicates if first <= verb.start < last and verb.form == "finite" and verb.sense not in SIGNINGS]
    parted = any(low <= at < high and scene.folded[at] == ";" for at in scene.barriers.hard)
    return bool(verbs) and (parted or any(verb.negated for verb in verbs))


def _signed_behind(scene: Scene, document: Named, chosen: Signing, signings: list[Signing], others: list[Named]) -> Signing | None:
    """The participle right behind a document that tells when it was signed, where a verb before it only brings it in: "the visit ended with an agreement
    on trade, signed on the 3rd"."""
    if not scene.lexicon.positional or chosen.predicate is None or chosen.predicate.sense != "conclude" or chosen.stop > document.start:
        return None
    behind = [one for one in signings if one.predicate and one.predicate.sense == "sign" and one.predicate.form != "noun" and one.start > document.stop]
    beside = [one for one in behind if one.predicate and _is_led(scene, max(at for other in (*others, document) for at in (other.stop, other.subject_stop) if other.start < one.start and at <= one.start), one.predicate)]
    return beside[0] if beside and any(date.start >= beside[0].stop for date in usable(scene)) else None


def _is_led(scene: Scene, position: int, verb: Predicate) -> bool:
    """True for a verb right behind a position, or behind the relative pronoun there: "an agreement on trade, which was signed"."""
    words = re.findall(r"\w+", scene.folded[position : verb.group_start])
    return not words or scene.lexicon.clauses is not None and len(words) == 1 and words[0] in scene.lexicon.clauses.of_things


def _ended(scene: Scene, signing: Signing, signings: list[Signing]) -> Signing | None:
    """The end of a document of which an attribute without a date only says with whom it was made: "terminated the agreement concluded with Iran"."""
    made = signing.predicate
    if not scene.lexicon.predicate_last or made is None or made.form != "participle" or signing.status != "signed":
        return None
    ends = [other for other in signings if other.status == "terminated" and other.start > signing.stop and other.predicate and other.predicate.form == "finite"]
    verbs = [verb.stop for verb in scene.predicates if verb.form == "finite" and verb.stop <= made.start]
    dates = [date for date in usable(scene) if max([scene.start, *verbs]) <= date.start < made.start]
    near = [date for date in dates if scene.words_between(date.stop, made.start) <= BESIDE]
    return ends[0] if ends and not near else None


def _signed_later(scene: Scene, signing: Signing, signings: list[Signing], others: list[Named]) -> Signing | None:
    """The signing of a document that was initialled first: "was initialled in May and signed a year later"; not that of the next of the ``others``."""
    first = signing.predicate
    if first is None or first.sense != "initial":
        return None
    later = [other for other in signings if other.predicate and other.predicate.sense == "sign" and other.status == "signed" and other.start > signing.stop]
    if scene.subject(first) is None:
        return later[0] if later and scene.lexicon.positional and first.form == "participle" else None  # "the treaty, initialled in May, was signed in June"
    later = [one for one in later if not any(signing.stop <= other.start < one.start for other in others)]
    joined = [one for one in later[:1] if scene.barriers.between(signing.stop, one.start) < CLAUSE_COMMA]
    return next((other for other in later if other.predicate and scene.subject(other.predicate) == scene.subject(first)), next(iter(joined), None))


def _to_be_signed(scene: Scene, signing: Signing, signings: list[Signing], others: list[Named]) -> Signing | None:
    """The signing that still awaits the only document of a sentence that was initialled: "initialled in May, is to be signed in June"."""
    first = signing.predicate
    if first is None or first.sense != "initial" or len(others) != 1:
        return None
    later = [other for other in signings if other.predicate and other.start > signing.stop and (other.predicate.sense == "sign" or other.predicate.sense == "signing" and any(date.start >= other.stop for date in scene.dates))]
    return later[0] if later else None


def _signed_after_all(scene: Scene, signing: Signing, signings: list[Signing], others: list[Named]) -> Signing | None:
    """The signing of the only document of a sentence that was to be signed before: "was to be signed in May, but was signed only in June"."""
    if signing.status != "planned" or len(others) != 1 or signing.predicate is None:
        return None
    later = [one for one in signings if one.status == "signed" and one.start > signing.stop and one.predicate and one.predicate.form in ("finite", "participle")]
    return later[0] if later and any(date.start > signing.stop for date in scene.dates) else None


def _adopts_a_law(scene: Scene, signing: Signing, document: Named) -> bool:
    """True where what is adopted is a law or a decree that stands nearer than the document."""
    low, high = sorted((document.start, signing.start))
    if scene.search(scene.lexicon.domestic, low, high) or scene.search(scene.lexicon.adopting, *scene.clause(signing.start)) or _adopts_alone(scene, signing, document):
        return True
    near = [abs(match.start() - signing.start) for match in scene.finditer(scene.lexicon.domestic, *scene.clause(signing.start))]
    return bool(near) and min(near) < high - low


def _adopts_alone(scene: Scene, signing: Signing, document: Named) -> bool:
    """True where a body of one state is told to adopt something, nobody with it: "the Saeima adopted a statement on Belarus"."""
    verb = signing.predicate
    if verb is None or verb.passive or verb.form != "finite":
        return False
    low, high = scene.clause(verb.start)
    outside = [a for a in (*scene.places, *scene.actors) if low <= a.start < high and not _is_in_subject(scene, document, a)]
    before = [a.place for a in outside if a.place and a.start < verb.start and set(a.marks) & set(scene.lexicon.signers)]
    bodies = {place.code for place in before if place.kind == "organization" and not place.code.startswith("org:")}
    partners = any(set(a.marks) & set(scene.lexicon.with_marks) for a in outside)
    return len(bodies) == 1 and {place.code for place in before} == bodies and not partners


def _is_in_subject(scene: Scene, document: Named, argument: Argument) -> bool:
    """True for what a document is about, not for the partner right behind its word: "a statement | with the Saeima"."""
    beside = document.stop <= argument.start and scene.words_between(document.stop, argument.start) <= BEHIND
    return document.subject_start <= argument.start < document.subject_stop and not beside


def _is_parted(scene: Scene, document: Named, signing: Signing, others: list[Named]) -> bool:
    """In a language that ends its clauses with the predicate: behind the verb another clause begins, and a document belongs to the verb of its
    own clause where the next one has a document too."""
    if signing.start < document.start:
        listed = signing.predicate is not None and signing.predicate.form == "participle" and listed_behind(scene, document, signing.stop, others)
        return not listed and _closed(scene, signing.stop, document.start)
    if not any(document.stop < other.start < signing.start for other in others):
        return False
    verbs = [p for p in scene.predicates if document.stop <= p.start < signing.start and p.form == "finite"]
    return any(scene.barriers.between(verb.stop, signing.start) >= BREAK for verb in verbs)


def _closed(scene: Scene, low: int, high: int) -> bool:
    """In a language that ends its clauses with the predicate, a comma or break after it opens another clause; a colon opens a list."""
    colon = scene.folded.find(":", low, high)
    if colon >= 0:
        return any(colon < verb.start < high and verb.form == "finite" for verb in scene.predicates)
    return "," in scene.folded[low:high] or scene.barriers.between(low, high) >= BREAK


def find_signers(scene: Scene, signing: Signing) -> list[Argument]:
    """Those who sign: subjects of an active verb with those who sign together with them, agents of a passive one; pronouns only where nobody is named."""
    passive = signing.predicate is not None and signing.predicate.passive
    wanted = set(scene.lexicon.agents if passive else (*scene.lexicon.signers, *scene.lexicon.with_marks))
    low, high = clause_of_signing(scene, signing.start)
    clause = [a for a in scene.actors if low <= a.start < high and a.actor and not is_behind(scene, a, signing)]
    near = [a for a in clause if wanted & set(a.marks)]
    found = [a for a in near if _apart(scene, a, signing) <= SIGNER]
    found = [a for a in near if a in found or any(_coordinated(scene, a, other) for other in found)]
    if passive:
        found = [a for a in clause if any(a in siblings(scene, agent, clause) for agent in found)]
    if scene.lexicon.predicate_last and not passive and signing.predicate and signing.predicate.form == "finite":
        found = _with_siblings(scene, signing, found)
    if not any("nom" in a.marks for a in found) and not passive and scene.lexicon.governs and signing.predicate and signing.predicate.form == "finite":
        found = [*_shared(scene, signing), *found]
    named = [a for a in found if a.actor and a.actor.reference != "pronoun"]
    listed = [a for a in found if a.actor and a.actor.reference == "pronoun" and any(one.actor and one.actor.reference == "named" and opens_list(scene, a, one) for one in named)]
    return [*listed, *named] if len(named) > 1 else found


def is_behind(scene: Scene, argument: Argument, signing: Signing) -> bool:
    """True for what stands behind the verb of a signing that ends its clause, and before the next verb."""
    if not scene.lexicon.predicate_last or signing.predicate is None or signing.predicate.form != "finite" or argument.start < signing.stop:
        return False
    return any(verb.form == "finite" and verb.start >= argument.stop for verb in scene.predicates)


def _with_siblings(scene: Scene, signing: Signing, found: list[Argument]) -> list[Argument]:
    """Those who sign with all who stand beside them; where the verb names no subject of its own, that of the verb before it."""
    low = max(scene.folded.rfind(";", scene.start, signing.start), scene.start)
    before = [a for a in scene.actors if low <= a.start < signing.start and a.marks == ("nom",) and a.actor]
    own = [a for a in found if a.marks == ("nom",)] or before[-1:]
    beside = [one for a in own for one in siblings(scene, a, before)] if all(a in before for a in own) else own
    return sorted({a.start: a for a in (*beside, *found)}.values(), key=lambda a: a.start)


def _shared(scene: Scene, signing: Signing) -> list[Argument]:
    """The subject that a verb shares with those before it: "A visited Baku in May and in June signed a treaty"."""
    low = scene.folded.rfind(";", scene.start, signing.start)
    before = [a for a in scene.actors if max(low, scene.start) <= a.start < signing.start and a.marks[:1] == ("nom",) and a.actor and a.actor.count == 1]
    return before[-1:]


def _apart(scene: Scene, argument: Argument, signing: Signing) -> float:
    low, high = (argument.stop, signing.start) if argument.start < signing.start else (signing.stop, argument.start)
    return distance(scene, low, high, signing.predicate)


def _coordinated(scene: Scene, left: Argument, right: Argument) -> bool:
    """True where only a relative clause and a connecting word stand between two phrases: "A, who came from B, and C"."""
    gap = scene.folded[left.stop : right.start].strip()
    words = gap.split()
    if left.start >= right.start or not words or words[-1] not in scene.lexicon.connectors:
        return False
    relative = scene.lexicon.openers.match(gap.removeprefix(","))
    return gap == words[-1] or bool(gap.startswith(",") and relative and gap.count(",") <= 2)
