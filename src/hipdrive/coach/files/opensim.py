"""Joint angles and moments as files that OpenSim opens: ik.mot and id.sto."""

from pathlib import Path

import numpy as np

from ...body.joints import LOOSE
from ...errors import HipDriveError
from ...gait import Movement
from ...motion import write_sto
from .outlet import new_folder

KNEE = {"knee_flexion_r": "knee_angle_r", "knee_flexion_l": "knee_angle_l"}
"""Our knee coordinate and OpenSim's, flexion positive in both (as in Rajagopal 2016)."""


class NoSkeletonError(HipDriveError):
    """A movement whose angles have no place on a skeleton."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing can be written for OpenSim: rigid clusters without joint markers show angles from an unknown zero and no moments; "
            "leave out --opensim, or record markers at the joints."
        )


def write_opensim(folder: Path, movement: Movement) -> tuple[Path, Path]:
    """Write a movement for OpenSim.

    Args:
        folder: Where to; made if absent.
        movement: An analysed run.

    Returns:
        Paths of ik.mot (rotations in degrees, translations in m) and id.sto (Nm, N), columns named as OpenSim's tools name them; without
        the play of the joints, which its models lack.

    Raises:
        NoSkeletonError: The movement is that of rigid clusters alone.
    """
    if np.isnan(movement.q).any():
        raise NoSkeletonError
    new_folder(folder)
    kept = [place for place, name in enumerate(movement.skeleton.coordinates) if name not in LOOSE]
    q, moment_nm = movement.q[:, kept], movement.moment_nm[:, kept]
    names = [KNEE.get(name, name) for name in (movement.skeleton.coordinates[place] for place in kept)]
    slides = [name.startswith("pelvis_t") and name != "pelvis_tilt" for name in names]
    angles = np.where(slides, q, np.degrees(q))
    angle_path, moment_path = folder / "ik.mot", folder / "id.sto"
    write_sto(angle_path, ["time", *names], np.column_stack([movement.time_s, angles]), in_degrees=True)
    moment_names = [f"{name}_{'force' if slide else 'moment'}" for name, slide in zip(names, slides, strict=True)]
    write_sto(moment_path, ["time", *moment_names], np.column_stack([movement.time_s, moment_nm]), in_degrees=False)
    return angle_path, moment_path
