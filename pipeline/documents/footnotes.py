"""The foot of a page and the head of the next one, where they stand in the middle of a sentence: notes, the page number, a running head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.documents.furniture import Survey, is_full, is_head_with_page, is_page_number, may_be_head, survey_pages, without
from pipeline.documents.lines import ends_sentence, is_inside_sentence
from pipeline.documents.offsets import Edit

_NOTE_MARK = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}\s?\S|\*{1,3}\s?[^\W\d_]|\[\d{1,3}\]\s?\S|(?P<plain>\d{1,3})\.?\s[^\W\d_a-zа-я]")
_PRINTED = re.compile(r"(?:18|19|20)\d\d|\b(?:[sсpc]|pp|səh|стр|ibid|см|bax|see|там же|yenə orada)\b", re.IGNORECASE)
_REFERS = re.compile(r"\b(?:[sсpc]\.\s?\d|pp|səh|стр|ibid|cf|ср|см|bax|see|text|текст|mətn\w*|op|там же|yenə orada)\b", re.IGNORECASE)
_PIECES = re.compile(r"(?<=[.;])\s")
_SMALL = re.compile(r"(?<![\w.])[^\W\d_A-ZÀ-ÞƏĞİŞА-ЯЁ][^\W\d_]*")
_TOLD = 9  # small words of a sentence that refers to nothing printed
_NOTE_ENDS = ".»”)]"
_LONGEST = 14  # lines between the two parts of a sentence
_EDGE = 3  # lines of page number and running head


def drop_page_notes(text: str) -> Iterator[Edit]:
    """The notes at the foot of a page go where they break a sentence that goes on behind them, with the page number and the running head.

    Leaves alone notes between sentences, and numbered lines that do not look like references to literature.

    >>> [edit.after for edit in drop_page_notes("The ministers met in Oslo, where Sweden and\\n12 Brown, p. 4.\\n13 Ibid.\\n45 A Treaty in Oslo\\nDenmark signed it.")]
    ['\\n']
    """
    survey = survey_pages(text)
    found: list[tuple[int, int]] = []
    for start in range(1, len(survey.lines)):
        if (not found or start >= found[-1][1]) and (stop := _goes_on_at(survey, start)):
            found.append((start, stop))
    return without(survey.lines, found)


def _goes_on_at(survey: Survey, start: int) -> int:
    """Where the sentence goes on that the line before ``start`` leaves unfinished, behind the end of a page; 0 where there is none."""
    lines = survey.lines
    noted = _NOTE_MARK.match(lines[start + (survey.signs[start] == "rule" and start + 1 < len(lines))].text) is not None
    if ends_sentence(lines[start - 1].text) or not noted and not _is_edge(survey, start, noted=False):
        return 0
    for stop in range(start + 1, min(len(lines), start + _LONGEST)):
        if _NOTE_MARK.match(lines[stop].text) or survey.signs[stop] or not is_inside_sentence(lines, start, stop) or _is_edge(survey, stop, noted=noted):
            continue
        edge = stop
        while edge > start and stop - edge < _EDGE and _is_edge(survey, edge - 1, noted=noted):
            edge -= 1
        numbered = any(is_page_number(survey, at) or is_head_with_page(lines, at, noted=noted) for at in range(edge, stop))
        goes_on = lines[stop].text[0].islower() or numbered
        if goes_on and (edge > start and _are_notes(survey, start, edge) or edge == start and numbered and stop - start > 1):
            return stop
    return 0


def _is_edge(survey: Survey, index: int, *, noted: bool) -> bool:
    """Whether a line may be a page number or a running head: it has the number itself, stands beside it or comes again."""
    lines, signs = survey.lines, survey.signs
    if is_page_number(survey, index) or is_head_with_page(lines, index, noted=noted) or signs[index] in ("link", "rule", "imprint", "echo", "numbered", "again"):
        return True
    if not may_be_head(lines[index].text) or lines[index].text[-1] in "-,–" or _NOTE_MARK.match(lines[index].text):
        return False
    below = index > 0 and is_page_number(survey, index - 1) and not is_full(lines, index)
    apart = noted or index > 0 and lines[index].gap > lines[index - 1].gap  # else it may be the last line of the page
    return below or apart and index + 1 < len(lines) and is_page_number(survey, index + 1)


def _are_notes(survey: Survey, start: int, stop: int) -> bool:
    """Whether lines are notes at the foot of a page: below a rule, with raised marks, or with words of print; none that tells anything itself."""
    ruled = survey.signs[start] == "rule"
    if start + ruled >= stop:
        return False
    mark = _NOTE_MARK.match(survey.lines[start + ruled].text)
    notes = " ".join(line.text for line in survey.lines[start:stop])
    told = any(len(_SMALL.findall(piece)) > _TOLD and not _REFERS.search(piece) for piece in _PIECES.split(notes))
    return mark is not None and notes[-1] in _NOTE_ENDS and not told and (ruled or not mark["plain"] or _PRINTED.search(notes) is not None)
