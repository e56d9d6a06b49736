"""The subject of a document, cut out of its sentence; and the subjects of several documents that share one word."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments.before_head import LONGEST, in_name, only_states
from pipeline.records.arguments.behind_head import drop_tail
from pipeline.records.arguments.heads import Named, is_name, is_of_inner
from pipeline.records.arguments.roles import kind_alone
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.blocs import is_capital
from pipeline.text import fold

_QUOTES = "“”„«»\"‘’"
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]{4,260}[”»“\"](?=[^“”„«»\"]{0,40}\Z)")
_OPENED = re.compile(r"(?<!\w)[“„«][^“”„«»\"]{4,260}\Z")
_OPENING = re.compile(r"\s*([“„«\"])([^“”„«»\"]{4,260})[”»“\"]")
_EDGE = " \t\n,;:.–—-|" + _QUOTES
_WORD = re.compile(r"[\w-]+")
_CELL = re.compile(r"\s*,\s*([^|,;]{4,80}?)\s*(?=\||$)")
SELF_TITLED = frozenset({"declaration", "statement", "communique"})  # an event by themselves, even with no subject named ("signed a joint statement")
_YEARS = re.compile(r"\s*\d{4}\s?[–—-]\s?\d")
NAME = 60  # characters before a document's word in which its adjectives are looked for


def clean(text: str) -> str | None:
    """A title without quotation marks and stray signs at its edges; None where nothing is left.

    >>> clean(' “Dostluq haqqında” ')
    'Dostluq haqqında'
    """
    words = " ".join("".join(" " if ch in _QUOTES else ch for ch in text).split()).strip(_EDGE)
    return words or None


def subject(scene: Scene, document: Named, counted: bool = False) -> str | None:
    """The subject of a document, as written; None where it has none. Of ``counted`` documents only a linked subject tells anything.

    Where the head ends its phrase and no link word ("haqqında") leads to it, the head belongs to the name: "Kiyev bəyannaməsi".
    """
    return _subject_before(scene, document, counted) if scene.lexicon.head_last else _subject_behind(scene, document, counted)


# --- a subject before its head --------------------------------------------------------------------------------------


def _subject_before(scene: Scene, document: Named, counted: bool) -> str | None:
    high = document.subject_stop
    low = max(_behind_place(scene, document.subject_start), scene.text.rfind("|", document.subject_start, high) + 1)
    opened = _OPENED.search(scene.text, max(scene.start, high - LONGEST), high)  # the head stands inside the quotation marks: “Dostluq haqqında Müqavilə”
    low, quoted = opened.start() if opened else low, _quoted(scene, high)
    text = _without_lead(scene, scene.text[quoted if quoted is not None else low : high])
    words = re.findall(r"\w+(?:-\w+)?", fold(text))
    states = {fold(name) for place in scene.all_places if place.kind == "country" and low <= place.start < high for name in re.findall(r"\w+(?:-\w+)?", scene.text[place.start : place.stop])}
    if not [word for word in words if not (_says_nothing(scene, word) or word in states)]:
        return None
    if quoted is not None:
        return clean(_without_number(scene, text))
    if _is_linked(scene, text):
        return clean(text[: list(scene.lexicon.links.finditer(fold(text)))[-1].end()])
    plural = scene.lexicon.plural.search(scene.folded[document.start : document.stop])
    if counted or plural or document.kind == "document" or _is_pointed_at(scene, words):
        return None
    return clean(f"{text} {_head_word(scene, document)}")


def _behind_place(scene: Scene, low: int) -> int:
    """Where a title begins behind the city that a line tells before it: "02.06 Tirana Turizm sahəsində əməkdaşlıq sazişi"."""
    place = next((one for one in scene.all_places if one.kind == "city" and one.form == "noun" and one.start >= low), None)
    if place is None or scene.text[low : place.start].strip(_EDGE) or not any(date.stop <= place.start and not scene.text[date.stop : place.start].strip(_EDGE) for date in scene.dates):
        return low
    behind = re.compile(r"\s+(\w)").match(scene.text, place.stop)
    bare = fold(scene.text[place.start : place.stop]) == fold(place.base)
    return place.stop if bare and behind and behind[1].isupper() else low


def _without_number(scene: Scene, text: str) -> str:
    """A subject without the number of documents that stands behind it: "əməkdaşlığa dair 5"."""
    words = text.split()
    while words and (words[-1].isdigit() or fold(words[-1]) in scene.lexicon.numbers):
        words.pop()
    return " ".join(words)


def _is_linked(scene: Scene, text: str) -> bool:
    """True where a link word ("haqqında") leads to the head, with nothing but adjectives and numbers of the head behind it."""
    links = list(scene.lexicon.links.finditer(fold(text)))
    return bool(links) and all(_says_nothing(scene, word) for word in re.findall(r"\w+(?:-\w+)?", fold(text)[links[-1].end() :]))


def _is_pointed_at(scene: Scene, words: list[str]) -> bool:
    """True for "this agreement", "the agreement signed"."""
    return any(scene.lexicon.anaphoric.fullmatch(word) for word in words[-2:])


def _says_nothing(scene: Scene, word: str) -> bool:
    """Numbers, and words like "joint", "other", "further" tell no subject."""
    lexicon = scene.lexicon
    counted = word in lexicon.numbers or word in lexicon.number_units or re.fullmatch(r"\d+(-\w+)?", word)
    return bool(counted or lexicon.modifiers.fullmatch(word) or lexicon.noise.fullmatch(word) or lexicon.others.fullmatch(word))


def _quoted(scene: Scene, head: int) -> int | None:
    """Where a quoted title begins that stands right before the head, or before the link word that leads to it."""
    match = _QUOTED.search(scene.text, max(scene.start, head - LONGEST), head)
    if not match or re.search(r"[.!?]\s", match[0]):
        return None
    between = scene.folded[match.end() : head].split()
    return match.start() if all(scene.lexicon.links.fullmatch(word) or scene.lexicon.modifiers.fullmatch(word) for word in between) else None


def _without_lead(scene: Scene, text: str) -> str:
    """Leave out what stands before the first word that can begin a subject: separators, "other", a number."""
    while match := re.match(r"\s*([\w-]+|[^\w\s])", text):
        token = fold(match[1])
        if _YEARS.match(text):
            return text  # "2000–2001-ci illər üçün"
        if not (scene.lexicon.separators.fullmatch(token) or token.isdigit() or re.fullmatch(r"[^\w\s]", token) and token not in _QUOTES):
            return text
        text = text[match.end() :]
    return text


# --- a subject behind its head --------------------------------------------------------------------------------------


def _subject_behind(scene: Scene, document: Named, counted: bool) -> str | None:
    low, high = document.subject_start, _behind_day(scene, document)
    bar = scene.text.find("|", low, high)
    high = bar if bar > low else high  # the cell ends
    if quoted := _OPENING.match(scene.text, low, high + 1):
        return clean(quoted[2])
    low = _skip_states(scene, low, high)
    low, high = _skip_partners(scene, low, high), _without_partners(scene, document, (low, high))
    if low >= high:
        return None
    led = re.compile(r"\s*[,:–—]?\s*" + scene.lexicon.links.pattern).match(scene.folded, low, high) is not None
    apart = re.match(r"\s*[,:–—]", scene.folded[low:high]) is not None
    if named := _behind_comma(scene, document, low, high):
        return named
    words = _WORD.findall(scene.folded[low:high])
    if led and counted and len(words) == 2 and scene.lexicon.no_topic.fullmatch(words[1]):
        return None  # "семь меморандумов о взаимопонимании"
    if led and len(words) > 1 and all(scene.lexicon.anaphoric.fullmatch(word) for word in words[1:]):
        return None  # "a protocol on this"
    if words and not led and scene.lexicon.no_subject.fullmatch(words[0]):
        return None  # "the convention listed below"
    if scene.lexicon.clauses and words and all(scene.lexicon.clauses.adverbs.fullmatch(word) for word in words):
        return None  # "the treaty finally lapsed"
    if re.compile(r"\s*" + scene.lexicon.between.pattern).match(scene.folded, low, high) and (name := named_by_kind(scene, document)):
        return clean(f"{name} {scene.text[low:high]}")  # "a trade agreement between the ministries of A and B"
    if led and all(len(word) < 4 or word.isdigit() for word in words) and (name := named_by_kind(scene, document)):
        return clean(f"{name} {scene.text[low:high]}")  # "a cooperation programme for 2012–2014"
    if document.kind == "document" and not (led or apart or counted) and words and _is_proper(scene, document):
        return clean(f"{scene.text[document.start]}{_head_word(scene, document)[1:]}{scene.text[document.stop : high]}")
    return clean(scene.text[low:high]) if led or not (apart or counted or document.kind == "document") else None


def _is_proper(scene: Scene, document: Named) -> bool:
    """True for a word for a document that is a name by itself, by its capital, in a language that writes but names so: "подписали Акт дружбы"."""
    return scene.lexicon.governs != {} and document.start > scene.start and scene.text[document.start].isupper() and not scene.text[document.start + 1].isupper()


def _behind_comma(scene: Scene, document: Named, low: int, high: int) -> str | None:
    """The subject behind the comma of a cell, with the name of the document: "Agreement, merchant shipping", "Grant agreement, power line"."""
    cell = _CELL.match(scene.text, low, high)
    if scene.kind != "row" or not cell or any(low <= date.start < cell.end() for date in scene.dates):
        return None
    bare = _name_start(scene, document) == document.start
    return clean(cell[1] if bare else f"{own_title(scene, document)} {cell[1]}")


def _behind_day(scene: Scene, document: Named) -> int:
    """Where a subject ends that names another document with the day it is of: "a protocol amending the agreement on trade of 4 November 1999"."""
    low, high = document.subject_start, document.subject_stop
    if not any(scene.search(sign.pattern, low, high) for sign in scene.lexicon.kinds):
        return high
    dates = [date for date in scene.dates if date.start >= high and (len(date.edtf) > len("1999") or not scene.lexicon.positional)]
    return next((date.stop for date in dates if scene.lexicon.dated_of.fullmatch(scene.folded, high, date.start)), high)


def _skip_states(scene: Scene, low: int, high: int) -> int:
    """Leave out "between A and B" right after the head where A and B are just states."""
    match = re.compile(r"\s*").match(scene.folded, low, high)
    between = scene.lexicon.between.match(scene.folded, match.end() if match else low, high)
    if not between:
        return low
    links = [link.start() for link in scene.lexicon.links.finditer(scene.folded, between.end(), high)]
    behind = [link for link in links if link > between.end() + 1 and only_states(scene, between.end(), link)]
    if behind and (len(behind) == len(links) or not only_states(scene, between.end(), high)):
        return behind[-1] if not only_states(scene, between.end(), high) else high
    return high if not links and only_states(scene, between.end(), high) else low


def _skip_partners(scene: Scene, low: int, high: int) -> int:
    """Leave out "with A" right after the head where A is just a state, or where a subject follows behind it."""
    partner = re.compile(r"\s*" + scene.lexicon.partner.pattern).match(scene.folded, low, high)
    if not partner:
        return low
    links = [m for m in scene.lexicon.links.finditer(scene.folded, partner.end(), high) if m.start() > partner.end() + 2]
    behind = [link.start() for link in links if only_states(scene, partner.end(), link.start())]
    if behind:
        return behind[-1]
    return high if not links else low


def _without_partners(scene: Scene, document: Named, span: tuple[int, int]) -> int:
    """Leave "with A" or "between A and B" out at the end where they are just states: "of friendship with India"."""
    low, high = span
    led = [m for words in (scene.lexicon.partner, scene.lexicon.between) for m in words.finditer(scene.folded, low, high) if not is_of_inner(scene, document, m.start(), high)]
    for match in sorted(led, key=lambda m: m.start()):
        towns = [place for place in scene.all_places if match.end() <= place.start < high and place.kind == "city" and not is_capital(place)]
        if not towns and only_states(scene, match.end(), high) and (scene.search(scene.lexicon.states, match.end(), high) or any(match.end() <= place.start < high for place in scene.all_places)):
            return drop_tail(scene, low, match.start())
    return high


# --- documents known by their own name ------------------------------------------------------------------------------


def own_title(scene: Scene, document: Named) -> str | None:
    """The words for the document with their adjectives, in base form, for one that has no subject: "joint statement", "Kyiv declaration"."""
    start = _name_start(scene, document)
    head = next((base for base in scene.lexicon.bases if base.pattern.fullmatch(scene.folded[document.start : document.stop])), None)
    written = scene.text[start : document.start].split()
    words = [_nominative(word, head.endings) for word in written] if head else written
    if head is None or head.endings and written and words == written:
        return clean(scene.text[start : document.stop])  # a nominative, or a plural
    return clean(" ".join([*words, _head_word(scene, document)]))


def _head_word(scene: Scene, document: Named) -> str:
    """The word for a document in the nominative, as the data of its language tells it, else as written."""
    word = scene.text[document.start : document.stop]
    for base in scene.lexicon.bases:
        if match := base.pattern.fullmatch(fold(word)):
            return word[: match.end(1)] if match.groups() and match[1] else base.value
    return word


def named_by_kind(scene: Scene, document: Named) -> str | None:
    """The own title of a document that an adjective or noun before its word names: "a trade agreement", "the Kyiv accords", "the Framework Agreement"."""
    words = list(_WORD.finditer(scene.folded, _name_start(scene, document), document.start))
    said = any(document.kind != "document" and scene.lexicon.naming.fullmatch(match[0]) or not _says_nothing(scene, match[0]) or _is_capital(scene, document, match) for match in words)
    return own_title(scene, document) if said or is_name(scene, document) else None


def _is_capital(scene: Scene, document: Named, match: re.Match[str]) -> bool:
    """True for a word of a name in capitals, in a language that writes names so: "a Framework Agreement", "the Second Additional Protocol"."""
    name = scene.lexicon.positional and scene.text[match.start()].isupper() and scene.text[document.start].isupper()
    return bool(name) and match.start() > scene.start and not scene.lexicon.noise.fullmatch(match[0])


def named_by_kinds(scene: Scene, document: Named) -> list[str]:
    """The own titles of documents that one plural word names, each by what stands before it: "visa facilitation and readmission agreements"."""
    last = named_by_kind(scene, document)
    start = _name_start(scene, document)
    joint = re.compile(r"(?P<word>\w+)\s+\Z").search(scene.folded, max(scene.start, start - NAME), start)
    if last is None or joint is None or not scene.lexicon.coordinators.fullmatch(joint["word"]):
        return [last] if last else []
    before = replace(document, start=joint.start())
    words = _WORD.findall(scene.folded[_name_start(scene, before) : joint.start()])
    qualifies = scene.lexicon.positional and len(words) == 1 and scene.lexicon.qualifying.fullmatch(words[0]) and len(_WORD.findall(last)) > 2  # "economic and cultural cooperation agreements"
    if qualifies or not any(not _says_nothing(scene, word) for word in words):
        return [last]
    return [f"{scene.text[_name_start(scene, before) : joint.start()].strip()} {_head_word(scene, document)}", last]


def _name_start(scene: Scene, document: Named) -> int:
    """Where the adjectives of a document begin; those that only name its parties are none of its own."""
    start = document.start
    words = list(_WORD.finditer(scene.folded, max(scene.start, start - NAME), start))
    for at, match in reversed(list(enumerate(words))):
        if at and start < document.start and (_joins_names(scene, words[at - 1], match, start) or at > 1 and _joins_nouns(scene, words[at - 2 : at + 1], start)):
            start = match.start()
            continue
        counted = match[0] in scene.lexicon.ordinals and scene.lexicon.positional and start < document.start and scene.text[match.start()].isupper() and match.start() > scene.start
        noise = scene.lexicon.noise.fullmatch(match[0]) or match[0] in scene.lexicon.numbers
        parted = scene.folded[match.end() : start].strip() or noise and not counted
        if parted or not (counted or _is_own(scene, match.start(), match[0]) or in_name(scene, document.start, match.start())):
            break
        start = match.start()
    return start


def _joins_names(scene: Scene, before: re.Match[str], match: re.Match[str], behind: int) -> bool:
    """True for "and" between two nouns of a title in capitals: "Partnership and Cooperation Agreement"."""
    capital = scene.text[before.start()].isupper() and scene.text[behind].isupper()
    apart = scene.folded[before.end() : match.start()].strip() or scene.folded[match.end() : behind].strip()
    return capital and not apart and scene.lexicon.coordinators.fullmatch(match[0]) is not None and _is_own(scene, before.start(), before[0])


def _joins_nouns(scene: Scene, words: list[re.Match[str]], behind: int) -> bool:
    """True for "and" between two nouns behind one article: "an oil and gas agreement"."""
    article, noun, match = words
    apart = scene.folded[article.end() : noun.start()].strip() or scene.folded[noun.end() : match.start()].strip() or scene.folded[match.end() : behind].strip()
    document = any(sign.pattern.fullmatch(noun[0]) for sign in scene.lexicon.kinds)
    return article[0] in scene.lexicon.articles and not apart and not document and scene.lexicon.coordinators.fullmatch(match[0]) is not None and _is_own(scene, noun.start(), noun[0])


def _is_own(scene: Scene, at: int, word: str) -> bool:
    place = next((place for place in scene.all_places if place.start <= at < place.stop), None)
    if place is not None:
        return place.form != "noun" and (place.kind == "city" or scene.lexicon.governs != {} and at > scene.start and scene.text[at].isupper())  # "Алжирская декларация"
    if scene.kind == "row" and kind_alone(scene, word) is not None:
        return False  # of the visit, in the cell before: "официальный | совместное коммюнике"
    verb = any(one.group_start <= at < one.stop for one in scene.predicates if one.sense != "other") or any(a.start <= at < a.stop for a in scene.actors)
    return scene.lexicon.modifiers.fullmatch(word) is not None or not verb and scene.lexicon.attributes.fullmatch(word) is not None


def _nominative(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    """An adjective in the nominative, by the ending that agrees with its noun.

    >>> _nominative("Киевскую", (("ую", "ая"), ("ой", "ая")))
    'Киевская'
    """
    return next((word[: -len(old)] + new for old, new in endings if word.endswith(old)), word)
