"""Names of people that a model finds: what the rules found comes first, the model adds what they left and vouches for what they were not sure of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.entities.namebook import is_common, words
from pipeline.entities.parts import Part
from pipeline.entities.persons import LONGEST, Name
from pipeline.entities.tokens import Token


def add_learned(names: Sequence[Name], tokens: Sequence[Token], blocked: Sequence[bool], spans: Sequence[tuple[int, int]], code: str) -> list[Name]:
    """The names of a sentence with those of a model, in order. No ``blocked`` word (of a place, an office) becomes one, and no
    common word of the language by itself.

    >>> from pipeline.entities.tokens import tokenize
    >>> tokens = tokenize("Dünən Kobra gəldi", (0, 17), "az")
    >>> [(name.first, name.last, name.evidence) for name in add_learned([], tokens, [False] * 3, [(6, 11)], "az")]
    [(1, 2, 'model')]
    """
    found = list(names)
    for start, stop in spans:
        inside = [at for at, token in enumerate(tokens) if token.start < stop and start < token.stop]
        same = [name for name in found if any(name.first <= at < name.last for at in inside)]
        if same:
            vouched = [name for name in same if not name.sure and name.first >= inside[0] and name.last <= inside[-1] + 1]
            found = [replace(name, evidence="model") if name in vouched else name for name in found]
        elif _is_name(inside, tokens, blocked) and not (len(inside) == 1 and _is_common(tokens[inside[0]], code)):
            parts = tuple(Part(tokens[at], "initial" if tokens[at].kind == "initial" else "word") for at in inside)
            found.append(Name(inside[0], inside[-1] + 1, parts, "model"))
    return sorted(found, key=lambda name: (name.first, name.last))


def _is_common(token: Token, code: str) -> bool:
    return token.low in words(code).not_names or is_common(token.low, code)


def _is_name(inside: Sequence[int], tokens: Sequence[Token], blocked: Sequence[bool]) -> bool:
    """Whether the words that a model takes for a name can be one: none belongs to something else, and one is more than an initial."""
    free = bool(inside) and len(inside) <= LONGEST and not any(blocked[at] for at in inside)
    return free and all(tokens[at].kind != "lower" for at in inside) and any(tokens[at].kind == "word" for at in inside)
