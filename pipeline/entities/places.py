"""Countries, cities, organisations and bodies in a sentence, in whatever form, the longest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.entities.behind_names import is_behind_name
from pipeline.entities.gazetteer import Name
from pipeline.entities.inflection import Reading, inflection, readings
from pipeline.entities.namebook import is_family, is_known_end, is_particle, is_usual_given, opens_name
from pipeline.entities.namebook import words as name_words
from pipeline.entities.placebook import book
from pipeline.entities.tokens import Token, is_quoted
from pipeline.languages import load
from pipeline.values import Place

KINDS = {"country": "country", "city": "city", "region": "city", "site": "city", "organization": "organization", "body": "organization"}


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What stands around places in a language: patterns of single words, by name; ``seats`` are the forms of the word for a capital;
    ``port`` stands between a town and the word for its airport or harbour; ``shortened`` are adjectives cut short, each with its country."""

    patterns: dict[str, re.Pattern[str]]
    fillers: frozenset[str]
    seats: dict[str, tuple[str, ...]]
    local: frozenset[str]
    port: frozenset[str]
    shortened: dict[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A place with the words it covers (``first`` to before ``last``); ``doubtful`` where its name may mean something else, ``silent`` where it
    only names a thing or a language ("Kiyev bəyannaməsi")."""

    place: Place
    first: int
    last: int
    doubtful: bool
    name: Name
    silent: bool = False


_NEVER = re.compile(r"(?!)")


@lru_cache(maxsize=None)
def words(code: str) -> PlaceWords:
    """The words around places of a language."""
    data = load(code).read("places")
    names = ("things", "things_before", "languages", "locators", "towns", "capital")
    patterns = {name: re.compile(data[name]["match"] + r"\Z") if name in data else _NEVER for name in names}
    seats = {form: tuple(cases.split()) for form, cases in data["capital"].get("forms", {}).items()}
    return PlaceWords(patterns, frozenset(data["fillers"]), seats, frozenset(data["local"]), frozenset(data.get("port", ())), data.get("shortened", {}))


def find_places(tokens: Sequence[Token], code: str, is_given: Callable[[Token, bool], bool]) -> list[Found]:
    """The places among the words of a sentence, in order. ``is_given`` tells given names, beside which some places are family names;
    its second argument asks for rare ones too.

    >>> from pipeline.entities.tokens import tokenize
    >>> text = "Prezident Bakıdan Türkiyəyə yola düşdü"
    >>> found = find_places(tokenize(text, (0, len(text)), "az"), "az", lambda token, rare: False)
    >>> [(each.place.base, each.place.code, each.place.cases) for each in found]
    [('Bakı', 'AZE', ('abl',)), ('Türkiyə', 'TUR', ('dat',))]
    """
    found: list[Found] = []
    at = 0
    while at < len(tokens):
        here, following = _at(tokens, at, code)
        led = bool(found) and found[-1].last == at and tokens[at].near
        found += [replace(each, silent=each.silent or _is_other(tokens, each, code)) for each in here if each.silent or not _is_person(tokens, each, code, is_given, led=led)]
        at = following
    return found


@dataclass(frozen=True, slots=True)
class _Meaning:
    """A hit with the name it stands for."""

    stop: int
    item: Name
    reading: Reading
    bare: bool


def _look_up(tokens: Sequence[Token], at: int, code: str) -> list[_Meaning]:
    known = book(code)
    return [_Meaning(hit.stop, known.names[hit.item], hit.reading, hit.bare) for hit in known.dictionary.at(tokens, at)]


def _shortened(tokens: Sequence[Token], at: int, code: str) -> list[_Meaning]:
    """The country of an adjective that is cut short, as encyclopaedias do: "рум. посланник", "рум.-тур. договор"."""
    stopped = tokens[at].kind == "lower" and at + 1 < len(tokens) and tokens[at + 1].gap.startswith(".")
    country = words(code).shortened.get(tokens[at].low) if stopped else None
    name = next((name for name in book(code).names if country and name.form == "adjective" and name.code == country), None)
    return [_Meaning(at + 1, name, Reading(name.text, 0, ()), False)] if name else []


def _at(tokens: Sequence[Token], at: int, code: str) -> tuple[list[Found], int]:
    """The places that begin at a word, and the word to go on with."""
    initial = tokens[at].kind == "initial" and tokens[at].text.count(".") < 2  # no place by itself, but "St. Gallen"
    hits = [hit for hit in _look_up(tokens, at, code) if hit.item.form != "first part" and _is_written(tokens, at, hit) and (hit.stop > at + 1 or not initial)]
    hits = hits or _shortened(tokens, at, code)
    if hits:
        return _of_hits(tokens, at, hits, code), hits[0].stop
    if "-" in tokens[at].text and not initial:
        return _parts(tokens, at, code), at + 1
    return [], at + 1


_UNFIT = {"noun": frozenset({"owned", "plural"}), "acronym": frozenset({"owned", "plural"}), "adjective": frozenset({"owned"}), "demonym": frozenset({"owned"}), "first part": frozenset()}


def _is_written(tokens: Sequence[Token], at: int, hit: _Meaning) -> bool:
    """Whether the capitals of the text are those of the name; a place has no owner ("Parisi")."""
    text, name = tokens[at].text, hit.item
    if hit.reading.marks & _UNFIT[name.form]:
        return False
    if name.form == "acronym":
        return text.startswith(name.text.split()[0].replace("’", "'")) or (hit.stop > at + 1 and text[0].isupper())
    if name.ambiguous and at == 0 and hit.stop < len(tokens) and tokens[hit.stop].gap.startswith(":"):
        return False  # "Тема: визит министра"
    return (not name.text[0].isupper() or text[0].isupper()) and not (name.ambiguous and _is_acronym(tokens, at, hit.stop))


def _is_acronym(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Whether a word in capitals stands between words that are not, as no town does but in a dateline: "на саммите AGRI"."""
    around = [tokens[near] for near in (at - 1, stop) if 0 <= near < len(tokens)]
    return at > 0 and stop == at + 1 and tokens[at].caps and not any(token.caps or token.kind == "initial" for token in around)


_FORMS = {"adjective": 0, "first part": 0, "noun": 1, "acronym": 1, "demonym": 2}


def _of_hits(tokens: Sequence[Token], at: int, hits: list[_Meaning], code: str) -> list[Found]:
    """One place for the best of the hits of a phrase; that of a lookalike is silent."""
    like = next((hit for hit in hits if hit.item.kind == "lookalike"), None)
    if like is not None:
        start, stop = tokens[at].start, tokens[like.stop - 1].stop
        return [Found(Place(start, stop, like.item.text, "city", "", like.item.text), at, like.stop, False, like.item, silent=True)]
    people = [hit for hit in hits if hit.item.form in ("adjective", "demonym", "first part")]
    nouns = [hit for hit in hits if hit.item.form in ("noun", "acronym")]
    best = min(nouns or people, key=lambda hit: (hit.item.ambiguous, _FORMS[hit.item.form]))
    same = [hit for hit in hits if hit.item == best.item]
    return [_in_town(tokens, _found(tokens, (at, best.stop), best, tuple(hit.reading for hit in same)), code)]


def _in_town(tokens: Sequence[Token], found: Found, code: str) -> Found:
    """A place before the word for a town bears the cases of that word: "Rizə şəhərində"."""
    at = found.last
    while at < len(tokens) - 1 and tokens[at].near and tokens[at].low in words(code).port:
        at += 1
    if found.place.cases[:1] != ("nom",) or not _matches(tokens, at, "towns", code):
        return found
    cases = tuple(dict.fromkeys(case for one in readings(tokens[at].low, code) if "owned" in one.marks for case in one.cases))
    return replace(found, place=replace(found.place, cases=cases)) if cases else found


def _found(tokens: Sequence[Token], span: tuple[int, int], hit: _Meaning, readings: tuple[Reading, ...]) -> Found:
    name = hit.item
    start, stop = tokens[span[0]].start, tokens[span[1] - 1].stop
    cases = tuple(dict.fromkeys(case for reading in readings for case in reading.cases))
    marks = frozenset[str]().union(*(reading.marks for reading in readings))
    form = {"acronym": "noun", "first part": "adjective"}.get(name.form, name.form)
    if "people" in marks:
        form = "demonym"
    base = name.text if form == "noun" else name.base
    text = " ".join(token.text for token in tokens[span[0] : span[1]])
    rule = "relative" if "relative" in marks else name.kind
    return Found(Place(start, stop, text, KINDS[name.kind], name.code, base, form, cases, rule), *span, name.ambiguous or hit.bare, name)


def _parts(tokens: Sequence[Token], at: int, code: str) -> list[Found]:
    """The places in a word with hyphens, if its parts are places: "Azərbaycan-Türkiyə", "азербайджано-турецкий"."""
    token = tokens[at]
    found: list[Found] = []
    start = token.start
    parts = token.text.split("-")
    for number, part in enumerate(parts):
        stop = start + len(part)
        low = token.low[start - token.start : stop - token.start]
        last = number == len(parts) - 1
        single = [Token(start, stop, part, low, "word" if part[:1].isupper() else "lower", False, token.caps)]
        hits = [hit for hit in _look_up(single, 0, code) if hit.item.kind != "lookalike" and _is_written(single, 0, hit)] if part else []
        first = [] if hits or last else _look_up([_first_part(single[0])], 0, code) if part else []
        if first:
            hits = first
        if hits:
            best = min(hits, key=lambda hit: (hit.item.ambiguous, _FORMS[hit.item.form]))
            one = _found(single, (0, 1), best, tuple(hit.reading for hit in hits if hit.item == best.item))
            found.append(replace(one, place=replace(one.place, text=part), first=at, last=at + 1))
        start = stop + 1
    return found if len(found) > 1 or (found and not found[0].doubtful and len(parts[0]) > 2) else []


def _first_part(token: Token) -> Token:
    return replace(token, text=token.text + "-", low=token.low + "-")


# --- names that mean something else ---------------------------------------------------------------------------------


def _is_other(tokens: Sequence[Token], found: Found, code: str) -> bool:
    """Whether the name of a place names a thing or a language here."""
    if found.place.form != "noun":
        return _matches(tokens, found.last, "languages", code) or found.place.kind == "city" and _matches(tokens, found.last, "things", code)
    return found.place.kind == "city" and _names_a_thing(tokens, found, code)


def _matches(tokens: Sequence[Token], at: int, pattern: str, code: str) -> bool:
    return at < len(tokens) and tokens[at].near and bool(words(code).patterns[pattern].match(tokens[at].low))


def _names_a_thing(tokens: Sequence[Token], found: Found, code: str) -> bool:
    data = words(code)
    before = found.first - 1
    if before >= 0 and (tokens[found.first].near or is_quoted(tokens, found.first, found.last)) and data.patterns["things_before"].match(tokens[before].low):
        return True
    if found.place.cases and "nom" not in found.place.cases or found.place.text.endswith(("'s", "'")):
        return False
    if "pre" in found.place.cases and before >= 0 and tokens[found.first].near and data.patterns["locators"].match(tokens[before].low):
        return False  # "подписали в Тбилиси декларацию": where, not which one
    at = found.last
    while at < len(tokens) and at < found.last + 3 and tokens[at].near and tokens[at].low in data.fillers:
        at += 1
    apart = at < len(tokens) and at > found.last and tokens[at - 1].kind == "lower" and tokens[at].kind == "word"  # cells: "Santiago | state | Agreement"
    return not apart and _matches(tokens, at, "things", code)


def _is_sure_family(token: Token, code: str) -> bool:
    """Whether a word can only be a family name, by its shape."""
    return is_family(token.low, code) and not _look_up([token], 0, code)


_SHORT = 2  # letters of a town that may be the middle of a name
_SYLLABLE = 4  # letters of the middle word of a name of the East


def _is_person(tokens: Sequence[Token], found: Found, code: str, is_given: Callable[[Token, bool], bool], *, led: bool) -> bool:
    """A place name is a family name behind a given name (not behind a place: ``led``); a doubtful one is a name among other capitalised words."""
    first, last = found.first, found.last
    if last - first > 1 or found.place.form == "adjective":
        return False
    before = tokens[first - 1] if first and tokens[first].near else None
    after = tokens[last] if last < len(tokens) and tokens[last].near else None
    if after is not None and after.kind == "lower" and after.text[-1:].isalpha() and "-" in after.text and any(letter.isupper() for letter in after.text):
        return True  # "Riyad al-Maliki"
    if _is_told_family(tokens, first, code, is_given):
        return True
    if tokens[first].low.endswith("'s"):
        return False  # "Jordan's King"
    if found.place.kind == "organization" and tokens[first].caps and before is not None and not before.caps:
        return False  # "Tsyan | APEK-in konfransına"
    if not found.place.cases and found.place.kind == "city" and after is not None and after.kind == "word" and not after.caps and _is_sure_family(after, code):
        return before is None or not words(code).patterns["locators"].match(before.low)  # "Baghdad Amreyev"
    if found.place.kind == "city" and _leads_family(tokens, first, code):
        return before is None or not words(code).patterns["locators"].match(before.low)  # "визит Лестера Пирсона"
    if before is not None and before.kind == "word" and not led and len(tokens[first].low) <= _SHORT and after is not None and after.kind == "word" and opens_name(before.low, code):
        return True  # "Нгуен Ко Тхать"
    if found.doubtful and after is not None and after.kind == "word" and not after.caps and is_given(tokens[first], False):
        return True
    if found.place.form == "demonym":
        return before is not None and before.kind == "word" and tokens[first].kind == "word" and not before.caps and is_given(before, True)
    if before is not None and _is_sure_family(before, code) and not is_given(before, False) and (found.place.kind == "city" or found.place.cases):
        return False  # "Rəfsəncani | Təcən–Səraxs dəmir yolu"
    if before is not None and not found.doubtful and first > 1 and before.near and tokens[first - 2].kind == "initial" and before.low in name_words(code).families:
        return False  # "P. Aylwin | Stockholm" in a row
    if not found.doubtful and words(code).local & set(found.place.cases) and "nom" not in found.place.cases:
        return False
    if before is None or before.kind == "lower" or led or not found.doubtful and is_behind_name(tokens, (first, found.place), code, is_given):
        return False
    if before.kind == "word" and len(before.low) <= _SYLLABLE and first > 1 and tokens[first - 1].near and tokens[first - 2].kind == "word" and opens_name(tokens[first - 2].low, code):
        return True  # "Го Чок Тонг"
    bare = not inflection(code).bears_last or not found.place.cases or "nom" in found.place.cases
    return is_given(before, found.doubtful or found.place.kind == "city" and bare) or (found.doubtful and before.kind == "initial")


def _leads_family(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Whether a town that is a usual given name too stands right before a family name that is known: "Lester Pirson"."""
    after = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].near else None
    if after is None or after.kind != "word" or after.caps or tokens[at].caps or not is_usual_given(tokens[at].low, code) or _look_up([after], 0, code):
        return False
    return any(one.base in name_words(code).families for one in readings(after.low, code) if not one.marks)


def _is_told_family(tokens: Sequence[Token], at: int, code: str, is_given: Callable[[Token, bool], bool]) -> bool:
    """Whether a town is the family name behind the particle of a name: a given name stands before it, or the register has it so ("dos Santos", "de la Madrid");
    or behind the initial of a name of the register: "R. Lagos"."""
    first = at
    while first and tokens[first].near and tokens[first - 1].kind != "initial" and is_particle(tokens[first - 1].low, code):
        first -= 1
    if first == at:
        return at > 0 and tokens[at].near and tokens[at - 1].kind == "initial" and is_known_end([token.low for token in tokens[at - 1 : at + 1]], code)
    if first and tokens[first].near and tokens[first - 1].kind == "word" and is_given(tokens[first - 1], True):
        return True
    return is_known_end([token.low for token in tokens[first : at + 1]], code)
