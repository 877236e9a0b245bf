"""Landings of runs whose markers were smoothed hard before they came to us: read from the pelvis, because no strike shows in the foot."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...motion import lowpass
from .on_plates import Contact

STRIKE_CUTOFF_HZ = 15.0
SMOOTHED_SHARE = 0.017
"""Typical acceleration of a foot above 15 Hz over all of it: below this no strike is left. Raw runs of five runners with skin markers have
0.053 to 0.091, the same runs smoothed at 15 Hz 0.018 to 0.027, at 10 Hz 0.010 to 0.012; our choice."""
BEFORE_TOE_OFF_S = 0.3
"""The pelvis sinks fastest once a step, and never longer than this before the foot leaves."""
LAG_AT_2_5_M_S_S, LAG_PER_M_S_S = 0.046, -0.0105
"""How much later than the plate's 50 N the pelvis sinks fastest, and how that shrinks with speed: picked on five runners of Fukuchi 2017
(2.5 to 4.5 m/s, smoothed at 10 Hz); five others lay within 12 ms of it at 2.5 and 3.5 m/s."""
LEAST_LAG_S = 0.015


def smoothed_before(foot_height_m: Sequence[FloatArray], *, rate_hz: float) -> bool:
    """Tell whether markers were low-passed so hard that no strike is left in them.

    Args:
        foot_height_m: (n,) m, heights of the feet, not smoothed by us.
        rate_hz: Sampling rate.
    """
    shares = []
    for height in foot_height_m:
        push = np.gradient(np.gradient(height)) * rate_hz**2
        sudden = push - lowpass(push, rate_hz=rate_hz, cutoff_hz=STRIKE_CUTOFF_HZ)
        shares.append(float(np.median(np.abs(sudden)) / np.median(np.abs(push))))
    return max(shares) < SMOOTHED_SHARE


def low_foot_speed_m_s(contacts: Sequence[Contact], forefoot_m: Mapping[Side, FloatArray], time_s: FloatArray) -> float:
    """Backward speed (m/s) of the ball of the foot in the middle of contacts, median; zero without any."""
    middles = [(contact.side, 0.5 * (contact.initial_contact_s + contact.toe_off_s)) for contact in contacts if contact.whole]
    speed = {side: -np.gradient(path[:, 0], time_s) for side, path in forefoot_m.items()}
    return float(np.median([np.interp(at, time_s, speed[side]) for side, at in middles])) if middles else 0.0


def landed_by_pelvis(
    contacts: Sequence[Contact], pelvis_height_m: FloatArray, *, time_s: FloatArray, speed_m_s: float
) -> tuple[Contact, ...]:
    """Put each landing at the pelvis' fastest sinking, less its lag behind the ground's push.

    Source: Milner & Paquette 2015, J Biomech 48:3502 (foot contact from the pelvis' vertical velocity, for all foot strikes). The push must
    reach body weight before the pelvis stops gaining speed, so it does so late; how late was measured (see LAG_AT_2_5_M_S_S).

    Args:
        contacts: As found from the feet; their toe-offs are kept.
        pelvis_height_m: (n,) m.
        time_s: (n,) s.
        speed_m_s: Running speed.
    """
    speed = np.gradient(pelvis_height_m, time_s)
    lag_s = max(LEAST_LAG_S, LAG_AT_2_5_M_S_S + LAG_PER_M_S_S * (speed_m_s - 2.5))
    landed = []
    for contact in contacts:
        inside = np.flatnonzero((time_s >= contact.toe_off_s - BEFORE_TOE_OFF_S) & (time_s <= contact.toe_off_s))
        lowest = int(inside[np.argmin(speed[inside])]) if contact.whole and len(inside) else 0
        if not 0 < lowest < len(speed) - 1 or lowest in (inside[0], inside[-1]):
            landed.append(contact)
            continue
        at_s = float(time_s[lowest]) + _vertex(speed[lowest - 1 : lowest + 2]) * float(time_s[1] - time_s[0]) - lag_s
        landed.append(replace(contact, initial_contact_s=at_s, loaded_from_s=at_s))
    return tuple(landed)


def _vertex(values: FloatArray) -> float:
    """Where the parabola through three values has its lowest point, in steps from the middle one."""
    bend = float(values[0] - 2.0 * values[1] + values[2])
    return 0.0 if bend <= 0.0 else 0.5 * float(values[0] - values[2]) / bend
