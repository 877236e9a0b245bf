"""Sessions that a device sends piece by piece: each piece with its revision, so that one put twice, late or out of order is one."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
TABLE = "sent_piece"


def upgrade() -> None:
    """Make the table of pieces."""
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
        sa.Column("session", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        sa.UniqueConstraint("uid", name=f"uq_{TABLE}_uid"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=f"fk_{TABLE}_person_id", ondelete="CASCADE"),
    )
    op.create_index(f"ix_{TABLE}_person_id_on_day", TABLE, ["person_id", "on_day"])
    op.create_index(f"ix_{TABLE}_session", TABLE, ["session"])
