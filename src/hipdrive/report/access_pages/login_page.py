"""Where somebody says who they are, and where somebody invited chooses a password."""

from dataclasses import dataclass

from ...language import Text, en
from ..template import Served, render_page

WORDS = {
    "unreachable": en("Hipdrive does not answer. Check that you are in its network, and try again."),
    "differ": en("The two passwords differ. Type the same one twice."),
}


@dataclass(frozen=True, kw_only=True)
class LoginPage:
    """What the page shows."""

    title: Text
    sentence: Text
    name: str
    """Of the account, where it is known."""
    choosing: bool
    """Whether a password is chosen rather than asked for."""
    least: int
    """Characters of a password."""
    button: Text


def login_page_html(*, goes_to: str) -> str:
    """The login; afterwards the browser goes to a path of this program."""
    page = LoginPage(
        title=en("Log in"),
        sentence=en("Your coach gave you a name and an invitation to choose a password."),
        name="",
        choosing=False,
        least=1,
        button=en("Log in"),
    )
    return _page(page, {"goes_to": goes_to})


def invited_page_html(*, name: str, token: str, least: int) -> str:
    """The choice of a password.

    Args:
        name: What they log in with.
        token: Of the invitation.
        least: Characters that a password must have.
    """
    page = LoginPage(
        title=en("Choose your password"),
        sentence=en("With it and this name you log in on every device from now on."),
        name=name,
        choosing=True,
        least=least,
        button=en("Keep it and log in"),
    )
    return _page(page, {"goes_to": "/", "invitation": token})


def _page(page: LoginPage, sent: dict[str, object]) -> str:
    return render_page("login.html.j2", served=Served(modules=("/scripts/login.js",), words=WORDS, sent=sent), page=page)
