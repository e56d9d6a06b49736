"""What the reading of a document has come to at a mention: who has been spoken of so far, and what the text around says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.entities.ground import Ground
from pipeline.entities.known import Year, Years
from pipeline.entities.mentions import Mention
from pipeline.entities.people import People, Person
from pipeline.values import Actor

Homes = tuple[tuple[int, str], ...]
Sources = tuple[tuple[str, str], ...]
ABOUT = -1  # stands for the sentence of the country that a text is about


@dataclass(frozen=True, slots=True)
class Story:
    """What holds for a document as a whole. ``homes`` are the countries it is written in, each from a sentence on; ``topics`` are the countries that the blocks first name,
    only the two whose relations a text is about, if it is;
    ``narrator`` is who says "I", from ``speaks`` on, ``hero`` whom it is about as a whole, ``issuer`` the state whose office publishes it."""

    text: str
    people: People
    homes: tuple[tuple[int, str], ...]
    years: Years
    topics: dict[int, tuple[int, str]]
    narrator: Person | None = None
    hero: Person | None = None
    issuer: str | None = None
    speaks: int = 0

    def home(self, mention: Mention) -> str | None:
        """The country in which the text around a mention is written."""
        return next((country for sentence, country in reversed(self.homes) if ABOUT < sentence <= mention.sentence), None)

    @property
    def about(self) -> str | None:
        """The one country that the title names, in a text that tells not where it is written."""
        return next((country for sentence, country in self.homes if sentence == ABOUT), None)

    def year(self, mention: Mention) -> Year:
        """The year that the text around a mention speaks of."""
        return self.years.near(mention.ground.edges, mention.start)


@dataclass(slots=True)
class State:
    """The reading so far: ``told`` are the mentions that mean a person, with the person; ``heading`` gives its office to the rows under it;
    ``unnamed`` is the last office without a name, with its country; ``members`` are the persons of the last group; ``behind``
    are the two mentions that follow."""

    told: list[tuple[Mention, Person]] = field(default_factory=list)
    heading: Mention | None = None
    following: Mention | None = None
    behind: tuple[Mention, ...] = ()
    unnamed: tuple[Mention | None, str | None] = (None, None)
    members: list[Person] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scene:
    """A mention with the document and the reading so far, for those who find out what it means."""

    mention: Mention
    story: Story
    state: State

    @property
    def year(self) -> Year:
        """The year that the text around the mention speaks of."""
        return self.story.year(self.mention)

    def last_told(self, reach: int) -> list[tuple[Mention, Person]]:
        """The mentions of persons in this sentence and ``reach`` ones before it, the last one first."""
        found = []
        for other, person in reversed(self.state.told):
            if self.mention.sentence - other.sentence > reach:
                break
            found.append((other, person))
        return found


def plain(mention: Mention, text: str) -> Actor:
    """An actor of what a mention itself tells."""
    draft = mention.draft
    name = draft.name
    first, last = mention.ground.span(name.first, name.last) if name else (-1, -1)
    return Actor(
        mention.start, mention.stop, text[mention.start : mention.stop], None, draft.office, draft.country, mention.cases, draft.count,
        name_start=first, name_stop=last, gender=mention.gender, former=draft.former, rule=draft.entry.id if draft.entry else "pronoun" if mention.pronoun else "name", was=draft.was,
    )  # fmt: skip


def sides(grounds: Sequence[Ground]) -> frozenset[str]:
    """The two states whose relations a text is about: those that its title names, and no other; none where it names fewer or more."""
    title = next((ground for ground in grounds if ground.kind in ("title", "heading")), None)
    named = frozenset(each.place.code for each in title.places if each.place.kind == "country") if title else frozenset()
    return named if len(named) == 2 else frozenset()


def topics(grounds: Sequence[Ground]) -> dict[int, tuple[int, str]]:
    """The country that each block names first, with the sentence that names it; of a text about two states only those."""
    found: dict[int, tuple[int, str]] = {}
    two = sides(grounds)
    for ground in grounds:
        country = next((each.place.code for each in ground.places if each.place.kind == "country" and (not two or each.place.code in two)), None)
        if country is not None:
            found.setdefault(ground.block, (ground.index, country))
    return found
