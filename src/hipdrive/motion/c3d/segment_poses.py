"""Segment poses in a C3D file, as Theia3D writes them, and the joints and points of the feet that they carry.

Source: readers in public repositories (the library ezc3d for the layout, converters to OpenSim for the axes). The group ROTATION names
the segments ('r_thigh_4X4') and says at which block its data start; each frame holds for each segment a 4x4 matrix, column by column,
and its reliability, below zero where the segment was not seen. A segment's origin is the joint above it; its axes point to the
subject's right, forward and up in upright standing.
"""

import numpy as np

from ...errors import InputFileError
from ...language import en
from ...note import Note
from ..file_content import FileContent
from ..length_unit import METRES_PER_UNIT
from ..motion import Array
from .byte_order import reals
from .layout import BLOCK, Layout
from .parameters import EXPORT_AGAIN, Groups, continued, first_number, numbers, texts

WORDS = 17
"""Reals of one pose: sixteen of the matrix, and the reliability."""
JOINTS = {
    **{
        f"{s}_{segment}": f"{s.upper()}{joint}" for s in "rl" for segment, joint in (("thigh", "Hip"), ("shank", "Knee"), ("foot", "Ankle"))
    },
    **{
        f"{s}_{segment}": f"{s.upper()}{joint}"
        for s in "rl"
        for segment, joint in (("uarm", "Shoulder"), ("larm", "Elbow"), ("hand", "Wrist"))
    },
}
"""Keypoint at the origin of each segment."""
NEEDED = tuple(f"{s}_{segment}" for s in "rl" for segment in ("thigh", "shank", "foot", "toes"))
HEEL_M = (0.0, -0.05, -0.07)
"""Heel from the ankle in the foot's axes where the file does not tell (THEIA3D:RHEEL_POS); our choice, that of an adult's foot."""
SHORTEST_LEG_M, LONGEST_LEG_M = 0.5, 1.15
"""Hip to ankle of any adult (0.49 of body height, Drillis & Contini 1966); the known units are further apart than these."""
TOE_LENGTH_M = 0.06
"""From the ball of the foot to the tip of the big toe where the file does not tell (THEIA3D:RTOE_LENGTH); our choice."""
BIG_TOE_INWARD_M, SMALL_TOE_OUTWARD_M, SMALL_TOE_AHEAD_M = 0.02, 0.04, 0.02
"""Toes from the middle of the ball; our choice."""


def segment_poses(file: FileContent, layout: Layout) -> dict[str, Array]:
    """Read the poses of segments.

    Args:
        file: The file.
        layout: What else it holds.

    Returns:
        (n, 4, 4) by the name of the segment ('r_thigh'), lengths in the unit of the file; NaN where it was not seen. Empty where the
        file holds no poses of both legs.

    Raises:
        InputFileError: The file announces more poses than it holds.
    """
    groups = layout.groups
    used, block = (int(first_number(groups, "ROTATION", name) or 0.0) % 0x10000 for name in ("USED", "DATA_START"))
    names = [name for part in continued(groups, "ROTATION", "LABELS") if isinstance(part, list) for name in part]
    segments = [name.lower().removesuffix("_4x4") for name in names[:used]]
    if not used or not set(NEEDED).issubset(segments):
        return {}
    rate_hz = first_number(groups, "ROTATION", "RATE") or layout.rate_hz
    ratio = int(first_number(groups, "ROTATION", "RATIO") or max(1.0, round(rate_hz / layout.rate_hz))) if layout.rate_hz > 0.0 else 1
    start, size = BLOCK * (block - 1), 4 * WORDS * used * layout.frames * max(1, ratio)
    if block < 2 or len(file.content) < start + size:
        found = en(
            "this C3D file is cut short: its segment poses need {needed} bytes, but it has {found}",
            needed=max(0, start) + size,
            found=len(file.content),
        )
        raise InputFileError(file.name, found, EXPORT_AGAIN)
    stored = reals(memoryview(file.content)[start : start + size], layout.processor).reshape(-1, used, WORDS)[:: max(1, ratio)]
    with np.errstate(invalid="ignore"):
        words = stored.astype(np.float64)
        words[~(words[:, :, 16] >= 0.0)] = np.nan
    poses = words[:, :, :16].reshape(len(words), used, 4, 4).swapaxes(2, 3)
    return {name: poses[:, place] for place, name in enumerate(segments)}


