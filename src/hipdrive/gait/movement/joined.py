"""Passages that were solved one by one, laid on the clock of the whole recording."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES
from .movement import Movement


def joined(parts: Sequence[Movement], time_s: FloatArray) -> Movement:
    """Lay passages on one clock.

    Args:
        parts: Movements of one runner in order of time, each X forward along its own way; at least one.
        time_s: (n,) s, the clock of the recording.

    Returns:
        One movement; in frames of no passage it is not `seen`: places stay as in the nearest frame that is, forces and moments are zero.
    """
    if len(parts) == 1 and len(parts[0].time_s) == len(time_s):
        return parts[0]
    step_s = float(time_s[-1] - time_s[0]) / (len(time_s) - 1)
    known = np.concatenate([np.rint((part.time_s - time_s[0]) / step_s).astype(np.int64) for part in parts])
    nearest = _nearest(known, len(time_s))
    seen = np.isin(np.arange(len(time_s)), known)

    def held(paths: Sequence[FloatArray]) -> FloatArray:
        return np.asarray(np.concatenate(paths)[nearest])

    def zero_between(paths: Sequence[FloatArray]) -> FloatArray:
        whole = held(paths)
        whole[~seen] = 0.0
        return whole

    def missing_between(paths: Sequence[FloatArray]) -> FloatArray:
        whole = held(paths)
        whole[~seen] = np.nan
        return whole

    return replace(
        parts[0],
        time_s=time_s,
        seen=seen,
        q=held([part.q for part in parts]),
        velocity=zero_between([part.velocity for part in parts]),
        moment_nm=zero_between([part.moment_nm for part in parts]),
        ground_n={side: zero_between([part.ground_n[side] for part in parts]) for side in SIDES},
        contacts=tuple(contact for part in parts for contact in part.contacts),
        cut_contacts=tuple(contact for part in parts for contact in part.cut_contacts),
        centre_of_mass_m=held([part.centre_of_mass_m for part in parts]),
        hips_m=held([part.hips_m for part in parts]),
        ankle_m={side: held([part.ankle_m[side] for part in parts]) for side in SIDES},
        forefoot_m={side: held([part.forefoot_m[side] for part in parts]) for side in SIDES},
        foot_marker_height_m={side: missing_between([part.foot_marker_height_m[side] for part in parts]) for side in SIDES},
        marker_error_m=missing_between([part.marker_error_m for part in parts]),
    )


def _nearest(known: np.ndarray[tuple[int], np.dtype[np.int64]], count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """(count,) place among the known frames (increasing) that is nearest to each frame."""
    frames = np.arange(count)
    after = np.clip(np.searchsorted(known, frames), 0, len(known) - 1)
    before = np.maximum(after - 1, 0)
    return np.where(np.abs(known[after] - frames) <= np.abs(known[before] - frames), after, before)
