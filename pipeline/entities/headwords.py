"""The headword of an encyclopaedia's entry on a person, "ƏLİYEV Heydər (1923–2003)", and the initial by which the entry calls its hero."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.entities.drafts import Draft
from pipeline.entities.ground import Ground
from pipeline.entities.inflection import inflection
from pipeline.entities.mentions import Mention
from pipeline.entities.namebook import words
from pipeline.entities.naming import Base, base_form, plain_name
from pipeline.entities.parts import Part, Usage, find_parts
from pipeline.entities.people import Fact, Person
from pipeline.entities.persons import Name
from pipeline.entities.places import Found
from pipeline.entities.scoring import Setting
from pipeline.text import fold

HEAD = 3  # sentences at the head of a document among which the entry begins
YOUNGEST = 25  # years of a life, which terms of office and wars do not last
NEAR = 60  # characters behind an office in which its years stand
LONGEST_SOUND = 3  # letters for one sound at most
GIVEN = 4  # words of given names and patronymic at most
_BORN = r", ?(?:b|born|d|р|род|doğ)\b\.?[^;()]{0,60}?"  # ", b. Tallinn 29 March 1929"
_IN = r"(?:[^()\[\]]|[(\[][^()\[\]]{1,20}[)\]])"  # inside the brackets of a life: the day of another calendar may stand in its own, "4 (16).3.1882"
_LIFE = re.compile(rf"(?: \([^()\d]{{2,40}}\))?(?:[ ,]{{0,2}}[(\[]{_IN}{{0,60}}?|{_BORN})(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")  # "(d. 23.8.1950, Frunze)", "(in full A.-B.) [1900 – 1986]"
_TERM = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?[–—-]\s?(\d{4}|\d\d)(?!\d))?")
_WHOLE_LIFE = re.compile(rf"\s?[(\[](?:{_IN}{{0,60}}?(?:1[6-9]|20)\d\d{_IN}{{0,60}}?\s?[–—-]\s?{_IN}{{0,60}}?(?:1[6-9]|20)\d\d|(?:b|born|d|р|род)\.? {_IN}{{0,60}}?(?:1[6-9]|20)\d\d){_IN}{{0,40}}[)\]]")
_STATED = re.compile(r",? [–—-] ")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_OTHER_SPELLING = re.compile(r"\s*\([^)\d]{2,40}\),?\s*\Z")  # "КЕККОНЕН (Kekkonen) Урхо"
_NUMERAL = re.compile("[IVX]{2,}")  # "III Bakı Forumu"
_GENITIVE = re.compile(r"-\w*n[ıiuü]n|['’]s")
_GONE = ("SUN", "YUG", "CSK", "DDR")  # states of which somebody is told to have been besides


def find_headword(grounds: Sequence[Ground], usage: dict[str, Usage]) -> Mention | None:
    """The person whose entry a document is, by a mention in base form, given names first; None where it is no such entry."""
    for at, ground in enumerate(grounds[:HEAD]):
        family = _family(ground)
        last = _given_stop(ground, family)
        if family and last > family and (_is_alone(ground, last) or _LIFE.match(ground.text, ground.tokens[last - 1].stop, ground.edges[1]) or _is_stated(ground, last)):
            found = _headword(ground, (family, last), usage[ground.code])
            behind = found.draft.country or next((_first_country(other.places) for other in grounds[at + 1 : at + 2]), None)
            return replace(found, draft=replace(found.draft, country=behind))
    return None


def _is_alone(ground: Ground, last: int) -> bool:
    """True for a headword that stands in its line alone, with the father's name: "MƏMMƏDOV Rauf Əli oğlu"."""
    return last == len(ground.tokens) and ground.tokens[-1].low in inflection(ground.code).possessed


def _is_stated(ground: Ground, last: int) -> bool:
    """True for a family name in capitals with given names, of which a dash tells what he is and where: "КУЧАН Милан – президент Словении"."""
    stop = ground.tokens[last - 1].stop
    return ground.tokens[0].caps and _STATED.match(ground.text, stop, ground.edges[1]) is not None and _country(ground, stop) is not None


