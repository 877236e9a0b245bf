"""Ground forces without force plates: what the whole body's movement requires, laid on the foot that stands on the ground."""

from collections.abc import Mapping, Sequence

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ...motion import lowpass
from ...physics.inverse_dynamics import OuterForce, moments_without_outer_forces
from ...physics.kinematics import Kinematics, forward_kinematics, points_on
from ...physics.rotation import angles_zxy
from ...physics.skeleton import BALL_OVER_FOOT, Skeleton, build_skeleton
from ..contact.on_plates import Contact
from ..spline import quintic
from .trunk import laid_below_shoulders, too_fast_pitching_nm
from .whole_body import CENTRE_BEHIND_OVER_HEIGHT, air_drag_n, forces_of_whole_body

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


def required_ground_forces(
    skeleton: Skeleton, q: FloatArray, contacts: Sequence[Contact], *, time_s: FloatArray, rate_hz: float, cutoff_hz: float
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
        cutoff_hz: Low-pass of the movement.

    Returns:
        Force by side (n, 3), at points (n, 3) of the sole or with its moment about the lab's origin; zero in flight.
    """
    if not set(BACK) & set(skeleton.locked):
        return _from_whole_body(skeleton, q, contacts, time_s=time_s, rate_hz=rate_hz, cutoff_hz=cutoff_hz)
    moved, pose = _with_upright_trunk(skeleton, q)
    kinematics = forward_kinematics(moved, pose)
    wrench = _required_wrench(moved, kinematics, pose, time_s)
    return _from_legs(skeleton, kinematics, _centre_m(moved, kinematics), wrench, contacts, time_s=time_s, rate_hz=rate_hz)


def _from_whole_body(
    skeleton: Skeleton, q: FloatArray, contacts: Sequence[Contact], *, time_s: FloatArray, rate_hz: float, cutoff_hz: float
) -> dict[Side, OuterForce]:
    """Ground forces of a wholly recorded body, whose trunk stands below its shoulders and turns no faster than it can."""
    laid = laid_below_shoulders(skeleton)
    kinematics = forward_kinematics(laid, q)
    centre = _centre_m(laid, kinematics)
    required = _required_wrench(laid, kinematics, q, time_s)
    required[:, :3] -= np.cross(centre, required[:, 3:])
    required[:, 2] -= too_fast_pitching_nm(laid, kinematics, time_s, rate_hz)
    required[:, 3] += air_drag_n(skeleton, centre, time_s)
    return forces_of_whole_body(
        laid,
        kinematics,
        centre,
        required,
        contacts,
        usual_behind_m=CENTRE_BEHIND_OVER_HEIGHT * skeleton.athlete.height_m if laid is skeleton else 0.0,
        time_s=time_s,
        rate_hz=rate_hz,
        cutoff_hz=cutoff_hz,
    )


def _centre_m(skeleton: Skeleton, kinematics: Kinematics) -> FloatArray:
    """(n, 3) centre of mass of the whole body."""
    mass = skeleton.model.body_mass
    centre: FloatArray = np.einsum("b,nbi->ni", mass, kinematics.com_m) / mass.sum()
    return centre


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
    spline = quintic(time_s, q)
    needed = moments_without_outer_forces(skeleton, q=q, velocity=spline(time_s, 1), acceleration=spline(time_s, 2))
    root = [skeleton.index(name) for name in ROOT]
    by_root = np.swapaxes(kinematics.screw[:, :, root], 1, 2)
    return np.asarray(np.linalg.solve(by_root, needed[:, root, None])[:, :, 0], dtype=np.float64)


def _with_upright_trunk(skeleton: Skeleton, q: FloatArray) -> tuple[Skeleton, FloatArray]:
    """Skeleton and coordinates whose trunk, which had no markers, keeps its mean bearing in space and rides on the pelvis.

    A trunk welded to the pelvis would turn with it; a runner's turns little, and against it.
    """
    still = [name for name in skeleton.locked if name not in BACK]
    free = build_skeleton(skeleton.athlete, table=skeleton.table, shape=skeleton.shape, locked=still, loose_joints=skeleton.loose_joints)
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
    heel, ball = (points_on(kinematics, body, leg.heel_m + part * (leg.toe_m - leg.heel_m)) for part in (0.0, BALL_OVER_FOOT))
    loaded = share > 0.5
    if not loaded.any():
        return heel
    lift = heel[:, 1] - np.percentile(heel[loaded, 1], 10) - ball[:, 1] + np.percentile(ball[loaded, 1], 10)
    along = SOLE_FROM + (SOLE_TO - SOLE_FROM) / (1.0 + np.exp(-lift / SOLE_TILT_M))
    place: FloatArray = heel + along[:, None] * (ball - heel) / BALL_OVER_FOOT
    place[:, 1] = np.median(np.minimum(heel, ball)[loaded, 1])
    return place
