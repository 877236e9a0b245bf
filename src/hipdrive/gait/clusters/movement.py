"""A run of rigid clusters as Movement and Posture, so that measures read it like any other; what clusters do not show is missing in it."""

from collections.abc import Mapping, Sequence

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ...motion import lowpass_plate
from ...physics.skeleton import BALL_OVER_FOOT, Skeleton
from ..contact.by_pelvis import landed_by_pelvis, low_foot_speed_m_s, smoothed_before
from ..contact.on_markers import LegPath, contacts_from_feet, over_ground
from ..contact.on_plates import Contact, contacts_from_plates
from ..intake.cluster_poses import Bodies, Tidied, cluster_points, smooth_pose
from ..movement.feet import HEEL_CLUSTER_FRONT_SHARE, LANDING_CUTOFF_HZ, LARGEST_CUTOFF_SHARE, LEAVING_CUTOFF_HZ
from ..movement.movement import Movement
from ..movement.posture import Posture, forward_lean
from ..spline import quintic
from .body import ClusterBody, joint_angles, sole_point


def cluster_movement(tidy: Tidied, bodies: Bodies, body: ClusterBody, skeleton: Skeleton, *, cutoff_hz: float, smoothed: bool) -> Movement:
    """Put joint angles, contacts and places into a Movement.

    Args:
        tidy: Turned and tidied run.
        bodies: Labels of each cluster.
        body: Segments and joints.
        skeleton: A typical one of the runner's height: its foot gives the sole, its names the coordinates; it is not this runner's shape.
        cutoff_hz: Zero-lag low-pass of the markers.
        smoothed: Whether no strike shows, so that landings are read from the pelvis.

    Returns:
        The movement. Angles have an unknown constant offset; moments, centre of mass and coordinates but hips, knees and ankles are NaN.

    Raises:
        NotRunningError: If both feet are on the ground at once.
    """
    run = tidy.run
    q = np.full((len(run.time_s), len(skeleton.coordinates)), np.nan)
    velocity = q.copy()
    for side in SIDES:
        for name, angle in joint_angles(body, side).items():
            place = skeleton.index(name + SUFFIX[side])
            q[:, place] = angle
            velocity[:, place] = quintic(run.time_s, angle)(run.time_s, 1)
    hips = np.mean([body.legs[side].hip_m for side in SIDES], axis=0)
    forefoot = {side: _on_foot(tidy, bodies, body, skeleton, side, BALL_OVER_FOOT, cutoff_hz) for side in SIDES}
    all_contacts = _contacts(tidy, bodies, body, skeleton, forefoot, hips, cutoff_hz)
    if smoothed:
        forward_m_s = float(hips[-1, 0] - hips[0, 0]) / float(run.time_s[-1] - run.time_s[0])
        speed = low_foot_speed_m_s(all_contacts, forefoot, run.time_s) + forward_m_s
        all_contacts = landed_by_pelvis(all_contacts, body.pelvis_m[:, 1], time_s=run.time_s, speed_m_s=speed)
    contacts = [contact for contact in all_contacts if not crosses_lost(tidy, contact.initial_contact_s, contact.toe_off_s)]
    missing = np.full((len(run.time_s), 3), np.nan)
    return Movement(
        skeleton=skeleton,
        time_s=run.time_s,
        seen=np.ones(len(run.time_s), dtype=bool),
        q=q,
        velocity=velocity,
        moment_nm=np.full_like(q, np.nan),
        ground_n={side: np.zeros_like(missing) for side in SIDES},
        contacts=tuple(contact for contact in contacts if contact.whole),
        cut_contacts=tuple(contact for contact in contacts if not contact.whole),
        from_plates=bool(run.plates),
        centre_of_mass_m=missing,
        hips_m=hips,
        ankle_m={side: body.legs[side].ankle_m for side in SIDES},
        forefoot_m=forefoot,
        foot_marker_height_m={side: cluster_points(run, bodies[f"calcn{SUFFIX[side]}"])[:, :, 1] for side in SIDES},
        marker_error_m=body.misfit_m,
        slope=run.slope or 0.0,
    )


