"""Several holders of an office in a row: "prezidentlər H. Əliyev və E. Şevardnadze"."""

from __future__ import annotations

from pipeline.entities.beside import APART, BORDERS, after_address, before_aside
from pipeline.entities.drafts import Draft
from pipeline.entities.gazetteer import load
from pipeline.entities.ground import Ground
from pipeline.entities.offices import words
from pipeline.entities.persons import Name
from pipeline.entities.phrases import Phrase
from pipeline.entities.places import Found

FEW = 12  # states of a group whose presidents are those of its members, not of the group


def find_listed(ground: Ground, at: int) -> list[Name]:
    """The names that follow a plural office, joined by commas and "and"."""
    if at >= len(ground.tokens) or not (ground.near(at) or ground.gap(at) in APART):
        return []
    while at not in ground.name_from and words(ground.code).patterns["respective"].match(ground.low(at)) and ground.near(at + 1):
        at += 1
    at = after_address(ground, at)
    found: list[Name] = []
    while at in ground.name_from:
        found.append(ground.name_from[at])
        at = _behind_country(ground, found[-1].last)
        if at >= len(ground.tokens):
            break
        if ground.gap(at) == "," and (following := _skip_conjunction(ground, at)) in ground.name_from:
            at = following
        elif ground.near(at) and ground.low(at) in words(ground.code).conjunctions:
            at = after_address(ground, at + 1)
        else:
            break
    return found if len(found) > 1 else []


def _behind_country(ground: Ground, at: int) -> int:
    """Where a name ends with the country behind it: "presidents Bill Clinton | of the United States, ..."."""
    data = words(ground.code)
    if not ground.near(at) or ground.low(at) not in data.country_after - {"gen"}:
        return at
    place = ground.place_from.get(at + 2 if ground.low(at + 1) in data.articles else at + 1)
    return place.last if place is not None and place.place.kind == "country" and place.place.form == "noun" else at


def find_each_behind_country(ground: Ground, phrase: Phrase) -> list[Draft]:
    """The holders of a plural office, each behind his country: "главы МИД Польши (A), Венгрии (B, июнь) и Словакии (C)", "премьеры трёх стран – Латвии A, Литвы – B"."""
    several, behind = phrase.plural or phrase.head.several and "nom" in phrase.cases, _place_behind(ground, phrase.last)
    if not several or len(phrase.countries) > 1 or "gen" not in words(ground.code).country_after or not (phrase.countries or behind and phrase.plural):
        return []
    found, first, last, country = [], phrase.first, phrase.last, phrase.countries[0] if phrase.countries else ""
    if behind is not None and (not country or country in load().organizations):
        last, country = behind.last, behind.place.code
    while last in ground.name_from and (ground.near(last) or ground.gap(last) in ("(", "–", "—")):
        name = ground.name_from[last]
        found.append(Draft(first, name.last, name, phrase.office, country, phrase.cases, former=phrase.former, weak=phrase.weak, body=phrase.body, entry=phrase.head.entry, was=phrase.was))
        at = name.last
        if ground.gap(last) == "(":
            at = next((each for each in range(at, min(len(ground.tokens), at + _REMARK)) if ")" in ground.gap(each)), len(ground.tokens))
        at = _skip_conjunction(ground, at) if at < len(ground.tokens) else at
        place = ground.place_from.get(at)
        if place is None or place.place.form != "noun":
            break
        first, last, country = place.first, place.last, place.place.code
    return found if len(found) > 1 else []


def _place_behind(ground: Ground, at: int) -> Found | None:
    """The country behind the dash or colon that follows an office and whose it is: "премьеры трёх балтийских стран – | Латвии"."""
    stop = at + _REMARK
    while ground.near(at) and at < stop and ground.tokens[at].kind == "lower":
        at += 1
    place = ground.place_from.get(at) if ground.gap(at) in BORDERS else None
    return place if place is not None and place.place.form == "noun" else None


_REMARK = 6  # words from a name in brackets to the word behind them, a date between them


def find_listed_before(ground: Ground, phrase: Phrase) -> list[Name]:
    """The names that a plural office behind a comma explains: "A and B, the presidents of C and D"."""
    at = before_aside(ground, phrase.first)
    if ground.gap(at) not in APART:
        return []
    found: list[Name] = []
    while at in ground.name_to:
        found.insert(0, ground.name_to[at])
        at = found[0].first
        if ground.near(at) and ground.low(at - 1) in words(ground.code).conjunctions:
            at -= 1
        elif ground.gap(at) != ",":
            break
    return found if len(found) > 1 else []


def _skip_conjunction(ground: Ground, at: int) -> int:
    return after_address(ground, at + 1 if ground.low(at) in words(ground.code).conjunctions else at)


def holders(ground: Ground, phrase: Phrase, names: list[Name]) -> list[Draft]:
    """One actor for each name of a list; as many countries as names are theirs in order, none is told by a group of states ("the presidents of the Baltic states, A and B")."""
    countries, office = phrase.countries or _respective(ground, phrase), phrase.office
    if len(countries) == 1 and (group := load().organizations.get(countries[0])) and len(names) <= len(group.members) <= FEW:
        countries, office = (), None if phrase.former else phrase.head.entry.office
    paired: list[str | None] = list(countries) if len(countries) == len(names) else [countries[0] if len(countries) == 1 else None] * len(names)
    return [
        Draft(phrase.first if not number and phrase.first < name.first else name.first, name.last, name, office, country, phrase.cases, former=phrase.former, weak=phrase.weak,
              body=phrase.body, entry=phrase.head.entry, was=phrase.was)
        for number, (name, country) in enumerate(zip(names, paired, strict=True))
    ]  # fmt: skip


def _respective(ground: Ground, phrase: Phrase) -> tuple[str, ...]:
    """The countries listed before the phrase with a word that says they go with the names in order ("müvafiq olaraq")."""
    marks = words(ground.code).patterns["respective"]
    between = [at for at in range(max(0, phrase.first - 3), phrase.first) if marks.match(ground.low(at))]
    if not between:
        return ()
    places = [place for place in ground.places if place.last <= between[0] and place.place.form == "noun"]
    run: list[str] = []
    at = between[0]
    for place in reversed(places):
        if place.last < at - 1:
            break
        run.insert(0, place.place.code)
        at = place.first
    return tuple(run)
