"""What stands behind an office and belongs to it: its portfolio, the body it heads, its country, in languages that put them there."""

from __future__ import annotations

from pipeline.entities.analyser import is_genitive
from pipeline.entities.ground import Ground
from pipeline.entities.growing import REACH, Growing, body_of, counts
from pipeline.entities.offices import Mention, words
from pipeline.entities.places import Found


def grow_right(ground: Ground, draft: Growing) -> None:
    """Take what stands behind an office and belongs to it."""
    data = words(ground.code)
    if not data.country_after:
        return
    at = draft.last
    for _ in range(REACH):
        following = _owner_behind(ground, draft, at) or _tail(ground, draft, at) or _field_of_body(ground, draft, at) or _second_portfolio(ground, draft, at)
        if following is None:
            break
        at = following
        draft.last = at


def _owner_behind(ground: Ground, draft: Growing, at: int) -> int | None:
    """Where the country, body or office ends that begins right here and belongs to the head, or None."""
    data = words(ground.code)
    prepositions = data.country_after - {"gen"}
    if prepositions:
        if not ground.near(at) or ground.low(at) not in prepositions:
            return None
        at += 1
        while ground.near(at) and (ground.low(at) in data.articles or (at not in ground.place_from and data.patterns["modifiers"].match(ground.low(at)))):
            at += 1
    else:
        while ground.near(at) and ground.low(at) in data.articles:
            at += 1
    if not ground.near(at):
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
    owners = _attributes(ground, draft, place, prepositions) if place is not None else []
    if owners and (office := ground.office_from.get(owners[-1].last)) is not None and _takes(draft, office):
        draft.countries += [owner.place.code for owner in owners]
        _take_office_behind(draft, office)
        return office.last
    return None


def _attributes(ground: Ground, draft: Growing, place: Found, prepositions: frozenset[str]) -> list[Found]:
    """The countries that qualify the body behind them, several for several heads: "the speakers of the | Estonian and Latvian | parliaments"."""
    if place.place.form != "adjective" and not (place.place.cases == ("gen",) and prepositions):
        return []
    found, data = [place], words(ground.code)
    while draft.head.plural and ground.near(found[-1].last) and ground.low(found[-1].last) in data.conjunctions:
        at = found[-1].last + 2 if ground.low(found[-1].last + 1) in data.articles else found[-1].last + 1
        following = ground.place_from.get(at)
        if following is None or following.place.form != place.place.form:
            break
        found.append(following)
    return found


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


def _field_of_body(ground: Ground, draft: Growing, at: int) -> int | None:
    """Where what a body is for ends, before its owner: "a delegation of the Committee | on Foreign Affairs | of the Norwegian Storting"."""
    data, start = words(ground.code), at
    prepositions = data.country_after - {"gen"}
    if draft.body is None or draft.countries or not data.country_after or not ground.near(at) or not data.patterns["tail"].match(ground.low(at)) or ground.low(at) in prepositions - {"for"}:
        return None
    if not prepositions:
        return _owner_after_field(ground, at)
    while at < start + REACH and ground.near(at + 1) and (at == start or ground.low(at) not in prepositions):
        at += 1
    following = at + 2 if ground.low(at + 1) in data.articles else at + 1
    return at if at > start + 1 and ground.low(at) in prepositions and (following in ground.place_from or following in ground.office_from) else None


def _owner_after_field(ground: Ground, start: int) -> int | None:
    """Where the country or body in the genitive begins that owns a body behind what it is for: "делегация комитета по обороне | парламента Болгарии"."""
    for at in range(start + 1, min(len(ground.tokens), start + REACH)):
        if not ground.near(at) or words(ground.code).patterns["breaks"].match(ground.low(at)):
            return None
        place, office = ground.place_from.get(at), ground.office_from.get(at)
        if place is not None and place.place.kind == "organization" or at == start + 1:
            continue
        if place is not None and (_owns_behind(place, frozenset()) or place.last in ground.office_from) or office is not None and office.entry.kind == "body" and "gen" in office.cases:
            return at
    return None


def _takes(draft: Growing, office: Mention) -> bool:
    head = draft.head.entry
    return office.entry.kind == "body" or head.takes or (head.heads and office.entry.collective)


def _take_office_behind(draft: Growing, office: Mention) -> None:
    if office.entry.kind == "body":
        draft.body = draft.body or office
    else:
        draft.owner = draft.owner or office


def _owns_behind(place: Found, prepositions: frozenset[str]) -> bool:
    return place.place.form == "noun" and (bool(prepositions) or "gen" in place.place.cases)


def _take_behind(ground: Ground, draft: Growing, place: Found) -> int:
    draft.countries.append(place.place.code)
    if place.name.kind == "body":
        draft.body = draft.body or body_of(ground, place)
    at = place.last
    while (draft.head.plural or draft.head.several and "nom" in draft.head.cases) and (following := _next_place(ground, at)) is not None:
        draft.countries.append(following.place.code)
        draft.count = len(draft.countries) if not draft.head.plural else draft.count
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


def _tail(ground: Ground, draft: Growing, at: int) -> int | None:
    """Where the words behind a head end that tell what its office is for."""
    stop = _led_tail(ground, draft, at)
    if stop is not None or draft.head.entry.office != "minister" or draft.last > draft.head.last or "gen" not in words(ground.code).country_after:
        return stop
    stop = at
    while ground.near(stop) and stop < at + _PORTFOLIO and ground.tokens[stop].kind == "lower" and (is_genitive(ground.low(stop)) or (stop > at and ground.low(stop) in words(ground.code).conjunctions)):
        stop += 1
    while stop > at and ground.low(stop - 1) in words(ground.code).conjunctions:
        stop -= 1
    return stop if stop > at else None


