"""The tables of chats and people: what they asked, chose and judged. Pure.

People and chats are keys, hashed from their ids with the secret: the tables alone name nobody. Only ``watches`` keeps
ids of chats, which nothing could be sent to without.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from rag.storage.column_types import Moment, Offsets
from rag.storage.schema.metadata import METADATA

SECRET = Table(
    "secret",
    METADATA,
    Column("key", String(64), primary_key=True),
)
"""One row: what the ids of people and chats are hashed with."""

ANSWERS = Table(
    "answers",
    METADATA,
    Column("chat", String(32), primary_key=True),
    Column("question", Integer, primary_key=True),
    Column("thread", Integer, nullable=False),
    Column("asker", String(32), nullable=False),
    Column("asked", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("messages", Offsets, nullable=False),
    Column("last", Integer),
    Column("answer", Text),
    Column("at", Moment, nullable=False, index=True),
    Column("claimed", Moment),
    Column("holder", String(64)),
    Column("kind", String(16), nullable=False, server_default="question"),
    Index("ix_answers_last", "chat", "last"),
    Index("ix_answers_asker", "chat", "thread", "asker"),
)
"""Questions and answers and their places, by the ids of messages: that of the ``question``, those of the answer, and
the ``last`` of these, which carries the buttons. ``claimed`` is set while the question is being answered, ``holder`` is
the process that answers it. ``kind`` tells questions from what was to be verified."""

INBOX = Table(
    "inbox",
    METADATA,
    Column("bot", BigInteger, primary_key=True),
    Column("id", BigInteger, primary_key=True),
    Column("lane", String(32), nullable=False),
    Column("person", String(32), nullable=False),
    Column("received", Moment, nullable=False),
    Column("ready", BigInteger),
    Column("body", Text),
    Column("state", String(16), nullable=False),
    Column("holder", String(64)),
    Column("tries", Integer, nullable=False),
    Column("kind", String(16), nullable=False, server_default="message"),
    Column("message", BigInteger, nullable=False, server_default="0"),
    Index("ix_inbox_state", "state", "lane"),
    Index("ix_inbox_person", "person", "received"),
)
"""Updates of Telegram: until they have been handled with their words, for a day after that without. Each ``kind`` is
counted for itself where there is a limit for one person. ``message`` is the id of a new message; the lane of a chat has
the key that the chat has in ``answers``."""

BEATS = Table(
    "beats",
    METADATA,
    Column("holder", String(64), primary_key=True),
    Column("beat", BigInteger, nullable=False),
)
"""A number for each process that takes updates; it grows as long as the process lives."""

CHOICES = Table(
    "choices",
    METADATA,
    Column("chat", String(32), primary_key=True),
    Column("report", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
"""The report that a chat asks, by name, where it does not ask all."""

LANGUAGES = Table(
    "languages",
    METADATA,
    Column("person", String(32), primary_key=True),
    Column("language", String(8), nullable=False),
)
"""The language that a person has chosen, where it is not that of the client."""

WATCHES = Table(
    "watches",
    METADATA,
    Column("chat", String(32), primary_key=True),
    Column("key", String(12), primary_key=True),
    Column("person", String(32), nullable=False),
    Column("address", String(32), nullable=False),
    Column("thread", Integer, nullable=False),
    Column("language", String(8), nullable=False),
    Column("region", Text),
    Column("name", Text, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("figures", JSON, nullable=False),
    Column("looked", Integer, nullable=False, index=True),
    Column("at", Moment, nullable=False),
)
"""Indicators that a chat watches. ``address`` is the id of the chat, without which nothing could be sent there;
``figures`` are those that it was told last, ``looked`` is the last publication that was compared with them."""

QUIET = Table(
    "quiet",
    METADATA,
    Column("chat", String(32), primary_key=True),
    Column("at", Moment, nullable=False),
)
"""Groups in which questions are answered in private only."""

VOTES = Table(
    "votes",
    METADATA,
    Column("chat", String(32), primary_key=True),
    Column("question", Integer, primary_key=True),
    Column("voter", String(32), primary_key=True),
    Column("good", Boolean, nullable=False),
    Column("reason", String(16), nullable=False),
    Column("at", Moment, nullable=False, index=True),
)
"""Votes on answers, one row a person; the answer is the one to ``question`` in ``answers``."""
