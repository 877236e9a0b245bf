"""A body put together from rigid clusters: which way it runs, its joints found by movement, and its segments in every frame."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ...body_words import SIDE_WORDS
from ...errors import InputFileError
from ...language import en
from ...motion import Motion, nearest_axis, turned, turned_along, way_m_s
from ...note import Note
from ...physics.rotation import angles_zxy
from ...physics.skeleton import BodyShape
from ..intake.cluster_poses import Bodies, Pose, Tidied, cluster_points, mean_rotation, misfit_m, smooth_pose
from .joints import LEAST_TURN_RAD, Joint, axis_of_rotation, centre_of_rotation

FLAT_SHARE = 0.25
"""Share of frames, those with the lowest ankle, in which the foot lies about flat: a contact lasts a third of a stride and the heel
rises in its second half; our choice."""
LONGEST_THIGH_M, SHORTEST_THIGH_M = 0.7, 0.2
"""Between hip and knee as found; beyond, the unit of length is wrong or the movement does not show the joints."""


@dataclass(frozen=True, kw_only=True)
class ClusterLeg:
    """One leg; X forward, Y up, Z right."""

    hip: Joint
    knee: Joint
    ankle: Joint
    hip_m: FloatArray
    """(n, 3) m, hip centre; knee and ankle alike."""
    knee_m: FloatArray
    ankle_m: FloatArray
    thigh: FloatArray
    """(n, 3, 3) from the thigh's axes (Y from knee to hip, Z the knee's axis) to the lab's; shank (Y from ankle to knee) alike."""
    shank: FloatArray
    foot: FloatArray
    """(n, 3, 3) from the foot's axes (those of the lab while it lies flat) to the lab's."""
    foot_in_cluster: FloatArray
    """(3, 3) from the foot's axes to its cluster's."""


@dataclass(frozen=True, kw_only=True)
class ClusterBody:
    """Pelvis and legs."""

    pelvis: FloatArray
    """(n, 3, 3) from the pelvis' axes (those of the lab in its mean bearing over the run) to the lab's."""
    pelvis_m: FloatArray
    """(n, 3) m, middle of the pelvis' cluster."""
    legs: Mapping[Side, ClusterLeg]
    misfit_m: FloatArray
    """(frames, k) m, distance of each marker from its place in its low-passed rigid cluster, in sound frames."""


def facing_forward(run: Motion, bodies: Bodies) -> tuple[Motion, Bodies]:
    """Turn a run of clusters to X forward, Y up, Z right, and find out which leg is which.

    Up is the lab axis along which the pelvis stays above the feet. A foot is high while it swings forward and low while it stays behind,
    on a treadmill as over ground: forward is about where the feet move, against the pelvis, while they are high, and exactly the pelvis'
    way over the ground.

    Args:
        run: In the lab axes of its file.
        bodies: Labels of each cluster.

    Returns:
        The turned run and the labels; where those called right stand left, sides are exchanged and a note says so.
    """
    middle = {body: _middle(run, labels) for body, labels in bodies.items()}
    above = np.nanmedian(middle["pelvis"], axis=0) - 0.5 * sum(np.nanmedian(middle[f"calcn{SUFFIX[side]}"], axis=0) for side in SIDES)
    up = nearest_axis(above)
    swing = np.zeros(3)
    for side in SIDES:
        foot = middle[f"calcn{SUFFIX[side]}"]
        speed = np.gradient(foot - middle["pelvis"], run.time_s, axis=0)
        height = foot @ up
        swing += np.nanmean(speed * (height - np.nanmean(height))[:, None], axis=0)
    forward = nearest_axis(swing - up * float(swing @ up))
    facing = _along_way(turned(run, np.stack([forward, up, np.cross(forward, up)])), bodies)
    rightward = np.nanmedian(_middle(facing, bodies["femur_r"])[:, 2] - _middle(facing, bodies["femur_l"])[:, 2])
    if rightward > 0.0:
        return facing, bodies
    exchanged = {body: bodies[_mirrored(body)] for body in bodies}
    message = en("Seen in the direction of running, all clusters named right are to the left of those named left: the sides were swapped.")
    return replace(facing, notes=(*facing.notes, Note("labels_swapped", message))), exchanged


def _along_way(run: Motion, bodies: Bodies) -> Motion:
    """The run turned so that X, which is about forward, is the way over the ground."""
    feet = [_middle(run, bodies[f"calcn{SUFFIX[side]}"]) for side in SIDES]
    way = way_m_s(_middle(run, bodies["pelvis"]), feet, step_s=1.0 / run.sampling_rate_hz)
    return run if way is None or way[0] <= 0.0 else turned_along(run, way)


def _middle(run: Motion, labels: tuple[str, ...]) -> FloatArray:
    return np.asarray(np.mean([run.marker(label) for label in labels], axis=0))


def _mirrored(body: str) -> str:
    return {"_r": f"{body[:-2]}_l", "_l": f"{body[:-2]}_r"}.get(body[-2:], body)


