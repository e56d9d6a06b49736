"""What is only told to be denied: "a paper wrote that A was going to Minsk. There was no such plan"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records.scenes.scene import Scene


def is_retracted(scene: Scene, scenes: Sequence[Scene]) -> bool:
    """True for a sentence that tells a hearsay of which its own end or the next sentence says that it is not so."""
    words = scene.lexicon.answers
    hearsay = scene.search(words.hearsay)
    if hearsay is None or scene.kind not in ("body", "list"):
        return False
    behind = scenes[scene.index + 1] if scene.index + 1 < len(scenes) else None
    return scene.search(words.untrue, hearsay.end()) is not None or behind is not None and behind.kind == scene.kind and behind.search(words.untrue) is not None
