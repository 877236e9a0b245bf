"""This machine's addresses: for itself, and in its network; and sockets at them."""

import errno
import ipaddress
import socket

from ...language import en
from ..door.refused import AddressUnusableError, PortTakenError

HERE = ("127.0.0.1", "localhost")
"""Names of this machine for itself."""
FAR_AWAY = ("192.0.2.1", 9)
"""An address kept for documentation (RFC 5737): asking the way there tells which of our own addresses goes out, and sends nothing."""


def own_address() -> str:
    """The address with which this machine goes out.

    Raises:
        AddressUnusableError: If it is in no network.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(FAR_AWAY)
            return str(asked.getsockname()[0])
        except OSError:
            raise AddressUnusableError("", en("This computer is in no network")) from None


def is_loopback(host: str) -> bool:
    """Whether a host is this machine for itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() in HERE


def as_host(host: str) -> str:
    """A host as it stands in an address and in a Host header."""
    return f"[{host.lower()}]" if ":" in host else host.lower()


def refuse_every_address(host: str) -> None:
    """Refuse an address that stands for all.

    Raises:
        AddressUnusableError: If it is such a one.
    """
    try:
        every = ipaddress.ip_address(host).is_unspecified
    except ValueError:
        every = False
    if every:
        raise AddressUnusableError(host, en("{host} stands for every address at once, which no phone can open", host=host))


def listening(port: int, *, host: str = HERE[0]) -> socket.socket:
    """A socket that is this program's.

    Raises:
        AddressUnusableError: If this machine does not have the address.
        PortTakenError: If it is another program's.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise AddressUnusableError(host, en("'{host}' is no address of this computer", host=host)) from None
    place = socket.socket(family, kind, socket.IPPROTO_TCP)  # named, or asyncio leaves Nagle on: 40 ms an answer
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind(address)
        place.listen()
    except OSError as error:
        place.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(port) from None
        raise AddressUnusableError(host, en("'{host}' is no address of this computer", host=host)) from None
    return place
