"""Sets of states: those that a sentence enumerates, the members of an organisation, and the set meant by "the five states", "all members but A"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.entities.gazetteer import load
from pipeline.records.arguments.events import is_locative
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.blocs import Codes, codes, members_of, members_told, side_by_side
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft
from pipeline.records.told.eras import is_gone
from pipeline.records.told.together import group_told

TALK = 4  # paragraphs of an interview over which a state is still talked of
HEADS = 60  # characters before an organisation in which its heads of state are told
GATHERED = 8  # sentences over which guests of one host are told
LEAST_REGION = 4  # states of a region of which one may go unnamed
EXCEPTED = 40  # characters around "except" in which the state left out is named
GOING_ON = 8  # sentences over which those who signed a document of several states may sign the next


def year_told(date: str | None, discourse: Discourse) -> int | None:
    """The year of a date, without one that of writing."""
    day = date or discourse.written
    return int(day[:4]) if day and day[:4].isdigit() else None


def going_on(scene: Scene, discourse: Discourse, date: str | None) -> Codes:
    """The three states and more that sign where a sentence names none: those of the last document, if it was not long before, else the bloc that the text is about."""
    if discourse.about or discourse.headings.owner:
        return ()  # a chronicle of one state's doings
    last = discourse.pact
    if last and len(last[1]) > 2 and scene.index - last[0] <= GOING_ON and not any(is_gone(code, date) for code in last[1]):
        return last[1]
    return discourse.bloc.members(year_told(date, discourse)) if discourse.bloc else ()


def groups_told(scene: Scene) -> list[Codes]:
    """The groups of three states and more that a sentence names together, by themselves, by their people or as a region."""
    named = [(p.start, p.code) for p in scene.all_places if p.kind == "country"]
    named += [(a.start, a.actor.country) for a in scene.actors if a.actor and a.actor.name and a.actor.country and not a.actor.country.startswith("org:")]
    distinct = tuple(dict.fromkeys(code for _, code in sorted(named)))
    return [group for group in (_region(scene), distinct) if len(group) > 2]


def group_of(scene: Scene, discourse: Discourse, year: int | None, visits: Sequence[VisitDraft], stop: int) -> Codes:
    """The states meant by "the five states", "all members", less those that the sentence takes out. ``visits`` are those during which they may have
    met; their number is told before ``stop``."""
    here, before = members_told(scene), [code for _, code in discourse.memberships]
    about = [code for index, code in discourse.memberships if index == 0][:1]  # that of which the text is
    meant = (here or about or before)[-1:] if scene.search(scene.lexicon.all_members) else []
    organisations, organisation = [*before, *here], _whose_heads(scene) or next(iter(meant), None)
    if organisation:
        return codes(code for code in members_of(organisation, year) if code not in _excepted(scene))
    if region := _region(scene):
        return codes(code for code in region if code not in _excepted(scene))
    number = _number_of_states(scene, stop)
    if not number:
        return ()
    guessed = [*_regions_named(scene, discourse), _joined_by_third(scene, discourse), _gathered(scene, discourse, visits)]
    blocs = [*[members_of(code, year) for code in organisations], discourse.bloc.members(year) if discourse.bloc and discourse.bloc.code else ()]
    pact = discourse.pact[1] if discourse.pact and scene.index - discourse.pact[0] <= GOING_ON else ()
    known = [*guessed, *discourse.groups, *(blocs if year else ()), pact, _gathered(scene, discourse, visits, 1), group_told(scene, discourse.told, number), _here(scene, visits), *side_by_side(scene), *groups_told(scene)]
    known = known if year else [*blocs, *known]
    found = next((codes(group) for group in reversed(known) if len(group) == number), ())
    return codes([*found, *_beside_number(scene, stop)]) if found else ()


def _gathered(scene: Scene, discourse: Discourse, visits: Sequence[VisitDraft], reach: int = GATHERED) -> Codes:
    """The host and the guests of the visits told here, and not more than ``reach`` sentences before, to the country of the last one; none where the sentence is set in
    a city of another."""
    near = [visit for visit in discourse.visits if scene.index - visit.scenes[-1] <= reach and visit.host_country]
    near += [visit for visit in visits if visit.host_country and visit not in near]
    set_in = {a.place.code for a in scene.places if a.place and a.place.kind == "city" and is_locative(a)}
    if set_in and near and near[-1].host_country not in set_in:
        return ()
    return codes(code for visit in near if visit.host_country == near[-1].host_country for code in (visit.host_country, visit.visitor_country))


def _here(scene: Scene, visits: Sequence[VisitDraft]) -> Codes:
    """The host and the guests of the visits that the sentence itself tells."""
    return codes(code for visit in visits if scene.index in visit.scenes for code in (visit.host_country, visit.visitor_country))


def _joined_by_third(scene: Scene, discourse: Discourse) -> Codes:
    """The two states that a text is about, and the only other one that the sentence or its paragraph names: "Russia joined the talks"."""
    named = [p.code for p in scene.all_places if p.kind == "country" and p.code and p.code not in discourse.sides]
    others = list(dict.fromkeys(named)) or [code for code in discourse.here(scene.sentence.block) if code not in discourse.sides]
    return codes([*discourse.sides, *others]) if discourse.sides and len(others) == 1 else ()


def _regions_named(scene: Scene, discourse: Discourse) -> list[Codes]:
    """The regions of which a text names every state, or every one but one."""
    named = set(discourse.main)
    return [members for members, _ in scene.lexicon.regions if len(set(members) - named) <= (len(members) > LEAST_REGION)]


def _region(scene: Scene) -> Codes:
    """The states of a region that act under its name: "the three Baltic presidents"."""
    named = {place.code for place in scene.all_places if place.kind == "country"}
    return next((members for members, pattern in scene.lexicon.regions if named <= set(members) and scene.search(pattern)), ())


def _whose_heads(scene: Scene) -> str | None:
    """The organisation whose members act together: "the CIS leaders", "the heads of state of GUAM"."""
    known = load().organizations
    for place in scene.all_places:
        if place.kind != "organization" or place.code not in known or not known[place.code].members:
            continue
        before = scene.folded[max(scene.start, place.start - HEADS) : place.start]
        if scene.lexicon.heads_behind.match(scene.folded, place.stop, scene.stop) or scene.lexicon.heads_before.search(before):
            return place.code
    return None


def _beside_number(scene: Scene, stop: int) -> list[str]:
    """The state joined to a number of others: "the same three governments, as well as Sudan"."""
    joints = re.compile(rf"\w*\s*(?:(?:{scene.lexicon.separators.pattern})\s*)+(?:(?:{'|'.join(scene.lexicon.articles) or '(?!)'})\s+)?")
    behind = {m.end() for one in scene.finditer(scene.lexicon.several_states, scene.start, stop) if (m := joints.match(scene.folded, one.end(), stop))}
    return [place.code for place in scene.all_places if place.kind == "country" and place.form == "noun" and place.start in behind]


def _number_of_states(scene: Scene, stop: int) -> int:
    """The number of "the five states" or "the eight"; 0 where there is none, and for two, who are told by who meets whom."""
    for match in scene.finditer(scene.lexicon.several_states, scene.start, stop):
        group, word = next((group, value) for group, value in match.groupdict().items() if value)
        number = int(word) if word.isdigit() else scene.lexicon.collectives.get(word) or scene.lexicon.numbers.get(word, (0, 0))[0]
        number += group == "g" and number > 0  # the host and his guests
        if number > 2:
            return number
    return 0


def _excepted(scene: Scene) -> set[str]:
    """The states that "except" takes out."""
    match = scene.search(scene.lexicon.excepting)
    if not match:
        return set()
    after = [p.code for p in scene.all_places if match.end() <= p.start <= match.end() + EXCEPTED]
    before = [p.code for p in scene.all_places if match.start() - EXCEPTED <= p.stop <= match.start() + 2]
    return set(before if scene.lexicon.predicate_last else after)


def talked_of(scene: Scene, discourse: Discourse) -> list[str]:
    """The foreign state named last before a sentence of somebody who tells his own story, as in an interview."""
    home = discourse.speaker.country if discourse.speaker else None
    near = [code for block, code in reversed(discourse.seen) if code != home and scene.sentence.block - block <= TALK]
    return near[:1] if home else []
