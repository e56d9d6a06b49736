"""Rows of tables and lists as they come out of PDF and web pages: what they tell crossed with layout, columns, dates, headings and the forms of people, visits and titles.

A page is drawn from the crossing by its number, so that a sample is the same everywhere. What its rows tell is known before it is written.
"""

from __future__ import annotations

import re
import textwrap
from calendar import monthrange
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest

from pipeline.documents import read_text
from pipeline.flow import extract
from pipeline.languages import codes, strict_yaml
from pipeline.text import fold

CASES = Path(__file__).parent / "cases"
SAMPLE, MANY = 26, 300  # pages of each language
KNOWN, KNOWN_NEXT = 0.25, 0.36  # of the pages of either generation that may be misread
AXES = {
    "kind": ("visits", "visits", "guests", "mixed", "treaties", "signed"),
    "layout": ("dash", "colon", "comma", "bullets", "numbers", "dashes", "gaps", "blank", "pipe", "tab", "stacked", "wrapped", "page end", "page end in a row"),
    "order": ("dpe", "pde", "ped", "dlpe", "ldpe", "pe(d)"),
    "date": ("full", "numbers", "0day.month", "day month", "short", "short yearless", "roman", "month", "year heads"),
    "head": ("caption", "sections", "labels", "caption and labels", "none"),
    "event": ("bare", "to", "verb", "arrived", "noun phrase"),
    "title": ("bare", "between", "governments", "signing", "quoted"),
    "prose": ("none", "before", "behind"),
}
NEXT = AXES | {"layout": ("semicolons", "markdown", "counted", "stars", "parens"), "order": ("dpe", "pde", "dlpe", "pe(d)", "pe(ld)")}  # the second generation
YEARLESS = ("0day.month", "day month", "short yearless")
TABLES = ("gaps", "pipe", "tab", "stacked", "wrapped", "markdown", "counted")
LINES = ("dash", "colon", "comma", "bullets", "numbers", "dashes", "blank", "page end", "page end in a row", "semicolons", "stars", "parens")
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()


@lru_cache(maxsize=None)
def _case(language: str) -> dict:
    return strict_yaml.read(CASES / language / "rows.yaml")


def page(language: str, number: int, crossed: dict = AXES) -> tuple[dict, str, set]:
    """The values of the axes, the text of a page and what it tells."""
    rng = Random(f"{language} {number}")
    while True:
        axes = {axis: rng.choice(values) for axis, values in crossed.items()}
        axes["person"] = rng.choice([*_case(language)["persons"], "delegation"])
        axes["phrase"] = rng.choice(list(_case(language)["noun phrase"]))
        if _natural(axes):
            return _Page(language, axes, rng).write()


def _natural(axes: dict) -> bool:
    """A page on which a reader can tell who went where and when, in a form that its layout can hold."""
    layout, head, event, kind, order = axes["layout"], axes["head"], axes["event"], axes["kind"], axes["order"]
    if "labels" in head and layout not in TABLES or order[-1] == ")" and layout not in LINES or layout == "colon" and order[0] != "d":
        return False
    if kind == "signed" and axes["title"] == "signing":
        return False
    if kind in ("treaties", "signed"):
        return head != "sections" and (axes["title"] not in ("bare", "signing", "quoted") or "caption" in head or kind == "signed") and not (
            axes["date"] in YEARLESS and "caption" not in head) and (kind == "treaties" or order == "dpe" and layout in ("bullets", "numbers", "dashes", "dash", "page end", "page end in a row") and "labels" not in head and axes["date"] not in YEARLESS)
    if axes["date"] in YEARLESS and head not in ("caption", "caption and labels", "sections"):
        return False
    if axes["date"] == "year heads" and head == "sections" or head == "sections" and kind not in ("visits", "mixed"):
        return False
    if kind == "mixed" and (head == "sections" or axes["title"] == "quoted" or "caption" not in head):
        return False
    if event in ("verb", "arrived") and (order != "dpe" or layout not in ("dash", "colon", "bullets", "blank", "pipe", "tab", "page end", "page end in a row")):
        return False  # a sentence has its person before its verb
    if event == "noun phrase" and order not in ("dpe", "ped", "pe(d)", "pe(ld)"):
        return False
    foreign = "no country" not in axes["person"] if event != "noun phrase" else "own" not in axes["phrase"]
    if kind == "guests":
        return foreign and "caption" in head
    aimed = event != "bare" or "l" in order
    if head == "sections":
        return True
    return foreign and aimed if "caption" not in head else foreign or aimed


