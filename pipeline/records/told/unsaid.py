"""Who travels where a clause names no subject at all: the traveller told last, else the person that the text is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.records.arguments.status import is_governed
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.left_out import is_left_out, same_person
from pipeline.values import Actor, Predicate

HEAD = 3  # sentences of the head of a text, with title and author
BESIDES = ("title", "heading", "references", "abstract", "keywords", "footnote")  # kinds of block in which an author is named too
OFTEN = 4  # times that a text makes the person it is about a subject
SHARE = 0.5  # of all subjects with a name, those that are that person
BACK = 30  # characters before a word for a visit in which it is told to be a return visit
NEAR = 2  # sentences over which a subject goes on unsaid
GUEST = 8  # sentences over which the person a text is about goes on unsaid
_TOKEN = re.compile(r"[\w’'-]+|[^\w\s]")


def find_topic(scenes: Sequence[Scene]) -> str | None:
    """The name of the person that a text is about: named alone in its head, of whose birth or death it tells there, or the subject of most of its
    sentences; None where there is none."""
    heads = [scene for scene in scenes[:HEAD] if scene.kind in ("title", "heading")]
    headed = {a.actor.name for scene in heads for a in scene.actors if a.actor and a.actor.name}
    told = Counter(a.actor.name for scene in scenes for a in scene.actors if a.actor and a.actor.name and {"nom", "subj"} & set(a.marks))
    text = {a.actor.name for scene in scenes if scene.kind not in BESIDES for a in scene.actors if a.actor and {"nom", "subj"} & set(a.marks)}
    if len(headed) == 1 and (headed <= text or _opens_title(scenes[:HEAD], headed)):
        return next(iter(headed))
    if life := next((scene for scene in scenes[:HEAD] if scene.search(scene.lexicon.life_told)), None):
        born = list(dict.fromkeys(a.actor.name for a in life.actors if a.actor and a.actor.name and {"nom", "subj"} & set(a.marks)))
        if len(born) == 1:
            return born[0]
    name, times = max(told.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return name if times >= OFTEN and times >= SHARE * sum(told.values()) else None


def _opens_title(heads: Sequence[Scene], headed: set[str]) -> bool:
    """True where a title opens with the name of the one it names, and says behind a colon or dash what is told of him: "A: the patient diplomat"."""
    opening = [(scene, a) for scene in heads if scene.kind == "title" for a in scene.actors if a.actor and a.actor.name in headed and not scene.text[scene.start : a.start].strip()]
    return any(scene.text[a.stop : scene.stop].strip()[:1] in (":", "–", "—") for scene, a in opening)


def unsaid(scene: Scene, predicate: Predicate, discourse: Discourse) -> list[Actor]:
    """Who acts in a clause without a subject; nobody where something may be its subject, or nobody is told to go on."""
    if scene.lexicon.positional:
        return _opening(scene, predicate, discourse)
    if scene.lexicon.governs:
        actor = same_person(scene, discourse) if is_left_out(scene, predicate) else None
        return [actor] if actor else []
    if scene.lexicon.subjectless is None or predicate.passive and predicate.sense != "receive" or predicate.negated or scene.kind not in ("body", "list", "quote"):
        return []
    if predicate.form == "converb" and predicate.sense in ("go", "come") and is_subjectless(scene, predicate):
        return met(scene, predicate)
    if predicate.sense != "trip" and (predicate.form != "finite" or not is_subjectless(scene, predicate)):
        return []
    actor = _going_on(scene, discourse)
    return [actor] if actor else []


def _opening(scene: Scene, predicate: Predicate, discourse: Discourse) -> list[Actor]:
    """Who is meant by a sentence that opens with its verb, as entries of encyclopaedias do: "Visited Rome in May." """
    actor = _going_on(scene, discourse) if _opens(scene, predicate, scene.start) and scene.kind in ("body", "list") else None
    return [actor] if actor else []


def _opens(scene: Scene, predicate: Predicate, head: int) -> bool:
    first = not scene.text[head : predicate.group_start].strip(" .,:–—-")
    return predicate.form == "finite" and predicate.time == "past" and not predicate.passive and first


def headed(scene: Scene, predicate: Predicate, discourse: Discourse) -> list[Actor]:
    """Who travels in a line of a chronicle of his journeys that opens with its date and a verb: "12 February. Arrived in Ashgabat, met by A"."""
    person = discourse.headings.traveller() if discourse.entry_date(scene) and scene.dates else None
    if person is None or not person.name or not _opens(scene, predicate, scene.dates[0].stop):
        return []
    verbs = [verb.start for verb in scene.predicates if verb.start > predicate.start and verb.form != "noun"]
    subjects = [a for a in scene.actors if predicate.stop <= a.start < min([scene.stop, *verbs]) and {"nom", "subj"} & set(a.marks)]
    return [] if subjects else [person]


def met(scene: Scene, predicate: Predicate) -> list[Actor]:
    """Who comes in a clause without a subject before one whose subject does something to "him": "when [he] came to Baku, Aliyev embraced him"."""
    verbs = [verb for verb in scene.predicates if verb.start >= predicate.stop and verb.form == "finite"]
    low, high = predicate.stop, verbs[0].start if verbs else predicate.stop
    between = [a for a in scene.actors if low <= a.start < high and a.actor]
    objects = [a.actor for a in between if a.actor and a.actor.rule == "pronoun" and a.actor.name and {"acc", "dat", "ins"} & set(a.marks)]
    return objects[:1] if any("nom" in a.marks for a in between) else []


def visiting_back(scene: Scene, predicate: Predicate, discourse: Discourse) -> Actor | None:
    """Who makes a return visit: of the country that the last guest came to, the person who has the guest's office there."""
    near = scene.search(scene.lexicon.return_visit, max(scene.start, predicate.start - BACK), predicate.stop)
    visit = next((one for one in reversed([*discourse.visits, *discourse.telling]) if one.status == "occurred" and one.host_country), None)
    if predicate.sense != "trip" or near is None or visit is None or not near.start() <= predicate.start < near.end():
        return None
    if not scene.dates and not is_governed(scene, predicate, "happen", "cancel", "postpone", "plan", "expect"):
        return None
    hosts = [person for person in discourse.people if person.country == visit.host_country and person.office in (visit.visitor_office, None)]
    same = [person for person in hosts if person.office]
    return (same or hosts or [Actor(0, 0, "", None, visit.visitor_office, visit.host_country, reference="understood")])[-1]


