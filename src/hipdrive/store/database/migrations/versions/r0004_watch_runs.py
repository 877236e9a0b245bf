"""Runs that watches recorded: each with the fingerprint of its file, so that one file is one run."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
TABLE = "watch_run"


def upgrade() -> None:
    """Make the table of runs from watches."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrects", sa.Uuid()),
        sa.Column("superseded_at", sa.DateTime(timezone=True)),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        sa.UniqueConstraint("uid", name=f"uq_{TABLE}_uid"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=f"fk_{TABLE}_person_id", ondelete="CASCADE"),
    )
    op.create_index(f"ix_{TABLE}_person_id_on_day", TABLE, ["person_id", "on_day"])
