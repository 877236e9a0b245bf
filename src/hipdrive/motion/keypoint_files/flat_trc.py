"""A .trc file of one camera, as Sports2D writes it: x and y in pixels or metres, and no depth."""

import re
from dataclasses import replace

import numpy as np

from ...errors import InputFileError
from ...language import en
from ..file_content import FileContent
from ..motion import Motion
from ..text import read_trc
from .names import keypoint_label
from .people_seen import PeopleSeen

_ANY_UNIT = "m"
"""Numbers are taken as they stand: pixels stay pixels."""
_DEPTH_SHARE = 1e-6
"""Depth that varies by less than this share of the height is none."""


def is_flat(motion: Motion) -> bool:
    """Whether points have no depth."""
    spans = [float(np.nanmax(axis) - np.nanmin(axis)) if np.isfinite(axis).any() else 0.0 for axis in motion.position_m.transpose(2, 0, 1)]
    return spans[1] > 0.0 and spans[2] <= _DEPTH_SHARE * spans[1]


def read_flat_trc(file: FileContent) -> PeopleSeen:
    """One runner's points; a file with y upwards is turned, so that y runs down as in a picture.

    Raises:
        InputFileError: It is no TRC, or a recording in space.
    """
    motion = read_trc(file, length_unit=_ANY_UNIT)
    if not is_flat(motion):
        raise InputFileError(file.name, en("its markers have depth, so it is no view of one camera"), en("give it as a motion file"))
    labels = tuple(keypoint_label(_plain(label)) for label in motion.labels)
    keep = [place for place, label in enumerate(labels) if label not in labels[:place]]
    kept = replace(motion, labels=tuple(labels[place] for place in keep), position_m=motion.position_m[:, keep])
    points = np.array(kept.position_m[:, :, :2])
    if _is_upwards(kept):
        points[:, :, 1] *= -1.0
    unseen = ~np.isfinite(points).all(axis=2) | (points == 0.0).all(axis=2)
    points[unseen] = np.nan
    confidence = np.where(unseen, 0.0, 1.0)[:, :, None]
    people = tuple(np.concatenate([points, confidence], axis=2)[:, None])
    return PeopleSeen(source="trc", labels=kept.labels, people=people, time_s=kept.time_s, frame_rate_hz=kept.sampling_rate_hz)


def _plain(label: str) -> str:
    """A label without the number of the person that some programs add."""
    return re.sub(r"_(person)?\d+$", "", label)


def _is_upwards(motion: Motion) -> bool:
    """Whether y grows upwards: hips stand at larger y than ankles."""
    heights = {
        part: float(np.nanmedian([motion.marker(label)[:, 1] for label in (f"R{part}", f"L{part}") if label in motion.labels]))
        for part in ("Hip", "Ankle")
        if any(label in motion.labels for label in (f"R{part}", f"L{part}"))
    }
    return len(heights) == 2 and heights["Hip"] > heights["Ankle"]
