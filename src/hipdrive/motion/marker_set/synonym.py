"""Labels that mean the same marker whatever their case, separators and word for the side."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ...language import en, joined
from ...note import Note
from ..motion import Motion
from .marker_set import MarkerSet

_SIDE_FIRST = re.compile(r"^(right|left)[\W_]*(.+)$", re.IGNORECASE)
_SIDE_LAST = re.compile(r"^(.+?)[\W_]+(right|left|r|l)$|^(.+?)(Right|Left)$", re.IGNORECASE)
SAME_PLACE = {
    "asi": "asis",
    "psi": "psis",
    "kne": "knee",
    "ank": "ankle",
    "hee": "heel",
    "thi": "thigh",
    "tib": "tibia",
    "sho": "shoulder",
    "acr": "acromion",
    "acromium": "acromion",
    "elb": "elbow",
    "wri": "wrist",
    "sac": "sacrum",
    "sacr": "sacrum",
}
"""Short forms of places (Plug-in Gait's and other laboratories') and the words that they stand for, without the side."""


@lru_cache(maxsize=2**15)
def spelling(label: str) -> str:
    """What is left of a label without case and separators, its side as one letter in front: 'ASIS_right' and 'R.Asis' are 'rasis'."""
    text = label.strip()
    first, last = _SIDE_FIRST.match(text), _SIDE_LAST.match(text)
    if first:
        text = first[1][0] + first[2]
    elif last:
        text = (last[2] or last[4])[0] + (last[1] or last[3])
    return "".join(letter for letter in text.lower() if letter.isalnum())


@lru_cache(maxsize=2**15)
def place_of(label: str) -> str:
    """The spelling with a short form written out: 'RASI' and 'r_asis' are 'rasis'."""
    plain = spelling(label)
    if plain in SAME_PLACE:
        return SAME_PLACE[plain]
    return plain[:1] + SAME_PLACE.get(plain[1:], plain[1:])


def renamed_labels(labels: Sequence[str], wanted: Iterable[str]) -> dict[str, str]:
    """Which labels of a recording mean labels of a set that it lacks by the letter.

    Args:
        labels: The recording's.
        wanted: The set's.

    Returns:
        The set's label by the recording's, where just one of each has that spelling, or else stands for that place.
    """
    renamed: dict[str, str] = {}
    for key in (spelling, place_of):
        lacking = set(wanted).difference(labels).difference(renamed.values())
        free = [label for label in labels if label not in renamed and label not in wanted]
        ours, theirs = (_unique((key(label), label) for label in group) for group in (lacking, free))
        taken = {key(label) for label in set(wanted).intersection(labels)}
        renamed |= {theirs[name]: label for name, label in ours.items() if name in theirs and name not in taken}
    return renamed


def _unique(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, list[str]] = {}
    for key, label in pairs:
        found.setdefault(key, []).append(label)
    return {key: labels[0] for key, labels in found.items() if len(labels) == 1}


def labels_of(marker_set: MarkerSet) -> set[str]:
    """Every label that a set names."""
    return {label for labels in (*marker_set.tracking.values(), *marker_set.landmarks.values()) for label in labels}


def with_labels_of(motion: Motion, marker_set: MarkerSet) -> Motion:
    """The recording with the set's labels where its own mean the same markers; a note names those that took more than spelling."""
    renamed = renamed_labels(motion.labels, labels_of(marker_set))
    if not renamed:
        return motion
    guessed = [
        en("{label} as {read_as}", label=label, read_as=name) for label, name in renamed.items() if spelling(label) != spelling(name)
    ]
    words = en("Labels were read as those of '{marker_set}': {labels}.", marker_set=marker_set.id, labels=joined(guessed, ", "))
    notes = [Note("labels_by_synonym", words)] if guessed else []
    return replace(motion, labels=tuple(renamed.get(label, label) for label in motion.labels), notes=(*motion.notes, *notes))
