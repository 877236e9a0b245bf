"""The verbs of logging in and out, and of whom somebody may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from ...errors import UnknownNameError, ValueOutOfRangeError
from ...store import Account, Unit, account_named, account_with_id, add_login, coached_by, end_login, is_anothers, list_accounts, logged_in
from .account_error import WrongLoginError
from .secret import new_token, token_hash

LOGGED_IN_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class Login:
    """What a browser that is logged in holds."""

    account: Account
    token: str
    until: datetime


def has_accounts(unit: Unit) -> bool:
    """Whether anybody could log in."""
    return any(account.password is not None for account in list_accounts(unit))


def account_for_login(unit: Unit, name: str) -> Account | None:
    """The account of a name that somebody typed; None where there is none."""
    try:
        return account_named(unit, name)
    except (UnknownNameError, ValueOutOfRangeError):
        return None


def begin_login(unit: Unit, account: Account, *, instead_of: str = "") -> Login:
    """Let a browser in, under a new token whatever it held before.

    Args:
        unit: A unit for writing.
        account: Whose password was right.
        instead_of: The token that the browser holds; it ends.

    Raises:
        WrongLoginError: If the password was changed meanwhile.
    """
    end_login(unit, token_hash(instead_of))
    if account_with_id(unit, account.uid).password != account.password:
        raise WrongLoginError
    token, until = new_token(), unit.now + timedelta(days=LOGGED_IN_DAYS)
    add_login(unit, account.uid, token_hash(token), until=until)
    return Login(account=account, token=token, until=until)


def account_logged_in(unit: Unit, token: str) -> Account | None:
    """Who holds a token; None where it is nobody's, or has ended."""
    return logged_in(unit, token_hash(token))


def log_out(unit: Unit, token: str) -> None:
    """End what a browser holds."""
    end_login(unit, token_hash(token))


def may_see(unit: Unit, account: Account, athlete: UUID) -> bool:
    """Whether an account may see an athlete; an id that nobody has yet is free for any coach."""
    if account.role == "athlete":
        return athlete == account.athlete
    return not is_anothers(unit, account.uid, athlete)


def athletes_of(unit: Unit, account: Account) -> Collection[UUID]:
    """Ids of the athletes whom an account may see."""
    return coached_by(unit, account.uid) if account.role == "coach" else frozenset(filter(None, (account.athlete,)))