def joint_points(poses: dict[str, Array], groups: Groups, metres_per_unit: float) -> dict[str, Array]:
    """Where the joints are, and heels and toes, by the names of keypoints.

    Args:
        poses: `segment_poses`.
        groups: The file's parameters; THEIA3D tells where heels and toes are on their segments (m).
        metres_per_unit: Metres in the file's unit of length.

    Returns:
        (n, 3) m.
    """
    points = {joint: poses[segment][:, :3, 3] * metres_per_unit for segment, joint in JOINTS.items() if segment in poses}
    for s, outward in (("r", 1.0), ("l", -1.0)):
        side = s.upper()
        heel = numbers(groups, "THEIA3D", f"{side}HEEL_POS").ravel()
        on_foot = heel if heel.size == 3 and 0.0 < np.linalg.norm(heel) < 0.3 else np.array(HEEL_M)
        toe_m = _length_m(groups, f"{side}TOE_LENGTH")
        points[f"{side}Heel"] = _carried(poses[f"{s}_foot"], on_foot, metres_per_unit)
        points[f"{side}BigToe"] = _carried(poses[f"{s}_toes"], np.array([-outward * BIG_TOE_INWARD_M, toe_m, 0.0]), metres_per_unit)
        small = np.array([outward * SMALL_TOE_OUTWARD_M, SMALL_TOE_AHEAD_M, 0.0])
        points[f"{side}SmallToe"] = _carried(poses[f"{s}_toes"], small, metres_per_unit)
    if "RShoulder" in points and "LShoulder" in points:
        points["Neck"] = 0.5 * (points["RShoulder"] + points["LShoulder"])
    return points


def pose_unit(poses: dict[str, Array], named: str) -> tuple[str, list[Note]]:
    """The unit that makes a leg of what is between hip and ankle, as named where it does or where none does, and a note if it was changed.

    Args:
        poses: `segment_poses`.
        named: The unit that the file names.
    """
    legs = np.concatenate([np.linalg.norm(poses[f"{s}_thigh"][:, :3, 3] - poses[f"{s}_foot"][:, :3, 3], axis=1) for s in "rl"])
    legs = legs[np.isfinite(legs)]
    length = float(np.median(legs)) if legs.size else 0.0
    fitting = [unit for unit, metres in METRES_PER_UNIT.items() if SHORTEST_LEG_M <= length * metres <= LONGEST_LEG_M]
    if named in fitting or not fitting:
        return named, []
    message = en(
        "Segment poses: in {named} hip and ankle would be {length_m:.3g} m apart; lengths were read as {unit}.",
        named=named,
        length_m=length * METRES_PER_UNIT[named],
        unit=fitting[0],
    )
    return fitting[0], [Note("length_unit_corrected", message)]


def _carried(pose: Array, local_m: Array, metres_per_unit: float) -> Array:
    """(n, 3) m of a point that is fixed in a segment."""
    carried: Array = pose[:, :3, 3] * metres_per_unit + pose[:, :3, :3] @ local_m
    return carried


def _length_m(groups: Groups, name: str) -> float:
    """A length of THEIA3D, which may be a number or a text."""
    told = first_number(groups, "THEIA3D", name)
    if told is None:
        try:
            told = float((texts(groups, "THEIA3D", name) or [""])[0])
        except ValueError:
            return TOE_LENGTH_M
    return told if 0.0 < told < 0.2 else TOE_LENGTH_M
