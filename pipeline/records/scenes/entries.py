"""Readers of the entries of the data files: words, signs with their values, frames, kinds, base forms."""

from __future__ import annotations

import re
from typing import Any

from pipeline.errors import LanguageDataError
from pipeline.languages import require
from pipeline.records.scenes.patterns import NEVER, Base, ClauseWords, Sign, compile_pattern

PATTERNS = (  # keys of agreements.yaml that are one pattern each
    "not_kinds", "not_signing", "between", "separators", "among", "others", "during", "states", "plural", "domestic", "tail",
    "title_stops", "anaphoric", "definite", "private", "firm", "all_members", "several_states", "excepting", "noise",
)
FRAME_ROLES = ("visitor", "host", "origin", "receiver", "event", "goal", "country", "inviter", "inside", "partner")


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


def status_words(status: dict[str, Any]) -> dict[str, Any]:
    return {
        "conditional": compile_pattern(words_of(status["conditional"])),
        "real_past": compile_pattern(words_of(status["real_past"])) if "real_past" in status else compile_pattern(NEVER),
        "planned": compile_pattern(words_of(status["planned"])),
        "unsure": compile_pattern(words_of(status["unsure"])),
        "managed": compile_pattern(status.get("managed", NEVER)),
        **{name: compile_pattern(status.get(name, NEVER)) for name in ("undone", "unable", "barred", "not_until", "yet_to_be", "as_announced", "mooted", "unconfirmed", "although")},
    }


def number_words(numbers: dict[str, Any], code: str) -> dict[str, Any]:
    values = {word: (int(value), rank) for rank, key in enumerate(("ones", "tens", "hundreds")) for word, value in numbers[key].items()}
    return {
        "numbers": values,
        "number_units": frozenset([*numbers["units"], *numbers["times"]]),
        "times": frozenset(numbers["times"]),
        "once_words": {word: int(value) for word, value in (numbers.get("once_words") or {}).items()},
        "qualifiers": read_signs(numbers["qualifiers"], "qualifier", f"{code}/numbers.yaml: qualifiers"),
        "duration": compile_pattern(numbers["duration"]),
        "nights": compile_pattern(numbers["nights"]),
        "ordinals": {word: int(value) for word, value in numbers["ordinals"].items()},
        "days_ended": compile_pattern(numbers.get("days_ended", NEVER)),
        "day_of_visit": compile_pattern(numbers["day_of_visit"]),
        "stay_days": read_signs(numbers["stay_days"], "day", f"{code}/numbers.yaml: stay_days"),
        "totals": compile_pattern(numbers["totals"]),
        "last_day": compile_pattern(numbers["last_day"]),
        "lasted": compile_pattern(numbers["lasted"]),
        "term_before": compile_pattern(numbers["term"]["before"] + r"\Z"),
        "term_after": compile_pattern(numbers["term"]["after"]),
    }


def agreement_words(agreements: dict[str, Any], code: str) -> dict[str, Any]:
    return dict(
        head_last=agreements["head"] == "last",
        kinds=read_kinds(agreements["kinds"], f"{code}/agreements.yaml: kinds"),
        links=compile_pattern(words_of(agreements["links"])),
        modifiers=compile_pattern(words_of(agreements["modifiers"])),
        plural_genitive=compile_pattern(agreements.get("plural_genitive", agreements["plural"])),
        **{name: compile_pattern(agreements.get(name, NEVER)) for name in ("partner", "together", "attributes", "asides", "makers", "ceremony", "dated_of", "basis", "same_ceremony", "adopting", "elliptic", "determiners", "owning", "nested", "subject_links", "document_pronouns", "restrictive")},
        bases=read_bases(agreements.get("bases", ())),
        signers=tuple(agreements["signers"]),
        agents=tuple(agreements["agents"]),
        with_marks=tuple(agreements["with_marks"]),
        **{name: compile_pattern(agreements[name]) for name in PATTERNS},
        topics=tuple((name, compile_pattern(rf"(?<!\w)(?:{match})(?!\w)")) for name, match in agreements["topics"].items()),
        regions=tuple((tuple(codes.split()), compile_pattern(match)) for codes, match in agreements.get("regions", {}).items()),
        heads_before=compile_pattern(agreements["heads"]["before"] + r"\Z"),
        heads_behind=compile_pattern(agreements["heads"]["behind"]),
        collectives={word: int(value) for word, value in agreements["collectives"].items()},
    )
