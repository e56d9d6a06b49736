"""Make the tables of forms that ship in ``models/paradigms-CODE.json``: ``python -m pipeline.predicates.paradigms``.

Every lemma of a language's ``predicates.yaml`` is inflected by the analyser that its ``conjugation.yaml`` names as ``source``.
"""

from __future__ import annotations

import json
from typing import Any

from pipeline.languages import codes, load
from pipeline.predicates.forms import Form
from pipeline.predicates.tables import MODELS, encode

_CASES = {"nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "pre", "gen2": "gen", "loc2": "pre", "acc2": "acc"}
_TIMES = {"past": "past", "pres": "present", "futr": "future"}


def inflect(analyser: Any, lemma: str, noun: bool) -> dict[str, list[str]]:
    """From each form of a lemma to the codes of its readings. ValueError for a lemma that the analyser does not know as such."""
    wanted = {"NOUN"} if noun else {"INFN"}
    parses = [parse for parse in analyser.parse(lemma) if str(parse.tag.POS) in wanted and parse.normal_form.replace("ё", "е") == lemma.replace("ё", "е")]
    if not parses:
        raise ValueError(f"{lemma!r} is not known as a {'noun' if noun else 'verb'}")
    table: dict[str, list[str]] = {}
    for word in parses[0].lexeme:
        form = _form(lemma, word.tag)
        for spelling in {word.word, word.word.replace("ё", "е")} if form else ():
            told = encode(form)  # type: ignore[arg-type]
            if told not in table.setdefault(spelling, []):
                table[spelling].append(told)
    return {word: sorted(table[word]) for word in sorted(table)}


def _form(lemma: str, tag: Any) -> Form | None:
    kind = str(tag.POS)
    time, passive = _TIMES.get(str(tag.tense), ""), tag.voice == "pssv"
    if kind == "NOUN":
        return Form(lemma, "noun", noun=True, cases=(_CASES[str(tag.case)],) if str(tag.case) in _CASES else (), plural=tag.number == "plur")
    if kind == "VERB":
        return Form(lemma, "finite", time) if tag.mood == "indc" else None
    if kind == "PRTS":
        return Form(lemma, "finite", "past", passive=True)
    if kind == "PRTF":
        return Form(lemma, "participle", time, passive=passive, cases=(_CASES[str(tag.case)],), plural=tag.number == "plur")
    simple = {"INFN": "infinitive", "GRND": "converb"}
    return Form(lemma, simple[kind], time) if kind in simple else None


def make(code: str) -> dict[str, dict[str, list[str]]]:
    """The tables of all lemmas of a language."""
    import pymorphy3  # it is needed to make the tables, not to read them

    from pipeline.predicates.lexicon import stems

    analyser = pymorphy3.MorphAnalyzer()
    verbs, nouns = stems(code)
    return {lemma: inflect(analyser, lemma, noun) for noun, lemmas in ((False, verbs), (True, nouns)) for lemma in sorted(lemmas)}


def main() -> None:
    """Write the tables of every language that has them."""
    for code in codes():
        if load(code).read("conjugation")["engine"] == "paradigms":
            path = MODELS / f"paradigms-{code}.json"
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(make(code), ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
            print(f"{path.name}: written")


if __name__ == "__main__":
    main()
