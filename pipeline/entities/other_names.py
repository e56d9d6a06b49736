"""Names by which somebody was not known: the one he was born with, told beside the one of which the text speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.entities.mentions import Mention
from pipeline.languages import load
from pipeline.text import fold


@lru_cache(maxsize=None)
def _introduced(code: str) -> re.Pattern[str] | None:
    """The words behind which another name of somebody stands, up to it."""
    data = load(code).read("references").get("other_name")
    return re.compile(data["match"] + r"\Z") if data else None


def without_other_names(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a sentence without those of another name of whoever was named before: "A (real name B)", "his real name was B"."""
    return [mention for number, mention in enumerate(mentions) if not ((number or mention.sentence) and _is_other_name(mention))]


def _is_other_name(mention: Mention) -> bool:
    pattern, ground, name = _introduced(mention.ground.code), mention.ground, mention.draft.name
    if pattern is None or name is None or mention.base is None:
        return False
    return pattern.search(fold(ground.text[ground.edges[0] : ground.tokens[name.first].start])) is not None
