"""Ground forces without force plates: what the whole body's movement requires, laid on the foot that stands on the ground."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.interpolate import make_interp_spline

from ..body import SIDES, Side
from ..body.joints import KNEE_TURNS, SUFFIX
from ..motion import lowpass
from ..physics.inverse_dynamics import OuterForce, moments_without_outer_forces
from ..physics.kinematics import Kinematics, forward_kinematics, points_on
from ..physics.rotation import angles_zxy
from ..physics.skeleton import Skeleton, build_skeleton
from ..units import STANDARD_GRAVITY_M_S2
from .contact import Contact
from .contact_force import LoadedSpan, carried_in_contact, loaded_spans
from .pressure_course import BALL_SHARE, pressure_course

FloatArray = npt.NDArray[np.float64]
SPLINE_DEGREE = 5
ROOT = ("pelvis_tx", "pelvis_ty", "pelvis_tz", "pelvis_tilt", "pelvis_list", "pelvis_rotation")
BACK = ("lumbar_extension", "lumbar_bending", "lumbar_rotation")
REQUIRED_CUTOFF_HZ = 5.0
"""Low-pass of the force and moment that legs and an assumed trunk require."""
TAPER_S = 0.02
"""Within this of landing and toe-off the force grows from and falls to zero."""
SOLE_FROM, SOLE_TO = 0.3, 0.75
"""Legs only: shares of the sole from heel to toe tip between which the centre of pressure moves: our choice."""
SOLE_TILT_M = 0.02
"""Legs only: how much lower heel or ball must be to carry most of the load: our choice."""
ROLLING_SHAPES, PITCHING_SHAPES, ALONG_SHAPES, VERTICAL_SHAPES = 1, 3, 2, 3
"""Shapes of a contact (see contact_force): a rolling moment comes as one push, a fore-aft force brakes and drives, the others may also peak
or sag; chosen on four runs of whole bodies."""
ALONG_SD_BW, PRESSURE_SD_M, PITCH_SD_BW_M = 0.07, 0.012, 0.04
"""How far the required fore-aft force, the usual course of the pressure and the required pitching moment lie from the plates' (1 SD; body
weights, m, body weights times m): the course on the 12 runners of RBDS, the others on four runs of whole bodies."""
CENTRE_BEHIND_OVER_HEIGHT = 0.015
"""The skeleton's segments lie on lines between joints, so its centre of mass stands level with the hip centres; the models that come with
Rajagopal 2016 and Hamner 2010 have it 30 and 22 mm behind them."""
BALANCE_TRUST = 0.5
"""Weight of the balance over whole strides, against that figure, in placing the centre of mass: our choice, both are good to 1 to 2 cm."""
BALANCE_CUTOFF_HZ = 5.0
DRAG_AREA_OVER_SKIN = 0.9 * 0.266
"""Drag coefficient times frontal over skin area of a runner (Arsac & Locatelli 2002, J Appl Physiol 92:1781)."""
AIR_KG_M3 = 1.2


def required_ground_forces(
    skeleton: Skeleton, q: FloatArray, contacts: Sequence[Contact], *, time_s: FloatArray, rate_hz: float
) -> dict[Side, OuterForce]:
    """Estimate the ground force on each foot of a runner, of whom never more than one foot is on the ground.

    Newton's and Euler's laws give the one force and moment that the movement of the whole body requires; the foot on the ground carries
    both. What the estimate doesn't explain of them stays as residual on the pelvis. No force in flight.

    Args:
        skeleton: The scaled skeleton.
        q: (n, nv) coordinates (rad, m).
        contacts: When each foot is on the ground.
        time_s: (n,) s.
        rate_hz: Sampling rate.

    Returns:
        Force by side (n, 3) at points (n, 3) of the sole, zero outside contacts.
    """
    moved, pose = _with_upright_trunk(skeleton, q)
    kinematics = forward_kinematics(moved, pose)
    wrench = _required_wrench(moved, kinematics, pose, time_s)
    mass = moved.model.body_mass
    centre: FloatArray = np.einsum("b,nbi->ni", mass, kinematics.com_m) / mass.sum()
    if moved is not skeleton:
        return _from_legs(skeleton, kinematics, centre, wrench, contacts, time_s=time_s, rate_hz=rate_hz)
    wrench[:, :3] -= np.cross(centre, wrench[:, 3:])
    wrench[:, 3] += _air_drag_n(skeleton, centre, time_s)
    return _from_whole_body(skeleton, kinematics, centre, wrench, contacts, time_s=time_s, rate_hz=rate_hz)


def _from_whole_body(
    skeleton: Skeleton,
    kinematics: Kinematics,
    centre: FloatArray,
    required: FloatArray,
    contacts: Sequence[Contact],
    *,
    time_s: FloatArray,
    rate_hz: float,
) -> dict[Side, OuterForce]:
    """Ground forces from the moment about the centre of mass and the force (n, 6) that a wholly recorded body requires.

    Fore-aft force, place of the pressure and pitching moment are one more than the law of the moment leaves free, and none is known well:
    all three give way in proportion to their variances.
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
    behind_m = centre_behind_m(
        place[steady] - centre[steady],
        vertical[steady],
        smooth[steady],
        usual_m=CENTRE_BEHIND_OVER_HEIGHT * skeleton.athlete.height_m,
    )
    arm = place - centre + np.array([behind_m, 0.0, 0.0])
    weight_n = skeleton.athlete.mass_kg * STANDARD_GRAVITY_M_S2
    along, shift_m = reconciled(arm, along, vertical, pitching, weight_n=weight_n)
    across = (rolling + arm[:, 2] * vertical) / arm[:, 1]
    force = np.stack([along, vertical, across], axis=1)
    forward = shift_m[:, None] * np.array([1.0, 0.0, 0.0])
    return {
        side: OuterForce(
            body=f"calcn{SUFFIX[side]}",
            force_n=np.where(share[side][:, None], force, 0.0),
            point_m=places[side] + np.where(share[side][:, None], forward, 0.0),
        )
        for side in SIDES
    }


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
    """(n,) frames from the first to the last landing of the foot for which that is longest; none if no foot landed twice."""
    landings = [[c.loaded_from_s for c in contacts if c.side == side and c.whole] for side in SIDES]
    start_s, end_s = max(((min(own), max(own)) for own in landings if own), key=lambda ends: ends[1] - ends[0], default=(0.0, 0.0))
    return np.asarray((time_s >= start_s) & (time_s < end_s))


