"""Inflection by tables of forms: made from principal parts (English), or shipped, made from lemmas beforehand (Russian)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.errors import LanguageDataError
from pipeline.predicates.forms import Form

MODELS = Path(__file__).parent.parent / "models"
_VOWELS = "aeiou"


class Table:
    """From a word to its readings."""

    def __init__(self, rows: Iterable[tuple[str, Form]]) -> None:
        table: dict[str, list[Form]] = defaultdict(list)
        for word, form in rows:
            if form not in table[word]:
                table[word].append(form)
        self._table = {word: tuple(forms) for word, forms in table.items()}

    def forms(self, word: str) -> tuple[Form, ...]:
        """The readings of a word, none for a word that is not in the table."""
        return self._table.get(word, ())


def english_like(data: dict[str, Any], verbs: frozenset[str], nouns: frozenset[str]) -> Table:
    """The table of a language whose verbs have four forms besides the base: third person, past, past participle, -ing."""
    rows: list[tuple[str, Form]] = []
    for verb in sorted(verbs):
        rows += _verb_rows(verb, data)
    for noun in sorted(nouns):
        rows += [(noun, Form(noun, "noun", noun=True)), (_third(noun), Form(noun, "noun", noun=True, plural=True))]
    return Table(rows)


def _verb_rows(verb: str, data: dict[str, Any]) -> list[tuple[str, Form]]:
    stems = [verb + verb[-1]] if verb in data["doubling"] else [verb]
    stems += [verb] if verb in data["undoubled"] else []
    past, participle = data["irregular"].get(verb, " ").split(" ")
    present = (_third(verb),) if past == verb else (verb, _third(verb))  # "put" is past in reports
    rows = [(word, Form(verb, "finite", "present")) for word in present]
    for stem in stems:
        rows.append((_ing(stem), Form(verb, "participle", "present")))
        rows += [(word, Form(verb, "perfect", "past")) for word in ([] if past else [_ed(stem)])]
    if past:
        rows += [(past, Form(verb, "perfect" if past == participle else "finite", "past")), (participle, Form(verb, "perfect" if past == participle else "participle", "past"))]
    if verb == "be":
        rows += [("were", Form(verb, "finite", "past")), ("is", Form(verb, "finite", "present")), ("are", Form(verb, "finite", "present"))]
    return rows


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _ed(stem: str) -> str:
    if stem.endswith("y") and stem[-2] not in _VOWELS:
        return stem[:-1] + "ied"
    return stem + ("d" if stem.endswith("e") else "ed")


def _ing(stem: str) -> str:
    return stem[:-1] + "ing" if stem.endswith("e") and not stem.endswith(("ee", "be")) else stem + "ing"


def shipped(code: str, wanted: frozenset[str]) -> Table:
    """The table of ``models/paradigms-CODE.json``. LanguageDataError where it is missing or lacks a lemma of the data."""
    path = MODELS / f"paradigms-{code}.json"
    if not path.is_file():
        raise LanguageDataError("paradigms-missing", f"{path.name} is missing", "make it: python -m pipeline.predicates.paradigms")
    lemmas: dict[str, dict[str, list[str]]] = json.loads(path.read_text(encoding="utf-8"))
    if missing := sorted(wanted - set(lemmas)):
        raise LanguageDataError("paradigms-old", f"{path.name} lacks {', '.join(missing[:5])}", "make it anew: python -m pipeline.predicates.paradigms")
    return Table((word, decode(lemma, code)) for lemma in sorted(wanted) for word, codes in lemmas[lemma].items() for code in codes)


def encode(form: Form) -> str:
    """A form as a short text, without its stem.

    >>> decode("идти", encode(Form("идти", "finite", "past"))) == Form("идти", "finite", "past")
    True
    """
    flags = "".join(letter for letter, told in (("p", form.passive), ("n", form.noun), ("s", form.plural)) if told)
    return "|".join((form.form, form.time, form.mood, flags, " ".join(form.cases)))


def decode(stem: str, text: str) -> Form:
    """The form that ``encode`` wrote."""
    form, time, mood, flags, cases = text.split("|")
    return Form(stem, form, time, mood, "p" in flags, False, "n" in flags, tuple(cases.split()), "s" in flags)
