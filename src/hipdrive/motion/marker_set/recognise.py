"""Find the marker set that a recording was made with, by its labels."""

from collections.abc import Sequence
from dataclasses import replace

from ...errors import Advice, HipDriveError, listed
from ...language import en
from ..motion import Motion
from .marker_set import MarkerSet
from .synonym import labels_of, renamed_labels

THIS_RECORDING = en("This recording")


class MarkerSetError(HipDriveError):
    """The labels of a recording fit no marker set."""

    code = "no_marker_set"

    def __init__(self, labels: Sequence[str], known: Sequence[MarkerSet], file_name: str) -> None:
        self.about = file_name
        super().__init__(
            en(
                "{file}: the markers fit no known marker set. Found: {labels}. Known sets: {marker_sets}.",
                file=file_name,
                labels=listed(labels, at_most=60),
                marker_sets=listed(marker_set.id for marker_set in known),
            ),
            Advice(words=en("Name one, or give a TOML file of your own"), step="name_marker_set"),
            between=" ",
        )


def recognise(labels: Sequence[str], known: Sequence[MarkerSet], *, file_name: str = THIS_RECORDING) -> MarkerSet:
    """Find the marker set that a recording was made with.

    A set fits if pelvis, thighs, shanks and feet each keep as many tracked labels as its kind needs (three, but for sets that
    rest on joint centres); among those that fit, the one with the largest share of its tracked labels present is taken. Where none fits
    by the letter, case, separators and words for the side don't count, and short forms stand for places (`with_labels_of` then renames).

    Args:
        labels: The recording's marker labels; a subject's prefix, as in 'Name:LASI', is ignored.
        known: The sets to choose from.
        file_name: For the message.

    Returns:
        The best fitting set.

    Raises:
        MarkerSetError: None fits; it lists the labels and the sets.
    """
    labels = without_prefix(labels)
    by_letter = {marker_set.id: labels for marker_set in known}
    by_meaning = {marker_set.id: _in_words_of(marker_set, labels) for marker_set in known}
    for read in (by_letter, by_meaning):
        fitting = [marker_set for marker_set in known if not marker_set.lower_body_gaps(read[marker_set.id])]
        if fitting:
            return max(fitting, key=lambda marker_set: _share_present(marker_set, read[marker_set.id]))
    raise MarkerSetError(labels, known, file_name)


def _share_present(marker_set: MarkerSet, labels: Sequence[str]) -> tuple[float, int]:
    tracked = [label for labels_of_body in marker_set.tracking.values() for label in labels_of_body]
    count = len(set(labels).intersection(tracked))
    return count / len(tracked), count


def _in_words_of(marker_set: MarkerSet, labels: Sequence[str]) -> tuple[str, ...]:
    renamed = renamed_labels(labels, labels_of(marker_set))
    return tuple(renamed.get(label, label) for label in labels)


def without_prefix(labels: Sequence[str]) -> tuple[str, ...]:
    """Return labels without the subject's name before a colon, where most labels carry the same name and none would then occur twice."""
    before = [label.rpartition(":")[0] for label in labels]
    prefix = max(set(before), key=before.count, default="")
    if not prefix or 2 * before.count(prefix) <= len(labels):
        return tuple(labels)
    stripped = tuple(label.removeprefix(f"{prefix}:") for label in labels)
    return stripped if len(set(stripped)) == len(stripped) else tuple(labels)


def with_plain_labels(motion: Motion) -> Motion:
    """Return the recording with the subject's name taken off its labels, if they carry one."""
    labels = without_prefix(motion.labels)
    return motion if labels == motion.labels else replace(motion, labels=labels)
