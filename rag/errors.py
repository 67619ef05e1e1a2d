"""The errors of the corpus and of answering, one tree.

WenbaoError
├── SettingsError      a setting is unknown, malformed or missing
├── ReportError        a report file cannot be read or understood
├── CorpusError        the corpus cannot be built, published or rolled back
│   ├── EmptyCorpus    there is no report to ask
│   ├── CorpusBusy     another process or another build holds it
│   ├── Cancelled      the build was stopped by an admin
│   ├── VersionHeld    it would lose answers that are right
│   ├── DamagedVersion the database does not hold what was published
│   └── DraftExpired   the draft no longer exists, or its sources have changed
├── SearchError        a search failed: the vector store or the embedding model
├── MessageTooCostly   a message takes more computing than one may
├── ModelError         the language model failed
└── StorageError       the database cannot be reached or written

Each message is one sentence for the person who can do something about it: what happened, to which thing, what to do.
An error that admins see in other languages has a ``code``, by which ``bot.texts`` finds its sentence in those, with the
same details.
"""

from collections.abc import Mapping
from typing import Self


class WenbaoError(Exception):
    """Anything this program raises on purpose."""

    def __init__(self, sentence: str, *, code: str = "", **details: object) -> None:
        """``sentence`` has the names of the details in braces, if there are any."""
        self.code = code
        self.details = {name: str(detail) for name, detail in details.items()}
        super().__init__(sentence.format(**self.details) if details else sentence)

    @classmethod
    def recalled(cls, message: str, code: str, details: Mapping[str, str]) -> Self:
        """The error as it was raised, from what was kept of it; ``message`` has its details filled in."""
        error = cls(message, code=code)
        error.details = dict(details)
        return error


class SettingsError(WenbaoError):
    """A setting is unknown, malformed or missing."""


class ReportError(WenbaoError):
    """A report file cannot be read or understood."""


class CorpusError(WenbaoError):
    """The corpus cannot be built, published or rolled back."""


class EmptyCorpus(CorpusError):
    """There are no reports to ask."""


class CorpusBusy(CorpusError):
    """Another process or another build holds the corpus."""


class Cancelled(CorpusError):
    """The build was stopped by an admin."""


class VersionHeld(CorpusError):
    """The version would lose answers that are right; it waits as a draft."""


class DamagedVersion(CorpusError):
    """The database does not hold the version as it was published."""


class DraftExpired(CorpusError):
    """The version to be published is gone, or what it was made from has changed."""


class SearchError(WenbaoError):
    """A search failed: the vector store or the embedding model."""


class MessageTooCostly(WenbaoError):
    """A message takes more computing than one message may."""


class ModelError(WenbaoError):
    """The language model failed or broke the format."""

    def __init__(self, message: str, reason: str = "failed", retry_after: float | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        """One word for logs and metrics: ``timeout``, ``key``, ``limited`` …"""
        self.retry_after = retry_after
        """Seconds the service asked to be left alone; None where it asked for nothing."""


class StorageError(WenbaoError):
    """The database cannot be reached or written."""
