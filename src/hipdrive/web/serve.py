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
LISTENERS_END_S = 2
"""Pages that listen to the progress of a job do not keep the program from ending."""


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
        config = uvicorn.Config(app, log_level="error", server_header=False, timeout_graceful_shutdown=LISTENERS_END_S)
        uvicorn.Server(config).run(sockets=[place])


def listening(port: int) -> socket.socket:
    """A socket that is this program's.

    Raises:
        PortTakenError: If it is another's.
    """
    place = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind((HERE[0], port))
        place.listen()
    except OSError:
        place.close()
        raise PortTakenError(port) from None
    return place
