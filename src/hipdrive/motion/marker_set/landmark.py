"""Where the landmarks of the body are, by the markers that stand for them."""

import numpy as np

from ...errors import Advice, HipDriveError
from ...language import Text, en, joined
from ..motion import Array, Motion
from .marker_set import MarkerSet


class MarkersAbsentError(HipDriveError):
    """A recording lacks markers that a step cannot do without."""

    code = "markers_absent"

    def __init__(self, file_name: str, labels: tuple[str, ...], needed_for: Text) -> None:
        self.about = file_name
        super().__init__(
            en(
                "{file}: the marker(s) {labels}, needed for {needed_for}, are missing or never seen",
                file=file_name,
                labels=joined(labels, ", "),
                needed_for=needed_for,
            ),
            Advice(words=en("use a recording that has them, or another marker set"), step="other_marker_set"),
        )


def landmark(motion: Motion, marker_set: MarkerSet, role: str) -> Array:
    """Return the path of a landmark, the mean of its markers.

    Args:
        motion: The recording.
        marker_set: Says which markers stand for which landmark.
        role: One of `ROLES`.

    Returns:
        (n, 3) m; NaN where one of its markers was not seen.

    Raises:
        MarkersAbsentError: The set has no such landmark, or the recording has not all its markers.
    """
    labels = marker_set.landmarks.get(role, ())
    absent = tuple(label for label in labels if label not in motion.labels or not np.isfinite(motion.marker(label)).all(axis=1).any())
    if absent or not labels:
        raise MarkersAbsentError(
            motion.file_name, absent or (en("for '{landmark}'", landmark=role),), en("the landmark {landmark}", landmark=role)
        )
    return np.asarray(np.mean([motion.marker(label) for label in labels], axis=0))


def has_landmark(motion: Motion, marker_set: MarkerSet, role: str) -> bool:
    """Tell whether `landmark` would return a path that is seen at least once."""
    labels = marker_set.landmarks.get(role, ())
    if not labels or any(label not in motion.labels for label in labels):
        return False
    return bool(np.isfinite(np.concatenate([motion.marker(label) for label in labels], axis=1)).all(axis=1).any())
