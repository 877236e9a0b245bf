"""Where the pressure under a running foot lies while nothing measures it: its usual course from landing to toe-off by foot strike."""

from collections.abc import Sequence

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...body.joints import SUFFIX
from ...physics.kinematics import Kinematics, points_on
from ...physics.skeleton import BALL_OVER_FOOT, Skeleton
from .in_contact import LoadedSpan

COURSE_PHASE = np.arange(1, 10) / 10.0
FLAT_COURSE = np.array([-0.09, -0.11, -0.11, -0.09, -0.06, -0.04, -0.01, 0.04, 0.11])
"""Pressure ahead of the ball, in lengths of the sole, of a foot that lands flat."""
HEEL_COURSE = np.array([-0.50, -0.27, -0.14, -0.10, -0.07, -0.01, 0.00, 0.00, -0.02])
"""What a full heel strike adds. Both are a regression over the feet of 12 runners at 3.5 m/s on the foot's pitch at landing: measured
pressure of RBDS (Fukuchi et al. 2017, PeerJ 5:e3298, CC BY 4.0); single feet keep within 0.04 lengths of it (1 SD)."""
HEEL_STRIKE_RAD = np.radians(20.0)
"""Pitch of the foot at landing, against its stand in mid-stance, from which on a strike counts as one on the heel; between, in proportion
(pitch and place of first pressure go together: Altman & Davis 2012, Gait Posture 35:298)."""
FLAT_FROM, FLAT_TO = 0.25, 0.45
"""Part of a contact in which the whole sole lies on the ground."""


def pressure_course(skeleton: Skeleton, kinematics: Kinematics, side: Side, spans: Sequence[LoadedSpan], time_s: FloatArray) -> FloatArray:
    """Usual centre of pressure under one foot.

    Args:
        skeleton: The skeleton.
        kinematics: Its poses, X forward.
        side: Which foot.
        spans: Contacts of either foot.
        time_s: (n,) s.

    Returns:
        (n, 3) m: in a contact on the ground, on the sole's mid-line; elsewhere the ball of the foot.
    """
    leg, body = skeleton.shape.legs[side], skeleton.body_index(f"calcn{SUFFIX[side]}")
    sole = leg.toe_m - leg.heel_m
    length_m = float(np.linalg.norm(sole))
    heel, ball = (points_on(kinematics, body, leg.heel_m + share * sole) for share in (0.0, BALL_OVER_FOOT))
    own = [span for span in spans if span.side == side]
    strikes = _heel_strikes(own, np.arctan2(ball[:, 1] - heel[:, 1], np.hypot(ball[:, 0] - heel[:, 0], ball[:, 2] - heel[:, 2])), time_s)
    place = ball.copy()
    for span, strike in zip(own, strikes, strict=True):
        phase = span.phase(time_s)
        on = (phase >= 0.0) & (phase <= 1.0)
        if not on.any():
            continue
        ahead = np.interp(phase[on], COURSE_PHASE, FLAT_COURSE + strike * HEEL_COURSE)
        back = np.clip(-ahead / BALL_OVER_FOOT, 0.0, 1.0)
        place[on, 0] += ahead * length_m
        place[on, 1] = np.median(np.minimum(heel, ball)[on, 1])
        place[on, 2] += back * (heel - ball)[on, 2]
    return place


def _heel_strikes(spans: Sequence[LoadedSpan], pitch_rad: FloatArray, time_s: FloatArray) -> FloatArray:
    """(c,) 0 for a foot that lands flat to 1 for a full heel strike; the foot's median where a landing was not recorded, else a half."""
    strikes = np.full(len(spans), np.nan)
    for place, span in enumerate(spans):
        phase = span.phase(time_s)
        flat = (phase >= FLAT_FROM) & (phase <= FLAT_TO)
        if time_s[0] <= span.start_s <= time_s[-1] and flat.any():
            landing_rad = np.interp(span.start_s, time_s, pitch_rad) - np.median(pitch_rad[flat])
            strikes[place] = np.clip(landing_rad / HEEL_STRIKE_RAD, 0.0, 1.0)
    known = strikes[np.isfinite(strikes)]
    return np.where(np.isfinite(strikes), strikes, np.median(known) if len(known) else 0.5)
