"""Readers of the entries of the data files: words, signs with their values, frames, kinds, base forms."""

from __future__ import annotations

import re
from typing import Any

from pipeline.errors import LanguageDataError
from pipeline.languages import require
from pipeline.records.scenes.patterns import (
    ALL_CASES,
    NEVER,
    AnswerWords,
    Base,
    ClauseWords,
    FirmWords,
    GatheringWords,
    PrecedentWords,
    PresenceWords,
    RowWords,
    Shift,
    Sign,
    StopWords,
    SubjectWords,
    compile_pattern,
)

PATTERNS = (  # keys of agreements.yaml that are one pattern each
    "not_kinds", "not_signing", "between", "separators", "among", "others", "during", "states", "plural", "domestic", "tail",
    "anaphoric", "definite", "all_members", "several_states", "excepting", "noise",
)
FRAME_ROLES = ("visitor", "host", "origin", "receiver", "event", "goal", "country", "inviter", "inside", "partner", "whom")


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


def visit_words(visits: dict[str, Any]) -> dict[str, Any]:
    return {
        "prepositions": {form: forms.split("/")[0] for forms in visits["prepositions"] for form in forms.split("/")},
        "governs": {word: tuple(cases) for word, cases in visits.get("governs", {}).items()},
        "place_nouns": compile_pattern(words_of(visits["place_nouns"])),
        "postpositions": frozenset(visits["postpositions"] or ()),
        "connectors": frozenset(visits["connectors"]),
        "joining": frozenset(visits["joining"]),
        "turning": frozenset(visits.get("turning", ())),
        "suite": compile_pattern(visits.get("suite", NEVER)),
        "companions": compile_pattern(visits["companions"]),
        "escorting": compile_pattern(visits["escorting"]),
        "compounds": compile_pattern(visits["compounds"]),
        "the_country": compile_pattern(visits["the_country"]),
        "speaker": compile_pattern(visits["speaker"]["self"]),
        "ours": compile_pattern(visits["speaker"]["ours"]),
        "speaking_verb": compile_pattern(visits["speaker"]["verb"] + r"\Z"),
        **{name: compile_pattern(visits["speaker"].get(key, NEVER)) for name, key in (("speaking_all", "all"), ("first_person", "beside"), ("saying", "saying"))},
        "posting": compile_pattern(visits["posting"]),
        "led_front": compile_pattern(visits["led"].get("front", NEVER)),
        "led_before": compile_pattern(visits["led"]["before"]),
        "led_verb": compile_pattern(visits["led"].get("verb", NEVER)),
        "led_behind": compile_pattern(visits["led"]["behind"]),
        "positional": "positional" in visits,
        "clauses": clause_words(visits["clauses"], visits["prepositions"]) if "clauses" in visits else None,
        "subjectless": SubjectWords(**{key: compile_pattern(value) for key, value in visits["subjectless"].items()}) if "subjectless" in visits else None,
        "shifts": tuple(Shift(**entry) for entry in visits.get("shifts", ())),
        "lands": compile_pattern(visits.get("lands", NEVER)),
        "any_case": () if "positional" in visits else ALL_CASES,
        "articles": frozenset(visits["articles"]),
    }


def status_words(status: dict[str, Any]) -> dict[str, Any]:
    return {
        "conditional": compile_pattern(words_of(status["conditional"])),
        "real_past": compile_pattern(words_of(status["real_past"])) if "real_past" in status else compile_pattern(NEVER),
        "planned": compile_pattern(words_of(status["planned"])),
        "unsure": compile_pattern(words_of(status["unsure"])),
        "managed": compile_pattern(status.get("managed", NEVER)),
        **{name: compile_pattern(status.get(name, NEVER)) for name in ("undone", "unable", "unwilling", "barred", "stayed_away", "not_until", "yet_to_be", "as_announced", "pluperfect", "mooted", "musing", "unconfirmed", "although", "conceding", "chosen")},
    }


