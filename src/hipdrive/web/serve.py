"""Serve the web on this machine alone."""

import socket
import webbrowser
from collections.abc import Callable

import uvicorn

from .. import coach
from .app import create_app
from .door.refused import PortTakenError

HERE = ("127.0.0.1", "localhost")
"""Names of this machine for itself."""


def serve(store: "coach.Store", *, port: int, open_browser: bool, ready: Callable[[str], None]) -> None:
    """Answer on 127.0.0.1 until the process is stopped.

    Args:
        store: The open store.
        port: Where to listen; 0 for any free one.
        open_browser: Whether to show the first page.
        ready: Told the address once it is this program's.

    Raises:
        PortTakenError: If another program listens there.
    """
    with listening(port) as place:
        here = place.getsockname()[1]
        app = create_app(store, hosts=[f"{name}:{here}" for name in HERE])
        address = f"http://{HERE[0]}:{here}/"
        ready(address)
        if open_browser:
            webbrowser.open(address)
        uvicorn.Server(uvicorn.Config(app, log_level="error", server_header=False)).run(sockets=[place])


def listening(port: int) -> socket.socket:
    """A socket that is this program's.

    Raises:
        PortTakenError: If it is another's.
    """
    place = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, or asyncio leaves Nagle on: 40 ms an answer
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind((HERE[0], port))
        place.listen()
    except OSError:
        place.close()
        raise PortTakenError(port) from None
    return place
