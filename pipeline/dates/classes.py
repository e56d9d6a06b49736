"""The classes of tokens, by which a form names them: what a number can be, what a capital says, what was found already."""

from __future__ import annotations

from functools import lru_cache

GRAINS = ("day", "month", "season", "year", "decade", "century", "period", "relative", "partial")
FEATURES = ("nom", "gen", "dat", "acc", "loc", "abl", "until", "ord", "pl", "ins", "pre", "poss")
# one number of each kind that the classes tell apart: value and count of digits
SHAPES = ((1, 1), (13, 1), (20, 1), (40, 1), (0, 1), (20, 2), (10, 2), (13, 2), (32, 2), (40, 2), (0, 2), (5, 2), (100, 3), (1500, 4), (1510, 4), (1501, 4),
          (1996, 4), (1990, 4), (3000, 4), (10000, 5))  # fmt: skip
PUNCTUATION = {
    ",": "comma", ".": "dot", ";": "semicolon", ":": "colon", "(": "open", ")": "close", "[": "bracket", "]": "unbracket",
    "/": "slash", "№": "numbersign", "#": "numbersign", "$": "money", "€": "money", "£": "money", "₼": "money", "₽": "money", "%": "percent",
    "«": "quote", "“": "quote", "„": "quote", '"': "mark", "»": "unquote", "”": "unquote", "’": "apostrophe", "'": "apostrophe",
    "‘": "apostrophe", "-": "dash", "‐": "dash", "‑": "dash", "–": "dash", "—": "dash", "−": "dash", "‒": "dash", "―": "dash", "…": "dots", "~": "tilde", "|": "bar", "&": "ampersand",
}  # fmt: skip
TOKEN_KINDS = (*sorted(set(PUNCTUATION.values())), "other", "amount", "roman", "numeric", "dm", "monthyear", "begin", "finish")
TIGHT = frozenset({"dash", "tight"})  # a dash without a space on either side


@lru_cache(maxsize=8192)
def number_classes(value: int, digits: int, features: frozenset[str]) -> frozenset[str]:
    """What a number can be, by its size, its count of digits and the features of its suffix.

    >>> sorted(number_classes(7, 1, frozenset({"loc"})))
    ['day', 'day.loc', 'loc', 'num', 'num.loc', 'small', 'small.loc']
    """
    kinds = {"num"}
    if digits <= 2 and 1 <= value <= 31:
        kinds |= {"day", "small"} if value <= 12 else {"day"}
    if digits == 2:
        kinds |= {"yy", "ten2"} if value % 10 == 0 and value else {"yy"}
    if digits == 4 and 1000 <= value <= 2199:
        kinds |= {"year"} | ({"ten4"} if value % 10 == 0 else set()) | ({"modern"} if 1800 <= value < 2100 else set())
    return frozenset(kinds | {f"{kind}.{feature}" for kind in kinds for feature in features or ("bare",)} | (features & set(FEATURES)))


@lru_cache(maxsize=8192)
def spelled_classes(value: int, features: frozenset[str]) -> frozenset[str]:
    """What a number in words can be: as in digits, and ``number.card`` or ``number.ord``."""
    kind = "number.ord" if "ord" in features else "number.card"
    return number_classes(value, len(str(value)), features) | {"number", kind}


_CAPITAL = frozenset({"month", "season"})  # known words that mean something else with a capital: Марта, May, Fall


@lru_cache(maxsize=8192)
def capital_classes(classes: frozenset[str], capitals: int) -> frozenset[str]:
    """The classes of a word with its first letter (1) or all its letters (2) capital."""
    if not capitals or ("word" not in classes and _CAPITAL.isdisjoint(classes)):
        return classes
    return classes | {"Cap", *(f"{name}.Cap" for name in classes if "." not in name)} | ({"CAPS"} if capitals > 1 else set())


UNKNOWN_WORD = (
    frozenset({"word", "anyword", "lower"}),
    capital_classes(frozenset({"word", "anyword"}), 1),
    capital_classes(frozenset({"word", "anyword"}), 2),
)


def node_classes(kind: str, grain: str, features: frozenset[str], dated: bool) -> frozenset[str]:
    """The classes of a found point (``P``) or range (``R``) as a token of the next level."""
    year = "dated" if dated else "undated"
    calendar = {f"{kind}.cal"} if grain not in ("relative", "partial") else set()
    return frozenset({kind, *calendar, f"{kind}.{grain}", f"{kind}.{year}", f"{kind}.{grain}.{year}", *(f"{kind}.{f}" for f in features)})
