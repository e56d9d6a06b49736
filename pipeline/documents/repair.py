"""All repairs, in order. Each is one function from a text to its edits; its name stands with every repair it did."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.documents import (
    characters,
    columns,
    figures,
    footnotes,
    furniture,
    gluing,
    headed,
    hyphens,
    paragraphs,
    stacked,
    unfolding,
    words,
    yearly,
)
from pipeline.documents.offsets import Edit, OffsetMap
from pipeline.values import Repair

REPAIRS: tuple[Callable[[str], Iterable[Edit]], ...] = (
    characters.simplify_spaces,
    characters.simplify_line_ends,
    characters.drop_invisible,
    characters.compose_letters,
    characters.drop_stress,
    characters.expand_ligatures,
    characters.name_symbols,
    characters.guess_lost_signs,
    characters.lengthen_dashes,
    yearly.unfold_years,
    headed.unfold_headed,
    columns.unfold_columns,
    columns.space_bars,
    columns.mark_cells,
    columns.mark_slashes,
    characters.squeeze_spaces,
    characters.tighten_marks,
    words.unmix_scripts,
    words.unmix_lone_letters,
    figures.mend_figures,
    figures.drop_note_marks,
    figures.part_glued_days,
    footnotes.drop_page_notes,
    stacked.join_cells,
    columns.pair_numbers,
    columns.pair_dates,
    furniture.drop_furniture,
    unfolding.unfold_rows,
    paragraphs.join_lines,
    hyphens.join_parted_words,
    words.part_glued_words,
    gluing.part_lower_words,
    words.space_out,
)


def repair(raw: str) -> tuple[str, OffsetMap, tuple[Repair, ...]]:
    """The repaired text, the way back to the raw one, and what was done.

    >>> text, offsets, repairs = repair("Azərbay-\\ncan ilə sa\\u00adziş")
    >>> text, [done.rule for done in repairs]
    ('Azərbaycan ilə saziş', ['drop_invisible', 'join_lines'])
    """
    text, offsets = raw, OffsetMap()
    done: list[Repair] = []
    for rule in REPAIRS:
        edits = [edit for edit in rule(text) if text[edit.start : edit.stop] != edit.after]
        done += (_note(rule.__name__, text, edit, offsets) for edit in edits)
        text, offsets = offsets.apply(text, edits)
    return text, offsets, tuple(done)


def _note(rule: str, text: str, edit: Edit, offsets: OffsetMap) -> Repair:
    raw = offsets.to_raw(edit.start, edit.stop)
    return Repair(raw.start, raw.stop, rule, text[edit.start : edit.stop], edit.after)
