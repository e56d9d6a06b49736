"""The document's own date: the dateline of a report, the issue in a by-line, a date that stands by itself at the head."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.dates.keys import key
from pipeline.dates.lexicon import load_lexicon
from pipeline.dates.masthead import is_masthead
from pipeline.dates.mentions import Item
from pipeline.dates.passages import key_of

_HEAD = 8  # passages: a dateline stands at the head of a text, behind title and by-line
_BEFORE = re.compile(r"[\s«“\"(/.]*+((?:[^\W\d_]++[’'\-–]?[\s,./|(:–—-]*+){0,7})\Z")
_BRACKETED = re.compile(r"\s\([^()\d\n]{2,20}\)\s?[—–-]\s?\Z")  # "TIRANA (TPA) — May 5, 2004"
_WITH_COUNTRY = re.compile(r"\s\([^()\d\n]{2,30}\),\s?\Z")  # "CARTAGENA (Colombia), May 27 (ALP)"
_AFTER = re.compile(
    r"\s*(?:[,|]?\s{0,3}(?P<issue>(?:№|N[or]\.|#)\s?\d)|,?\s?(?P<clock>\d{1,2}[:.]\d\d)(?!\d)|\((?P<agency>[^()]{1,60})\)|/(?P<wire>[^/\n]{1,40})/|\)?\s?(?P<mark>[—–|:.]|-\s|/)|(?P<end>\)?\s*\Z|\s*\n|\)\s(?=[^\W\d_]))"
    r"|,\s*(?P<name>[^\W\d_]+[\w-]*(?:\s[^\W\d_]+)?)\s*\)?\s*(?:[—–\-./:(]|\Z|\n))"
)
_MARKED = re.compile(r"(?:\A|\n)\s*[-–—•*·]\s*\Z")  # the mark of an item
_MARK = 6
_PAPER = re.compile(r"\A\s*(?:[^\W\d_]{1,12}\s|[^\W\d_.]++(?:[ .-]{1,2}[^\W\d_]++){1,3}+[,.]\s{1,2})?[«“\"][^»”\"\n]{1,50}[»”\"]\s?(?:[^\W\d_]{1,12}(?=,))?[,.:–—-]?\s*")  # the name of the paper before its date, behind its author
_CLOCK_TIME = r"[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?[\])]?"
_TIME_BEHIND = re.compile(rf"[\s,|/–—-]*{_CLOCK_TIME}[\s.|]*")
_TIME_BEFORE = re.compile(rf"\s*{_CLOCK_TIME}[\s,|/–—-]*")
_SENT_BY = re.compile(r"[.,]?\s?(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/|[.,–—-]?\s?(?:[A-ZА-ЯЁƏİÖÜĞŞÇ]|[-/ ](?=[A-ZА-ЯЁƏİÖÜĞŞÇ])){3,20}(?![^\W\d_]))\s?(?:[.:–—/-]|\)?\s*\n|\)?\s*\Z)")  # the agency of a report, in brackets or in capitals
_DASHED = re.compile(r"\.?\s?[–—]\s(?=[^\W\d_])")  # "Minsk, 18 April 2013. — The Vice Minister ..."
_DASH = re.compile(r"\s[–—-]\s")
_CLOCK = re.compile(r"\s*\d{1,2}:\d\d\s?[/|,–-]?\s*")
_CLOCK_CELL = re.compile(r"\s*\|\s*\d{1,2}[:.]\d\d(?![\d.])")
_ISSUE_BEFORE = re.compile(r"(?:№|N[or]\.|#)\s?\d+(?:[/-][^\W_]{1,8})?(?:\s?\(\d+\))?\s*[|,–—-]?\s*\Z")
_LONGEST_LEAD = 60  # characters before a date with the time of day: the name of the paper, the section
_CITY_MARK = re.compile(r"(?:г|гор|ş)\.\s*(?=[A-ZА-ЯЁƏİÖÜĞŞÇ])")  # "14.10.2014, г. Вена"
_QUOTED = re.compile(r"[«“„\"]")
_WORD = re.compile(r"[^\W\d_]+")
_WITH_STOP = re.compile(r"(?P<place>[^\W\d_][^\W\d_ -]{1,30}),\s[^.\n]{4,30}\d{4}(?:\s\w{1,4})?(?:\.|(?=\s[(/]))(?:\s(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/)\.)?\s+(?=[^\W\d_])")  # "BAKU, 5 May 2004. ", "КАИР, 20 ноября 1999 г. (ТАСС). "
_WITH_DASH = re.compile(r"(?P<place>[^\W\d_][^\W\d_ -]{1,30}),\s(?:[^.(),\n]|,(?=\s\d{4})){4,30}\d{4}(?:-\w{2,3})?(?:\s\w{1,4}\.?)?\s[—–-]\s(?=\w)(?![^\n]{,40}\d{4}\W{,2}(?:\n|\Z))")  # "BAKU, 5 May 2004 — 3 March ...", no life
_BARE = re.compile(r"[^\W\d_]\s*\Z")  # a word that no sign parts from the date
_LONGEST_BYLINE = 200
_LONGEST_PLACE = 40
_LIFE = re.compile(r"[^()\n]{0,60}[–—-]\s?[^()\n]{0,60}\d{4}[^()\n]{0,40}\)")  # from a birth to a death, in the brackets behind a name
_BRACKET_PLACE = 3  # words of a place whose day stands in brackets: "New Delhi (5 May)"


def is_dateline(text: str, passage: tuple[int, int, int], item: Item, language: str) -> bool:
    """True where an item is the document's own date. ``passage`` is its number, start and stop."""
    number, start, stop = passage
    if item.first.slots.keys() == {"day"}:
        return False  # "He left on the fifth."
    if number >= _HEAD or _MARKED.search(text, max(0, start - _MARK), start) or item.kind != "point" or item.start - start > _LONGEST_BYLINE:
        return False
    before, after = text[start : item.start], text[item.stop : stop]
    if is_labelled(before, language):
        return True
    if before.rstrip().endswith("(") and _LIFE.match(after):
        return False  # "KEKKONEN, Urho (3 September 1900, Pielavesi – 31 August 1986)"
    if _is_numbered(before, after, item) or is_masthead(text, item, language) or _closes_byline(before, after, item, language):
        return True
    if _QUOTED.match(before) and any(_QUOTED.match(line) for line in (text[: max(0, start - 1)].rsplit("\n", 1)[-1], text[stop:].lstrip("\n"))):
        return False  # one of several titles with their days
    if after.lstrip(" ).").startswith("|") and ("|" in text[:start] or "|" in text[stop:]) or len(_DASH.findall(before)) > 1:
        return False  # a cell of a row
    if item.first.grain == "day":
        closed = text[item.stop - 1] == "." and not (after.lstrip()[:1].islower() or after[:1] == ",")  # "Opening of the line, 13 May 1996" is no city
        return _opens_report(before, text[item.stop : item.stop + 90], closed, language, "year" in item.first.slots)
    return item.first.grain in ("year", "month") and stop - start <= _LONGEST_BYLINE and _is_issue(before + " ¤ " + after, language)


