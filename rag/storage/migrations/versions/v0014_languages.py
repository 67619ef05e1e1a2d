"""The language that a person has chosen is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "languages",
        sa.Column("person", sa.String(32), primary_key=True),
        sa.Column("language", sa.String(8), nullable=False),
    )
