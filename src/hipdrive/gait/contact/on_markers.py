"""Foot contacts from markers alone: when each foot lands and leaves the ground, without force plates, for running."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import scipy

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...language import en
from ..spline import quintic
from .on_plates import LONGEST_CONTACT_S, SHORTEST_CONTACT_S, Contact, NotRunningError, refuse_double_support

if TYPE_CHECKING:
    from scipy.interpolate import BSpline

LANDING_FROM_S, LANDING_TO_S = -0.015, 0.1
"""Where a landing is sought, from the instant at which the ankle is farthest ahead of the hips: running feet land up to 0.08 s later."""
LOW_M = 0.04
"""A heel or ball that strikes is no higher than this above its lowest in the stance."""
STRIKE_M_S2 = 25.0
"""Least upward acceleration of a strike; markers that were smoothed hard before they came to us show none."""
STILL_LATE_S = 0.023
"""Without a strike a foot landed this long before heel or ball stops sinking: as Fellin et al. 2010 measured (22.4 to 24.6 ms)."""
PEAK_SHARE = 0.4
"""An acceleration peak counts as a strike from this share of the largest of its point in the window."""
RISE_BACK_S = 0.03
"""How far before a strike's peak the growth of its acceleration is followed back; a strike lasts some 20 ms."""
TOE_RISEN_M = 0.01
"""A foot whose foremost marker is this far above its lowest in the stance has left the ground. Our choice, the same for all: 9 to 11 mm
serve alike on the 36 open RBDS trials, 8 to 10 mm on the runs of the four other laboratories with plates."""
LEAVING_TO_S = 0.15
"""Toe-off is sought from half-way between the ankle's farthest reaches ahead and back until this long after the latter: walking feet leave
late, and must be seen to overlap."""
SWING_SHARE = 0.5
"""A swing of the leg sways the ankle by at least this share of the trial's usual sway; less is no step."""
STANDING_BALL_M = 0.015
"""A ball of the foot that is no higher than this above its lowest in the stance still stands."""
SHORTEST_STRIDE_S = 0.35
LEAST_SEEN_DOWN_S = 0.02
"""A foot that rises within this of the start of the recording was in the air already."""
LEAVING_BEFORE_BACK_S = 0.2
"""Where the recording starts in a stance, toe-off is sought this long before the ankle is farthest back."""
FINE_S = 0.0005


@dataclass(frozen=True, kw_only=True)
class LegPath:
    """What the events of one leg are read from; X forward, Y up from the ground."""

    heel_m: FloatArray
    """(n, 3) lower end of the heel."""
    ball_m: FloatArray
    """(n, 3) ball of the foot at sole height."""
    front_m: FloatArray
    """(n, 3) the foot's foremost marker, or a point of the sole as far ahead."""
    reach_m: FloatArray
    """(n,) ankle ahead of the hips."""


def over_ground(leg: LegPath, slope: float) -> LegPath:
    """The same paths with heights over a ground that rises by a share of the way forward."""
    if slope == 0.0:
        return leg
    heel, ball, front = (path - path[:, :1] * [0.0, slope, 0.0] for path in (leg.heel_m, leg.ball_m, leg.front_m))
    return LegPath(heel_m=heel, ball_m=ball, front_m=front, reach_m=leg.reach_m)


def contacts_from_feet(legs: Mapping[Side, LegPath], *, time_s: FloatArray, file_name: str) -> tuple[Contact, ...]:
    """Find every contact by how the feet move, whatever part of the foot lands first, also those that the ends of the recording cut.

    A foot lands where its upward acceleration starts a peak, at heel or ball, whichever comes first (Handsaker et al. 2016, J Biomech
    49:4073, several speeds and strike types; the acceleration's peak lay 3.1 ms late there, 95 % -11.8 to 18.1). The harder markers were
    smoothed, the later that peak and the earlier its steepest growth, the peak of jerk, so the middle of the two is taken. Markers smoothed
    so hard that no strike is left land when heel or ball stops sinking, less the lateness of that (Fellin et al. 2010, J Sci Med Sport
    13:646). A foot leaves when its foremost marker has risen: by height, as in Leitch et al. 2011 (Gait Posture 33:130), who found
    that toe-off by the marker on the toes doesn't depend on how a foot lands. Height needs no derivative, so smoothing and frame rate
    hardly matter. The tip of the toes itself, extrapolated, would not do: the toes bend in push-off.

    Args:
        legs: Paths of both legs, smoothed lightly.
        time_s: (n,) s.
        file_name: For messages.

    Returns:
        Contacts in order of time, on no plate.

    Raises:
        NotRunningError: If the feet stay down too long for running or both are on the ground at once.
    """
    contacts = [contact for side in SIDES for contact in _contacts_of(legs[side], side, time_s)]
    contacts.sort(key=lambda contact: contact.initial_contact_s)
    whole = [contact for contact in contacts if contact.whole]
    lengths = [contact.toe_off_s - contact.initial_contact_s for contact in whole]
    if lengths and np.median(lengths) > LONGEST_CONTACT_S:
        raise NotRunningError(file_name, en("a foot stays on the ground for {time:.2f} s", time=np.median(lengths)))
    refuse_double_support(whole, file_name)
    _refuse_feet_that_wait(legs, whole, time_s, file_name)
    return tuple(contacts)


