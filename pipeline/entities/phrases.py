"""An office with all that belongs to it: modifiers, portfolio, the body it heads, its country or organisation, on either side.

In: the ground of a sentence. Out: one ``Phrase`` for each office in it. Which side the country stands on, and in which cases, is told by
``offices.yaml``; names are joined to the phrases afterwards (``joining.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.entities.analyser import is_genitive
from pipeline.entities.ground import Ground
from pipeline.entities.growing import Growing, counts
from pipeline.entities.inflection import inflection
from pipeline.entities.leftward import grow_left
from pipeline.entities.offices import RANK, Mention, words
from pipeline.entities.rightward import grow_right
from pipeline.languages import load


@dataclass(frozen=True, slots=True)
class Phrase:
    """An office phrase: the tokens from ``first`` to before ``last``; ``office`` is None for one that is over. ``countries`` in order of the text; ``portfolio``
    tells what a minister is for, ``was`` the office that is over."""

    first: int
    last: int
    head: Mention
    office: str | None
    countries: tuple[str, ...]
    cases: tuple[str, ...]
    plural: bool
    former: bool
    weak: bool
    body: str = ""
    count: int = 1
    portfolio: frozenset[str] = frozenset()
    was: str | None = None


def find_phrases(ground: Ground) -> list[Phrase]:
    """The office phrases of a sentence, in order; one that belongs to another ("the president's envoy") is not counted apart."""
    drafts: list[Growing] = []
    for mention in ground.offices:
        if mention.entry.kind != "office" or any(draft.first <= mention.first < draft.last for draft in drafts):
            continue
        draft = Growing(mention.first, mention.last, mention, former=mention.former)
        grow_left(ground, draft, drafts[-1].last if drafts else 0)
        if drafts and _is_deputys(ground, drafts[-1], draft):
            before = drafts.pop()
            draft = replace(before, last=draft.last)
        elif drafts and _is_part(ground, drafts[-1], draft):
            draft = _absorb(drafts.pop(), draft)
            if not (draft.countries or draft.body):  # "Vyetnam parlamentinin | sədr müavini"
                grow_left(ground, draft, drafts[-1].last if drafts else 0)
        elif drafts:
            _reach_back(ground, drafts[-1], draft)
        grow_right(ground, draft)
        if mention.entry.points:
            _take_origin(ground, draft)
        draft.last = _over_being(ground, _over_brackets(ground, draft.last))
        drafts.append(draft)
    return [_phrase(ground, draft) for draft in drafts]


def _take_origin(ground: Ground, draft: Growing) -> None:
    """Take the place that a guest comes from: "the guest from Ulaanbaatar", "Ulan-Batordan gələn qonaq"."""
    pattern = words(ground.code).patterns["origin"]
    behind = ground.place_from.get(draft.last + 1) if ground.near(draft.last) and pattern.match(ground.low(draft.last)) else None
    before = ground.place_to.get(draft.first - 1) if ground.near(draft.first) and pattern.match(ground.low(draft.first - 1)) else None
    if behind is not None and "gen" in (behind.place.cases or ("gen",)):
        draft.countries, draft.last = [behind.place.code], behind.last
    elif before is not None and "abl" in before.place.cases:
        draft.countries, draft.first = [before.place.code], before.first


def _over_brackets(ground: Ground, at: int) -> int:
    """Where an office ends behind whose country its acronym stands in brackets."""
    return at + 1 if ground.gap(at) == "(" and ground.tokens[at].caps and ground.after(at + 1)[:1] == ")" else at


def _over_being(ground: Ground, at: int) -> int:
    """Where an office ends that a word for "who is" joins to what follows: "naziri sayılan | arxiyepiskop"."""
    stop = at
    while ground.near(stop) and words(ground.code).patterns["being"].match(ground.low(stop)):
        stop += 1
    return stop if ground.near(stop) and (stop in ground.name_from or stop in ground.office_from) else at


def _is_part(ground: Ground, before: Growing, draft: Growing) -> bool:
    """Whether the phrase before belongs to this one: "baş nazirin | müavini", "the president's | envoy"."""
    if _over_portfolio(ground, before, draft) != before.last or not ground.near(draft.first) or "adjective" in words(ground.code).country_before:
        return False
    if "nom" in before.head.cases and not before.countries and draft.head.owned and draft.head.entry.takes:
        return True
    return "gen" in before.head.cases and (draft.head.entry.takes or draft.body is not None or (before.head.entry.collective and draft.head.entry.heads))


def _over_portfolio(ground: Ground, before: Growing, draft: Growing) -> int:
    """Where an office begins between which and its owner stands what it is for, in a language that puts that before it: "nazirinin | parlament üzrə müavini"."""
    data, inside = words(ground.code), range(before.last, draft.first)
    led = not data.country_after and 1 < len(inside) <= _BETWEEN and data.patterns["tail"].match(ground.low(draft.first - 1)) is not None
    return before.last if led and all(ground.near(at) and not data.patterns["breaks"].match(ground.low(at)) for at in inside) else draft.first


def _is_deputys(ground: Ground, before: Growing, draft: Growing) -> bool:
    """Whether an office is that of which somebody is the deputy, with what it is for in between: "deputy | defence minister"."""
    entry = before.head.entry
    if inflection(ground.code).classes or "adjective" in words(ground.code).country_before or entry.office != "deputy" or not entry.takes or before.head.plural:
        return False
    inside = range(before.last, draft.head.first)
    if draft.countries or len(inside) > _BETWEEN or draft.head.entry.office not in ("minister", "foreign_minister", "speaker", "official", "head_of_government"):
        return False
    return all(ground.near(at) and not _stops(ground, at) for at in inside) and ground.near(draft.head.first)


def _absorb(before: Growing, draft: Growing) -> Growing:
    return Growing(before.first, draft.last, draft.head, before.countries + draft.countries, draft.body or before.body, before.head, draft.former)


def _reach_back(ground: Ground, before: Growing, draft: Growing) -> None:
    """Take the portfolio between two offices of one holder: "deputy prime minister and | economy minister"."""
    at = before.last
    if "gen" in words(ground.code).country_after:
        return
    if draft.countries or not before.last < draft.first <= before.last + _BETWEEN:
        return
    if ground.near(at) and ground.low(at) in words(ground.code).conjunctions:
        at += 1
    elif ground.gap(at) != ",":
        return
    inside = range(at, draft.first)
    if all(ground.near(each) or each == before.last for each in (*inside, draft.first)) and not any(_stops(ground, each) for each in inside):
        draft.first = at


_BETWEEN = 5  # words between two offices of one holder


def _stops(ground: Ground, at: int) -> bool:
    """Whether a word cannot stand inside an office's name."""
    return at in ground.place_at or at in ground.name_from or bool(words(ground.code).patterns["breaks"].match(ground.low(at)))


