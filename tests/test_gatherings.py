"""Summits, conferences, funerals and inaugurations: how one is told of, crossed with how its guests are and with what stands around it.

Who came, and when, is known from the parts. Every crossing is read behind ``-m long``; the quick tests read some of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from pipeline.documents import read_text
from pipeline.flow import extract
from pipeline.languages import codes, strict_yaml
from pipeline.text import fold

CASES = Path(__file__).parent / "cases"
STEP = 47  # of the crossings one in so many is read in a quick test
KNOWN = 0.1  # share of the crossings that is known to be misread


def _words(event: dict) -> dict[str, str]:
    words = {key: value for key, value in event.items() if isinstance(value, str)}
    for guest in ("A", "B", "C", "D"):
        words |= {f"{guest}_{key}": value for key, value in event[guest].items()} | {guest: event[guest]["full"]}
    return words | {"E": event["earlier"]["full"]}


def _sentence(form: str, words: dict[str, str]) -> str:
    return re.sub(r"(?:^|\. | -{1,2} )\w", lambda found: found.group().upper(), form.format(**words))


def _days(event: dict, said: str) -> str:
    return {"first": event["first"], "through": f"{event['first']}/{event['last']}", "month": event["first"][:7], "last": event["last"]}[said]


def gatherings(language: str) -> Iterator[tuple[str, str, list]]:
    """What is crossed, the text, and the visits it tells."""
    case = strict_yaml.read(CASES / language / "gatherings.yaml")
    for event, (setting, (opening, said)), (who, (guests, came)), (around, (before, after, earlier)) in product(
        case["events"], case["settings"].items(), case["guests"].items(), case["around"].items()
    ):
        words = _words(event)
        if any(f"{{{key}}}" in form for form in (opening, before, after) for key, value in words.items() if not value and key != "f") or said in ("through", "last") and not event["last"]:
            continue
        parts = [form for form in (opening, guests, after) if form]
        parts = [*parts, before] if before and "(" in opening else [before + "\n\n", *parts] if before and setting == "entry" else [before, *parts]  # nothing stands before a dateline
        want = [(event[key]["name"], event[key]["code"], event["host"], _days(event, said), "occurred") for key in came]
        if earlier:
            month = f"{event['first'][:5]}{int(event['first'][5:7]) - 1:02d}"
            want.append((event["earlier"]["name"], event["earlier"]["code"], event["host"], month, "occurred"))
        yield f"{setting}, {who}, {around}, {event['host']}", " ".join(_sentence(form, words) for form in parts if form).replace("\n ", "\n"), sorted((_family(name), *rest) for name, *rest in want)


def _family(name: str | None) -> str:
    return fold(name or "-").split()[-1]


def told(text: str) -> list:
    """The visits that are read in a text, but for those that were not made."""
    return sorted((_family(r["visitor_name"]), r["visitor_country"], r["host_country"], r["date"], r["status"]) for r in extract(read_text(text, "a")).visits if r["status"] != "cancelled")


def _misread(language: str, step: int) -> tuple[int, list[str]]:
    crossings = list(gatherings(language))[::step]
    return len(crossings), [name for name, text, want in crossings if told(text) != want]


@pytest.mark.parametrize("language", codes())
def test_who_came_to_a_gathering_is_told(language: str) -> None:
    count, wrong = _misread(language, STEP)
    assert len(wrong) <= KNOWN * count, (len(wrong), count, wrong[:5])


@pytest.mark.long
@pytest.mark.parametrize("language", codes())
def test_every_gathering(language: str) -> None:
    count, wrong = _misread(language, 1)
    assert len(wrong) <= KNOWN * count, (len(wrong), count, wrong[:5])
