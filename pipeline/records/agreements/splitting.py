"""The subjects of several documents that share one word: "on trade, transport and culture", "on trade and on culture"."""

from __future__ import annotations

import re

from pipeline.entities.analyser import is_genitive, is_only_genitive
from pipeline.records.agreements.titles import clean
from pipeline.records.arguments.behind_head import right_edge
from pipeline.records.arguments.heads import Named
from pipeline.records.arguments.status import SIGNINGS
from pipeline.records.scenes.scene import Scene
from pipeline.text import fold


def split_subject(scene: Scene, title: str, count: int | None) -> list[str]:
    """The subjects that share one plural word: "on trade, transport and culture", "on trade and on culture"."""
    linked = _split_at_links(scene, title)
    if len(linked) > 1 and (not count or len(linked) == count):
        return linked
    parts = [part.strip() for part in re.split(r"[,;]", title) if part.strip()]
    if len(parts) > 1 or count and count > 1:
        parts = _split_last(scene, parts, count)
    elif not count:
        parts = _split_two(scene, title)
    if len(parts) < 2 or count and len(parts) != count or scene.lexicon.head_last and any(_is_qualifying(scene, part) for part in parts[:-1]):
        return [title]
    return with_shared(scene, parts)


def _split_at_links(scene: Scene, title: str) -> list[str]:
    """The parts of a title each of which has the link word of the first: "on trade and on culture"."""
    words = scene.lexicon
    sign = r"(?:\s*[,;]\s*(?:" + words.separators.pattern + r")?|\s+(?:" + words.separators.pattern + r"))\s*"
    if words.head_last:
        pattern = re.compile("(?P<part>.+?" + words.links.pattern + ")(?:" + sign + r"|\s*\Z)")
        parts = [title[m.start("part") : m.end("part")] for m in pattern.finditer(fold(title))]
        alike = len({fold(part).split()[-1] for part in parts}) == 1  # "on trade and on culture", not "in the field of A and on B"
        return parts if alike and sum(map(len, parts)) > 0.8 * len(title) else [title]
    first = words.tail.match(fold(title))
    if not first:
        return [title]
    cuts = list(re.finditer(sign + "(?=" + words.tail.pattern.removeprefix(r"\A") + ")", fold(title)))
    stops, starts = [m.start() for m in cuts] + [len(title)], [0] + [m.end() for m in cuts]
    return [title[start:stop].strip() for start, stop in zip(starts, stops, strict=True)]


def _split_two(scene: Scene, title: str) -> list[str]:
    """The two subjects that one plural word has without a comma, where each can stand alone: "on cooperation in culture and the avoidance of double taxation"."""
    cuts = [(before, behind) for before, behind in _cuts(scene, title) if _is_whole(scene, before) and _is_whole(scene, behind) and not _shares_owner(scene, before, behind)]
    told = [cut for cut in cuts if fold(cut[1]).split()[0] in scene.lexicon.articles] if len(cuts) > 1 else cuts  # "and the promotion of"
    return list(told[0]) if len(told) == 1 else [title]


def _split_last(scene: Scene, parts: list[str], count: int | None) -> list[str]:
    """Cut the last part at its connecting word, where the number asks for it or the language writes "A, B and C"."""
    head, last = parts[:-1], parts[-1]
    cuts = _cuts(scene, last)
    listed = not count and (not scene.lexicon.head_last or any(_is_whole(scene, part) for part in (*head, *(before for before, _ in cuts))) or _are_words(scene, [*head, *(before for before, _ in cuts)]))
    if cuts and (count == len(head) + 2 or listed):
        whole = [(before, behind) for before, behind in cuts if _is_whole(scene, before)]
        apart = [(before, behind) for before, behind in whole if not _shares_owner(scene, before, behind)]
        owned = listed and (len(whole) == 1 or not scene.lexicon.head_last)  # "the promotion and protection of investments"
        chosen = apart or ([] if owned else whole[-1:]) or [cut for cut in cuts if cut not in whole and not _is_qualifying(scene, cut[0])]
        if chosen:
            return [*head, *chosen[0]]
    return [*head, scene.lexicon.separators.sub("", last, count=1).strip() if scene.lexicon.separators.match(last) else last]