# --- what it all means ----------------------------------------------------------------------------------------------


def _phrase(ground: Ground, draft: Growing) -> Phrase:
    entry = draft.head.entry
    countries = draft.countries or ([entry.of] if entry.of else [])  # a European commissioner is nobody else's
    country = countries[0] if countries else None
    office, weak = _office(draft, country), entry.weak
    if office in ("head_of_state", "head_of_government") and not draft.head.plural:
        countries = [code for code in countries if not code.startswith("org:")]  # "the first head of government of a NATO country"
    if entry.heads and draft.body is not None:
        weak = False
    mine = draft.head.ours and not (countries or entry.like or entry.points or entry.follows)  # "nazirimiz", not "həmkarımız"
    body = "ours" if mine or draft.body and draft.body.ours else draft.body.entry.id if draft.body else ""
    portfolio = _portfolio(ground, draft) if office == "minister" else frozenset()
    office = "foreign_minister" if portfolio and _is_foreign(ground, draft) else office
    return Phrase(
        draft.first, draft.last, draft.head, None if draft.former else office, tuple(countries), _cases(ground, draft),
        draft.head.plural or draft.count > 1, draft.former, weak, body, draft.count or 1, portfolio if office == "minister" else frozenset(),
        office if draft.former else None,
    )  # fmt: skip


