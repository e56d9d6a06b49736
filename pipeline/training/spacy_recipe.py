"""The small spaCy model: one for all languages, with the ends of sentences and the names of people, organisations and places."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.engines.manifest import write_manifest
from pipeline.training.material import gather
from pipeline.training.passages import LABELS, Passage

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAME = "elchi_names"


def train(languages: Iterable[str], own: Path, public: Path | None, out: Path, *, steps: int, seed: int) -> Path:
    """Train, and write the model into ``out``. Needs the extra ``spacy``; about two minutes on one core."""
    import spacy
    from spacy.cli.train import train as train_pipeline
    from spacy.tokens import DocBin

    materials = [gather(own, public, language, seed, names=True) for language in languages]
    nlp = spacy.blank("xx")
    with tempfile.TemporaryDirectory() as folder:
        for part in ("train", "dev"):
            docs = [to_doc(nlp, passage) for material in materials for passage in getattr(material, part)]
            DocBin(docs=docs).to_disk(Path(folder) / f"{part}.spacy")
        overrides = {f"paths.{part}": str(Path(folder) / f"{part}.spacy") for part in ("train", "dev")}
        overrides |= {"training.max_steps": steps, "training.seed": seed}  # type: ignore[dict-item]
        train_pipeline(Path(__file__).with_name("spacy.cfg"), Path(folder) / "made", overrides=overrides)
        _save(spacy.load(Path(folder) / "made" / "model-best"), out)
    return out


def to_doc(nlp: Language, passage: Passage) -> Doc:
    """A passage as spaCy learns from it; what nobody marked stays unknown, it is not absent."""
    doc = nlp.make_doc(passage.text)
    starts = {start for start, _ in passage.sentences}
    for token in doc if starts else ():
        token.is_sent_start = token.idx in starts
    if passage.names is not None:
        spans = (doc.char_span(start, stop, label=label, alignment_mode="expand") for start, stop, label in passage.names)
        doc.set_ents(_apart([span for span in spans if span is not None]), default="outside")
    return doc


def _apart(spans: list[Any]) -> list[Any]:
    """The spans without those that share a token with one before: two names in a glued word."""
    found: list[Any] = []
    for span in spans:
        if not found or found[-1].end <= span.start:
            found.append(span)
    return found


def _save(nlp: Language, out: Path) -> None:
    """The model without what only training needs: every word that was seen makes up half of its size."""
    nlp.config["paths"].update(train=None, dev=None)
    nlp.meta.update(name=NAME, description="Ends of sentences, and names of people, organisations and places", license="MIT")
    out.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(out)
    kept = sorted({*LABELS, *(label for pipe in nlp.pipe_labels.values() for label in pipe)})
    (out / "vocab" / "strings.json").write_text(json.dumps(kept), encoding="utf-8")
    write_manifest(out, "elchi train spacy")
