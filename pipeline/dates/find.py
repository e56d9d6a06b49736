"""Finds the mentions of dates in a passage: tokens to points, points to ranges, points and ranges to lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.dates.classes import node_classes
from pipeline.dates.foreign import month_of
from pipeline.dates.lexicon import Form, Index, Lexicon, index_of, load_lexicon
from pipeline.dates.mentions import Item, Mention, Point
from pipeline.dates.patterns import Alphabet, slots_of
from pipeline.dates.tokens import Token, lex
from pipeline.dates.windows import find_windows

_CACHED = 48  # letters; longer rows hardly repeat
_ALIAS = {
    "ten2": "decade",
    "ten4": "decade",
    "modern": "year",
    "decadenoun": "decade",
    "wd": "weekday",
    "wdsure": "weekday",
    "mabbr": "month",
}
_RAW = ("day", "month", "season", "year", "yy", "dm", "wd", "wdsure")
_COMBINED = ("numeric", "dm", "monthyear")
_NONE: frozenset[str] = frozenset()


class _Match(NamedTuple):
    """A form found in a row of tokens: where, which form, which token fills which slot."""

    start: int
    stop: int
    form: Form
    slots: tuple[tuple[str, str, int], ...]


def find_mentions(text: str, span: tuple[int, int], language: str) -> tuple[Mention, ...]:
    """All mentions of dates in ``text[span]``, in order, as they are said. Offsets refer to ``text``."""
    lexicon = load_lexicon(language)
    return tuple(mention for window in find_windows(text, span, language) for mention in read_window(text, window, span, lexicon))


def read_window(text: str, window: tuple[int, int], passage: tuple[int, int], lexicon: Lexicon) -> Iterator[Mention]:
    """The mentions in a window of a passage."""
    nodes = _points(text, lex(text, window, passage, lexicon), lexicon)
    if any("P" in node.values or node.kind in ("number", "end") for node in nodes):
        yield from _lists(_ranges(nodes, lexicon), lexicon)


def _matches(tokens: list[Token], level: str, lexicon: Lexicon) -> Iterator[_Match]:
    letters = "".join([token.letter for token in tokens])
    for island in lexicon.dull.finditer(letters):
        start = max(0, island.start() - 1)
        row = letters[start : island.end() + 2]  # with two of the words behind it, for forms that ask for a subject and its verb
        found = _match_cached(row, level, lexicon.code) if len(row) <= _CACHED else _match_row(row, level, lexicon.code)
        for match in found:
            yield (
                match
                if not start
                else _Match(match[0] + start, match[1] + start, match[2], tuple((name, base, at + start) for name, base, at in match[3]))
            )


@lru_cache(maxsize=16384)
def _match_cached(row: str, level: str, code: str) -> tuple[_Match, ...]:
    return _match_row(row, level, code)


def _match_row(row: str, level: str, code: str) -> tuple[_Match, ...]:
    """The longest form at each place, from left to right; of equally long ones the first in the file."""
    index = index_of(code, level)
    possible = index.possible(row)
    found, at = [], 0
    while possible and at < len(row):
        best = _longest(row, at, index, index.starting[row[at]] & possible)
        if best is None:
            at += 1
            continue
        form, match = best
        found.append(_Match(at, match.end(), form, slots_of(form.pattern, match)))
        at = match.end()
    return tuple(found)


def _longest(row: str, at: int, index: Index, tried: int) -> tuple[Form, re.Match[str]] | None:
    """The form, of those whose bit is set, that reaches furthest from a place."""
    best, end = None, at
    while tried:
        bit = tried & -tried
        tried ^= bit
        form = index.forms[bit.bit_length() - 1]
        match = form.pattern.regex.match(row, at)
        if match and match.end() > end:
            best, end = (form, match), match.end()
    return best


def _value(token: Token, base: str) -> Any:
    return token.values.get(base, token.values.get("num"))


def _points(text: str, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens, with those that make up a point replaced by it."""
    nodes, at = [], 0
    for match in _matches(tokens, "points", lexicon):
        nodes += tokens[at : match.start]
        at = match.stop
        if match.form.means == "none":
            nodes += _silenced(tokens[match.start : match.stop], lexicon)
            continue
        row = tokens[match.start : match.stop]
        slots = {name: _value(tokens[i], base) for name, base, i in match.slots}
        if "foreign" in slots:
            word = next(tokens[i] for name, _, i in match.slots if name == "foreign")
            month = month_of(text[word.start : word.stop], tuple(lexicon.settings["foreign"]))
            if month is None:
                nodes += row
                continue
            slots["month"] = month
        _spread_numeric(slots)
        if "wdmod" in slots:
            slots["weekday"] = (slots["weekday"] + slots.pop("wdmod") - 1) % 7 + 1
        point = Point(row[0].start, row[-1].stop, match.form.id, slots, match.form.means)
        features = row[-1].features
        letter = _node_letter(("P", point.grain, point.dated), features, lexicon.code)
        nodes.append(Token(point.start, point.stop, letter, {"P": point}, features))
    return nodes + tokens[at:]