def _refuse_feet_that_wait(legs: Mapping[Side, LegPath], contacts: Sequence[Contact], time_s: FloatArray, file_name: str) -> None:
    """Refuse a trial in which the ball of one foot mostly still stands when the other lands: in running it has long left the ground."""
    waits = []
    for earlier, later in pairwise(contacts):
        if earlier.side != later.side:
            ball = legs[earlier.side].ball_m[:, 1]
            stance = ball[(time_s >= earlier.initial_contact_s) & (time_s <= earlier.toe_off_s)]
            waits.append(float(np.interp(later.initial_contact_s, time_s, ball)) < float(stance.min()) + STANDING_BALL_M)
    if waits and np.mean(waits) > 0.5:
        raise NotRunningError(file_name, en("one foot is still on the ground when the other lands"))


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
    heel, ball, front = (quintic(time_s, path[:, 1]) for path in (leg.heel_m, leg.ball_m, leg.front_m))
    contacts = []
    for start, end in spans:
        landing = None if start is None else _landing_s(heel, ball, time_s, start, end)
        leaving = _leaving_s(front, time_s, start, end)
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
    peaks = scipy.signal.find_peaks(np.concatenate([low, reach_m, low]), prominence=prominence_m, distance=apart)[0] - 1
    inner: npt.NDArray[np.int64] = peaks[(peaks > 0) & (peaks < len(reach_m) - 1)]
    return inner


def _landing_s(heel: "BSpline", ball: "BSpline", time_s: FloatArray, start: int, end: int | None) -> float | None:
    """First strike of heel or ball (s), or else when one of them comes to rest; None outside the recording."""
    ahead_s = float(time_s[start])
    window = _fine(ahead_s + LANDING_FROM_S, ahead_s + LANDING_TO_S, time_s)
    stance = _fine(ahead_s, float(time_s[-1]) if end is None else float(time_s[end]), time_s)
    if len(window) < 3 or len(stance) < 3 or window[-1] < ahead_s + 0.5 * LANDING_TO_S:
        return None
    later = _fine(float(window[0]), ahead_s + LANDING_TO_S + STILL_LATE_S, time_s)
    strikes: list[float] = []
    stops: list[float] = []
    for point in (heel, ball):
        floor = float(min(point(stance).min(), point(window).min()))
        low = point(window) < floor + LOW_M
        push = point(window, 2)
        if not low.any():
            continue
        least = max(STRIKE_M_S2, PEAK_SHARE * float(push[low].max()))
        peaks = [float(window[peak]) for peak in scipy.signal.find_peaks(push)[0] if low[peak] and push[peak] >= least]
        strikes += [0.5 * (peak_s + _growth_s(point, peak_s, time_s)) for peak_s in peaks[:1]]
        speed = point(later, 1)
        still = (speed[:-1] < 0.0) & (speed[1:] >= 0.0) & (point(later[1:]) < floor + LOW_M)
        stops += [float(stop_s) - STILL_LATE_S for stop_s in later[1:][still][:1]]
    return min(strikes or stops, default=None)


def _fine(from_s: float, to_s: float, time_s: FloatArray) -> FloatArray:
    """Instants (s) at which splines are looked at, inside the recording."""
    return np.arange(max(from_s, float(time_s[0])), min(to_s, float(time_s[-1])), FINE_S)


def _growth_s(point: "BSpline", peak_s: float, time_s: FloatArray) -> float:
    """When the acceleration that peaks at an instant grew fastest (s)."""
    before = _fine(peak_s - RISE_BACK_S, peak_s, time_s)
    if len(before) < 3:
        return peak_s
    falling = np.flatnonzero(np.diff(point(before, 2)) <= 0.0)
    rise = before[falling[-1] + 1 :] if len(falling) else before
    return float(rise[np.argmax(point(rise, 3))]) if len(rise) else peak_s


def _leaving_s(front: "BSpline", time_s: FloatArray, start: int | None, end: int | None) -> float | None:
    """When the foremost marker has risen for good from its lowest in the stance (s); None outside the recording."""
    back_s = float(time_s[-1] if end is None else time_s[end])
    from_s = back_s - LEAVING_BEFORE_BACK_S if start is None else 0.5 * (float(time_s[start]) + back_s)
    window = _fine(from_s, back_s + LEAVING_TO_S, time_s)
    if len(window) < 3:
        return None
    height = front(window)
    lowest = int(np.argmin(height))
    down = np.flatnonzero(height[lowest:] < height[lowest] + TOE_RISEN_M)
    last = lowest + int(down[-1])
    already_rising = start is None and last * FINE_S < LEAST_SEEN_DOWN_S
    return None if already_rising or last == len(window) - 1 else float(window[last])
