"""Who sits at the lab: what is known of an athlete, read once for each page that is open."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from starlette.requests import Request

from ... import coach
from ..door.store import name_of, reading

USUAL_SPEED_M_S, SLOWEST_M_S, FASTEST_M_S = 3.5, 2.0, 10.0
"""Of the typical stride behind the curves, where no own one is kept: an easy run, and between which speeds one is known."""
MOST = 64
"""Open pages that are remembered; who is forgotten is read anew."""


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Whose body and strength, and which stride stands behind."""

    runner: "coach.Athlete | coach.Runner"
    stride: "coach.StrideDemand"


class Seats:
    """Seats by athlete and page."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[UUID, str], Seat] = OrderedDict()
        self._lock = threading.Lock()

    def seat(self, athlete: UUID, page: str, read: Callable[[], Seat]) -> Seat:
        """The seat of a page; read where it is not remembered."""
        key = (athlete, page)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        found = read()
        with self._lock:
            self._known[key] = found
            while len(self._known) > MOST:
                self._known.popitem(last=False)
        return found


def seat_of(request: Request, athlete: UUID, speed_m_s: float) -> Seat:
    """What is stored of an athlete; where no run is kept, the typical stride at a speed.

    Raises:
        UnknownPersonError: If nobody has the id.
        BodyMassMissingError: If no mass is stored.
    """
    with reading(request) as unit:
        name = name_of(unit, athlete)
        return Seat(runner=coach.stored_runner(unit, name), stride=coach.kept_stride(unit, name) or coach.lab_stride(speed_m_s))


def typed_seat(*, mass_kg: float, height_m: float, sex: Literal["female", "male"], speed_m_s: float) -> Seat:
    """A body that nobody has, and the typical stride at a speed.

    Raises:
        HipDriveError: If nobody can have that body.
    """
    return Seat(runner=coach.Athlete(mass_kg=mass_kg, height_m=height_m, sex=sex), stride=coach.lab_stride(speed_m_s))
