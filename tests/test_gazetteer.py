"""The gazetteer: what the tables must hold, what the loader must refuse, and the standard names it differs from on purpose."""

from __future__ import annotations

import copy
import re
from collections import Counter

import pytest
from babel import Locale
from babel.core import get_global

from pipeline.entities import gazetteer, gazetteer_checks
from pipeline.entities.declension import decline
from pipeline.entities.gazetteer import Name, load, names
from pipeline.errors import LanguageDataError
from pipeline.languages import codes, shared
from pipeline.text import fold, is_cyrillic, is_latin, plain

LETTERS = {"az": is_latin, "ru": is_cyrillic, "en": is_latin}  # the letters of the words of a language
SMALL_WORDS = ("az", "ru")  # languages that write adjectives and peoples small
# What CLDR calls a territory where we say something else on purpose: its pairs of capitals, shortened "о-в", descriptive names, other spellings.
DELIBERATE = {
    "az": "BLM COD COG CRI HKG MAC MAF MSR PRI SPM ZAF",
    "ru": "ALA ARE BMU BVT CCK COD COG COK CXR CYM FLK FRO HKG HMD IMN MAC MHL MMR MNP NFK PCN PRK SGS SHN SLB SYC UMI VGB VIR",
    "en": "COD COG HKG MAC MMR SGS UMI VCT",
}
ISO = (
    "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN "
    "BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP "
    "EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND "
    "IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA "
    "MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN "
    "PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN "
    "SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM "
    "YEM ZAF ZMB ZWE"
).split()
WITHDRAWN = "ANT CSK DDR SCG SUN VDR YMD YUG".split()
# Where a language has no usual adjective or word for the people.
LACKING = {("ru", "people"): "SLB VAT", ("en", "people"): "VAT"}


def meanings(text: str, language: str) -> set[str]:
    """The codes that a phrase stands for, as written."""
    return {name.code for name in names(language) if name.text == text}


def test_every_code_of_the_standard_is_there() -> None:
    assert set(load().countries) == {*ISO, *WITHDRAWN, "XKX"}


def test_withdrawn_states_have_years_and_no_successor_shares_their_names() -> None:
    for code in WITHDRAWN:
        country = load().countries[code]
        assert country.years.first and country.years.last
        for language in codes():
            assert all(meanings(text, language) == {code} for text in country.words[language].names)


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("Sovet İttifaqı", "az", "SUN"),
        ("SSRİ", "az", "SUN"),
        ("СССР", "ru", "SUN"),
        ("Советский Союз", "ru", "SUN"),
        ("USSR", "en", "SUN"),
        ("Russia", "en", "RUS"),
        ("ABŞ", "az", "USA"),
        ("ОАЭ", "ru", "ARE"),
        ("Koreya Xalq Demokratik Respublikası", "az", "PRK"),
        ("КНР", "ru", "CHN"),
        ("Кыргызстан", "ru", "KGZ"),
        ("Киргизия", "ru", "KGZ"),
        ("Kyrgyz Republic", "en", "KGZ"),
        ("Беларусь", "ru", "BLR"),
        ("Birma", "az", "MMR"),
        ("Holland", "en", "NLD"),
        ("Şimali Kipr Türk Respublikası", "az", "CYP"),
        ("Nur-Sultan", "en", "KAZ"),
        ("Ленинград", "ru", "RUS"),
        ("Key West", "en", "USA"),
        ("Nyu-York", "az", "USA"),
        ("Nyu York", "az", "USA"),
        ("Ala-Arça", "az", "KGZ"),
        ("Türk Şurası", "az", "org:OTS"),
        ("Avropa Şurası", "az", "org:CoE"),
        ("Европейский совет", "ru", "org:EU"),
        ("ГУУАМ", "ru", "org:GUAM"),
        ("Жогорку Кенеш", "ru", "KGZ"),
        ("ARDNŞ", "az", "AZE"),
        ("State Department", "en", "USA"),
        ("Latin America", "en", ""),
    ],
)
def test_meaning(text: str, language: str, code: str) -> None:
    assert meanings(text, language) == {code}


def test_each_state_has_a_capital_and_each_language_its_adjective_and_people() -> None:
    states = {code: country for code, country in load().countries.items() if country.capital and country.years.last is None}
    assert len(states) == 201  # 193 members of the UN, four that are not, four territories that send and receive delegations
    for code, country in states.items():
        assert load().spots[country.capital].country == code
    for language in codes():
        for key in ("adjectives", "people"):
            lacking = {code for code, country in states.items() if not getattr(country.words[language], key)}
            assert sorted(lacking) == LACKING.get((language, key), "").split(), (language, key)


