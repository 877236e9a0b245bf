"""The verb marker-set check: hold a marker set against a recording; marker sets by their id or by the text of a file."""

from ..motion import (
    FileContent,
    MarkerSet,
    MarkerSetCheck,
    check_marker_set,
    load_marker_sets,
    read_motion,
    with_labels_of,
    with_plain_labels,
)
from ..motion import marker_set_from_text as marker_set_from_text
from ..motion import marker_set_named as marker_set_named


def marker_set_ids() -> tuple[str, ...]:
    """Ids of the marker sets that are shipped, and of those of one's own that count beside them."""
    return tuple(marker_set.id for marker_set in load_marker_sets())


def check_recording(marker_set: MarkerSet, recording: FileContent) -> MarkerSetCheck:
    """Say how a marker set and a recording fit each other.

    Args:
        marker_set: The set (`marker_set_named`, `marker_set_from_text`).
        recording: A file of markers.

    Raises:
        HipDriveError: The recording can't be used.
    """
    return check_marker_set(marker_set, with_labels_of(with_plain_labels(read_motion(recording)), marker_set))
