"""Under which address other devices reach this program."""

from starlette.requests import Request

from ... import coach


def way_of_phones(request: Request) -> "coach.PhoneWay | None":
    """How phones get in; None where they are not served."""
    way: coach.PhoneWay | None = request.app.state.phones
    return way


def is_reachable(request: Request) -> bool:
    """Whether other devices can open an address that is made here."""
    return request.app.state.phones is not None


def whole_address(request: Request, path: str) -> str:
    """The address of a path that somebody can open elsewhere, or at least here."""
    way = way_of_phones(request)
    return (str(request.base_url) if way is None else way.address).rstrip("/") + path
