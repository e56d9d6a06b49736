"""Where one name ends and the next begins in a run of words that can stand in names."""

from __future__ import annotations

from pipeline.entities.gazetteer import capital_words
from pipeline.entities.inflection import inflection
from pipeline.entities.namebook import opens_name, words
from pipeline.entities.parts import SHORT, Part, Usage

Run = list[tuple[int, Part]]
_TOO_LONG = 12  # words that no name has: a run of so many is cut, so that long runs cost no more than short ones
FATHERS = 4  # letters that make a father's name of a given one: -ovich in Cyrillic and Azerbaijani letters
_AHEAD = 5  # words ahead that tell whether a name begins


def cut(run: Run, code: str, usage: Usage) -> list[Run]:
    """The run cut into names; ``usage`` tells which family name the document gives to whom."""
    town = next((number for number, (_, part) in enumerate(run) if number > 1 and part.kind == "word" and part.given is None and part.token.low in capital_words(code)), None)
    if town is not None:  # "Xu Tszintao | Düşənbə | dövlət səfəri"
        return [*cut(run[:town], code, usage), [run[town]], *(cut(run[town + 1 :], code, usage) if run[town + 1 :] else [])]
    pieces: list[Run] = [[]]
    for number, item in enumerate(run):
        if pieces[-1] and (len(pieces[-1]) > _TOO_LONG or _begins(pieces[-1], item[1], run[number + 1 : number + _AHEAD], code) or _is_anothers(pieces[-1], item[1], code, usage)):
            pieces.append([])
        pieces[-1].append(item)
    return pieces


def _begins(before: Run, part: Part, after: Run, code: str) -> bool:
    """Whether a new name begins with this word."""
    if before[-1][1].closed and part.kind != "particle" or before[-1][1].kind == "rank" and part.given is not None:
        return True
    if before[-1][1].kind == "initial" and any(one.kind == "word" for _, one in before) and part.kind == "word" and before[0][1].kind == "word":
        return _is_whole_reference(before[0][1], part)
    full = [one for _, one in before if one.kind == "word"]
    if not full or "particle" in (part.kind, before[-1][1].kind):
        return False
    if part.kind == "numeral":
        return before[-1][1].given is None and bool(inflection(code).classes)
    last = full[-1]
    ended = (last.shape is not None or (last.known and len(last.token.low) > SHORT)) and last.given is None
    if part.kind == "initial" and len(full) == 1 and before[0][1].kind == "word" and (ended or len(before) > 1) and not _is_family(after):
        return False
    if part.kind == "initial":
        follows = next((one for _, one in after if one.kind != "initial"), None)
        return follows is not None and follows.kind == "word" and (ended or len(full) > 1 or any(one.kind == "initial" for _, one in before))
    if _is_behind_whole(full, part, code) or _is_behind_family(full, part, code) or _is_behind_owner(full, part, after, code):
        return True
    if part.given is None:
        return False
    if len(before) == 1 and last.given is None and _can_end(last, code) and not opens_name(last.token.low, code) and _opens_a_name(after, code):
        return True
    whole = len(full) > 1 and full[0].given is not None and last.given is None and bool(after) and not _joins_family(part, after)
    return (ended and len(before) > 1 and (bool(after) or _is_strong(last))) or (whole and not (inflection(code).bears_last and not inflection(code).classes))


def _can_end(part: Part, code: str) -> bool:
    """Whether a word by itself can be the whole of a name: a family name, or one with an ending; of an unknown word nothing says so ("Byorn Tore Qodal"), and
    in a language without cases no two names stand side by side ("Amadou Toumani Touré")."""
    declines = bool(inflection(code).classes) or not inflection(code).bears_last
    return part.closed or part.oblique or declines and (part.known or part.shape is not None)


def _joins_family(part: Part, after: Run) -> bool:
    """Whether a word is one half of a family name that a particle joins: "Luis Inácio | Lula da Silva" is one man."""
    return part.known and after[0][1].kind == "particle"


def _is_whole_reference(first: Part, part: Part) -> bool:
    """Whether a family name with initials behind it is whole before a word: "Uyama T. | Japanese policies", not "Ronald W. Reagan"."""
    family = _is_family([(0, part)])
    if first.shape is not None and not first.shape.weak:
        return not family and part.given is None
    return first.given is None and not family and part.given is None and part.shape is None


