"""Dates of Azerbaijani, Russian and English texts, as EDTF values.

``read(text, language)`` reads one text; ``read_dates(text, passages, masks)`` a document cut into passages,
``read_segmented(text, segmentation)`` one cut into blocks and sentences. The values can be compared
with ``bounds``, ``precision``, ``is_valid``, ``compatible`` and ``most_precise``.

>>> [date.edtf for date in read("The treaty was signed on May 5, 1994.", "en")]
['1994-05-05']
"""

from pipeline.dates.asides import opens_aside
from pipeline.dates.edtf import bounds, compatible, is_valid, most_precise, precision
from pipeline.dates.reader import read, read_dates, read_segmented

__all__ = ["bounds", "compatible", "is_valid", "most_precise", "opens_aside", "precision", "read", "read_dates", "read_segmented"]
