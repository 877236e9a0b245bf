"""Foot contacts from markers alone: when each foot lands and leaves the ground, without force plates, for running."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.interpolate import BSpline, make_interp_spline
from scipy.signal import find_peaks

from ..body import SIDES, Side
from .contact import LONGEST_CONTACT_S, SHORTEST_CONTACT_S, Contact, NotRunningError, refuse_double_support

FloatArray = npt.NDArray[np.float64]

LANDING_FROM_S, LANDING_TO_S = -0.015, 0.1
"""Where a landing is sought, from the instant at which the ankle is farthest ahead of the hips: running feet land up to 0.08 s later."""
LEAVING_FROM_S, LEAVING_TO_S = -0.07, 0.03
"""Where toe-off is sought, from the instant of peak knee extension: Fellin et al. 2010 found toe-off within some 5 ms of it."""
LOW_M = 0.04
"""A heel or ball that strikes is no higher than this above its lowest in the stance."""
STRIKE_M_S2 = 25.0
"""Least upward acceleration of a strike; markers that were smoothed hard before they came to us show none."""
SETTLED_M = 0.005
"""Without a strike a foot has landed when heel or ball is within this of its lowest."""
PEAK_SHARE = 0.4
"""An acceleration peak counts as a strike from this share of the largest of its point in the window."""
TOE_RISES_M_S = 0.4
"""Upward speed of the toe tip at which the foot counts as off the ground; picked on the 36 open RBDS trials, kept for all others."""
SWING_SHARE = 0.5
"""A swing of the leg sways the ankle by at least this share of the trial's usual sway; less is no step."""
STANDING_BALL_M = 0.015
"""A ball of the foot that is no higher than this above its lowest in the stance still stands."""
SHORTEST_STRIDE_S = 0.35
LEAVING_BEFORE_BACK_S = 0.2
"""Where the recording starts in a stance, toe-off is sought this long before the ankle is farthest back."""
FINE_S = 0.0005


@dataclass(frozen=True, kw_only=True)
class LegPath:
    """What the events of one leg are read from; X forward, Y up."""

    heel_m: FloatArray
    """(n, 3) lower end of the heel."""
    ball_m: FloatArray
    """(n, 3) ball of the foot at sole height."""
    toe_m: FloatArray
    """(n, 3) tip of the toes at sole height."""
    reach_m: FloatArray
    """(n,) ankle ahead of the hips."""
    knee_flexion_rad: FloatArray
    """(n,)."""


def contacts_from_feet(legs: Mapping[Side, LegPath], *, time_s: FloatArray, file_name: str) -> tuple[Contact, ...]:
    """Find every contact by how the feet move, whatever part of the foot lands first, also those that the ends of the recording cut.

    Landing is the first peak of the upward acceleration of heel or ball of the foot, whichever comes first (Handsaker et al. 2016,
    J Biomech 49:4073: +3.1 ms, 95 % -11.8 to 18.1, several speeds and strike types). Toe-off is where the toe tip starts to rise,
    sought around peak knee extension (Fellin et al. 2010, J Sci Med Sport 13:646: 4.9 to 5.2 ms). Handsaker's own toe-off, the jerk peak
    of a marker on the big toe, needs that marker and more than 150 frames a second.

    Args:
        legs: Paths of both legs, smoothed lightly.
        time_s: (n,) s.
        file_name: For messages.

    Returns:
        Contacts in order of time, on no plate.

    Raises:
        NotRunningError: If the feet stay down too long for running or both are on the ground at once.
    """
    found = [contact for side in SIDES for contact in _contacts_of(legs[side], side, time_s)]
    found.sort(key=lambda contact: contact.initial_contact_s)
    whole = [contact for contact in found if contact.whole]
    lengths = [contact.toe_off_s - contact.initial_contact_s for contact in whole]
    if lengths and np.median(lengths) > LONGEST_CONTACT_S:
        raise NotRunningError(file_name, f"a foot stays on the ground for {np.median(lengths):.2f} s")
    refuse_double_support(whole, file_name)
    _refuse_feet_that_wait(legs, whole, time_s, file_name)
    return tuple(found)


def _refuse_feet_that_wait(legs: Mapping[Side, LegPath], contacts: Sequence[Contact], time_s: FloatArray, file_name: str) -> None:
    """Refuse a trial in which the ball of one foot mostly still stands when the other lands: in running it has long left the ground."""
    waits = []
    for earlier, later in pairwise(contacts):
        if earlier.side != later.side:
            ball = legs[earlier.side].ball_m[:, 1]
            stance = ball[(time_s >= earlier.initial_contact_s) & (time_s <= earlier.toe_off_s)]
            waits.append(float(np.interp(later.initial_contact_s, time_s, ball)) < float(stance.min()) + STANDING_BALL_M)
    if waits and np.mean(waits) > 0.5:
        raise NotRunningError(file_name, "one foot is still on the ground when the other lands")


