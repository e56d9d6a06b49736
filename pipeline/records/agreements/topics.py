"""What a document is about, told alike in all languages: by it an abstract's title is known for the one of the article."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import AgreementDraft
from pipeline.text import fold

FORM = "joint"  # tells of the form of a document, not of its subject


def with_topics(scene: Scene, drafts: list[AgreementDraft]) -> list[AgreementDraft]:
    """The drafts of a sentence with its language and with the topics of their titles."""
    return [replace(draft, language=scene.sentence.language, topics=_topics(scene, draft.title or "")) for draft in drafts]


def _topics(scene: Scene, title: str) -> frozenset[str]:
    found = frozenset(name for name, pattern in scene.lexicon.topics if pattern.search(fold(title)))
    return found - {FORM} or found
