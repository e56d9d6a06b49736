"""Datelines of every ordinary form date the report below them and tell where it is set."""

from __future__ import annotations

import itertools

import pytest

from pipeline.documents import read_text
from pipeline.flow import extract

PLACES = {
    "az": ["KARTAXENA", "KARTAXENA (Kolumbiya)", "KARTAXENA, Kolumbiya", "Kartaxena", "Kartaxena (Kolumbiya)"],
    "ru": ["КАРТАХЕНА", "КАРТАХЕНА (Колумбия)", "КАРТАХЕНА, Колумбия", "Картахена", "Картахена (Колумбия)"],
    "en": ["CARTAGENA", "CARTAGENA (Colombia)", "CARTAGENA, Colombia", "Cartagena, Colombia", "Cartagena (Colombia)"],
}
DAYS = {
    "az": ["27 may 1999-cu il", "27 may", "27 may 1999-cu il, cümə axşamı", "cümə axşamı, 27 may 1999-cu il", "27.05.1999", "27 may (cümə axşamı)"],
    "ru": ["27 мая 1999 г.", "27 мая 1999 года", "27 мая", "27 мая 1999 г., четверг", "четверг, 27 мая 1999 г.", "27.05.1999", "27 мая, четверг"],
    "en": ["27 May 1999", "May 27, 1999", "27 May", "May 27", "Thursday, 27 May 1999", "Thursday, May 27"],
}
ENDS = {
    "az": [" (QHA). ", " — ", " /QHA/ – ", ". QHA. "],
    "ru": [" (КПА). ", " — ", " /КПА/. ", ". КПА. ", " (КПА) — "],
    "en": [" (CPA) — ", " — ", " (CPA). ", ". ", " /CPA/ "],
}
REPORT = {
    "az": "Şuranın sessiyası bu gün başa çatdı. Panama Prezidenti Mireya Moskoso dünən gəlib.",
    "ru": "Сессия совета завершилась сегодня вечером. Президент Панамы Мирейя Москосо прилетела вчера.",
    "en": "The session of the council ended this evening. President Mireya Moscoso of Panama arrived yesterday.",
}


@pytest.mark.parametrize("code", sorted(PLACES))
def test_a_dateline_tells_where_and_when(code: str) -> None:
    """Each place with each day, and an end each in turn: the guest came to the country of the city on the day before."""
    wrong = []
    for (place, day), end in zip(itertools.product(PLACES[code], DAYS[code]), itertools.cycle(ENDS[code])):
        head = f"{place}, {day}{end}"
        told = [(visit["host_country"], str(visit["date"])[-5:]) for visit in extract(read_text(f"{head}{REPORT[code]}\n", "a")).visits]
        if told != [("COL", "05-26")]:
            wrong.append((head, told))
    assert wrong == []


@pytest.mark.parametrize("line", ["Bill Clinton (USA), 6 July 1994", "Билл Клинтон (США), 6 июля 1994 г.", "Bill Klinton (ABŞ), 6 iyul 1994-cü il"])
def test_an_entry_with_a_country_in_brackets_is_no_dateline(line: str) -> None:
    document = extract(read_text(f"{line}\nHelmut Kohl (Germany), 7 March 1995\n", "a"))
    assert not any(date.is_dateline for date in document.dates)
