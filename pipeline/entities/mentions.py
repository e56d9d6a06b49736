"""Everything in a document that may mean a person, in order: drafts with the base form of their names, and pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.entities.beside import is_led
from pipeline.entities.drafts import Draft
from pipeline.entities.ground import Ground
from pipeline.entities.inflection import inflection, readings
from pipeline.entities.joining import find_drafts
from pipeline.entities.known import NO_YEAR, bearers, holds
from pipeline.entities.naming import Base, base_form, word_bases
from pipeline.entities.nations import find_nations
from pipeline.entities.parts import Usage
from pipeline.entities.pronouns import find_pronouns, pronouns
from pipeline.entities.scoring import Setting
from pipeline.languages import load
from pipeline.text import fold


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase for somebody: its place in the text, its draft, and its name in base form; ``subject`` where it may be what its sentence is about;
    ``speaks`` for the words of an author for himself; ``led`` behind a preposition, in a language without cases."""

    start: int
    stop: int
    ground: Ground
    draft: Draft
    base: Base | None
    cases: tuple[str, ...]
    gender: str = ""
    pronoun: bool = False
    speaks: bool = False
    led: bool = False

    @property
    def sentence(self) -> int:
        """The number of its sentence."""
        return self.ground.index

    @property
    def subject(self) -> bool:
        """Whether it may be what its sentence is about."""
        return "nom" in self.cases and not self.postposed or not self.cases and not self.led

    @property
    def postposed(self) -> bool:
        """Whether a postposition behind it makes it an adverbial: "kansler Angela Merkel | tərəfindən"."""
        return self.ground.near(self.draft.last) and self.ground.low(self.draft.last) in load(self.ground.code).read("references").get("postpositions", ())


@lru_cache(maxsize=None)
def _governed(code: str) -> dict[str, frozenset[str]]:
    """The cases that each preposition of a language takes."""
    return {word: frozenset(cases.split()) for word, cases in load(code).read("references").get("governs", {}).items()}


def find_mentions(ground: Ground, folded: str, usage: Usage) -> list[Mention]:
    """The mentions of a sentence in order; ``folded`` is the folded text of the document."""
    found = [mention for draft in find_drafts(ground) for mention in _mentions(ground, draft, usage)]
    taken = {at for mention in found for at in range(mention.draft.first, mention.draft.last)}
    for first, last, pronoun in find_pronouns(ground, folded):
        if taken.isdisjoint(range(first, last)) and not (pronoun.speaks and _is_said(folded, ground.tokens[first].start)):
            draft = Draft(first, last, None, None, None, pronoun.cases, plural=pronoun.count != 1, count=pronoun.count)
            where = ground.span(first, last)
            led = is_led(ground, first)
            found.append(Mention(*where, ground, draft, None, pronoun.cases, pronoun.gender, pronoun=True, speaks=pronoun.speaks, led=led))
            taken |= set(range(first, last))
    for draft in find_nations(ground):
        if taken.isdisjoint(range(draft.first, draft.last)):
            found.append(Mention(*ground.span(draft.first, draft.last), ground, draft, None, draft.cases, led=is_led(ground, draft.first)))
    found += [mention for mention in _spoken_endings(ground, folded) if mention.draft.first not in taken]
    return sorted(found, key=lambda mention: (mention.start, mention.stop))


_FAR_BACK = 600  # characters over which quotation marks stay open


def _is_said(folded: str, at: int) -> bool:
    """Whether a place stands between quotation marks: what is said there is not the author's."""
    low = max(folded.rfind("\n", 0, at), at - _FAR_BACK)
    before = folded[low + 1 : at]
    opened = max(before.rfind("«"), before.rfind("“"), before.rfind("„"))
    closed = max(before.rfind("»"), before.rfind("”"))
    return opened > closed or before.count('"') % 2 == 1


@lru_cache(maxsize=None)
def _speaker_ending(code: str) -> re.Pattern[str] | None:
    """The ending by which a verb says "I", in a language that leaves out the pronoun; the group is the ending itself."""
    data = load(code).read("references").get("speaker_ending")
    return re.compile(data["match"] + r"\Z") if data else None


