"""The parts of a file that are not in the text of its report are kept with the report."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reports", sa.Column("omissions", sa.JSON(), nullable=False, server_default="[]"))