def number_words(numbers: dict[str, Any], code: str) -> dict[str, Any]:
    values = {word: (int(value), rank) for rank, key in enumerate(("ones", "tens", "hundreds")) for word, value in numbers[key].items()}
    values |= {f"{ten}-{one}": (int(numbers["tens"][ten]) + int(numbers["ones"][one]), 0) for ten in numbers["tens"] for one in numbers["ones"] if int(numbers["ones"][one]) < 10}
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
        "elapsed_since": compile_pattern(numbers.get("elapsed_since", NEVER)),
        "elapsed": compile_pattern(numbers.get("elapsed", NEVER)),
        "day_of_visit": compile_pattern(numbers["day_of_visit"]),
        "stay_days": read_signs(numbers["stay_days"], "day", f"{code}/numbers.yaml: stay_days"),
        "totals": compile_pattern(numbers["totals"]),
        "last_day": compile_pattern(numbers["last_day"]),
        "lasted": compile_pattern(numbers["lasted"]),
        "longer": compile_pattern(numbers["longer"]),
        "term_before": compile_pattern(numbers["term"]["before"] + r"\Z"),
        "term_after": compile_pattern(numbers["term"]["after"]),
        "term_unless": compile_pattern(numbers["term"].get("unless", NEVER)),
    }


def journey_words(visits: dict[str, Any], code: str) -> dict[str, Any]:
    return dict(
        openers=compile_pattern(r"\s*" + words_of(visits["openers"])),
        coordinators=compile_pattern(words_of(visits["coordinators"])),
        types=read_signs(visits["types"], "type", f"{code}/visits.yaml: types"),
        row_types=read_signs(visits["row_types"], "type", f"{code}/visits.yaml: row_types"),
        row_planned=compile_pattern(words_of(visits["row_planned"])),
        row_cancelled=compile_pattern(words_of(visits["row_cancelled"])),
        **{f"apposed_{side}": compile_pattern(visits.get("apposed", {}).get(side, NEVER)) for side in ("before", "behind")},
        **{f"{name}_heading": compile_pattern(visits["headings"][name]) for name in ("abroad", "guests", "journeys", "documents", "travellers", "side")},
        **{f"honoured_{side}": compile_pattern(visits.get("honoured", {}).get(side, NEVER)) for side in ("before", "behind")},
        honours=compile_pattern(visits.get("honoured", {}).get("occasion", NEVER)),
        in_role=compile_pattern(visits.get("in_role", NEVER)),
        again=compile_pattern(visits.get("again", NEVER)),
        ditto=compile_pattern(visits["ditto"]),
        rows=RowWords(compile_pattern(visits["row_held"]), compile_pattern(visits["row_afar"]), compile_pattern(visits["row_number"])),
        event_stops=frozenset(visits["event_stops"]),
        event_links=frozenset(visits.get("event_links", ())),
        event_determiners=compile_pattern(visits["event_determiners"]),
        **{name: compile_pattern(visits[name]) for name in ("here", "whose", "at_that_time", "predicative", "there", "where", "generic", "pointer", "at_which", "return_visit", "capital_owner", "capital_of")},
        event_cases=tuple(compile_pattern(pattern) for pattern in visits.get("event_cases", ())),
        nth_visit=tuple((int(number), compile_pattern(rf"(?<!\w)(?:{match})(?!\w)")) for number, match in visits["nth_visit"].items()),
        in_turn=tuple((int(number), compile_pattern(rf"(?<!\w)(?:{match})(?!\w)")) for number, match in visits["in_turn"].items()),
        month_words=tuple((int(number), compile_pattern(rf"(?<!\w)(?:{match})\s*\Z")) for number, match in visits.get("month_words", {}).items()),
        origins=tuple(visits["origins"]),
        never_bare=tuple(visits.get("never_bare", ())),
        whole=frozenset(visits.get("whole", ())),
        capital=compile_pattern(words_of(list(visits["capital"]))),
        capital_cases={word: tuple(cases) for word, cases in visits["capital"].items()},
        entry_end=compile_pattern(visits["entry_end"]),
        **{name: compile_pattern(visits.get(name, NEVER)) for name in ("later_today", "gets", "owning_its", "personal_events", "on_journey", "company", "homeward", "from_there", "vehicles_owned", "only_time", "in_capital", "standing_in", "of_body", "goal_said", "goal_named", "jointly", "kind_said", "this_was", "promised", "before_that", "came_as", "leading", "as_fixed", "alongside", "onward", "returned_after", "hence", "neuter", "neuter_journeys", "impersonal", "vehicles", "relative_subject", "relative_object", "it_was", "until", "after_him", "same_kind", "attributive", "said_to_be", "same_done", "visiting", "being_there", "by_that_of", "respectively", "did_so", "then_done", "instead", "coming_on", "another_visit", "excluded_person", "another_one", "all_visits", "voice", "hosted", "addressed", "excluded_behind", "little_words", "and_there", "sites", "replacing", "as_guest", "bodies", "we", "inside_noun", "venue", "guest_of", "among_guests", "on_behalf", "the_one", "chosen_before", "chosen_behind", "one_of_many", "cleft", "anew", "days_of", "staging", "which_thing", "chaired_before", "chaired_behind", "besides", "became", "oneself", "at_it", "route_before", "route_behind", "counted_talks", "reporters", "closing", "this_time", "life_told", "moves", "turn", "on_mission", "ambassador")},
        gathering=GatheringWords(**{name: compile_pattern(pattern) for name, pattern in visits["gathering"].items()}),
        answers=AnswerWords(**{name: compile_pattern(pattern) for name, pattern in visits["answers"].items()}),
        presence=PresenceWords(**{name: compile_pattern(pattern) for name, pattern in visits["presence"].items()}),
        precedent=PrecedentWords(**{name: compile_pattern(pattern) for name, pattern in visits["precedent"].items()}),
        stops=StopWords(**{name: compile_pattern(pattern) for name, pattern in visits["stops"].items()}),
        manner=compile_pattern(visits["manner"]),
        apart=compile_pattern(visits.get("apart", NEVER)),
        excluded=compile_pattern(visits["excluded"] + r"\Z"),
        of_series=compile_pattern(visits["of_series"]),
        inland=compile_pattern(visits["inland"]),
        born=compile_pattern(visits["born"]),
        likewise=compile_pattern(visits["likewise"]),
    )


