"""What a clip from the side does not show, why, and how to film so that it does."""

from collections.abc import Sequence

from ...body import OTHER_SIDE, Side
from ...body_words import SIDE_WORDS
from ...language import en
from ..run import NotShown
from ..runners.norms import FASTEST_M_S, SLOWEST_M_S
from .calibration import side_view_calibration

ASKED_HZ = 120.0
"""Pictures a second that are asked for where contact matters."""


def not_shown(near: Sequence[Side], frame_rate_hz: float, speed_m_s: float) -> tuple[NotShown, ...]:
    """What stays hidden.

    Args:
        near: Legs that faced a camera.
        frame_rate_hz: Pictures a second.
        speed_m_s: Running speed.
    """
    hidden = []
    least_hz = float(side_view_calibration().figures["contact_time_s"].least_hz)
    if 1.02 * frame_rate_hz < least_hz:
        why = en(
            "the clip has {rate:.0f} pictures a second: film at {asked:.0f}, at least at {least:.0f}",
            rate=frame_rate_hz,
            asked=ASKED_HZ,
            least=least_hz,
        )
        hidden.append(NotShown(what=en("Contact, flight, and how the foot lands"), why=why))
    if len(near) == 1:
        other = SIDE_WORDS[OTHER_SIDE[near[0]]]
        why = en("one camera sees the leg that faces it: film the {other} side as well, and give both clips", other=other)
        hidden.append(NotShown(what=en("The other leg"), why=why))
    hidden += [
        NotShown(
            what=en("Left against right"),
            why=en("what sides differ by is smaller than what one camera can tell: it takes markers or several cameras"),
        ),
        NotShown(
            what=en("Hip moments while the foot is on the ground"), why=en("no picture shows the ground's force: it takes a force plate")
        ),
        NotShown(
            what=en("Hip flexion, and the angle at which the flexors pull most"),
            why=en("no picture from the side shows how the pelvis is tilted; thigh and trunk are given against plumb"),
        ),
    ]
    if not SLOWEST_M_S <= speed_m_s <= FASTEST_M_S:
        why = en("what is typical is known from {low:g} to {high:g} m/s alone", low=SLOWEST_M_S, high=FASTEST_M_S)
        hidden.append(NotShown(what=en("Hip moments while the leg swings"), why=why))
    return tuple(hidden)
