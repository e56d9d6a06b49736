"""What is told and is no record (calls, letters, journeys at home, laws, wishes, denials, plans nobody had), crossed with who it is about, the frame
it stands in and what was told before; beside it the true visits and signings that the same frames hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from pipeline.documents import read_text
from pipeline.flow import extract
from pipeline.languages import codes, strict_yaml

CASES = Path(__file__).parent / "cases"
KNOWN = {"silent": 0.03, "told": 0.03, "pages": 0.1}  # share of the crossings that is known to be misread
SAMPLE = {"silent": 70, "told": 70, "pages": 30}  # texts of a language and kind in a quick test
PAGES = 400  # of the pages, which are without number, so many are read in the long one
TOLD = {  # what the true clauses of a name tell
    "visit": "{A} {B} 2019-03-04 occurred",
    "planned": "{A} {B} 2019-06-04 planned",
    "cancelled": "{A} {B} 2019-06-04 cancelled",
    "signed": "{A},{B} 2019-03-04 signed",
    "unsigned": "{A},{B} 2019-06-04 planned",
}


def crossings(language: str, kind: str) -> Iterator[tuple[str, str, set[str]]]:
    """What is crossed, the text, and what it tells."""
    case = strict_yaml.read(CASES / language / "no_records.yaml")
    for cast in case["casts"]:
        for name, clause, who, slots in _clauses(case, cast, kind):
            told = _upper(clause.format(**slots))
            slots |= {"S": told, "s": _lower(told, slots), "CAPITAL": cast["capital"].upper()}
            for frame, framed in case["frames"].items():
                if who == "pronoun" and frame in case["no_pronoun"]:
                    continue
                for neighbour, before in case["neighbours"].items():
                    first = " ".join(_upper(part.format(**slots)) for part in (before["text"], case["before_pronoun"] if who == "pronoun" else "") if part)
                    text = _neat(framed.format(**slots, N=first and first + " ", L=first and f"– {first}\n"))
                    want = [*before["told"], *([TOLD[name]] if kind == "told" else [])]
                    yield f"{name} / {clause[:60]} | {who} | {frame} | {neighbour} | {cast['A']}", text, {_sorted(one.format(**slots)) for one in want}


def pages(language: str, number: int, seed: int = 7) -> Iterator[tuple[str, str, set[str]]]:
    """As the crossings: articles of several clauses that tell nothing, about one person, beside at most one true record."""
    case, random = strict_yaml.read(CASES / language / "no_records.yaml"), Random(seed)
    silent = [list(_clauses(case, cast, "silent")) for cast in case["casts"]]
    for _ in range(number):
        clauses = random.choice(silent)
        chosen = random.sample(clauses, random.randint(4, 8))
        neighbour, before = random.choice(list(case["neighbours"].items()))
        slots = clauses[0][3] | {"S": "", "s": ""}
        told = [_upper(clause.format(**own)) + "." for _, clause, _, own in chosen]
        told.insert(random.randint(0, len(told)), _upper(before["text"].format(**slots) or told[0]))
        text = "".join(one + random.choice((" ", " ", "\n\n")) for one in told)
        lead = case["frames"]["lead"].split("{N}")[0].format(**slots, CAPITAL=slots["capital"].upper()) if random.random() < 0.5 else ""
        yield f"page / {neighbour} | - | - | {neighbour} | {slots['A']}", _neat(f"{lead}{text.strip()}\n"), {_sorted(one.format(**slots)) for one in before["told"]}


def _clauses(case: dict, cast: dict, kind: str) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Each clause with its name, each who it can be about, and the slots."""
    common = {key: word for key, word in cast.items() if isinstance(word, str)} | _forms(cast["who"]["full"], "full")
    for name, clauses in case[kind].items():
        for clause in clauses:
            for who, words in {**cast["who"], "pronoun": case["pronoun"]}.items() if "{who" in clause else [("nobody", {})]:
                before = clause.partition("{who}")[0].split()[-1:]
                bent = who == "pronoun" and bool(set(before) & set(case.get("no_pronoun_behind", ())))
                if not bent and (who != "delegation" or clause.startswith("* ")):
                    yield name, clause.removeprefix("* "), who, common | _forms(words)


def _forms(words: str | dict, slot: str = "who") -> dict[str, str]:
    """The slots of somebody: one form, or one for each case and what agrees with it."""
    if isinstance(words, str):
        return {slot: words}
    return {slot: words["nom"]} | {f"{slot}_{case}" if case.isascii() and len(case) > 1 else case: form for case, form in words.items() if case != "nom"} if words else {}


def _neat(text: str) -> str:
    """An apposition's second comma gives way to what follows it."""
    return text.replace(",,", ",").replace(",.", ".").replace(",”,", ",”")


def _sorted(told: str) -> str:
    """With the parties of an agreement in order."""
    first, _, rest = told.partition(" ")
    return f"{','.join(sorted(first.split(',')))} {rest}"


def _upper(text: str) -> str:
    return ("İ" if text[0] == "i" and "ə" in text else text[0].upper()) + text[1:]


def _lower(text: str, slots: dict[str, str]) -> str:
    """As within a sentence: a name keeps its capital."""
    first = text.split()[0]
    named = any(first in word.split() for word in slots.values())
    return text if named else (text[0].lower() if text[0] != "İ" else "i") + text[1:]


def told(text: str) -> set[str]:
    read = extract(read_text(text, "page"))
    visits = {f"{one['visitor_country']} {one['host_country']} {one['date']} {one['status']}" for one in read.visits}
    return visits | {f"{','.join(sorted(one['parties']))} {one['date']} {one['status']}" for one in read.agreements}


def misread(language: str, kind: str, number: int | None = None, seed: int = 7) -> tuple[list[tuple[str, str, set[str], set[str]]], int]:
    """The crossings that are misread (of a sample, if a number is given), with what was wanted and read, and how many there are."""
    texts = list(pages(language, number or PAGES, seed)) if kind == "pages" else list(crossings(language, kind))
    texts = Random(seed).sample(texts, number) if number else texts
    return [(name, text, want, found) for name, text, want in texts if (found := told(text)) != want], len(texts)


@pytest.mark.parametrize("kind", KNOWN)
@pytest.mark.parametrize("language", codes())
def test_nothing_is_read_where_nothing_is_told(language: str, kind: str) -> None:
    wrong, number = misread(language, kind, SAMPLE[kind])
    assert len(wrong) <= 1 + KNOWN[kind] * number, wrong[:2]


@pytest.mark.long
@pytest.mark.parametrize("kind", KNOWN)
@pytest.mark.parametrize("language", codes())
def test_nothing_is_read_in_any_of_the_crossings(language: str, kind: str) -> None:
    wrong, number = misread(language, kind)
    print(f"{language} {kind}: {len(wrong)} of {number} are misread")
    assert len(wrong) <= KNOWN[kind] * number, wrong[:2]
