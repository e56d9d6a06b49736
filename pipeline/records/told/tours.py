"""A journey told with its time and without its stops, which the sentences behind it tell: "his tour of August 2004 was a success. He began in Tashkent"."""

from __future__ import annotations

from pipeline.records.arguments.dating import usable
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.anaphora import has_goal, owner_of
from pipeline.records.told.drafts import Tour

MONTH = len("2004-08")  # a stop of a journey told to the day may have been on any of its days


def find_tour(scene: Scene) -> Tour | None:
    """The journey that a sentence with a single date tells without where it went."""
    nouns = [noun for noun in scene.told("trip") if noun.form == "noun" and not has_goal(scene, noun)]
    owner = owner_of(scene, nouns[0]) if nouns else None
    dates = {date.edtf for date in usable(scene)}
    date = next(iter(dates)) if len(dates) == 1 else ""
    fits = date[:4].isdigit() and len(date) <= MONTH
    return Tour(scene.index, owner.name, date) if owner and owner.name and fits else None
