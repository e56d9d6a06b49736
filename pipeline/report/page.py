"""The page as HTML: every text escaped, one style sheet and one script inside it, both named by their hash in the content security policy."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

from pipeline.evaluation.comparison import CORE, FIELDS
from pipeline.report.labels import Labels, load_labels
from pipeline.report.timeline import HEIGHT
from pipeline.report.view import Page

FOLDER = Path(__file__).with_name("template")
ROWS = (
    200  # of a table that are laid out at once; the rest waits in a closed part. 9,400 rows took 9 s to lay out in Chromium, 200 take 0.1 s
)
COLUMNS = {
    "visits": ("date", "visitor_name", "visitor_country", "host_country", "visit_type", "status", "doc_id"),
    "agreements": ("date", "doc_type", "title", "parties", "place", "status", "doc_id"),
}


def render(page: Page, language: str) -> str:
    """The whole file. The same page gives the same text."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    labels = load_labels(language)
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style, script = _read("report.css") + _narrow(labels), _read("report.js")
    environment.globals |= {
        "t": labels.words,
        "labels": labels,
        "fields": FIELDS,
        "core": CORE,
        "height": HEIGHT,
        "columns": COLUMNS,
        "limit": ROWS,
        "policy": policy(style, script),
    }
    environment.filters |= {"percent": _percent, "interval": _interval}
    template = environment.get_template("report.html")
    return template.render(page=page, language=language, style=_trusted(style), script=_trusted(script))


def _narrow(labels: Labels) -> str:
    """On a narrow screen each row is a card, and its cells bear the names of their columns: named here once, not in every cell."""
    rules = (
        f'  .{table} td:nth-child({at})::before {{ content: "{labels.words["fields"][name]}"; }}\n'
        for table, names in COLUMNS.items()
        for at, name in enumerate(names, 1)
    )
    return f"@media (max-width: 44rem) {{\n{''.join(rules)}}}\n"


def policy(style: str, script: str) -> str:
    """The content security policy: nothing from anywhere, and of what stands in the page only these two texts.

    >>> policy("", "")[:60]
    "default-src 'none'; base-uri 'none'; form-action 'none'; sty"
    """
    return f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src {_hash(style)}; script-src {_hash(script)}"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _trusted(text: str) -> Any:
    """A text of our own that goes into the page as it is."""
    from markupsafe import Markup

    if "</" in text:
        raise ValueError("a style sheet or script that holds a closing tag would end too early")
    return Markup(text)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value * 100:.1f}"


def _interval(bounds: list[float] | None) -> str:
    return "{}–{}".format(*(_percent(bound) for bound in bounds)) if bounds else ""
