"""Who came after whom in an office: "A was replaced by B", "B сменил А.", "A-nı B əvəz etdi"."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.entities.facts import from_register, nearest
from pipeline.entities.mentions import Mention
from pipeline.entities.people import Fact, Person
from pipeline.entities.state import Scene, plain
from pipeline.languages import load
from pipeline.text import fold

_NEAR = 70  # characters from the one to the other, and behind them, in which the verb stands


@lru_cache(maxsize=None)
def _patterns(code: str) -> dict[str, re.Pattern[str]]:
    """What tells a succession, "§" in the place of either name: ``leaves``, where the first of them goes, ``follows``, where he comes, ``cases``, where
    the one in the accusative goes."""
    return {key: re.compile(match) for key, match in load(code).read("references")["succession"].items() if key not in ("yes", "no")}


def note_succession(scene: Scene, person: Person) -> None:
    """Give the office of whoever leaves it to whoever follows, and note that it is over for the one."""
    mention, told = scene.mention, scene.last_told(0)
    if not told or told[0][1] is person or told[0][0].base is None:
        return
    other, before = told[0]
    leaves = _leaves_first(other, mention)
    if leaves is None:
        return
    (old, left), (new, came) = ((other, before), (mention, person)) if leaves else ((mention, person), (other, before))
    fact = nearest(left, old.start)
    held = from_register(plain(old, scene.story.text), left, scene.story.year(old))
    office, country = (fact.office, fact.country) if fact and fact.office else (held.office, held.country)
    if office is None or any(one.former and one.at == mention.stop for one in left.facts):
        return
    left.facts.append(Fact(mention.stop, None, None, True, False))
    if not any(one.office for one in came.facts):
        came.facts.append(Fact(new.start, office, country, False, False, "of the one before"))


def _leaves_first(first: Mention, second: Mention) -> bool | None:
    """Whether the first of two people leaves his office to the second, False the other way round; None where no succession is told."""
    ground = first.ground
    between = ground.text[first.stop : second.start]
    if len(between) > _NEAR:
        return None
    said = fold(f"{ground.text[max(ground.edges[0], first.start - _NEAR) : first.start]}§{between}§{ground.text[second.stop : min(ground.edges[1], second.stop + _NEAR)]}")
    told = [key for key, pattern in _patterns(ground.code).items() if pattern.search(said)]
    if "cases" in told and first.cases[:1] != second.cases[:1]:
        return "nom" not in first.cases[:1] if "acc" in first.cases or "nom" in second.cases else False
    return told[0] == "leaves" if told and told[0] != "cases" else None
