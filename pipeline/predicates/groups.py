"""The group of a verb: auxiliaries, negation and adverbs around the inflected word, and what they make of its form."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from pipeline.predicates.forms import Form
from pipeline.values import Predicate

REACH = 7  # words of a group to the left of its verb ("was due to have been received")


def compose(form: Form, flags: tuple[str, ...]) -> Form:
    """A form with what the words of its group add. ``flags`` in the order of the text.

    >>> compose(Form("visit", "perfect", "past"), ("would", "have")).mood
    'unreal'
    >>> compose(Form("visit", "finite", "present"), ("be", "to")).time
    'future'
    >>> compose(Form("gəl", "finite", "past", "conditional"), ("real",)).mood
    ''
    """
    if _is_foiled(flags):
        return replace(form, form="finite", time="past", mood="thwarted", negated=form.negated or "negated" in flags)
    flags = tuple(_AS.get(flag, flag) for flag in flags)
    if form.mood == "conditional":
        return replace(form, mood="" if "real" in flags else "unreal")
    negated = form.negated or flags.count("negated") % 2 == 1
    if form.noun:
        return replace(form, negated=negated)
    if "be" in flags and "to" in flags and "have" in flags and flags.index("be") < flags.index("to") < flags.index("have"):
        return replace(_plain(form, flags[flags.index("have") :]), mood="thwarted", negated=negated)
    if form.time == "future" and "done" in flags:  # "had to come"
        return replace(form, form="finite", time="past", mood="", negated=negated)
    if form.time == "future" and not form.mood and "past" in flags:  # "was to come": future of the past
        return replace(form, time="past", mood="thwarted", negated=negated)
    if "unreal" in flags or ("would" in flags or "possible" in flags) and "have" in flags:
        return replace(_plain(form, flags), mood="unreal", negated=negated)
    if "possible" in flags or "wish" in flags:
        return replace(_plain(form, flags), mood="possible", negated=negated)
    if _is_future(flags):
        return replace(_plain(form, flags), time="future", negated=negated)
    return replace(_plain(form, flags), negated=negated)


_AS = {"had": "have", "meant": "due"}


def _is_foiled(flags: tuple[str, ...]) -> bool:
    """True for what had been intended and, as the tense tells, did not come about: "had planned to visit".

    >>> _is_foiled(("had", "meant", "to")), _is_foiled(("have", "meant", "to"))
    (True, False)
    """
    return "had" in flags and "meant" in flags[flags.index("had") :] and "to" in flags[flags.index("meant") :] and "have" not in flags


def _is_future(flags: tuple[str, ...]) -> bool:
    if {"future", "would"} & set(flags):
        return True
    return "to" in flags and ("due" in flags or "be" in flags[: flags.index("to")])


def _is_past_participle(form: Form) -> bool:
    return form.form == "perfect" or form.form == "participle" and form.time == "past"


def _plain(form: Form, flags: tuple[str, ...]) -> Form:
    """The form without what modal words add: voice, finiteness and time."""
    if flags and flags[0] == "having":
        return replace(form, form="participle", time="past" if _is_past_participle(form) else "", passive="be" in flags and _is_past_participle(form))
    if form.form == "perfect" and flags[-1:] == ("to",):
        return replace(form, form="infinitive", time="")  # "to set foot": a base that looks like the past
    if _is_past_participle(form) and "be" in flags and "have" not in flags[flags.index("be") :]:
        return replace(form, form="finite", passive=True)
    if _is_past_participle(form) and "have" in flags:
        return replace(form, form="finite")
    if form.form == "participle" and "be" in flags:
        return replace(form, form="finite")
    if form.form == "finite" and "to" in flags:
        return replace(form, form="infinitive", time="past" if "past" in flags else "")
    if form.form == "infinitive" and {"future", "possible", "unreal"} & set(flags):
        return replace(form, form="finite")
    return replace(form, time="past") if {"past", "do", "done"} & set(flags) else form


def goes_with(auxiliaries: Container[str], found: Sequence[Predicate], fixed: Predicate, text: tuple[str, int]) -> bool:
    """True for a fixed word that is the auxiliary right behind a finite verb: "gəlməli idi". ``text``: the folded sentence and its offset."""
    folded, offset = text
    told = folded[fixed.start - offset : fixed.stop - offset]
    return told in auxiliaries and any(
        one.form == "finite" and one.stop <= fixed.start and not folded[one.stop - offset : fixed.start - offset].strip() for one in found
    )
