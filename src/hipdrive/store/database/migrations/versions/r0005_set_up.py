"""Set-ups of exercises that a person keeps, each under a name of its own among those that count."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
TABLE = "set_up"


def upgrade() -> None:
    """Make the table of kept set-ups."""
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
        sa.Column("exercise", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("set_up", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        sa.UniqueConstraint("uid", name=f"uq_{TABLE}_uid"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=f"fk_{TABLE}_person_id", ondelete="CASCADE"),
    )
    op.create_index(f"ix_{TABLE}_person_id_on_day", TABLE, ["person_id", "on_day"])
    counts = sa.text("superseded_at IS NULL")
    op.create_index(
        f"uq_{TABLE}_person_id_name_key", TABLE, ["person_id", "name_key"], unique=True, sqlite_where=counts, postgresql_where=counts
    )
