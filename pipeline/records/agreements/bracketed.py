"""Documents that share one word, each told by its subject with its date in brackets: "agreements on trade (1995), investment (1995) and air services (1999)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.records.agreements.splitting import with_shared
from pipeline.records.agreements.titles import clean
from pipeline.records.arguments.heads import Named
from pipeline.records.arguments.usable import usable
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.drafts import AgreementDraft
from pipeline.text import fold
from pipeline.values import Date

_SUBJECT = re.compile(r"[^().;:]{3,90}")  # up to the bracket behind it
_BRACKET = re.compile(r"\s*\(([^()]{4,60})\)")


def further_subjects(scene: Scene, document: Named, first: Date, draft: AgreementDraft) -> list[AgreementDraft]:
    """The documents behind the ``first`` bracket with a date, as ``draft`` but for subject and date; none unless each has a bracket of its own."""
    bracket = scene.bracket_around(first.start, first.stop)
    plural = scene.lexicon.plural.search(scene.folded[document.start : document.stop])
    link = scene.lexicon.tail.match(draft.title.lower()) if draft.title else None
    if scene.lexicon.head_last or not bracket or not plural or not link:
        return []
    found, at = [], bracket[1] + 1
    while (joint := _joint(scene, at)) is not None and (subject := _SUBJECT.match(scene.text, joint)) and (closed := _BRACKET.match(scene.text, subject.end())):
        date = next((date for date in usable(scene) if closed.start(1) <= date.start < closed.end(1)), None)
        title = clean(scene.text[joint : subject.end()])
        if date is None or title is None:
            break
        linked = title if scene.lexicon.tail.match(title.lower()) else f"{link[0].strip()} {title}"
        found.append(replace(draft, title=linked, date=date.edtf, place=None))
        at = closed.end()
    return found


def dated_subjects(scene: Scene, document: Named) -> list[tuple[str, Date]]:
    """The subjects that follow a number of documents, each with its date in brackets: "forty agreements, including on trade (1981), taxes (1994) and tourism (1999)"."""
    among = re.compile(r"\s*[,:(–—]?\s*" + scene.lexicon.among.pattern + r"[\s,:–—]*").search(scene.folded, document.stop, scene.stop)
    parts: list[str] = []
    dates: list[Date] = []
    at = among.end() if among else None
    stop = at
    while at is not None and (subject := _SUBJECT.match(scene.text, at)) and (closed := _BRACKET.match(scene.text, subject.end())):
        date = next((date for date in usable(scene) if closed.start(1) <= date.start < closed.end(1)), None)
        title = clean(scene.text[at : subject.end()])
        if date is None or title is None:
            return []
        parts, dates, stop = [*parts, title], [*dates, date], closed.end()
        at = _joint(scene, stop)
    if len(parts) < 2 or stop is None:
        return []
    if scene.lexicon.head_last:
        parts[-1] = f"{parts[-1]} {clean(scene.text[stop : scene.stop]) or ''}".strip()
    bearer = fold(parts[-1] if scene.lexicon.head_last else parts[0])
    return list(zip(with_shared(scene, parts), dates, strict=True)) if scene.lexicon.tail.search(bearer) else []


def dated_members(scene: Scene, documents: Sequence[Named]) -> dict[int, Date]:
    """The date right behind each of the documents that a number of them is said to hold, which dates nothing else: "20 documents, among them a treaty (1995)"."""
    among = scene.search(scene.lexicon.among)
    members = [document for document in documents if among and document.start >= among.end()]
    if not members or len(members) == len(documents):
        return {}
    behind = {document.start: next((date for date in usable(scene) if _stands_behind(scene, document, date)), None) for document in members}
    return {start: date for start, date in behind.items() if date}


def _stands_behind(scene: Scene, document: Named, date: Date) -> bool:
    """True for a date in the bracket right behind the subject of a document, a place before it or not."""
    bracket = scene.bracket_around(date.start, date.stop)
    return bracket is not None and document.stop <= bracket[0] and not re.search(r"[,;()]", scene.folded[document.stop : bracket[0]].rstrip())


def _joint(scene: Scene, start: int) -> int | None:
    """Where a further member of a list begins: behind a comma or a word for "and"."""
    match = re.compile(r"(?:\s*[,;])?\s+(?:(?:" + scene.lexicon.separators.pattern + r")\s+)?").match(scene.folded, start, scene.stop)
    return match.end() if match and match[0].strip() else None
