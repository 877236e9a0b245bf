"""Accounts: who may log in, as coach or as athlete, their password and invitation as hashes, and which athletes a coach looks after."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID, uuid4

from sqlalchemy import Row, Select, delete, exists, func, insert, select, update

from ...errors import UnknownNameError
from ...language import en
from ..database.schema import AccountRow, CoachedRow, LoginRow, PersonRow
from ..database.store_error import DuplicateError, IdTakenError, UnknownEntryError
from ..database.transaction import Unit
from .entry import person_id
from .people import lock_names
from .person import name_key, tidy_name

Role = Literal["coach", "athlete"]


@dataclass(frozen=True, kw_only=True)
class Account:
    """Somebody who may log in."""

    uid: UUID
    name: str
    role: Role
    athlete: UUID | None
    """The person whose account it is; None for a coach."""
    password: str | None
    """Its hash; None until the invitation is taken up."""
    invited_until: datetime | None
    """When the invitation ends; None where none is open."""


def add_account(unit: Unit, *, name: str, role: Role, athlete: str | None = None, uid: UUID | None = None) -> Account:
    """Add an account without a password; put twice under one id it is one.

    Args:
        unit: A unit for writing.
        name: What they log in with.
        role: What they may see.
        athlete: Name of the person whose account it is; None for a coach.
        uid: Its id; None gives a new one.

    Raises:
        DuplicateError: If the name is taken, or the athlete has an account.
        IdTakenError: If another account has the id.
        UnknownNameError: If nobody has the athlete's name.
    """
    lock_names(unit)
    name, owner = tidy_name(name), None if athlete is None else person_id(unit, athlete)
    before = None if uid is None else unit.connection.execute(select(AccountRow.__table__).where(AccountRow.uid == uid)).one_or_none()
    if before is not None:
        if (before.name_key, before.role, before.person_id) != (name_key(name), role, owner):
            raise IdTakenError(en("account"), before.uid)
        return account_with_id(unit, before.uid)
    if unit.connection.scalar(select(AccountRow.id).where(AccountRow.name_key == name_key(name))) is not None:
        raise DuplicateError(en("There is already an account named '{name}'", name=name), en("give it another name"))
    if owner is not None and unit.connection.scalar(select(AccountRow.id).where(AccountRow.person_id == owner)) is not None:
        raise DuplicateError(en("{athlete} has an account already", athlete=athlete), en("invite them again, or remove that account first"))
    uid = uid or uuid4()
    columns = {"uid": uid, "name": name, "name_key": name_key(name), "role": role, "person_id": owner, "created_at": unit.now}
    unit.writer.execute(insert(AccountRow).values(**columns))
    return account_with_id(unit, uid)


def accounts_asked() -> Select[Any]:
    """Accounts with the id of their person."""
    return select(AccountRow.__table__, PersonRow.uid.label("athlete")).outerjoin(PersonRow, PersonRow.id == AccountRow.person_id)


def account_of(row: Row[Any]) -> Account:
    """The account of a row."""
    keys = ("uid", "name", "role", "athlete", "password", "invited_until")
    return Account(**{key: getattr(row, key) for key in keys})


def account_with_id(unit: Unit, uid: UUID) -> Account:
    """An account by id.

    Raises:
        UnknownEntryError: If there is none.
    """
    row = unit.connection.execute(accounts_asked().where(AccountRow.uid == uid)).one_or_none()
    if row is None:
        raise UnknownEntryError(en("account"), uid)
    return account_of(row)


def account_named(unit: Unit, name: str) -> Account:
    """An account by its name, whatever the capital letters.

    Raises:
        UnknownNameError: If there is none.
    """
    row = unit.connection.execute(accounts_asked().where(AccountRow.name_key == name_key(name))).one_or_none()
    if row is None:
        raise UnknownNameError(en("account"), name, (one.name for one in list_accounts(unit)))
    return account_of(row)


def invited_account(unit: Unit, invitation: str) -> Account | None:
    """The account of an invitation's hash; None where there is none, or it has ended."""
    asked = accounts_asked().where(AccountRow.invitation == invitation, AccountRow.invited_until > unit.now)
    row = unit.connection.execute(asked).one_or_none()
    return None if row is None else account_of(row)


