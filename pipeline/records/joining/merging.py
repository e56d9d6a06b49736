"""One event, once: mentions of the same visit or agreement become one, the most precise value of each field winning."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date as Day
from typing import TypeVar

from rapidfuzz import fuzz

from pipeline.dates import compatible, most_precise
from pipeline.entities.identity import same_person
from pipeline.entities.sounds import plain_keys
from pipeline.records.joining.put_off import HELD_WITHIN, same_visitor, was_held
from pipeline.records.told.drafts import ONE_EACH, AgreementDraft, VisitDraft
from pipeline.records.told.eras import heirs
from pipeline.text import fold

Item = TypeVar("Item")
_BY_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?\Z")
_DAY = re.compile(r"(\d{4}|XXXX)-\d{2}-\d{2}\Z")
_WORD = re.compile(r"\w{4,}")
LISTED = "treaty-list"  # the rule of what a line of a table or list tells
FEWEST, STEM = 2, 5  # words of a shortened title, and letters by which words are one whatever their endings
ONWARD = 3  # days between two places of one journey in a country
LONGEST_STAY = 31  # days; a first and a last day further apart belong to two visits
BRIEF = 3  # words of a title that tells but the topic of a document
SAME_TITLE = 75  # percent of shared words by which two titles are one; below it lie other documents of the same day


@dataclass(frozen=True, slots=True)
class MergedVisit:
    """One visit with the mentions that were joined into it."""

    visit: VisitDraft
    mentions: tuple[VisitDraft, ...]


@dataclass(frozen=True, slots=True)
class MergedAgreement:
    """One agreement with the mentions that were joined into it."""

    agreement: AgreementDraft
    mentions: tuple[AgreementDraft, ...]


def merge_visits(drafts: list[VisitDraft], written: str | None = None) -> list[MergedVisit]:
    """The distinct visits, in order of first mention. A stay that goes on ends, as far as a report can tell, on the day it was ``written``."""
    merged: list[MergedVisit] = []
    for draft in sorted(_dated(drafts), key=lambda one: one.echo):
        for at, known in _nearest_first(merged, draft):
            if (joined := join_visits(known.visit, draft)) is not None:
                merged[at] = MergedVisit(joined, (*known.mentions, draft))
                break
        else:
            if not draft.echo:
                merged.append(MergedVisit(draft, (draft,)))
    return [replace(group, visit=_closed(group.visit, written)) for group in merged if not was_held(group.visit, [other.visit for other in merged])]


def _dated(drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The drafts, those without a date with that of the only other mention of their visit in their sentence: "the official visit of A to B: he came on the 5th"."""
    drafts = [_as_then(draft, drafts) for draft in drafts]
    dated: dict[tuple[int, str | None, str | None], list[VisitDraft]] = {}
    for draft in drafts:
        if draft.date and draft.count == 1:
            dated.setdefault((draft.scenes[0], draft.visitor_name, draft.host_country), []).append(draft)
    return [_with_date(draft, dated.get((draft.scenes[0], draft.visitor_name, draft.host_country), [])) for draft in drafts]


def _as_then(draft: VisitDraft, drafts: list[VisitDraft]) -> VisitDraft:
    """A visit told without a date to a city of a state that was another then, as the date told of it a sentence or two further on makes known."""
    near = [one.host_country for one in drafts if one.date and one.visitor_name == draft.visitor_name and 0 <= one.scenes[0] - draft.scenes[0] <= 2] if draft.date is None and draft.visitor_name else []
    return next((replace(draft, host_country=code) for code in near if code and draft.host_country in heirs(code)), draft)


def _with_date(draft: VisitDraft, others: list[VisitDraft]) -> VisitDraft:
    same = len(others) == 1 and draft.date is None and draft.visitor_name and draft.count == 1 and draft.status == others[0].status and _same_kind(draft, others[0])
    return replace(draft, date=others[0].date, phase=others[0].phase) if same else draft


def _nearest_first(merged: list[MergedVisit], draft: VisitDraft) -> list[tuple[int, MergedVisit]]:
    """The visits known so far with their places, in order; for one told again those of its own sentence and with a date come first."""
    if not draft.echo:
        return list(enumerate(merged))
    return sorted(enumerate(merged), key=lambda item: (not set(item[1].visit.scenes) & set(draft.scenes), item[1].visit.date is None))


