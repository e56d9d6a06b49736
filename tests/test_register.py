"""The register of leaders: the source is sound, the shipped file is made from it, names hold together, look-ups answer."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from itertools import combinations

import pytest

from pipeline.dates.edtf import bounds
from pipeline.entities import register
from pipeline.entities.identity import same_person
from pipeline.entities.register import Person, Term, holders, known_words, office_of, person, persons, read_source
from pipeline.errors import LanguageDataError
from pipeline.languages import codes

SOURCE = read_source()
SINGLE = ("head_of_state", "head_of_government", "foreign_minister", "organization_head", "speaker")
# Truly two at a time: parliaments of two chambers; the European Union is headed by the presidents of its Council and of its Commission.
TWO = {(country, "speaker") for country in ("BRA", "COD", "FRA", "ITA", "KAZ", "KHM", "NGA", "PAK", "RUS", "TJK", "TKM", "UZB")} | {("org:EU", "organization_head")}
APART = 0.045  # share of the persons whose names in two languages do not fold onto each other
# Fathers and sons, and others who held one office and share what a text may call them by: the year tells them apart.
NAMESAKES = {
    ("Abdirashid Shermarke", "Omar Abdirashid Ali Sharmarke"), ("Idriss Déby", "Mahamat Déby"), ("Seretse Khama", "Ian Khama"), ("José Figueres Ferrer", "José María Figueres"),
    ("Gabriel Valdés", "Juan Gabriel Valdés"), ("H. C. Hansen", "Kristian Jensen"), ("Reza Shah Pahlavi", "Mohammad-Reza Mahdavi Kani"), ("Reza Shah Pahlavi", "Mohammad Reza Pahlavi"),
    ("Abdulaziz ibn Saud", "Saud bin Abdulaziz Al Saud"), ("Abdulaziz ibn Saud", "Faisal bin Abdulaziz Al Saud"), ("Abdulaziz ibn Saud", "Khalid bin Abdulaziz Al Saud"),
    ("Abdulaziz ibn Saud", "Fahd bin Abdulaziz Al Saud"), ("Abdulaziz ibn Saud", "Abdullah bin Abdulaziz Al Saud"), ("Abdulaziz ibn Saud", "Salman bin Abdulaziz Al Saud"),
    ("Zhu De", "Zhu Rongji"), ("Chang Myon", "Han Myeong-sook"), ("Kim Il", "Kim Il-sung"), ("Ferdinand E. Marcos", "Ferdinand Marcos"),
    ("Sarvepalli Radhakrishnan", "C. P. Radhakrishnan"), ("Abu Sayeed Chowdhury", "A. Q. M. Badruddoza Chowdhury"), ("D. S. Senanayake", "Dudley Senanayake"),
    ("S. W. R. D. Bandaranaike", "Sirimavo Bandaranaike"),
}  # fmt: skip
LATIN, CYRILLIC = re.compile(r"[^\W\d_а-яёА-ЯЁ]"), re.compile(r"[а-яёА-ЯЁ]")


def _terms() -> dict[tuple[str, str], list[tuple[Term, int]]]:
    held: dict[tuple[str, str], list[tuple[Term, int]]] = defaultdict(list)
    for number, one in enumerate(SOURCE):
        for term in one.terms:
            held[term.country, term.office].append((term, number))
    return held


def _overlap(one: Term, other: Term) -> bool:
    """Whether two terms share a day for certain: both have begun before either can have ended."""
    stops = [bounds(term.stop)[0] if term.stop != ".." else "9999" for term in (one, other)]
    starts = [bounds(term.start)[1] or "" for term in (one, other)]
    return starts[0] < str(stops[1]) and starts[1] < str(stops[0])


def test_the_shipped_file_is_made_from_the_source() -> None:
    assert register.COMPILED.read_text(encoding="utf-8") == register.compile_register()
    assert persons() == SOURCE


def test_the_register_is_as_large_as_promised() -> None:
    countries = {term.country for one in SOURCE for term in one.terms if not term.country.startswith("org:")}
    assert len(SOURCE) >= 2000 and len(countries) >= 120


def test_terms_of_one_office_do_not_overlap() -> None:
    found = []
    for key, terms in _terms().items():
        if key[1] in SINGLE:
            for group in combinations(terms, 3 if key in TWO else 2):
                if all(_overlap(one, other) for (one, _), (other, _) in combinations(group, 2)):
                    found.append((key, [SOURCE[number].name("en") for _, number in group]))
    assert not found


def test_nobody_holds_one_office_twice_at_a_time() -> None:
    for one in SOURCE:
        single = [term for term in one.terms if term.office in SINGLE]
        assert not any(a.office == b.office and a.country == b.country and _overlap(a, b) for a, b in combinations(single, 2)), one.name("en")


@pytest.mark.parametrize(("one", "other"), list(combinations(codes(), 2)))
def test_the_names_of_a_person_fold_together(one: str, other: str) -> None:
    """But for a few whose spellings share no sounds ("Duayt Eyzenhauer", "Imre Nad"): those the register alone joins."""
    apart = [found.names for found in SOURCE if not same_person(found.name(one), found.name(other))]
    assert len(apart) <= APART * len(SOURCE)


def test_other_spellings_that_name_a_person_in_full_are_found() -> None:
    for one in SOURCE:
        for spelling in one.also:
            assert one in person(spelling), spelling


def test_no_two_holders_of_an_office_are_taken_for_one() -> None:
    found = []
    for key, terms in _terms().items():
        for one, other in combinations(sorted({number for _, number in terms}), 2):
            pairs = ((a, b) for a in SOURCE[one].spellings for b in SOURCE[other].spellings)
            known = (SOURCE[one].name("en"), SOURCE[other].name("en")) in NAMESAKES
            found += [(key, a, b) for a, b in pairs if not known and same_person(a, b)]
    assert not found


def test_each_language_writes_its_own_script() -> None:
    for one in SOURCE:
        for code, name in one.names:
            wrong = LATIN.search(re.sub("[IVX]+", "", name)) if code == "ru" else CYRILLIC.search(name)
            assert not wrong, (code, name)


def test_every_person_is_found_by_each_name() -> None:
    for one in SOURCE:
        for _, name in one.names:
            assert one in person(name), name


@pytest.mark.parametrize(
    ("country", "office", "date", "name"),
    [
        ("AZE", "head_of_state", "1993-10", "Heydər Əliyev"), ("AZE", "foreign_minister", "1994", "Həsən Həsənov"), ("RUS", "head_of_state", "2010", "Dmitri Medvedev"),
        ("USA", "foreign_minister", "2003-02-05", "Kolin Pauell"), ("DEU", "head_of_government", "1999", "Gerhard Şröder"), ("IRN", "head_of_state", "2004-08-05", "Məhəmməd Xatəmi"),
        ("org:UN", "organization_head", "2002-10-18", "Kofi Annan"), ("TUR", "head_of_state", "1995-12-08", "Süleyman Dəmirəl"), ("KAZ", "head_of_state", "2022", "Qasım-Jomart Tokayev"),
    ],
)  # fmt: skip
def test_who_held_an_office(country: str, office: str, date: str, name: str) -> None:
    assert [one.name("az") for one in holders(country, office, date)] == [name]


def test_on_the_day_of_a_handover_both_are_named() -> None:
    assert [one.name("en") for one in holders("FRA", "head_of_state", "1995-05-17")] == ["François Mitterrand", "Jacques Chirac"]
    assert holders("FRA", "head_of_state", "1995-05-18") == holders("FRA", "head_of_state", "2000")


def test_an_office_nobody_is_known_to_hold_is_empty() -> None:
    assert holders("AZE", "head_of_state", "1950") == () and holders("XYZ", "minister") == ()


def test_initials_and_scripts_lead_to_one_person() -> None:
    for name in ("Л. Кучма", "Kuchma L.D.", "Leonid Kuçma", "КУЧМА"):
        assert [one.name("en") for one in person(name)] == ["Leonid Kuchma"], name


def test_a_family_name_alone_may_mean_several_and_the_date_tells() -> None:
    assert {one.name("az") for one in person("Əliyev")} >= {"Heydər Əliyev", "İlham Əliyev"}
    assert [(term.country, term.office) for term in office_of("Буш", "USA", "1991")] == [("USA", "head_of_state")]


def test_strangers_are_not_in_the_register() -> None:
    for name in ("Nizami Gəncəvi", "Лев Толстой", "John Smith", "", "...", "II"):
        assert not person(name), name


def test_known_words_have_the_gender_of_their_bearers() -> None:
    assert known_words("az").given["ilham"] == "m" and known_words("ru").given["маргарет"] == "f"
    assert "şevardnadze" in known_words("az").family and "шеварднадзе" in known_words("ru").family
    assert not any(len(word) < register.SHORTEST_WORD for code in codes() for word in known_words(code).family)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"name": {"az": "A B", "en": "A B"}, "gender": "m", "terms": ["AZE minister 1990 1991"]}, "entry-incomplete"),
        ({"name": {"az": "A B", "en": "A B", "ru": "А Б"}, "gender": "x", "terms": ["AZE minister 1990 1991"]}, "register-gender"),
        ({"name": {"az": "A B", "en": "A B", "ru": "А Б"}, "gender": "m", "terms": ["AZE king 1990 1991"]}, "register-term"),
        ({"name": {"az": "A B", "en": "A B", "ru": "А Б"}, "gender": "m", "terms": ["AZE minister 1991 1990"]}, "register-date"),
        ({"name": {"az": "A B", "en": "A B", "ru": "А Б"}, "gender": "m", "terms": ["AZE minister 1991-02-30 1992"]}, "register-date"),
        ({"name": {"az": "A B", "en": "A B", "ru": "А Б"}, "gender": "m", "terms": ["AZE minister .. 1992"]}, "register-date"),
    ],
)
def test_a_wrong_entry_is_refused(entry: dict, code: str) -> None:
    with pytest.raises(LanguageDataError) as error:
        register._read_person(entry, "here")
    assert error.value.code == code


def test_a_missing_file_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(register, "COMPILED", register.COMPILED.parent / "nowhere.json")
    register._compiled.cache_clear()
    with pytest.raises(LanguageDataError, match=r"python -m pipeline\.entities\.register"):
        holders("AZE", "minister")
    monkeypatch.undo()
    register._compiled.cache_clear()
    assert isinstance(holders("AZE", "head_of_state")[0], Person)


def test_loading_reads_no_source() -> None:
    code = "import pipeline.languages as l; from pipeline.entities.register import holders; l.strict_yaml.read = None; print(len(holders('AZE', 'head_of_state')))"
    assert int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) >= 4
