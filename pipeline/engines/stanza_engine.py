"""Stanza as an engine: ends of sentences, by the tokenizers that ship or by Stanza's own models where they are installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.engines.manifest import check_manifest
from pipeline.engines.packages import MODELS, SHIPPED, hint_for, need
from pipeline.errors import ModelError

if TYPE_CHECKING:
    from pipeline.engines import Splitter

OFFICIAL = "official"
_MORE = "give a folder with LANGUAGE.pt, shipped, or official (python -c \"import stanza; stanza.download('ru')\")"


def load_splitter(models: Sequence[str]) -> Splitter:
    """What finds the sentences. ModelError where a model cannot be used, and in a call where none reads the language."""
    need("stanza")
    sources = {model: _models(model) for model in models}
    if not sources:
        raise ModelError("model-missing", "engines.stanza_models: the list is empty", _MORE)
    for model, found in sources.items():
        if not found:
            raise ModelError("model-missing", f"engines.stanza_models: no model in {_folder(model)}", hint_for(model, _MORE))
    chosen = {language: model for model in reversed(models) for language in sources[model]}
    for language, model in sorted(chosen.items()):
        if model != OFFICIAL:  # Stanza has dozens of those, which are loaded when they are needed
            _pipeline(model, language)

    def split(text: str, start: int, stop: int, language: str) -> Iterator[tuple[int, int]]:
        if language not in chosen:
            have = ", ".join(sorted(chosen))
            raise ModelError("model-language", f"engines.stanza_models: no model for {language!r} (there are: {have})", "add shipped to the list")
        document = _pipeline(chosen[language], language)(text[start:stop].replace("\n", " "))
        for sentence in document.sentences:
            yield start + sentence.tokens[0].start_char, start + sentence.tokens[-1].end_char

    return split


def _folder(model: str) -> Path:
    if model == SHIPPED:
        return MODELS / "stanza"
    if model == OFFICIAL:
        from stanza.resources.common import DEFAULT_MODEL_DIR

        return Path(DEFAULT_MODEL_DIR)
    return Path(model)


@lru_cache(maxsize=8)
def _models(model: str) -> dict[str, Path]:
    """The languages for which a source has a model, with its file, or its folder for official ones."""
    folder = _folder(model)
    if model == OFFICIAL:
        return {path.parent.name: path.parent for path in sorted(folder.glob("*/tokenize"))}
    check_manifest(folder, hint_for(model, _MORE))
    return {path.stem: path for path in sorted(folder.glob("*.pt"))}


@lru_cache(maxsize=16)
def _pipeline(model: str, language: str) -> Any:
    import stanza
    import torch

    torch.set_num_threads(1)  # two are slower, and elchi has a process for each core
    torch.backends.mkldnn.enabled = False  # it keeps a program for each length of a text, which passes the bound on the memory of a worker
    path = _models(model)[language]
    options: dict[str, Any] = {"processors": "tokenize", "download_method": None, "use_gpu": False, "logging_level": "ERROR"}
    if model != OFFICIAL:
        options |= {"dir": str(MODELS / "stanza"), "allow_unknown_language": True, "tokenize_model_path": str(path)}
    try:
        return stanza.Pipeline(lang=language, **options)
    except Exception as error:  # whatever a damaged or foreign file brings about in Stanza
        detail = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        raise ModelError("model-damaged", f"{path}: cannot be loaded as a Stanza tokenizer: {detail}", hint_for(model, _MORE)) from error
