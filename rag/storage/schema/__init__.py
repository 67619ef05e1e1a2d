"""The tables of the database. Pure. Every change here comes with a migration in ``rag/storage/migrations``.

Times are UTC, stored without a zone.
"""

from rag.storage.schema.chats import ANSWERS, BEATS, CHOICES, INBOX, LANGUAGES, QUIET, SECRET, VOTES, WATCHES
from rag.storage.schema.corpus import (
    AUDIT,
    CITATIONS,
    CITED_REPORTS,
    DRAFTS,
    FILES,
    INSTALLATION,
    PINS,
    PUBLICATIONS,
    REPORTS,
    VERSION_REPORTS,
    VERSIONS,
)
from rag.storage.schema.metadata import METADATA

__all__ = [
    "ANSWERS",
    "AUDIT",
    "BEATS",
    "CHOICES",
    "CITATIONS",
    "CITED_REPORTS",
    "DRAFTS",
    "FILES",
    "INBOX",
    "INSTALLATION",
    "LANGUAGES",
    "METADATA",
    "PINS",
    "PUBLICATIONS",
    "QUIET",
    "REPORTS",
    "SECRET",
    "VERSIONS",
    "VERSION_REPORTS",
    "VOTES",
    "WATCHES",
]
