"""The moment at which the sentence before stands, for what a sentence tells without a date of its own."""

from __future__ import annotations

from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse

MONTH = len("2012-09")


def moment_before(scene: Scene, discourse: Discourse) -> tuple[str, bool] | None:
    """The only date of the sentence before, and whether that sentence tells nothing else; None where it has none or several."""
    if discourse.moment is None or discourse.moment[0] != scene.index - 1:
        return None
    return discourse.moment[1:]


def told_before(scene: Scene, discourse: Discourse) -> str | None:
    """The only day or month of the sentence before in the same block, where a sentence tells no date at all, nor that it tells of something
    before that."""
    moment = moment_before(scene, discourse)
    if moment is None or scene.dates or discourse.block != scene.sentence.block or scene.search(scene.lexicon.before_that):
        return None
    return moment[0] if len(moment[0]) >= MONTH else None