def _is_behind_whole(full: list[Part], part: Part, code: str) -> bool:
    """Whether a word with an ending of its own follows a whole name, in a language whose names bear it at their end: "Bill Klinton | Akayevi", but "Rafael Kaldera
    Rodriqesi"; a father's name is no end of one."""
    last, whole = full[-1], len(full) > 1 and full[0].given is not None
    if len(full) == 2 and words(code).patterns["patronymics"].match(last.token.low):
        return False
    ended = last.given is None and (last.known or (last.shape is not None and not last.shape.weak))
    return whole and ended and part.kind == "word" and part.given is None and (_is_strong(part) and part.closed or part.oblique)


def _is_strong(part: Part) -> bool:
    """Whether a word has the shape of a family name beyond doubt."""
    return part.shape is not None and not part.shape.weak


def _is_behind_family(full: list[Part], part: Part, code: str) -> bool:
    """Whether a word of which nothing is known follows a whole name ("Ötkir Sultonov | Sırdərya ..."), or one family name another that the register
    has both ("Ельцина | Тер-Петросян")."""
    last = full[-1]
    if part.kind != "word" or part.given is not None or last.given is not None or last.shape is None:
        return False
    if words(code).patterns["patronymics"].match(last.token.low):
        return False
    if part.shape is None and not part.known:
        return len(full) > 1 and full[0].given is not None and not last.shape.weak
    return len(full) == 1 and last.known and part.known and part.shape is not None and len(part.token.low) > SHORT


def _is_anothers(before: Run, part: Part, code: str, usage: Usage) -> bool:
    """Whether a word with an ending of its own is the family name of somebody else, behind a family name: "Kisida | Mirziyoyevə"."""
    full = [one for _, one in before if one.kind == "word"]
    if len(full) == 1 == len(before) and full[0].given is None and part.kind == "word" and part.given is None and _is_family([(0, part)]) and usage.given.get(full[0].token.low):
        return True  # "Barrozu | Berdimuhamedovla", where José Barroso is told of
    if len(full) == 1 == len(before) and full[0].given is None and part.kind == "word" and _is_unheard_of(part) and _is_family([(0, full[0])]) and usage.given.get(full[0].token.low):
        return inflection(code).bears_last  # "Kaçinski | Qızılgül inqilabının", where Lech Kaczyński is told of
    if not full or full[-1].given is not None or part.kind != "word" or not (part.closed or part.given is None and part.oblique):
        return False
    return usage.is_anothers(part.token.low, frozenset(one.token.low for one in full), code)


def _is_unheard_of(part: Part) -> bool:
    """Whether nothing tells that a word stands in names."""
    return part.given is None and part.shape is None and not part.known


def _is_behind_owner(full: list[Part], part: Part, after: Run, code: str) -> bool:
    """Whether a name in the nominative follows one that is in another case, where every word changes: "короля Абдаллы | Нурсултан ..."."""
    if full[-1].given is not None and full[-1].given.gender == "f" and not after:
        return False  # "визит Амины Мохамед": the family name of a woman stays as it is
    before, here = full[-1].cases(code), part.cases(code)
    behind = after[0][1].cases(code) if after else frozenset()
    if behind and "nom" not in behind or any(one.kind == "particle" for _, one in after[:1]):
        return False
    begins = part.given is not None or (len(full) > 1 and part.shape is not None and not part.shape.weak)
    return bool(before and here and begins) and not inflection(code).bears_last and "nom" not in before and here == {"nom"}


def _opens_a_name(after: Run, code: str) -> bool:
    """Whether a family name comes behind a given name, so that the word before belongs to somebody else."""
    follows = after[0][1] if after else None
    fathers = any(one.kind == "particle" for _, one in after[:2]) or (follows is not None and _is_fathers(follows, code))
    if follows is None or follows.kind != "word" or fathers:
        return False
    return follows.known or (follows.shape is not None and not follows.shape.weak)


def _is_fathers(part: Part, code: str) -> bool:
    """Whether a word is a patronymic: a family name that ends like one and is made of no given name is none ("Ющенко | Виктор Янукович")."""
    low, data = part.token.low, words(code)
    return bool(data.patterns["patronymics"].match(low)) and not (part.known and low[:-FATHERS] not in data.given)


def _is_family(after: Run) -> bool:
    """Whether the word behind an initial is beyond doubt a family name."""
    follows = next((one for _, one in after if one.kind != "initial"), None)
    return follows is not None and (follows.known or (follows.shape is not None and not follows.shape.weak))