def _contacts_of(leg: LegPath, side: Side, time_s: FloatArray) -> list[Contact]:
    """Contacts of one leg: between each farthest reach ahead and the next farthest back."""
    sway = float(np.ptp(leg.reach_m))
    apart = max(1, round(SHORTEST_STRIDE_S * (len(time_s) - 1) / float(time_s[-1] - time_s[0])))
    ahead, back = (_turns(sign * leg.reach_m, SWING_SHARE * sway, apart) for sign in (1.0, -1.0))
    ends = [(None, int(back[0]))] if len(back) and (len(ahead) == 0 or back[0] < ahead[0]) else []
    spans: list[tuple[int | None, int | None]] = [*ends]
    for start in ahead:
        later = back[back > start]
        spans.append((int(start), int(later[0]) if len(later) else None))
    heel, ball, toe, knee = (_spline(time_s, path) for path in (leg.heel_m[:, 1], leg.ball_m[:, 1], leg.toe_m[:, 1], leg.knee_flexion_rad))
    contacts = []
    for start, end in spans:
        landing = None if start is None else _landing_s(heel, ball, time_s, start, end)
        leaving = _leaving_s(toe, knee, time_s, start, end)
        if (start is not None and landing is None) or (end is not None and leaving is None) or (landing is None and leaving is None):
            continue
        begin_s = float(time_s[0]) if landing is None else landing
        end_s = float(time_s[-1]) if leaving is None else leaving
        whole = landing is not None and leaving is not None
        if whole and end_s - begin_s < SHORTEST_CONTACT_S:
            continue
        contacts.append(
            Contact(
                side=side,
                plates=(),
                initial_contact_s=begin_s,
                toe_off_s=end_s,
                loaded_from_s=begin_s,
                loaded_to_s=end_s,
                whole=whole,
            )
        )
    return contacts


def _turns(reach_m: FloatArray, prominence_m: float, apart: int) -> npt.NDArray[np.int64]:
    """Frames of clear maxima; an end of the recording counts as low, so that a maximum near it is not overlooked."""
    low = np.full(1, float(reach_m.min()) - prominence_m)
    peaks = find_peaks(np.concatenate([low, reach_m, low]), prominence=prominence_m, distance=apart)[0] - 1
    inner: npt.NDArray[np.int64] = peaks[(peaks > 0) & (peaks < len(reach_m) - 1)]
    return inner


def _spline(time_s: FloatArray, path: FloatArray) -> BSpline:
    return make_interp_spline(time_s, path, k=5)


def _landing_s(heel: BSpline, ball: BSpline, time_s: FloatArray, start: int, end: int | None) -> float | None:
    """First strike of heel or ball (s): a peak of upward acceleration while low and sinking; None outside the recording."""
    ahead_s = float(time_s[start])
    window = np.arange(ahead_s + LANDING_FROM_S, ahead_s + LANDING_TO_S, FINE_S)
    window = window[(window >= time_s[0]) & (window <= time_s[-1])]
    stance = np.arange(ahead_s, float(time_s[-1]) if end is None else float(time_s[end]), 0.002)
    if len(window) < 3 or len(stance) < 3 or window[-1] < ahead_s + 0.5 * LANDING_TO_S:
        return None
    strikes: list[float] = []
    settled: list[float] = []
    for point in (heel, ball):
        floor = float(min(point(stance).min(), point(window).min()))
        low = point(window) < floor + LOW_M
        push = point(window, 2)
        if not low.any():
            continue
        least = max(STRIKE_M_S2, PEAK_SHARE * float(push[low].max()))
        peaks = find_peaks(push)[0]
        strikes += [float(window[peak]) for peak in peaks if low[peak] and push[peak] >= least][:1]
        settled += [float(one) for one in window[point(window) < floor + SETTLED_M][:1]]
    return min(strikes or settled, default=None)


def _leaving_s(toe: BSpline, knee: BSpline, time_s: FloatArray, start: int | None, end: int | None) -> float | None:
    """When the toe tip starts to rise (s), around peak knee extension; that itself where it never rises clearly. None outside."""
    back_s = float(time_s[-1] if end is None else time_s[end])
    from_s = back_s - LEAVING_BEFORE_BACK_S if start is None else 0.5 * (float(time_s[start]) + back_s)
    late = np.arange(max(from_s, float(time_s[0])), back_s, FINE_S)
    if len(late) < 3:
        return None
    straight_s = float(late[np.argmin(knee(late))])
    window = np.arange(max(straight_s + LEAVING_FROM_S, float(time_s[0])), min(straight_s + LEAVING_TO_S, float(time_s[-1])), FINE_S)
    if len(window) < 3:
        return None
    speed = toe(window, 1)
    rises = np.flatnonzero((speed[:-1] < TOE_RISES_M_S) & (speed[1:] >= TOE_RISES_M_S))
    if len(rises):
        return float(window[rises[0]])
    return None if start is None or end is None else straight_s
