"""How a phone gets in: the picture to scan, and the steps by which an iPhone or an Android phone trusts this machine."""

from dataclasses import dataclass

from ...language import en
from ..template import Links, Served, render_page
from .qr import qr_picture


@dataclass(frozen=True, kw_only=True)
class PhoneWay:
    """How a phone reaches this program."""

    address: str
    """Under https, where everything works once the phone trusts the certificate."""
    help_address: str
    """In plain text, where the certificate and the steps are."""
    fingerprint: str
    """SHA-256 of the certificate, in pairs of letters."""


def phone_page_html(way: PhoneWay | None, *, links: Links = ()) -> str:
    """The page on the machine itself, with the picture to scan; None where phones are not served."""
    picture = None if way is None else qr_picture(way.help_address)
    return render_page("phone.html.j2", links=links, served=Served(modules=()), way=way, picture=picture, certificate=None)


def phone_help_html(way: PhoneWay, *, certificate: str) -> str:
    """The page for the phone itself.

    Args:
        way: How it reaches this program.
        certificate: Where the certificate is.
    """
    return render_page(
        "phone.html.j2",
        links=((en("Open Hipdrive"), way.address),),
        served=Served(modules=()),
        way=way,
        picture=None,
        certificate=certificate,
    )