def _is_numbered(before: str, after: str, item: Item) -> bool:
    """True for a day of a known year behind the number of an issue, at the end of its line, or before a bar and a time: "No. 45 (2013) | 15 November 2008"."""
    if item.first.grain != "day" or "year" not in item.first.slots or len(before) > _LONGEST_LEAD:
        return False
    return _CLOCK_CELL.match(after) is not None or _ISSUE_BEFORE.search(before) is not None and not after.split("\n")[0].strip(" .)")


def _closes_byline(before: str, after: str, item: Item, language: str) -> bool:
    """True for a day of a known year that ends the line that tells who made the text ("Compiled by the foreign desk. 1 September 2018"), or that stands in a sentence on the talk that it is."""
    if item.first.grain != "day" or "year" not in item.first.slots:
        return False
    if not _QUOTED.search(before) and (talked := _setting("talked", language)) and talked.search(f"{before}¤{after}".replace("İ", "i").lower()):
        return True  # "We spoke in Moscow, where he had come for a congress, on 12 May 2016."
    return not after.split("\n")[0].strip(" .)") and bool((made := _setting("made_by", language)) and made.search(before.replace("İ", "i").lower()))


def opens_another(text: str, passage: tuple[int, int, int], item: Item, language: str) -> bool:
    """True where an item is the dateline of one more report of a file: with its time, agency or label all that stands on a line, or at the head of its text
    behind a place in capitals ("LIMA, April 5 — Peru will ..."), before an agency ("Lima, April 5 (TPA): ...") or with its year and a stop or a dash ("Lima, 5 April 2021. The minister ...").
    A day told in the run of a sentence is none.
    """
    if item.kind != "point" or item.first.grain != "day":
        return False
    if is_stamp(text, passage, item):
        return True
    before, after = text[passage[1] : item.start], text[item.stop : item.stop + 90]
    if after.split("\n")[0].strip(" .") == "" and is_labelled(before, language) and len(before) <= _LONGEST_PLACE:
        return True
    place = before.strip(" ,.(/|\n")
    if not 2 < len(place) <= _LONGEST_PLACE or not _name_place(_WORD.findall(place), language) or not place.replace(" ", "").replace("-", "").replace(",", "").isalpha():
        return False
    opens = text[passage[1] - 1 : passage[1]] in ("\n", "")
    if opens and (_SENT_BY.match(after) or "year" in item.first.slots and _DASHED.match(after)):
        return True
    tail, stops = _AFTER.match(after), text[item.stop - 1 : item.stop + 1].rstrip().endswith(".")  # "LIMA, 5 April. Peru will ..."
    if opens and stops and item.first.slots.keys() >= {"day", "month", "year"} and after.lstrip(". ")[:1].isupper():
        return True
    return place == place.upper() and bool(opens and stops or tail and (tail["agency"] or tail["wire"] or tail["mark"] in ("—", "–") or opens and tail["end"] is not None))


