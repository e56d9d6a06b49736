"""What heads the entries of a chronicle or digest: a day alone on its line, the place that an entry opens with, the dateline of one of several reports."""

from __future__ import annotations

from datetime import date as Day

from pipeline.dates import bounds
from pipeline.records.scenes.scene import Scene
from pipeline.values import Date, Place

DAY = len("2006-04-05")
BYLINE, LEAD, LONGEST_NAME = 8, 4, 4  # lines of a head; letters of the preposition in a by-line; words of the name in it
FEW = 5  # days that one heading tells of, not a week


def is_day_heading(scene: Scene) -> bool:
    """True for a heading that is a day, or a few, and nothing else; the own date of a document is none, nor is a week, which heads many entries."""
    date = scene.dates[0] if scene.dates and scene.kind in ("title", "heading", "list") and not scene.dates[0].is_dateline else None
    if date is None or any(letter.isalnum() for letter in scene.text[scene.start : date.start] + scene.text[date.stop : scene.stop]):
        return False
    first, last = bounds(date.edtf)
    return len(date.edtf) >= DAY and bool(first and last) and (Day.fromisoformat(last or "") - Day.fromisoformat(first or "")).days < FEW


def opens_report(scene: Scene, date: Date) -> bool:
    """True for the day of one of several reports: behind a city in capitals at the head of a paragraph, or a dateline that is all of it or ends in a stop ("Oslo, 5 May 2021. The minister ...")."""
    stops = scene.text[date.stop : date.stop + 1] == "." and any(p.start == scene.start and p.kind == "city" for p in scene.all_places[:1])
    if date.is_dateline and (stops or not scene.predicates) and not any(letter.isalnum() for letter in scene.text[(scene.all_places[0].stop if scene.all_places else scene.start) : date.start]):
        return True
    head, _, weekday = scene.text[scene.start : date.start].strip(" ,").partition(",")
    return date.edtf[:1].isdigit() and (head.isupper() or date.is_dateline) and len(weekday.split()) <= 1 and any(p.start == scene.start and p.kind == "city" and p.stop - p.start == len(head) for p in scene.all_places)


def dateline_place(scene: Scene, date: Date) -> Place | None:
    """The city of a dateline: before its date, else next behind it."""
    cities = [place for place in scene.all_places if place.kind == "city"]
    before = [place for place in cities if place.stop <= date.start]
    behind = [place for place in cities if place.start >= date.stop and not any(letter.isalnum() for letter in scene.text[date.stop : place.start])]
    return before[-1] if before else next(iter(behind), None)


def opening_place(scene: Scene) -> Place | None:
    """The city that opens an entry below the heading of its day: "Paris. The president ..."."""
    first = next((a.place for a in scene.places if a.place and a.place.kind == "city" and not any(letter.isalnum() for letter in scene.text[scene.start : a.start])), None)
    return first if first and scene.text[first.stop : first.stop + 1] in (".", ":") else None


def headed_by(scene: Scene, day: Date) -> Place | None:
    """The city between the day that opens an entry and a full stop: "20. Moscow. The president ..."."""
    for argument in scene.places[:1]:
        apart = scene.text[day.stop : argument.start].strip(" .,:–—-") == "" and scene.text[argument.stop : argument.stop + 1] in (".", ":")
        return argument.place if apart and argument.place and argument.place.kind == "city" else None
    return None


def heads_page(scene: Scene, date: Date) -> bool:
    """True for the head of a newspaper's page: a date, names and nothing told. What stands below it is not of its own day."""
    rest = scene.text[scene.start : date.start] + scene.text[date.stop : scene.stop]
    return any(letter.isalpha() for letter in rest) and not any(verb.form == "finite" for verb in scene.predicates)


def byline_place(scene: Scene) -> Place | None:
    """The city that a by-line in the head of a report tells behind the name of who wrote it: "ANNA PETROVA in Avarua", "Our correspondent in Male"."""
    cities = [a for a in scene.places if a.place and a.place.kind == "city" and a.place.form == "noun"]
    if not 0 < scene.index < BYLINE or scene.dates or len(cities) != 1 or len(scene.all_places) != 1 or any(verb.form == "finite" for verb in scene.predicates):
        return None
    city = cities[0]
    spans = [m.span() for m in scene.finditer(scene.lexicon.reporters, scene.start, city.start)]
    kept = "".join(letter for at, letter in enumerate(scene.text[scene.start : city.start], scene.start) if not any(low <= at < high for low, high in spans))
    name = kept.strip(" ,.–—|\n").split()
    name = name[:-1] if name and name[-1].islower() and len(name[-1]) <= LEAD else name
    ends = not scene.text[city.stop : scene.stop].strip(" .\n")
    return city.place if ends and (spans or len(name) > 1) and len(name) <= LONGEST_NAME and all(word[0].isupper() and word.replace("-", "").replace(".", "").replace("'", "").isalpha() for word in name) else None


def ends_in_stop(scene: Scene, date: Date) -> bool:
    """True for a date that ends in a stop, not in that of an abbreviated "year" in the middle of a sentence of prose: "31 марта 2009 г. в Белграде подписано"."""
    behind = scene.text[date.stop : scene.stop].lstrip()[:1]
    return date.text.endswith(".") and not (scene.kind == "body" and behind.islower())
