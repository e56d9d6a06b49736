"""The head of a newspaper's page, which dates all below it: "THE MERCURY | Thursday, May 15, 1997 | WORLD 7"."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.dates.keys import key
from pipeline.dates.lexicon import load_lexicon
from pipeline.dates.mentions import Item

_LINES = 3  # lines of a text in which the head of its page stands
_LONGEST = 120  # characters of such a line
_LONGEST_TITLE = 110  # of the title below it
_NAME_WORDS = 5  # of a paper or of a section of it
_INNER = 3  # letters of a word that a name has in small letters: "of", "and"
_WEEKDAYS = frozenset({"wd", "wdfull", "wdsure", "wdbazar", "wdeve"})
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_SIGN = re.compile(r"[|•●·■★*¦/]|\s[–—-](?=\s)|\s{2,}|\t")  # what parts the paper, its section, the day and the page
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d+")
_QUOTED = re.compile(r"[«“\"„][^«»“”\"„\n]{1,40}[»”\"“]")
_STOP = re.compile(r"(?<=[^\W\d_]{4})[.!?]\s*\Z")


def is_masthead(text: str, item: Item, language: str) -> bool:
    """True for a day of a known year in the line at the head of a text that names a paper, its number, section or page, and tells nothing."""
    if item.kind != "point" or item.first.grain != "day" or "year" not in item.first.slots:
        return False
    low, high = text.rfind("\n", 0, item.start) + 1, text.find("\n", item.stop)
    high = len(text) if high < 0 else high
    if low > _LINES * _LONGEST:
        return False
    before = [line for line in text[:low].split("\n") if line.strip()]
    below = [line.strip() for line in text[high:].split("\n", _LINES * 2)[:-1] if line.strip()]
    if len(before) >= _LINES or high - low > _LONGEST or not below or any(_YEAR.search(line) for line in below[:2]):
        return False
    rest = (text[low : item.start], text[item.stop : high])
    marked, parts = _read(rest, language)
    if parts is None or any("|" in line for line in (*before, *below)):
        return False
    titled = len(below[0]) <= _LONGEST_TITLE and not (_STOP.search(below[0]) or re.search(r"\d", below[0]))
    named = parts and " " in parts[0] and (parts[0].isupper() or not rest[1].strip(" ."))
    return not rest[0].rstrip().endswith(":") and bool(marked or named and titled)


def _read(rest: tuple[str, str], language: str) -> tuple[bool, list[str] | None]:
    """Whether a line has the marks of a page's head around its day, and the names in it; None for one that tells something."""
    text = f"{rest[0]} ¤ {rest[1]}"
    signs = len(_SIGN.findall(rest[0])) + len(_SIGN.findall(rest[1]))
    marked, names = signs > 1, []
    for quoted in _QUOTED.findall(text):
        names.append(quoted.strip("«»“”\"„"))
        text = text.replace(quoted, " ")
    for part in (piece for chunk in re.split(r"[,()¤]", text) for piece in _SIGN.split(chunk)):
        tokens = [word for word in _WORD.findall(part) if not _names_page(word, language)]
        marked = marked or len(tokens) < len(_WORD.findall(part)) or any(token.isdigit() for token in tokens)
        if _YEAR.search(part) and not any(_names_page(word, language) for word in _WORD.findall(part)):
            return False, None  # the years of a life
        tokens = [token for token in tokens if not token.isdigit()]
        small = [token for token in tokens if not token[0].isupper() and len(token) > _INNER]
        if len(tokens) > _NAME_WORDS or len(small) > int(bool(tokens) and signs > 1 and tokens[0][0].isupper()):
            return False, None
        names += [" ".join(tokens)] if tokens else []
    return marked, names


def _names_page(word: str, language: str) -> bool:
    """True for a word of the head of a page that names nothing: "page", "No.", "price", a weekday."""
    lexicon, folded = load_lexicon(language), key(word)
    entry = lexicon.words.get(folded)
    return bool(entry and entry.classes & _WEEKDAYS) or _page_words(language).fullmatch(folded) is not None


@lru_cache(maxsize=None)
def _page_words(language: str) -> re.Pattern[str]:
    return re.compile(load_lexicon(language).settings["page_words"])