def body_of(tidy: Tidied, bodies: Bodies, *, cutoff_hz: float) -> ClusterBody:
    """Find the joints and pose the segments.

    The hip centre by SCoRE, the hinges of knee and ankle by SARA (see cluster_joints): running turns the foot too little about other axes
    to fix a centre along the hinge. How far to the side a joint lies is weakly known, and nothing here rests on it.

    Args:
        tidy: Turned and tidied run; joints are found in its sound frames.
        bodies: Labels of each cluster.
        cutoff_hz: Zero-lag low-pass of the markers.

    Raises:
        InputFileError: The movement does not show the joints, or lengths are no human's.
    """
    run, shapes, kept = tidy.run, tidy.shapes, tidy.sound
    if not kept.any():
        fault = en("there is no frame in which all clusters are seen")
        raise InputFileError(run.file_name, fault, en("give a recording in which they are"))
    poses = {body: smooth_pose(run, labels, shapes[body], cutoff_hz=cutoff_hz) for body, labels in bodies.items()}
    level = mean_rotation(poses["pelvis"].rotation[kept])
    off = [misfit_m(poses[body], shapes[body], cluster_points(run, bodies[body]))[kept] for body in bodies]
    return ClusterBody(
        pelvis=poses["pelvis"].rotation @ level.T,
        pelvis_m=poses["pelvis"].origin_m,
        legs={side: _leg(run.file_name, poses, kept, side) for side in SIDES},
        misfit_m=np.concatenate(off, axis=1),
    )


def _leg(file_name: str, poses: Mapping[str, Pose], kept: npt.NDArray[np.bool_], side: Side) -> ClusterLeg:
    chain = [poses[body] for body in ("pelvis", *(f"{bone}{SUFFIX[side]}" for bone in ("femur", "tibia", "calcn")))]
    pelvis, thigh, shank, foot = chain
    seen = [Pose(rotation=pose.rotation[kept], origin_m=pose.origin_m[kept]) for pose in chain]
    hip, hinge, ankle = centre_of_rotation(*seen[:2]), axis_of_rotation(*seen[1:3]), axis_of_rotation(*seen[2:])
    knee = _crossed_nearest(hinge, hip.in_lower_m)
    length_m = float(np.linalg.norm(knee.in_upper_m - hip.in_lower_m))
    turns = min(hip.turn_rad, knee.turn_rad, ankle.turn_rad)
    if turns < LEAST_TURN_RAD or not SHORTEST_THIGH_M < length_m < LONGEST_THIGH_M:
        fault = en(
            "the {side} leg's joints cannot be found from its movement (thigh of {length:.2f} m, smallest turn {turn:.0f}°)",
            side=SIDE_WORDS[side],
            length=length_m,
            turn=np.degrees(turns),
        )
        raise InputFileError(file_name, fault, en("give a recording of whole strides of running, in the unit that the file states"))
    hip_m, knee_m, ankle_m = (
        0.5 * (upper.point(joint.in_upper_m) + lower.point(joint.in_lower_m))
        for upper, lower, joint in ((pelvis, thigh, hip), (thigh, shank, knee), (shank, foot, ankle))
    )
    height = np.where(kept, ankle_m[:, 1], np.inf)
    flat = mean_rotation(foot.rotation[height <= np.quantile(ankle_m[kept, 1], FLAT_SHARE)])
    return ClusterLeg(
        hip=hip,
        knee=knee,
        ankle=ankle,
        hip_m=hip_m,
        knee_m=knee_m,
        ankle_m=ankle_m,
        thigh=thigh.rotation @ _axes(hip.in_lower_m - knee.in_upper_m, knee.axis_in_upper),
        shank=shank.rotation @ _axes(knee.in_lower_m - ankle.in_upper_m, knee.axis_in_lower),
        foot=foot.rotation @ flat.T,
        foot_in_cluster=flat.T,
    )


def _crossed_nearest(hinge: Joint, hip_in_thigh_m: FloatArray) -> Joint:
    """The hinge with its point moved along the axis to where it passes the hip centre nearest."""
    along = float((hip_in_thigh_m - hinge.in_upper_m) @ hinge.axis_in_upper)
    return replace(
        hinge,
        in_upper_m=hinge.in_upper_m + along * hinge.axis_in_upper,
        in_lower_m=hinge.in_lower_m + along * hinge.axis_in_lower,
    )


def _axes(up: FloatArray, right: FloatArray) -> FloatArray:
    """(3, 3) columns X, Y, Z in a cluster: Z along the joint's axis exactly, Y as near to up as possible."""
    z = right / np.linalg.norm(right)
    y = up - float(up @ z) * z
    y /= np.linalg.norm(y)
    return np.stack([np.cross(y, z), y, z], axis=1)


def joint_angles(body: ClusterBody, side: Side) -> dict[str, FloatArray]:
    """Hip, knee and ankle angle (n,) rad of one leg, each with a constant offset that is not known.

    The hip's is about the pelvis' left-right axis, which is the lab's in the mean bearing of the pelvis; the knee's about its hinge; the
    ankle's about the same hinge.
    """
    leg = body.legs[side]

    def about_right(upper: FloatArray, lower: FloatArray) -> FloatArray:
        return np.unwrap(angles_zxy(np.swapaxes(upper, 1, 2) @ lower)[:, 0])

    return {
        "hip_flexion": about_right(body.pelvis, leg.thigh),
        "knee_flexion": -about_right(leg.thigh, leg.shank),
        "ankle_angle": about_right(leg.shank, leg.foot),
    }


def sole_point(leg: ClusterLeg, shape: BodyShape, side: Side, share: float) -> FloatArray:
    """Point (3,) m of the sole in the foot's cluster, at a share of the way from heel to toe tip.

    The sole is that of a typical foot for the body's height, under the ankle centre that was found, along the lab's axes where it is flat.
    """
    typical = shape.legs[side]
    point = typical.heel_m + share * (typical.toe_m - typical.heel_m)
    return np.asarray(leg.ankle.in_lower_m + leg.foot_in_cluster @ point)
