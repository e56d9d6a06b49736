"""Between whom a document is: named by "between A and B", by its signers, by the states that act, by a group told before, by the visit, by the topic."""

from __future__ import annotations

import re

from pipeline.records.agreements.assembled import of_assembly, of_host, of_pair_before
from pipeline.records.agreements.named_parties import bracketed, cell_of_states, dashed, named_between
from pipeline.records.agreements.signing import Signing, is_behind
from pipeline.records.agreements.together import (
    Deal,
    beside_sets,
    is_with,
    met_with,
    part_of,
    partners,
    partners_alone,
    people_with,
    unsaid_maker,
    with_states,
)
from pipeline.records.arguments.heads import Named, is_of_inner
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.scenes.scene import Argument, Scene
from pipeline.records.told.blocs import Codes, can_sign, codes, is_capital, runs
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.eras import is_gone
from pipeline.records.told.groups import going_on, group_of, talked_of, year_told
from pipeline.records.told.together import states_meant

_ASIDE = re.compile(r",[^,;:()]{3,40},")
SPATIAL = frozenset(("loc", "dat", "abl", "in", "to", "from", "at", "into", "through"))
BESIDE = 3  # words between an enumeration of states and the verb of which it is subject or agent


def parties_of(deal: Deal, discourse: Discourse) -> Codes:
    """The parties of a document, as well as the text lets one tell."""
    between = () if _are_of_inner(deal, discourse) else named_between(deal.scene, deal.document)
    if len(between) > 1:
        return between
    if pair := dashed(deal.scene, deal.document):
        return pair
    if listed := cell_of_states(deal.scene, deal.document) or bracketed(deal.scene, deal.document, deal.signing):
        return listed
    year = year_told(deal.date, discourse)
    listed = enumerated(deal)
    if others := partners_alone(deal, discourse, listed) or of_pair_before(deal, discourse):
        return others
    if found := group_of(deal.scene, discourse, year, deal.visits, _end_of_clause(deal)) or (listed if len(listed) > 2 and not _are_partners(deal, listed) else ()):
        return codes([*found, *people_with(deal), *(partners(deal) if found == listed else ())])
    return _acting(deal, discourse, codes([*between, *listed]))


def _are_partners(deal: Deal, listed: Codes) -> bool:
    """True for states side by side with which another one signs, in a language that tells the subject by its place: "that the EU adopted with A, B and C"."""
    return deal.scene.lexicon.positional and any(a.place.code == listed[0] and is_with(deal.scene, a) for a in deal.scene.places if a.place)


def _end_of_clause(deal: Deal) -> int:
    """Where the clause of a signing ends, in a language that ends it with the verb; else where the sentence does."""
    verb = deal.signing.predicate
    return deal.signing.stop if deal.scene.lexicon.predicate_last and verb and verb.form == "finite" else deal.scene.stop


def _are_of_inner(deal: Deal, discourse: Discourse) -> bool:
    """True where "between" leads to the parties of a document that the subject names, in a text about two states."""
    matches = list(deal.scene.finditer(deal.scene.lexicon.between))
    return len(discourse.sides) == 2 and bool(matches) and all(is_of_inner(deal.scene, deal.document, m.start(), deal.scene.stop) for m in matches)


def _acting(deal: Deal, discourse: Discourse, known: Codes) -> Codes:
    """The parties by those who act, completed by the visit, by the people a set may mean, and by the topic."""
    together = codes(member.country for a in deal.signers if a.actor for member in a.actor.members)
    if len(together) > 2 or len(together) == 2 and len(_states_of_sets(deal)) == 2:
        return codes([*together, *beside_sets(deal, discourse)])
    named = codes([*unsaid_maker(deal, discourse), *(a.actor.country for a in deal.signers if a.actor and not a.actor.members)])
    if len(named) > 1:
        return codes([*named, *_by_states(deal), *with_states(deal), *of_host(deal, discourse)])
    acting = codes([*known, *named, *acting_states(deal)]) if known or named else met_with(deal, discourse) or codes(acting_states(deal))
    if len(acting) > 1 or _adopts_by_itself(deal, acting):
        return acting
    if gathered := _of_paragraph(deal, discourse) or _gathered(deal) or of_assembly(deal, discourse):
        return gathered
    firm = deal.scene.search(deal.scene.lexicon.firms.partner, *part_of(deal.scene, deal.signing.start))
    here = [visit for visit in deal.visits if deal.scene.index in visit.scenes and not firm]  # "A came in 2013, and the memorandum was signed in 2016 between the two"
    visit = deal.visit or (deal.visits[0] if deal.visits and deal.signing.status == "planned" else here[0] if here else None)
    pair = codes([visit.visitor_country, visit.host_country]) if visit else ()
    if len(pair) == 2 and (not acting or acting[0] in pair):
        return pair
    if acting and firm:
        return acting
    if not (acting or pair or firm or discourse.sides) and (group := going_on(deal.scene, discourse, deal.date)):
        return group
    if not (acting or pair or deal.signers) and (whose := _whose_event(deal)):
        return whose
    meant = codes(member.country for a in deal.signers if a.actor for member in a.actor.members)
    return meant if len(meant) > 1 else by_topic(deal.scene, discourse, codes([*acting, *(() if pair else meant)]), deal.date)


