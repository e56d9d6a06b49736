"""An office with all that belongs to it: modifiers, portfolio, the body it heads, its country or organisation, on either side.

In: the ground of a sentence. Out: one ``Phrase`` for each office in it. Which side the country stands on, and in which cases, is told by
``offices.yaml``; names are joined to the phrases afterwards (``joining.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.entities.ground import Ground
from pipeline.entities.offices import RANK, Entry, Mention, words
from pipeline.entities.places import Found
from pipeline.languages import load

REACH = 7  # words between an office and its country ("Minister of digital development and transport of ...")


@dataclass(frozen=True, slots=True)
class Phrase:
    """An office phrase: the tokens from ``first`` to before ``last``; ``office`` is None for one that is over. ``countries`` in order of the text."""

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


@dataclass(slots=True)
class _Draft:
    """A phrase that is being put together."""

    first: int
    last: int
    head: Mention
    countries: list[str] = field(default_factory=list)
    body: Mention | None = None
    owner: Mention | None = None
    former: bool = False
    count: int = 0
    far: bool = False


@lru_cache(maxsize=None)
def counts(code: str) -> dict[str, int]:
    """The words of a language for small numbers, and for "both"."""
    language = load(code)
    ones = {word: number for word, number in language.read("numbers")["ones"].items() if number > 1}
    return ones | dict.fromkeys(language.read("references")["both"], 2)


def find_phrases(ground: Ground) -> list[Phrase]:
    """The office phrases of a sentence, in order; one that belongs to another ("the president's envoy") is not counted apart."""
    drafts: list[_Draft] = []
    for mention in ground.offices:
        if mention.entry.kind != "office" or any(draft.first <= mention.first < draft.last for draft in drafts):
            continue
        draft = _Draft(mention.first, mention.last, mention, former=mention.former)
        _to_the_left(ground, draft, drafts[-1].last if drafts else 0)
        if drafts and _is_part(ground, drafts[-1], draft):
            draft = _absorb(drafts.pop(), draft)
        elif drafts:
            _reach_back(ground, drafts[-1], draft)
        _to_the_right(ground, draft)
        draft.last = _over_being(ground, draft.last)
        drafts.append(draft)
    return [_phrase(draft) for draft in drafts]


def _over_being(ground: Ground, at: int) -> int:
    """Where an office ends that a word for "who is" joins to what follows: "naziri sayılan | arxiyepiskop"."""
    stop = at
    while ground.near(stop) and words(ground.code).patterns["being"].match(ground.low(stop)):
        stop += 1
    return stop if ground.near(stop) and (stop in ground.name_from or stop in ground.office_from) else at


def _is_part(ground: Ground, before: _Draft, draft: _Draft) -> bool:
    """Whether the phrase before belongs to this one: "baş nazirin | müavini", "the president's | envoy"."""
    if before.last != draft.first or not ground.near(draft.first) or "adjective" in words(ground.code).country_before:
        return False
    return "gen" in before.head.cases and (draft.head.entry.takes or draft.body is not None)


def _absorb(before: _Draft, draft: _Draft) -> _Draft:
    return _Draft(before.first, draft.last, draft.head, before.countries + draft.countries, draft.body or before.body, before.head, draft.former)


def _reach_back(ground: Ground, before: _Draft, draft: _Draft) -> None:
    """Take the portfolio between two offices of one holder: "deputy prime minister and | economy minister"."""
    at = before.last
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


# --- what stands before ---------------------------------------------------------------------------------------------


def _to_the_left(ground: Ground, draft: _Draft, low: int) -> None:
    data = words(ground.code)
    at, reach = draft.first, 0
    while at > low and (ground.near(at) or _behind_acronym(ground, at)):
        at -= 0 if ground.near(at) else 1
        place, office = ground.place_to.get(at), ground.office_to.get(at)
        if place is not None and place.last == at and _may_own(place, draft.head, ground):
            at = _take_place(ground, draft, place)
        elif office is not None and _belongs(office, draft, ground):
            at = _take_office(draft, office)
        elif place is None and office is None and data.patterns["former"].match(ground.low(at - 1)):
            draft.former, at = True, at - 1
            draft.first = at
        elif place is None and office is None and data.patterns["modifiers"].match(ground.low(at - 1)):
            at -= 1
            draft.first = at
        else:
            found = None if draft.countries or reach else _far_owner(ground, draft, at, low)
            if found is None:
                break
            at, reach = found, 1
    while draft.first < draft.head.first and ground.low(draft.first) in data.conjunctions:
        draft.first += 1
    _count_before(ground, draft)


def _behind_acronym(ground: Ground, at: int) -> bool:
    """Whether an acronym in brackets stands before a word: "Parlamentlərarası İttifaqın (İPU) prezidenti"."""
    return ground.gap(at) == ")" and ground.gap(at - 1) == "(" and ground.tokens[at - 1].caps


def _count_before(ground: Ground, draft: _Draft) -> None:
    """A number before an office makes it one of several, also where the noun stays in the singular ("iki nazir", "оба министра")."""
    found = counts(ground.code).get(ground.low(draft.first - 1)) if ground.near(draft.first) else None
    if found:
        draft.count, draft.first = found, draft.first - 1
        if ground.near(draft.first) and f"{ground.low(draft.first - 1)} {ground.low(draft.first)}" in counts(ground.code):
            draft.first -= 1


def _may_own(place: Found, head: Mention, ground: Ground) -> bool:
    """Whether a place that stands before an office can be its country."""
    data = words(ground.code)
    if _is_elsewhere(place, head):
        return True
    if not head.takes_owner and place.place.form == "noun" and not _is_careless(place, head, ground):
        return False
    if place.place.form != "noun":
        return not place.place.cases or not head.cases or bool(set(place.place.cases) & set(head.cases)) or "adjective" not in data.country_before
    cases = place.place.cases or ("",)
    return bool(data.country_before & set(cases))


def _is_careless(place: Found, head: Mention, ground: Ground) -> bool:
    """Whether an owner stands right before an office that lacks its ending, and its holder behind it ("Türkiyənin baş nazir Binəli Yıldırım")."""
    return place.place.cases == ("gen",) and place.place.kind == "country" and place.last == head.first and head.last in ground.name_from and not head.entry.weak


def _is_elsewhere(place: Found, head: Mention) -> bool:
    """Whether a place before an office is where somebody is sent ("Gürcüstandakı səfiri", "ABŞ-a təyin olunmuş səfiri")."""
    return place.place.rule == "relative" or (head.entry.office == "envoy" and "dat" in place.place.cases and not {"nom", "gen"} & set(place.place.cases))


def _take_place(ground: Ground, draft: _Draft, place: Found) -> int:
    """Take a country, with those that stand side by side with it where the office is one of several; returns where it begins."""
    if not _is_elsewhere(place, draft.head) and not _shares_word(ground, place):
        draft.countries.insert(0, place.place.code)
    if place.name.kind == "body":
        draft.body = draft.body or _body_of(ground, place)
    at = place.first
    while draft.head.plural and (before := _side_by_side(ground, at)) is not None and _may_own(before, draft.head, ground):
        draft.countries.insert(0, before.place.code)
        at = before.first
    draft.first = at
    return at


def _shares_word(ground: Ground, place: Found) -> bool:
    """Whether two places stand in one word ("Türkiyə-Azərbaycan"): then neither is the owner."""
    return sum(1 for each in ground.places if each.first == place.first and each.last == place.last) > 1


_SOME_BODY = Entry("other", "body", "official")


def _body_of(ground: Ground, place: Found) -> Mention:
    """The kind of body that a body's name tells ("Milli Məclis" is a parliament); any body where it tells none."""
    inside = [each for each in ground.offices if place.first <= each.first and each.last <= place.last and each.entry.kind == "body"]
    told = [each for each in inside if each.entry.id != "state"]
    if told:
        return told[0] if told[0].entry.id in ("parliament", "government", "foreign-ministry", "ministry") else told[-1]
    return Mention(place.first, place.last, _SOME_BODY, place.place.cases, False)


