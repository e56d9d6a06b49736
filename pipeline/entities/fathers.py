"""Given names with a patronymic, which stand for the whole name of somebody named elsewhere: "Леонид Данилович", "Leonid Daniloviç"."""

from __future__ import annotations

from pipeline.entities.identity import same_word, split_name
from pipeline.entities.inflection import readings
from pipeline.entities.mentions import Mention
from pipeline.entities.namebook import words


def is_by_father(mention: Mention) -> bool:
    """Whether a name may be a given name and a patronymic; one that is known as a family name ("Miloşeviç") is none."""
    name, code = mention.draft.name, mention.ground.code
    parts = name.parts if name else ()
    if len(parts) != 2 or parts[0].given is None or parts[1].kind != "word" or parts[1].known:
        return False
    pattern, low = words(code).patterns["patronymics"], parts[1].token.low
    return bool(pattern.match(low)) or any(pattern.match(one.base) for one in readings(low, code))


def is_given_of(first: str, names: dict[str, str]) -> bool:
    """Whether a given name is the first one of somebody with these names.

    >>> is_given_of("Леонид", {"az": "Leonid Kuçma"}), is_given_of("Леонид", {"az": "Kuçma"})
    (True, False)
    """
    return any(same_word(first, given) for name in names.values() for given in split_name(name)[0][:1])
