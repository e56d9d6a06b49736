"""The whole way on one screen: a document in, its records out."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.dates import read_segmented
from pipeline.engines import RULES, Engines
from pipeline.entities import find_entities
from pipeline.records import assemble
from pipeline.records.joining.confidence import LEAST
from pipeline.segmentation import segment
from pipeline.values import Date, Document, Entities, Segmentation


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read out of one document: its records, and the stages that led to them."""

    document: Document
    segmentation: Segmentation
    entities: Entities
    dates: tuple[Date, ...]
    visits: tuple[dict[str, object], ...]
    agreements: tuple[dict[str, object], ...]
    uncertain: tuple[dict[str, object], ...] = ()


def extract(document: Document, engines: Engines = RULES, *, least: float = LEAST) -> Extraction:
    """Read the visits and agreements out of a document; those less sure than ``least`` (0 to 1) are ``uncertain``. ``engines``: those of
    ``load_engines``, where others than the rules are wanted."""
    segmentation = segment(document, engines.split)
    dates = read_segmented(document.text, segmentation)
    entities = find_entities(document.text, segmentation, engines.find_names, dates)
    records = assemble(document, segmentation, entities, dates, least)
    return Extraction(document, segmentation, entities, dates, records.visits, records.agreements, records.uncertain)
