"""elchi: visits and agreements out of articles in Azerbaijani, Russian and English.

>>> import pipeline
>>> document = pipeline.read_text("Prezident Heydər Əliyev 8 fevral 1994-cü ildə Ankaraya gəldi.", "example")
>>> document.doc_id
'example'

``extract(document)`` reads its records, ``load(folder)`` those of a run (also as pandas frames), ``show`` draws them into the text. Names are imported when they are first used.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
_PLACES = {
    "extract": "pipeline.flow",
    "Extraction": "pipeline.flow",
    "read_text": "pipeline.documents",
    "read_path": "pipeline.documents",
    "read_document": "pipeline.documents",
    "load": "pipeline.report.notebook",
    "show": "pipeline.report.notebook",
    "Settings": "pipeline.config",
    "read_settings": "pipeline.config",
}
__all__ = ["__version__", *sorted(_PLACES)]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    module, _, attribute = _PLACES[name].partition(":")
    return getattr(import_module(module), attribute or name)
