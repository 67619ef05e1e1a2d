"""Cited sentences, and the reports they were cited from."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cited_reports",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("report", sa.Text, nullable=False),
    )
    op.create_table(
        "citations",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("report", sa.String(64), sa.ForeignKey("cited_reports.key"), nullable=False),
        sa.Column("section", sa.JSON, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("left_version", sa.Integer),
        sa.Column("left_at", sa.DateTime),
    )