def find_life(grounds: Sequence[Ground], mentions: Sequence[Sequence[Mention]]) -> Mention | None:
    """The person whose entry a document is that opens with the name as it is said, and the years of a whole life: "Lennart Meri (1929–2006) was ..."."""
    for ground, own in zip(grounds[:HEAD], mentions, strict=False):
        first = own[0] if own and own[0].draft.first == 0 else None
        if first is None or first.base is None or len(first.base.words) < 2 or not first.subject or first.draft.office is not None:
            continue
        life = _WHOLE_LIFE.match(ground.text, first.stop, ground.edges[1])
        years = [int(year) for year in _YEAR.findall(life[0])] if life else []
        if life and (len(years) < 2 or years[-1] - years[0] > YOUNGEST):
            return replace(first, draft=replace(first.draft, country=first.draft.country or _country(ground, first.stop)))
    return None


def _family(ground: Ground) -> int:
    """The number of words of the family name that opens a sentence: those in capitals, or one before a comma or before a given name and a patronymic."""
    tokens = ground.tokens
    if not tokens or ground.text[ground.edges[0] : tokens[0].start].strip():
        return 0
    shouted = 0
    while shouted < min(GIVEN, len(tokens)) and tokens[shouted].caps and len(tokens[shouted].text) > 1 and not _NUMERAL.fullmatch(tokens[shouted].text) and (not shouted or tokens[shouted].near):
        shouted += 1
    if shouted or tokens[0].kind != "word" or len(tokens) < GIVEN:
        return shouted
    patronymic = words(ground.code).patterns["patronymics"]
    by_father = tokens[1].near and tokens[2].near and patronymic.match(tokens[2].low) and not patronymic.match(tokens[1].low)
    return int(bool(ground.gap(1) == "," or by_father))


def _given_stop(ground: Ground, family: int) -> int:
    """The number of the word behind the given names that follow the family name."""
    tokens, last = ground.tokens, family
    while family and last < len(tokens) and last - family < GIVEN and (tokens[last].kind in ("word", "initial") or tokens[last].low in inflection(ground.code).possessed) and not tokens[last].caps:
        between = ground.text[tokens[last - 1].stop : tokens[last].start]
        first = last == family and (between.strip() == "," or _OTHER_SPELLING.match(between))
        if not (tokens[last].near or first):
            break
        last += 1
    if family and last == family and last < len(tokens) and "(" in ground.gap(last):  # another spelling in brackets: "КЕККОНЕН (Kekkonen) Урхо"
        behind = next((at for at in range(last, min(last + GIVEN, len(tokens))) if ")" in ground.gap(at)), last)
        if behind > last and _OTHER_SPELLING.match(ground.text, tokens[family - 1].stop, tokens[behind].start):
            last = behind
            while last < len(tokens) and last - behind < GIVEN and tokens[last].kind in ("word", "initial") and (last == behind or tokens[last].near):
                last += 1
    return last


def _headword(ground: Ground, span: tuple[int, int], usage: Usage) -> Mention:
    family, last = span
    start = next((at for at in range(family, last) if ")" in ground.gap(at)), family)
    found = find_parts(ground.tokens, [False] * len(ground.tokens), ground.code, usage)
    order = [*range(start, last), *range(family)]
    parts = tuple(found[at] or Part(ground.tokens[at], "word") for at in order)
    told = plain_name(parts, ground.code)
    gender = base_form(parts, ground.code, usage, Setting(frozenset({"nom"}))).gender
    name = Name(0, last, parts, "act")
    draft = Draft(0, last, name, None, _country(ground, ground.tokens[last - 1].stop), ("nom",))
    return Mention(*ground.span(0, last), ground, draft, Base(" ".join(told), ("nom",), gender, told), ("nom",), gender)


def _country(ground: Ground, stop: int) -> str | None:
    """The country that the words behind a name and the years of a life tell: "qırğız diplomatı", "president of Estonia"."""
    life = _LIFE.match(ground.text, stop, ground.edges[1])
    closed = min((at for mark in ")]" if (at := ground.text.find(mark, life.end() if life else stop, ground.edges[1])) >= 0), default=ground.edges[1] if life else stop)
    return _first_country([each for each in ground.places if each.place.start > closed])


