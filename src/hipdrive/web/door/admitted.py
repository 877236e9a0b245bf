"""Who may ask for what: asked before every route, whatever it does."""

from starlette.requests import Request


def admitted(_request: Request) -> None:
    """Let everybody in: on this machine alone nobody has an account."""
