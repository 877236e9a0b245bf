"""Requests that are refused before any verb is asked, each as an error of its own."""

from ...errors import HipDriveError
from ...language import en


class HostRefusedError(HipDriveError):
    """A request that was meant for another machine: a name that was bent to point here (DNS rebinding)."""

    code = "host_refused"

    def __init__(self, host: str) -> None:
        self.about = host
        found = en("This program does not answer as '{host}'", host=host)
        super().__init__(found, en("open it at the address that 'hipdrive serve' printed"))


class CrossSiteError(HipDriveError):
    """A page of another site that tries to write."""

    code = "cross_site"

    def __init__(self) -> None:
        super().__init__(en("A page of another site asked for this, so nothing was changed."))


class BodyTooLargeError(HipDriveError):
    """More than a request may hold."""

    code = "body_too_large"

    def __init__(self, most_bytes: int) -> None:
        super().__init__(en("The request is larger than {most:g} MB, so nothing was read.", most=most_bytes / 1_000_000))


class PortTakenError(HipDriveError):
    """Another program listens where this one should."""

    code = "port_taken"

    def __init__(self, port: int) -> None:
        self.about = str(port)
        found = en("Another program listens on port {port} already", port=str(port))
        super().__init__(found, en("stop it, or choose another port"))


class NoSuchPageError(HipDriveError):
    """An address at which there is nothing."""

    code = "no_such_page"

    def __init__(self, path: str) -> None:
        self.about = path
        super().__init__(en("There is nothing at this address."))


class WrongRequestError(HipDriveError):
    """A request that the address cannot make sense of."""

    code = "wrong_request"

    def __init__(self, where: str, why: str) -> None:
        self.about = where
        super().__init__(en("'{where}' cannot be used: {why}.", where=where, why=why))
