"""The tables of reports: their versions, what is cited of them, and who changed them. Pure.

The last row of ``publications`` names the current version: a publish and a rollback are one inserted row. Reports and
files are kept once, however many versions hold them.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Integer, LargeBinary, String, Table, Text

from rag.storage.column_types import Headings, Moment, Offsets, Omissions
from rag.storage.schema.metadata import METADATA

INSTALLATION = Table(
    "installation",
    METADATA,
    Column("id", String(8), primary_key=True),
)
"""One row: what tells this installation's collections on a shared Chroma server from those of others."""

FILES = Table(
    "files",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

REPORTS = Table(
    "reports",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", String(64), ForeignKey("files.sha256"), nullable=False),
    Column("body", Text),
    Column("region", Text),
    Column("delivered", Date),
    Column("year", Integer),
    Column("speaker", Text),
    Column("pages", Offsets, nullable=False),
    Column("omissions", Omissions, nullable=False, server_default="[]"),
    Column("headings", Headings, nullable=False, server_default="[]"),
)

VERSIONS = Table(
    "versions",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", String(16), nullable=False, index=True),
    Column("made", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reader", String(64), nullable=False),
    Column("folder", Text, nullable=False),
    Column("index", String(16), nullable=False),
    Column("sentences", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("unread", JSON, nullable=False, server_default="[]"),
)
"""``unread``: [file, SHA-256, message, code and details of the error] for each file that was left out."""

VERSION_REPORTS = Table(
    "version_reports",
    METADATA,
    Column("version", Integer, ForeignKey("versions.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("report", String(64), ForeignKey("reports.key"), nullable=False, index=True),
)

PUBLICATIONS = Table(
    "publications",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("version", Integer, ForeignKey("versions.number"), nullable=False),
)

DRAFTS = Table(
    "drafts",
    METADATA,
    Column("version", Integer, ForeignKey("versions.number"), primary_key=True),
    Column("base", Integer),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("added", Text, nullable=False),
    Column("taken", JSON, nullable=False),
    Column("stamps", JSON, nullable=False),
    Column("lost", JSON, nullable=False),
)
"""No row or one."""

AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("detail", Text, nullable=False),
    Column("old_version", Integer),
    Column("new_version", Integer),
    Column("told", Boolean, nullable=False, default=False),
)
"""``told``: the admins have been told about it, or that has been tried."""

CITED_REPORTS = Table(
    "cited_reports",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("report", Text, nullable=False),
)
"""Reports as they were cited, as JSON. They outlive the versions: a citation always opens in its place."""

CITATIONS = Table(
    "citations",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("report", String(64), ForeignKey("cited_reports.key"), nullable=False),
    Column("section", JSON, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("left_version", Integer),
    Column("left_at", Moment),
)
"""Sentences as they were when they were first shown. ``left_version`` is the one whose publication took the sentence
out of the corpus, empty while it is in."""

PINS = Table(
    "pins",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("question", Text, nullable=False),
    Column("sentence", String(16), nullable=False),
    Column("quote", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
"""Sources that admins have confirmed for questions, by the hash of the question's words."""