def is_stamp(text: str, passage: tuple[int, int, int], item: Item) -> bool:
    """True for a day with its time that is all of a passage: "10.04.2025 [20:15]"."""
    before, after = text[passage[1] : item.start], text[item.stop : passage[2]]
    return item.first.grain == "day" and bool(not before.strip() and _TIME_BEHIND.fullmatch(after) or not after.strip(" .\n") and _TIME_BEFORE.fullmatch(before))


def is_day_line(text: str, passage: tuple[int, int, int], item: Item, language: str) -> bool:
    """True for a day of a known year that is all of a line, with its city at most: what stands below it is told from that day."""
    before, after = text[passage[1] : item.start].strip(" ,.|/()\n"), text[item.stop : passage[2]].strip(" ,.|/()\n")
    if item.kind != "point" or not {"day", "month"} <= item.first.slots.keys() or before and after:
        return False
    city = _CITY_MARK.sub("", before or after)
    if "yy" in item.first.slots:
        return False  # "Oslo, 29.06.95" is the last cell of a row
    return not city or len(city) <= _LONGEST_PLACE and city.replace(" ", "").replace("-", "").isalpha() and _name_place(_WORD.findall(city), language)


def dateline_stop(text: str, start: int, stop: int) -> int | None:
    """Where a dateline with its place in capitals and a full stop or a dash ends that opens a sentence, None where none does.

    >>> dateline_stop("BAKU, 5 May 2004. On Friday he left.", 0, 36), dateline_stop("In Baku, 5 May 2004.", 0, 20)
    (18, None)
    >>> dateline_stop("BAKU, 5 May 2004 — 3 March was a holiday.", 0, 41)
    19
    """
    match = _WITH_STOP.match(text, start, stop) or _WITH_DASH.match(text, start, stop)
    return match.end() if match and match["place"].isupper() and not text[match.end()].islower() else None


