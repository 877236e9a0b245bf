"""Accounts, browsers that are logged in, which athletes a coach looks after, and links that show something to whoever has them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables; nobody has an account yet."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("password", sa.Text()),
        sa.Column("invitation", sa.Text()),
        sa.Column("invited_until", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        *(sa.UniqueConstraint(column, name=f"uq_account_{column}") for column in ("uid", "name_key", "person_id", "invitation")),
        _belongs("account", "person"),
    )
    op.create_table(
        "login",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login"),
        sa.UniqueConstraint("token", name="uq_login_token"),
        _belongs("login", "account"),
    )
    op.create_index("ix_login_account_id", "login", ["account_id"])
    _coached()
    _links()


def _coached() -> None:
    op.create_table(
        "coached",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coached"),
        _belongs("coached", "account"),
        _belongs("coached", "person"),
    )
    op.create_index("uq_coached_person_id_account_id", "coached", ["person_id", "account_id"], unique=True)
    op.create_index("ix_coached_account_id", "coached", ["account_id"])


def _links() -> None:
    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("shows", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_link"),
        sa.UniqueConstraint("uid", name="uq_link_uid"),
        sa.UniqueConstraint("token", name="uq_link_token"),
        _belongs("link", "person"),
    )
    op.create_index("ix_link_person_id", "link", ["person_id"])


def _belongs(table: str, owner: str) -> sa.ForeignKeyConstraint:
    """The rows go when their owner goes."""
    return sa.ForeignKeyConstraint([f"{owner}_id"], [f"{owner}.id"], name=f"fk_{table}_{owner}_id", ondelete="CASCADE")