def _cases(ground: Ground, draft: Growing) -> tuple[str, ...]:
    """The cases in which an office stands: those that the adjective of a country before it allows ("грузинского коллеги" is no nominative);
    behind some numbers the genitive is their nominative ("оба министра")."""
    told = draft.head.cases
    if "gen" in told and ground.low(draft.first) in load(ground.code).read("references").get("counting", ()):
        return ("nom",)
    adjective = ground.place_to.get(draft.head.first) if ground.near(draft.head.first) and not draft.head.plural else None
    if adjective is not None and adjective.place.form == "adjective" and adjective.place.cases:
        told = tuple(case for case in told if case in adjective.place.cases) or told
    return tuple(case for case in told if case != "acc" or not (draft.head.owned and draft.countries)) or told


def _is_foreign(ground: Ground, draft: Growing) -> bool:
    """Whether foreign affairs are among what a minister is for: "of foreign affairs and trade"."""
    told = " ".join(ground.low(at) for at in range(draft.first, draft.last))
    return any(phrase in told for phrase in words(ground.code).foreign)


def _portfolio(ground: Ground, draft: Growing) -> frozenset[str]:
    """What an office is for, as the beginnings of the words that tell it: nothing for "the minister", "Russian minister"."""
    data, head = words(ground.code), draft.head
    inside = [*range(draft.first, head.first), *range(head.first + 1, head.last), *range(head.last, draft.last)]
    told = [at for at in inside if at not in ground.place_at and ground.low(at) not in data.country_after | data.articles | data.conjunctions]
    before, behind = draft.first - 1, head.last
    if not data.country_after and ground.near(draft.first) and ground.tokens[before].kind == "lower" and not data.patterns["breaks"].match(ground.low(before)):
        told.append(before)
    if draft.last == behind and not data.country_before - {"adjective"} and ground.near(behind) and behind not in ground.name_from and is_genitive(ground.low(behind)):
        told.append(behind)
    numbers = {word for phrase in counts(ground.code) for word in phrase.split()}  # "the two ministers", "hər iki nazir"
    return frozenset(ground.low(at)[:_BEGINS] for at in told if ground.low(at) not in numbers and not data.patterns["modifiers"].match(ground.low(at)))


_BEGINS = 4  # letters by which words of a portfolio are compared


def _office(draft: Growing, country: str | None) -> str:
    """The value of an office, by its word, the body or office it stands with, and whose it is."""
    entry, body = draft.head.entry, draft.body
    abroad = country is not None and country.startswith("org:")
    for code, value in entry.by_country:
        if code == country:
            return value
    if entry.takes:
        return _taken(draft)
    if entry.heads and body is not None and body.entry.id != "state":
        return "organization_head" if abroad and body.entry.office in ("official", "head_of_government") else body.entry.office
    if entry.heads and entry.over and country is not None and not abroad and not draft.far:
        return "head_of_state" if body is None or body.entry.id == "state" else body.entry.office
    if entry.over and body is not None and body.entry.id not in ("state",):
        return "organization_head" if abroad else "speaker" if body.entry.id == "parliament" else "official"
    if (entry.over or entry.heads) and abroad:
        return "organization_head"
    if entry.heads and body is not None:
        return body.entry.office
    return entry.office


def _taken(draft: Growing) -> str:
    """The value of a deputy, an envoy or a member of somebody's staff."""
    entry = draft.head.entry
    if entry.office != "deputy":
        return entry.office
    if draft.owner is not None and draft.owner.entry.heads and draft.body is not None:
        deputised = draft.body.entry.office
    elif draft.owner is not None:
        deputised = draft.owner.entry.office
    elif draft.body is not None:
        deputised = draft.body.entry.office
    else:
        deputised = "official" if draft.head.plural and not draft.countries else "minister"
    return "deputy" if deputised in ("head_of_state", "head_of_government", "foreign_minister", "minister", "speaker", "organization_head") else "official"


def higher(one: str | None, other: str | None) -> str | None:
    """Of two offices of one person the one that counts.

    >>> higher("deputy", "minister"), higher(None, "minister")
    ('deputy', 'minister')
    """
    if one is None or other is None:
        return one or other
    return min(one, other, key=lambda office: RANK[office])
