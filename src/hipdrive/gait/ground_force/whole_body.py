"""Ground forces of a wholly recorded body: the force and moment that its movement requires, laid on the foot on the ground."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ...motion import lowpass
from ...physics.inverse_dynamics import OuterForce
from ...physics.kinematics import Kinematics
from ...physics.skeleton import Skeleton
from ...units import STANDARD_GRAVITY_M_S2
from ..contact.on_plates import THRESHOLD_N, Contact
from .in_contact import LoadedSpan, carried_in_contact, loaded_spans
from .pressure import pressure_course

ROLLING_SHAPES, PITCHING_SHAPES, ALONG_SHAPES, VERTICAL_SHAPES = 1, 4, 2, 2
"""Shapes of a contact (see contact_force): a rolling moment comes as one push, a fore-aft force brakes and drives, a vertical one leans to
its start or end, a pitching moment turns back up to three times; chosen on four runs of whole bodies."""
ALONG_SD_BW, PRESSURE_SD_M, PITCH_SD_BW_M = 0.07, 0.012, 0.04
"""How far the required fore-aft force, the usual course of the pressure and the required pitching moment lie from the plates' (1 SD; body
weights, m, body weights times m): the course on the 12 runners of RBDS, the others on four runs of whole bodies."""
CENTRE_BEHIND_OVER_HEIGHT = 0.015
"""The skeleton's segments lie on lines between joints, so its centre of mass stands level with the hip centres; the models that come with
Rajagopal 2016 and Hamner 2010 have it 30 and 22 mm behind them. Used where the shoulders, which show it, were not measured."""
BALANCE_TRUST = 0.5
"""Weight of the balance over whole strides, against the skeleton's own, in placing the centre of mass: our choice, both are good to 1 to
2 cm."""
BALANCE_CUTOFF_HZ = 5.0
DRAG_AREA_OVER_SKIN = 0.9 * 0.266
"""Drag coefficient times frontal over skin area of a runner (Arsac & Locatelli 2002, J Appl Physiol 92:1781)."""
AIR_KG_M3 = 1.2


def forces_of_whole_body(
    skeleton: Skeleton,
    kinematics: Kinematics,
    centre: FloatArray,
    required: FloatArray,
    contacts: Sequence[Contact],
    *,
    usual_behind_m: float,
    time_s: FloatArray,
    rate_hz: float,
    cutoff_hz: float,
) -> dict[Side, OuterForce]:
    """Lay what a wholly recorded body requires on the feet.

    Fore-aft force, place of the pressure and pitching moment are one more than the law of the moment leaves free, and none is known well:
    all three give way in proportion to their variances.

    Args:
        skeleton: The skeleton.
        kinematics: Its poses.
        centre: (n, 3) its centre of mass.
        required: (n, 6) moment about the centre of mass (Nm) and force (N).
        contacts: When each foot is on the ground.
        usual_behind_m: How far the body's centre of mass is expected behind the skeleton's.
        time_s: (n,) s.
        rate_hz: Sampling rate.
        cutoff_hz: Low-pass of the movement.

    Returns:
        Force (n, 3) and moment about the lab's origin (n, 3) by side.
    """
    spans = loaded_spans(contacts, time_s)
    rolling, pitching, along, vertical = (
        carried_in_contact(required[:, axis], spans, time_s=time_s, rate_hz=rate_hz, shapes=shapes)
        for axis, shapes in ((0, ROLLING_SHAPES), (2, PITCHING_SHAPES), (3, ALONG_SHAPES), (4, VERTICAL_SHAPES))
    )
    vertical = np.maximum(vertical, 0.0)
    share = {side: _on_ground(spans, side, time_s) for side in SIDES}
    places = {side: pressure_course(skeleton, kinematics, side, spans, time_s) for side in SIDES}
    place = np.where(share["right"][:, None], places["right"], places["left"])
    smooth = lowpass(required, rate_hz=rate_hz, cutoff_hz=min(BALANCE_CUTOFF_HZ, 0.2 * rate_hz))
    steady = _whole_strides(contacts, time_s)
    behind_m = centre_behind_m(place[steady] - centre[steady], vertical[steady], smooth[steady], usual_m=usual_behind_m)
    arm = place - centre + np.array([behind_m, 0.0, 0.0])
    weight_n = skeleton.athlete.mass_kg * STANDARD_GRAVITY_M_S2
    along, shift_m = reconciled(arm, along, vertical, pitching, weight_n=weight_n)
    force = np.stack([along, vertical, (rolling + arm[:, 2] * vertical) / arm[:, 1]], axis=1)
    place[:, 0] += shift_m
    kept_hz = min(cutoff_hz, 0.4 * rate_hz)
    return {
        side: _on_clock_of_movement(
            f"calcn{SUFFIX[side]}", np.where(share[side][:, None], force, 0.0), place, rate_hz=rate_hz, cutoff_hz=kept_hz
        )
        for side in SIDES
    }


def _on_clock_of_movement(body: str, force_n: FloatArray, point_m: FloatArray, *, rate_hz: float, cutoff_hz: float) -> OuterForce:
    """Force and moment about the lab's origin, low-passed as the movement was and, as a plate's are, zero where less than 50 N are left."""
    force, moment = (lowpass(signal, rate_hz=rate_hz, cutoff_hz=cutoff_hz) for signal in (force_n, np.cross(point_m, force_n)))
    loaded = (force[:, 1] > THRESHOLD_N)[:, None]
    return OuterForce(body=body, force_n=loaded * force, point_m=np.zeros_like(force), moment_nm=loaded * moment)


def reconciled(
    arm: FloatArray, along_n: FloatArray, vertical_n: FloatArray, pitching_nm: FloatArray, *, weight_n: float
) -> tuple[FloatArray, FloatArray]:
    """Bring fore-aft force, place of the pressure and pitching moment together by least squares, each with its own doubt.

    The moment about the centre of mass is arm_x F_y - arm_y F_x. What it differs by from the required one is shared out between the
    three by their variances (one step of Gauss and Newton: the product of both corrections is left out).

    Args:
        arm: (n, 3) m from the centre of mass to the pressure.
        along_n: (n,) required fore-aft force.
        vertical_n: (n,) vertical force.
        pitching_nm: (n,) required moment about the left-right axis through the centre of mass.
        weight_n: Body weight.

    Returns:
        (n,) fore-aft force (N) and (n,) how far the pressure moves forward (m).
    """
    height_m = -arm[:, 1]
    lacking = pitching_nm - (arm[:, 0] * vertical_n + height_m * along_n)
    by_force, by_place = height_m * (ALONG_SD_BW * weight_n) ** 2, vertical_n * PRESSURE_SD_M**2
    doubt = height_m * by_force + vertical_n * by_place + (PITCH_SD_BW_M * weight_n) ** 2
    loaded = vertical_n > 0.0
    return along_n + np.where(loaded, lacking * by_force / doubt, 0.0), np.where(loaded, lacking * by_place / doubt, 0.0)


def centre_behind_m(arm: FloatArray, vertical_n: FloatArray, required: FloatArray, *, usual_m: float) -> float:
    """How far the body's centre of mass lies behind the skeleton's, by the balance over whole strides.

    What turns forward in a stride turns back: the ground's moment about the centre of mass is zero in the mean but for the little that the
    movement itself tells. A centre that is laid too far forward shows up in it as this distance times body weight.

    Args:
        arm: (n, 3) m from the skeleton's centre of mass to the pressure, over whole strides.
        vertical_n: (n,) vertical force.
        required: (n, 6) moment about the centre of mass (Nm) and force (N) that the movement requires.
        usual_m: What other models make of it.

    Returns:
        The mean of balance and usual figure, weighted by BALANCE_TRUST (m); the usual one where there is no whole stride.
    """
    total = float(vertical_n.sum())
    if total <= 0.0:
        return usual_m
    height_m = -float((arm[:, 1] * vertical_n).sum()) / total
    balance_m = float(required[:, 2].sum() - (arm[:, 0] * vertical_n).sum() - height_m * required[:, 3].sum()) / total
    return usual_m + BALANCE_TRUST * (balance_m - usual_m)


def _whole_strides(contacts: Sequence[Contact], time_s: FloatArray) -> npt.NDArray[np.bool_]:
    """(n,) frames from the first to the last landing of the foot for which that is longest (or first); none if no foot landed twice."""
    landings = [[c.loaded_from_s for c in contacts if c.side == side and c.whole] for side in SIDES]
    start_s, end_s = max(
        ((min(own), max(own)) for own in landings if own), key=lambda ends: (ends[1] - ends[0], -ends[0]), default=(0.0, 0.0)
    )
    return np.asarray((time_s >= start_s) & (time_s < end_s))


def _on_ground(spans: Sequence[LoadedSpan], side: Side, time_s: FloatArray) -> npt.NDArray[np.bool_]:
    """(n,) whether a foot is on the ground; where contacts overlap, the one that landed later is."""
    on = np.zeros(len(time_s), dtype=bool)
    for span in spans:
        phase = span.phase(time_s)
        on[(phase > 0.0) & (phase < 1.0)] = span.side == side
    return on


def air_drag_n(skeleton: Skeleton, centre: FloatArray, time_s: FloatArray) -> float:
    """Mean drag of still air (N, against running forward); none on a treadmill, where the body stays in place."""
    athlete = skeleton.athlete
    skin_m2 = 0.2025 * athlete.height_m**0.725 * athlete.mass_kg**0.425
    speed_m_s = float(centre[-1, 0] - centre[0, 0]) / float(time_s[-1] - time_s[0])
    return float(0.5 * AIR_KG_M3 * DRAG_AREA_OVER_SKIN * skin_m2 * speed_m_s * abs(speed_m_s))
