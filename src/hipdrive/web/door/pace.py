"""How often somebody may ask: passwords are tried slowly, everything else generously; counted in memory alone."""

import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from .refused import TooManyRequestsError

PER_ACCOUNT = RateLimitItemPerMinute(10, 15)
"""Passwords tried for one name."""
PER_ADDRESS = RateLimitItemPerMinute(50, 15)
"""Passwords tried from one address; a gym shares one."""
REQUESTS = RateLimitItemPerMinute(6000)
"""Of one address."""


class Pace:
    """Counts what was asked in the last minutes, for one running program."""

    def __init__(self) -> None:
        self._counted = MovingWindowRateLimiter(MemoryStorage())

    def request(self, address: str) -> None:
        """Count a request.

        Raises:
            TooManyRequestsError: If the address asked too often.
        """
        self._count(REQUESTS, "request", address)

    def password(self, name: str, address: str) -> None:
        """Count a password before it is looked at, so that many at once help nobody.

        Args:
            name: Of the account, as typed; whether there is one makes no difference.
            address: From where.

        Raises:
            TooManyRequestsError: If there were too many for the name, or from the address.
        """
        self._count(PER_ADDRESS, "address", address)
        self._count(PER_ACCOUNT, "name", _key(name))

    def was_right(self, name: str) -> None:
        """Forget the tries for a name: its owner came in."""
        self._counted.clear(PER_ACCOUNT, "name", _key(name))

    def _count(self, limit: RateLimitItem, *who: str) -> None:
        if not self._counted.hit(limit, *who):
            raise TooManyRequestsError(self._counted.get_window_stats(limit, *who).reset_time - time.time())


def _key(name: str) -> str:
    """A name as it is counted."""
    return " ".join(name.split()).casefold()
