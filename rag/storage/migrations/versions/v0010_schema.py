"""The whole schema. Its number is that of the tenth step which led to it: databases made by then are taken over."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _installation()
    _corpus()
    _changes()
    _citations()
    _conversations()
    _updates()


def _installation() -> None:
    installation = op.create_table("installation", sa.Column("id", sa.String(8), primary_key=True))
    op.bulk_insert(installation, [{"id": secrets.token_hex(4)}])
    secret = op.create_table("secret", sa.Column("key", sa.String(64), primary_key=True))
    op.bulk_insert(secret, [{"key": secrets.token_hex(32)}])


def _corpus() -> None:
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("files.sha256"), nullable=False),
        sa.Column("body", sa.Text),
        sa.Column("region", sa.Text),
        sa.Column("delivered", sa.Date),
        sa.Column("year", sa.Integer),
        sa.Column("speaker", sa.Text),
        sa.Column("pages", sa.JSON, nullable=False),
    )
    op.create_table(
        "versions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(16), nullable=False, index=True),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reader", sa.String(64), nullable=False),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("index", sa.String(16), nullable=False),
        sa.Column("sentences", sa.Integer, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_table(
        "version_reports",
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.number"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("report", sa.String(64), sa.ForeignKey("reports.key"), nullable=False, index=True),
    )


def _changes() -> None:
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.number"), nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("old_version", sa.Integer),
        sa.Column("new_version", sa.Integer),
        sa.Column("told", sa.Boolean, nullable=False),
    )
    op.create_table(
        "drafts",
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.number"), primary_key=True),
        sa.Column("base", sa.Integer),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("added", sa.Text, nullable=False),
        sa.Column("taken", sa.JSON, nullable=False),
        sa.Column("stamps", sa.JSON, nullable=False),
        sa.Column("lost", sa.JSON, nullable=False),
    )


def _citations() -> None:
    op.create_table(
        "cited_reports",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("report", sa.Text, nullable=False),
    )
    op.create_table(
        "citations",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("report", sa.String(64), sa.ForeignKey("cited_reports.key"), nullable=False),
        sa.Column("section", sa.JSON, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("left_version", sa.Integer),
        sa.Column("left_at", sa.DateTime),
    )
    op.create_table(
        "pins",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("sentence", sa.String(16), nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )


def _conversations() -> None:
    op.create_table(
        "answers",
        sa.Column("chat", sa.String(32), primary_key=True),
        sa.Column("question", sa.Integer, primary_key=True),
        sa.Column("thread", sa.Integer, nullable=False),
        sa.Column("asker", sa.String(32), nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("messages", sa.JSON, nullable=False),
        sa.Column("last", sa.Integer),
        sa.Column("answer", sa.Text),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("claimed", sa.DateTime),
        sa.Column("holder", sa.String(64)),
        sa.Column("kind", sa.String(16), nullable=False, server_default="question"),
    )
    op.create_index("ix_answers_last", "answers", ["chat", "last"])
    op.create_index("ix_answers_asker", "answers", ["chat", "thread", "asker"])
    op.create_table(
        "votes",
        sa.Column("chat", sa.String(32), primary_key=True),
        sa.Column("question", sa.Integer, primary_key=True),
        sa.Column("voter", sa.String(32), primary_key=True),
        sa.Column("good", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
    )
    op.create_table(
        "choices",
        sa.Column("chat", sa.String(32), primary_key=True),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "quiet",
        sa.Column("chat", sa.String(32), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )


def _updates() -> None:
    op.create_table(
        "inbox",
        sa.Column("bot", sa.BigInteger, primary_key=True),
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("received", sa.DateTime, nullable=False),
        sa.Column("ready", sa.BigInteger),
        sa.Column("body", sa.Text),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("holder", sa.String(64)),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False, server_default="message"),
        sa.Column("message", sa.BigInteger, nullable=False, server_default="0"),
    )
    op.create_index("ix_inbox_state", "inbox", ["state", "lane"])
    op.create_index("ix_inbox_person", "inbox", ["person", "received"])
    op.create_table(
        "beats",
        sa.Column("holder", sa.String(64), primary_key=True),
        sa.Column("beat", sa.BigInteger, nullable=False),
    )