def _second_portfolio(ground: Ground, draft: Growing, at: int) -> int | None:
    """Where a second thing ends that a minister is for, before a comma and a name: "minister of foreign affairs | and trade, X"."""
    data = words(ground.code)
    if draft.head.entry.office not in ("minister", "foreign_minister") or not ground.near(at) or ground.low(at) not in data.conjunctions:
        return None
    stop = at + 1
    while stop < at + _PORTFOLIO and ground.near(stop) and ground.tokens[stop].kind == "lower" and stop not in ground.office_from:
        if ground.low(stop) in data.articles or data.patterns["breaks"].match(ground.low(stop)):
            return None
        stop += 1
    return stop if stop > at + 1 and ground.gap(stop) == "," and stop in ground.name_from else None


_PORTFOLIO = 5  # words of a portfolio that leads to no name or country


def _led_tail(ground: Ground, draft: Growing, at: int) -> int | None:
    """Where a portfolio behind the head ends ("министр сельского хозяйства", "envoy for energy security"): it must lead to a name or a country."""
    data = words(ground.code)
    start = at
    if not ground.near(at) or at in ground.name_from or (ground.office_from.get(at) is not None and ground.office_from[at].entry.kind == "office"):
        return None
    joined = _opens_tail(ground, draft, at)
    if draft.head.entry.like or draft.head.entry.points or draft.head.entry.follows:
        return None
    if not joined and ("gen" not in data.country_after or draft.head.entry.office not in _WITH_TAIL or _is_verb(ground, at)):
        return None
    if not joined and (stop := _listed_portfolio(ground, at)) is not None:
        return stop
    while at < min(len(ground.tokens), start + REACH + 1) and (at == start or ground.near(at)):
        name, place = ground.name_from.get(at), ground.place_from.get(at)
        if at > start and name is not None and (name.sure or ground.tokens[at].kind == "word"):
            if not joined or name.sure or len(name.parts) > 1:
                return at
        if joined and at > start + 1 and ground.low(at) in data.country_after:
            following = at + 2 if ground.low(at + 1) in data.articles else at + 1
            if following in ground.place_from:
                return at
        if place is not None and place.place.form == "noun":
            if not joined and ("gen" not in place.place.cases or draft.countries):
                return None
            draft.far = True
            return place.last if joined else _take_behind(ground, draft, place)
        if data.patterns["breaks"].match(ground.low(at)) and (at > start and not _goes_on(ground, at) or at == start and not joined) or at > start + 1 and _begins_anew(ground, at):
            break
        at += 1
    while at > start and ground.low(at - 1) in data.conjunctions:
        at -= 1
    return at if joined and at > start + 1 else None


def _begins_anew(ground: Ground, at: int) -> bool:
    """Whether an article that nothing leads to opens another phrase behind a portfolio: "the ministers of culture | a protocol"."""
    data, before = words(ground.code), ground.low(at - 1)
    led = before in data.conjunctions or any(data.patterns[name].match(before) for name in ("tail", "accredited"))
    return ground.low(at) in data.articles and not led


def _listed_portfolio(ground: Ground, at: int) -> int | None:
    """Where several things end that an office is for, with commas between them, before its country or a name: "министр экономики, труда и социальной защиты | Молдовы"."""
    conjunctions, commas, joined = words(ground.code).conjunctions, 0, False
    for stop in range(at, min(len(ground.tokens), at + _LISTED)):
        near, joint = ground.near(stop), ground.low(stop) in conjunctions
        if near and joined and not joint and (stop in ground.place_from or stop in ground.name_from):
            place = ground.place_from.get(stop)
            return stop if commas and (place is None or _owns_behind(place, frozenset())) else None
        if not (near or ground.gap(stop) == ",") or ground.tokens[stop].kind != "lower" or not (joint or is_genitive(ground.low(stop))):
            return None
        commas, joined = commas + (not near), joined or joint
    return None


def _is_verb(ground: Ground, at: int) -> bool:
    """Whether the word behind an office breaks off what it is for: "the commissioner | will leave"."""
    return words(ground.code).patterns["breaks"].match(ground.low(at)) is not None and not is_genitive(ground.low(at))


_LISTED = 14  # words of a portfolio that is a list
_WITH_TAIL = ("minister", "deputy", "official", "envoy", "organization_head")


def _opens_tail(ground: Ground, draft: Growing, at: int) -> bool:
    """Whether a preposition leads from an office to what it is for, or to where it is sent ("посол в США")."""
    patterns = words(ground.code).patterns
    if draft.head.entry.office in _WITH_TAIL and patterns["tail"].match(ground.low(at)):
        return True
    following = at + 1 if ground.low(at + 1) not in words(ground.code).articles else at + 2
    sent = draft.head.entry.office == "envoy" or draft.head.entry.id == "spokesman"
    return sent and bool(patterns["accredited"].match(ground.low(at))) and following in ground.place_from


def _goes_on(ground: Ground, at: int) -> bool:
    """Whether a word that looks like a verb or preposition goes on with the portfolio: a noun behind its adjective, or a place behind it."""
    if at + 1 in ground.place_from and ground.place_from[at + 1].place.form == "noun" and len(ground.low(at)) < 3:
        return True
    return bool(words(ground.code).patterns["describing"].match(ground.low(at - 1)))
