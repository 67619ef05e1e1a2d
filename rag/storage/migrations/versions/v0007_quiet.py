"""Groups in which questions are answered in private only."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quiet",
        sa.Column("chat", sa.String(32), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )
