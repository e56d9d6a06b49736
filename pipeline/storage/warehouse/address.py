"""Where a database is: an address that may hold a password, and what of it may be shown."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipeline.errors import ConfigError

VARIABLE = "ELCHI_DATABASE"
_SUFFIXES = {".sqlite": "sqlite", ".db": "sqlite", ".sqlite3": "sqlite", ".duckdb": "duckdb"}
HINT = "sqlite:///records.sqlite, duckdb:///records.duckdb, postgresql://user@host/database, env:VARIABLE or file:PATH"


@dataclass(frozen=True, slots=True)
class Address:
    """``kind`` is ``sqlite``, ``duckdb`` or ``postgresql``; ``path`` the file of the first two. ``secret`` is never printed, not even by ``repr``."""

    kind: str
    path: str
    shown: str
    secret: str = field(repr=False, default="")

    def without_secret(self, text: str) -> str:
        """A text with the password and the whole address struck out."""
        parts = urlsplit(self.secret) if self.secret else None
        found = [self.secret, parts.password or "", unquote(parts.password or "")] if parts else []
        for word in sorted(filter(None, found), key=len, reverse=True):
            text = text.replace(word, "***")
        return text


def find_address(given: str | None) -> Address:
    """The address that ``--to`` means; without it that of the environment variable ``ELCHI_DATABASE``.

    >>> find_address("sqlite:///a/b.sqlite")
    Address(kind='sqlite', path='a/b.sqlite', shown='sqlite:///a/b.sqlite')

    A password in the words of a command can be read by everybody on the machine: it is refused; put the address into a variable or a file.
    """
    if given is None:
        given = f"env:{VARIABLE}"
    kind, _, rest = given.partition(":")
    if kind == "env":
        value = os.environ.get(rest, "")
        if not value:
            raise ConfigError("database", f"the environment variable {rest} is not set", f"set it, or give --to: {HINT}")
        return parse(value)
    if kind == "file":
        try:
            return parse(Path(rest).read_text(encoding="utf-8").strip())
        except OSError as error:
            raise ConfigError("database", f"{rest} cannot be read: {error.strerror}", "give a file that holds the address of the database") from error
    address = parse(given)
    if address.secret and urlsplit(address.secret).password:
        hint = f"set {VARIABLE}, or give env:VARIABLE or file:PATH"
        raise ConfigError("database-secret", "a password in the words of a command can be read by every user of this machine", hint)
    return address


def parse(text: str) -> Address:
    """An address from its text. ConfigError where it is none; the message holds nothing of it."""
    scheme, mark, rest = text.partition("://")
    scheme = scheme.lower()
    if not mark:
        kind = _SUFFIXES.get(Path(text).suffix.lower(), "")
        if not kind:
            raise ConfigError("database", "this is no address of a database", HINT)
        return Address(kind, text, f"{kind}:///{text}")
    if scheme in ("sqlite", "duckdb"):
        path = rest.removeprefix("/")
        if not path or path == ":memory:" or "?" in path:
            raise ConfigError("database", f"this address names no file: {scheme}:///{path}", HINT)
        return Address(scheme, path, f"{scheme}:///{path}")
    if scheme not in ("postgresql", "postgres"):
        raise ConfigError("database", "this kind of database is not known", HINT)
    try:
        parts = urlsplit(text)
        shown = f"postgresql://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"
    except ValueError:
        raise ConfigError("database", "the address of the database is malformed", HINT) from None
    return Address("postgresql", "", shown, text)
