"""elchi as a component of spaCy, found by its entry point."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy", reason="pip install 'elchi[spacy]'")

TEXT = "In May 1997 President Heydar Aliyev of Azerbaijan paid an official visit to Turkey. The two countries signed an agreement on trade."


def test_a_pipe_of_that_name_gives_records_and_spans() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("elchi")
    doc = nlp(TEXT)
    [visit] = doc._.visits
    assert (visit["visitor_country"], visit["host_country"], visit["date"]) == ("AZE", "TUR", "1997-05")
    [span] = doc.spans["visits"]
    assert (span.label_, span.id_, span.text) == ("visit", visit["record_id"], visit["evidence"][0]["text"])
    assert [span.id_ for span in doc.spans["agreements"]] == [record["record_id"] for record in doc._.agreements]


def test_a_text_that_cannot_be_read_says_why() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("elchi")
    doc = nlp("...")
    assert doc._.visits == [] and "no text" in doc._.elchi_problem
    assert nlp(TEXT)._.elchi_problem is None


def test_texts_in_batches_are_the_same() -> None:
    nlp = spacy.blank("az")
    nlp.add_pipe("elchi", name="reader")
    assert [len(doc._.visits) for doc in nlp.pipe([TEXT, "Bakı", TEXT], batch_size=2)] == [1, 0, 1]
    assert nlp.pipe_names == ["reader"]
