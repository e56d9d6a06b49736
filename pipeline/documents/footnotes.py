"""The notes at the foot of a page, where they stand in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.documents.furniture import Survey, survey_pages, without
from pipeline.documents.lines import ends_sentence, is_inside_sentence
from pipeline.documents.offsets import Edit

_NOTE_MARK = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}\s?\S|\*{1,3}\s?[^\W\d_]|(?P<plain>\d{1,3})\.?\s[^\W\d_a-zа-я]")
_PRINTED = re.compile(r"(?:18|19|20)\d\d|\b(?:[sсpc]|pp|səh|стр|ibid|см|bax|see)\b", re.IGNORECASE)
_LONGEST_NOTES = 12  # lines of notes at the foot of a page


def drop_page_notes(text: str) -> Iterator[Edit]:
    """The notes at the foot of a page go where they break a sentence that goes on behind them.

    Leaves alone notes between sentences, and numbered lines that do not look like references to literature.
    """
    survey = survey_pages(text)
    found: list[tuple[int, int]] = []
    for start in range(1, len(survey.lines)):
        if (not found or start >= found[-1][1]) and (stop := _notes_stop(survey, start)):
            found.append((start, stop))
    return without(survey.lines, found)


def _notes_stop(survey: Survey, start: int) -> int:
    """Where the notes that begin with a line end, together with the end of the page; 0 where none begin, or where no sentence is broken."""
    ruled = survey.signs[start] == "rule" and start + 1 < len(survey.lines)
    mark = _NOTE_MARK.match(survey.lines[start + ruled].text)
    if not mark or ends_sentence(survey.lines[start - 1].text):
        return 0
    for stop in range(start + 1, min(len(survey.lines), start + _LONGEST_NOTES)):
        if _NOTE_MARK.match(survey.lines[stop].text) or survey.signs[stop]:
            continue
        notes_stop = stop
        while notes_stop > start + 1 and survey.signs[notes_stop - 1] in ("number", "link", "rule", "imprint", "echo", "numbered", "again"):
            notes_stop -= 1
        goes_on = survey.lines[stop].text[0].islower() and is_inside_sentence(survey.lines, start, stop)
        if goes_on and survey.lines[notes_stop - 1].text[-1] in ".»”)]":
            notes = " ".join(line.text for line in survey.lines[start:notes_stop])
            return stop if ruled or not mark["plain"] or _PRINTED.search(notes) else 0
    return 0
