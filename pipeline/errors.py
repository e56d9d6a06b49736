"""The errors a user can meet: each says what is wrong, where, and what to do."""

from __future__ import annotations


class ElchiError(Exception):
    """Base of every error that elchi raises on purpose.

    ``code`` is a short stable name used in ``rejects.jsonl``; ``hint`` says what the user can do.

    >>> error = ElchiError("empty", "the file has no text", hint="remove it")
    >>> print(error)
    the file has no text (remove it)
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(f"{message} ({hint})" if hint else message)
        self.code = code
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type[ElchiError], tuple[str, str, str]]:
        """An error comes whole out of another process."""
        return type(self), (self.code, self.message, self.hint)


class DocumentError(ElchiError):
    """One document cannot be used; the run goes on without it."""


class LanguageDataError(ElchiError):
    """A file of a language folder is wrong; the message names file and entry."""


class ModelError(LanguageDataError):
    """A model or package that the chosen engine needs is missing, damaged or of another kind; no document can be read without it."""


class ConfigError(ElchiError):
    """The configuration or the call is wrong; nothing has been done."""


class GoldError(ElchiError):
    """A gold or record file is malformed; the message names the line and the reason."""
