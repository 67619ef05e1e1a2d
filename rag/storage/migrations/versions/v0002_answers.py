"""What the bot has answered, and the secret that people's and chats' ids are hashed with."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    secret = op.create_table("secret", sa.Column("key", sa.String(64), primary_key=True))
    op.bulk_insert(secret, [{"key": secrets.token_hex(32)}])
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
    )
    op.create_index("ix_answers_last", "answers", ["chat", "last"])
    op.create_index("ix_answers_asker", "answers", ["chat", "thread", "asker"])
