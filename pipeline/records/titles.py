"""The subject of a document, cut out of its sentence; and the subjects of several documents that share one word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records.scene import Scene
from pipeline.records.status import SIGNINGS
from pipeline.text import fold

_QUOTES = "“”„«»\"‘’"
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]{4,260}[”»“\"](?=[^“”„«»\"]{0,40}\Z)")
_EDGE = " \t\n,;:.–—-" + _QUOTES
_HARD = re.compile(r"[;:()]|\s[–—]\s")
LONGEST = 320  # characters of a title; a longer one has swallowed a clause


@dataclass(frozen=True, slots=True)
class Named:
    """A word for a document in a scene, with its kind and the stretch in which its subject stands."""

    start: int
    stop: int
    kind: str
    subject_start: int
    subject_stop: int


def find_documents(scene: Scene) -> list[Named]:
    """The words for documents in a sentence, each with the stretch of its subject, in order."""
    heads = _heads(scene)
    marks = [stop for _, stop, _ in heads] if scene.lexicon.head_last else [start for start, _, _ in heads]
    found = []
    for at, (start, stop, kind) in enumerate(heads):
        if scene.lexicon.head_last:
            low = _left_edge(scene, start, marks[at - 1] if at else scene.start)
            found.append(Named(start, stop, kind, low, start))
        else:
            limit = _before_modifiers(scene, marks[at + 1]) if at + 1 < len(heads) else scene.stop
            found.append(Named(start, stop, kind, stop, max(stop, _right_edge(scene, stop, limit))))
    return found


def _heads(scene: Scene) -> list[tuple[int, int, str]]:
    covered = [(a.start, a.stop) for a in scene.actors] + [m.span() for m in scene.finditer(scene.lexicon.not_kinds)]
    covered += [(date.start, date.stop) for date in scene.dates]
    found = sorted(
        (match.start(), match.end(), sign.value)
        for sign in scene.lexicon.kinds
        for match in scene.finditer(sign.pattern)
        if not any(start <= match.start() < stop for start, stop in covered)
    )
    kept: list[tuple[int, int, str]] = []
    for head in found:
        if not kept or head[0] >= kept[-1][1]:
            kept.append(head)
    return kept


def _left_edge(scene: Scene, head: int, previous: int) -> int:
    """Where the subject before a head-last document begins: after the last thing that cannot belong to it."""
    low = max(previous, head - LONGEST)
    edges = [low] + [m.end() for m in _HARD.finditer(scene.folded, low, head)]
    for pattern in (scene.lexicon.title_stops, scene.lexicon.during, scene.lexicon.among):
        edges += [m.end() for m in pattern.finditer(scene.folded, low, head)]
    edges += [predicate.stop for predicate in scene.told(*SIGNINGS) if low < predicate.stop <= head]
    edges += [date.stop for date in scene.dates if low < date.stop <= head]
    edges += [a.stop for a in scene.actors if low < a.stop <= head]
    edges += [a.stop for a in scene.places if low < a.stop <= head and {"loc", "dat", "abl"} & set(a.marks) and _is_city(a)]
    edge = _past_word(scene, max(edges), head)
    return _without_states(scene, edge, head)


def _past_word(scene: Scene, edge: int, head: int) -> int:
    """An edge inside a word moves to the word's end (an ending may follow a mention)."""
    match = re.compile(r"[\w-]*").match(scene.folded, edge, head) if edge and scene.folded[edge - 1 : edge].isalnum() else None
    return match.end() if match else edge


def _is_city(argument) -> bool:  # type: ignore[no-untyped-def]
    return argument.place is not None and argument.place.kind == "city"


def _without_states(scene: Scene, low: int, head: int) -> int:
    """Leave "between A and B" out where A and B are just the states; named bodies stay."""
    matches = list(scene.lexicon.between.finditer(scene.folded, low, head))
    return matches[-1].end() if matches and _only_states(scene, low, matches[-1].start()) else low


def _only_states(scene: Scene, start: int, stop: int) -> bool:
    rest = scene.folded[start:stop]
    for place in reversed([p for p in scene.all_places if start <= p.start and p.stop <= stop]):
        rest = rest[: place.start - start] + " " + rest[place.stop - start :]
    return not re.search(r"\w{3,}", scene.lexicon.states.sub(" ", rest))


def _before_modifiers(scene: Scene, head: int) -> int:
    """Step back from a head over its adjectives, its number and the word that joins it to the document before."""
    at = head
    for match in reversed(list(re.compile(r"[\w-]+|[^\w\s]").finditer(scene.folded, max(scene.start, head - 80), head))):
        token = match[0]
        joins = scene.lexicon.separators.fullmatch(token)
        if not (scene.lexicon.modifiers.fullmatch(token) or token in scene.lexicon.numbers or token.isdigit() or joins):
            break
        at = match.start()
    return at


def _right_edge(scene: Scene, start: int, limit: int) -> int:
    """Where the subject after a head-first document ends: before the first thing that cannot belong to it."""
    high = min(limit, start + LONGEST)
    edges = [high] + [m.start() for m in _HARD.finditer(scene.folded, start, high)]
    for pattern in (scene.lexicon.title_stops, scene.lexicon.during, scene.lexicon.among, scene.lexicon.others):
        edges += [m.start() for m in pattern.finditer(scene.folded, start, high)]
    edges += [predicate.group_start for predicate in scene.told(*SIGNINGS) if start <= predicate.start < high]
    edges += [date.start for date in scene.dates if start <= date.start < high and not _in_subject(scene, date)]
    edges += [a.start for a in scene.actors if start <= a.start < high]
    edges += [a.start for a in scene.places if start <= a.start < high and _is_city(a) and not {"gen", "of"} & set(a.marks)]
    return _drop_tail(scene, start, min(edges))