def _adopts_by_itself(deal: Deal, acting: Codes) -> bool:
    """True for an organisation that is told to adopt something, nobody with it: "the Arab League adopted a charter"."""
    verb = deal.signing.predicate
    return bool(acting) and acting[0].startswith("org:") and verb is not None and verb.sense == "adopt" and not deal.visits


def _whose_event(deal: Deal) -> Codes:
    """The organisation the event of which is told to adopt something: "the summit of the Arab League adopted a declaration"."""
    low, high = deal.scene.clause(deal.signing.start)
    verb = deal.signing.predicate
    places = [a for a in deal.scene.places if low <= a.start < high and _names_event(deal.scene, a)] if verb and verb.sense == "adopt" else []
    return codes(a.place.code for a in places[:1] if a.place and a.place.code.startswith("org:"))


def _states_of_sets(deal: Deal) -> Codes:
    """The states named with several people who sign: "the presidents of Russia and Kyrgyzstan"; those of "both presidents" are only meant."""
    sets = [a for a in deal.signers if a.actor and a.actor.members]
    return codes(place.code for place in deal.scene.all_places if place.kind == "country" and any(a.start <= place.start < a.stop for a in sets))


def _by_states(deal: Deal) -> list[str]:
    """The states that sign besides the people who do, as agents: "the signing, by their two states, A and B, of a treaty"."""
    agents = set(deal.scene.lexicon.agents)
    marked = [m.start() for m in re.finditer(r"\w+", deal.scene.folded[deal.signing.stop : deal.signing.stop + 12]) if m[0] in agents]
    if not marked or not deal.signing.predicate or deal.signing.predicate.form != "noun":
        return []
    runs_near = [run for run in runs(deal.scene) if deal.signing.stop <= run[0].start <= deal.signing.stop + 60]
    return [a.place.code for run in runs_near[:1] for a in run if a.place]


def _of_paragraph(deal: Deal, discourse: Discourse) -> Codes:
    """The only two states that a paragraph has named before "they", of which one is that to which others came: "Pakistani and Tajik ministers talked on the
    margins. They signed ..."."""
    they = any(a.actor and (a.actor.reference, a.actor.rule) == ("set", "pronoun") for a in deal.signers)
    members = {one.country for a in deal.signers if a.actor for one in a.actor.members}
    if deal.visit and members == {deal.visit.visitor_country, deal.visit.host_country}:
        return ()
    here = codes(discourse.here(deal.scene.sentence.block))
    return here if deal.scene.lexicon.positional and they and len(here) == 2 and deal.visits and all(visit.host_country in here for visit in deal.visits) else ()


def _gathered(deal: Deal) -> Codes:
    """The host and all who came, where "the guests", "they" sign and several have come to one host; also where nobody is told to sign after several of
    whom only the office is told came on the same day."""
    several = any(a.actor and a.actor.reference == "set" and (not a.actor.members or a.actor.rule == "pronoun") for a in deal.signers)
    hosts = {visit.host_country for visit in deal.visits}
    days = {visit.date for visit in deal.visits}
    nameless = not any(visit.visitor_name for visit in deal.visits) and len(days) == 1 and None not in days
    several = several or nameless and not deal.signers and deal.signing.status == "signed"
    if not several or len(hosts) != 1 or len({visit.visitor_country for visit in deal.visits}) < 2:
        return ()
    return codes([*hosts, *(visit.visitor_country for visit in deal.visits)])