def _on_ground(spans: Sequence[LoadedSpan], side: Side, time_s: FloatArray) -> npt.NDArray[np.bool_]:
    """(n,) whether a foot is on the ground; where contacts overlap, the one that landed later is."""
    on = np.zeros(len(time_s), dtype=bool)
    for span in spans:
        phase = span.phase(time_s)
        on[(phase > 0.0) & (phase < 1.0)] = span.side == side
    return on


def _air_drag_n(skeleton: Skeleton, centre: FloatArray, time_s: FloatArray) -> float:
    """Mean drag of still air (N, against running forward); none on a treadmill, where the body stays in place."""
    athlete = skeleton.athlete
    skin_m2 = 0.2025 * athlete.height_m**0.725 * athlete.mass_kg**0.425
    speed_m_s = float(centre[-1, 0] - centre[0, 0]) / float(time_s[-1] - time_s[0])
    return float(0.5 * AIR_KG_M3 * DRAG_AREA_OVER_SKIN * skin_m2 * speed_m_s * abs(speed_m_s))


def _from_legs(
    skeleton: Skeleton,
    kinematics: Kinematics,
    centre: FloatArray,
    required: FloatArray,
    contacts: Sequence[Contact],
    *,
    time_s: FloatArray,
    rate_hz: float,
) -> dict[Side, OuterForce]:
    """Ground forces from the moment about the lab's origin and the force (n, 6) that legs and an assumed trunk require.

    The vertical force is kept. The centre of pressure lies on the sole, towards whichever of heel and ball is lower; the horizontal forces
    are those that give the required moment about the centre of mass from there, because the trunk's unknown sway spoils the required
    horizontal force far more than the moment.
    """
    wrench = lowpass(required, rate_hz=rate_hz, cutoff_hz=min(REQUIRED_CUTOFF_HZ, 0.2 * rate_hz))
    about_centre = wrench[:, :3] - np.cross(centre, wrench[:, 3:])
    share = _load_share(contacts, time_s)
    forces = {}
    for side in SIDES:
        place = _pressure_point(skeleton, kinematics, side, share[side])
        arm = place - centre
        force = np.zeros((len(time_s), 3))
        force[:, 1] = share[side] * np.maximum(wrench[:, 4], 0.0)
        force[:, 0] = (arm[:, 0] * force[:, 1] - share[side] * about_centre[:, 2]) / arm[:, 1]
        force[:, 2] = (share[side] * about_centre[:, 0] + arm[:, 2] * force[:, 1]) / arm[:, 1]
        forces[side] = OuterForce(body=f"calcn{SUFFIX[side]}", force_n=force, point_m=place)
    return forces


