"""Who fills which role of a predicate: by mark, order and nearness; and which phrases stand side by side with the one chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pipeline.dates import opens_aside
from pipeline.records.arguments.localities import is_host_where
from pipeline.records.scenes.scene import DASHES, Argument, Scene
from pipeline.values import Predicate

# Costs in words of distance, set on the development articles: a finite verb in between weighs like six words, another predicate like one
# and a half, a less preferred mark like three.
FINITE, PREDICATE, RANK = 6.0, 1.5, 3.0
FARTHEST = 45.0
SUBJECTS = ("visitor", "receiver")
POSSESSOR = 5  # words between a possessor and what is his, in languages without case
ASIDE = 2  # words of an adverb between two subjects of one verb ("and again")
ORIGINS = frozenset(("abl", "from", "из+gen"))


def frame_of(scene: Scene, predicate: Predicate) -> dict[str, tuple[str, ...]]:
    """The roles of a predicate with the marks that fill them."""
    frames = scene.lexicon.frames
    passive = f"{predicate.frame} passive"
    return frames[passive] if predicate.passive and passive in frames else frames.get(predicate.frame, {})


def fill(scene: Scene, predicate: Predicate, role: str, candidates: Sequence[Argument]) -> Argument | None:
    """The cheapest candidate for a role of a predicate, or None where none fits."""
    wanted = wanted_marks(scene, predicate, role)
    known = scene.subject(predicate)
    if known is not None and "subj<" in wanted:
        if inside := [candidate for candidate in candidates if candidate in known]:
            return inside[-1]
        wanted = tuple(mark for mark in wanted if mark not in ("subj<", "obj>"))
    return cheapest(scene, predicate, wanted, candidates)


def cheapest(scene: Scene, predicate: Predicate, wanted: tuple[str, ...], candidates: Sequence[Argument]) -> Argument | None:
    """The candidate with one of these marks that costs least."""
    costs = [(cost, index) for index, candidate in enumerate(candidates) if (cost := cost_of(scene, predicate, candidate, wanted)) is not None]
    return candidates[min(costs)[1]] if costs else None


def wanted_marks(scene: Scene, predicate: Predicate, role: str) -> tuple[str, ...]:
    """The marks of a role; the subject of a nominalised verb may be its possessor."""
    wanted = frame_of(scene, predicate).get(role, ())
    if role in SUBJECTS and predicate.form in ("noun", "participle") and scene.lexicon.predicate_last and predicate.sense != "trip":
        return ("gen<", *wanted) if predicate.possessed and _has_owner(scene, predicate) else (*wanted, "gen<")
    return wanted


def _has_owner(scene: Scene, predicate: Predicate) -> bool:
    """True where a person in the genitive before a nominalised verb is nobody's but the verb's: "A B-nin gələcəyini bildirdi", not "B-nin dəvəti ilə gələcəyini"."""
    low = max([scene.clause(predicate.start)[0], *(verb.stop for verb in scene.predicates if verb.stop <= predicate.group_start and verb.form != "noun")])
    owners = [a for a in scene.actors if low <= a.start < predicate.start and a.actor and "gen" in a.marks]
    behind = _TOKEN.findall(scene.folded[owners[-1].stop : predicate.start])[:3] if owners else []
    noun = any(owners[-1].stop <= one.start < predicate.start and one.form == "noun" for one in scene.predicates) if owners else True
    return bool(owners) and not noun and not set(behind[1:]) & scene.lexicon.postpositions


def cost_of(scene: Scene, predicate: Predicate, candidate: Argument, wanted: tuple[str, ...]) -> float | None:
    """What it costs to take a candidate, None where its marks do not fit or it is too far."""
    before = candidate.start < predicate.start
    low, high = (candidate.stop, predicate.start) if before else (predicate.stop, candidate.start)
    if low > high or not before and _has_own_verb(scene, predicate, candidate) or _is_in_other_part(scene, predicate, candidate) or _opens_next(scene, predicate, candidate) or _acts_on_him(scene, predicate, candidate):
        return None
    apart = scene.words_between(low, high)
    own = _NEXT.match(scene.folded, predicate.stop, scene.stop)
    wanted = tuple(mark for mark in wanted if not (own and before and mark == f"{own[1]}<"))  # "went to no other place": not "to Prague" before it
    attributive = scene.lexicon.positional and before and apart == 0 and predicate.form == "noun" and not _POSSESSED.search(scene.folded, candidate.start, predicate.start)
    ranks = [rank for rank, mark in enumerate(wanted) if mark == "attr<" and attributive or _agrees(mark, candidate.marks, before, apart) and not (mark == "gen<" and _is_loose(scene, low, high))]
    if not ranks:
        return None
    total = distance(scene, low, high, predicate) + RANK * ranks[0]
    return total if total <= FARTHEST else None


def _is_in_other_part(scene: Scene, predicate: Predicate, candidate: Argument) -> bool:
    """True for the subject of another verb before or behind a semicolon, in a language that tells subjects by their case."""
    if not scene.lexicon.governs or predicate.form != "finite" or candidate.marks[:1] != ("nom",):
        return False
    low, high = scene.folded.rfind(";", scene.start, candidate.start) + 1 or scene.start, scene.folded.find(";", candidate.stop, scene.stop)
    high = high if high >= 0 else scene.stop
    return not low <= predicate.start < high and any(low <= verb.start < high and verb.form == "finite" for verb in scene.predicates)


def _opens_next(scene: Scene, predicate: Predicate, candidate: Argument) -> bool:
    """True for the subject of the verb right behind it, in the clause behind a comma: "they landed in Oslo, and the next day A signed" ("прилетели в Осло, и А подписал")."""
    if not scene.lexicon.governs or predicate.form != "finite" or candidate.marks[:1] != ("nom",) or candidate.start < predicate.stop:
        return False
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and verb.start >= candidate.stop][:1]
    told = any(verb.form == "finite" and predicate.stop <= verb.start < candidate.start for verb in scene.predicates)  # "«Еду в Дели», – сказал А."
    parted = "," in scene.folded[predicate.stop : candidate.start] and not told
    return parted and bool(verbs) and not _SIGN.search(scene.folded, candidate.stop, verbs[0].start)


def _acts_on_him(scene: Scene, predicate: Predicate, candidate: Argument) -> bool:
    """True for who only receives the traveller, before a verb or a noun that is told of him behind a sign: "в Рим, где А. показал ему музей, и уехал"."""
    if predicate.form not in ("finite", "noun") or candidate.stop > predicate.start or not is_host_where(scene, candidate):
        return False
    high = min([at for sign in ",;" if (at := scene.folded.find(sign, candidate.stop, predicate.start)) >= 0], default=0)
    return high > 0


def _is_loose(scene: Scene, low: int, high: int) -> bool:
    """True where a possessor is too far away: in languages without case he stands right before what is his."""
    return scene.lexicon.positional and (scene.words_between(low, high) > POSSESSOR or "," in scene.folded[low:high])


def _has_own_verb(scene: Scene, predicate: Predicate, candidate: Argument) -> bool:
    """In a language that ends its clauses with the verb: what stands behind one finite verb and before the next belongs to the next."""
    if not scene.lexicon.predicate_last or predicate.form != "finite":
        return False
    return any(verb.start > candidate.start and verb.form == "finite" and verb is not predicate for verb in scene.predicates)


def distance(scene: Scene, low: int, high: int, predicate: Predicate | None = None) -> float:
    """How far two places of a sentence are from each other, in words."""
    crossed = [other for other in scene.predicates if low <= other.start < high and other is not predicate and other.sense not in ("event", "talks")]
    weights = sum(FINITE if other.form == "finite" else PREDICATE for other in crossed)
    return scene.words_between(low, high) + scene.barriers.between(low, high) + weights


def crosses_verb(scene: Scene, predicate: Predicate, argument: Argument) -> bool:
    """True where another finite verb stands between a predicate and a phrase."""
    low, high = sorted((predicate.start, argument.start))
    return any(low < other.start < high and other.form == "finite" for other in scene.predicates)


def _agrees(mark: str, marks: tuple[str, ...], before: bool, apart: int) -> bool:
    if mark.endswith("<") and not before or mark.endswith(">") and before:
        return False
    plain = mark.rstrip("<>")
    if plain == "attr":
        return before and apart <= 1 and bool({"nom", "bare"} & set(marks))
    return plain in marks


def siblings(scene: Scene, chosen: Argument, candidates: Sequence[Argument]) -> tuple[Argument, ...]:
    """The chosen phrase with those that stand side by side with it, in order: "Ankara and Tashkent"."""
    candidates = [
        candidate
        for candidate in candidates
        if candidate is chosen or not (_owns(scene, candidate) and not _own_together(scene, chosen, candidate) or _is_aside(scene, candidate)) and _may_be_beside(scene, chosen, candidate)
    ]
    at = candidates.index(chosen)
    first = last = at
    while first > 0 and joined(scene, candidates[first - 1], candidates[first]):
        first -= 1
    while last + 1 < len(candidates) and joined(scene, candidates[last], candidates[last + 1]):
        last += 1
    return tuple(candidates[first : last + 1])


def _may_be_beside(scene: Scene, chosen: Argument, candidate: Argument) -> bool:
    """In a language whose prepositions govern cases, phrases that stand side by side agree in case; behind one without a preposition none has one."""
    if scene.lexicon.predicate_last and chosen.marks == ("nom",) and candidate.actor and len(candidate.marks) == 1:
        return candidate.marks[0] not in ("abl", "loc")  # who stands in a local case is no subject
    if scene.lexicon.predicate_last and chosen.place and candidate.place and chosen.marks == ("dat",):
        return candidate.marks != ("abl",)  # "to Riga, from Riga to Tallinn"
    if not scene.lexicon.governs:
        return True
    if any("+" in mark for mark in candidate.marks) and not any("+" in mark for mark in chosen.marks):
        return False
    return bool(_cases_beside(chosen) & _cases_beside(candidate))


def _cases_beside(argument: Argument) -> set[str]:
    """The cases in which a phrase can stand beside another one; a place without a preposition of its own in all that its form has: "в Англии, Франции"."""
    cases = {mark.rpartition("+")[2] for mark in argument.marks}
    return cases | set(argument.place.cases) if argument.place and not any("+" in mark for mark in argument.marks) else cases


def companions(scene: Scene, predicate: Predicate, chosen: Argument, candidates: Sequence[Argument]) -> tuple[Argument, ...]:
    """The one chosen for a role with those who do the same: of a known subject all phrases in it, else those side by side."""
    known = scene.subject(predicate)
    if known and chosen in known and predicate.sense != "participants":  # "with A and B among those present"
        side = tuple(candidate for candidate in candidates if candidate in known)
        return (*side, *_in_parts(scene, side[-1], candidates)) if predicate.stop <= chosen.start else side
    if scene.lexicon.governs and chosen.stop <= predicate.start:  # "A, who had come, and B": B had not
        candidates = [candidate for candidate in candidates if candidate.start < predicate.start]
    side = siblings(scene, chosen, candidates)
    return (*side, *(_listed_on(scene, side[-1], candidates) or _in_parts(scene, side[-1], candidates))) if scene.lexicon.positional and "obj" in chosen.marks and predicate.stop <= chosen.start else side


def _in_parts(scene: Scene, last: Argument, candidates: Sequence[Argument]) -> tuple[Argument, ...]:
    """Those behind the semicolons of a list in which nothing else is told: "the guests included A, the chancellor; B, the king; and C of Norway"."""
    told = any(verb.stop > last.stop and verb.form == "finite" for verb in scene.predicates) or any(date.start >= last.stop for date in scene.dates)
    if not scene.lexicon.positional or told or ";" not in scene.folded[last.stop : scene.stop]:
        return ()
    return tuple(a for a in candidates if a.start >= last.stop and a.actor and a.actor.name and _opens_part(scene, last, a))


def _listed_on(scene: Scene, last: Argument, candidates: Sequence[Argument]) -> tuple[Argument, ...]:
    """The objects that go on a list over what is told of each: "will bring A, for the opening on the 21st, and B for the close"."""
    found = []
    for candidate in candidates:
        before = _TOKEN.findall(scene.folded[max(scene.start, candidate.start - 12) : candidate.start])[-1:]
        verbs = any(last.stop <= verb.start < candidate.start and verb.form != "noun" for verb in scene.predicates)
        if candidate.start >= last.stop and "obj" in candidate.marks and before and (before[0] in scene.lexicon.joining or before[0] == ",") and not verbs:
            found.append(candidate)
    return tuple(found)


def _opens_part(scene: Scene, last: Argument, argument: Argument) -> bool:
    """True for what stands right behind a semicolon, little words and origins left aside: "; and, from Ireland, the president"."""
    _, sign, led = _gap(scene, last, argument).rpartition(";")
    allowed = scene.lexicon.joining | scene.lexicon.articles | ORIGINS
    return bool(sign) and all(token in allowed or token == "," for token in _TOKEN.findall(led))


_POSSESSED = re.compile(r"['’]s?\s")
_NEXT = re.compile(r"\s+(\w+)")
_SIGN = re.compile(r"[,;:()]|\s[–—-]\s")
_ASIDE = re.compile(r",[^,;:()]{1,24},(?=\s*\Z)|,[^,;:()]{1,40},(?=\s*and\s+(?:by\s+)?\Z)")  # "Paris and, for a day, Brussels", "by A, in his first term, and by B"
_TOKEN = re.compile(r"\w+|[^\w\s]")
_LAST = re.compile(r"([^\W\d_]+)\s+\Z")
_REMARK = re.compile(r"\([^()]{1,40}\)")


def joined(scene: Scene, left: Argument, right: Argument) -> bool:
    """True where only connecting words, prepositions, dates, origins and signs of enumeration stand between two phrases."""
    gap = _gap(scene, left, right)
    gap = _REMARK.sub(" ", gap) if scene.lexicon.governs else gap  # "в Бухарест (воскресенье) и в Будапешт"
    gap = _without_openers(scene, gap) if scene.lexicon.governs and left.actor and right.actor else gap
    if scene.lexicon.predicate_last and left.actor and right.actor and left.marks == ("ins",) and "nom" in right.marks and not gap.strip():
        return True  # "A-la B gəldilər": both of them
    if scene.lexicon.governs and right.actor and right.actor.rule == "pronoun" and right.marks[:1] == ("nom",) and "," in gap:
        return False  # "А. принял его, а завтра он ...": a clause of his own
    if scene.lexicon.predicate_last and left.actor and left.actor.rule == "pronoun" and gap.lstrip()[:1] == "," and not _TOKEN.findall(gap)[1:]:
        return False  # "o, naziri qəbul etdi": the comma is part of the pronoun
    if scene.lexicon.alongside.fullmatch(gap) and left.actor and right.actor and set(scene.lexicon.with_marks) & set(left.marks):
        return True  # "A ilə yanaşı, B də": both of them
    if scene.lexicon.predicate_last and left.place and right.place:
        gap = ",".join(part for part in gap.split(",") if kind_alone(scene, part) is None) + ","  # "İrana dövlət, Fransaya işgüzar səfər etdi"
        gap = gap if "," in _gap(scene, left, right) else gap[:-1]
    tokens = _TOKEN.findall(_ASIDE.sub(",", gap) if scene.lexicon.positional else gap)
    words = scene.lexicon
    allowed = words.connectors | set(words.prepositions) | (set(words.once_words) | set(words.numbers) | words.times | words.articles if words.positional else set())
    others = [token for token in tokens if token not in allowed and token not in ",–—-()"]
    if len(others) > (ASIDE if _same_case(scene, left, right) else 0):
        return False
    return any(token in scene.lexicon.connectors or token == "," for token in tokens)


def kind_alone(scene: Scene, text: str) -> str | None:
    """The kind of visit that a part of a list tells and nothing else: the "dövlət" of "İrana dövlət, Fransaya işgüzar səfər etdi"."""
    return next((sign.value for sign in scene.lexicon.row_types if sign.pattern.fullmatch(text.strip())), None)


def _without_openers(scene: Scene, gap: str) -> str:
    """What stands between two people without a relative clause or participle between commas: "A, who had come the day before, and B"."""
    parts = gap.split(",")
    kept = [part for part in parts[1:-1] if not (scene.lexicon.openers.match(part) or opens_aside(part, scene.sentence.language))]
    return ",".join([parts[0], *kept, parts[-1]]) if len(parts) > 2 else gap


def _same_case(scene: Scene, left: Argument, right: Argument) -> bool:
    """True for two persons in the nominative before the verb that ends their clause: an adverb or two may stand between them."""
    if not scene.lexicon.predicate_last or not (left.actor and right.actor) or left.marks != ("nom",) or right.marks != ("nom",):
        return False
    between: list[Any] = [*(verb for verb in scene.predicates if verb.form != "noun"), *scene.places, *scene.events, *(a for a in scene.actors if not _is_aside(scene, a))]
    return not any(left.stop <= item.start < right.start for item in between)


def _is_aside(scene: Scene, argument: Argument) -> bool:
    """True for a person before a postposition: "as a guest"."""
    return bool(scene.lexicon.postpositions & set(argument.marks)) and not {*scene.lexicon.agents, *scene.lexicon.with_marks} & set(argument.marks)


def _owns(scene: Scene, argument: Argument) -> bool:
    """True for one whom the phrase behind belongs to: "his counterpart", "Koizumi's minister"."""
    owner = argument.actor is not None and (argument.actor.reference == "pronoun" or scene.lexicon.positional and argument.marks == ("gen",))
    return owner and all(mark.endswith("gen") for mark in argument.marks)


def _own_together(scene: Scene, chosen: Argument, candidate: Argument) -> bool:
    """True for two possessors of one thing: "A's and B's visits"."""
    named = all(a.actor and a.actor.name and a.actor.rule != "pronoun" for a in (chosen, candidate))
    return scene.lexicon.positional and named and chosen.marks == candidate.marks == ("gen",)


def _owns_next(scene: Scene, argument: Argument, behind: Argument) -> bool:
    """True for a pronoun right before the one who is his, in a language of cases: "A и его коллега B"."""
    pronoun = argument.actor is not None and argument.actor.rule == "pronoun" and "gen" in argument.marks
    return bool(scene.lexicon.governs) and pronoun and behind.actor is not None and behind.actor.office is not None and not scene.folded[argument.stop : behind.start].strip()


def _is_state_of(scene: Scene, place: Argument, person: Argument) -> bool:
    """True for the state right before one of several people who share an office: "the presidents of A, X, and of B, Y" ("президенты А. Х. и Б. У.")."""
    return bool(scene.lexicon.governs) and "gen" in place.marks and scene.folded[place.stop : person.start].strip() in ("", *DASHES)


def _led_date(scene: Scene, low: int, start: int) -> int:
    """Where a date begins with the preposition before it, in a language of fixed places: "to Rome | on 5 May | Greece and Italy signed" joins nothing."""
    word = _LAST.search(scene.folded, low, start) if scene.lexicon.positional else None
    return word.start() if word and word[1] in scene.lexicon.prepositions else start


def _gap(scene: Scene, left: Argument, right: Argument) -> str:
    """What stands between two phrases, without dates, and between two persons without the places they come from."""
    spans = [(_led_date(scene, left.stop, date.start), date.stop) for date in scene.dates if left.stop <= date.start and date.stop <= right.start]
    if left.actor and right.actor:
        states = ("acc",) if scene.lexicon.predicate_last else ()
        passed = [*(a for a in scene.places if ORIGINS & set(a.marks) or a.marks == states or _is_state_of(scene, a, right)), *(a for a in scene.actors if _owns(scene, a) or _owns_next(scene, a, right))]
        spans += [(a.start, a.stop) for a in passed if left.stop <= a.start and a.stop <= right.start]
    if left.place and right.place and scene.lexicon.predicate_last:
        spans += [(a.start, a.stop) for a in scene.places if a.marks == ("abl",) and left.stop <= a.start and a.stop <= right.start]
    gap = scene.folded[left.stop : right.start]
    for start, stop in sorted(spans, reverse=True):
        gap = gap[: start - left.stop] + gap[stop - left.stop :]
    return gap
