"""Updates are kept with the id of their message: what was written below an answer was asked after it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("message", sa.BigInteger(), nullable=False, server_default="0"))
