"""The command serve: the same verbs in a browser, on this machine and on phones in its network."""

from typing import TYPE_CHECKING, Annotated

import typer

from ..language import en
from .door.outlet import show_line
from .door.own_folder import own_folder
from .door.stored import Database

if TYPE_CHECKING:
    from ..web import Serving

CERTIFICATES = "certificates"


def serve(
    port: Annotated[
        int, typer.Option(min=0, max=65533, help="Where to listen on this machine, for phones on the two after it; 0 for any free ones.")
    ] = 8765,
    lan: Annotated[bool, typer.Option("--lan", help="Let phones in the same network in, with an account and over https.")] = False,
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Address or name of this machine for phones, if --lan finds the wrong one.")
    ] = None,
    accounts: Annotated[bool, typer.Option("--accounts", help="Ask for a login on this machine too.")] = False,
    browser: Annotated[bool, typer.Option(help="Open the first page in the browser.")] = True,
    db: Database = None,
) -> None:
    """Show athletes, their progress and the exercises in a browser, and answer programs; on this machine alone, unless told otherwise.

    Nothing is sent anywhere. On this machine nobody logs in, because whoever sits at it can read the store anyway; --accounts asks even
    here. From other machines everybody logs in ('hipdrive account add NAME'). Stop it with Ctrl-C.
    """
    from .. import coach, web

    with coach.open_store(db) as store:
        web.serve(
            store,
            port=port,
            open_browser=browser,
            ready=_show,
            authority=lambda: web.authority_in(own_folder(CERTIFICATES)),
            host=host,
            lan=lan,
            accounts=accounts,
        )


def _show(serving: "Serving") -> None:
    show_line(en("Hipdrive answers at {address} on this machine; stop it with Ctrl-C.", address=serving.address))
    if serving.phones is None:
        return
    from .. import coach

    way = serving.phones
    show_line()
    show_line(coach.qr_letters(way.help_address))
    show_line(en("Phones in the same network: scan this, or open {address}", address=way.help_address))
    show_line(en("It says how the phone comes to trust this computer. Then Hipdrive is at {address}", address=way.address))
    show_line(en("Fingerprint of the certificate (SHA-256): {fingerprint}", fingerprint=way.fingerprint))
