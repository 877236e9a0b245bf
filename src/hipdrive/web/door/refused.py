"""Requests that are refused before any verb is asked, each as an error of its own."""

import math

from ...errors import HipDriveError
from ...language import Text, en, en_count


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


class FaultError(HipDriveError):
    """A fault of the program; what went wrong stands in its log and not in the answer."""

    code = "fault"

    def __init__(self) -> None:
        super().__init__(en("Something went wrong in the program, and it is not your fault"), en("try again, and report it if it stays so"))


class LoginNeededError(HipDriveError):
    """A request of somebody who is not logged in, or no longer."""

    code = "login_needed"

    def __init__(self) -> None:
        super().__init__(en("You are not logged in, or no longer"), en("log in and try again"))


class NotAllowedError(HipDriveError):
    """Something that only coaches may do."""

    code = "not_allowed"

    def __init__(self) -> None:
        super().__init__(en("Only a coach may do this."))


class TooManyRequestsError(HipDriveError):
    """More in a short time than anybody needs."""

    code = "too_many_requests"

    def __init__(self, wait_s: float) -> None:
        self.wait_s = max(1, math.ceil(wait_s))
        minutes = math.ceil(self.wait_s / 60)
        found = en_count("Too many tries; wait {n} minute and try again.", "Too many tries; wait {n} minutes and try again.", n=minutes)
        super().__init__(found)


class TooBusyError(HipDriveError):
    """More searches at once than can be worked out within a time that anybody waits."""

    code = "too_busy"
    wait_s = 30
    """After so long it is worth asking again."""

    def __init__(self, most: int) -> None:
        found = en_count(
            "{n} plan or search is being worked out for others already, which is the most",
            "{n} plans and searches are being worked out for others already, which is the most",
            n=most,
        )
        super().__init__(found, en("try again in half a minute"))


class AccountsNeededError(HipDriveError):
    """Other machines may only be served once somebody can log in."""

    code = "accounts_needed"

    def __init__(self) -> None:
        found = en("Nobody has an account yet, so Hipdrive answers on this machine alone")
        super().__init__(found, en("add one with 'hipdrive account add NAME', and start it again"))


class AddressUnusableError(HipDriveError):
    """An address at which this machine cannot be reached."""

    code = "address_unusable"

    def __init__(self, address: str, found: Text) -> None:
        self.about = address
        super().__init__(found, en("give the address that this machine has in your network, such as 192.168.1.20"))
