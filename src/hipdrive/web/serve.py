"""Serve the web: on this machine alone, or to phones in the same network too."""

import asyncio
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from socket import socket
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from .. import coach
from .app import create_app
from .door import clock
from .door.admitted import AtHome
from .door.refused import AccountsNeededError
from .network.address import HERE, as_host, is_loopback, listening, own_address, refuse_every_address
from .network.authority import Authority
from .network.phone_help import phone_help_app

GRACE_S = 3
"""For answers that are under way when the program is stopped; pages that listen to a job's progress do not keep it from ending."""


@dataclass(frozen=True, kw_only=True)
class Serving:
    """Where the program answers."""

    address: str
    """On this machine."""
    phones: "coach.PhoneWay | None"
    """How phones get in; None where they are not served."""


@dataclass(frozen=True, kw_only=True)
class _Doors:
    """Sockets, each with what answers there."""

    serving: Serving
    servers: Sequence[tuple[socket, uvicorn.Config]]


def serve(
    store: "coach.Store",
    *,
    port: int,
    open_browser: bool,
    ready: Callable[[Serving], None],
    authority: Callable[[], Authority],
    host: str | None = None,
    lan: bool = False,
    accounts: bool = False,
) -> None:
    """Answer until the process is stopped.

    Args:
        store: The open store.
        port: Where to listen on this machine, for phones on the two after it; 0 for any free ones.
        open_browser: Whether to show the first page.
        ready: Told the addresses once they are this program's.
        authority: Gives what vouches for this machine; asked where phones are served.
        host: Another address or name of this machine, at which phones are served.
        lan: Whether phones are served; at the address that goes out where no host is given.
        accounts: Whether one must log in on this machine too; from elsewhere one always must.

    Raises:
        AccountsNeededError: If one must log in, and nobody could.
        AddressUnusableError: If the machine cannot be reached at the address.
        PortTakenError: If another program listens there.
    """
    elsewhere = lan or (host is not None and not is_loopback(host))
    if elsewhere or accounts:
        _refuse_without_accounts(store)
    with ExitStack() as places:
        home = places.enter_context(listening(port))
        if elsewhere:
            doors = _home_and_phones(store, home, places, host=host or own_address(), port=port, authority=authority(), accounts=accounts)
        else:
            doors = _home_alone(store, home, accounts=accounts)
        ready(doors.serving)
        if open_browser:
            webbrowser.open(doors.serving.address)
        asyncio.run(_until_stopped(doors.servers))


def _refuse_without_accounts(store: "coach.Store") -> None:
    with store.reading(clock.now()) as unit:
        if not coach.has_accounts(unit):
            raise AccountsNeededError


def _home_alone(store: "coach.Store", home: socket, *, accounts: bool) -> _Doors:
    app = create_app(store, hosts=_home_hosts(home), accounts=accounts)
    return _Doors(serving=Serving(address=_home_address(home), phones=None), servers=((home, _config(app)),))


def _home_and_phones(
    store: "coach.Store", home: socket, places: ExitStack, *, host: str, port: int, authority: Authority, accounts: bool
) -> _Doors:
    """Three doors: this machine's own, one under https for phones, and a plain one that tells phones how to trust it."""
    refuse_every_address(host)
    secure, plain = (places.enter_context(listening(port and port + number, host=host)) for number in (1, 2))
    secure_host, plain_host = (f"{as_host(host)}:{place.getsockname()[1]}" for place in (secure, plain))
    way = coach.PhoneWay(address=f"https://{secure_host}/", help_address=f"http://{plain_host}/", fingerprint=authority.fingerprint)
    app = create_app(store, hosts=[*_home_hosts(home), secure_host], accounts=True, phones=way)
    context = authority.server_context(host, now=clock.now())
    help_app = phone_help_app(way, certificate=authority.pem, host=plain_host)
    servers = (
        (home, _config(app if accounts else AtHome(app))),
        (secure, _config(app, lifespan="off", ssl_context_factory=lambda _config, _default: context)),  # the first one runs its lifespan
        (plain, _config(help_app)),
    )
    return _Doors(serving=Serving(address=_home_address(home), phones=way), servers=servers)


def _config(app: ASGIApp, **settings: Any) -> uvicorn.Config:  # noqa: ANN401  as uvicorn's
    # No word of a proxy is believed: there is none, and who asks too often would name another address each time.
    return uvicorn.Config(app, log_level="error", server_header=False, proxy_headers=False, timeout_graceful_shutdown=GRACE_S, **settings)


def _home_hosts(home: socket) -> list[str]:
    return [f"{name}:{home.getsockname()[1]}" for name in HERE]


def _home_address(home: socket) -> str:
    return f"http://{_home_hosts(home)[0]}/"


async def _until_stopped(servers: Sequence[tuple[socket, uvicorn.Config]]) -> None:
    """Answer at every door; each hands the signal that stops it on to the one before it."""
    await asyncio.gather(*(uvicorn.Server(config).serve(sockets=[place]) for place, config in servers))
