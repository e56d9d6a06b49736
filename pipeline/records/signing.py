"""The words that tell of a signing: which document they are about, who signed, and whether it was signed, planned or ended."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records.clauses import BREAK
from pipeline.records.heads import Named
from pipeline.records.roles import distance
from pipeline.records.scene import Argument, Scene
from pipeline.records.status import SIGNINGS, status_of
from pipeline.values import Predicate

ADOPTABLE = ("declaration", "statement", "communique", "charter", "convention", "programme", "document")  # what is adopted, not only signed
OWN_STATUS = {"initial": "planned", "terminate": "terminated"}
FARTHEST = 60  # words between a document and the word for its signing in one sentence
SIGNER = 25.0  # words between a signer and the word for the signing, with the weights of roles.distance


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


def signing_of(scene: Scene, document: Named, signings: list[Signing]) -> Signing | None:
    """The signing that a document belongs to: the nearest that fits its kind."""
    fitting = []
    for signing in signings:
        if signing.kinds and (document.kind not in signing.kinds or _adopts_a_law(scene, signing, document)):
            continue
        low, high = (document.stop, signing.start) if document.start < signing.start else (signing.stop, document.start)
        apart = scene.words_between(low, high)
        if apart <= FARTHEST and not (scene.lexicon.predicate_last and signing.start < document.start and _closed(scene, low, high)):
            fitting.append((apart, signing.start, signing))
    return min(fitting, key=lambda entry: entry[:2])[2] if fitting else None


def _adopts_a_law(scene: Scene, signing: Signing, document: Named) -> bool:
    """True where what is adopted is a law or a decree that stands nearer than the document."""
    low, high = sorted((document.start, signing.start))
    if scene.search(scene.lexicon.domestic, low, high):
        return True
    near = [abs(match.start() - signing.start) for match in scene.finditer(scene.lexicon.domestic, *scene.clause(signing.start))]
    return bool(near) and min(near) < high - low


def _closed(scene: Scene, low: int, high: int) -> bool:
    """In a language that ends its clauses with the predicate, a comma or break after it opens another clause."""
    return "," in scene.folded[low:high] or scene.barriers.between(low, high) >= BREAK and ":" not in scene.folded[low:high]


def find_signers(scene: Scene, signing: Signing) -> list[Argument]:
    """Those who sign: subjects of an active verb, agents of a passive one."""
    passive = signing.predicate is not None and signing.predicate.passive
    wanted = set(scene.lexicon.agents if passive else scene.lexicon.signers)
    low, high = scene.clause(signing.start)
    found = []
    for argument in scene.actors:
        if low <= argument.start < high and wanted & set(argument.marks) and argument.actor:
            left, right = sorted((argument, signing), key=lambda item: item.start)
            if distance(scene, left.stop, right.start, signing.predicate) <= SIGNER:
                found.append(argument)
    return found
