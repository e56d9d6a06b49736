"""The shipped schema and its small reader, held against the jsonschema library."""

from __future__ import annotations

import copy
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages import codes
from pipeline.storage.schema import CHECKS, SILENT, load_schema, problems
from tests.test_scoring import agreement, visit

VALUES = st.sampled_from(
    [None, "", "x", "AZE", "org:UN", "aze", 0, 1, -1, 1.5, True, False, [], {}, ["AZE"], [""], [1], "official", "state", "az", "1994-02-08",
     [{"start": 0, "end": 4, "language": "az"}], [{"start": 0, "end": 4}], [{"start": -1, "end": 0, "language": "tr"}], "AZE\n"]
)  # fmt: skip
FIELDS = sorted({*visit(), *agreement(), "record_id", "confidence", "date_start", "rules", "optional", "other"})


@given(
    st.sampled_from((visit(), agreement())),
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=3),
    st.sets(st.sampled_from(FIELDS), max_size=2),
)
def test_the_reader_agrees_with_jsonschema(record: dict[str, Any], changes: dict[str, Any], dropped: set[str]) -> None:
    record = {key: value for key, value in (copy.deepcopy(record) | changes).items() if key not in dropped}
    if record.get("kind") == "visit" and "AZE\n" in (record.get("visitor_country"), record.get("host_country")):
        assert problems(record)  # "$" matches before a last line end in Python's re; ours is the stricter reading
        return
    assert bool(problems(record)) == (not jsonschema.Draft202012Validator(load_schema()).is_valid(record)), problems(record)


def test_every_word_of_the_schema_is_checked() -> None:
    def words(rule: Any) -> set[str]:
        if isinstance(rule, list):
            return set().union(*map(words, rule)) if rule else set()
        if not isinstance(rule, dict):
            return set()
        names = rule.get("properties", {})
        return {*rule, *words([value for key, value in rule.items() if key != "properties"]), *words(list(names.values()))}

    rules = load_schema()["$defs"]
    jsonschema.Draft202012Validator.check_schema(load_schema())
    assert set().union(*(words(rule) for rule in rules.values())) <= {*CHECKS, *SILENT, "$ref"}


def test_the_schema_knows_every_language_there_is() -> None:
    languages = load_schema()["$defs"]["evidence"]["items"]["properties"]["language"]["enum"]
    assert sorted(languages) == list(codes())
