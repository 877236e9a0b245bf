"""What stands twice in a text file of markers: labels, and whole trials one after the other."""

from collections.abc import Sequence

import numpy as np

from ...errors import InputFileError
from ...language import en, joined
from ...note import FILE, Note
from ..motion import Array


def each_label_once(labels: Sequence[str], positions: Array) -> tuple[tuple[str, ...], Array, list[Note]]:
    """Leave out a marker that repeats another of its name, and rename one that does not.

    Args:
        labels: The m names.
        positions: (n, m, 3) their paths.

    Returns:
        Names, each once, paths, and a note if anything was changed.
    """
    kept: dict[str, int] = {}
    places_of: dict[str, list[int]] = {}
    repeated, renamed = [], []
    for place, label in enumerate(labels):
        same = places_of.setdefault(label, [])
        if any(np.array_equal(positions[:, other], positions[:, place], equal_nan=True) for other in same):
            repeated.append(label)
            continue
        name = f"{label}_{len(same) + 1}" if same else label
        while name in kept:
            name += "_"
        kept[name] = place
        if same:
            renamed.append(name)
        same.append(place)
    notes = []
    if repeated:
        notes.append(
            Note(
                "label_repeated",
                en("Markers that appear in the file twice, with the same path, were kept once: {markers}.", markers=joined(repeated, ", ")),
            )
        )
    if renamed:
        notes.append(Note("label_twice", en("Markers named more than once were renamed: {renamed}.", renamed=joined(renamed[:8], ", "))))
    return tuple(kept), positions[:, list(kept.values())], notes


def refuse_repeated(file_name: str, values: Array, lines: Sequence[int]) -> None:
    """Refuse a file in which the clock starts again, and say in which line.

    Args:
        file_name: For the sentence.
        values: (n, 2 + 3 m) frame, time (s) and coordinates.
        lines: Number of each line.

    Raises:
        InputFileError: Time goes back somewhere.
    """
    back = np.flatnonzero(np.diff(values[:, 1]) < 0.0)
    if not back.size:
        return
    start = int(back[0]) + 1
    again, before = values[start:, 2:], values[:start, 2:]
    common = min(len(again), len(before))
    same = common > 1 and np.array_equal(again[:common], before[:common], equal_nan=True)
    found = (
        en("in line {line} the column Time goes back from {from_s:g} to {to_s:g} s, as if the same frames were repeated")
        if same
        else en("in line {line} the column Time goes back from {from_s:g} to {to_s:g} s, as if another recording begins")
    ).filled(line=lines[start], from_s=values[start - 1, 1], to_s=values[start, 1])
    raise InputFileError(file_name, found, en("keep one trial in the file, with a Time that increases from line to line"))


def each_row_once(file_name: str, values: Array) -> tuple[Array, list[Note]]:
    """Leave out rows that repeat the one before, its time included.

    Args:
        file_name: For the note.
        values: (n, 2 + 3 m) frame, time (s) and coordinates.
    """
    again = np.zeros(len(values), dtype=bool)
    again[1:] = np.diff(values[:, 1]) == 0.0
    again[1:] &= ((values[1:, 2:] == values[:-1, 2:]) | np.isnan(values[1:, 2:] + values[:-1, 2:])).all(axis=1)
    if not again.any():
        return values, []
    message = en(
        "{rows} rows of {file} repeat the one before, with the same time; each was kept once.", rows=np.count_nonzero(again), file=FILE
    )
    return values[~again], [Note("frames_doubled", message, file_name)]
