"""spaCy as an engine: ends of sentences and names, by the model that ships or by any pipeline that has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.engines.manifest import check_manifest
from pipeline.engines.packages import MODELS, SHIPPED, hint_for, need
from pipeline.errors import ModelError
from pipeline.text import trim

if TYPE_CHECKING:
    from pipeline.engines import NameFinder, Splitter

_LABELS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "GPE"}
_ENDS = ("senter", "parser", "sentencizer")
_MORE = "give the folder of a spaCy model, the name of an installed one (python -m spacy download NAME), or shipped"


def load_splitter(models: Sequence[str]) -> Splitter:
    """What finds the sentences. ModelError where a model cannot be used, and in a call where none reads the language."""
    loaded = _load_all(models, lambda nlp: any(name in nlp.pipe_names for name in _ENDS), f"finds no ends of sentences; it needs one of {', '.join(_ENDS)}")

    def split(text: str, start: int, stop: int, language: str) -> Iterator[tuple[int, int]]:
        nlp = _for_language(loaded, language)
        with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "ner"]):
            doc = nlp(text[start:stop].replace("\n", " "))
        for sentence in doc.sents:
            first, last = trim(text, start + sentence.start_char, start + sentence.end_char)
            if first < last:
                yield first, last

    return split


def load_finder(models: Sequence[str]) -> NameFinder:
    """What finds the names. ModelError as in ``load_splitter``."""
    loaded = _load_all(models, lambda nlp: bool(_LABELS.keys() & set(nlp.pipe_labels.get("ner", ()))), "finds no names; it needs ner with PER, ORG or GPE")

    def find(sentences: Sequence[tuple[str, str]]) -> list[list[tuple[int, int, str]]]:
        found: list[list[tuple[int, int, str]]] = [[] for _ in sentences]
        for language in sorted({language for _, language in sentences}):
            places = [place for place, (_, own) in enumerate(sentences) if own == language]
            docs = _for_language(loaded, language).pipe([sentences[place][0] for place in places], batch_size=64)
            for place, doc in zip(places, docs, strict=True):
                found[place] = [(ent.start_char, ent.end_char, _LABELS[ent.label_]) for ent in doc.ents if ent.label_ in _LABELS]
        return found

    return find


def _for_language(loaded: Sequence[Any], language: str) -> Any:
    """The first model for a language; one of ``xx`` is for all."""
    for nlp in loaded:
        if nlp.lang in (language, "xx"):
            return nlp
    have = ", ".join(nlp.lang for nlp in loaded)
    raise ModelError("model-language", f"engines.spacy_models: no model for {language!r} (there are: {have})", "add shipped to the list")


def _load_all(models: Sequence[str], is_fit: Callable[[Any], bool], lack: str) -> list[Any]:
    need("spacy")
    if not models:
        raise ModelError("model-missing", "engines.spacy_models: the list is empty", _MORE)
    loaded = [_load(model) for model in models]
    for model, nlp in zip(models, loaded, strict=True):
        if not is_fit(nlp):
            raise ModelError("model-foreign", f"engines.spacy_models: {model} {lack}", hint_for(model, _MORE))
    return loaded


@lru_cache(maxsize=8)
def _load(model: str) -> Any:
    import spacy

    path = MODELS / "spacy-names" if model == SHIPPED else Path(model)
    if not path.is_dir() and not spacy.util.is_package(model):
        raise ModelError("model-missing", f"engines.spacy_models: {path} is no folder, and no model of that name is installed", hint_for(model, _MORE))
    try:
        if path.is_dir():
            check_manifest(path, hint_for(model, _MORE))
        return spacy.load(path if path.is_dir() else model)
    except ModelError:
        raise
    except Exception as error:  # whatever a damaged file brings about in spaCy
        detail = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        raise ModelError("model-damaged", f"{path}: cannot be loaded as a spaCy model: {detail}", hint_for(model, _MORE)) from error
