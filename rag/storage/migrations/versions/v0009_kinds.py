"""Questions and what is to be verified are told apart, and who is answering; messages and presses are counted apart."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answers", sa.Column("holder", sa.String(64)))
    op.add_column("answers", sa.Column("kind", sa.String(16), nullable=False, server_default="question"))
    op.add_column("inbox", sa.Column("kind", sa.String(16), nullable=False, server_default="message"))
    answers = sa.table("answers", sa.column("kind", sa.String), sa.column("answer", sa.Text))
    verified = answers.c.answer.contains('"engine":"verify"', autoescape=True)
    op.execute(answers.update().where(verified).values(kind="verification"))
