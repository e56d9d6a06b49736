"""The parties of a document where it names them itself: "between A and B", "the A–B treaty", a cell or a bracket of nothing but states."""

from __future__ import annotations

from pipeline.records.agreements.signing import Signing
from pipeline.records.agreements.together import is_with
from pipeline.records.arguments.before_head import only_states
from pipeline.records.arguments.heads import Named
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.blocs import Codes, can_sign, codes, runs
from pipeline.values import Place

BETWEEN = 260  # characters in which the parties of "between" are named
DASHES = ("-", "–", "—")
BESIDE = 3  # words between a document and the state that it is made with


def dashed(scene: Scene, document: Named) -> Codes:
    """The states that a dash joins right before the word for a document: "Fransa–Pakistan sazişi", "the Turkish–Armenian protocols"."""
    run: list[Place] = []
    for place in sorted(scene.all_places, key=lambda one: -one.start):
        edge = run[-1].start if run else document.start
        gap = scene.folded[place.stop : edge].strip(" ") if place.stop <= edge else "."
        if place.kind == "country" and (gap in DASHES if run else not gap):
            run.append(place)
        elif run:
            break
    return codes(place.code for place in run) if len(run) > 1 else ()


def cell_of_states(scene: Scene, document: Named) -> Codes:
    """The states of a cell that holds nothing but two and more of them, beside the cell of the document."""
    if scene.kind != "row":
        return ()
    for start, stop in scene.cells():
        inside = [place for place in scene.all_places if start <= place.start < stop and place.kind in ("country", "organization")]
        if len(inside) > 1 and not start <= document.start < stop and only_states(scene, start, stop):
            return codes(place.code for place in inside)
    return ()


def bracketed(scene: Scene, document: Named, signing: Signing) -> Codes:
    """The states that a bracket right behind a document or its signing lists with the day: "was concluded (Rome, 25 March 1957; Belgium, France, Italy)"."""
    for date in scene.dates:
        bracket = scene.bracket_around(date.start, date.stop)
        edge = max((one for one in (document.stop, document.subject_stop, signing.stop) if bracket and one <= bracket[0]), default=None)
        if bracket is None or edge is None or scene.folded[edge : bracket[0]].strip():
            continue
        low = max(date.stop, scene.folded.find(";", date.stop, bracket[1]))
        inside = [place for place in scene.all_places if low <= place.start < bracket[1] and place.kind in ("country", "organization")]
        if len(inside) > 1 and only_states(scene, low, bracket[1]):
            return codes(place.code for place in inside)
    return ()


def named_between(scene: Scene, document: Named) -> Codes:
    """The parties named by "between A and B", nearest to the document."""
    matches = list(scene.finditer(scene.lexicon.between))
    if any(a.place and is_with(scene, a) and a.start - document.stop >= 0 and scene.words_between(document.stop, a.start) <= BESIDE for a in scene.places):
        matches = [match for match in matches if ";" not in scene.folded[match.start() : document.start]]  # "A between B and C; a treaty with D"
    if not matches:
        return ()
    match = min(matches, key=lambda m: abs(m.start() - document.start))
    low, high = _stretch(scene, match.start(), match.end())
    capitals = {a.start for run in runs(scene) for a in run}
    found = [(place.start, place.code) for place in scene.all_places if low <= place.start < high and (can_sign(place) or place.start in capitals)]
    found += [(a.start, a.actor.country) for a in scene.actors if low <= a.start < high and a.actor and a.actor.country]
    links = [link.start() for link in scene.finditer(scene.lexicon.subject_links, low, high)] if scene.lexicon.positional else []
    told = (codes(code for start, code in found if start < link) for link in links)  # "one between A and B | on borders, the other between A and C"
    return next((before for before in told if len(before) > 1), None) or codes(code for _, code in found)


def _stretch(scene: Scene, start: int, stop: int) -> tuple[int, int]:
    """Where the parties of "between" stand: up to the next date or verb."""
    verbs = [p for p in scene.predicates if p.form != "noun" and p.sense != "other"]
    bracket = scene.folded.find("(", stop, scene.stop)
    if scene.lexicon.head_last:
        edges = [max(scene.start, start - BETWEEN), *[d.stop for d in scene.dates if d.stop <= start], *[p.stop for p in verbs if p.stop <= start]]
        return max(edges), start
    return stop, min([stop + BETWEEN, scene.stop, *([bracket] if bracket > 0 else []), *[d.start for d in scene.dates if d.start >= stop], *[p.start for p in verbs if p.start >= stop]])
