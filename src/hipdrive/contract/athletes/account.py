"""Who may come in, as it stands in JSON: accounts (hipdrive.accounts/1), an invitation, a login, and links that show something."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from ...store.entries.accounts import Account, Role
from ...store.entries.links import Link, Shows
from ..wire_model import Wire, is_none

AccountState = Literal["active", "invited", "invitation_ended", "without_password"]


class AccountDocument(Wire):
    """Somebody who may log in."""

    id: UUID
    name: str
    """What they log in with."""
    role: Role
    athlete: UUID | None
    """The athlete whose account it is; null for a coach."""
    athletes: tuple[str, ...]
    """Names of the athletes whom they may see."""
    state: AccountState
    invited_until: datetime | None
    """When the open invitation ends."""


class AccountsDocument(Wire):
    """Every account, by name."""

    schema_: Literal["hipdrive.accounts/1"] = Field("hipdrive.accounts/1", alias="schema")
    accounts: tuple[AccountDocument, ...]


class InvitationDocument(Wire):
    """An invitation to choose a password, once."""

    schema_: Literal["hipdrive.invitation/1"] = Field("hipdrive.invitation/1", alias="schema")
    account: UUID
    name: str
    """What they will log in with."""
    address: str
    """Shown only now: the store keeps its check sum alone."""
    until: datetime


class LoginDocument(Wire):
    """Who asks."""

    schema_: Literal["hipdrive.login/1"] = Field("hipdrive.login/1", alias="schema")
    account: UUID | None
    """Null on the machine itself, where nobody needs an account."""
    name: str
    role: Role | None
    athlete: UUID | None
    """The athlete whose account it is."""


class LinkDocument(Wire):
    """A link that shows something of an athlete to whoever has it."""

    id: UUID
    shows: Shows
    run: UUID | None = Field(None, exclude_if=is_none)
    """The run whose report it shows; only there."""
    made_at: datetime
    until: datetime | None
    """Null where it stays until it is withdrawn."""
    ended: bool


class LinksDocument(Wire):
    """Links of an athlete, the newest first."""

    schema_: Literal["hipdrive.links/1"] = Field("hipdrive.links/1", alias="schema")
    name: str
    links: tuple[LinkDocument, ...]


class MadeLinkDocument(Wire):
    """A link that was made just now."""

    schema_: Literal["hipdrive.link/1"] = Field("hipdrive.link/1", alias="schema")
    link: LinkDocument
    address: str | None = Field(None, exclude_if=is_none)
    """Shown only now: the store keeps its check sum alone."""


def account_document(account: Account, *, athletes: tuple[str, ...], now: datetime) -> AccountDocument:
    """An account as it stands in JSON.

    Args:
        account: The account.
        athletes: Names of those whom it may see.
        now: This instant.
    """
    state: AccountState = "without_password" if account.password is None else "active"
    if account.invited_until is not None:
        state = "invited" if account.invited_until > now else "invitation_ended"
    return AccountDocument(
        id=account.uid,
        name=account.name,
        role=account.role,
        athlete=account.athlete,
        athletes=athletes,
        state=state,
        invited_until=account.invited_until,
    )


def login_document(account: Account | None) -> LoginDocument:
    """Who asks; None for who sits at the machine itself."""
    if account is None:
        return LoginDocument(account=None, name="", role=None, athlete=None)
    return LoginDocument(account=account.uid, name=account.name, role=account.role, athlete=account.athlete)


def link_document(link: Link, *, now: datetime) -> LinkDocument:
    """A link as it stands in JSON."""
    ended = link.expires_at is not None and link.expires_at <= now
    return LinkDocument(id=link.uid, shows=link.shows, run=link.run, made_at=link.created_at, until=link.expires_at, ended=ended)