def _required_wrench(skeleton: Skeleton, kinematics: Kinematics, q: FloatArray, time_s: FloatArray) -> FloatArray:
    """(n, 6) moment about the lab's origin (Nm) and force (N) from outside that the movement needs beside gravity."""
    spline = make_interp_spline(time_s, q, k=SPLINE_DEGREE)
    needed = moments_without_outer_forces(skeleton, q=q, velocity=spline(time_s, 1), acceleration=spline(time_s, 2))
    root = [skeleton.index(name) for name in ROOT]
    by_root = np.swapaxes(kinematics.screw[:, :, root], 1, 2)
    return np.asarray(np.linalg.solve(by_root, needed[:, root, None])[:, :, 0], dtype=np.float64)


def _with_upright_trunk(skeleton: Skeleton, q: FloatArray) -> tuple[Skeleton, FloatArray]:
    """Skeleton and coordinates whose trunk, where it had no markers, keeps its mean bearing in space and rides on the pelvis.

    A trunk welded to the pelvis would turn with it; a runner's turns little, and against it.
    """
    if not set(BACK) & set(skeleton.locked):
        return skeleton, q
    still = [name for name in skeleton.locked if name not in BACK]
    free = build_skeleton(
        skeleton.athlete, table=skeleton.table, shape=skeleton.shape, locked=still, turning_knees=KNEE_TURNS[0] in skeleton.coordinates
    )
    pelvis = forward_kinematics(skeleton, q).rotation[:, skeleton.body_index("pelvis")]
    u, _, vt = np.linalg.svd(pelvis.mean(axis=0))
    pose = np.zeros((len(q), len(free.coordinates)))
    pose[:, [free.index(name) for name in skeleton.coordinates]] = q
    pose[:, [free.index(name) for name in BACK]] = angles_zxy(np.swapaxes(pelvis, 1, 2) @ (u @ vt))
    return free, pose


def _load_share(contacts: Sequence[Contact], time_s: FloatArray) -> Mapping[Side, FloatArray]:
    """(n,) by side: 1 while the foot is on the ground, 0 outside, smooth between; together never above 1."""
    share = {side: np.zeros(len(time_s)) for side in SIDES}
    for contact in contacts:
        rise = np.clip((time_s - contact.loaded_from_s) / TAPER_S, 0.0, 1.0)
        fall = np.clip((contact.loaded_to_s - time_s) / TAPER_S, 0.0, 1.0)
        if not contact.whole and contact.loaded_from_s <= time_s[0]:
            rise = np.ones(len(time_s))
        if not contact.whole and contact.loaded_to_s >= time_s[-1]:
            fall = np.ones(len(time_s))
        share[contact.side] = np.maximum(share[contact.side], 0.5 - 0.5 * np.cos(np.pi * np.minimum(rise, fall)))
    total = np.maximum(share["left"] + share["right"], 1.0)
    return {side: share[side] / total for side in SIDES}


def _pressure_point(skeleton: Skeleton, kinematics: Kinematics, side: Side, share: FloatArray) -> FloatArray:
    """(n, 3) centre of pressure: on the sole's mid-line at the height of the ground, towards the lower of heel and ball."""
    leg, body = skeleton.shape.legs[side], skeleton.body_index(f"calcn{SUFFIX[side]}")
    heel, ball = (points_on(kinematics, body, leg.heel_m + part * (leg.toe_m - leg.heel_m)) for part in (0.0, BALL_SHARE))
    loaded = share > 0.5
    if not loaded.any():
        return heel
    lift = heel[:, 1] - np.percentile(heel[loaded, 1], 10) - ball[:, 1] + np.percentile(ball[loaded, 1], 10)
    along = SOLE_FROM + (SOLE_TO - SOLE_FROM) / (1.0 + np.exp(-lift / SOLE_TILT_M))
    place: FloatArray = heel + along[:, None] * (ball - heel) / BALL_SHARE
    place[:, 1] = np.median(np.minimum(heel, ball)[loaded, 1])
    return place
