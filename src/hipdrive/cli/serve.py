"""The command serve: the same verbs in a browser, on this machine."""

from typing import Annotated

import typer

from ..language import en
from .door.outlet import show_line
from .door.stored import Database


def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to listen on this machine; 0 for any free place.")] = 8765,
    browser: Annotated[bool, typer.Option(help="Open the first page in the browser.")] = True,
    db: Database = None,
) -> None:
    """Show athletes, their progress and the exercises in a browser, and answer programs; on this machine alone.

    Nothing is reachable from other machines, and nothing is sent anywhere. Stop it with Ctrl-C.
    """
    from .. import coach, web

    with coach.open_store(db) as store:
        web.serve(
            store,
            port=port,
            open_browser=browser,
            ready=lambda address: show_line(en("Hipdrive answers at {address} on this machine; stop it with Ctrl-C.", address=address)),
        )
