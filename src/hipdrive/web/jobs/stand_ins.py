"""What stands in for the exercises of a coming session, searched beforehand in a process of its own and kept until something changes."""

import hashlib
import pickle
from collections import OrderedDict
from datetime import date

import anyio

from ... import coach
from ...contract.plans.swap import SwapsDocument
from .heavy import in_process
from .limits import AHEAD

MOST_KEPT = 256
Found = tuple[SwapsDocument, ...]


class StandIns:
    """The searches that were done last; each is done once, however many phones of an athlete ask at once."""

    def __init__(self) -> None:
        self._found, self._searched = OrderedDict[bytes, Found](), dict[bytes, anyio.Lock]()

    async def of(self, basis: "coach.PlanBasis", *, today: date) -> Found:
        """What stands in for each exercise of the session that comes first from a day on.

        Args:
            basis: What is stored of the athlete, as it stood in the morning.
            today: The day.

        Raises:
            HipDriveError: If the search takes too long or breaks.
        """
        key = hashlib.sha256(pickle.dumps((basis, today))).digest()
        async with self._searched.setdefault(key, anyio.Lock()):
            if key not in self._found:
                self._found[key] = await in_process(_searched, basis, today, limits=AHEAD)
                while len(self._found) > MOST_KEPT:
                    self._searched.pop(self._found.popitem(last=False)[0], None)
        return self._found[key]


def _searched(basis: "coach.PlanBasis", today: date) -> Found:
    return coach.stand_ins(basis, today=today)