def _side_by_side(ground: Ground, at: int) -> Found | None:
    """The place that is joined to the one at ``at`` by "and" or a comma."""
    conjunctions = words(ground.code).conjunctions
    if ground.gap(at) == "," or (ground.gap(at) in ("", "-", "–") and ground.tokens[at].text[:1] and ground.place_to.get(at) and not ground.near(at)):
        return ground.place_to.get(at)
    if ground.near(at) and ground.low(at - 1) in conjunctions and ground.gap(at - 1) in ("", ","):
        return ground.place_to.get(at - 1)
    return None


def _belongs(office: Mention, draft: _Draft, ground: Ground) -> bool:
    """Whether an office or body that stands before a head belongs to it: "parliament speaker", "the president's envoy"."""
    owns = (not office.cases or bool({"gen", "nom"} & set(office.cases))) and draft.head.takes_owner
    if "adjective" in words(ground.code).country_before:
        return False
    if office.entry.kind == "body":
        return owns and draft.body is None
    return draft.head.entry.takes and owns and ("gen" in office.cases or not office.cases)


def _take_office(draft: _Draft, office: Mention) -> int:
    if office.entry.kind == "body":
        draft.body = draft.body or office
    else:
        draft.owner = office
    draft.first = office.first
    return office.first


def _far_owner(ground: Ground, draft: _Draft, at: int, low: int) -> int | None:
    """Where the country or body begins that owns an office over a few words of its name ("Azərbaycanın gənclər və idman naziri")."""
    data = words(ground.code)
    for distance in range(1, REACH + 1):
        place, office = ground.place_to.get(at), ground.office_to.get(at)
        if distance > 1 and place is not None and _may_own(place, draft.head, ground) and place.place.rule != "relative":
            return _take_place(ground, draft, place) if _is_owner(place) or draft.body is not None else None
        if distance > 1 and office is not None and office.entry.kind == "body" and "gen" in office.cases and _belongs(office, draft, ground):
            return _take_office(draft, office)
        if at - 1 < low or not ground.near(at) or place is not None or (office is not None and office.entry.kind == "office"):
            return None
        word = ground.low(at - 1)
        if data.patterns["breaks"].match(word) or ground.name_to.get(at) is not None and ground.name_to[at].sure:
            return None
        if data.patterns["former"].match(word):
            return None
        at -= 1
    return None


