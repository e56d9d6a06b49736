"""elchi: visits and agreements out of articles in Azerbaijani, Russian and English.

>>> import pipeline
>>> document = pipeline.read_text("Prezident Heydər Əliyev 8 fevral 1994-cü ildə Ankaraya gəldi.", "example")
>>> document.doc_id
'example'

``extract(document)`` reads its records, ``extract_file(path)`` those of a file of any format, ``run(paths, folder)`` those of many; ``load(folder)``
reads a run back (also as pandas frames), ``show`` draws records into the text; ``load_into(folder, address)`` puts a run into a database,
``export(folder, form, out)`` writes it in a form that others read. Names are imported when they are first used.
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
    "run": "pipeline.batch.api:run",
    "read_file": "pipeline.batch.api:read_file",
    "extract_file": "pipeline.batch.api:extract_file",
    "load_into": "pipeline.batch.api:load_into",
    "export": "pipeline.batch.api:export",
    "Settings": "pipeline.config",
    "read_settings": "pipeline.config",
}
__all__ = ["__version__", *sorted(_PLACES)]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    module, _, attribute = _PLACES[name].partition(":")
    return getattr(import_module(module), attribute or name)