def list_accounts(unit: Unit) -> tuple[Account, ...]:
    """Every account, by name."""
    return tuple(account_of(row) for row in unit.connection.execute(accounts_asked().order_by(AccountRow.name_key)))


def set_invitation(unit: Unit, uid: UUID, invitation: str, *, until: datetime) -> None:
    """Let whoever has the invitation of this hash choose the account's password, until it ends; one sent before counts no longer."""
    chosen = update(AccountRow).where(AccountRow.uid == uid)
    unit.writer.execute(chosen.values(invitation=invitation, invited_until=until))


def set_password(unit: Unit, uid: UUID, password: str) -> None:
    """Set the hash of an account's password; its invitation and every browser that is logged in end with it."""
    chosen = update(AccountRow).where(AccountRow.uid == uid)
    key = unit.writer.scalar(chosen.values(password=password, invitation=None, invited_until=None).returning(AccountRow.id))
    unit.writer.execute(delete(LoginRow).where(LoginRow.account_id == key))


def drop_account(unit: Unit, uid: UUID) -> None:
    """Delete an account with every browser that is logged in; the athletes of a coach stay.

    Raises:
        UnknownEntryError: If there is none.
    """
    if unit.writer.execute(delete(AccountRow).where(AccountRow.uid == uid)).rowcount == 0:
        raise UnknownEntryError(en("account"), uid)


def entrust(unit: Unit, coach: UUID, athletes: Collection[UUID]) -> None:
    """Let a coach look after athletes, by id; those who are theirs already stay so."""
    key = unit.connection.scalar(select(AccountRow.id).where(AccountRow.uid == coach))
    there = select(CoachedRow.person_id).where(CoachedRow.account_id == key)
    wanted = select(PersonRow.id).where(PersonRow.uid.in_(athletes), PersonRow.id.not_in(there))
    lines = [{"account_id": key, "person_id": owner} for owner in unit.connection.scalars(wanted)]
    if lines:
        unit.writer.execute(insert(CoachedRow), lines)


def release(unit: Unit, coach: UUID, athletes: Collection[UUID]) -> None:
    """Let a coach look after athletes no longer, by id."""
    owners = select(PersonRow.id).where(PersonRow.uid.in_(athletes))
    key = select(AccountRow.id).where(AccountRow.uid == coach).scalar_subquery()
    unit.writer.execute(delete(CoachedRow).where(CoachedRow.account_id == key, CoachedRow.person_id.in_(owners)))


def coached_by(unit: Unit, coach: UUID) -> frozenset[UUID]:
    """Ids of a coach's athletes."""
    asked = select(PersonRow.uid).join(CoachedRow, CoachedRow.person_id == PersonRow.id)
    return frozenset(unit.connection.scalars(asked.join(AccountRow).where(AccountRow.uid == coach)))


def is_anothers(unit: Unit, coach: UUID, athlete: UUID) -> bool:
    """Whether an athlete is stored and not a coach's own."""
    mine = exists().where(CoachedRow.person_id == PersonRow.id, CoachedRow.account_id == AccountRow.id, AccountRow.uid == coach)
    return unit.connection.scalar(select(PersonRow.id).where(PersonRow.uid == athlete, ~mine)) is not None


def only_coach(unit: Unit) -> UUID | None:
    """The coach's account where there is just one; None for none, or several."""
    coaches = select(AccountRow.uid).where(AccountRow.role == "coach")
    if unit.connection.scalar(select(func.count()).select_from(coaches.subquery())) != 1:
        return None
    return unit.connection.scalar(coaches)
