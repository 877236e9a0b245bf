"""The verbs on accounts: add, invite, choose a password, remove, list, and say which athletes a coach looks after."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from ...contract.athletes.account import AccountsDocument, account_document
from ...errors import ContradictionError
from ...language import en
from ...store import (
    Account,
    Role,
    Unit,
    UnknownEntryError,
    account_named,
    account_with_id,
    coached_by,
    drop_account,
    entrust,
    find_person,
    invited_account,
    list_accounts,
    list_people,
    only_coach,
    release,
    set_invitation,
    set_password,
)
from ...store import add_account as store_account
from .account_error import InvitationEndedError
from .secret import PasswordHash, new_token, token_hash

INVITED_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What lets somebody choose the password of an account, once."""

    account: Account
    token: str
    until: datetime


def add_account(unit: Unit, *, name: str, role: Role, password: PasswordHash, athlete: str | None = None) -> Account:
    """Add an account that can log in at once; the first coach looks after everybody who is stored.

    Args:
        unit: A unit for writing.
        name: What they log in with.
        role: What they may see: their athletes, or themself.
        password: From password_hash.
        athlete: Name of the stored athlete whose account it is.

    Raises:
        ContradictionError: If an athlete's account has no athlete, or a coach's has one.
        DuplicateError: If the name is taken, or the athlete has an account.
        UnknownNameError: If nobody has the athlete's name.
    """
    if (role == "athlete") != (athlete is not None):
        raise ContradictionError(
            en("An athlete's account is that of one stored athlete, and a coach's of none"), en("say which, or neither")
        )
    account = store_account(unit, name=name, role=role, athlete=athlete)
    set_password(unit, account.uid, password)
    if only_coach(unit) == account.uid:
        entrust(unit, account.uid, [person.uid for person in list_people(unit)])
    return account_with_id(unit, account.uid)


def invite(unit: Unit, athlete: str, uid: UUID, *, name: str = "") -> Invitation:
    """Invite an athlete to choose a password; once more replaces the invitation before.

    The old password holds until a new one is chosen.

    Args:
        unit: A unit for writing.
        athlete: Who, as stored.
        uid: Id of the account, made where it is not there yet.
        name: What they log in with; the athlete's name if left out.

    Raises:
        DuplicateError: If the name is taken, or the athlete has another account.
        IdTakenError: If somebody else's account has the id.
    """
    account = store_account(unit, name=name or athlete, role="athlete", athlete=athlete, uid=uid)
    token, until = new_token(), unit.now + timedelta(days=INVITED_DAYS)
    set_invitation(unit, account.uid, token_hash(token), until=until)
    return Invitation(account=account, token=token, until=until)


def invited(unit: Unit, token: str) -> Account:
    """Whose invitation it is.

    Raises:
        InvitationEndedError: If it was used or has ended.
    """
    account = invited_account(unit, token_hash(token))
    if account is None:
        raise InvitationEndedError
    return account


def accept_invitation(unit: Unit, token: str, password: PasswordHash) -> Account:
    """Set the password that somebody invited has chosen; the invitation is used up.

    Raises:
        InvitationEndedError: If it was used or has ended.
    """
    account = invited(unit, token)
    return change_password(unit, account.uid, password)


def change_password(unit: Unit, account: UUID, password: PasswordHash) -> Account:
    """Set a password; every browser that is logged in with the old one is logged out."""
    set_password(unit, account, password)
    return account_with_id(unit, account)


def drop_athletes_account(unit: Unit, athlete: str, uid: UUID) -> None:
    """Remove the account of an athlete; what is stored of them stays.

    Raises:
        UnknownEntryError: If the athlete has no such account.
    """
    if account_with_id(unit, uid).athlete != find_person(unit, athlete).uid:
        raise UnknownEntryError(en("account"), uid)
    drop_account(unit, uid)


def drop_account_named(unit: Unit, name: str) -> Account:
    """Remove an account; the athletes of a coach stay.

    Raises:
        UnknownNameError: If there is none.
    """
    account = account_named(unit, name)
    drop_account(unit, account.uid)
    return account


def account_list(unit: Unit, *, only: Collection[UUID] | None = None) -> AccountsDocument:
    """Accounts, by name.

    Args:
        unit: A unit of work.
        only: Those of these athletes alone, by id; None for all, coaches among them.
    """
    names = {person.uid: person.name for person in list_people(unit)}
    accounts = [account for account in list_accounts(unit) if only is None or account.athlete in only]
    seen = {account.uid: coached_by(unit, account.uid) if account.role == "coach" else {account.athlete} for account in accounts}
    return AccountsDocument(
        accounts=tuple(
            account_document(account, athletes=tuple(name for uid, name in names.items() if uid in seen[account.uid]), now=unit.now)
            for account in accounts
        )
    )


def set_athletes(unit: Unit, coach: str, *, add: Sequence[str] = (), drop: Sequence[str] = (), everybody: bool = False) -> None:
    """Say whom a coach looks after.

    Args:
        unit: A unit for writing.
        coach: Name of the coach's account.
        add: Names of athletes who are theirs from now on.
        drop: Names of those who are theirs no longer.
        everybody: Whether all who are stored now are theirs.

    Raises:
        ContradictionError: If it is an athlete's account.
        UnknownNameError: If there is no such account or athlete.
    """
    account = account_named(unit, coach)
    if account.role != "coach":
        raise ContradictionError(
            en("'{name}' is the account of an athlete, who sees nobody else", name=coach), en("name a coach's account")
        )
    added = [person.uid for person in list_people(unit)] if everybody else [find_person(unit, name).uid for name in add]
    entrust(unit, account.uid, added)
    release(unit, account.uid, [find_person(unit, name).uid for name in drop])
