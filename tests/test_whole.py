"""The whole way in a process of its own: the same bytes whatever the hash seed and the locale, in the time that was promised."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.storage.lines import read_lines

ARTICLES = {
    "az": "Azərbaycan Respublikasının Prezidenti Heydər Əliyev 1994-cü il fevralın 8-də rəsmi səfərlə Türkiyəyə gəldi. Səfər zamanı dostluq və "
    "əməkdaşlıq haqqında müqavilə imzalandı.",
    "ru": "Президент Казахстана Нурсултан Назарбаев 16 сентября 1996 года прибыл с официальным визитом в Баку. Стороны подписали соглашение о торговле.",
    "en": "President Heydar Aliyev of Azerbaijan paid an official visit to Turkey on 5 May 1997. The two countries signed an agreement on trade.",
}
# Texts in languages that are near to those that are read; each says that the president came to the capital.
STRANGERS = {
    "turkish": "Cumhurbaşkanı geçen hafta başkente geldi ve iki ülke arasındaki ilişkilerin geliştirilmesi için önemli görüşmeler yaptı. Görüşmelerden sonra "
    "düzenlenen basın toplantısında taraflar yeni bir anlaşma imzaladıklarını açıkladılar.",
    "ukrainian": "Президент минулого тижня прибув до столиці та провів важливі переговори щодо розвитку відносин між двома країнами. Після переговорів "
    "сторони повідомили, що підписали нову угоду про співробітництво.",
    "kazakh": "Президент өткен аптада астанаға келіп, екі ел арасындағы қатынастарды дамыту үшін маңызды келіссөздер жүргізді. Келіссөздерден кейін "
    "тараптар жаңа келісімге қол қойғанын мәлімдеді.",
    "armenian": "Նախագահը անցյալ շաբաթ ժամանեց մայրաքաղաք և կարևոր բանակցություններ վարեց երկու երկրների միջև հարաբերությունների զարգացման համար։ "
    "Բանակցություններից հետո կողմերը հայտարարեցին, որ նոր համաձայնագիր են ստորագրել։",
}


def run(folder: Path, out: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.batch.cli", "run", str(folder), "--out", str(out), "--quiet"]
    root = str(Path(__file__).parent.parent)
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=root, env={**os.environ, **environment})


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_an_article_in_each_language_gives_its_records(articles: Path, tmp_path: Path) -> None:
    result = run(articles, tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout)["documents"] == 3
    found = {(record["doc_id"], record["visitor_country"], record["host_country"], record["date"]) for record in read_lines(tmp_path / "visits.jsonl")}
    assert found == {("az", "AZE", "TUR", "1994-02-08"), ("ru", "KAZ", "AZE", "1996-09-16"), ("en", "AZE", "TUR", "1997-05-05")}
    assert {record["doc_id"] for record in read_lines(tmp_path / "agreements.jsonl")} == set(ARTICLES)


def test_the_bytes_do_not_depend_on_the_machine(articles: Path, tmp_path: Path) -> None:
    settings = ({"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"}, {"PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Baku"}, {"PYTHONHASHSEED": "random"})
    for at, setting in enumerate(settings):
        assert run(articles, tmp_path / str(at), **setting).returncode == 0
    for path in sorted((tmp_path / "0").iterdir()):
        if path.name not in ("ledger.sqlite", "log.jsonl", "run.json", "summary.txt"):
            assert path.read_bytes() == (tmp_path / "1" / path.name).read_bytes() == (tmp_path / "2" / path.name).read_bytes(), path.name


@pytest.mark.parametrize("name", STRANGERS)
def test_other_languages_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"{name}.txt").write_text(STRANGERS[name] + "\n", encoding="utf-8")
    assert run(tmp_path / "in", tmp_path / "out").returncode == 3
    [reject] = read_lines(tmp_path / "out" / "rejects.jsonl")
    assert reject["code"] == "language"


def test_an_article_of_twenty_kilobytes_takes_less_than_four_seconds(tmp_path: Path) -> None:
    """From the start of the process to its end, in processor time: the promise of the README."""
    (tmp_path / "long.txt").write_text("\n\n".join([*ARTICLES.values()] * 34), encoding="utf-8")
    before = os.times()
    assert run(tmp_path / "long.txt", tmp_path / "out").returncode == 0
    after = os.times()
    assert (after.children_user - before.children_user) + (after.children_system - before.children_system) < 4