def agreement_words(agreements: dict[str, Any], code: str) -> dict[str, Any]:
    return dict(
        head_last=agreements["head"] == "last",
        kinds=read_kinds(agreements["kinds"], f"{code}/agreements.yaml: kinds"),
        links=compile_pattern(words_of(agreements["links"])),
        modifiers=compile_pattern(words_of(agreements["modifiers"])),
        plural_genitive=compile_pattern(agreements.get("plural_genitive", agreements["plural"])),
        **{name: compile_pattern(agreements.get(name, NEVER)) for name in ("partner", "relations", "together", "attributes", "qualifying", "deeds", "naming", "asides", "makers", "ceremony", "dated_of", "basis", "same_ceremony", "left_then", "all_signed", "adopting", "elliptic", "determiners", "owning", "nested", "subject_links", "no_subject", "no_topic", "in_all", "document_pronouns", "restrictive", "correlatives", "copula")},
        bases=read_bases(agreements.get("bases", ())),
        signers=tuple(agreements["signers"]),
        agents=tuple(agreements["agents"]),
        with_marks=tuple(agreements["with_marks"]),
        **{name: compile_pattern(agreements[name]) for name in PATTERNS},
        title_stops=compile_pattern("|".join([agreements["title_stops"], *(rf"(?<!\w)(?:{entry['match']})(?!\w)" for entry in agreements["circumstances"])])),
        firms=FirmWords(**{name: compile_pattern(pattern) for name, pattern in agreements["firms"].items()}),
        topics=tuple((name, compile_pattern(rf"(?<!\w)(?:{match})(?!\w)")) for name, match in agreements["topics"].items()),
        regions=tuple((tuple(codes.split()), compile_pattern(match)) for codes, match in agreements.get("regions", {}).items()),
        heads_before=compile_pattern(agreements["heads"]["before"] + r"\Z"),
        heads_behind=compile_pattern(agreements["heads"]["behind"]),
        tail_of_one=dict(agreements.get("tail_of_one", {})),
        collectives={word: int(value) for word, value in agreements["collectives"].items()},
    )
