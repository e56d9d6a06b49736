"""HTML: the article of a page without its menus, by trafilatura; with title, author, year and address where the page tells them."""

from __future__ import annotations

import codecs
import re
from typing import Any

from pipeline.config import LimitSettings, Settings
from pipeline.documents.decoding import decode
from pipeline.documents.readers.reading import Reading, tidy
from pipeline.errors import DocumentError

_TAG = re.compile(r"""<[A-Za-z](?:[^"'>]++|"[^"]*+"|'[^']*+')*+""")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_CHARSET = re.compile(rb"""charset\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})""", re.IGNORECASE)
_ROW = re.compile(r"^\s*\|(.*?)\|?\s*$")
_RULE = re.compile(r"^[\s|:-]+$")
_LINES = re.compile(r"\n{3,}")


def read_html(data: bytes, settings: Settings) -> Reading:
    """The article of a page. DocumentError where it is too large or has no text.

    Where trafilatura finds no article, the whole text of the page is taken, and ``format`` says ``html-all``.
    """
    text, encoding = _decoded(data)
    _check(len(data), text, settings.limits)
    import trafilatura

    found: Any = trafilatura.bare_extraction(text, include_comments=False, include_tables=True, favor_recall=True, with_metadata=True)
    body = _tidied(found.text or "") if found else ""
    if any(map(str.isalnum, body)):
        return Reading(body, "html", encoding, _metadata(found))
    return Reading(_tidied(trafilatura.html2txt(text) or ""), "html-all", encoding, _metadata(found))


def _decoded(data: bytes) -> tuple[str, str]:
    """The page as text: UTF-8 where it is that, else what the page declares, else what its letters say."""
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        match = _CHARSET.search(data[:4096])
    try:
        encoding = codecs.lookup(match[1].decode()).name if match else ""
        return (data.decode(encoding), encoding) if encoding else decode(data)
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _check(size: int, text: str, limits: LimitSettings) -> None:
    """Refuse what parsers take minutes for, before they see it."""
    if size > limits.html_bytes:
        raise DocumentError(
            "html-size", f"the page has {size} bytes, the limit is {limits.html_bytes}", "split it, or raise limits.html_bytes"
        )
    tags = text.count("<")
    if tags > limits.html_tags:
        raise DocumentError(
            "html-size", f"the page has {tags} tags, the limit is {limits.html_tags}", "split it, or raise limits.html_tags"
        )
    for match in _TAG.finditer(text):
        if match.end() - match.start() > 2 * limits.html_attributes and len(_QUOTED.sub('" ', match[0]).split()) > limits.html_attributes:
            message = f"one tag of the page has more than {limits.html_attributes} attributes"
            raise DocumentError("html-size", message, "no page needs that; raise limits.html_attributes if this one does")


def _tidied(text: str) -> str:
    """Rows of tables as lines with tabs, no more than one empty line in a row."""
    lines = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        row = _ROW.match(line)
        if row and _RULE.match(line):
            continue
        lines.append("\t".join(cell.strip() for cell in row[1].split("|")).strip("\t") if row else line.rstrip())
    return _LINES.sub("\n\n", "\n".join(lines)).strip("\n") + "\n"


def _metadata(found: Any) -> dict[str, str]:
    if not found:
        return {}
    return tidy({"title": found.title, "author": found.author, "journal": found.sitename, "year": found.date, "url": found.url})
