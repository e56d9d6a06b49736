"""What stands right beside a count of time and makes it exact: "exactly a year later", "nine months earlier, on 3 March"."""

from __future__ import annotations

import re

from pipeline.dates.lexicon import load_lexicon
from pipeline.dates.mentions import Mention
from pipeline.dates.passages import key_of

_EXACT = 12  # characters before a count in which "exactly" stands
_BESIDE = 6  # characters between a count of months and the day it comes to: ", on "


def is_exact(text: str, start: int, mention: Mention, language: str) -> bool:
    """True where a count is told to be exact: "exactly a year later"."""
    before = key_of(text[max(start, mention.start - _EXACT) : mention.start + 1])
    return re.search(rf"(?<!\w)(?:{load_lexicon(language).settings['exact']})\s+\w?\Z", before) is not None


def month_beside(mention: Mention, follower: Mention | None) -> int | None:
    """The month that is told right behind a mention, without a year: "nine months earlier, on 3 March"."""
    if follower is None or follower.start - mention.stop > _BESIDE:
        return None
    point = follower.items[0].first
    return None if point.dated else point.slots.get("month")