def _closed(visit: VisitDraft, written: str | None) -> VisitDraft:
    """A visit whose last day alone is known keeps that day; one that goes on ends with the day of writing."""
    start = (visit.date or "").removesuffix("/..")
    if written and visit.status == "occurred" and start != visit.date and _DAY.match(start) and _DAY.match(written) and start < written and _days(start, written) <= LONGEST_STAY:
        return replace(visit, date=f"{start}/{written}")
    return replace(visit, date=visit.date[3:]) if visit.date and visit.date.startswith("../") else visit


def join_visits(known: VisitDraft, draft: VisitDraft) -> VisitDraft | None:
    """Two mentions of one visit as one; None where they are of two."""
    if known.host_country != draft.host_country or not same_visitor(known, draft) or {known.count, draft.count} - {1} or not _same_kind(known, draft):
        return None
    date = _joined_date(known, draft)
    if date is None:
        return None
    told = (known.status, draft.status)
    called_off = "cancelled" in told and known.scenes[-1] == draft.scenes[0]
    status = "occurred" if "occurred" in told else "cancelled" if called_off else draft.status
    return replace(
        known,
        visitor_name=known.visitor_name or draft.visitor_name,
        visitor_office=known.visitor_office or draft.visitor_office,
        visitor_country=known.visitor_country or draft.visitor_country,
        host_place=known.host_place or draft.host_place,
        visit_type=known.visit_type or draft.visit_type,
        occasion=known.occasion or draft.occasion,
        date=date or None,
        phase=draft.phase if not known.date or draft.phase == "begin" and draft.date and date.startswith(draft.date) else known.phase,
        status=status,
        scenes=_union(known.scenes, draft.scenes),
        rules=_union(known.rules, draft.rules),
    )