def _opens_report(before: str, after: str, closed: bool, language: str, dated: bool) -> bool:
    """Whether what stands around a day is that of a dateline; ``dated``: it has a year, ``closed``: a full stop."""
    tail = _AFTER.match(after)
    if tail and (tail["clock"] or tail["issue"] and dated):
        return len(before) <= _LONGEST_LEAD  # "The Echo, Saturday, 15 November 2008, No. 214"
    led = _BRACKETED.sub(" ", _PAPER.sub("", _CLOCK.sub("", before)))
    if after.split("\n")[0].strip(" .") and (closed or tail and (tail["agency"] or tail["wire"] or tail["mark"])):  # a line that ends with the day may be an entry: "A. Petrov (Bulgaria), 5 May 2004"
        led = _WITH_COUNTRY.sub(", ", led)
    head = _BEFORE.fullmatch(led)
    if not head or not (tail or closed) or tail and tail["name"] and not all(word[0].isupper() for word in tail["name"].split()):
        return False
    places = _WORD.findall(head[1])
    if not tail and _BARE.search(before) and not head[1].isupper() and after.split("\n")[0].strip():
        return False  # "Посетив 7 марта 1994 г. Бонн, он ..."
    if not _name_place(places, language) or before.endswith("(") and len(places) > _BRACKET_PLACE:
        return False
    if tail and tail["name"]:
        return bool(places) or dated and tail[0].rstrip()[-1] in "—–-" and _name_place(tail["name"].split(), language)  # "22 May 2004, Baku –"
    if places or tail is None:
        return bool(places) and not (head[1].rstrip().endswith(":") and (tail is None or tail["end"] is not None))  # "Recognised: 26 December 1991"
    return tail["end"] is not None or tail["mark"] in (".", "|") or dated and tail["mark"] in ("—", "–") or bool(tail["agency"] or tail["wire"])


def _name_place(words: list[str], language: str) -> bool:
    """True for words that can be the name of a place: "New Delhi", "ADDIS ABABA", "Dar es Salaam"; "Last Monday" and "In Baku" are none."""
    lexicon = load_lexicon(language)
    opens, loud = lexicon.settings.get("place_opens", "").split("|"), all(word.isupper() for word in words)
    for number, word in enumerate(words):
        inner = len(word) < 3 and 0 < number < len(words) - 1  # "of", "es"
        joined = number < len(words) - 1 and (key(word) in opens or inner and loud)
        if len(word) == 1 or not (word[0].isupper() or inner) or key(word) in lexicon.words and not joined:
            return False
    return True


def is_labelled(before: str, language: str) -> bool:
    """True for words before a date that tell it is the document's own: "Published:"."""
    label = _label(language)
    return bool(label and label.search(before.replace("İ", "i").lower()))


def _is_issue(passage: str, language: str) -> bool:
    """True for words that tell an issue; a sentence with a verb of the past, as about "the year under review", does not."""
    issue = _setting("issue", language)
    return bool(issue and issue.search(passage.replace("İ", "i").lower())) and not load_lexicon(language).past.search(key_of(passage))


@lru_cache(maxsize=None)
def _label(language: str) -> re.Pattern[str] | None:
    words = load_lexicon(language).settings.get("date_label")
    return re.compile(rf"(?:^|\n)\s*(?:{words})[\s:–—-]*\Z") if words else None


@lru_cache(maxsize=None)
def _setting(name: str, language: str) -> re.Pattern[str] | None:
    words = load_lexicon(language).settings.get(name)
    return re.compile(words) if words else None
