"""From where a relative date is seen: from the document's own date ("last Monday"), or from the last date told ("the following Monday")."""

from __future__ import annotations

from pipeline.dates.calendar import Value
from pipeline.dates.context import Context

DEICTIC = ("this", "last", "next", "beforelast")  # seen from the writer; "same", "following", "previous" are seen from the last date
STEPS = {"beforelast": -2, "this": 0, "same": 0, "the": 0, "last": -1, "previous": -1, "next": 1, "following": 1}
Found = tuple[Value, str] | None


def source_of(deictic: bool, context: Context) -> str:
    if not deictic or context.now is None:
        return "relative_to_previous"
    return "relative_to_dateline" if context.dateline else "relative_to_document"


def seen_from_now(relation: str, context: Context) -> bool:
    """True for a relation that is seen from the writer; also for what follows, in a text that has told of the past and looks ahead: "In 1991 they ... In the following week he will be in A"."""
    newest, now = context.seen[-1] if context.seen else None, context.now
    ahead = relation == "following" and context.future and newest is not None and not newest.block and now is not None and newest.last.order[:2] < now.order[:2]
    return relation in DEICTIC or ahead


def base_of(relation: str, context: Context, *precisions: str) -> Value | None:
    """The date that a relation is seen from."""
    deictic = seen_from_now(relation, context)
    now = context.now if deictic else context.dateline
    line = now if now and now.precision in precisions else None
    before = context.last(*precisions)
    if relation == "the" and context.over and before:
        before = context.month_behind(before) or before
    return line or before if deictic else before or line