def _union(first: tuple[Item, ...], second: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _same_kind(known: VisitDraft, draft: VisitDraft) -> bool:
    return known.visit_type is None or draft.visit_type is None or known.visit_type == draft.visit_type


def _joined_date(known: VisitDraft, draft: VisitDraft) -> str | None:
    """The date of two mentions together; "" where neither has one; None where they contradict each other."""
    near = draft.echo or abs(known.scenes[-1] - draft.scenes[0]) <= 3
    if known.date is None or draft.date is None:
        return (known.date or draft.date or "") if near or known.date == draft.date else None
    if staged := _staged(known, draft):
        return staged
    return joined(known.date, draft.date) or _onward(known, draft) or _adjoining(known, draft)


def joined(one: str, other: str) -> str | None:
    """Two dates of one visit as one: of two told to the day the longer stay, else the more precise; None where they contradict.

    >>> joined("1996-09-16/1996-09-17", "1996-09-16/1996-09-18"), joined("1996-09", "1996-09-16"), joined("1996", "1997")
    ('1996-09-16/1996-09-18', '1996-09-16', None)
    """
    if not compatible(one, other):
        return None
    if _BY_DAY.match(one) and _BY_DAY.match(other):
        return max(one, other, key=len if one[:10] != other[:10] else lambda told: (len(told), told))
    for since, day in ((one, other), (other, one)):
        if since.endswith("/..") and _DAY.match(since[:-3]) and _DAY.match(day) and day > since[:-3]:
            return f"{since[:-3]}/{day}"  # "here since Monday, he spoke in parliament today"
    return most_precise(one, other)


def _staged(known: VisitDraft, draft: VisitDraft) -> str | None:
    """First day and last day, told apart, are one stay."""
    for first, last in ((known, draft), (draft, known)):
        start, stop = (first.date or "").removesuffix("/.."), (last.date or "").removeprefix("../")
        ends = last.phase == "end" or (last.date or "").startswith("../")
        begins = first.phase == "begin" or (first.date or "").endswith("/..") or last.phase == "end" and first is known
        stayed = first.phase == "begin" and last.phase == "within" and _DAY.match(start) and _DAY.match(stop)
        if stayed and 0 < _days(start, stop) <= (ONWARD if _is_near(first, last) else 1 if _is_near(first, last, ONWARD) else 0):
            return f"{start}/{stop}"
        if ends and (last.echo or first.phase == "begin") and _BY_DAY.match(first.date or "") and "/" in start and _DAY.match(stop) and start[-10:] < stop and _days(start[:10], stop) <= LONGEST_STAY:
            return f"{start[:10]}/{stop}"
        if ends and begins and _DAY.match(start) and _DAY.match(stop) and start < stop and _days(start, stop) <= LONGEST_STAY:
            return f"{start}/{stop}"
    return None


def _adjoining(known: VisitDraft, draft: VisitDraft) -> str | None:
    """The days of one stay, told apart, that follow one another: nobody goes home and comes again from one day to the next. A stay told with its last
    day goes on no longer."""
    (first, before, _), (second, behind, stage) = sorted(((one.date or "").split("/"), one.status, one.phase) for one in (known, draft))
    ahead = (before, behind) == ("occurred", "planned") and stage in ("within", "end")  # "today he arrived; tomorrow he will lay a wreath"
    if before == "cancelled" or not (before == behind or ahead) or not known.visitor_name or not all(_DAY.match(day) for day in (*first, *second)):
        return None
    near = first[0] < second[0] and 0 <= _days(first[-1], second[0]) <= 1
    return f"{first[0]}/{second[-1] if len(first) == 1 else first[-1]}" if near else None


def _is_near(one: VisitDraft, other: VisitDraft, reach: int = 1) -> bool:
    """True for mentions in sentences that follow one another, or are so few apart."""
    return abs(one.scenes[-1] - other.scenes[0]) <= reach or abs(one.scenes[0] - other.scenes[-1]) <= reach


def _onward(known: VisitDraft, draft: VisitDraft) -> str | None:
    """The days of a journey that goes on to another place of its host country: "to Bishkek, the next day to Osh"."""
    if None in (known.host_place, draft.host_place) or known.host_place == draft.host_place or not 0 <= draft.scenes[0] - known.scenes[-1] <= 2:
        return None
    first, last, onward = (known.date or "").split("/")[0], (known.date or "").split("/")[-1], (draft.date or "").split("/")
    if not all(_DAY.match(day) for day in (first, last, *onward)) or not 0 < _days(last, onward[0]) <= ONWARD:
        return None
    return f"{first}/{onward[-1]}"


def _days(start: str, stop: str) -> int:
    first, last = (Day.fromisoformat(day.replace("XXXX", "2000")) for day in (start, stop))
    return (last - first).days


def merge_agreements(drafts: list[AgreementDraft], main: str = "") -> list[MergedAgreement]:
    """The distinct agreements, in order of first mention; those told in the ``main`` language of a text first, since they are named in it."""
    merged: list[MergedAgreement] = []
    for draft in sorted(drafts, key=lambda one: (one.echo, one.language != main)):
        for at, known in enumerate(merged):
            if (joined := _join_agreements(known.agreement, draft)) is not None:
                merged[at] = MergedAgreement(joined, (*known.mentions, draft))
                break
        else:
            if not draft.echo:
                merged.append(MergedAgreement(draft, (draft,)))
    return merged


def _join_agreements(known: AgreementDraft, draft: AgreementDraft) -> AgreementDraft | None:
    if known.doc_type != draft.doc_type or known.count != draft.count or not _same_title(known, draft) or not _share_party(known, draft):
        return None
    if _side_by_side(known, draft) or _in_rows(known, draft):
        return None
    held = _held_later(known, draft)
    if known.date and draft.date and not compatible(known.date, draft.date) and not held:
        return None
    return replace(
        known,
        title=max((known.title, draft.title), key=lambda title: len(title or "")) if _in_short(known, draft) else known.title,
        parties=max((known.parties, draft.parties), key=len),
        place=known.place or draft.place,
        signatories=_people(known.signatories, draft.signatories),
        date=held or _told_date(known, draft),
        visit=known.visit or draft.visit,
        borrowed=known.borrowed and draft.borrowed,
        scenes=_union(known.scenes, draft.scenes),
        status="signed" if {known.status, draft.status} == {"planned", "signed"} else known.status,
        rules=_union(known.rules, draft.rules),
    )


def _people(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Names of people, each person once: "Benazir Bhutto" is not told again as "Беназир Бхутто"."""
    return (*first, *(name for name in second if not any(same_person(name, one) for one in first)))


def _told_date(known: AgreementDraft, draft: AgreementDraft) -> str | None:
    """The date of two mentions of a document: a day told of itself beats the days of its visit."""
    if not (known.date and draft.date):
        return known.date or draft.date
    own = draft if known.borrowed and not draft.borrowed else known if draft.borrowed and not known.borrowed else None
    return own.date if own and own.date and _BY_DAY.fullmatch(own.date) and "/" not in own.date else most_precise(known.date, draft.date)


def _in_rows(known: AgreementDraft, draft: AgreementDraft) -> bool:
    """True for two lines of a table that name documents by different titles."""
    one, other = fold(known.title or ""), fold(draft.title or "")
    return known.rules == draft.rules == (LISTED,) and one not in other and other not in one


def _held_later(known: AgreementDraft, draft: AgreementDraft) -> str | None:
    """The date on which a document was signed that was initialled, or to be signed, before; None where both mentions tell the same or stand far apart."""
    if {known.status, draft.status} != {"planned", "signed"} or draft.scenes[0] - known.scenes[-1] > HELD_WITHIN:
        return None
    planned, signed = (known, draft) if known.status == "planned" else (draft, known)
    return signed.date if signed.date and planned.date and signed.date > planned.date else None


def _side_by_side(known: AgreementDraft, draft: AgreementDraft) -> bool:
    """True for two documents that one sentence names side by side by different titles, or that different states signed each for itself."""
    titles = known.title is not None and fold(known.title) != fold(draft.title or "")
    each = ONE_EACH in known.rules and ONE_EACH in draft.rules and known.parties != draft.parties
    return not draft.echo and draft.scenes[0] in known.scenes and (titles or each)


def _share_party(known: AgreementDraft, draft: AgreementDraft) -> bool:
    return bool(set(known.parties) & set(draft.parties)) or not known.parties or not draft.parties


def _same_title(known: AgreementDraft, draft: AgreementDraft) -> bool:
    if known.title is None or draft.title is None:
        return known.title == draft.title
    if known.language != draft.language:
        alike = bool(known.topics and draft.topics) and (known.topics <= draft.topics or draft.topics <= known.topics) or _sound_alike(known.title, draft.title)
        return alike and bool(known.date and draft.date)
    return _in_short(known, draft) or _is_shortened(known, draft) or fuzz.token_sort_ratio(fold(known.title), fold(draft.title)) >= SAME_TITLE


def _in_short(known: AgreementDraft, draft: AgreementDraft) -> bool:
    """True for a document told in a word or two by its topic, and in another sentence by its full title, on the same day between the same sides: "a tax agreement"."""
    short, full = sorted((known, draft), key=lambda one: len((one.title or "").split()))
    brief = len((short.title or "").split()) <= BRIEF < len((full.title or "").split())
    same = known.date == draft.date and known.parties == draft.parties and known.status == draft.status and _DAY.match(known.date or "")
    return bool(brief and same and short.topics) and short.topics <= full.topics


def _is_shortened(known: AgreementDraft, draft: AgreementDraft) -> bool:
    """True for a line of a table and a sentence of which one leaves out some words of the title that the other has, of one day and between the same states:
    "on the withdrawal of troops (from Latvia)"."""
    one, other = ({word[:STEM] for word in _WORD.findall(fold(title or ""))} for title in (known.title, draft.title))
    told_as = {rules == (LISTED,) for rules in (known.rules, draft.rules)}
    fewest = min(len(one), len(other))
    return len(told_as) == 2 and known.parties == draft.parties and bool(known.date and draft.date) and fewest >= FEWEST and (one <= other or other <= one)


def _sound_alike(one: str, other: str) -> bool:
    """True for a name that two languages write each in its own way: "Tej Kadam" and "Тедж кадам"."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    heard = [plain_keys(word) for word in longer]
    return len(shorter) > 1 and all(any(plain_keys(word) & keys for keys in heard) for word in shorter)