class _Page:
    """One page: its rows, drawn and laid out."""

    def __init__(self, language: str, axes: dict, rng: Random) -> None:
        self.case, self.axes, self.rng, self.language = _case(language), axes, rng, language
        self.countries = rng.sample(rng.choice(self.case["settings"]), 2)
        self.year = rng.choice((1997, 1998, 1999))
        self.told: set = set()
        self.styles = {key: rng.choice(self.case[key]) for key in ("full", "yearless", "abbreviated", "abbreviated_yearless", "year_head")}
        self.numbered = 0

    def write(self) -> tuple[dict, str, set]:
        kind = self.axes["kind"]
        blocks = self._signed() if kind == "signed" else self._treaties() if kind == "treaties" else self._visits()
        prose = self.rng.choice(self.case["prose"])
        if self.axes["prose"] == "before":
            blocks.insert(0, prose)
        elif self.axes["prose"] == "behind":
            blocks.append(prose)
        return self.axes, "\n\n".join(blocks) + "\n", self.told

    # what the rows tell

    def _visits(self) -> list[str]:
        one, two = self.countries
        kind, head = self.axes["kind"], self.axes["head"]
        ways = [(two, one)] * 4 if kind == "guests" else [(one, two), (one, two), (two, one), (two, one)]
        people = {country["code"]: self.rng.sample(self.case["people"][country["code"]], 3) for country in self.countries}
        rows = []
        for way, when in zip(ways, self._days(len(ways)), strict=True):
            if kind == "guests" and not people[way[0]["code"]]:
                break
            rows.append(self._visit(way, people[way[0]["code"]].pop(), when))
        if head == "sections":
            whose = self.rng.choice(("to", "from"))
            blocks = [self._caption("both")]
            for n in (0, 2):
                visitor, host = ways[n]
                name = self._fill(self.rng.choice(self.case["sections"][whose]), host if whose == "to" else visitor)
                blocks.append(name + "\n" + self._lay(rows[n : n + 2], "dpe"))
            return blocks
        if kind == "visits":
            rows.sort(key=lambda row: row["when"])
        if kind == "mixed":
            for document, when in zip(self.rng.sample(self.case["documents"], 2), self._days(2, single=True), strict=True):
                rows.append(self._document(document, when))
            rows.sort(key=lambda row: row["when"])
        caption = [self._caption({"visits": "both"}.get(kind, kind))] if "caption" in head else []
        return caption + [self._under_years(rows, "dpe")]

    def _visit(self, way: tuple[dict, dict], person: dict, when: tuple) -> dict:
        visitor, host = way
        axes, case = self.axes, self.case
        delegation = axes["person"] == "delegation" and axes["event"] != "noun phrase"
        kind = self.rng.choice(("official", "state" if person["office"] in ("President", "Prezident", "президент") and not delegation else "working"))
        word = case["kinds"][kind]
        first, last = person["name"].rsplit(" ", 1)
        initials = " ".join([first[0] + ".", person["middle"]] if "middle" in person else [first[0] + "."])
        words = {
            **visitor, **person, "country": visitor["name"], "to": host["to"], "see": host.get("see", ""), "capital": host["capital"], "to_capital": host.get("to_capital", ""),
            "kind": word, "kind_by": word[:-2] + "ым", "a": ("а" if person.get("feminine") or delegation else "") if self.language == "ru" else "an" if word[0] in "aeiou" else "a",
            "initials": f"{initials} {last}", "initials_of": f"{initials} {person.get('name_of', '').rsplit(' ', 1)[-1]}", "name": person["name"],
        }
        row = {"when": when, "d": self._date(when), "l": host["capital"]}
        if axes["event"] == "noun phrase":
            row["e"] = self._grammar(case["noun phrase"][axes["phrase"]].format(**words))
            name = words["initials"] if "initials" in axes["phrase"] else person["name"]
        else:
            row["p"] = (case["delegation"] if delegation else case["persons"][axes["person"]]).format(**words)
            row["e"] = self._grammar(case["events"][axes["event"]].format(**words))
            name = None if delegation else words["initials"] if "initials" in axes["person"] else person["name"]
        self.told.add(("visit", name, visitor["code"], host["code"], kind, self._value(when)))
        return row

    def _grammar(self, text: str) -> str:
        """A text with what its language does to two words that meet."""
        for wrong, right in self.case.get("grammar", {}).items():
            text = re.sub(wrong, right, text)
        return text

    def _document(self, document: list, when: tuple) -> dict:
        doc_type, kind, subject, key = document
        one, two = self.countries
        words = {"kind": kind, "subject": subject, "subject_small": _lower(subject[0]) + subject[1:], "kind_of": self.case.get("kind_of", {}).get(kind, kind)}
        words |= {f"{which}{of}": country.get(field, "") for which, country in (("one", one), ("two", two)) for of, field in (("", "name"), ("_by", "by"), ("_of", "of"))}
        title = self.case["titles"][self.axes["title"]].format(**words)
        self.told.add(("agreement", doc_type, key, tuple(sorted((one["code"], two["code"]))), self._value(when)))
        return {"when": when, "d": self._date(when), "l": self.rng.choice((one, two))["capital"], "t": title}

    def _treaties(self) -> list[str]:
        rows = [self._document(document, when) for document, when in zip(self.rng.sample(self.case["documents"], 4), sorted(self._days(4, single=True)), strict=True)]
        return ([self._caption("treaties")] if "caption" in self.axes["head"] else []) + [self._under_years(rows, "dte")]

    def _signed(self) -> list[str]:
        visitor, host = self.countries
        person, (when,) = self.rng.choice(self.case["people"][visitor["code"]]), self._days(1)
        if self.axes["date"] == "year heads":
            self.axes["date"] = "full"
        kind = "official"
        intro = self.rng.choice(self.case["signed in"])
        kinds = self.case["kinds"]["official"]
        words = {**visitor, **person, "to": host["to"], "date": self._date(when), "kind": kinds, "kind_of": kinds[:-2] + "ого"}
        self.told.add(("visit", person["name"], visitor["code"], host["code"], kind if "{kind" in intro else None, self._value(when)))
        rows = [self._document(document, when) for document in self.rng.sample(self.case["documents"], 3)]
        for row in rows:
            del row["d"], row["l"]
        return [_upper(intro.format(**words), self.language) + "\n" + self._lay(rows, "t")]

    # dates

    def _days(self, count: int, single: bool = False) -> list[tuple]:
        months = sorted(self.rng.sample(range(1, 12), count))
        two_years = self.axes["date"] not in YEARLESS
        found = []
        for n, month in enumerate(months):
            year = self.year + 1 if two_years and n >= count / 2 else self.year
            shape = "one" if single or self.axes["date"] == "month" else self.rng.choice(("one", "span", "span", "over"))
            first = self.rng.randint(2, 24)
            if shape == "over":
                found.append(((year, month, monthrange(year, month)[1] - 1), (year, month + 1, 2)))
            else:
                found.append(((year, month, first), (year, month, first + (2 if shape == "span" else 0))))
        return found

    def _value(self, when: tuple) -> str:
        (year, month, day), (_, last_month, last) = when
        if self.axes["date"] == "month":
            return f"{year}-{month:02}"
        first, second = f"{year}-{month:02}-{day:02}", f"{year}-{last_month:02}-{last:02}"
        return first if first == second else f"{first}/{second}"

    def _date(self, when: tuple) -> str:
        (year, month, day), (_, last_month, last) = when
        form = self.axes["date"]
        if form in ("numbers", "0day.month", "roman"):
            mark = ROMAN if form == "roman" else [f"{n:02}" if form in ("numbers", "0day.month") else str(n) for n in range(1, 13)]
            two = (lambda n: f"{n:02}") if form in ("numbers", "0day.month") else str
            end = f".{year}" if form in ("numbers", "roman") else ""
            if month != last_month:
                return f"{two(day)}.{mark[month - 1]}–{two(last)}.{mark[last_month - 1]}{end}"
            return f"{two(day) + '–' if day != last else ''}{two(last)}.{mark[month - 1]}{end}"
        if form == "month":
            return self.case["month_alone"].format(n=self.case["months"][month - 1], y=year)
        style = self.styles[{"full": "full", "short": "abbreviated", "short yearless": "abbreviated_yearless"}.get(form, "yearless")]
        names = self.case["of_month"], self.case["short"]
        if month == last_month:
            days = str(day) if day == last else f"{day}–{last}"
            return style.format(d=days, m=names[0][month - 1], s=names[1][month - 1], y=year, th=_ordinal(year))
        first_style = style.split("{y}")[0].strip(" ,") if not style.startswith("{y}") else style
        if style.startswith("{y}"):
            return style.format(d=f"{day} {names[0][month - 1]} – {last}", m=names[0][last_month - 1], y=year, th=_ordinal(year))
        first = first_style.format(d=day, m=names[0][month - 1], s=names[1][month - 1])
        return f"{first} – " + style.format(d=last, m=names[0][last_month - 1], s=names[1][last_month - 1], y=year, th=_ordinal(year))

    # layout

    def _caption(self, kind: str) -> str:
        one, two = self.countries
        words = {f"{which}{of}": country.get(field, "") for which, country in (("one", one), ("two", two)) for of, field in (("", "name"), ("_by", "by"))}
        words |= {"host": one["name"]} | {key: one.get(key, "") for key in ("capital", "capital_of", "see", "to")}
        caption = _upper(self.rng.choice(self.case["captions"][kind]).format(**words), self.language)
        if self.axes["date"] in YEARLESS:
            return _upper(self.rng.choice(self.case["with year"]).format(caption=caption, y=self.year, th=_ordinal(self.year)), self.language)
        return caption

    def _fill(self, text: str, country: dict) -> str:
        return _upper(text.format(**country, TO=_shout(country["to"], self.language), From=_upper(country["from"], self.language)), self.language)

    def _under_years(self, rows: list[dict], order: str) -> str:
        if self.axes["date"] != "year heads":
            return self._lay(rows, order)
        years = sorted({row["when"][0][0] for row in rows})
        return "\n".join(self.styles["year_head"].format(y=year, th=_ordinal(year)) + "\n" + self._lay([row for row in rows if row["when"][0][0] == year], order) for year in years)

    def _lay(self, rows: list[dict], order: str) -> str:
        """The lines of some rows."""
        layout = self.axes["layout"]
        columns = self.axes["order"].strip("()").replace("(", "") if order != "t" else "t"
        cells = []
        for row in rows:
            here = [column for column in columns.replace("p", "pt") if column in row]
            cells.append({column: _upper(row[column], self.language) if n == 0 or layout in TABLES or column == "t" else row[column] for n, column in enumerate(here)})
        if "labels" in self.axes["head"] and order != "t" and not self.numbered:
            labels = {column: self.case["labels"][column] for column in cells[0]}
            if len({tuple(row) for row in cells}) == 1:
                cells.insert(0, labels)
        self.numbered += 1
        rest = lambda row: [text for column, text in row.items() if column != "d"]  # noqa: E731
        if self.axes["order"] == "pe(ld)" and "d" in cells[0]:
            lines = [f"{', '.join(text for column, text in row.items() if column not in 'dl')} ({row['l']}, {row['d']})" for row in cells]
        elif self.axes["order"] == "pe(d)" and "d" in cells[0]:
            lines = [f"{', '.join(rest(row))} ({row['d']})" for row in cells]
        elif layout == "blank" or self.axes["event"] in ("verb", "arrived"):
            lines = [f"{row['d']} – {' '.join(rest(row))}" if layout != "blank" else " ".join(row.values()) for row in cells] if "d" in cells[0] else [" ".join(row.values()) for row in cells]
        elif next(iter(cells[0])) == "d":
            lines = [row["d"] + {"colon": ": ", "comma": ", "}.get(layout, " – ") + ", ".join(rest(row)) for row in cells]
        else:
            lines = [", ".join(row.values()) for row in cells]
        return "\n".join(self._shape(layout, lines, [list(row.values()) for row in cells]))

    def _shape(self, layout: str, lines: list[str], cells: list[list[str]]) -> list[str]:
        edge = ["", "142", "", self.case["running"], ""]
        half = len(lines) // 2
        if layout in ("pipe", "tab"):
            return [{"pipe": " | ", "tab": "\t"}[layout].join(row) for row in cells]
        if layout == "counted":
            return [" | ".join([str(number), *row]) for number, row in enumerate(cells, 1)]
        if layout == "markdown":
            return [f"| {' | '.join(row)} |" for row in cells]
        if layout == "semicolons":
            return ["; ".join(lines) + "."]
        if layout == "stacked":
            return [cell for row in cells for cell in row]
        if layout == "gaps":
            widths = [max(len(row[n]) if n < len(row) else 0 for row in cells) + 3 for n in range(max(map(len, cells)))]
            return ["".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in cells]
        if layout == "wrapped":
            return [line for row in cells for line in _wrapped(row)]
        if layout == "page end":
            return lines[:half] + edge + lines[half:]
        if layout == "page end in a row":
            words = lines[half].split(" ")
            cut = len(words) * 2 // 3
            return [*lines[:half], " ".join(words[:cut]), *edge, " ".join(words[cut:]), *lines[half + 1 :]]
        marks = {"stars": "* ", "parens": "{n}) ", "bullets": "• ", "dashes": "– ", "numbers": "{n}. "}
        return [marks.get(layout, "").format(n=n) + line for n, line in enumerate(lines, 1)]


