"""The state whose office publishes a text: "MINISTRY OF FOREIGN AFFAIRS OF MONGOLIA" above a bulletin, "... PREZİDENTİNİN MƏTBUAT XİDMƏTİ"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.entities.ground import Ground

_HEAD, _LONGEST = 3, 14  # lines of a head, and words of the one that names the office
_PLAIN = ("state",)  # bodies that publish nothing


def find_issuer(grounds: Sequence[Ground]) -> str | None:
    """The country of the ministry, parliament or service that alone fills a line in the head of a text; None where there is none.

    ``grounds`` are the sentences of the text. Its bare "President", "Head of State" or "Minister" are those of that country.
    """
    heads = [ground for ground in grounds[:_HEAD] if ground.kind in ("title", "heading") and len(ground.tokens) <= _LONGEST and not any(letter.isdigit() for letter in ground.text[slice(*ground.edges)])]
    for ground in heads:
        if not _names_body(ground):
            continue
        countries = {each.place.code for each in ground.places if each.place.kind == "country"}
        if len(countries) == 1:
            return countries.pop()
        if not countries and (seat := _seat(heads)):
            return seat
    return None


def _names_body(ground: Ground) -> bool:
    return any(each.entry.kind == "body" and each.entry.id not in _PLAIN for each in ground.offices)


def _seat(heads: Sequence[Ground]) -> str | None:
    """The country of the only city in the head of a text, where it ends its line: "Communications Office, Palazzo Parisio, Valletta"."""
    cities = [(ground, each) for ground in heads for each in ground.places if each.place.kind == "city"]
    alone = len({each.place.code for _, each in cities}) == 1 and not any(each.place.kind == "country" for ground in heads for each in ground.places)
    return next((each.place.code for ground, each in cities if alone and not ground.text[each.place.stop : ground.edges[1]].strip(" .")), None)
