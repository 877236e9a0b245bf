"""Who may ask for what: asked before every route that is not open to everybody, whatever it does."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ... import coach
from .cookie import token_of
from .refused import LoginNeededError, NotAllowedError, WrongRequestError
from .store import reading

HOME = "hipdrive.home"
"""Key of the scope of a request that came in through this machine's own door."""


@dataclass(frozen=True)
class Asker:
    """Who asks."""

    account: coach.Account | None
    """None for whoever sits at the machine itself, where everything is open."""

    @property
    def is_coach(self) -> bool:
        """Whether they may do what coaches do."""
        return self.account is None or self.account.role == "coach"


class AtHome:
    """The door of this machine alone: whoever comes in through it needs no account.

    Args:
        app: What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._app({**scope, HOME: True}, receive, send)


def admitted(request: Request) -> None:
    """Let a request in if its asker is known and may see the athlete whom its address names.

    Raises:
        LoginNeededError: If nobody is logged in, where that is needed.
        UnknownPersonError: If the athlete is somebody else's; the same as for an id that nobody has.
        WrongRequestError: If the athlete is named by something else than an id.
    """
    if is_open(request):
        request.state.asker = Asker(None)
        return
    with reading(request) as unit:
        account = coach.account_logged_in(unit, token_of(request))
        if account is None:
            raise LoginNeededError
        request.state.asker = Asker(account)
        if "athlete" in request.path_params:
            refuse_hidden(request, unit, _id(request.path_params["athlete"]))


def is_open(connection: HTTPConnection) -> bool:
    """Whether a request needs no account: on this machine alone, or through its own door."""
    return not connection.app.state.accounts or bool(connection.scope.get(HOME))


def asker(request: Request) -> Asker:
    """Who asks, behind `admitted`."""
    known: Asker = request.state.asker
    return known


def only_own(request: Request, unit: coach.Unit) -> Collection[UUID] | None:
    """Ids of the athletes whom the asker may see; None for all."""
    account = asker(request).account
    return None if account is None else coach.athletes_of(unit, account)


def refuse_hidden(request: Request, unit: coach.Unit, athlete: UUID) -> None:
    """For an athlete that is named elsewhere than in the address: refuse one whom the asker may not see.

    Raises:
        UnknownPersonError: If they may not.
    """
    account = asker(request).account
    if account is not None and not coach.may_see(unit, account, athlete):
        raise coach.UnknownPersonError(athlete)


def coaches_only(request: Request) -> None:
    """Refuse an athlete.

    Raises:
        NotAllowedError: If it is one.
    """
    if not asker(request).is_coach:
        raise NotAllowedError


def _id(named: object) -> UUID:
    try:
        return UUID(str(named))
    except ValueError:
        raise WrongRequestError("path.athlete", "Input should be a valid UUID") from None
