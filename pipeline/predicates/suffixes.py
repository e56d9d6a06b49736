"""Inflection by endings: a stem, then voice, negation, and one ending of a list (Turkic languages)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pipeline.languages import require
from pipeline.predicates.forms import Form

SHORTEST = 2  # letters of a stem
_PLACEHOLDER = re.compile(r"\\.|\(\?P<\w+>|[A-Z]")


class Suffixes:
    """The endings of a language, and the stems behind which they are looked for."""

    def __init__(self, data: dict[str, Any], verbs: frozenset[str], nouns: frozenset[str], where: str) -> None:
        self._letters: dict[str, str] = data["letters"]
        self._verbs = {stem: stem for stem in verbs} | {soft: hard for hard, soft in data["softened"].items() if hard in verbs}
        self._nouns = {noun: noun for noun in nouns} | {noun[:-1] + {"k": "y", "q": "ğ"}[noun[-1]]: noun for noun in nouns if noun[-1] in "kq"}
        self._endings = [(self._verb_ending(entry, data, where), entry) for entry in data["verb_endings"]]
        self._noun = self._compile(rf"(?P<plural>{data['plural']})?(?P<own>{data['possessive']})?(?P<case>.*)\Z")
        self._cases = [(self._compile(ending + r"\Z"), case) for ending, case in data["noun_cases"].items()]
        self.forms: Callable[[str], tuple[Form, ...]] = lru_cache(maxsize=16384)(self._forms)

    def _compile(self, pattern: str) -> re.Pattern[str]:
        return re.compile(_PLACEHOLDER.sub(lambda match: self._letters.get(match[0], match[0]), pattern))

    def _verb_ending(self, entry: dict[str, Any], data: dict[str, Any], where: str) -> re.Pattern[str]:
        require(entry, ("form", "match", "yes"), ("time", "mood", "possessed"), f"{where}: {entry.get('match')}")
        return self._compile(rf"(?P<passive>{data['passive']})?(?P<negated>{data['negated']})??{data['buffer']}(?:{entry['match']})\Z")

    def _forms(self, word: str) -> tuple[Form, ...]:
        found: list[Form] = []
        for cut in range(len(word), SHORTEST - 1, -1):
            if verb := self._verbs.get(word[:cut]):
                found += self._verb_forms(verb, word[cut:])
            if noun := self._nouns.get(word[:cut]):
                found += self._noun_forms(noun, word[cut:])
        return tuple(found)

    def _verb_forms(self, stem: str, rest: str) -> list[Form]:
        for pattern, entry in self._endings:
            if match := pattern.match(rest):
                told = (entry["form"], entry.get("time", ""), entry.get("mood", ""))
                return [Form(stem, *told, passive=bool(match["passive"]), negated=bool(match["negated"]), possessed="possessed" in entry)]
        return []

    def _noun_forms(self, stem: str, rest: str) -> list[Form]:
        match = self._noun.match(rest)
        if not match:
            return []
        own = match["own"] or ""
        cases = [case for pattern, case in self._cases if pattern.match(match["case"])]
        unowned = [case for pattern, case in self._cases if own and pattern.match(own + match["case"])]
        told = tuple(dict.fromkeys([*cases, *unowned]))
        return [Form(stem, "noun", noun=True, cases=told, plural=bool(match["plural"]), possessed=bool(own and cases))] if told else []