def _spoken_endings(ground: Ground, folded: str) -> Iterator[Mention]:
    """An author who speaks of himself by the ending of a verb alone: "getdim"."""
    pattern = _speaker_ending(ground.code)
    known = pronouns(ground.code)
    if pattern is None or any((one := known.get(token.low)) is not None and one.speaks and "nom" in one.cases for token in ground.tokens):
        return
    for at, token in enumerate(ground.tokens):
        match = pattern.match(token.low) if token.kind == "lower" and not ground.near(at + 1) else None
        if match is not None and not _is_said(folded, token.start):
            start, stop = token.start + match.start(1), token.start + match.end(1)
            yield Mention(start, stop, ground, Draft(at, at + 1, None, None, None, ("nom",)), None, ("nom",), pronoun=True, speaks=True)


def _mentions(ground: Ground, draft: Draft, usage: Usage) -> list[Mention]:
    """The mention that a draft is; two where office and name cannot be those of one person: "the President | received Çavuşoğlu"."""
    mention = _mention(ground, draft, usage)
    name = draft.name
    if mention.base is None or name is None or draft.entry is None or not inflection(ground.code).classes or not draft.first < name.first:
        return [mention]
    if draft.plural or "nom" in mention.base.cases or "nom" not in draft.cases or not _is_another(mention):
        return [mention]
    office = replace(draft, last=name.first, name=None)
    return [_mention(ground, office, usage), _mention(ground, Draft(name.first, name.last, name, None, None, ()), usage)]


def _is_another(mention: Mention) -> bool:
    """Whether the register knows a name, but never in the office beside it."""
    draft, base = mention.draft, mention.base
    known = bearers((base.name,)) if base is not None and len(base.words) > 1 else ()
    if not known or draft.office is None or draft.weak or draft.former:
        return False
    return draft.office in _FIRST and not any(holds(known, office, draft.country, NO_YEAR) for office in _FIRST)


_FIRST = ("head_of_state", "head_of_government")  # offices whose holders the register has all


def _mention(ground: Ground, draft: Draft, usage: Usage) -> Mention:
    start, stop = ground.span(draft.first, draft.last)
    if draft.name is None:
        gender = "f" if draft.entry is not None and draft.entry.woman else ""
        return Mention(start, stop, ground, draft, None, draft.cases, gender, led=is_led(ground, draft.first))
    base = base_form(draft.name.parts, ground.code, usage, _setting(ground, draft))
    cases = base.cases if draft.last == draft.name.last or not draft.cases else draft.cases
    if draft.cases and base.cases and _agreeing(ground):
        cases = tuple(case for case in base.cases if case in draft.cases) or base.cases
    return Mention(start, stop, ground, draft, base, cases, base.gender, led=is_led(ground, draft.first))


@lru_cache(maxsize=None)
def _followers(code: str) -> frozenset[str]:
    """Words before which a name stands in its base form."""
    return frozenset(load(code).read("references").get("after_base", ()))


def _before(ground: Ground, at: int, *, opens: bool) -> Setting:
    """What follows a name, in a language where the last word bears the ending: postpositions and "and" leave it bare, what is owned wants
    an owner, and whoever ``opens`` the sentence is its subject."""
    followers = _followers(ground.code)
    if not followers or at >= len(ground.tokens):
        return Setting()
    if ground.gap(at) == "," or (ground.near(at) and ground.low(at) in followers):
        return Setting(likely=frozenset({"nom"}))
    if case := _of_verb(ground, at, opens=opens):
        return Setting(frozenset({case}))
    if not opens and _is_met(ground, at):
        return Setting(likely=frozenset({"ins"}))
    if ground.near(at) and ground.tokens[at].kind == "lower" and any("owned" in one.marks for one in readings(ground.low(at), ground.code)):
        return Setting(likely=frozenset({"gen"}))
    return Setting(likely=frozenset({"nom"}) if opens else frozenset())


