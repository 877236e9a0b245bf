"""The first layout: people, entries about them with history, sessions with sets and pains, copies made."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ENTRIES: dict[str, tuple[sa.Column[Any], ...]] = {
    "body_mass": (sa.Column("mass_kg", sa.Double(), nullable=False),),
    "test_result": (
        sa.Column("protocol", sa.Text(), nullable=False),
        sa.Column("side", sa.Text()),
        sa.Column("value", sa.Double()),
        sa.Column("passed", sa.Boolean()),
        sa.Column("details", sa.Text(), nullable=False),
    ),
    "screen": (sa.Column("age_years", sa.Integer()), sa.Column("yes", sa.Text(), nullable=False)),
    "equipment": (sa.Column("toml", sa.Text(), nullable=False), sa.Column("options", sa.Text(), nullable=False)),
    "run": (sa.Column("file_name", sa.Text(), nullable=False), sa.Column("document", sa.Text())),
    "plan": (
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
    ),
    "session": (sa.Column("skipped", sa.Boolean(), nullable=False), sa.Column("note", sa.Text(), nullable=False)),
}
PARTS: dict[str, tuple[sa.Column[Any], ...]] = {
    "logged_set": (
        sa.Column("exercise", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("reps", sa.Integer()),
        sa.Column("distance_m", sa.Double()),
        sa.Column("hold_s", sa.Double()),
        sa.Column("load", sa.Text()),
        sa.Column("load_kg", sa.Double()),
        sa.Column("rir", sa.Double()),
        sa.Column("rpe", sa.Double()),
        sa.Column("faults", sa.Text(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
    ),
    "pain": (
        sa.Column("felt", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("side", sa.Text()),
        sa.Column("exercise", sa.Text()),
    ),
}
PROGRESS = ("person_id", "current", "exercise", "on_day", "side", "load", "load_kg", "reps", "hold_s", "distance_m", "skipped")


def upgrade() -> None:
    """Make all tables of an empty database."""
    _people()
    for name, columns in ENTRIES.items():
        _entries(name, columns)
    for name, columns in PARTS.items():
        _parts(name, columns)
    active = sa.text("active")
    op.create_index("ix_plan_active", "plan", ["person_id"], unique=True, sqlite_where=active, postgresql_where=active)
    op.create_index("ix_logged_set_progress", "logged_set", list(PROGRESS))
    op.create_index("ix_pain_person_id_on_day", "pain", ["person_id", "on_day"])
    op.create_table(
        "copy_made",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_copy_made"),
        _belongs("copy_made", "person"),
    )
    op.create_index("ix_copy_made_person_id", "copy_made", ["person_id"])


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("height_m", sa.Double(), nullable=False),
        sa.Column("born", sa.Date()),
        sa.Column("consent_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("name_key", name="uq_person_name_key"),
        sa.UniqueConstraint("uid", name="uq_person_uid"),
    )


def _entries(name: str, columns: tuple[sa.Column[Any], ...]) -> None:
    """A table of entries about a person, with their history."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrects", sa.Uuid()),
        sa.Column("superseded_at", sa.DateTime(timezone=True)),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint("uid", name=f"uq_{name}_uid"),
        _belongs(name, "person"),
    )
    op.create_index(f"ix_{name}_person_id_on_day", name, ["person_id", "on_day"])


def _parts(name: str, columns: tuple[sa.Column[Any], ...]) -> None:
    """A table of what sessions consist of."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        _belongs(name, "session"),
        _belongs(name, "person"),
    )
    op.create_index(f"uq_{name}_session_id_number", name, ["session_id", "number"], unique=True)


def _belongs(table: str, owner: str) -> sa.ForeignKeyConstraint:
    """The rows go when their owner goes."""
    return sa.ForeignKeyConstraint([f"{owner}_id"], [f"{owner}.id"], name=f"fk_{table}_{owner}_id", ondelete="CASCADE")
