"""Versions made and not yet published, and which changes have been told to the admins."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
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
    # what was done before is no news
    op.add_column("audit", sa.Column("told", sa.Boolean, nullable=False, server_default=sa.true()))
