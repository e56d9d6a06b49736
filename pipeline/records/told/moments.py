"""The moment at which the sentence before stands, for what a sentence tells without a date of its own."""

from __future__ import annotations

from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.noted import Moment

MONTH = len("2012-09")


def moment_before(scene: Scene, discourse: Discourse) -> Moment | None:
    """The only date of the sentence before, or of the question that is answered; None where it has none or several."""
    return discourse.moment if discourse.moment is not None and discourse.moment.scene == scene.index - 1 else None


def told_before(scene: Scene, discourse: Discourse) -> str | None:
    """The only day or month of the sentence before in the same block, where a sentence tells no date at all, nor that it tells of something
    before that."""
    moment = moment_before(scene, discourse)
    if moment is None or scene.dates or discourse.block != scene.sentence.block or scene.search(scene.lexicon.before_that):
        return None
    return moment.date if len(moment.date) >= MONTH else None
