"""Read YAML as words: no hidden conversions, no key written twice, no aliases, no empty file.

The usual loader reads Azerbaijani ``on: 10`` as ``{True: 10}`` and ``no:`` as ``False``; here every scalar is a string,
except whole numbers.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import LanguageDataError

MAX_BYTES = 1_000_000  # a data file above 1 MB is a mistake: the largest of ours is about a tenth of that
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,8})\Z")


class _Loader(_Base):  # type: ignore[misc]
    """A loader of strings and whole numbers that refuses doubled keys."""


def _refuse_aliases(text: str, name: str) -> None:
    """Aliases can make a small file huge. The events are only read where an anchor could stand at all."""
    if "&" in text and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_Base)):
        raise LanguageDataError("yaml-alias", f"{name}: aliases are not used here", "write the value out")


def _mapping(loader: Any, node: Any) -> dict[Any, Any]:
    result: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in result:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} is written twice", key_node.start_mark)
        result[key] = loader.construct_object(value_node, deep=True)
    return result


def _scalar(loader: Any, node: Any) -> str | int:
    value: str = loader.construct_scalar(node)
    return int(value) if not node.style and _WHOLE.match(value) else value


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:str", _scalar)


def parse(text: str, name: str) -> Any:
    """Return the content of a YAML text. ``name`` is named in errors.

    >>> parse("no: bəli\\non: 10", "example")
    {'no': 'bəli', 'on': 10}

    Raises LanguageDataError for a text that is empty, too long, not YAML, or has a key twice.
    """
    if len(text) > MAX_BYTES:
        raise LanguageDataError("yaml-size", f"{name}: longer than {MAX_BYTES} characters", "split the file")
    try:
        _refuse_aliases(text, name)
        content = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise LanguageDataError("yaml-syntax", f"{name}: {' '.join(str(error).split())}", "mend the file") from error
    if not content and content != []:  # an empty list says that there is nothing
        raise LanguageDataError("yaml-empty", f"{name}: the file says nothing", "fill or remove it")
    return content


def read(path: Path) -> Any:
    """Return the content of a YAML file (UTF-8)."""
    return parse(path.read_text(encoding="utf-8"), "/".join(path.parts[-2:]))
