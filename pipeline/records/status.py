"""Did it happen? Planned, cancelled, or told only to say that it is not so."""

from __future__ import annotations

from pipeline.records.scene import Scene

NEAR = 9  # words between a sign of the status and the word it bears on; measured on the development articles


def status_of(scene: Scene, start: int, stop: int, default: str = "occurred") -> str | None:
    """The status of an event told by the word at ``start..stop``; None where the text says that there is no such event."""
    if scene.lexicon.negative.search(scene.folded, start, stop):
        return None
    best: tuple[int, int] | None = None
    low, high = scene.clause(start)
    for rank, sign in enumerate(scene.lexicon.statuses):
        for match in scene.finditer(sign.pattern, low, high):
            apart = scene.words_between(min(match.end(), stop), max(match.start(), start)) + _triggers_between(scene, match.start(), start)
            if apart <= NEAR and (best is None or (rank, apart) < best):
                best = (rank, apart)
    if best is None:
        return default
    value = scene.lexicon.statuses[best[0]].value
    return None if value == "none" else value


def _triggers_between(scene: Scene, here: int, there: int) -> int:
    """Another predicate in between makes a sign speak of that one instead: it weighs like ``NEAR`` words, a comma like three."""
    low, high = sorted((here, there))
    others = sum(1 for trigger in scene.triggers if low < trigger.start < high)
    return NEAR * others + 3 * scene.folded.count(",", low, high)


def after(dateline: str | None, date: str | None) -> bool:
    """True where a day lies after the day the document was written.

    >>> after("2019-07-18", "2019-07-23")
    True
    """
    return bool(dateline and date and len(dateline) == 10 and len(date) >= 10 and date[0].isdigit() and date[:10] > dateline)