def acting_states(deal: Deal) -> list[str]:
    """States that stand in the clause as those who act or own, not as places, and not in the subject of the document unless it is made "with" them."""
    scene, document = deal.scene, deal.document
    low, high = part_of(scene, deal.signing.start)
    along = {a.start for run in runs(scene) if scene.lexicon.positional and is_with(scene, run[0]) for a in run}  # "with Armenia | and Georgia"
    return [
        a.place.code
        for a in scene.places
        if a.place
        and low <= a.start < high
        and (can_sign(a.place) or _is_partner(deal, a))
        and not is_behind(scene, a, deal.signing)
        and not _is_visited(deal, a)
        and not _is_beyond(scene, deal.signing, a)
        and not _names_event(scene, a)
        and not _is_bracketed(scene, document, a)
        and (is_with(scene, a) or a.start in along or _is_of_partner(scene, document, a) or not document.subject_start <= a.start < document.subject_stop)
        and not _is_spatial(a)
        and (is_with(scene, a) or not any("+" in mark for mark in a.marks))
    ]


def _is_beyond(scene: Scene, signing: Signing, argument: Argument) -> bool:
    """True for what a participle behind a comma tells, in a language of fixed places: "denounced it in 2007, having joined CEFTA"."""
    if not scene.lexicon.positional or argument.start < signing.stop or is_with(scene, argument):
        return False
    asides = [verb for verb in scene.predicates if signing.stop < verb.group_start < argument.start and verb.form in ("participle", "perfect") and verb.sense not in SIGNINGS]
    return any(scene.folded[: verb.group_start].rstrip().endswith(",") for verb in asides)


def _names_event(scene: Scene, argument: Argument) -> bool:
    """True for an organisation that an event is of, not one that signs: "met at the summit of the ECO"."""
    if argument.place is None or argument.place.kind != "organization":
        return False
    if scene.lexicon.predicate_last:
        return any(event.start >= argument.stop and not scene.words_between(argument.stop, event.start) for event in scene.told("event") if event.form == "noun")
    return any(event.stop <= argument.start and scene.words_between(event.stop, argument.start) <= 1 for event in scene.told("event") if event.form == "noun")


def _is_visited(deal: Deal, argument: Argument) -> bool:
    """True for a state that is the object of a journey told in the same sentence: "visited China in May, signing it there"."""
    hosts = {visit.host_country for visit in deal.visits if deal.scene.index in visit.scenes}
    verbs = [verb for verb in deal.scene.told("visit") if verb.form != "noun" and verb.stop <= argument.start]
    if deal.scene.lexicon.positional:  # "visited Oslo and Stockholm, where a treaty was signed"
        return bool(verbs) and "obj" in argument.marks and not any(verbs[-1].stop <= one.start < argument.start for one in deal.scene.told(*SIGNINGS))
    return bool(verbs) and argument.place is not None and argument.place.code in hosts and argument.marks[-1:] == ("acc",)


def _is_bracketed(scene: Scene, document: Named, argument: Argument) -> bool:
    """True for an organisation named in brackets that end behind it, and do not hold the document: "terminated in 2007 (CEFTA)"."""
    bracket = scene.bracket_around(argument.start, argument.stop)
    if bracket is None or argument.place is None or argument.place.kind != "organization":
        return False
    return not is_with(scene, argument) and not bracket[0] <= document.start < bracket[1]


def _is_spatial(argument: Argument) -> bool:
    return set(argument.marks) <= SPATIAL


def partner_states(scene: Scene, document: Named) -> Codes:
    """The states and organisations whose bodies a document is made with."""
    return codes(a.place.code for a in scene.places if a.place and can_sign(a.place) and _is_of_partner(scene, document, a))


def _is_of_partner(scene: Scene, document: Named, argument: Argument) -> bool:
    """True for the state or organisation whose body a document is made with: "with the Secretariat of A on transit"."""
    led = re.compile(r"\s*" + scene.lexicon.partner.pattern).match(scene.folded, document.stop)
    link = scene.lexicon.subject_links.search(scene.folded, document.stop) if led else None
    return led is not None and link is not None and led.end() <= argument.start < link.start()