def _wrapped(row: list[str]) -> list[str]:
    cells = [textwrap.wrap(cell, 26) for cell in row]
    deep = max(map(len, cells))
    return ["".join((cell[n] if n < len(cell) else "").ljust(29) for cell in cells).rstrip() for n in range(deep)]


def _upper(text: str, language: str) -> str:
    return _shout(text[0], language) + text[1:]


def _shout(text: str, language: str) -> str:
    return (text.replace("i", "İ") if language == "az" else text).upper()


def _lower(text: str) -> str:
    return text.replace("İ", "i").lower()


def _ordinal(year: int) -> str:
    return {6: "cı", 9: "cu"}.get(year % 10, "ci")


def found(text: str, want: set) -> set:
    read = extract(read_text(text, "page"))
    names = [one[1] for one in want if one[0] == "visit" and one[1]]
    keys = [one[2] for one in want if one[0] == "agreement"]
    visits = {("visit", next((n for n in names if _same(n, v["visitor_name"])), v["visitor_name"]), v["visitor_country"], v["host_country"], v["visit_type"], v["date"]) for v in read.visits if v["status"] == "occurred"}
    documents = {("agreement", a["doc_type"], next((k for k in keys if fold(k) in fold(str(a["title"]))), a["title"]), tuple(a["parties"]), a["date"]) for a in read.agreements if a["status"] == "signed"}
    return visits | documents


