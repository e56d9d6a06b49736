"""A second scorer, written from the contract alone and sharing no code with the first but the fold of names and the comparison of dates.

It is plain and slow: scipy's assignment on a full table, sums in a dictionary. Run it against any records:

    python -m tests.second_scorer --gold DIR --records DIR

It prints detection and strict F1 for all records and for each kind, and compares them with those of ``elchi evaluate``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from pathlib import Path

import numpy
from scipy.optimize import linear_sum_assignment

from pipeline.dates.edtf import compatible
from pipeline.entities.identity import fold_name, same_person

KIND_WORDS = re.compile(
    r"(müqavilə|saziş|protokol|memorandum|bəyannamə|deklarasiya|bəyanat|kommünike|komünike|konvensiya|kontrakt|xartiya|nizamnamə)\w*"
    r"|(proqram|plan)(ı|ın|ının|lar|ları)?|sənəd(i|in|inin|lər|ləri)?"
    r"|(договор|протокол|меморандум|контракт|план|документ|устав)(а|у|ом|е|ы|ов|ам|ами|ах)?"
    r"|(соглашени|заявлени)(е|я|ю|ем|и|й|ям|ями|ях)|(деклараци|конвенци|харти)(я|и|ю|ей|й|ям|ями|ях)|коммюнике|программ(а|ы|е|у|ой|ам|ами|ах)?"
    r"|treat(y|ies)|(agreement|accord|pact|protocol|declaration|statement|communiqu[eé]|convention|contract|plan|charter|document)s?"
    r"|memorand(um|ums|a)|program(me)?s?"
)
CORE = {
    "visit": ["visitor_name", "visitor_country", "host_country", "visit_type", "date", "count", "status"],
    "agreement": ["doc_type", "parties", "date", "count", "status", "title"],
}
ALL = {
    "visit": [*CORE["visit"], "visitor_office", "host_place", "occasion", "count_qualifier"],
    "agreement": [*CORE["agreement"], "place", "signatories", "count_qualifier", "during_visit"],
}


def words(title):
    kept = [w for w in re.findall(r"[^\W_]+", (title or "").replace("İ", "i").lower()) if not KIND_WORDS.fullmatch(w)]
    plain = ("".join(c for c in unicodedata.normalize("NFD", w.replace("ı", "i")) if not unicodedata.combining(c)) for w in kept)
    return set(plain)


def titles(a, b):
    return not (words(a) | words(b)) or len(words(a) & words(b)) >= 0.6 * len(words(a) | words(b))


def person(a, b):
    return same_person(a, b) or same_person(b, a)


def equal(field, a, b):
    if a == b:
        return True
    if field == "date":
        return {a, b} - {a or b} == {None} and (a or b).startswith("XXXX")
    if field in ("title", "occasion"):
        return titles(a, b)
    if not a or not b:
        return False
    if field == "visitor_name":
        return person(a, b)
    if field in ("host_place", "place"):
        return fold_name(a) == fold_name(b)
    if field == "parties":
        return sorted(set(a)) == sorted(set(b))
    if field == "signatories":
        return len(a) == len(b) and all(any(person(x, y) for y in b) for x in a) and all(any(person(x, y) for x in a) for y in b)
    return False


def may_pair(g, f):
    if g["date"] and f["date"] and not compatible(g["date"], f["date"]):
        return False
    if g["kind"] == "visit":
        named = g["visitor_name"] and f["visitor_name"]
        same = person(g["visitor_name"], f["visitor_name"]) if named else g["visitor_country"] == f["visitor_country"]
        return same and g["host_country"] == f["host_country"]
    parties = bool(set(g["parties"]) & set(f["parties"])) or (not g["parties"] and not f["parties"])
    return parties and (g["doc_type"] == f["doc_type"] or titles(g["title"], f["title"]))


def agreeing(g, f, visits):
    fields = [name for name in ALL[g["kind"]] if name != "during_visit" and equal(name, g[name], f[name])]
    if g["kind"] == "agreement":
        during = f["during_visit"] and visits.get(f["during_visit"], "?")
        fields += ["during_visit"] * (g["during_visit"] == during)
    return set(fields)


def pair(gold, found, visits):
    """Pairs of an optimal assignment: similarity is 1 for pairing at all, and up to 1 more for fields that agree."""
    if not gold or not found:
        return []
    table = numpy.zeros((len(gold), len(found)))
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            if may_pair(g, f):
                same = agreeing(g, f, visits)
                strict = set(CORE[g["kind"]]) <= same
                table[i, j] = 1 + len(same) / len(ALL[g["kind"]]) + 1e-4 * strict  # of equal sums, the one with more strict pairs
    rows, columns = linear_sum_assignment(table, maximize=True)
    return [(gold[i], found[j]) for i, j in zip(rows, columns, strict=True) if table[i, j]]


def score_second(gold, found):
    """{(kind, measure): [gold, found, right]} over the documents that have gold."""
    sums = {(kind, measure): [0, 0, 0] for kind in ALL for measure in ("detection", "strict")}
    for doc_id, records in gold.items():
        visits = {}
        for kind in ALL:
            wanted = [r for r in records if r["kind"] == kind and not r.get("optional")]
            spare = [r for r in records if r["kind"] == kind and r.get("optional")]
            given = [r for r in found.get(doc_id, []) if r["kind"] == kind]
            pairs = pair(wanted, given, visits)
            rest = [r for r in given if not any(r is f for _, f in pairs)]
            neutral = pair(spare, rest, visits)
            if kind == "visit":
                visits = {f.get("record_id"): g.get("record_id") for g, f in [*pairs, *neutral]}
            strict = sum(set(CORE[kind]) <= agreeing(g, f, visits) for g, f in pairs)
            for measure, right in (("detection", len(pairs)), ("strict", strict)):
                total = sums[kind, measure]
                total[0] += len(wanted)
                total[1] += len(given) - len(neutral)
                total[2] += right
    return sums


def f1(counts):
    gold, found, right = counts
    return 2 * right / (gold + found) if gold + found else None


def compare(gold, found):
    """The largest difference in F1 between the two scorers, and both tables."""
    from pipeline.evaluation.scoring import score

    first, second = score(gold, found), score_second(gold, found)
    table, worst = {}, 0.0
    for (kind, measure), counts in second.items():
        other = first.total(measure, lambda cell, kind=kind: cell.kind == kind).f1
        table[f"{kind} {measure}"] = (f1(counts), other)
        worst = max(worst, abs((f1(counts) or 0) - (other or 0)))
    for measure in ("detection", "strict"):
        both = [sum(column) for column in zip(*(second[kind, measure] for kind in ALL), strict=True)]
        other = first.total(measure).f1
        table[f"all {measure}"] = (f1(both), other)
        worst = max(worst, abs((f1(both) or 0) - (other or 0)))
    return worst, table


def main():
    from pipeline.evaluation.reading import read_found, read_gold

    parser = argparse.ArgumentParser(description="Score records with the second scorer and compare.")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--records", type=Path, required=True)
    options = parser.parse_args()
    worst, table = compare(read_gold(options.gold), read_found(options.records))
    print(json.dumps({name: {"second": second, "elchi": first} for name, (second, first) in table.items()}, indent=1))
    print(f"largest difference: {worst:.6f}")
    return worst > 0.001


if __name__ == "__main__":
    sys.exit(main())
