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
    newest = context.seen[-1] if context.seen else None
    ahead = relation == "following" and context.future and context.now is not None and newest is not None and not newest.block
    return relation in DEICTIC or bool(ahead and newest and context.now and newest.last.order[:2] < context.now.order[:2])


def base_of(relation: str, context: Context, *precisions: str) -> Value | None:
    """The date that a relation is seen from."""
    relation = "next" if seen_from_now(relation, context) and relation == "following" else relation
    now = context.now if relation in DEICTIC else context.dateline
    line = now if now and now.precision in precisions else None
    before = context.last(*precisions)
    return line or before if relation in DEICTIC else before or line
