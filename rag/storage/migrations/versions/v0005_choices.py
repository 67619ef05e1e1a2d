"""The report that a chat has chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "choices",
        sa.Column("chat", sa.String(32), primary_key=True),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
