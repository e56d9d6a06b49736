"""Days that stand in a row and are one stay: "on 19 and 20 May"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta

from pipeline.records.scenes.scene import Scene
from pipeline.values import Date

BESIDE = 1  # words between a day and its place
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def join_days(scene: Scene, dates: list[Date]) -> list[Date]:
    """Days that follow one another, joined by a connecting word alone, are one stay: "on 19 and 20 May"."""
    joined: list[Date] = []
    for at, date in enumerate(dates):
        last = joined[-1] if joined else None
        gap = " ".join(word for word in scene.folded[last.stop : date.start].split() if word not in scene.lexicon.articles) if last else ""
        listed = gap == "," and at + 1 < len(dates) and _is_next_day(date.edtf, dates[at + 1].edtf)  # "on 19, 20 and 21 May"
        if last and _is_next_day(last.edtf, date.edtf) and (gap in scene.lexicon.connectors or listed) and not _are_apart(scene, last, date):
            joined[-1] = replace(last, stop=date.stop, text=scene.text[last.start : date.stop], edtf=f"{last.edtf.split('/')[0]}/{date.edtf}")
        else:
            joined.append(date)
    return joined


def _are_apart(scene: Scene, last: Date, date: Date) -> bool:
    """True for days of which each has its own place or verb beside it: "in Riga on 10 May and the next day in Vilnius", "landed on 10 May and the next day flew to Vilnius"."""
    verbs = [verb for verb in scene.predicates if verb.form == "finite"]
    whole = not last.text.isdigit()  # no "11 and 12 March", no "the 9 and 10 of that month"
    opens = date.text[-1:] != "," and any(verb.start >= date.stop and not scene.folded[date.stop : verb.group_start].strip() for verb in verbs)
    if whole and opens and any(verb.stop <= last.start for verb in verbs):
        return True
    before = [place.code for place in scene.all_places if place.stop <= last.start and scene.words_between(place.stop, last.start) <= BESIDE]
    behind = [place.code for place in scene.all_places if place.start >= date.stop and scene.words_between(date.stop, place.start) <= BESIDE]
    return scene.lexicon.positional and date.source == "relative_to_previous" and bool(before and behind) and before[-1] != behind[0]


def _is_next_day(one: str, other: str) -> bool:
    """True for a day that follows a day or a stay.

    >>> _is_next_day("2014-05-19", "2014-05-20"), _is_next_day("2014-05-19", "2014-05-21")
    (True, False)
    """
    last = one.split("/")[-1]
    return bool(_DAY.match(last) and _DAY.match(other)) and Day.fromisoformat(last) + timedelta(1) == Day.fromisoformat(other)