def _is_partner(deal: Deal, argument: Argument) -> bool:
    """True for the capital nearest to a signing that stands for its state as the other side or the one that acts: "with Minsk"."""
    sides = {*deal.scene.lexicon.with_marks, *deal.scene.lexicon.agents}
    known = [a for a in deal.scene.places if a.place and a.place.kind == "city" and sides & set(a.marks) and not _is_spatial(a)]
    if argument.place is None or not is_capital(argument.place):
        return False
    for marks in (deal.scene.lexicon.with_marks, deal.scene.lexicon.agents):
        near = [a for a in known if set(marks) & set(a.marks)]
        if near and min(near, key=lambda a: abs(a.start - deal.signing.start)) is argument:
            return True
    return False


def enumerated(deal: Deal) -> Codes:
    """The states side by side that sign: the subject at the head of the clause, or what stands right beside the verb; none of them in the subject of the document that ends its phrase."""
    scene, signing, document = deal.scene, deal.signing, deal.document
    low, high = scene.clause(signing.start)
    for states in runs(scene):
        run = [a for a in states if not (scene.lexicon.head_last and document.subject_start <= a.start < document.subject_stop)]
        if len(run) < 2 or not low <= run[0].start < high or _is_spatial(run[0]):
            continue
        subject = scene.lexicon.predicate_last and run[0].start < signing.start and any("nom" in a.marks for a in run) and not _is_passive(signing)
        if subject or _is_beside(scene, run[0].start, run[-1].stop, signing):
            return codes(a.place.code for a in run if a.place)
    return ()


def _is_passive(signing: Signing) -> bool:
    return signing.predicate is not None and signing.predicate.passive


def _is_beside(scene: Scene, start: int, stop: int, signing: Signing) -> bool:
    if _is_passive(signing) and scene.lexicon.predicate_last:
        return False
    gap = (_behind_aside(scene, stop, signing.start), signing.start) if start < signing.start else (signing.stop, start)
    return gap[0] <= gap[1] and scene.words_between(*gap) <= BESIDE


def _behind_aside(scene: Scene, stop: int, high: int) -> int:
    """Where what stands between two commas right behind a subject ends: "A and B, for their part, had concluded"."""
    aside = _ASIDE.match(scene.folded, stop, high)
    return aside.end() if aside else stop


def by_topic(scene: Scene, discourse: Discourse, known: Codes, date: str | None = None) -> Codes:
    """Complete a party left unsaid: by the states the paragraph speaks of, then by the state the whole text is about."""
    own = [p.code for p in scene.all_places if p.kind == "country" or p.kind == "city" and (not discourse.sides or p.code in discourse.sides)] if scene.kind == "row" else []
    ranked = [*own, *discourse.partners, *discourse.here(scene.sentence.block), *talked_of(scene, discourse), *discourse.main[:2], *discourse.of_paragraph(scene.sentence.block), *discourse.main]
    missing = [code for code in dict.fromkeys(ranked) if code not in known and not code.startswith("org:") and not is_gone(code, date)]
    if len(known) >= 2:
        return known
    if not (own or discourse.partners) and len(discourse.sides) == 2 and set(known) <= set(discourse.sides):
        return codes(discourse.sides)
    if meant := () if own or discourse.partners else _meant(scene, discourse, known):
        return meant
    owner = discourse.headings.owner if discourse.headings.documents else discourse.speaker.country if discourse.speaker else discourse.about if scene.kind == "row" else None
    here = discourse.here(scene.sentence.block)
    elsewhere = discourse.home is not None and len(here) > 1 and not set(here) & set(discourse.main[:1])  # a report of others
    main = [code for code in ([owner] if owner else [] if elsewhere else discourse.main[:1]) if code not in known]
    chosen = [*main, *[code for code in missing if code not in main]][: 2 - len(known)]
    return codes([*known, *chosen])


def _meant(scene: Scene, discourse: Discourse, known: Codes) -> Codes:
    """The states told together in the sentences before, or the one told last to which the known one is joined, in a story that is not about another one."""
    told = any(verb.form == "finite" for verb in scene.predicates)  # no line of a list
    if not told or scene.kind not in ("body", "quote") or discourse.entry_date(scene) or discourse.headings.owner or discourse.speaker:
        return ()
    return states_meant(scene, discourse.told, known, discourse.about if discourse.about in discourse.often else None)