@lru_cache(maxsize=4096)
def _node_letter(kind: tuple[str, str, bool], features: frozenset[str], code: str) -> str:
    return load_lexicon(code).alphabet.letter(node_classes(kind[0], kind[1], features, kind[2]))


def _silenced(row: list[Token], lexicon: Lexicon) -> list[Token]:
    """Tokens of which nothing is to be made."""
    letter = lexicon.alphabet.letter(frozenset({"other"}))
    return [token._replace(letter=letter, values={}, features=_NONE) for token in row]


def _spread_numeric(slots: dict[str, Any]) -> None:
    for name in _COMBINED:
        if name in slots:
            slots |= slots.pop(name)


def _as_point(token: Token, base: str, form: str) -> Point:
    """A token as a point: a point found before, or a bare number or word of a class."""
    if "P" in token.values:
        point: Point = token.values["P"]
        return point
    slots: dict[str, Any] = {_ALIAS.get(base, base): _value(token, base)}
    _spread_numeric(slots)
    return Point(token.start, token.stop, form, slots)


def _ranges(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    nodes, at = [], 0
    for match in _matches(tokens, "ranges", lexicon):
        nodes += tokens[at : match.start]
        at = match.stop
        row = tokens[match.start : match.stop]
        if match.form.means == "none":
            nodes += _silenced(row, lexicon)
            continue
        item, year = _item(match, tokens)
        features = row[-1].features
        grain = "partial" if match.form.means.endswith("partial") else _grain(item)
        dated = year is not None or item.first.dated or (item.last is not None and item.last.dated)
        letter = _node_letter(("R", grain, dated), features, lexicon.code)
        nodes.append(Token(item.start, item.stop, letter, {"R": item, "year": year}, features))
    return nodes + tokens[at:]


def _grain(item: Item) -> str:
    """The grain of a range: that of its end, unless the end is only a part ("8-12, 1994")."""
    return item.last.grain if item.last and item.last.grain != "partial" else item.first.grain


def _item(match: _Match, tokens: list[Token]) -> tuple[Item, Point | None]:
    points = {name: _as_point(tokens[i], base, match.form.id) for name, base, i in match.slots}
    kind = (match.form.means or "range").split()
    start, stop = tokens[match.start].start, tokens[match.stop - 1].stop
    item = Item(start, stop, match.form.id, kind[0] if kind[0] != "about" else "point", points["a"], points.get("b"), "about" in kind)
    return item, points.get("y")


def _lists(tokens: list[Token], lexicon: Lexicon) -> Iterator[Mention]:
    at = 0
    for match in _matches(tokens, "lists", lexicon):
        yield from _singles(tokens[at : match.start])
        at = match.stop
        row = tokens[match.start : match.stop]
        if match.form.means == "none":
            continue
        year = next((tokens[i] for name, _, i in match.slots if name == "y"), None)
        members = [token for token in row if token is not year]
        items = tuple(_members(members, match.form.id, lexicon))
        lead = year.values["P"] if year else next((t.values["year"] for t in members if t.values.get("year")), None)
        yield Mention(items, lead, match.form.means)
    yield from _singles(tokens[at:])


def _members(tokens: list[Token], form: str, lexicon: Lexicon) -> Iterator[Item]:
    """The items of a list: what was found before, and bare numbers or words of the same kind."""
    grains = {_grain(t.values["R"]) if "R" in t.values else t.values["P"].grain for t in tokens if _found(t)}
    for token in tokens:
        if "R" in token.values:
            yield token.values["R"]
        elif "P" in token.values:
            yield Item(token.start, token.stop, token.values["P"].form, "point", token.values["P"])
        else:
            base = _raw_base(token, lexicon.alphabet, grains)
            if base:
                yield Item(token.start, token.stop, form, "point", _as_point(token, base, form))


def _raw_base(token: Token, alphabet: Alphabet, grains: set[str]) -> str:
    """What a bare number or word of a list is, judged by the dates beside it."""
    if "decade" in grains and any(token.letter in alphabet.having(name) for name in ("ten2", "ten4")):
        return "decade"
    wanted = [base for base in _RAW if token.letter in alphabet.having(base)]
    same = [
        base
        for base in wanted
        if base in grains
        or (_ALIAS.get(base) == "weekday" and "relative" in grains)
        or (base == "yy" and "year" in grains)
        or (base == "day" and "partial" in grains)
    ]
    return next(iter([*same, *(base for base in wanted if base == "year")]), "")


def _found(token: Token) -> bool:
    return "R" in token.values or "P" in token.values


def _singles(tokens: list[Token]) -> Iterator[Mention]:
    for token in tokens:
        if "R" in token.values:
            item: Item = token.values["R"]
            if item.first.grain != "partial" and item.kind != "raw":
                yield Mention((item,), token.values.get("year"))
        elif "P" in token.values and token.values["P"].means != "partial":
            point = token.values["P"]
            yield Mention((Item(point.start, point.stop, point.form, "point", point),))
