"""Documents of several kinds under one number: "fifteen agreements and memoranda" are fifteen documents."""

from __future__ import annotations

from pipeline.records.arguments.counting import count_before
from pipeline.records.scenes.scene import Scene

Head = tuple[int, int, str]  # where a word for a document begins and stops, and its kind


def with_mixed(scene: Scene, heads: list[Head]) -> list[Head]:
    """The words for documents, those joined under one number as one word of the kind ``document``."""
    kept: list[Head] = []
    for head in heads:
        if kept and head[2] != kept[-1][2] and _are_joined(scene, kept[-1], head) and _is_counted(scene, kept[-1]):
            kept[-1] = (kept[-1][0], head[1], "document")
        else:
            kept.append(head)
    return kept


def _are_joined(scene: Scene, left: Head, right: Head) -> bool:
    """True where nothing but a joining word stands between two words."""
    gap = scene.folded[left[1] : right[0]].strip(" ,")
    return scene.lexicon.separators.fullmatch(gap) is not None if gap else "," in scene.folded[left[1] : right[0]]


def _is_counted(scene: Scene, head: Head) -> bool:
    count = count_before(scene, head[0], scene.lexicon.modifiers)
    return count is not None and count.number > 1