def _in_subject(scene: Scene, date) -> bool:  # type: ignore[no-untyped-def]
    """A stretch of years belongs to a programme's name: "for 2019-2021"."""
    return "/" in date.edtf and len(date.edtf) == 9 and not date.edtf.startswith("..")


def _drop_tail(scene: Scene, start: int, stop: int) -> int:
    """Leave out a preposition, article or connecting word that led to what was cut off."""
    while match := re.search(r"([\w-]+|[^\w\s])\s*\Z", scene.folded[start:stop]):
        token = match[1]
        loose = token in scene.lexicon.prepositions or token in scene.lexicon.connectors or token in ("the", "a", "an")
        if not loose and not scene.lexicon.separators.fullmatch(token):
            return stop
        stop = start + match.start()
    return stop


def clean(text: str) -> str | None:
    """A title without quotation marks and stray signs at its edges; None where nothing is left.

    >>> clean(' “Dostluq haqqında” ')
    'Dostluq haqqında'
    """
    words = " ".join("".join(" " if ch in _QUOTES else ch for ch in text).split()).strip(_EDGE)
    return words or None


def subject(scene: Scene, document: Named) -> str | None:
    """The subject of a document, as written; None where it has none.

    Where the head ends its phrase and no link word ("haqqında") leads to it, the head belongs to the name: "Kiyev bəyannaməsi".
    """
    low, high = document.subject_start, document.subject_stop
    if not scene.lexicon.head_last:
        return clean(scene.text[_skip_states(scene, low, high) : high])
    quoted = _quoted(scene, high)
    text = _without_lead(scene, scene.text[quoted if quoted is not None else low : high])
    words = re.findall(r"\w+(?:-\w+)?", fold(text))
    if not [word for word in words if not _says_nothing(scene, word)]:
        return None
    return clean(text if scene.lexicon.links.search(fold(text)) else text + scene.text[high : document.stop])


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


def _skip_states(scene: Scene, low: int, high: int) -> int:
    """Leave out "between A and B" right after the head where A and B are just states."""
    match = re.compile(r"\s*").match(scene.folded, low, high)
    between = scene.lexicon.between.match(scene.folded, match.end() if match else low, high)
    if not between:
        return low
    link = scene.lexicon.links.search(scene.folded, between.end(), high)
    if link and _only_states(scene, between.end(), link.start()):
        return link.start()
    return high if not link and _only_states(scene, between.end(), high) else low


def _without_lead(scene: Scene, text: str) -> str:
    """Leave out what stands before the first word that can begin a subject: separators, "other", a number."""
    while match := re.match(r"\s*([\w-]+|[^\w\s])", text):
        token = fold(match[1])
        if not (scene.lexicon.separators.fullmatch(token) or token.isdigit() or re.fullmatch(r"[^\w\s]", token) and token not in _QUOTES):
            return text
        text = text[match.end() :]
    return text


def own_title(scene: Scene, document: Named) -> str | None:
    """The words for the document with their adjectives, for one that has no subject: "joint statement"."""
    start = document.start
    for match in reversed(list(re.compile(r"[\w-]+").finditer(scene.folded, max(scene.start, start - 60), start))):
        if not scene.lexicon.modifiers.fullmatch(match[0]) or scene.lexicon.noise.fullmatch(match[0]) or scene.folded[match.end() : start].strip():
            break
        start = match.start()
    return clean(scene.text[start : document.stop])


def split_subject(scene: Scene, title: str, count: int | None) -> list[str]:
    """The subjects that share one plural word: "on trade, transport and culture"."""
    parts = [part.strip() for part in re.split(r"[,;]", title) if part.strip()]
    if len(parts) > 1 or count and count > 1:
        parts = _split_last(scene, parts, count)
    if len(parts) < 2 or count and len(parts) != count:
        return [title]
    return _with_shared(scene, parts)


def _split_last(scene: Scene, parts: list[str], count: int | None) -> list[str]:
    """Cut the last part at its connecting word, where the number asks for it or the language writes "A, B and C"."""
    head, last = parts[:-1], parts[-1]
    pieces = [piece.strip() for piece in re.split(r"\s+(?=" + scene.lexicon.separators.pattern.split("|", 2)[2] + ")", last, maxsplit=1)]
    wanted = count == len(head) + 2 or not count and not scene.lexicon.head_last
    if len(pieces) == 2 and wanted:
        pieces[1] = scene.lexicon.separators.sub("", pieces[1], count=1).strip()
        return [*head, *pieces]
    return [*head, scene.lexicon.separators.sub("", last, count=1).strip() if scene.lexicon.separators.match(last) else last]


def _with_shared(scene: Scene, parts: list[str]) -> list[str]:
    """Give every part the words that only the first or the last one carries."""
    bearer = parts[-1] if scene.lexicon.head_last else parts[0]
    match = scene.lexicon.tail.search(bearer)
    if not match:
        return parts
    shared = match[0].strip()
    return [part if scene.lexicon.tail.search(part) else f"{part} {shared}" if scene.lexicon.head_last else f"{shared} {part}" for part in parts]
