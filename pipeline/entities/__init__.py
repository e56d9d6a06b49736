"""Who and where: persons, office holders and delegations, countries, cities and organisations, in base form, with office and country."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from pipeline.engines import NameFinder
from pipeline.entities.careers import with_careers
from pipeline.entities.cited import find_cited
from pipeline.entities.ground import Ground, Where, build
from pipeline.entities.headwords import find_headword, find_life, note_offices, with_hero
from pipeline.entities.inflection import readings
from pipeline.entities.known import find_years
from pipeline.entities.mentions import find_mentions
from pipeline.entities.namebook import given
from pipeline.entities.namesakes import settled
from pipeline.entities.other_names import without_other_names
from pipeline.entities.parts import Usage
from pipeline.entities.people import gather
from pipeline.entities.resolving import resolve
from pipeline.entities.state import ABOUT
from pipeline.entities.tokens import Token, plain_marks, tokenize
from pipeline.text import blank, fold
from pipeline.values import Date, Entities, Place, Segmentation

__all__ = ["find_entities"]


def find_entities(text: str, segmentation: Segmentation, find_more: NameFinder | None = None, dates: Sequence[Date] = ()) -> Entities:
    """The actors and places of a document; ``find_more`` tells names that the rules may have left. The words of its ``dates`` name nobody: "May 11".

    >>> from pipeline.documents import read_text
    >>> from pipeline.segmentation import segment
    >>> document = read_text("Gürcüstan Prezidenti Eduard Şevardnadze Bakıya gəldi.", "a")
    >>> found = find_entities(document.text, segment(document))
    >>> [(actor.name, actor.office, actor.country) for actor in found.actors]
    [('Eduard Şevardnadze', 'head_of_state', 'GEO')]
    >>> [(place.base, place.code, place.cases) for place in found.places]
    [('Gürcüstan', 'GEO', ('nom',)), ('Bakı', 'AZE', ('dat',))]
    """
    plain = plain_marks(blank(text, ((span.start, span.stop) for span in segmentation.citations)))
    words = [tokenize(plain, (sentence.start, sentence.stop), sentence.language) for sentence in segmentation.sentences]
    usage = _usage(words, segmentation)
    learned = _learned(plain, segmentation, find_more)
    dated = frozenset(at for date in dates for at in range(date.start, date.stop))
    grounds: list[Ground] = []
    for index, sentence in enumerate(segmentation.sentences):
        where = Where(index, sentence.language, segmentation.blocks[sentence.block].kind, (sentence.start, sentence.stop), sentence.block)
        grounds.append(build(where, plain, words[index], usage[sentence.language], previous=grounds[-1] if grounds else None, learned=learned[index], dated=dated))
    grounds = settled(grounds)
    folded = fold(plain)
    found = [with_careers(ground, without_other_names(find_mentions(ground, folded, usage[ground.code]))) for ground in grounds]
    head = find_headword(grounds, usage) or find_life(grounds, found)
    mentions = chain.from_iterable(with_hero(ground, own, head) if head else own for ground, own in zip(grounds, found, strict=True))
    people, kept = gather((mention for mention in mentions if mention.start not in dated or mention.stop - 1 not in dated), find_years(text, dates))
    hero = people.person(head) if head else None
    if head and hero:
        note_offices(hero, kept, head)
    authors, printed = find_cited(text, segmentation)
    unlisted = (*(one.place for ground in grounds for one in ground.unlisted), *printed)
    actors = tuple(resolve(kept, people, (text, dates), (grounds, _homes(grounds)), hero))
    return Entities(actors, _places(grounds), unlisted, authors, hero.called(head.ground.code) if head and hero else None)


def _learned(text: str, segmentation: Segmentation, find_more: NameFinder | None) -> list[tuple[tuple[int, int], ...]]:
    """For each sentence the spans of the people's names that a model finds in it."""
    sentences = segmentation.sentences
    if find_more is None:
        return [()] * len(sentences)
    found = find_more([(text[each.start : each.stop], each.language) for each in sentences])
    return [tuple((each.start + start, each.start + stop) for start, stop, label in names if label == "PER") for each, names in zip(sentences, found, strict=True)]


def _usage(words: list[list[Token]], segmentation: Segmentation) -> dict[str, Usage]:
    """How the document uses the words of each language."""
    small: dict[str, set[str]] = {}
    forms: dict[str, dict[str, set[str]]] = {}
    heads: dict[str, dict[str, set[str]]] = {}
    for sentence, tokens in zip(segmentation.sentences, words, strict=True):
        code = sentence.language
        own, known, before = small.setdefault(code, set()), forms.setdefault(code, {}), heads.setdefault(code, {})
        for at, token in enumerate(tokens):
            if token.kind == "lower":
                own.add(token.low)
            elif token.kind == "word":
                bases = {one.base for one in readings(token.low, code)}
                named = _is_behind_given(tokens, at, code)
                for base in bases:
                    known.setdefault(base, set()).add(token.low)
                    if named:
                        before.setdefault(base, set()).add(tokens[at - 1].low)
    return {code: Usage(frozenset(small[code]), _frozen(forms[code]), _frozen(heads[code])) for code in small}


def _is_behind_given(tokens: list[Token], at: int, code: str) -> bool:
    """Whether a word follows a given name, or a second name behind one: "Antoniu Ramalyu | Eaniş"."""
    before = [tokens[near] for near in range(at - 1, max(-1, at - 3), -1)]
    together = [one for one, behind in zip(before, (tokens[at], *before), strict=False) if behind.near and one.kind == "word"]
    return bool(before) and together[:1] == before[:1] and any(given(one.low, code) for one in (together if together == before else before[:1]))


def _frozen(sets: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in sets.items()}


def _homes(grounds: list[Ground]) -> tuple[tuple[int, str], ...]:
    """The countries of the datelines, each with the sentence from which it holds: of a city that opens a sentence near the beginning, before a
    comma, or a block further on, in capitals or before a date."""
    found = []
    blocks: set[int] = set()
    for ground in grounds:
        place = ground.place_from.get(0)
        opens = ground.block not in blocks
        blocks.add(ground.block)
        if place is None or place.place.kind != "city" or ground.after(place.last)[:1] not in _MARKS:
            continue
        dated = any(letter.isdigit() for letter in ground.text[place.place.stop : place.place.stop + _DATED])
        if ground.index < _DATELINES or (opens and (ground.tokens[0].caps or dated)):
            found.append((ground.index, place.place.code))
    return tuple(found) or _title_home(grounds)


def _title_home(grounds: list[Ground]) -> tuple[tuple[int, str], ...]:
    """The one country that the title names, as the country that a text without a dateline is about."""
    told = {each.place.code for ground in grounds if ground.kind == "title" for each in ground.places if each.place.kind == "country"}
    return ((ABOUT, told.pop()),) if len(told) == 1 else ()


_MARKS = frozenset(",.–—/(")
_DATELINES = 4  # sentences in which a dateline stands: behind a title and the author's name
_DATED = 20  # characters behind a city in which the date of a dateline stands


def _places(grounds: list[Ground]) -> tuple[Place, ...]:
    """The places of all sentences, in order; a country that only tells whose capital is meant is part of the capital."""
    found = []
    for ground in grounds:
        inner = [each.place for each in ground.places]
        found += [place for place in inner if not any(one.start <= place.start and place.stop <= one.stop for one in ground.more)]
        found += ground.more
    return tuple(sorted(found, key=lambda place: (place.start, place.stop)))