def _first_country(places: Sequence[Found]) -> str | None:
    """The first country of some places, rather one that still is: "Estonian writer, film-maker and statesman"."""
    codes = [each.place.code for each in places if each.place.kind == "country"]
    return next((code for code in codes if code not in _GONE), codes[0] if codes else None)


def with_hero(ground: Ground, mentions: Sequence[Mention], head: Mention) -> list[Mention]:
    """The mentions of a sentence with the hero of the entry: by the headword in the place of what stands there, else by each initial that is his."""
    if ground is head.ground:
        return [head, *(mention for mention in mentions if mention.draft.first >= head.draft.last)]
    mentions = [mention for mention in mentions if mention.stop - mention.start > 1]  # "M., Ulmanis and Brazauskas": a letter is nobody's name
    return sorted([*mentions, *_initials(ground, mentions, head)], key=lambda mention: (mention.start, mention.stop))


def note_offices(hero: Person, mentions: Sequence[Mention], head: Mention) -> None:
    """Add the offices that the headword's own sentence tells of the hero: "..., 8-й президент республики (1956–82)"."""
    told = [mention for mention in mentions if mention.sentence == head.sentence and mention.start > head.start]
    for mention, behind in zip(told, [*(other.start for other in told[1:]), head.ground.edges[1]], strict=False):
        draft = mention.draft
        if mention.base is None and draft.office is not None and not (draft.plural or mention.pronoun):
            country = draft.country or head.draft.country
            terms = _terms(head.ground.text[mention.stop : min(behind, mention.stop + NEAR)])
            hero.facts.append(Fact(mention.start, draft.office, country, draft.former, draft.weak, portfolio=draft.portfolio, years=terms))


def _terms(text: str) -> tuple[tuple[int, int], ...]:
    """The terms of office told behind one, by their first and last years: "(1992–93, 1997–2002)"."""
    found = []
    for match in _TERM.finditer(text):
        first, last = match[1], match[2] or match[1]
        found.append((int(first), int(first[: 4 - len(last)] + last)))
    return tuple(found)


def _initial_sound(family: str, code: str) -> str:
    """A pattern of the initial of a family name: its first letter, or the letters that a language has for one sound ("Дж." is what ДЖЕМ is called)."""
    sound = words(code).patterns["sounds"].match(fold(family))
    return re.escape(family[:1]) + (rf"(?:(?i:{re.escape(family[1 : sound.end()])}))?" if sound else "")


def _initials(ground: Ground, mentions: Sequence[Mention], head: Mention) -> list[Mention]:
    """The mentions of an entry's hero by his initial: "O., 2010 ildə", "К. посетил", "O. grew up"."""
    base, draft = head.base, head.draft
    if base is None or draft.name is None or ground.index <= head.sentence:
        return []
    given_first = draft.name.parts[0].token.start == head.start  # "Lennart Meri (1929–2006)"
    letter = _initial_sound(base.words[-1] if given_first else ground.text[head.start : head.start + LONGEST_SOUND], ground.code)
    taken = {at for mention in mentions for at in range(mention.start, mention.stop)}
    found = []
    for match in re.compile(rf"(?<![\w.-]){letter}\.(-\w+|['’]s)?(?=[\s,;:)–—-])(?!\s?[^\W\d_]\.)").finditer(ground.text, *ground.edges):
        at = next((at for at, token in enumerate(ground.tokens) if token.start == match.start()), None)
        behind = "" if at is None or at + 1 >= len(ground.tokens) else ground.tokens[at + 1].kind
        if at is None or match.start() in taken or behind in ("word", "initial") and not ground.text[match.end() : ground.tokens[at + 1].start].strip():
            continue
        cases = ("gen",) if match[1] and _GENITIVE.fullmatch(fold(match[1])) else ("nom",)
        own = replace(draft, first=at, last=at + 1, name=replace(draft.name, first=at, last=at + 1), cases=(), office=None)
        found.append(Mention(match.start(), match.end(), ground, own, replace(base, cases=cases), cases, head.gender))
    return found

