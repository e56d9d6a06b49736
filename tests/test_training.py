"""What models learn from, and how they are made."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from pipeline.batch.cli import main
from pipeline.errors import ConfigError
from pipeline.languages import codes
from pipeline.training.material import gather
from pipeline.training.passages import LABELS, Passage, join, paragraphs, read_marked
from pipeline.training.public import read_set, read_sets, sets

OWN = Path(__file__).parent.parent / "corpus" / "training"


@pytest.mark.parametrize("language", codes())
def test_there_are_varied_sentences_of_each_language(language: str) -> None:
    passages = read_marked(OWN / f"{language}.txt")
    names = [(passage.text[start:stop], label) for passage in passages for start, stop, label in passage.names or ()]
    assert 700 <= len(passages) <= 1000
    assert len({passage.text for passage in passages}) == len(passages)
    assert {label for _, label in names} == set(LABELS)
    assert len({name for name, label in names if label == "PER"}) > 600
    assert sum(not passage.names for passage in passages) > 10


@pytest.mark.long
def test_the_sentences_are_what_the_generator_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, OWN / "generate.py", "--out", tmp_path], check=True, capture_output=True)
    for language in codes():
        assert (tmp_path / f"{language}.txt").read_bytes() == (OWN / f"{language}.txt").read_bytes()


def test_passages_are_joined_with_their_names() -> None:
    one = Passage("Əli getdi.", ((0, 10),), ((0, 3, "PER"),))
    made = join([one, Passage("Yox.", ((0, 4),), None)])
    assert made.names is None and made.sentences == ((0, 10), (11, 15))
    for passage in paragraphs([one] * 20, seed=1):
        assert {passage.text[start:stop] for start, stop, _ in passage.names or ()} == {"Əli"}


def test_material_holds_out_what_it_does_not_learn() -> None:
    material = gather(OWN, None, "az", seed=0, names=True)
    assert material == gather(OWN, None, "az", seed=0, names=True)
    learned, held = ({passage.text[a:b] for passage in part for a, b in passage.sentences} for part in (material.train, material.dev))
    assert len(learned) > 4 * len(held) > 0 and not learned & held


def test_marks_that_are_not_closed_are_refused(tmp_path: Path) -> None:
    (tmp_path / "az.txt").write_text("[PER Əli gəldi.\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"az\.txt, sentence 1: a mark is not closed"):
        read_marked(tmp_path / "az.txt")
    with pytest.raises(ConfigError, match=r"ru\.txt: cannot be read"):
        read_marked(tmp_path / "ru.txt")


def test_public_sets_are_read(tmp_path: Path) -> None:
    for entry in sets():
        (tmp_path / entry["file"]).parent.mkdir(exist_ok=True)
    (tmp_path / "ner" / "en_crossner_politics_train.txt").write_text("Anna\tB-politician\nReed\tI-politician\nleft\tO\nRome\tB-country\n.\tO\n\n", encoding="utf-8")
    [(name, [passage])] = read_sets(tmp_path, "en", "train")
    assert (name, passage.text, passage.names) == ("crossner-politics", "Anna Reed left Rome.", ((0, 9, "PER"), (15, 19, "GPE")))
    (tmp_path / "ntrex" / "newstest2019-src.eng.txt").write_text("A headline\nOne.\nTwo.\nThree.\n", encoding="utf-8")
    (tmp_path / "ntrex" / "DOCUMENT_IDS.tsv").write_text("a\na\na\nb\n", encoding="utf-8")
    assert [passage.text for passage in read_set(tmp_path, "ntrex-en")] == ["One. Two.", "Three."]


def test_an_archive_is_read(tmp_path: Path) -> None:
    files = {"b.txt": "Заголовок\n\nПосол Анна Рид уехала из Рима.\n", "b.spans": "1 job 11 5 0 1 # 0 Посол\n2 name 17 4 0 1\n3 surname 22 3 0 1\n4 loc_name 36 4 0 1\n",
             "b.objects": "7 Person 1 2 3 # Анна Рид\n8 Location 4 # Рима\n9 Project 4\n"}  # fmt: skip
    (tmp_path / "factrueval").mkdir()
    with tarfile.open(tmp_path / "factrueval" / "devset.tar.gz", "w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(f"devset/{name}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    [passage] = read_set(tmp_path, "factrueval")
    assert [(passage.text[start:stop], label) for start, stop, label in passage.names or ()] == [("Анна Рид", "PER"), ("Рима", "GPE")]
    assert list(read_sets(tmp_path, "ru", "train", names=False)) == []


def test_a_folder_without_public_sets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="none of the public sets is there"):
        list(read_sets(tmp_path, "az", "train"))


@pytest.mark.parametrize("engine", ["spacy", "stanza"])
def test_a_call_that_is_wrong_is_refused(engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", engine, "--out", str(tmp_path), "--language", "xy"]) == 2
    message = capsys.readouterr().err
    assert "no language 'xy'" in message or f"pip install 'elchi[{engine}]'" in message


@pytest.mark.long
@pytest.mark.parametrize("engine", ["spacy", "stanza"])
def test_a_model_can_be_made_and_used(engine: str, tmp_path: Path) -> None:
    pytest.importorskip(engine, reason=f"pip install 'elchi[{engine}]'")
    from pipeline.config import EngineSettings
    from pipeline.engines import load_engines

    assert main(["train", engine, "--out", str(tmp_path / "made"), "--own", str(OWN), "--language", "en", "--steps", "20"]) == 0
    chosen = load_engines(EngineSettings(sentences=engine, **{f"{engine}_models": (str(tmp_path / "made"),)}))  # type: ignore[arg-type]
    assert chosen.split is not None and list(chosen.split("It rained. It stopped.", 0, 22, "en"))
