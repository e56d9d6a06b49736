"""Records of several documents that tell the same event."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from pipeline.storage.linking import link_events


def visit(record_id: str, doc_id: str, name: str, days: str, **fields: Any) -> dict[str, Any]:
    first, _, last = days.partition("/")
    known = {"kind": "visit", "visitor_country": "AZE", "visitor_office": "head_of_state", "host_country": "TUR", "status": "occurred", "count": 1}
    return {**known, "record_id": record_id, "doc_id": doc_id, "visitor_name": name, "date_start": first, "date_end": last or first,
            "evidence": [{"language": "az"}], **fields}  # fmt: skip


def agreement(record_id: str, doc_id: str, title: str | None, language: str = "az") -> dict[str, Any]:
    return {"kind": "agreement", "record_id": record_id, "doc_id": doc_id, "doc_type": "protocol", "title": title, "parties": ["AZE", "TUR"], "count": 1,
            "status": "signed", "date_start": "1994-02-09", "date_end": "1994-02-09", "evidence": [{"language": language}]}  # fmt: skip


DAY = visit("1", "a", "Heydər Əliyev", "1994-02-08/1994-02-12")
MONTH = visit("2", "b", "Гейдар Алиев", "1994-02-01/1994-02-28")
OTHER = visit("3", "c", "Heydar Aliyev", "1994-05-05")
YEAR = visit("4", "d", "H. Aliyev", "1994-01-01/1994-12-31")


def test_one_event_in_three_languages_and_precisions() -> None:
    linked = link_events([DAY, MONTH, OTHER])
    assert linked["1"] == linked["2"] and "3" not in linked


def test_a_date_that_fits_two_events_is_left_alone() -> None:
    linked = link_events([DAY, MONTH, OTHER, YEAR])
    assert "4" not in linked and linked["1"] == linked["2"]


def test_the_order_of_the_records_does_not_matter() -> None:
    records = [DAY, MONTH, OTHER, YEAR, visit("5", "e", "Heydər Əliyev", "1994-02-10")]
    assert len({str(sorted(link_events(order).items())) for order in permutations(records)}) == 1


def test_two_records_of_one_document_are_two_events() -> None:
    assert link_events([DAY, MONTH | {"doc_id": "a"}]) == {}


def test_what_differs_is_no_event_in_common() -> None:
    for changed in ({"visitor_name": "Mehriban Əliyeva"}, {"host_country": "IRN"}, {"status": "planned"}, {"count": 2}, {"date_start": None, "date_end": None}):
        assert link_events([DAY, MONTH | changed]) == {}


def test_titles_of_one_language_tell_documents_of_a_day_apart() -> None:
    trade, culture = agreement("1", "a", "ticarət haqqında"), agreement("2", "b", "mədəniyyət sahəsində əməkdaşlıq")
    assert link_events([trade, culture]) == {}
    assert set(link_events([trade, agreement("3", "b", "о торговле", "ru")])) == {"1", "3"}
    assert set(link_events([trade, agreement("3", "b", "ticarət haqqında")])) == {"1", "3"}
