"""Secrets: what a password must be, its hash (argon2id), and tokens of which only a check sum is kept."""

import hashlib
import secrets
from functools import cache
from threading import BoundedSemaphore
from typing import NewType

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ...errors import ValueOutOfRangeError
from ...language import en
from ...store import Account

PasswordHash = NewType("PasswordHash", str)
SHORTEST, LONGEST = 10, 200
TOKEN_BYTES = 32
_HASHER = PasswordHasher()
_AT_ONCE = BoundedSemaphore(2)
"""Each hash takes 64 MiB for a moment; a crowd at the door waits its turn."""


def password_hash(password: str, *, name: str) -> PasswordHash:
    """The hash of a new password; takes about a tenth of a second, so do it outside of a unit of work.

    Args:
        password: As typed.
        name: Of the account; a password that is the name is refused.

    Raises:
        ValueOutOfRangeError: If it is too short or too long, or is the name.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        found, allowed = en("{n} characters long", n=len(password)), en("{least} to {most} characters", least=SHORTEST, most=LONGEST)
        raise ValueOutOfRangeError(en("the password"), found, allowed, en("a sentence of four words is easy to keep in mind"))
    if password.strip().casefold() == name.strip().casefold():
        raise ValueOutOfRangeError(en("the password"), en("the name"), en("something that nobody guesses"))
    with _AT_ONCE:
        return PasswordHash(_HASHER.hash(password))


def is_password(account: Account | None, password: str) -> bool:
    """Whether a password is an account's; takes as long where there is no account, or none with a password."""
    known = None if account is None else account.password
    with _AT_ONCE:
        try:
            _HASHER.verify(known or _nobodys(), password)
        except (VerificationError, InvalidHashError):
            return False
    return known is not None


@cache
def _nobodys() -> str:
    """A hash of something that nobody knows."""
    return _HASHER.hash(secrets.token_urlsafe(TOKEN_BYTES))


def new_token() -> str:
    """What nobody guesses, fit for an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What is kept of a token: it holds 256 random bits, so a plain check sum can't be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()
