"""Accounts on one page: one's own, and for a coach those of their athletes."""

from dataclasses import dataclass
from uuid import UUID

from ...language import Text, en
from ..template import Links, Served, render_page

WORDS = {
    "unreachable": en("Hipdrive does not answer. Try again in a moment."),
    "invited": en("Send this address to {name}. It is shown only now, works once, and ends on {until}."),
    "copied": en("Copied."),
    "sure_remove": en("Remove the account of {name}? What is stored of them stays."),
    "changed": en("Your password is changed. Every other device is logged out."),
}


@dataclass(frozen=True, kw_only=True)
class AthletesAccount:
    """One athlete and how they come in."""

    athlete: UUID
    name: str
    account: UUID | None
    """None where there is none."""
    account_name: str
    """What they log in with; empty where there is no account."""
    state: Text
    """Such as 'invited until 3 March'."""


@dataclass(frozen=True, kw_only=True)
class AccountsPage:
    """What the page shows."""

    own_name: str
    """Of the account that is logged in; empty on the machine itself."""
    is_coach: bool
    least: int
    """Characters of a password."""
    athletes: tuple[AthletesAccount, ...]
    coaches: tuple[tuple[str, int], ...]
    """Names of coaches' accounts and how many athletes each has; shown on the machine itself alone."""


def accounts_page_html(page: AccountsPage, *, reachable: bool, links: Links = ()) -> str:
    """Write the page; whatever a user typed is escaped.

    Args:
        page: What it shows.
        reachable: Whether other devices can open an invitation that is made here.
        links: Words and address of further pages.
    """
    served = Served(modules=("/scripts/accounts.js",), words=WORDS)
    return render_page("accounts.html.j2", links=links, served=served, page=page, reachable=reachable)
