"""Who leads a delegation: named with it, or in the sentences before it: "... led by the speaker A. The delegation had arrived a day before"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.records.arguments.escorts import accompanies
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import GUESSES
from pipeline.records.told.guests import RULE, with_actors
from pipeline.values import Actor

FRONT = 60  # characters before a delegation in which "at the head of" stands
AT_WORK = 12  # sentences over which a delegation is that of the guest whose visit goes on
PLAIN = 2  # words of a delegation of which nothing but its state is told: "болгарская делегация"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
STAYING = ("stay", "leave", "return")  # senses of what one does where one has come
NEAR = 3  # sentences over which "the delegation" is still the one told before


def is_headed(scene: Scene, delegation: Argument) -> bool:
    """True for a delegation behind "at the head of"."""
    return scene.lexicon.led_front.search(scene.folded[max(scene.start, delegation.start - FRONT) : delegation.start]) is not None


def leader_of(scene: Scene, delegation: Argument) -> Actor | None:
    """Who leads a delegation: "a delegation led by the speaker"."""
    if not delegation.actor or delegation.actor.name or delegation.actor.office != "delegation":
        return None
    front = is_headed(scene, delegation)
    for other in scene.actors:
        if front and other.start >= delegation.stop and other.marks[:1] == ("nom",) and other.actor and other.actor.name:
            return replace(other.actor, country=other.actor.country or delegation.actor.country)  # "at the head of the delegation stood A"
        before = other.stop <= delegation.start and not accompanies(scene, other) and scene.lexicon.led_before.fullmatch(scene.folded, other.stop, delegation.start)
        behind = other.start >= delegation.stop and scene.lexicon.led_behind.fullmatch(scene.folded, delegation.stop, other.start)
        if other.actor and other.actor.name and (before or behind):
            return replace(other.actor, country=_own_country(other.actor) or delegation.actor.country or other.actor.country)
    return None


def _own_country(actor: Actor) -> str | None:
    """The country of one who leads a delegation, None where it was only guessed from what the text is about."""
    return None if any(kind == "country" and source in GUESSES for kind, source in actor.sources) else actor.country


def note_leader(scene: Scene, discourse: Discourse) -> None:
    """Keep who leads the delegation that a sentence tells of."""
    leaders = [leader for argument in scene.actors if (leader := leader_of(scene, argument))]
    if leaders:
        discourse.leader = (scene.index, leaders[-1])


def _with_led_country(scene: Scene) -> Scene:
    """A scene in which one of an untold country is of that whose delegation he is told to lead: "A, who headed the Uzbek delegation", "it was led by A"."""
    led = [a for a in scene.actors if a.actor and a.actor.office == "delegation" and a.actor.country and not a.actor.name]
    heads: dict[str | None, str | None] = {}
    for delegation in led:
        before = [a.actor for a in scene.actors if a.stop <= delegation.start and a.actor and a.actor.name and is_headed(scene, delegation)]
        leader = before[-1] if before else leader_of(scene, delegation)
        heads |= {leader.name: delegation.actor.country} if leader and delegation.actor else {}
    told = {a.start: replace(a.actor, country=heads[a.actor.name]) for a in scene.actors if a.actor and a.actor.name in heads and _own_country(a.actor) is None}
    return with_actors(scene, {a.start: replace(a, actor=told.get(a.start, a.actor)) for a in scene.actors}) if told else scene


def _taken_up(scene: Scene, discourse: Discourse) -> Scene:
    """A scene in which "she" is the delegation of the sentence before, which named no woman: "14 мая в Рим прибыла делегация Сейма. Она пробудет там до пятницы."."""
    last = discourse.visits[-1] if discourse.visits and scene.lexicon.governs else None
    if last is None or last.visitor_name or last.visitor_office != "delegation" or last.scenes[-1] != scene.index - 1:
        return scene
    named = {discourse.subject.name} if discourse.subject and discourse.subject_scene == scene.index - 1 else set()
    she = [a for a in scene.actors if a.marks == ("nom",) and a.actor and a.actor.gender == "f" and a.actor.reference in ("pronoun", "unresolved") and a.actor.name not in named]
    told = {a.start: replace(a.actor, name=None, office="delegation", country=last.visitor_country, reference="office") for a in she if a.actor}
    return with_actors(scene, {a.start: replace(a, actor=told.get(a.start, a.actor)) for a in scene.actors}) if told else scene


def _of_guest(scene: Scene, discourse: Discourse) -> Scene:
    """A scene in which "the Bulgarian delegation", where a Bulgarian is told to be on a visit for some days more, is his, in a language of cases."""
    if not scene.lexicon.governs:
        return scene
    days = {date.edtf for date in scene.dates if DAY.match(date.edtf)}
    guests = [v for v in discourse.current(scene, AT_WORK) if v.visitor_name and v.date and len(days) == 1 and v.date.partition("/")[0] < min(days) <= v.date.partition("/")[2]]
    told = {}
    for a in scene.actors:
        bare = a.actor and a.actor.office == "delegation" and not a.actor.name and len(a.actor.text.split()) == PLAIN
        heads = [v for v in guests if a.actor and v.visitor_country == a.actor.country]
        if bare and a.actor and heads and not leader_of(scene, a):
            told[a.start] = replace(a, actor=replace(a.actor, name=heads[-1].visitor_name, office=heads[-1].visitor_office))
    return with_actors(scene, {a.start: told.get(a.start, a) for a in scene.actors}) if told else scene


def _going_on(scene: Scene, discourse: Discourse) -> Scene:
    """A scene in which the delegation, or "the guests", told to stay on or to leave are the only traveller of the sentence before with those around him."""
    last = {visit.visitor_name: visit for visit in discourse.current(scene, 1) if visit.visitor_name and visit.status == "occurred"}
    verbs = [verb for verb in scene.predicates if verb.form == "finite" and verb.sense != "other"][:1]
    if len(last) != 1 or not verbs or verbs[0].sense not in STAYING or verbs[0].negated or verbs[0].mood:
        return scene
    (visit,) = last.values()
    told = {}
    for a in scene.actors:
        nameless = a.actor is not None and not (a.actor.name or a.actor.members) and a.stop <= verbs[0].start and bool({"nom", "subj"} & set(a.marks))
        if a.actor and nameless and (a.actor.office == "delegation" and not leader_of(scene, a) or a.actor.rule == RULE) and a.actor.country in (None, visit.visitor_country):
            told[a.start] = replace(a, actor=replace(a.actor, name=visit.visitor_name, office=visit.visitor_office, country=visit.visitor_country, reference="office"))
    return with_actors(scene, {a.start: told.get(a.start, a) for a in scene.actors}) if told else scene


def _of_body(scene: Scene) -> Scene:
    """A scene in which a delegation is of the one country told in the body that it is of, in languages of places: "a delegation of the agrarian committee of the Kazakh parliament"."""
    words = scene.lexicon.clauses
    unknown = [a for a in scene.actors if words and a.actor and a.actor.office == "delegation" and not (a.actor.name or a.actor.country)]
    told = {}
    for a in unknown:
        stop = min((verb.group_start for verb in scene.predicates if verb.form != "noun" and verb.start >= a.stop), default=scene.stop)
        behind = re.match(r" (\w+) [^,;:(]*", scene.folded[a.stop : stop])
        named = {place.code for place in scene.all_places if behind and place.kind == "country" and a.stop <= place.start < a.stop + behind.end()}
        if a.actor and words and behind and behind[1] in words.binding and len(named) == 1:
            told[a.start] = replace(a, actor=replace(a.actor, country=named.pop()))
    return with_actors(scene, {a.start: told.get(a.start, a) for a in scene.actors}) if told else scene


def resolve_delegations(scene: Scene, discourse: Discourse) -> Scene:
    """A scene in which "the delegation", of which neither state nor leader is told, is that of the leader told last."""
    scene = _going_on(_of_guest(_taken_up(_with_led_country(_of_body(scene)), discourse), discourse), discourse)
    if discourse.leader is None or scene.index - discourse.leader[0] > NEAR:
        return scene
    leader = discourse.leader[1]
    bare = [a for a in scene.actors if a.actor and a.actor.office == "delegation" and not (a.actor.name or a.actor.country or a.actor.members or leader_of(scene, a))]
    told = {a.start: replace(a.actor, name=leader.name, office=leader.office, country=leader.country) for a in bare if a.actor}
    return with_actors(scene, {a.start: replace(a, actor=told.get(a.start, a.actor)) for a in scene.actors}) if told else scene