def test_counts() -> None:
    found = load()
    assert len(found.spots) >= 1400 and len(found.organizations) >= 175 and len(found.bodies) >= 160 and len(found.lookalikes) >= 100
    kinds = Counter(spot.kind for spot in found.spots.values())
    assert kinds["region"] >= 130 and kinds["site"] >= 55


def test_letters() -> None:
    for language, is_own in LETTERS.items():
        for name in names(language):
            letters = [letter for letter in name.text if letter.isalpha()]
            latin_brand = (
                language == "ru"
                and name.kind in ("body", "organization")
                and all(is_latin(letter) for letter in letters if letter.isascii())
            )
            assert latin_brand or all(is_own(letter) for letter in letters), name


def test_capital_letters_of_the_languages() -> None:
    for language in codes():
        for name in names(language):
            if name.form == "noun" and name.kind in ("country", "city", "region"):
                assert name.text[0].isupper() or name.text.startswith(("the ", "former ", "город ")), name
            if name.form in ("adjective", "demonym") and name.kind == "country" and language in SMALL_WORDS:
                assert name.text == fold(name.text), name


def test_russian_adjectives_and_english_plurals() -> None:
    for country in load().countries.values():
        for adjective in country.words["ru"].adjectives:
            assert re.search(r"[сц]кий\Z", adjective), adjective
        people = country.words["en"].people
        for one in people:
            assert not one.endswith(("an", "i")) or one in ("I-Kiribati",) or f"{one}s" in people or one.endswith("man"), one


def test_azerbaijani_people_follow_vowel_harmony() -> None:
    last = {"a": "lı", "ı": "lı", "e": "li", "ə": "li", "i": "li", "o": "lu", "u": "lu", "ö": "lü", "ü": "lü"}
    for country in load().countries.values():
        for one in country.words["az"].people:
            stem, ending = one[:-2], one[-2:]
            if ending in last.values() and stem not in ("po",):
                assert ending == last[[letter for letter in stem if letter in last][-1]], one


@pytest.mark.parametrize("language", codes())
def test_names_of_the_standard_data(language: str) -> None:
    """Each CLDR name is one of ours, but for the listed ones, and none of these is listed in vain."""
    two = {three: alias[0] for three, alias in get_global("territory_aliases").items() if len(three) == 3}
    territories = Locale(language).territories
    joined = {"az": "və", "ru": "и", "en": "and"}[language]
    differing = set()
    for code in ISO:
        ours = {fold(text).replace("ё", "е") for text in load().countries[code].words[language].names}
        if fold(plain(territories[two[code]]).replace("&", joined)).replace("ё", "е") not in ours:
            differing.add(code)
    assert sorted(differing) == DELIBERATE[language].split()


def test_membership_by_year() -> None:
    found = load().organizations
    assert "UZB" in found["org:CSTO"].members_in(2010) and "UZB" not in found["org:CSTO"].members_in(2003)
    assert "GBR" in found["org:EU"].members_in(2016) and "GBR" not in found["org:EU"].members_in(2021)
    assert len(found["org:EU"].members_in(2024)) == 27 and len(found["org:NATO"].members_in(2024)) == 32
    assert len(found["org:CoE"].members_in(2024)) == 46 and len(found["org:G20"].members_in(2020)) == 19
    assert (
        len(found["org:OIC"].members) == 57 and len(found["org:AU"].members_in(2020)) == 55 and len(found["org:LAS"].members_in(2020)) == 22
    )


def test_order_is_that_of_the_files_and_the_same_each_time() -> None:
    first = names("az")
    gazetteer._load.cache_clear()
    assert names("az") == first


