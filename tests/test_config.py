"""Settings: the file and the classes say the same; whatever does not fit is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Settings, known_keys, parse_settings, read_settings
from pipeline.errors import ConfigError

FILE = Path(__file__).parent.parent / "config.yaml"


def test_the_file_has_every_setting_with_its_default_and_a_comment() -> None:
    assert read_settings(FILE) == Settings() == read_settings(None)
    lines = FILE.read_text(encoding="utf-8").splitlines()
    for key in known_keys():
        name = key.rpartition(".")[2]
        at = next((at for at, line in enumerate(lines) if line.strip().startswith(f"{name}:")), None)
        assert at is not None, f"{key} is not in config.yaml"
        assert lines[at - 1].strip().startswith("#"), f"{key} has no comment"


def test_values_are_read() -> None:
    settings = parse_settings("input: {suffixes: [.txt, .md], max_bytes: 1_000}\noutput: {formats: [], csv_mark: true}\n", "x")
    assert settings.input.suffixes == (".txt", ".md")
    assert settings.input.max_bytes == 1000
    assert settings.output.formats == ()
    assert settings.output.csv_mark is True
    assert settings.digest() != Settings().digest() == parse_settings("# nothing\n", "x").digest()


REFUSED = [
    ("\noutputs:\n", "x, line 2: unknown key 'outputs'; did you mean 'output'? (known: columns, engines, input, limits, output, records, report, run)"),
    ("output:\n  csv_formula: keep\n", "x, line 2: unknown key 'output.csv_formula'; did you mean 'csv_formulas'?"),
    ("input:\n  zzz: 1\n", "x, line 2: unknown key 'input.zzz' (known: max_bytes, suffixes)"),
    ("input:\n  max_bytes: many\n", "x, line 2: input.max_bytes: a whole number is expected (1 or more)"),
    ("input:\n  max_bytes: 0\n", "x, line 2: input.max_bytes: 0 is too small"),
    ("input:\n  max_bytes: -1\n", "a whole number is expected"),
    ("input:\n  suffixes: .txt\n", "x, line 2: input.suffixes: a list is expected"),
    ("output:\n  formats: [csv, xlsx]\n", "output.formats: 'xlsx' is not known (one of csv, parquet, sqlite)"),
    ("output:\n  csv_mark: yes\n", "output.csv_mark: 'yes' is not known (one of true, false)"),
    ("output:\n  csv_mark: [true]\n", "a single value is expected"),
    ("output: csv\n", "x, line 1: output: keys with values are expected"),
    ("- a\n", "the file: keys with values are expected"),
    ("input: {max_bytes: 1, max_bytes: 2}\n", "'input.max_bytes' is written twice"),
    ("a: &a [1]\nb: *a\n", "aliases are not used here"),
    ("input: [\n", "x: while parsing"),
    ("[" * 3000, "x: "),
    ("[" * 20 + "]" * 20, "x, line 1: nested too deeply"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=[message[:50] for _, message in REFUSED])
def test_what_does_not_fit_is_refused(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_settings(text, "x")
    assert message in str(caught.value)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "long.yaml").write_bytes(b"#" * 1_000_001)
    for name in ("missing.yaml", "latin.yaml", "long.yaml"):
        with pytest.raises(ConfigError, match=name):
            read_settings(tmp_path / name)
