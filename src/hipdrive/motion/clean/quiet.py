"""Find the part of a standing trial in which the person stands still."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ...errors import Advice, HipDriveError
from ...language import en
from ...note import FILE, Note
from ..motion import Array, Motion

STILL_M = 0.02
"""The median marker of pelvis and legs keeps to a box of this size while somebody stands; in 16 open standing trials of 1 to 10 s it keeps
to 0.4 to 5 mm. Our choice."""
WINDOW_S = 0.5
"""So long a quiet part does."""


class NotStandingError(HipDriveError):
    """A standing trial in which nobody stands still."""

    code = "not_standing"

    def __init__(self, file_name: str, moved_m: float) -> None:
        self.about = file_name
        super().__init__(
            en(
                "{file}: this was given as the standing trial, but the markers move by {moved_cm:.0f} cm even in its "
                "stillest half second, and {allowed_cm:g} cm is allowed",
                file=file_name,
                moved_cm=100.0 * moved_m,
                allowed_cm=100.0 * STILL_M,
            ),
            Advice(words=en("give a recording of the same runner standing still"), step="give_static"),
        )


def standing_still(static: Motion, labels: Sequence[str]) -> tuple[Motion, tuple[Note, ...]]:
    """Cut a standing trial to the part in which the person stands still, if they move in it at all.

    Somebody who walks into the volume, turns or shifts would be averaged into a body of wrong size.

    Args:
        static: The standing trial; missing samples are NaN.
        labels: Markers of pelvis and legs.

    Returns:
        The trial itself where they keep still, else its stillest half second and a note.

    Raises:
        NotStandingError: There is no still half second.
    """
    columns = [static.labels.index(label) for label in labels if label in static.labels]
    points = static.position_m[:, columns]
    if len(points) < 2 or not columns or _moved_m(points) <= STILL_M:
        return static, ()
    window = min(len(points), max(2, round(WINDOW_S * static.sampling_rate_hz)))
    starts = range(0, len(points) - window + 1, max(1, window // 5))
    moved = [_moved_m(points[start : start + window]) for start in starts]
    best = int(np.argmin(moved))
    if moved[best] > STILL_M:
        raise NotStandingError(static.file_name, moved[best])
    start = starts[best]
    time_s = static.time_s[start : start + window]
    message = en(
        "The person moves in {file}; its stillest part was used, {from_s:.2f} to {to_s:.2f} s.",
        file=FILE,
        from_s=time_s[0],
        to_s=time_s[-1],
    )
    part = replace(static, time_s=time_s, position_m=static.position_m[start : start + window])
    return part, (Note("static_moves", message, static.file_name, called=en("the standing trial")),)


def _moved_m(points_m: Array) -> float:
    """Median over markers of the size of the box (m) that each keeps to while it is seen; infinite where none is seen twice."""
    seen = np.asarray(np.isfinite(points_m).all(axis=2))
    often = seen.sum(axis=0) > len(points_m) // 2
    if not often.any():
        return float("inf")
    low = np.where(seen[:, :, None], points_m, np.inf).min(axis=0)[often]
    high = np.where(seen[:, :, None], points_m, -np.inf).max(axis=0)[often]
    return float(np.median(np.linalg.norm(high - low, axis=1)))
