"""Updates of Telegram, kept until they have been handled, and the processes that handle them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
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
    )
    op.create_index("ix_inbox_state", "inbox", ["state", "lane"])
    op.create_index("ix_inbox_person", "inbox", ["person", "received"])
    op.create_table(
        "beats",
        sa.Column("holder", sa.String(64), primary_key=True),
        sa.Column("beat", sa.BigInteger, nullable=False),
    )
