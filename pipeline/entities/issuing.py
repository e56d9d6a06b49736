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
    for ground in grounds[:_HEAD]:
        bodies = [each for each in ground.offices if each.entry.kind == "body" and each.entry.id not in _PLAIN]
        countries = {each.place.code for each in ground.places if each.place.kind == "country"}
        if bodies and len(countries) == 1 and len(ground.tokens) <= _LONGEST and ground.kind in ("title", "heading") and not any(letter.isdigit() for letter in ground.text[slice(*ground.edges)]):
            return countries.pop()
    return None
