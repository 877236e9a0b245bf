"""Joint angles and moments as files that OpenSim opens: ik.mot and id.sto."""

import io
import zipfile

import numpy as np

from ...body.joints import LOOSE
from ...errors import Advice, HipDriveError
from ...gait import Movement
from ...language import en
from ...motion import sto_text
from ...store import MOST_BYTES, MOST_RUNS

KNEE = {"knee_flexion_r": "knee_angle_r", "knee_flexion_l": "knee_angle_l"}
"""Our knee coordinate and OpenSim's, flexion positive in both (as in Rajagopal 2016)."""


class NoSkeletonError(HipDriveError):
    """A movement whose angles have no place on a skeleton."""

    code = "no_skeleton"

    def __init__(self) -> None:
        super().__init__(
            en(
                "Nothing can be written for OpenSim: neither rigid clusters without joint markers nor one camera show how "
                "the joints turn in space"
            ),
            Advice(words=en("record markers at the joints"), step="leave_out_opensim"),
        )


class NoOpenSimFilesError(HipDriveError):
    """A kept run whose files for OpenSim are not kept, or never were there."""

    code = "no_opensim_files"

    def __init__(self) -> None:
        sentence = en(
            "No OpenSim files of this run are kept: they are kept for the {most} runs of an athlete that were analysed last in the app, "
            "up to {size_mb:.0f} MB each",
            most=MOST_RUNS,
            size_mb=MOST_BYTES / 1e6,
        )
        super().__init__(sentence, en("analyse its recording here again to have them"))


def opensim_files(movement: Movement | None) -> dict[str, str]:
    """Joint angles and moments of an analysed run for OpenSim.

    Args:
        movement: What the run was measured on.

    Returns:
        Texts of ik.mot (rotations in degrees, translations in m) and id.sto (Nm, N) by name, columns named as OpenSim's tools name them;
        without the play of the joints, which its models lack, and without the frames in which the runner was not seen.

    Raises:
        NoSkeletonError: The movement is that of rigid clusters alone, or None: a run on video.
    """
    if movement is None or np.isnan(movement.q).any():
        raise NoSkeletonError
    kept = [place for place, name in enumerate(movement.skeleton.coordinates) if name not in LOOSE]
    time_s, q, moment_nm = movement.time_s[movement.seen], movement.q[movement.seen][:, kept], movement.moment_nm[movement.seen][:, kept]
    names = [KNEE.get(name, name) for name in (movement.skeleton.coordinates[place] for place in kept)]
    slides = [name.startswith("pelvis_t") and name != "pelvis_tilt" for name in names]
    angles = np.column_stack([time_s, np.where(slides, q, np.degrees(q))])
    moments = np.column_stack([time_s, moment_nm])
    moment_names = [f"{name}_{'force' if slide else 'moment'}" for name, slide in zip(names, slides, strict=True)]
    return {
        "ik.mot": sto_text("ik", ["time", *names], angles, in_degrees=True),
        "id.sto": sto_text("id", ["time", *moment_names], moments, in_degrees=False),
    }


def opensim_zip(movement: Movement | None) -> bytes | None:
    """The files of `opensim_files` as one zip, whose bytes follow from the movement alone; None of a run that has none."""
    try:
        texts = opensim_files(movement)
    except NoSkeletonError:
        return None
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return file.getvalue()