def _going_on(scene: Scene, discourse: Discourse) -> Actor | None:
    """The person whom an unsaid subject means."""
    if hero := discourse.of_entry():
        return hero
    known = {actor.name: actor for actor in discourse.people}
    last = discourse.current(scene, NEAR)
    names = list(dict.fromkeys(visit.visitor_name for visit in last))
    if len(names) == 1 and names[0] in known and scene.lexicon.stops.thence.match(scene.folded, scene.start):
        return known[names[0]]  # "A onu Vyanada qəbul etdi. Oradan Bratislavaya keçdi"
    subject = discourse.subject
    if subject and last and subject.name in known and discourse.subject_scene == last[-1].scenes[-1] and names == [last[-1].visitor_name] and subject.country == last[-1].host_country:
        return known[subject.name]  # the receiver, not his guest: "he received A in Kyiv. In November went to Seoul"
    if len(names) == 1 and names[0] in known and (discourse.topic in (None, names[0]) or scene.index - last[-1].scenes[-1] <= 1):
        return known[names[0]]
    if discourse.topic in known:
        return known[discourse.topic]
    return known.get(subject.name) if subject and discourse.unsaid_scene >= scene.index - 1 and discourse.heading < discourse.subject_scene else None


def is_subjectless(scene: Scene, predicate: Predicate) -> bool:
    """True where every word of a clause before its verb is marked as something else than its subject."""
    words = scene.lexicon.subjectless
    if words is None or words.other_person.search(scene.folded[predicate.start : predicate.stop]):
        return False
    low = _clause_start(scene, predicate)
    if any(low <= a.start < predicate.group_start and "nom" in a.marks for a in scene.actors):
        return False
    text = scene.folded[low : predicate.group_start]
    if predicate.sense in ("go", "come", "visit") and (goal := words.goal.search(text)):
        text = text[: goal.start()]  # "Pekinə, köhnə ünvana uçdu"
    spans = [(d.start, d.stop) for d in scene.dates] + [(a.start, a.stop) for a in (*scene.actors, *scene.places) if a.actor or "nom" not in a.marks]
    for start, stop in sorted(((max(s, low), min(e, predicate.group_start)) for s, e in spans if low <= s < predicate.group_start), reverse=True):
        text = text[: start - low] + " , " + text[stop - low :]
    loose = False
    for token in _TOKEN.findall(text):
        if token == "," and loose:
            return False
        if words.marked.fullmatch(token):
            loose = False
        elif token.isalnum() and not words.adverbs.fullmatch(token) or token[0].isalpha() and not words.adverbs.fullmatch(token):
            loose = True
    return not loose


def _clause_start(scene: Scene, predicate: Predicate) -> int:
    """Where the clause of a verb begins: behind the finite verb or the hard break before it."""
    before = [verb.stop for verb in scene.predicates if verb.form == "finite" and verb.stop <= predicate.group_start]
    cuts = [m.end() for m in re.compile(r"[;:]\s|\s[–—]\s").finditer(scene.folded, scene.start, predicate.group_start)]
    return max([scene.start, *before, *cuts])
