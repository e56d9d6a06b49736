"""What stands before an office and belongs to it: modifiers, its country or body, the words of its portfolio, a number."""

from __future__ import annotations

from pipeline.entities.ground import Ground
from pipeline.entities.growing import REACH, Growing, body_of, counts
from pipeline.entities.offices import Mention, words
from pipeline.entities.places import Found
from pipeline.entities.pronouns import pronouns


def grow_left(ground: Ground, draft: Growing, low: int) -> None:
    """Take what stands before an office and belongs to it, down to the word ``low``."""
    data = words(ground.code)
    at, reach = draft.first, 0
    while at > low and (ground.near(at) or _behind_acronym(ground, at)):
        at -= 0 if ground.near(at) else 1
        place, office = ground.place_to.get(at), ground.office_to.get(at)
        if place is not None and not draft.head.plural and ground.low(at) in data.conjunctions and (draft.countries or place.place.form == "noun"):
            break  # "President A of France | and President B of Poland"
        if place is not None and draft.countries and _stands_apart(place):
            break  # "on a visit to Baku | Georgian President A"
        if place is not None and place.last == at and _may_own(place, draft.head, ground):
            at = _take_place(ground, draft, place)
        elif office is not None and _belongs(office, draft, ground):
            at = _take_office(draft, office)
        elif place is None and office is None and data.patterns["former"].match(ground.low(at - 1)):
            draft.former, at = True, at - 1
            draft.first = at
        elif place is None and office is None and _is_modifier(ground, at - 1, low):
            at -= 1
            draft.first = at
        else:
            found = None if draft.countries or reach else _far_owner(ground, draft, at, low)
            if found is None:
                break
            at, reach = found, 1
    behind = "adjective" in words(ground.code).country_before  # what a minister is for stands behind him: "приезд министра обороны"
    if draft.head.entry.office == "minister" and draft.first == draft.head.first and not behind:
        draft.first = _portfolio_before(ground, draft, low)
    while draft.first < draft.head.first and ground.low(draft.first) in data.conjunctions:
        draft.first += 1
    _count_before(ground, draft)


def _is_modifier(ground: Ground, at: int, low: int) -> bool:
    """Whether a word tells more of an office; some do so only behind another one: "vəzifəsini icra edən prezident", not "səfər edən prezident"."""
    patterns = words(ground.code).patterns
    if at > low and ground.low(at) in words(ground.code).conjunctions and ground.low(at - 1) in pronouns(ground.code):
        return False  # "o | və argentinalı həmkarı"
    if at > low and patterns["carried"].match(ground.low(at)):
        return ground.near(at) and patterns["modifiers"].match(ground.low(at - 1)) is not None
    return patterns["modifiers"].match(ground.low(at)) is not None


def _portfolio_before(ground: Ground, draft: Growing, low: int) -> int:
    """Where the words begin that tell what a minister without a country is for: "Energetika naziri", "the | trade and industry minister"."""
    data, at = words(ground.code), draft.first
    owned = draft.head.owned
    reach = _NEAR if owned else REACH
    while at > max(low, draft.first - reach) and ground.near(at) and not _ends_portfolio(ground, at - 1):
        word = ground.tokens[at - 1]
        joins = word.low in data.conjunctions
        if not joins and not owned and word.kind == "lower" and not _led_by_article(ground, at - 1):
            break
        if owned and not joins and at < draft.first and ground.low(at) not in data.conjunctions:
            break
        at -= 1
    return at


_NEAR = 3  # words of a portfolio without an owner, in a language that marks what is owned


def _ends_portfolio(ground: Ground, at: int) -> bool:
    """Whether a word cannot tell what a minister is for."""
    data, word = words(ground.code), ground.low(at)
    if at in ground.place_at or at + 1 in ground.office_to or word in data.articles or (at + 1 in ground.name_to and ground.name_to[at + 1].sure):
        return True
    return word not in data.conjunctions and bool(data.patterns["breaks"].match(word) or data.patterns["modifiers"].match(word))


def _led_by_article(ground: Ground, at: int) -> bool:
    """Whether an article stands shortly before a word, so that what lies between belongs to the noun behind."""
    for before in range(at - 1, max(-1, at - _NEAR), -1):
        if not ground.near(before + 1) or ground.tokens[before].kind != "lower":
            return False
        if ground.low(before) in words(ground.code).articles:
            return True
    return False


def _behind_acronym(ground: Ground, at: int) -> bool:
    """Whether an acronym in brackets stands before a word: "Parlamentlərarası İttifaqın (İPU) prezidenti"."""
    return ground.gap(at) == ")" and ground.gap(at - 1) == "(" and ground.tokens[at - 1].caps


def _count_before(ground: Ground, draft: Growing) -> None:
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


def _stands_apart(place: Found) -> bool:
    """Whether a place before the country of an office is a city of its own, in a language that marks no case."""
    return place.name.kind == "city" and place.place.form == "noun" and not place.place.cases


def _is_careless(place: Found, head: Mention, ground: Ground) -> bool:
    """Whether an owner stands right before an office that lacks its ending, and its holder behind it ("Türkiyənin baş nazir Binəli Yıldırım")."""
    return place.place.cases == ("gen",) and place.place.kind == "country" and place.last == head.first and head.last in ground.name_from and not head.entry.weak