GOOD = {"code": "AAA", "az": {"names": ["A"]}, "ru": {"names": ["А"]}, "en": {"names": ["A"]}}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"ru": None}, "no ru"),
        ({"code": "Aaa"}, "it must match"),
        ({"capital": "atlantis"}, "capital 'atlantis'"),
        ({"capital": "baku"}, "a place of that country"),
        ({"az": {"names": []}}, "no names"),
        ({"az": {"names": ["A", "A"]}}, "twice"),
        ({"az": {"names": ["A"], "nicknames": ["B"]}}, "unknown key 'nicknames'"),
        ({"az": {"names": ["Kot-d’İvuar"]}}, "plain ' and -"),
        ({"az": {"names": ["Bаkı şəhəri"]}}, "one script in a word"),
        ({"az": {"names": ["Azərbaycan"]}}, "mark it as ambiguous in each of them"),
        ({"ambiguous": ["Z"]}, "mark words of this entry"),
    ],
)
def test_a_wrong_country_is_refused(change: dict, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LanguageDataError, match=re.escape(message)):
        _load_with("countries", [{**GOOD, **change}], monkeypatch)


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("cities", {"id": "a", "country": "QQQ", "az": ["Əə"], "ru": ["Ээ"], "en": ["Ee"]}, "'QQQ' is unknown"),
        ("cities", {"id": "a", "in": "atlantis", "kind": "site", "az": ["Əə"], "ru": ["Ээ"], "en": ["Ee"]}, "'atlantis' is unknown"),
        ("cities", {"id": "a", "country": "AZE", "kind": "site", "az": ["Əə"], "ru": ["Ээ"], "en": ["Ee"]}, "a site has 'in'"),
        ("cities", {"id": "a", "country": "AZE", "kind": "town", "az": ["Əə"], "ru": ["Ээ"], "en": ["Ee"]}, "kind 'town'"),
        ("cities", {"id": "a", "az": ["Əə"], "ru": ["Ээ"], "en": ["Ee"]}, "country or in?"),
        ("cities", {"id": "Big_City", "country": "AZE", "az": ["Əə"], "ru": ["Ээ"], "en": ["Ee"]}, "it must match"),
        ("organizations", {"code": "UN", "az": ["Əə"], "ru": ["Ээ"], "en": ["Ee"]}, "it must match"),
        ("organizations", {"code": "org:00", "az": ["Əə"], "ru": ["Ээ"], "en": ["Ee"], "members": ["QQQ"]}, "member 'QQQ' is unknown"),
        ("organizations", {"code": "org:00", "az": ["Əə"], "ru": ["Ээ"], "en": ["Ee"], "members": ["AZE since 1991"]}, "write AZE"),
        ("bodies", {"code": "AAA", "az": ["Əə"], "ru": ["Ээ"], "en": ["Ee"]}, "AAA is unknown"),
    ],
)
def test_a_wrong_entry_is_refused(table: str, row: dict, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LanguageDataError, match=re.escape(message)):
        _load_with(table, [row], monkeypatch)


@pytest.mark.parametrize("table", ["countries", "cities", "organizations", "lookalikes"])
def test_order_and_doubled_entries_are_refused(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = shared(table)[0]
    for rows in ([*shared(table)[1:], first], [first, *shared(table)]):
        with pytest.raises(LanguageDataError, match="sorted"):
            _replace(table, rows, monkeypatch)


def _load_with(table: str, added: list[dict], monkeypatch: pytest.MonkeyPatch) -> None:
    _replace(table, sorted([*added, *shared(table)], key=lambda row: row.get("code") or row["id"]), monkeypatch)


def _replace(table: str, rows: list[dict], monkeypatch: pytest.MonkeyPatch) -> None:
    """Load with one table replaced, past the cache."""
    tables = {name: shared(name) for name in gazetteer_checks.TABLES} | {table: copy.deepcopy(rows)}
    monkeypatch.setattr(gazetteer, "shared", tables.__getitem__)
    gazetteer._load.__wrapped__()


def test_one_name_is_one_thing() -> None:
    """No name leads to two codes unmarked; the marked ones are few enough to be read through."""
    both = Counter[str]()
    for language in codes():
        by_text: dict[str, list[Name]] = {}
        for name in names(language):
            by_text.setdefault(name.text if name.form == "acronym" else fold(name.text), []).append(name)
        for text, group in by_text.items():
            if len({name.code for name in group}) > 1:
                assert all(name.ambiguous for name in group)
                both[f"{language} {text}"] += 1
    assert 10 <= len(both) <= 40


def test_places_with_endings_that_change_do_change() -> None:
    """In a language in which every word of a name changes, a name of one word that ends like one that declines has other forms too ("в Претории")."""
    single = [name.text for name in names("ru") if name.form == "noun" and name.kind in ("city", "country", "region") and " " not in name.text]
    still = [text for text in single if text.endswith(("ия", "ья", "на", "та", "ск", "ов", "ан")) and len(decline(text, "noun", "ru")) < 4]
    assert still == []
