"""Engines: whichever is chosen, the same interface and the same tests; what cannot be used is refused with what, where and what to do."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pipeline.config import EngineSettings, Settings, parse_settings
from pipeline.documents import read_text
from pipeline.engines import RULES, Engines, load_engines, packages
from pipeline.engines.packages import MODELS
from pipeline.entities import find_entities
from pipeline.errors import ConfigError, ModelError
from pipeline.flow import extract
from pipeline.segmentation import segment

NEEDS = {"rules": "sys", "spacy": "spacy", "stanza": "stanza"}


def engines(sentences: str = "rules", names: str = "rules") -> Engines:
    """The engines, or a skipped test where their package is not installed."""
    for engine in (sentences, names):
        pytest.importorskip(NEEDS[engine], reason=f"pip install 'elchi[{engine}]'; make test-long does")
    return load_engines(EngineSettings(sentences=sentences, names=names))


# --- every engine -----------------------------------------------------------------------------------------------------

SENTENCES = [
    "Prezident dünən Ankaraya rəsmi səfərə getdi. Nazirlər də onunla idi. Sabah qayıdacaqlar.",
    "Вчера президент прилетел в Анкару с официальным визитом. С ним были министры. Завтра они вернутся.",
    "The president flew to Ankara on an official visit yesterday. The ministers were with him. They will return tomorrow.",
]


@pytest.mark.parametrize("text", SENTENCES, ids=["az", "ru", "en"])
@pytest.mark.parametrize("engine", ["rules", "spacy", "stanza"])
def test_plain_sentences_are_told_apart(engine: str, text: str) -> None:
    found = segment(read_text(text, "a"), engines(sentences=engine).split).sentences
    assert [text[each.start : each.stop] for each in found] == [part if part.endswith(".") else f"{part}." for part in text.split(". ")]


@pytest.mark.parametrize("engine", ["rules", "spacy", "stanza"])
def test_sentences_cover_all_words_and_none_twice(engine: str) -> None:
    text = "Səfər\n\nNazir  Praqaya getdi [3]. «Bu yaxşıdır», – dedi!  Sonra (1997-ci ildə) H. Əliyev gəldi... Saziş imzalandı"
    document = read_text(text, "a")
    found, text = segment(document, engines(sentences=engine).split).sentences, document.text
    at = 0
    for sentence in found:
        assert at <= sentence.start < sentence.stop and not text[at : sentence.start].strip()
        assert text[sentence.start : sentence.stop] == text[sentence.start : sentence.stop].strip()
        at = sentence.stop
    assert not text[at:].strip()


NAMED = [
    ("Dünən İran prezidenti Məhəmməd Xatəmi Bakıda Heydər Əliyevlə görüşdü.", {"Məhəmməd Xatəmi", "Heydər Əliyev"}),
    ("Вчера в Баку Нурсултан Назарбаев встретился с Гейдаром Алиевым.", {"Нурсултан Назарбаев", "Гейдар Алиев"}),
    ("Yesterday Nursultan Nazarbayev met Heydar Aliyev in Baku.", {"Nursultan Nazarbayev", "Heydar Aliyev"}),
]


@pytest.mark.parametrize(("text", "names"), NAMED, ids=["az", "ru", "en"])
@pytest.mark.parametrize("engine", ["rules", "spacy"])
def test_names_come_in_base_form(engine: str, text: str, names: set[str]) -> None:
    document = read_text(text, "a")
    found = find_entities(document.text, segment(document), engines(names=engine).find_names)
    assert {actor.name for actor in found.actors if actor.name} == names


@pytest.mark.parametrize(("sentences", "names"), [("rules", "rules"), ("spacy", "rules"), ("stanza", "rules"), ("rules", "spacy"), ("spacy", "spacy")])
def test_a_visit_is_found_with_any_engine(sentences: str, names: str) -> None:
    text = "In May 1997 President Heydar Aliyev of Azerbaijan paid an official visit to Turkey. The weather was fine."
    [visit] = extract(read_text(text, "a"), engines(sentences, names)).visits
    assert (visit["visitor_country"], visit["host_country"], visit["date"]) == ("AZE", "TUR", "1997-05")


def test_an_engine_gives_the_same_twice() -> None:
    chosen = engines("stanza", "spacy")
    first, second = (extract(read_text(" ".join(SENTENCES), "a"), chosen) for _ in range(2))
    assert first.segmentation == second.segmentation and first.entities == second.entities


# --- what the stages do with it, without any package --------------------------------------------------------------------


def halves(text: str, start: int, stop: int, language: str) -> Iterator[tuple[int, int]]:
    middle = text.index("|", start, stop)
    yield start, middle
    yield middle, stop


def test_another_splitter_is_asked() -> None:
    text = "Prezident dünən Ankaraya getdi və |orada nazirlə uzun müddət görüşdü."
    assert len(segment(read_text(text, "a")).sentences) == 1
    assert [each.start for each in segment(read_text(text, "a"), halves).sentences] == [0, text.index("|")]


def spans_of(*words: str) -> Engines:
    def find(sentences: Sequence[tuple[str, str]]) -> list[list[tuple[int, int, str]]]:
        return [sorted((text.index(word), text.index(word) + len(word), "PER") for word in words if word in text) for text, _ in sentences]

    return Engines(None, find)


def people(text: str, chosen: Engines) -> list[str]:
    return [actor.name for actor in extract(read_text(text, "a"), chosen).entities.actors if actor.name]


def test_a_model_adds_the_names_that_rules_leave() -> None:
    text = "The guests sat with Qumtal for an hour, and after the talks ZBRK TINTAL left for Rome. Heydar Aliyev was late."
    assert people(text, RULES) == ["Heydar Aliyev"]
    assert people(text, spans_of("Qumtal", "ZBRK TINTAL")) == ["Qumtal", "Zbrk Tintal", "Heydar Aliyev"]


def test_rules_come_first() -> None:
    text = "In May 1997 Heydar Aliyev flew to Prague, the capital of the Czech Republic."
    for wrong in ("Heydar", "Aliyev flew", "Prague", "In", "flew", "the"):
        assert people(text, spans_of(wrong)) == people(text, RULES) == ["Heydar Aliyev"], wrong


# --- settings -----------------------------------------------------------------------------------------------------------


def test_engines_are_read_from_the_settings() -> None:
    chosen = parse_settings("engines: {sentences: stanza, names: spacy, spacy_models: [en_core_web_sm, shipped]}", "x").engines
    assert (chosen.sentences, chosen.names, chosen.spacy_models, chosen.stanza_models) == ("stanza", "spacy", ("en_core_web_sm", "shipped"), ("shipped",))
    with pytest.raises(ConfigError, match=r"engines\.names: 'stanza' is not known \(one of rules, spacy\)"):
        parse_settings("engines: {names: stanza}", "x")


def test_the_default_run_imports_no_engine() -> None:
    code = "import sys\nfrom pipeline.documents import read_text\nfrom pipeline.engines import load_engines\nfrom pipeline.config import EngineSettings\n"
    code += f"from pipeline.flow import extract\nextract(read_text({SENTENCES[0]!r}, 'a'), load_engines(EngineSettings()))\n"
    code += "print(sorted({'torch', 'spacy', 'stanza', 'thinc'} & set(sys.modules)))\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=MODELS.parent.parent)
    assert done.stdout == "[]\n"


def test_a_run_works_with_an_engine(tmp_path: Path) -> None:
    from pipeline.batch.run import run

    engines("stanza", "spacy")
    (tmp_path / "a.txt").write_text("Prezident Heydər Əliyev 1997-ci ilin mayında Türkiyəyə rəsmi səfər etdi. Hava yaxşı idi.", encoding="utf-8")
    settings = Settings(engines=EngineSettings(sentences="stanza", names="spacy"))
    assert run([str(tmp_path / "a.txt")], tmp_path / "out", settings)["visits"] == 1


# --- what cannot be used ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["spacy", "stanza"])
def test_a_package_that_is_not_installed_is_named(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "find_spec", lambda name: None)
    load_engines.cache_clear()
    with pytest.raises(ModelError, match=rf"the package {engine} is not installed \(pip install 'elchi\[{engine}\]', or set the engine to rules\)"):
        load_engines(EngineSettings(sentences=engine))


def refused(engine: str, model: Path | str) -> str:
    pytest.importorskip(NEEDS[engine], reason=f"pip install 'elchi[{engine}]'; make test-long does")
    with pytest.raises(ModelError) as caught:
        load_engines(EngineSettings(sentences=engine, **{f"{engine}_models": (str(model),)}))  # type: ignore[arg-type]
    return str(caught.value)


@pytest.mark.parametrize("engine", ["spacy", "stanza"])
def test_a_missing_model_is_refused(engine: str, tmp_path: Path) -> None:
    message = refused(engine, tmp_path / "nothing")
    assert f"engines.{engine}_models" in message and "nothing" in message and "shipped" in message and "download" in message


FOLDERS = {"spacy": ("spacy-names", "ner/model"), "stanza": ("stanza", "az.pt")}


@pytest.mark.parametrize("engine", ["spacy", "stanza"])
def test_a_damaged_or_incomplete_model_is_refused(engine: str, tmp_path: Path) -> None:
    folder, name = FOLDERS[engine]
    shutil.copytree(MODELS / folder, tmp_path / "model")
    data = bytearray((tmp_path / "model" / name).read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "model" / name).write_bytes(data)
    assert f"{tmp_path / 'model' / name}: this file of the model is damaged" in refused(engine, tmp_path / "model")
    (tmp_path / "model" / "manifest.json").unlink()
    (tmp_path / "model" / name).write_bytes(data[:100])
    other = tmp_path / "other"
    (tmp_path / "model").rename(other)  # what was looked at once is not looked at again
    assert "cannot be loaded as a" in refused(engine, other)
    shutil.copy(MODELS / folder / "manifest.json", other)
    (other / name).unlink()
    third = tmp_path / "third"
    other.rename(third)
    assert "this file of the model is missing" in refused(engine, third)


def test_a_model_of_another_kind_is_refused(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="pip install 'elchi[spacy]'; make test-long does")
    spacy.blank("en").to_disk(tmp_path / "blank")
    assert "blank finds no ends of sentences; it needs one of senter, parser, sentencizer" in refused("spacy", tmp_path / "blank")
    with pytest.raises(ModelError, match="blank finds no names; it needs ner"):
        load_engines(EngineSettings(names="spacy", spacy_models=(str(tmp_path / "blank"),)))


def test_a_text_in_a_language_without_a_model_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("stanza", reason="pip install 'elchi[stanza]'; make test-long does")
    shutil.copy(MODELS / "stanza" / "en.pt", tmp_path)
    split = load_engines(EngineSettings(sentences="stanza", stanza_models=(str(tmp_path),))).split
    with pytest.raises(ModelError, match=r"no model for 'az' \(there are: en\) \(add shipped to the list\)"):
        segment(read_text(SENTENCES[0], "a"), split)
    both = load_engines(EngineSettings(sentences="stanza", stanza_models=(str(tmp_path), "shipped"))).split
    assert len(segment(read_text(SENTENCES[0], "a"), both).sentences) == 3


# --- the models that ship -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("folder", "largest"), [("spacy-names", 2_500_000), ("stanza", 3_000_000)])
def test_models_that_ship_are_small_and_whole(folder: str, largest: int) -> None:
    from pipeline.engines.manifest import check_manifest

    check_manifest(MODELS / folder, "")
    files = [path for path in (MODELS / folder).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < largest
    named = json.loads((MODELS / folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert len(named) == len(files) - 1
