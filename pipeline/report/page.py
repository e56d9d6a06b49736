"""The page as HTML: a shell with the words of one language, the data as JSON, one style sheet and one script, both named by their hash in the content
security policy. The script lays everything out from the data; a text of an article or record is never anything but text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from pipeline.report.labels import load_labels

FOLDER = Path(__file__).with_name("template")
_LONE = re.compile("[\ud800-\udfff]")  # halves of a character, which UTF-8 cannot hold
SECTIONS = ("overview", "records", "articles", "evaluation", "provenance")


def render(data: dict[str, Any], language: str) -> str:
    """The whole file. The same data gives the same text."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style, script, scored = _read("report.css"), load_script(), data["summary"] is not None
    return environment.get_template("report.html").render(
        t=load_labels(language).words,
        language=language,
        articles=len(data["articles"]),
        scored=scored,
        sections=[name for name in SECTIONS if scored or name != "evaluation"],
        policy=policy(style, script),
        style=_trusted(style),
        script=_trusted(script),
        data=_trusted(as_json(data | {"world": load_world()})),
    )


def load_script() -> str:
    """The parts of the script, in their order, closed to everything outside."""
    parts = [path.read_text(encoding="utf-8") for path in sorted((FOLDER / "script").glob("*.js"))]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


def load_world() -> dict[str, Any]:
    """Coastlines and the places of countries for the map."""
    world = json.loads(_read("world.json"))
    return {name: world[name] for name in ("points", "land", "water")}


def as_json(data: dict[str, Any]) -> str:
    """Data as JSON that can stand inside a page: no sign in it can end the element it stands in, or begin another.

    >>> as_json({"a": "</script><!--", "b": "\\u2028"})
    '{"a":"\\\\u003c/script\\\\u003e\\\\u003c!--","b":"\\\\u2028"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029\x7f\ufeff":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return _LONE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


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
    """A text of our own, or JSON in which no sign can do harm, that goes into the page as it is."""
    from markupsafe import Markup

    if "</" in text or "<!--" in text:
        raise ValueError("a text that holds a closing tag would end its element too early")
    return Markup(text)