def no_strike_shows(tidy: Tidied, bodies: Bodies) -> bool:
    """Whether landings must be read from the pelvis: there are no plates, and the feet's markers were smoothed hard."""
    heights = [cluster_points(tidy.run, bodies[f"calcn{SUFFIX[side]}"]).mean(axis=1)[:, 1] for side in SIDES]
    return not tidy.run.plates and smoothed_before(heights, rate_hz=tidy.run.sampling_rate_hz)


def cluster_posture(movement: Movement, body: ClusterBody) -> Posture:
    """How the segments lie; tilt, list and turn of the pelvis are against its mean bearing over the run, the trunk is not seen."""
    foot = {side: 0.5 * (movement.ankle_m[side] + movement.forefoot_m[side]) for side in SIDES}
    return Posture(
        hip_m={side: body.legs[side].hip_m for side in SIDES},
        knee_m={side: body.legs[side].knee_m for side in SIDES},
        ankle_m=movement.ankle_m,
        foot_m=foot,
        thigh_rad={side: -forward_lean(body.legs[side].thigh) for side in SIDES},
        shank_rad={side: -forward_lean(body.legs[side].shank) for side in SIDES},
        pelvis_tilt_rad=forward_lean(body.pelvis),
        pelvis_right_up_rad=np.arcsin(np.clip(body.pelvis[:, 1, 2], -1.0, 1.0)),
        pelvis_turn_rad=np.arctan2(body.pelvis[:, 0, 2], body.pelvis[:, 2, 2]),
        trunk_lean_rad=None,
        trunk_over_pelvis_rad=None,
    )


def crosses_lost(tidy: Tidied, start_s: float, end_s: float) -> bool:
    """Whether a cluster is lost anywhere from one instant to another (s)."""
    time_s = tidy.run.time_s
    return bool(tidy.lost[(time_s >= start_s) & (time_s <= end_s)].any())


def _contacts(
    tidy: Tidied,
    bodies: Bodies,
    body: ClusterBody,
    skeleton: Skeleton,
    forefoot: Mapping[Side, FloatArray],
    hips: FloatArray,
    cutoff_hz: float,
) -> Sequence[Contact]:
    """Contacts from plates where there are any, else from the feet."""
    run = tidy.run
    if run.plates:
        smooth = [lowpass_plate(plate, cutoff_hz=cutoff_hz) for plate in run.plates]
        return contacts_from_plates(run.plates, smooth, forefoot, time_s=run.time_s, file_name=run.file_name)
    legs = {
        side: LegPath(
            heel_m=_on_foot(tidy, bodies, body, skeleton, side, 0.0, LANDING_CUTOFF_HZ),
            ball_m=_on_foot(tidy, bodies, body, skeleton, side, BALL_OVER_FOOT, LANDING_CUTOFF_HZ),
            front_m=_on_foot(tidy, bodies, body, skeleton, side, HEEL_CLUSTER_FRONT_SHARE, LEAVING_CUTOFF_HZ),
            reach_m=body.legs[side].ankle_m[:, 0] - hips[:, 0],
        )
        for side in SIDES
    }
    legs = {side: over_ground(leg, run.slope or 0.0) for side, leg in legs.items()}
    return contacts_from_feet(legs, time_s=run.time_s, file_name=run.file_name)


def _on_foot(tidy: Tidied, bodies: Bodies, body: ClusterBody, skeleton: Skeleton, side: Side, share: float, cutoff_hz: float) -> FloatArray:
    """Path (n, 3) m of a point of the sole, from the foot's own markers."""
    name, run = f"calcn{SUFFIX[side]}", tidy.run
    cutoff = min(cutoff_hz, LARGEST_CUTOFF_SHARE * run.sampling_rate_hz)
    pose = smooth_pose(run, bodies[name], tidy.shapes[name], cutoff_hz=cutoff)
    return pose.point(sole_point(body.legs[side], skeleton.shape, side, share))
