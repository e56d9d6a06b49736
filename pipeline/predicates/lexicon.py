"""The words of ``predicates.yaml``, compiled once: what each means, and what must stand beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from pipeline.errors import LanguageDataError
from pipeline.languages import load, require
from pipeline.predicates.forms import Form
from pipeline.predicates.suffixes import Suffixes
from pipeline.predicates.tables import english_like, shipped

SENSES = (
    "go", "come", "return", "leave", "visit", "stay", "receive", "see_off", "guest", "attend", "represent", "bring", "invite", "accept", "expect", "accompany", "meet", "act",
    "plan", "cancel", "postpone", "deny", "happen", "begin", "end", "support", "sign", "conclude", "adopt", "initial", "ratify", "terminate",
    "trip", "visitors", "invitation", "attendance", "participants", "signing", "reception", "event", "talks", "other",
)  # fmt: skip
FRAMES = (*SENSES, "lead", "missed", "land", "share", "join", "call", "seek", "grant", "audience")  # verbs of a sense may have roles of their own: whose delegation one leads, who is looked for in vain, where one lands, with whom one shares a stage, whom one joins, on whose capital one calls, whom one comes to see, to whom an audience is granted, and by whom
FLAGS = ("past", "done", "future", "unreal", "possible", "negated", "be", "have", "had", "having", "do", "to", "would", "due", "meant", "wish", "real")
_KEYS = ("id", "sense", "yes", "no")
_ALLOWED = ("words", "fixed", "glued", "with", "without", "except", "not_behind", "phase", "voice", "weak", "frame")


class Engine(Protocol):
    """What takes a word apart."""

    def forms(self, word: str) -> tuple[Form, ...]: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A meaning. ``beside`` and ``against`` are patterns for its surroundings, ``not_behind`` for what stands right before it,
    ``idioms`` for sayings it is part of; ``weak``: it needs visitor and host in its own sentence."""

    id: str
    sense: str
    noun: bool
    weak: bool = False
    phase: str = ""
    passive: bool = False
    frame: str = ""
    beside: re.Pattern[str] | None = None
    against: re.Pattern[str] | None = None
    not_behind: re.Pattern[str] | None = None
    idioms: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """One wording of an entry: the other words before and after the inflected one."""

    entry: Entry
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.before) + len(self.after)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The predicates of a language, ready for use."""

    code: str
    engine: Engine
    expressions: dict[str, tuple[Expression, ...]]
    noun_expressions: dict[str, tuple[Expression, ...]]
    fixed: tuple[tuple[re.Pattern[str], Entry], ...]
    glued: tuple[tuple[re.Pattern[str], Entry], ...]
    gap: int
    either_side: bool
    left: dict[str, str]
    right: dict[str, str]
    done: frozenset[str]
    neither: str
    passing: re.Pattern[str]
    able: str
    shapes: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    not_verbs: re.Pattern[str]
    analysed: bool  # whether the analyser knows the words of the language
    perfect_before: str
    perfect_except: frozenset[str]
    verb_before: frozenset[str]
    noun_behind: frozenset[str]
    acting: re.Pattern[str]
    several: re.Pattern[str]
    actors: frozenset[str]
    passives: re.Pattern[str]
    over_dates: frozenset[str]
    joining: re.Pattern[str] | None


def _entry(raw: dict[str, Any], noun: bool, where: str) -> Entry:
    require(raw, _KEYS, _ALLOWED, f"{where}: {raw.get('id')}")
    if raw["sense"] not in SENSES:
        raise LanguageDataError("sense-unknown", f"{where}: {raw['id']}: no sense {raw['sense']!r}", f"there are {', '.join(SENSES)}")
    beside, against, idioms = (re.compile(rf"(?<!\w)(?:{raw[key]})") if key in raw else None for key in ("with", "without", "except"))
    behind = re.compile(rf"(?<!\w)(?:{raw['not_behind']})\w*(?:\s+\w+)?\s*\Z") if "not_behind" in raw else None
    voice, frame = raw.get("voice") == "passive", raw.get("frame", raw["sense"])
    return Entry(raw["id"], raw["sense"], noun, "weak" in raw, raw.get("phase", ""), voice, frame, beside, against, behind, idioms)


def _expression(text: str, entry: Entry, where: str) -> tuple[str, Expression]:
    words = text.split()
    heads = [at for at, word in enumerate(words) if word.endswith("*")]
    if len(heads) != 1:
        raise LanguageDataError("expression-head", f"{where}: {entry.id}: {text!r} needs one word with *", "mark the word that is inflected")
    at = heads[0]
    return words[at][:-1], Expression(entry, tuple(words[:at]), tuple(words[at + 1 :]))


def _read(code: str) -> list[tuple[Entry, dict[str, Any]]]:
    data, where = load(code).read("predicates"), f"{code}/predicates.yaml"
    entries = [(_entry(raw, key == "nouns", where), raw) for key in ("verbs", "nouns") for raw in data[key]]
    names = [entry.id for entry, _ in entries]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise LanguageDataError("entry-doubled", f"{where}: {doubled[0]} stands twice", "give each entry an id of its own")
    return entries


@lru_cache(maxsize=None)
def stems(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of verbs and of nouns of a language."""
    verbs: set[str] = set()
    nouns: set[str] = set()
    for entry, raw in _read(code):
        for text in raw.get("words", ()):
            (nouns if entry.noun else verbs).add(_expression(text, entry, code)[0])
    return frozenset(verbs), frozenset(nouns)