def _of_verb(ground: Ground, at: int, *, opens: bool) -> str | None:
    """The case of a name before a verb that tells what nothing but a subject does, right behind it or where the name ``opens`` the sentence, or before what
    is told of a visit of his: "naziri Piromya gəldi", "Skender Hiseni mayın 4-də Belqrada getdi", "Favzi Səlluhun Belqrada səfəri başladı"."""
    patterns = _subject_verbs(ground.code)
    behind = fold(ground.text[ground.tokens[at].start : ground.edges[1]]) if patterns else ""
    found = {case: match for case, pattern in patterns.items() if case != "unless" and (match := pattern.search(behind))}
    near = min(found, key=lambda case: found[case].start(), default=None)
    if near is None or near == "nom" and found["nom"].start() == 0:
        return near
    told = opens and patterns["unless"].search(behind, 0, found[near].start()) is None
    return near if told else None


def _is_met(ground: Ground, at: int) -> bool:
    """Whether a name that may be in the instrumental stands before a verb of meeting in its clause: "Kondoliza Rayslə Vaşinqtonda görüşdü"."""
    met = load(ground.code).read("references").get("met")
    instrumental = any("ins" in one.cases for one in readings(ground.low(at - 1), ground.code))
    return met is not None and instrumental and re.match(met["match"], fold(ground.text[ground.tokens[at - 1].stop : ground.edges[1]])) is not None


@lru_cache(maxsize=None)
def _subject_verbs(code: str) -> dict[str, re.Pattern[str]]:
    """The verbs of which a name before them is the subject (nom) or owns it (gen), and what stands between where it may be neither."""
    told = load(code).read("references").get("subject_verbs", {})
    return {case: re.compile(r"(?<!\w)" + match) for case, match in told.items() if case not in ("yes", "no")}


def _agreeing(ground: Ground) -> bool:
    return bool(_governed(ground.code))


def _setting(ground: Ground, draft: Draft) -> Setting:
    """What stands beside a name: the case of its office, or its preposition, in a language where names agree with them."""
    governed = _governed(ground.code)
    if draft.name is None:
        return Setting()
    if not governed:
        return _before(ground, draft.name.last, opens=draft.first == 0 or _behind_times(ground, draft.first))
    if draft.office is not None or draft.former:
        return Setting(frozenset(draft.cases))
    before = ground.low(draft.first - 1) if draft.first and ground.near(draft.first) else ""
    if before in governed:
        return Setting(governed[before])
    if before and (comes := load(ground.code).read("references").get("comes")) and (verb := re.fullmatch(comes["match"], before)):
        return Setting(frozenset({"nom"}), gender="f" if verb["feminine"] else "m")  # "сюда приезжал | Джакая Киквете"
    if draft.first == 1 and (subject := _subject_gender(ground)):
        return Setting(likely=frozenset({"nom"}), gender=subject)
    apart = draft.last >= len(ground.tokens) or ground.gap(draft.last)[:1] in _MARKS
    return Setting(likely=frozenset({"nom"}) if draft.first == 0 and apart and ground.kind in ("heading", "title", "row", "list") else frozenset())


def _behind_times(ground: Ground, first: int) -> bool:
    """Whether nothing but a date stands before a phrase in its sentence: "1960-cı ilin iyununda | Çili xarici işlər naziri Herman Verqara"."""
    told = load(ground.code).read("references").get("times")
    before = fold(ground.text[ground.edges[0] : ground.tokens[first].start])
    return told is not None and re.fullmatch(told["match"], before) is not None


def _subject_gender(ground: Ground) -> str:
    """The gender of whoever follows a verb that opens a sentence: "Беседовала | Нигора Саидова"."""
    endings = load(ground.code).read("references").get("verb_first", {})
    return next((gender for gender, end in endings.items() if ground.near(1) and ground.low(0).endswith(tuple(end))), "")


_MARKS = frozenset(",;|–—-(")  # behind a name that stands by itself at the head of a line


def other_bases(mention: Mention) -> list[Base]:
    """The other base forms that a name can have, with their cases: of a name of one word, or where only the last word bears an ending."""
    name, base, code = mention.draft.name, mention.base, mention.ground.code
    parts = [part for part in name.parts if part.kind == "word"] if name and name.parts[-1].kind != "rank" else []
    if not parts or base is None or (len(parts) > 1 and not inflection(code).classes):
        return []
    before = base.words[:-1]
    return [replace(one, name=" ".join((*before, one.name)), words=(*before, one.name), gender=base.gender) for one in word_bases(parts[-1], code)]