def _is_owner(place: Found) -> bool:
    """Whether a place over a distance is marked as an owner: by its case, or as an adjective."""
    return place.place.form != "noun" or "gen" in place.place.cases


# --- what stands behind ---------------------------------------------------------------------------------------------


def _to_the_right(ground: Ground, draft: _Draft) -> None:
    data = words(ground.code)
    if not data.country_after:
        return
    at = draft.last
    for _ in range(REACH):
        following = _owner_behind(ground, draft, at) or _tail(ground, draft, at)
        if following is None:
            break
        at = following
        draft.last = at


def _owner_behind(ground: Ground, draft: _Draft, at: int) -> int | None:
    """Where the country, body or office ends that begins right here and belongs to the head, or None."""
    data = words(ground.code)
    prepositions = data.country_after - {"gen"}
    if prepositions:
        if not ground.near(at) or ground.low(at) not in prepositions:
            return None
        at += 1
        while ground.near(at) and (ground.low(at) in data.articles or (at not in ground.place_from and data.patterns["modifiers"].match(ground.low(at)))):
            at += 1
    elif not ground.near(at):
        return None
    number = counts(ground.code).get(ground.low(at))
    if number and (body := ground.office_from.get(at + 1)) is not None and body.entry.kind == "body" and draft.head.plural:
        draft.count = number
        _take_office_behind(draft, body)
        return body.last
    place, office = ground.place_at.get(at), ground.office_from.get(at)
    if place is not None and place.first < at and place.first < draft.head.first:
        place = None
    leads_on = place is not None and prepositions and place.place.cases == ("gen",) and place.last in ground.office_from
    if place is not None and not leads_on and _owns_behind(place, prepositions):
        return _take_behind(ground, draft, place)
    if prepositions and ground.tokens[at].kind == "word" and (far := _far_body(ground, at)) is not None:
        _take_office_behind(draft, far)
        return far.last
    if office is not None and (prepositions or "gen" in office.cases) and _takes(draft, office):
        _take_office_behind(draft, office)
        return office.last
    attribute = place is not None and (place.place.form == "adjective" or place.place.cases == ("gen",) and bool(prepositions))
    if attribute and place is not None and (office := ground.office_from.get(place.last)) is not None and _takes(draft, office):
        draft.countries.append(place.place.code)
        _take_office_behind(draft, office)
        return office.last
    return None


def _far_body(ground: Ground, at: int) -> Mention | None:
    """The body that a run of capitalised words ends in: "of the State Oil Company"."""
    best = None
    start = at
    while at < min(len(ground.tokens), start + REACH) and (at == start or ground.near(at)) and ground.tokens[at].kind == "word" and at not in ground.place_at:
        office = ground.office_from.get(at)
        if office is not None and office.entry.kind == "body" and office.entry.id != "state":
            best = office
        at += 1
    return best


def _takes(draft: _Draft, office: Mention) -> bool:
    head = draft.head.entry
    return office.entry.kind == "body" or head.takes or (head.heads and office.entry.collective)


def _take_office_behind(draft: _Draft, office: Mention) -> None:
    if office.entry.kind == "body":
        draft.body = draft.body or office
    else:
        draft.owner = draft.owner or office


def _owns_behind(place: Found, prepositions: frozenset[str]) -> bool:
    return place.place.form == "noun" and (bool(prepositions) or "gen" in place.place.cases)


