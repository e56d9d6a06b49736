"""Readers of the entries of the data files: words, signs with their values, frames, kinds, base forms."""

from __future__ import annotations

import re
from typing import Any

from pipeline.errors import LanguageDataError
from pipeline.languages import require
from pipeline.records.patterns import Base, ClauseWords, Sign, compile_pattern

FRAME_ROLES = ("visitor", "host", "origin", "receiver", "event", "goal", "country", "inviter")


def words_of(words: list[str]) -> str:
    return r"(?<!\w)(?:" + "|".join(sorted((str(word) for word in words), key=len, reverse=True)) + r")(?!\w)"


def read_signs(entries: list[dict[str, Any]], value: str, where: str) -> tuple[Sign, ...]:
    for number, entry in enumerate(entries, 1):
        require(entry, (value, "match", "yes", "no"), ("side", "with"), f"{where}, entry {number}")
    return tuple(
        Sign(entry[value], compile_pattern(entry["match"]), entry.get("side", "either"), tuple(entry.get("with", ())))
        for entry in entries
    )


def read_frames(raw: dict[str, dict[str, list[str]]], where: str) -> dict[str, dict[str, tuple[str, ...]]]:
    for name, roles in raw.items():
        for role in roles:
            if role not in FRAME_ROLES:
                raise LanguageDataError("role-unknown", f"{where}: frame {name}: no role {role!r}", f"there are {', '.join(FRAME_ROLES)}")
    return {name: {role: tuple(marks) for role, marks in roles.items()} for name, roles in raw.items()}


def read_kinds(raw: list[dict[str, Any]], where: str) -> tuple[Sign, ...]:
    bounded = [{**entry, "match": rf"(?<!\w)(?:{entry.get('match')})(?!\w)"} for entry in raw]
    return read_signs(bounded, "type", where)


def read_bases(raw: list[dict[str, Any]]) -> tuple[Base, ...]:
    return tuple(Base(entry["base"], compile_pattern(entry["match"]), tuple(entry["endings"].items())) for entry in raw)


def clause_words(raw: dict[str, list[str]], prepositions: list[str]) -> ClauseWords:
    sets = {key: frozenset(words) for key, words in raw.items() if key != "adverbs"}
    return ClauseWords(**sets, adverbs=re.compile("|".join(raw["adverbs"])), prepositions=frozenset(prepositions))