def _is_elsewhere(place: Found, head: Mention) -> bool:
    """Whether a place before an office is where somebody is sent ("Gürcüstandakı səfiri", "ABŞ-a təyin olunmuş səfiri")."""
    return place.place.rule == "relative" or (head.entry.office == "envoy" and "dat" in place.place.cases and not {"nom", "gen"} & set(place.place.cases))


def _take_place(ground: Ground, draft: Growing, place: Found) -> int:
    """Take a country, with those that stand side by side with it where the office is one of several; returns where it begins."""
    if not _is_elsewhere(place, draft.head) and not _shares_word(ground, place):
        draft.countries.insert(0, place.place.code)
    if place.name.kind == "body":
        draft.body = draft.body or body_of(ground, place)
    at = place.first
    while draft.head.plural and (before := _side_by_side(ground, at)) is not None and _may_own(before, draft.head, ground):
        draft.countries.insert(0, before.place.code)
        at = before.first
    draft.first = at
    return at


def _shares_word(ground: Ground, place: Found) -> bool:
    """Whether two places stand in one word ("Türkiyə-Azərbaycan"): then neither is the owner."""
    return sum(1 for each in ground.places if each.first == place.first and each.last == place.last) > 1


def _side_by_side(ground: Ground, at: int) -> Found | None:
    """The place that is joined to the one at ``at`` by "and" or a comma."""
    conjunctions = words(ground.code).conjunctions
    if ground.gap(at) == "," or (ground.gap(at) in ("", "-", "–") and ground.tokens[at].text[:1] and ground.place_to.get(at) and not ground.near(at)):
        return ground.place_to.get(at)
    if ground.near(at) and ground.low(at - 1) in words(ground.code).articles and at > 1:
        at -= 1  # "the Georgian and the Romanian presidents"
    if ground.near(at) and ground.low(at - 1) in conjunctions and ground.gap(at - 1) in ("", ","):
        return ground.place_to.get(at - 1)
    return None


def _belongs(office: Mention, draft: Growing, ground: Ground) -> bool:
    """Whether an office or body that stands before a head belongs to it: "parliament speaker", "the president's envoy"."""
    owns = (not office.cases or bool({"gen", "nom"} & set(office.cases))) and draft.head.takes_owner
    if "adjective" in words(ground.code).country_before:
        return False
    if office.entry.kind == "body":
        return owns and draft.body is None
    if office.entry.collective and "gen" not in office.cases:
        return False  # "nümayəndə heyəti vitse-premyer A-nın başçılığı ilə"
    return draft.head.entry.takes and owns and ("gen" in office.cases or not office.cases)


def _take_office(draft: Growing, office: Mention) -> int:
    if office.entry.kind == "body":
        draft.body = draft.body or office
    else:
        draft.owner = office
    draft.first = office.first
    return office.first


def _far_owner(ground: Ground, draft: Growing, at: int, low: int) -> int | None:
    """Where the country or body begins that owns an office over a few words of its name ("Azərbaycanın gənclər və idman naziri")."""
    data = words(ground.code)
    for distance in range(1, REACH + 1):
        place, office = ground.place_to.get(at), ground.office_to.get(at)
        if distance > 1 and place is not None and _may_own(place, draft.head, ground) and place.place.rule != "relative":
            return _take_place(ground, draft, place) if _is_owner(place) or draft.body is not None or _leads_title(ground, draft, place) or _leads_portfolio(ground, draft, place) else None
        if distance > 1 and office is not None and office.entry.kind == "body" and "gen" in office.cases and _belongs(office, draft, ground):
            return _take_office(draft, office)
        if at - 1 < low or not ground.near(at) or place is not None or (office is not None and office.entry.kind == "office"):
            return None
        word = ground.low(at - 1)
        if data.patterns["breaks"].match(word) or ground.name_to.get(at) is not None and ground.name_to[at].sure:
            return None
        if data.patterns["former"].match(word) or ("adjective" in data.country_before and not data.patterns["describing"].match(word)):
            return None
        at -= 1
    return None


def _leads_title(ground: Ground, draft: Growing, place: Found) -> bool:
    """Whether an organisation without a case leads a title in capitals that stands before its holder: "EU Enlargement Commissioner Marta Kos"."""
    if place.place.kind != "organization" or place.place.cases or draft.last not in ground.name_from:
        return False
    return all(ground.tokens[each].kind == "word" for each in range(place.last, draft.head.last))


def _leads_portfolio(ground: Ground, draft: Growing, place: Found) -> bool:
    """Whether a country without an ending leads the few words that tell what a minister is for, and the office has the ending of what is owned:
    "Slovakiya iqtisadiyyat naziri"."""
    between = range(place.last, draft.head.first)
    bare = place.place.kind == "country" and "nom" in place.place.cases and draft.head.owned and draft.head.entry.office == "minister"
    return bare and len(between) <= _NEAR and all(ground.tokens[each].kind == "lower" and ground.near(each) for each in between)


def _is_owner(place: Found) -> bool:
    """Whether a place over a distance is marked as an owner: by its case, or as an adjective."""
    return place.place.form != "noun" or "gen" in place.place.cases
