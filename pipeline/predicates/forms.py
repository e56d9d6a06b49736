"""An inflected word as a stem and what its ending tells."""

from __future__ import annotations

from dataclasses import dataclass

FORMS = ("finite", "perfect", "participle", "converb", "infinitive", "noun", "potential")
TIMES = ("", "past", "present", "future")
MOODS = ("", "unreal", "possible", "thwarted", "conditional")


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word. ``noun`` is true for the inflection of a noun; ``form`` is then ``noun``.

    ``perfect`` is a form that is finite at the end of its clause and a participle before a noun.
    """

    stem: str
    form: str
    time: str = ""
    mood: str = ""
    passive: bool = False
    negated: bool = False
    noun: bool = False
    cases: tuple[str, ...] = ()
    plural: bool = False
    possessed: bool = False

    def __post_init__(self) -> None:
        if self.form not in FORMS or self.time not in TIMES or self.mood not in MOODS:
            raise ValueError(f"no such form: {self.form!r} {self.time!r} {self.mood!r}")