def _engine(code: str, data: dict[str, Any]) -> Engine:
    verbs, nouns = stems(code)
    if data["engine"] == "suffixes":
        return Suffixes(data, verbs, nouns, f"{code}/conjugation.yaml")
    if data["engine"] == "principal-parts":
        return english_like(data, verbs, nouns)
    if data["engine"] == "paradigms":
        return shipped(code, verbs | nouns)
    raise LanguageDataError("engine-unknown", f"{code}/conjugation.yaml: no engine {data['engine']!r}", "suffixes, principal-parts or paradigms")


@lru_cache(maxsize=None)
def lexicon(code: str) -> Lexicon:
    """The compiled predicates of a language. LanguageDataError where an entry is incomplete or unknown."""
    data = load(code).read("conjugation")
    verbs: dict[str, list[Expression]] = {}
    nouns: dict[str, list[Expression]] = {}
    fixed: list[tuple[re.Pattern[str], Entry]] = []
    glued: list[tuple[re.Pattern[str], Entry]] = []
    for entry, raw in _read(code):
        for text in raw.get("words", ()):
            stem, expression = _expression(text, entry, f"{code}/predicates.yaml")
            (nouns if entry.noun else verbs).setdefault(stem, []).append(expression)
        fixed += [(re.compile(r"(?<!\w)" + re.escape(text).replace(r"\ ", r"\s+") + r"(?!\w)"), entry) for text in raw.get("fixed", ())]
        glued += [(re.compile(rf"(?<!\w){raw['glued']}(?!\w)"), entry)] if "glued" in raw else []
    auxiliaries, negation = data["auxiliaries"], data["negation"]
    compiled = {name: re.compile(_expanded(pattern, data.get("letters", {})) + r"\Z") for name, pattern in data["shapes"].items()}
    return Lexicon(
        code=code,
        engine=_engine(code, data),
        expressions={stem: _sorted(found) for stem, found in verbs.items()},
        noun_expressions={stem: _sorted(found) for stem, found in nouns.items()},
        fixed=tuple(fixed),
        glued=tuple(glued),
        gap=data["literal"]["gap"],
        either_side=data["literal"]["side"] == "either",
        left={**_flags(auxiliaries["left"], code), **dict.fromkeys(negation["left"], "negated")},
        right={**_flags(auxiliaries["right"], code), **dict.fromkeys(negation["right"], "negated")},
        done=frozenset(word for word, flag in auxiliaries["right"].items() if flag == "done"),
        neither=negation.get("neither", ""),
        passing=re.compile("|".join(data.get("passing", ("(?!)",)))),
        able=data.get("able", ""),
        shapes=tuple((tuple(name.split()), pattern) for name, pattern in compiled.items()),
        not_verbs=re.compile("(?:" + "|".join(word[:-1] if word.endswith("*") else word + r"\Z" for word in map(str, data["not_verbs"])) + ")"),
        analysed="source" in data,
        perfect_before=data["perfect"]["before"],
        perfect_except=frozenset(data["perfect"]["except"]),
        verb_before=frozenset(data.get("verb_before", ())),
        noun_behind=frozenset(data.get("noun_behind", ())),
        acting=re.compile(data.get("acting", "(?!)")),
        several=re.compile(data.get("several", "(?!)")),
        actors=frozenset(data.get("actors", ())),
        passives=re.compile(rf"(?:{data.get('passives', '(?!)')})\Z"),
        over_dates=frozenset(data.get("over_dates", ())),
        joining=re.compile(data["joining"] + r"\Z") if "joining" in data else None,
    )


def _sorted(expressions: list[Expression]) -> tuple[Expression, ...]:
    return tuple(sorted(expressions, key=lambda expression: -expression.size))


def _expanded(pattern: str, letters: dict[str, str]) -> str:
    return re.sub(r"\\.|[A-Z]", lambda match: letters.get(match[0], match[0]), pattern)


def _flags(words: dict[str, str], code: str) -> dict[str, str]:
    for word, flag in words.items():
        if flag not in FLAGS:
            raise LanguageDataError("flag-unknown", f"{code}/conjugation.yaml: {word}: no flag {flag!r}", f"there are {', '.join(FLAGS)}")
    return dict(words)
