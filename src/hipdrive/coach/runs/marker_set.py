"""The verbs marker-set check and marker-set guess; marker sets by their id or by the text of a file."""

from ...motion import (
    FileContent,
    MarkerSet,
    MarkerSetCheck,
    Motion,
    check_marker_set,
    guess_marker_set,
    load_marker_sets,
    read_motion,
    with_labels_of,
    with_plain_labels,
)
from ...motion import MarkerSetGuess as MarkerSetGuess
from ...motion import guess_as_toml as guess_as_toml
from ...motion import marker_set_from_text as marker_set_from_text
from ...motion import marker_set_named as marker_set_named


def marker_set_ids() -> tuple[str, ...]:
    """Ids of the marker sets that are shipped, and of those of one's own that count beside them."""
    return tuple(marker_set.id for marker_set in load_marker_sets())


def check_recording(marker_set: MarkerSet, recording: FileContent, *, static: FileContent | None = None) -> MarkerSetCheck:
    """Say how a marker set and a recording fit each other.

    Args:
        marker_set: The set (`marker_set_named`, `marker_set_from_text`).
        recording: A file of markers.
        static: The standing trial that belongs to it; None where there is none.

    Raises:
        HipDriveError: A recording can't be used.
    """
    standing = None if static is None else _in_words_of(marker_set, static)
    return check_marker_set(marker_set, _in_words_of(marker_set, recording), static=standing)


def guess_from_recordings(static: FileContent, run: FileContent | None = None) -> MarkerSetGuess:
    """Guess where the markers of a recording are on the body; `guess_as_toml` writes it down.

    Args:
        static: Quiet standing, or a run where there is none.
        run: A run of the same session.

    Raises:
        HipDriveError: A recording can't be used, or too few of its markers can be placed.
    """
    return guess_marker_set(with_plain_labels(read_motion(static)), None if run is None else with_plain_labels(read_motion(run)))


def _in_words_of(marker_set: MarkerSet, file: FileContent) -> Motion:
    return with_labels_of(with_plain_labels(read_motion(file)), marker_set)