def _cuts(scene: Scene, text: str) -> list[tuple[str, str]]:
    """The ways to cut a text at one of its connecting words, with what stands before and behind it."""
    joints = re.compile(r"\s+(?:" + scene.lexicon.separators.pattern.split("|", 2)[2] + r")\s+").finditer(fold(text))
    return [(text[: joint.start()].strip(), text[joint.end() :].strip()) for joint in joints]


def _subject(scene: Scene, text: str) -> list[str]:
    """The words of a subject, without its link word, articles and the words that may be shared."""
    bare = scene.lexicon.links.sub(" ", fold(text)) if scene.lexicon.head_last else scene.lexicon.tail.sub("", fold(text))
    return [word for word in bare.split() if word not in scene.lexicon.articles]


def _is_whole(scene: Scene, text: str) -> bool:
    """True for a part that says what a document is about by itself: several words, not "trade" or "the promotion"."""
    return len(_subject(scene, text)) > 1


def _are_words(scene: Scene, parts: list[str]) -> bool:
    """True for an enumeration of fields of a word each: "turizm, mədəniyyət və səhiyyə sahəsində"."""
    return all(len(_subject(scene, part)) == 1 for part in parts)


def _is_qualifying(scene: Scene, text: str) -> bool:
    """True for a word that qualifies what follows the next connecting word: "scientific | and cultural cooperation"."""
    words = _subject(scene, text)
    return len(words) == 1 and scene.lexicon.qualifying.fullmatch(words[0]) is not None


def _shares_owner(scene: Scene, before: str, behind: str) -> bool:
    """True for two things done to one owner named before the first alone: "investisiyaların təşviqi | qarşılıqlı qorunması"; not "... | hava əlaqəsi"; in a
    language that puts the owner last behind the second alone: "о взаимном поощрении | защите инвестиций"."""
    if not scene.lexicon.head_last:
        done, doing = _subject(scene, before), _subject(scene, behind)
        return len(doing) > 1 and all(scene.lexicon.deeds.fullmatch(word) for word in (done[-1], doing[0]))
    owned = scene.lexicon.head_last and any(_OWNER.search(word) for word in _subject(scene, before))
    words = _subject(scene, next((first for first, _ in _cuts(scene, behind)), behind))
    return owned and not any(_OWNER.search(word) for word in words) and (len(words) < 2 or _DEED.search(words[-1]) is not None)


_DEED = re.compile(r"m[aə]s[ıi]\Z")  # what is done to something, by its ending
_PLACE = re.compile(r"[^\W\d_]{3}[ıiuü]?n?d[aə]\Z")  # the case of place
_OWNER = re.compile(r"n[ıiuü]n\Z|[^aeəıioöuü][ıiuü]n\Z")  # the genitive of a language that puts the owner first


def with_shared(scene: Scene, parts: list[str]) -> list[str]:
    """Give every part the words that only the first or the last one carries; a part of several words takes the link word alone, and one in the genitive
    all that governs it: "о сотрудничестве в области энергетики, | высшего образования"."""
    bearer = parts[-1] if scene.lexicon.head_last else parts[0]
    parts = [_with_head(part, bearer) for part in parts[:-1]] + parts[-1:] if scene.lexicon.head_last else parts
    match = scene.lexicon.tail.search(bearer)
    if not match:
        return parts
    shared = match[0].strip()
    link = shared.split()[-1]
    governing = _governing(bearer, parts[1:]) if scene.lexicon.governs else None
    shares = [governing or (link if scene.lexicon.head_last and _is_whole(scene, part) else shared) for part in parts]
    told = [part if scene.lexicon.tail.search(part) else f"{part} {own}" if scene.lexicon.head_last else f"{own} {part}" for part, own in zip(parts, shares, strict=True)]
    return [" ".join(scene.lexicon.tail_of_one.get(word, word) for word in part.split(" ")) for part in told]


def _governing(bearer: str, others: list[str]) -> str | None:
    """The words of the first part that govern the genitive at its end, where the other parts stand in the genitive too."""
    told = [fold(part).split()[:2] for part in others]
    words = fold(bearer).split()
    if not all(is_genitive(part[0]) for part in told) or not any(map(is_only_genitive, [word for part in told for word in part])) or not is_only_genitive(words[-1]):
        return None
    low = len(words) - 1
    while is_genitive(words[low - 1]) and (is_only_genitive(words[low - 1]) or len(words[low - 2]) > 2):  # not "in | the field"
        low -= 1
    return " ".join(bearer.split()[:low]) if low > 1 else None


def _with_head(part: str, bearer: str) -> str:
    """A part that ends in a case of place or of the owner, which is no subject by itself, with what stands behind the word of that case in the last part:
    "Sulu dənizində | və Timor dənizində balıqçılığın tənzimlənməsinə dair"."""
    case = next((pattern for pattern in (_PLACE, _OWNER) if pattern.search(fold(part))), None)
    words = bearer.split()
    alike = [at for at, word in enumerate(words[:-1], 1) if case and case.search(fold(word))]
    return f"{part} {' '.join(words[alike[0]:])}" if alike else part


def listed_subjects(scene: Scene, document: Named) -> list[str]:
    """The subjects named behind a number of documents without a word for each: "seven agreements, among them on trade and on fisheries", "two agreements on 5 May: on A and on B"."""
    words = scene.lexicon
    if words.head_last:
        return _listed_behind(scene, document)
    among = re.compile(r"\s*[,:(–—]?\s*" + words.among.pattern + r"[\s,:–—]*(?=" + words.links.pattern + ")").match(scene.folded, document.stop, scene.stop)
    lead = among or re.compile(r"(?:[^;:()–—]|(?<=\w)[–—](?=\w)){0,120}(?::|\s[–—]|\s\()\s*(?=" + words.links.pattern + ")").match(scene.folded, document.stop, scene.stop)
    if not lead or not among and any(document.stop <= verb.start < lead.end() and verb.form == "finite" and verb.sense not in SIGNINGS for verb in scene.predicates):
        return []
    title = clean(scene.text[lead.end() : right_edge(scene, lead.end(), scene.stop, several=True)])
    return split_subject(scene, title, None) if title else []


def _listed_behind(scene: Scene, document: Named) -> list[str]:
    """The subjects behind a colon at the end of a sentence, in a language that puts them before their word: "signed three agreements: on A, B and C"."""
    colon = scene.folded.find(":", document.stop, scene.stop)
    if aside := _between_dashes(scene, document):
        return aside
    if each := told_one_by_one(scene, max(colon + 1, document.stop)):
        return each
    stop = scene.start + len(scene.folded[scene.start : scene.stop].rstrip(" .;"))
    if colon < 0 or any(verb.form == "finite" for verb in scene.predicates if verb.start > colon) or not re.search(scene.lexicon.tail.pattern, scene.folded[colon:stop]):
        return []
    title = clean(scene.text[colon + 1 : stop])
    if not title or any(sign.pattern.search(fold(title)) for sign in scene.lexicon.kinds):
        return []
    parts = split_subject(scene, title, title.count(",") + 2)
    return parts if len(parts) > 1 else split_subject(scene, title, None)


def _between_dashes(scene: Scene, document: Named) -> list[str]:
    """The subjects right behind a number of documents between two dashes: "üç saziş – ticarət haqqında, mədəniyyət haqqında və turizm haqqında – imzaladılar"."""
    aside = re.compile(r"\s+[–—]\s+([^–—;:.]+?)\s+[–—]\s").match(scene.folded, document.stop, scene.stop)
    if aside is None or not scene.lexicon.tail.search(aside[1]) or any(sign.pattern.search(aside[1]) for sign in scene.lexicon.kinds):
        return []
    title = scene.text[aside.start(1) : aside.end(1)]
    parts = split_subject(scene, title, None)
    return parts if len(parts) > 1 else []


def told_one_by_one(scene: Scene, start: int) -> list[str]:
    """The subjects that the rest of a sentence tells one by one, in a language that puts them before their link word: "biri ticarət haqqında, digəri turizm haqqındadır"."""
    words = scene.lexicon
    stop = scene.start + len(scene.folded[scene.start : scene.stop].rstrip(" .;"))
    marks = list(words.correlatives.finditer(scene.folded, start, stop))
    if len(marks) < 2 or scene.folded[start : marks[0].start()].strip(" ,–—"):
        return []
    edges = [*(mark.start() for mark in marks[1:]), stop]
    parts = [clean(scene.text[mark.end() : edge]) or "" for mark, edge in zip(marks, edges, strict=True)]
    parts = [re.sub(words.copula.pattern + r"\Z", "", part) for part in parts]
    return with_shared(scene, parts) if all(parts) and words.tail.search(fold(parts[-1])) else []
