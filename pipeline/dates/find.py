"""Finds the mentions of dates in a passage: tokens to points, points to ranges, points and ranges to lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.dates.classes import node_classes
from pipeline.dates.lexicon import Form, Lexicon, forms_by_letter, load_lexicon
from pipeline.dates.mentions import Item, Mention, Point
from pipeline.dates.patterns import Alphabet, slots_of
from pipeline.dates.tokens import Token, lex

_CACHED = 48  # letters; longer rows hardly repeat
_ALIAS = {"ten2": "decade", "ten4": "decade", "modern": "year", "decadenoun": "decade"}
_RAW = ("day", "month", "season", "year", "yy", "dm")
_COMBINED = ("numeric", "dm", "monthyear")
_NONE: frozenset[str] = frozenset()
Row = tuple[tuple[int, int, Form, tuple[tuple[str, str, int], ...]], ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """A form found in a row of tokens: where, which form, which token fills which slot."""

    start: int
    stop: int
    form: Form
    slots: tuple[tuple[str, str, int], ...]


def find_mentions(text: str, span: tuple[int, int], language: str) -> tuple[Mention, ...]:
    """All mentions of dates in ``text[span]``, in order, as they are said. Offsets refer to ``text``."""
    lexicon = load_lexicon(language)
    nodes = _points(lex(text, span, lexicon), lexicon)
    return tuple(_lists(_ranges(nodes, lexicon), lexicon))


def _matches(tokens: list[Token], level: str, lexicon: Lexicon) -> Iterator[_Match]:
    letters = "".join([token.letter for token in tokens])
    for island in lexicon.dull.finditer(letters):
        start = max(0, island.start() - 1)
        row = letters[start : island.end() + 1]
        found = _match_cached(row, level, lexicon.code) if len(row) <= _CACHED else _match_row(row, level, lexicon.code)
        for a, b, form, slots in found:
            yield _Match(a + start, b + start, form, tuple((name, base, at + start) for name, base, at in slots))


@lru_cache(maxsize=16384)
def _match_cached(row: str, level: str, code: str) -> Row:
    return _match_row(row, level, code)


def _match_row(row: str, level: str, code: str) -> Row:
    """The longest form at each place, from left to right; of equally long ones the first in the file."""
    by_letter = forms_by_letter(code, level)
    found, at = [], 0
    while at < len(row):
        best, best_form, end = None, None, at
        for form in by_letter[row[at]]:
            match = form.pattern.regex.match(row, at)
            if match and match.end() > end:
                best, best_form, end = match, form, match.end()
        if best is None or best_form is None:
            at += 1
            continue
        found.append((at, end, best_form, slots_of(best_form.pattern, best)))
        at = end
    return tuple(found)


def _value(token: Token, base: str) -> Any:
    return token.values.get(base, token.values.get("num"))


def _points(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
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
        _spread_numeric(slots)
        if "wdmod" in slots:
            slots["weekday"] = (slots["weekday"] + slots.pop("wdmod") - 1) % 7 + 1
        point = Point(row[0].start, row[-1].stop, match.form.id, slots, match.form.means)
        features = row[-1].features
        letter = lexicon.alphabet.letter(node_classes("P", point.grain, features, point.dated))
        nodes.append(Token(point.start, point.stop, letter, {"P": point}, features))
    return nodes + tokens[at:]


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
        grain = "partial" if match.form.means.endswith("partial") else (item.last or item.first).grain
        dated = year is not None or item.first.dated or (item.last is not None and item.last.dated)
        letter = lexicon.alphabet.letter(node_classes("R", grain, features, dated))
        nodes.append(Token(item.start, item.stop, letter, {"R": item, "year": year}, features))
    return nodes + tokens[at:]


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
    grains = {(t.values["R"].last or t.values["R"].first).grain if "R" in t.values else t.values["P"].grain for t in tokens if _found(t)}
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
    same = [base for base in wanted if base in grains or (base == "yy" and "year" in grains) or (base == "day" and "partial" in grains)]
    return next(iter([*same, *(base for base in wanted if base == "year")]), "")


def _found(token: Token) -> bool:
    return "R" in token.values or "P" in token.values


def _singles(tokens: list[Token]) -> Iterator[Mention]:
    for token in tokens:
        if "R" in token.values:
            item: Item = token.values["R"]
            if item.first.grain != "partial" and not _bare(item):
                yield Mention((item,), token.values.get("year"))
        elif "P" in token.values and token.values["P"].means != "partial":
            point = token.values["P"]
            yield Mention((Item(point.start, point.stop, point.form, "point", point),))


def _bare(item: Item) -> bool:
    """A range of two bare day numbers is none by itself, but can be part of a list."""
    points = (item.first, item.last or item.first)
    return all(point.form == item.form and point.slots.keys() <= {"day"} for point in points) and "day" not in item.form
