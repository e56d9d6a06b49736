"""elchi inside spaCy: ``nlp.add_pipe("elchi")`` puts the records of a text into its Doc. spaCy finds it by its entry point once elchi is installed.

``doc._.visits`` and ``doc._.agreements`` hold the records; ``doc.spans["visits"]`` and ``doc.spans["agreements"]`` the passages that tell them, with
the id of the record as the id of the span. A text that elchi cannot read leaves them empty and says why in ``doc._.elchi_problem``.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pipeline.errors import DocumentError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

KEYS = {"visit": "visits", "agreement": "agreements"}


class Elchi:
    """The component. Any tokenizer will do: evidence is widened to whole tokens; the records keep the exact offsets."""

    def __init__(self, name: str = "elchi") -> None:
        from spacy.tokens import Doc

        self.name = name
        for attribute in KEYS.values():
            if not Doc.has_extension(attribute):
                Doc.set_extension(attribute, default=[])
        if not Doc.has_extension("elchi_problem"):
            Doc.set_extension("elchi_problem", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with its records."""
        from pipeline.documents import read_text
        from pipeline.flow import extract

        try:
            found = extract(read_text(doc.text, "doc"))
        except DocumentError as error:
            doc._.elchi_problem = str(error)
            found = None
        records = {"visit": found.visits if found else (), "agreement": found.agreements if found else ()}
        for kind, key in KEYS.items():
            setattr(doc._, key, list(records[kind]))
            doc.spans[key] = [span for record in records[kind] for span in _spans(doc, kind, record)]
        return doc


def _spans(doc: Doc, kind: str, record: dict[str, Any]) -> list[Any]:
    found = (doc.char_span(e["start"], e["end"], label=kind, span_id=record["record_id"], alignment_mode="expand") for e in record["evidence"])
    return [span for span in found if span is not None]


def make_elchi(nlp: Language, name: str) -> Elchi:
    """The factory that the entry point names; loading it is what makes ``elchi`` known to spaCy."""
    return Elchi(name)


if find_spec("spacy"):  # an extra; without it this module can be imported, but not used
    from spacy.language import Language as _Language

    _Language.factory("elchi", assigns=["doc._.visits", "doc._.agreements", "doc.spans"], func=make_elchi)
