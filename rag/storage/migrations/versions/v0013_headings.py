"""The lines that a file marks as headings are kept with its report."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reports", sa.Column("headings", sa.JSON(), nullable=False, server_default="[]"))
