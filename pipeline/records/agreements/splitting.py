"""The subjects of several documents that share one word: "on trade, transport and culture", "on trade and on culture"."""

from __future__ import annotations

import re

from pipeline.records.agreements.titles import clean
from pipeline.records.arguments.heads import Named, right_edge
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
    if len(parts) < 2 or count and len(parts) != count:
        return [title]
    return _with_shared(scene, parts)


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


def _split_last(scene: Scene, parts: list[str], count: int | None) -> list[str]:
    """Cut the last part at its connecting word, where the number asks for it or the language writes "A, B and C"."""
    head, last = parts[:-1], parts[-1]
    joint = re.search(r"\s+(?=" + scene.lexicon.separators.pattern.split("|", 2)[2] + ")", last)
    pieces = [last[: joint.start()].strip(), last[joint.end() :].strip()] if joint else [last]
    wanted = count == len(head) + 2 or not count and not scene.lexicon.head_last
    if len(pieces) == 2 and wanted:
        pieces[1] = scene.lexicon.separators.sub("", pieces[1], count=1).strip()
        return [*head, *pieces]
    return [*head, scene.lexicon.separators.sub("", last, count=1).strip() if scene.lexicon.separators.match(last) else last]


def _with_shared(scene: Scene, parts: list[str]) -> list[str]:
    """Give every part the words that only the first or the last one carries."""
    bearer = parts[-1] if scene.lexicon.head_last else parts[0]
    match = scene.lexicon.tail.search(bearer)
    if not match:
        return parts
    shared = match[0].strip()
    return [part if scene.lexicon.tail.search(part) else f"{part} {shared}" if scene.lexicon.head_last else f"{shared} {part}" for part in parts]


def listed_subjects(scene: Scene, document: Named) -> list[str]:
    """The subjects named behind a number of documents without a word for each: "seven agreements, among them on trade and on fisheries"."""
    words = scene.lexicon
    if words.head_last:
        return _listed_behind(scene, document)
    lead = re.compile(r"\s*[,:(–—]?\s*" + words.among.pattern + r"[\s,:–—]*(?=" + words.links.pattern + ")").match(scene.folded, document.stop, scene.stop)
    if not lead:
        return []
    title = clean(scene.text[lead.end() : right_edge(scene, lead.end(), scene.stop)])
    return split_subject(scene, title, None) if title else []


def _listed_behind(scene: Scene, document: Named) -> list[str]:
    """The subjects behind a colon at the end of a sentence, in a language that puts them before their word: "signed three agreements: on A, B and C"."""
    colon = scene.folded.find(":", document.stop, scene.stop)
    stop = scene.start + len(scene.folded[scene.start : scene.stop].rstrip(" .;"))
    if colon < 0 or any(verb.form == "finite" for verb in scene.predicates if verb.start > colon) or not re.search(scene.lexicon.tail.pattern, scene.folded[colon:stop]):
        return []
    title = clean(scene.text[colon + 1 : stop])
    if not title or any(sign.pattern.search(fold(title)) for sign in scene.lexicon.kinds):
        return []
    parts = split_subject(scene, title, title.count(",") + 2)
    return parts if len(parts) > 1 else split_subject(scene, title, None)
