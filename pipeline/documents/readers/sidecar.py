"""What a file beside an article says about it: ``article.pdf.meta.json`` or ``article.meta.json``, in plain names or as CSL-JSON."""

from __future__ import annotations

import json

from pipeline.documents.readers.reading import tidy
from pipeline.errors import DocumentError

SUFFIX = ".meta.json"
_CSL = {
    "container-title": "journal",
    "issued": "year",
    "DOI": "doi",
    "URL": "url",
    "authors": "author",
    "date": "year",
    "publication": "journal",
}


def names_for(name: str) -> tuple[str, str]:
    """The names a sidecar may have, the closer one first.

    >>> names_for("a.pdf")
    ('a.pdf.meta.json', 'a.meta.json')
    """
    return name + SUFFIX, name.rpartition(".")[0] + SUFFIX if "." in name else name + SUFFIX


def parse(data: bytes, name: str) -> dict[str, str]:
    """The metadata of a sidecar. DocumentError ``sidecar`` where it is malformed.

    >>> parse(b'{"title": "Two visits", "issued": {"date-parts": [[1994, 5]]}, "author": [{"family": "Smith", "given": "J."}]}', "a.meta.json")
    {'title': 'Two visits', 'author': 'J. Smith', 'year': '1994'}
    """
    try:
        found = json.loads(data.decode("utf-8-sig"))
        found = found[0] if isinstance(found, list) and found else found
        return tidy({_CSL.get(key, key): value for key, value in found.items()})
    except (ValueError, AttributeError, IndexError, TypeError, RecursionError) as error:
        raise DocumentError("sidecar", f"{name} is not a JSON object: {error}", "mend it, or remove it") from error
