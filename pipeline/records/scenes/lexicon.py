"""The words of one language that tell of visits and agreements, read from its folder and compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.languages import load
from pipeline.records.scenes.entries import agreement_words, clause_words, journey_words, number_words, read_frames, status_words, words_of
from pipeline.records.scenes.patterns import ALL_CASES, NEVER, Base, ClauseWords, Shift, Sign, StopWords, SubjectWords, compile_pattern


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the record stage knows of a language."""

    code: str
    predicate_last: bool
    head_last: bool
    prepositions: dict[str, str]
    governs: dict[str, tuple[str, ...]]
    capital: re.Pattern[str]
    capital_owner: re.Pattern[str]
    capital_of: re.Pattern[str]
    capital_cases: dict[str, tuple[str, ...]]
    there: re.Pattern[str]
    at_which: re.Pattern[str]
    origins: tuple[str, ...]
    generic: re.Pattern[str]
    pointer: re.Pattern[str]
    return_visit: re.Pattern[str]
    nth_visit: tuple[tuple[int, re.Pattern[str]], ...]
    in_turn: tuple[tuple[int, re.Pattern[str]], ...]
    month_words: tuple[tuple[int, re.Pattern[str]], ...]
    where: re.Pattern[str]
    place_nouns: re.Pattern[str]
    postpositions: frozenset[str]
    connectors: frozenset[str]
    joining: frozenset[str]
    turning: frozenset[str]
    companions: re.Pattern[str]
    escorting: re.Pattern[str]
    compounds: re.Pattern[str]
    the_country: re.Pattern[str]
    company: re.Pattern[str]
    on_journey: re.Pattern[str]
    posting: re.Pattern[str]
    speaker: re.Pattern[str]
    ours: re.Pattern[str]
    speaking_verb: re.Pattern[str]
    led_front: re.Pattern[str]
    led_before: re.Pattern[str]
    led_behind: re.Pattern[str]
    led_verb: re.Pattern[str]
    frames: dict[str, dict[str, tuple[str, ...]]]
    positional: bool
    clauses: ClauseWords | None
    subjectless: SubjectWords | None
    shifts: tuple[Shift, ...]
    lands: re.Pattern[str]
    any_case: tuple[str, ...]
    articles: frozenset[str]
    openers: re.Pattern[str]
    coordinators: re.Pattern[str]
    types: tuple[Sign, ...]
    row_types: tuple[Sign, ...]
    row_planned: re.Pattern[str]
    row_cancelled: re.Pattern[str]
    apposed_before: re.Pattern[str]
    apposed_behind: re.Pattern[str]
    again: re.Pattern[str]
    in_role: re.Pattern[str]
    ditto: re.Pattern[str]
    abroad_heading: re.Pattern[str]
    guests_heading: re.Pattern[str]
    journeys_heading: re.Pattern[str]
    travellers_heading: re.Pattern[str]
    side_heading: re.Pattern[str]
    documents_heading: re.Pattern[str]
    row_held: re.Pattern[str]
    event_stops: frozenset[str]
    event_links: frozenset[str]
    event_determiners: re.Pattern[str]
    event_cases: tuple[re.Pattern[str], ...]
    here: re.Pattern[str]
    whose: re.Pattern[str]
    relative_subject: re.Pattern[str]
    relative_object: re.Pattern[str]
    it_was: re.Pattern[str]
    until: re.Pattern[str]
    after_him: re.Pattern[str]
    same_kind: re.Pattern[str]
    said_to_be: re.Pattern[str]
    never_bare: tuple[str, ...]
    whole: frozenset[str]
    attributive: re.Pattern[str]
    homeward: re.Pattern[str]
    from_there: re.Pattern[str]
    vehicles_owned: re.Pattern[str]
    only_time: re.Pattern[str]
    honoured_before: re.Pattern[str]
    honoured_behind: re.Pattern[str]
    honours: re.Pattern[str]
    in_capital: re.Pattern[str]
    standing_in: re.Pattern[str]
    of_body: re.Pattern[str]
    goal_said: re.Pattern[str]
    jointly: re.Pattern[str]
    together: re.Pattern[str]
    kind_said: re.Pattern[str]
    came_as: re.Pattern[str]
    as_fixed: re.Pattern[str]
    personal_events: re.Pattern[str]
    speaking_all: re.Pattern[str]
    first_person: re.Pattern[str]
    saying: re.Pattern[str]
    alongside: re.Pattern[str]
    onward: re.Pattern[str]
    returned_after: re.Pattern[str]
    hence: re.Pattern[str]
    neuter: re.Pattern[str]
    neuter_journeys: re.Pattern[str]
    vehicles: re.Pattern[str]
    impersonal: re.Pattern[str]
    at_that_time: re.Pattern[str]
    predicative: re.Pattern[str]
    excluded: re.Pattern[str]
    entry_end: re.Pattern[str]
    manner: re.Pattern[str]
    apart: re.Pattern[str]
    of_series: re.Pattern[str]
    inland: re.Pattern[str]
    born: re.Pattern[str]
    likewise: re.Pattern[str]
    same_done: re.Pattern[str]
    visiting: re.Pattern[str]
    being_there: re.Pattern[str]
    by_that_of: re.Pattern[str]
    respectively: re.Pattern[str]
    did_so: re.Pattern[str]
    then_done: re.Pattern[str]
    leading: re.Pattern[str]
    instead: re.Pattern[str]
    another_visit: re.Pattern[str]
    excluded_person: re.Pattern[str]
    another_one: re.Pattern[str]
    all_visits: re.Pattern[str]
    excluded_behind: re.Pattern[str]
    little_words: re.Pattern[str]
    and_there: re.Pattern[str]
    stops: StopWords
    sites: re.Pattern[str]
    the_one: re.Pattern[str]
    chosen_before: re.Pattern[str]
    chosen_behind: re.Pattern[str]
    staging: re.Pattern[str]
    one_of_many: re.Pattern[str]
    unconfirmed: re.Pattern[str]
    cleft: re.Pattern[str]
    anew: re.Pattern[str]
    days_of: re.Pattern[str]
    which_thing: re.Pattern[str]
    replacing: re.Pattern[str]
    as_guest: re.Pattern[str]
    hosted: re.Pattern[str]
    addressed: re.Pattern[str]
    voice: re.Pattern[str]
    says_no: re.Pattern[str]
    says_yes: re.Pattern[str]
    we: re.Pattern[str]
    inside_noun: re.Pattern[str]
    venue: re.Pattern[str]
    guest_of: re.Pattern[str]
    among_guests: re.Pattern[str]
    on_behalf: re.Pattern[str]
    besides: re.Pattern[str]
    became: re.Pattern[str]
    route_before: re.Pattern[str]
    route_behind: re.Pattern[str]
    chaired_before: re.Pattern[str]
    chaired_behind: re.Pattern[str]
    coming_on: re.Pattern[str]
    conditional: re.Pattern[str]
    real_past: re.Pattern[str]
    planned: re.Pattern[str]
    unsure: re.Pattern[str]
    managed: re.Pattern[str]
    undone: re.Pattern[str]
    not_until: re.Pattern[str]
    yet_to_be: re.Pattern[str]
    as_announced: re.Pattern[str]
    mooted: re.Pattern[str]
    musing: re.Pattern[str]
    although: re.Pattern[str]
    unable: re.Pattern[str]
    unwilling: re.Pattern[str]
    barred: re.Pattern[str]
    stayed_away: re.Pattern[str]
    kinds: tuple[Sign, ...]
    topics: tuple[tuple[str, re.Pattern[str]], ...]
    elliptic: re.Pattern[str]
    not_kinds: re.Pattern[str]
    not_signing: re.Pattern[str]
    ceremony: re.Pattern[str]
    dated_of: re.Pattern[str]
    basis: re.Pattern[str]
    same_ceremony: re.Pattern[str]
    left_then: re.Pattern[str]
    adopting: re.Pattern[str]
    links: re.Pattern[str]
    modifiers: re.Pattern[str]
    between: re.Pattern[str]
    separators: re.Pattern[str]
    among: re.Pattern[str]
    others: re.Pattern[str]
    during: re.Pattern[str]
    states: re.Pattern[str]
    plural: re.Pattern[str]
    plural_genitive: re.Pattern[str]
    partner: re.Pattern[str]
    determiners: re.Pattern[str]
    owning: re.Pattern[str]
    nested: re.Pattern[str]
    subject_links: re.Pattern[str]
    no_subject: re.Pattern[str]
    in_all: re.Pattern[str]
    document_pronouns: re.Pattern[str]
    restrictive: re.Pattern[str]
    asides: re.Pattern[str]
    makers: re.Pattern[str]
    attributes: re.Pattern[str]
    qualifying: re.Pattern[str]
    domestic: re.Pattern[str]
    bases: tuple[Base, ...]
    tail: re.Pattern[str]
    title_stops: re.Pattern[str]
    anaphoric: re.Pattern[str]
    definite: re.Pattern[str]
    signers: tuple[str, ...]
    agents: tuple[str, ...]
    with_marks: tuple[str, ...]
    private: re.Pattern[str]
    firm: re.Pattern[str]
    all_members: re.Pattern[str]
    regions: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    heads_before: re.Pattern[str]
    heads_behind: re.Pattern[str]
    several_states: re.Pattern[str]
    collectives: dict[str, int]
    excepting: re.Pattern[str]
    noise: re.Pattern[str]
    numbers: dict[str, tuple[int, int]]
    number_units: frozenset[str]
    times: frozenset[str]
    once_words: dict[str, int]
    qualifiers: tuple[Sign, ...]
    duration: re.Pattern[str]
    nights: re.Pattern[str]
    ordinals: dict[str, int]
    days_ended: re.Pattern[str]
    elapsed_since: re.Pattern[str]
    elapsed: re.Pattern[str]
    day_of_visit: re.Pattern[str]
    stay_days: tuple[Sign, ...]
    totals: re.Pattern[str]
    last_day: re.Pattern[str]
    lasted: re.Pattern[str]
    longer: re.Pattern[str]
    term_before: re.Pattern[str]
    term_after: re.Pattern[str]


def _visit_words(visits: dict[str, Any], code: str) -> dict[str, Any]:
    return {
        "prepositions": {form: forms.split("/")[0] for forms in visits["prepositions"] for form in forms.split("/")},
        "governs": {word: tuple(cases) for word, cases in visits.get("governs", {}).items()},
        "place_nouns": compile_pattern(words_of(visits["place_nouns"])),
        "postpositions": frozenset(visits["postpositions"] or ()),
        "connectors": frozenset(visits["connectors"]),
        "joining": frozenset(visits["joining"]),
        "turning": frozenset(visits.get("turning", ())),
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


@lru_cache(maxsize=None)
def lexicon(code: str) -> Lexicon:
    """The compiled lexicon of a language. LanguageDataError where an entry is incomplete or unknown."""
    visits, agreements, status, numbers, predicates = (load(code).read(name) for name in ("visits", "agreements", "status", "numbers", "predicates"))
    return Lexicon(
        code=code,
        predicate_last=predicates["order"] == "last",
        frames=read_frames(predicates["frames"], f"{code}/predicates.yaml"),
        **_visit_words(visits, code),
        **journey_words(visits, code),
        **agreement_words(agreements, code),
        **status_words(status),
        **number_words(numbers, code),
    )