def _same(want: str, name: str | None) -> bool:
    """Whether a name is the one wanted: the last words agree, and the first ones or their initials."""
    if not name:
        return False
    one, two = (fold(text).replace("ё", "е").split() for text in (want, name))
    return one == two or "." in want and one[-1] == two[-1] and one[0][0] == two[0][0] and len(two) <= len(one)


def test_rows_are_told_by_their_number() -> None:
    assert page("en", 5)[1:] == page("en", 5)[1:]


def _misread(language: str, numbers: range, crossed: dict = AXES) -> list[int]:
    drawn = ((number, page(language, number, crossed)) for number in numbers)
    return [number for number, (_, text, want) in drawn if found(text, want) != want]


@pytest.mark.parametrize("language", codes())
def test_rows_tell_what_stands_in_them(language: str) -> None:
    wrong = _misread(language, range(SAMPLE)), _misread(language, range(SAMPLE // 2), NEXT)
    assert len(wrong[0]) <= KNOWN * SAMPLE and len(wrong[1]) <= KNOWN_NEXT * SAMPLE // 2, wrong


@pytest.mark.long
@pytest.mark.parametrize("language", codes())
def test_many_rows_tell_what_stands_in_them(language: str) -> None:
    wrong = _misread(language, range(MANY)), _misread(language, range(MANY), NEXT)
    assert len(wrong[0]) <= KNOWN * MANY and len(wrong[1]) <= KNOWN_NEXT * MANY, wrong
