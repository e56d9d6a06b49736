"""The shape of the code: what may import what, what no module may do, and that everything a user can set or call is documented."""

from __future__ import annotations

import ast
import re
import statistics
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.batch.cli import COMMANDS
from pipeline.config import known_keys
from pipeline.languages import codes

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pipeline"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
# The data flows down this list; a module imports from its own folder and from those above it.
ORDER = ("errors", "text", "values", "config", "languages", "engines", "documents", "segmentation", "dates", "entities", "predicates", "records", "flow", "storage",
         "evaluation", "annotation", "report", "training", "batch", "spacy_component")  # fmt: skip
READING = ("scenes", "arguments", "told", "participants", "visits", "agreements", "joining", "likely")  # the same for the folders of pipeline/records
# Bounds that a change may not pass; the habit is smaller: modules to 250 lines, functions to 40 and mostly under 10, four arguments.
LONGEST_MODULE, LONGEST_FUNCTION, MOST_ARGUMENTS, MEDIAN_FUNCTION = 320, 50, 6, 10
CLOCK = re.compile(r"(now|today|utcnow|gmtime|localtime|time_ns|monotonic|perf_counter|process_time)\Z")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=name_of(path))


def folder_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: ast.AST) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_folder_has_its_place() -> None:
    folders = {folder_of(path) for path in MODULES} - {"__init__"}
    assert folders <= set(ORDER), "name the new folder in ORDER, and in docs/architecture.md"


@pytest.mark.parametrize("path", [path for path in MODULES if folder_of(path) != "__init__"], ids=name_of)
def test_imports_point_up(path: Path) -> None:
    own = ORDER.index(folder_of(path))
    for name in imports(tree(path)):
        parts = name.split(".")
        if parts[0] == "pipeline" and len(parts) > 1 and parts[1] in ORDER:
            assert ORDER.index(parts[1]) <= own, f"{name_of(path)} imports {name}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "records").glob("*/*.py")), ids=name_of)
def test_the_reading_of_records_goes_one_way(path: Path) -> None:
    own = READING.index(path.parent.name)
    for name in imports(tree(path)):
        parts = name.split(".")
        if parts[:2] == ["pipeline", "records"]:
            assert len(parts) > 3 and READING.index(parts[2]) <= own, f"{name_of(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_imported_relatively(path: Path) -> None:
    assert not [node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom) and node.level]


def named_languages(module: ast.Module) -> Iterator[int]:
    """The lines on which code asks which language it has before it."""

    def is_code(node: ast.AST) -> bool:
        return isinstance(node, ast.Constant) and node.value in codes()

    for node in ast.walk(module):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            listed = [item for side in sides if isinstance(side, ast.Tuple | ast.List | ast.Set) for item in side.elts]
            if any(map(is_code, [*sides, *listed])):
                yield node.lineno
        elif isinstance(node, ast.Dict) and any(key is not None and is_code(key) for key in node.keys):
            yield node.lineno
        elif (isinstance(node, ast.Subscript) and is_code(node.slice)) or (isinstance(node, ast.MatchValue) and is_code(node.value)):
            yield node.lineno


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_code_asks_for_a_language(path: Path) -> None:
    lines = list(named_languages(tree(path)))
    assert not lines, f"{name_of(path)}, line {lines}: what is particular to a language belongs into its folder"


def test_the_search_for_languages_finds_them() -> None:
    for text in ("a == 'az'", "a in ('ru', 'en')", "{'az': 1}", "a['en']", "match a:\n case 'ru': pass"):
        assert list(named_languages(ast.parse(text))), text
    assert not list(named_languages(ast.parse("a == 'azz'; load('az')")))


@pytest.mark.parametrize("path", [path for path in MODULES if folder_of(path) != "batch"], ids=name_of)
def test_no_clock_below_batch(path: Path) -> None:
    module = tree(path)
    assert not {name.split(".")[0] for name in imports(module)} & {"time", "secrets", "uuid"}, name_of(path)
    calls = [node.func.attr for node in ast.walk(module) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    assert not [call for call in calls if CLOCK.match(call)], name_of(path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    for function in functions(path):
        assert (function.end_lineno or 0) - function.lineno < LONGEST_FUNCTION, f"{name_of(path)}: {function.name}"
        positional = [argument for argument in function.args.posonlyargs + function.args.args if argument.arg not in ("self", "cls")]
        assert len(positional) <= MOST_ARGUMENTS, f"{name_of(path)}: {function.name}"


def test_most_functions_are_very_small() -> None:
    lengths = [(function.end_lineno or 0) - function.lineno + 1 for path in MODULES for function in functions(path)]
    assert statistics.median(lengths) < MEDIAN_FUNCTION


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_no_two_tests_share_a_name(path: Path) -> None:
    """The second of two would silently replace the first."""
    names = Counter(node.name for node in tree(path).body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_two_test_files_share_a_name() -> None:
    assert [name for name, count in Counter(path.name for path in TESTS).items() if count > 1] == []


def declared() -> tuple[set[str], set[str]]:
    """The distributions that a user needs, and those that a developer needs besides, without versions and in lower case."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[<>=!~\[ ;]", requirement)[0].lower() for requirement in requirements}

    return names(project["dependencies"]), names([item for extra in project["optional-dependencies"].values() for item in extra])


DISTRIBUTIONS = {"cassis": "dkpro-cassis", "dask": "distributed", "yaml": "pyyaml", "ahocorasick_rs": "ahocorasick-rs", "pymorphy3_dicts_ru": "pymorphy3-dicts-ru", "markupsafe": "jinja2"}


def foreign(paths: list[Path]) -> set[str]:
    """The distributions that some modules import."""
    names = {name.split(".")[0] for path in paths for name in imports(tree(path))}
    return {DISTRIBUTIONS.get(name, name) for name in names - {"pipeline", "tests"} - set(sys.stdlib_module_names)}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    needed, optional = declared()
    assert foreign(MODULES) <= needed | optional
    indirect = {"lxml", "lxml_html_clean"}  # found by trafilatura itself
    assert needed - indirect <= foreign(MODULES)
    assert foreign(TESTS) <= needed | optional


def test_every_distribution_has_a_pinned_version() -> None:
    pinned = {line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if "==" in line}
    needed, optional = declared()
    assert needed | optional <= pinned


def documentation() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"elchi {command}" in documentation()


@pytest.mark.parametrize("key", known_keys())
def test_every_setting_is_documented(key: str) -> None:
    assert f"`{key}`" in documentation()


def test_links_of_the_documentation_lead_somewhere() -> None:
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "corpus" / "README.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{name_of(path)}: {target}"


def test_every_file_of_data_is_part_of_the_package() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]["pipeline"]
    suffixes = {pattern.rpartition("*")[2] for pattern in patterns}
    data = [path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")]
    assert {path.suffix for path in data} <= suffixes


def test_every_language_has_the_same_files() -> None:
    files = {code: sorted(path.name for path in (PACKAGE / "languages" / code).iterdir()) for code in codes()}
    assert len(set(map(tuple, files.values()))) == 1, files


def test_what_ships_holds_no_folder_of_the_machine_it_was_made_on() -> None:
    folder = re.compile(rb"/(?:tmp|home|root|Users)/")
    assert not [path.name for path in sorted((ROOT / "pipeline" / "models").rglob("*")) if path.is_file() and folder.search(path.read_bytes())]
