"""Writes az.txt, ru.txt and en.txt: sentences with inline marks, out of the templates and names of this folder and the lists of ``pipeline/languages``.

    python corpus/training/generate.py

Same lists, same sentences: the seed is fixed. People are called by a given name of one person and the family name of another of the same country, or are made up.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable
from pathlib import Path

import forms
import yaml

HERE = Path(__file__).parent
LISTS = HERE.parent.parent / "pipeline" / "languages"
SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
CODES = ("az", "ru", "en")
MONTHS = {
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "en": "January February March April May June July August September October November December".split(),
}
OPENINGS = {
    "az": ("Dünən", "Ötən həftə", "Həmin gün", "Martın 5-də", "1997-ci ilin yazında", "Bir qədər sonra", "Müharibədən sonra", "Sabah səhər", "Saat 10-da"),
    "ru": ("Вчера", "На прошлой неделе", "В тот же день", "5 марта", "Весной 1997 г.", "Некоторое время спустя", "После войны", "Завтра утром", "В 10 час."),
    "en": ("Yesterday", "Last week", "The same day", "On March 5", "In the spring of 1997", "Some time later", "After the war", "Tomorrow morning", "At 10 a.m."),
}  # fmt: skip
FILLERS = {
    "az": ("Buna baxmayaraq,", "Mətbuatın yazdığına görə,", "Üstəlik,", "Bir sözlə,", "Şahidlərin dediyinə görə,", "Nəhayət,"),
    "ru": ("Несмотря на это,", "Как писали газеты,", "Кроме того,", "Словом,", "По рассказам очевидцев,", "Наконец,"),
    "en": ("In spite of this,", "As newspapers wrote,", "Moreover,", "In short,", "Witnesses recall that", "At last"),
}  # fmt: skip
BODIES = {
    "az": ("Nəqliyyat Nazirliyi", "Səhiyyə Nazirliyi", "Şərqşünaslıq İnstitutu", "Ticarət Bankı", "Gömrük Komitəsi", "Dövlət Universiteti", "Mərkəzi Bank",
           "Jurnalistlər İttifaqı", "Enerji Agentliyi", "Qırmızı Aypara Cəmiyyəti", "Neft Fondu", "Strateji Araşdırmalar Mərkəzi", "Ali Məhkəmə", "Xəzər Energetika Şirkəti"),
    "ru": ("Министерство транспорта", "Министерство здравоохранения", "Институт востоковедения", "Банк развития", "Комитет по таможне", "Университет дружбы",
           "Союз журналистов", "Агентство по энергетике", "Общество Красного Полумесяца", "Фонд мира", "Центр стратегических исследований", "Совет безопасности"),
    "en": ("Ministry of Transport", "Health Ministry", "Institute of Oriental Studies", "Bank for Trade", "Customs Committee", "State University", "Central Bank",
           "Union of Journalists", "Energy Agency", "Red Crescent Society", "Oil Fund", "Centre for Strategic Research", "Supreme Court", "Caspian Energy Company"),
}  # fmt: skip
ACRONYMS = {
    "az": {"BMT": "nin yə də dən", "NATO": "nun ya da dan", "ATƏT": "in ə də dən", "MDB": "nin yə də dən", "YUNESKO": "nun ya da dan", "QUAM": "ın a da dan", "Aİ": "nin yə də dən", "ŞƏT": "in ə də dən"},
    "ru": ("ООН", "НАТО", "ОБСЕ", "СНГ", "ЮНЕСКО", "ГУАМ", "ЕС", "ШОС", "МАГАТЭ"),
    "en": ("UN", "NATO", "OSCE", "CIS", "UNESCO", "GUAM", "EU", "SCO", "IAEA"),
}  # fmt: skip
SUFFIX = {"gen": 0, "dat": 1, "loc": 2, "abl": 3}
FATHERS = {"az": ("Həsən oğlu", "Əli oğlu", "Kərim oğlu"), "ru": ("Петрович", "Иванович", "Алиевич", "Сергеевич"), "en": ("",)}


class _Unsure(Exception):
    """A form that is not sure: another draw is made."""


class Names:
    """People, countries, cities of the lists, as (az, ru, en)."""

    def __init__(self) -> None:
        self.people = self._registered() + self._invented()
        cities = yaml.load((LISTS / "cities.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
        countries = yaml.load((LISTS / "countries.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
        plain = [city for city in cities if city.get("kind", "") != "site" and "ambiguous" not in city]
        self.places = {"C": [self._three(city) for city in plain], "G": [self._three(one) for one in countries if "ambiguous" not in one and "to" not in one]}

    @staticmethod
    def _three(entry: dict[str, object]) -> tuple[str, str, str]:
        found = []
        for code in CODES:
            names = entry[code]["names"] if isinstance(entry[code], dict) else entry[code]  # type: ignore[index,call-overload]
            found.append(names[0])
        return tuple(found)  # type: ignore[return-value]

    @staticmethod
    def _registered() -> list[tuple[str, list[tuple[str, ...]], list[tuple[str, ...]]]]:
        """By country and gender: given names and family names."""
        groups: dict[tuple[str, str], tuple[list[tuple[str, ...]], list[tuple[str, ...]]]] = {}
        for path in sorted((LISTS / "register").glob("*.yaml")):
            for person in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["persons"] if path.stem != "organisations" else ():
                words = [person["name"][code].split() for code in CODES]
                if all(len(each) == 2 for each in words):
                    given, family = groups.setdefault((person["terms"][0].split()[0], person["gender"]), ([], []))
                    given.append(tuple(each[0] for each in words))
                    family.append(tuple(each[1] for each in words))
        return [(gender, given, family) for (_, gender), (given, family) in groups.items()]

    @staticmethod
    def _invented() -> list[tuple[str, list[tuple[str, ...]], list[tuple[str, ...]]]]:
        found = []
        for line in (HERE / "names.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            *given, gender, families = line.split("\t")
            # a family name of several words ("van Dongen/ван Донген/van Dongen") keeps its blanks: three forms make one name
            parts = re.findall(r"[^/]+?/[^/]+?/(?:(?:van|von|de|Di|al|bin|von)\s)?\S+", families)
            found.append((gender, [tuple(given)], [tuple(form.strip() for form in part.split("/")) for part in parts]))
        return found


class Writer:
    """Sentences of one language."""

    def __init__(self, code: str, names: Names, seed: int) -> None:
        self.code, self.at, self.names, self.random = code, CODES.index(code), names, random.Random(f"{code}-{seed}")
        self.makers: dict[str, Callable[[str], str]] = {
            "P": lambda case: self._person(case, "m" if code == "ru" else ""), "W": lambda case: self._person(case, "f"),
            "S": lambda case: self._family(case, ""), "U": lambda case: self._family(case, "m"), "I": lambda case: self._initial(case),
            "F": lambda case: self._fathers(case), "O": self._body, "A": self._acronym,
            "C": lambda case: self._place("C", case), "G": lambda case: self._place("G", case),
        }  # fmt: skip

    def sentence(self, template: str) -> str:
        """A template filled; other names are drawn until all forms are sure."""
        while True:
            try:
                text = SLOT.sub(self._fill, template)
            except _Unsure:
                continue
            return text[0].upper() + text[1:]

    def _fill(self, match: re.Match[str]) -> str:
        kind, case = match[1], match[2] or "nom"
        if kind in self.makers:
            return self.makers[kind](case)
        draw = self.random
        year = str(draw.randint(1988, 2024))
        opening = draw.choice(OPENINGS[self.code])
        simple = {
            "t": opening if match.start() == 0 else opening[0].lower() + opening[1:], "m": draw.choice(FILLERS[self.code]), "Y": year, "N": str(draw.choice((5, 7, 11, 12, 15, 20, 36, 47, 68))),
            "the": "the ", "The": "The ", "o": "о" if self.last_head_is_neuter else "",
        }  # fmt: skip
        return simple[kind] if kind in simple else self._date(year)

    def _date(self, year: str) -> str:
        day, month = self.random.randint(1, 28), self.random.choice(MONTHS[self.code])
        return {"az": f"{day} {month} {year}-ci ildə", "ru": f"{day} {month} {year} года", "en": f"{month} {day}, {year}"}[self.code]

    last_head_is_neuter = False

    def _drawn(self, gender: str) -> tuple[str, str, str]:
        groups = [group for group in self.names.people if not gender or group[0] == gender]
        group = self.random.choice(groups)
        return group[0], self.random.choice(group[1])[self.at], self.random.choice(group[2])[self.at]

    def _person(self, case: str, gender: str) -> str:
        gender, given, family = self._drawn(gender)
        return self._declined("PER", f"{given} {family}", case, gender)

    def _family(self, case: str, gender: str) -> str:
        gender, _, family = self._drawn(gender)
        return self._declined("PER", family, case, gender)

    def _initial(self, case: str) -> str:
        gender, given, family = self._drawn("m")
        first, second = given[0], self.random.choice("ABMNR" if self.code != "ru" else "АВМНС")
        style = self.random.choice((f"{first}. {family}", f"{first}.{family}", f"{first}. {second}. {family}", f"{first}.{second}. {family}"))
        if self.code == "ru":
            bare = style[: len(style) - len(family)]
            return f"[PER {bare}{forms.ru(family, case, gender)}]"
        return self._declined("PER", style, case, gender)

    def _fathers(self, case: str) -> str:
        _, given, family = self._drawn("m")
        father = self.random.choice(FATHERS[self.code])
        order = f"{family} {given} {father}" if self.random.random() < 0.4 else f"{given} {father} {family}"
        return f"[PER {order}]" if self.code == "ru" or case == "nom" else self._declined("PER", order, case, "m")

    def _declined(self, label: str, name: str, case: str, gender: str) -> str:
        if self.code == "az":
            return f"[{label} {forms.az(name, case)}]"
        return f"[{label} {forms.ru(name, case, gender) if self.code == 'ru' and '.' not in name else name}]"

    def _place(self, kind: str, case: str) -> str:
        name = self.random.choice(self.names.places[kind])[self.at]
        if self.code == "az":
            return f"[GPE {forms.az(name, case, owned=' ' in name and name.endswith(('sı', 'si', 'ları', 'ləri')))}]"
        form = forms.ru_place(name, case) if self.code == "ru" else name
        if form is None:
            raise _Unsure
        return f"[GPE {form}]"

    def _body(self, case: str) -> str:
        name = self.random.choice(BODIES[self.code])
        if self.code == "ru":
            self.last_head_is_neuter = name.split()[0].endswith("о")
            return f"[ORG {forms.ru_body(name, case)}]"
        return f"[ORG {forms.az(name, case, owned=name[-1] in 'ıiuü')}]" if self.code == "az" else f"[ORG {name}]"

    def _acronym(self, case: str) -> str:
        name = self.random.choice(list(ACRONYMS[self.code]))
        endings = ACRONYMS["az"][name].split() if self.code == "az" and case != "nom" else []
        return f"[ORG {name}{'-' + endings[SUFFIX[case]] if endings else ''}]"


def write(code: str, names: Names, sentences: int, folder: Path) -> Path:
    """One language: its templates in turn, in an order that changes from round to round."""
    lines = (HERE / f"templates-{code}.txt").read_text(encoding="utf-8").splitlines()
    templates = [line for line in lines if line and not line.startswith("#")]
    writer, made = Writer(code, names, 0), []
    while len(made) < sentences:
        writer.random.shuffle(templates)
        made += [writer.sentence(template) for template in templates]
    path = folder / f"{code}.txt"
    own = (HERE / f"written-{code}.txt").read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*own, *dict.fromkeys(made[:sentences])]) + "\n", encoding="utf-8", newline="\n")
    return path


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description="Write the training sentences.")
    options.add_argument("--sentences", type=int, default=900, help="sentences of each language (default: %(default)s)")
    options.add_argument("--out", type=Path, default=HERE, metavar="DIR", help="folder for the files (default: this one)")
    chosen, names = options.parse_args(), Names()
    for code in CODES:
        print(write(code, names, chosen.sentences, chosen.out))


if __name__ == "__main__":
    main()
