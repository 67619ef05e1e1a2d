"""The files that were left out of a version are kept with it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("versions", sa.Column("unread", sa.JSON(), nullable=False, server_default="[]"))
