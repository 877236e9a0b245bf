"""Browsers that are logged in: a token each, of which only the hash is kept, until it expires or is ended."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select

from ..database.schema import AccountRow, LoginRow
from ..database.transaction import Unit
from .accounts import Account, account_of, accounts_asked


def add_login(unit: Unit, account: UUID, token: str, *, until: datetime) -> None:
    """Let a browser in as an account.

    Args:
        unit: A unit for writing.
        account: Its id.
        token: Hash of what the browser holds.
        until: When it ends by itself; those that have ended are deleted on the way.
    """
    unit.writer.execute(delete(LoginRow).where(LoginRow.expires_at <= unit.now))
    key = unit.connection.scalar(select(AccountRow.id).where(AccountRow.uid == account))
    unit.writer.execute(insert(LoginRow).values(account_id=key, token=token, created_at=unit.now, expires_at=until))


def logged_in(unit: Unit, token: str) -> Account | None:
    """The account of a browser that holds the token of this hash; None where there is none, or it has ended."""
    asked = accounts_asked().join(LoginRow, LoginRow.account_id == AccountRow.id)
    row = unit.connection.execute(asked.where(LoginRow.token == token, LoginRow.expires_at > unit.now)).one_or_none()
    return None if row is None else account_of(row)


def end_login(unit: Unit, token: str) -> None:
    """Log the browser with the token of this hash out; nothing where it is not logged in."""
    unit.writer.execute(delete(LoginRow).where(LoginRow.token == token))