def _take_behind(ground: Ground, draft: _Draft, place: Found) -> int:
    draft.countries.append(place.place.code)
    if place.name.kind == "body":
        draft.body = draft.body or _body_of(ground, place)
    at = place.last
    while draft.head.plural and (following := _next_place(ground, at)) is not None:
        draft.countries.append(following.place.code)
        at = following.last
    return at


def _next_place(ground: Ground, at: int) -> Found | None:
    """The place that is joined to the one that ends at ``at``."""
    data = words(ground.code)
    if ground.gap(at) == "," and (at in ground.place_from or ground.low(at) in data.conjunctions | data.articles):
        pass
    elif not (ground.near(at) and ground.low(at) in data.conjunctions):
        return None
    if ground.low(at) in data.conjunctions:
        at += 1
    while ground.low(at) in data.articles and ground.near(at):
        at += 1
    place = ground.place_from.get(at)
    return place if place is not None and place.place.form == "noun" else None


def _tail(ground: Ground, draft: _Draft, at: int) -> int | None:
    """Where a portfolio behind the head ends ("министр сельского хозяйства", "envoy for energy security"): it must lead to a name or a country."""
    data = words(ground.code)
    start = at
    if not ground.near(at) or at in ground.name_from or (ground.office_from.get(at) is not None and ground.office_from[at].entry.kind == "office"):
        return None
    joined = _opens_tail(ground, draft, at)
    if draft.head.entry.like or draft.head.entry.points or draft.head.entry.follows:
        return None
    if not joined and ("gen" not in data.country_after or draft.head.entry.office not in _WITH_TAIL):
        return None
    while at < min(len(ground.tokens), start + REACH + 1) and (at == start or ground.near(at)):
        name, place = ground.name_from.get(at), ground.place_from.get(at)
        if at > start and name is not None and (name.sure or ground.tokens[at].kind == "word"):
            return at
        if place is not None and place.place.form == "noun":
            draft.far = True
            return place.last if joined or "gen" in place.place.cases and _settle(draft, place) else None
        if data.patterns["breaks"].match(ground.low(at)) and at > start and not _goes_on(ground, at):
            return at if joined and at > start + 1 else None
        at += 1
    return at if joined and at > start + 1 else None


_WITH_TAIL = ("minister", "deputy", "official", "envoy", "organization_head")


def _opens_tail(ground: Ground, draft: _Draft, at: int) -> bool:
    """Whether a preposition leads from an office to what it is for, or to where it is sent ("посол в США")."""
    patterns = words(ground.code).patterns
    if draft.head.entry.office in _WITH_TAIL and patterns["tail"].match(ground.low(at)):
        return True
    following = at + 1 if ground.low(at + 1) not in words(ground.code).articles else at + 2
    sent = draft.head.entry.office == "envoy" or draft.head.entry.id == "spokesman"
    return sent and bool(patterns["accredited"].match(ground.low(at))) and following in ground.place_from


_DESCRIBING = ("ого", "его", "ой", "ей", "ых", "их")


def _goes_on(ground: Ground, at: int) -> bool:
    """Whether a word that looks like a verb or preposition goes on with the portfolio: a noun behind its adjective, or a place behind it."""
    if at + 1 in ground.place_from and ground.place_from[at + 1].place.form == "noun" and len(ground.low(at)) < 3:
        return True
    return "gen" in words(ground.code).country_after and ground.low(at - 1).endswith(_DESCRIBING)


def _settle(draft: _Draft, place: Found) -> bool:
    draft.countries.append(place.place.code)
    return True


# --- what it all means ----------------------------------------------------------------------------------------------


def _phrase(draft: _Draft) -> Phrase:
    entry = draft.head.entry
    country = draft.countries[0] if draft.countries else None
    office, weak = _office(draft, country), entry.weak
    if entry.heads and draft.body is not None:
        weak = False
    body = ("ours" if draft.body.ours else draft.body.entry.id) if draft.body else ""
    cases = tuple(case for case in draft.head.cases if case != "acc" or not (draft.head.owned and draft.countries)) or draft.head.cases
    return Phrase(
        draft.first, draft.last, draft.head, None if draft.former else office, tuple(draft.countries), cases,
        draft.head.plural or draft.count > 1, draft.former, weak, body, draft.count or 1,
    )  # fmt: skip


def _office(draft: _Draft, country: str | None) -> str:
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


def _taken(draft: _Draft) -> str:
    """The value of a deputy, an envoy or a member of somebody's staff."""
    entry = draft.head.entry
    if entry.office != "deputy":
        return entry.office
    if draft.owner is not None:
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
