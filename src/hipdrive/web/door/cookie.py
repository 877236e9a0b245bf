"""The cookie of a browser that is logged in: out of reach of scripts and other sites, and under https of any other host."""

import math
from datetime import datetime

from starlette.requests import HTTPConnection
from starlette.responses import Response

from ... import coach

PLAIN, SECURE = "hipdrive", "__Host-hipdrive"
"""A browser takes a cookie of the second name from https alone, for this host alone."""


def token_of(connection: HTTPConnection) -> str:
    """What the browser holds; empty for nothing."""
    return connection.cookies.get(_name(connection), "")


def give_cookie(answer: Response, connection: HTTPConnection, login: "coach.Login", *, now: datetime) -> None:
    """Let a browser hold its token until the login ends."""
    lasts_s = math.ceil((login.until - now).total_seconds())
    _set(answer, connection, login.token, lasts_s)


def take_cookie(answer: Response, connection: HTTPConnection) -> None:
    """Let a browser forget its token."""
    _set(answer, connection, "", 0)


def _set(answer: Response, connection: HTTPConnection, token: str, lasts_s: int) -> None:
    secure = connection.url.scheme == "https"
    answer.set_cookie(_name(connection), token, max_age=lasts_s, path="/", httponly=True, secure=secure, samesite="lax")


def _name(connection: HTTPConnection) -> str:
    return SECURE if connection.url.scheme == "https" else PLAIN
