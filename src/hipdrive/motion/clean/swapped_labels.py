"""Find labels that were exchanged in a run, by what rigid bodies allow, and put them right with a note that names them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from ...language import Text, and_list, en, verbatim
from ...note import FILE, Note
from ..motion import Array, Motion
from .stretches import Flags, stretches
from .swapped_sides import Exchange, exchanged_sides, with_exchanges

MISFIT_M = 0.012
"""Distances that miss those expected by more than this (root mean square) are more than skin and foot bending; our choice."""
GAIN = 0.5
"""An exchange must bring that misfit below this share of what it was; our choice."""
MOST_MISFIT_M = 0.1
"""A single distance counts with at most this, so that each label put right shows, however far the others are off; our choice."""
MOST_TRIED_IN_ALL_ORDERS = 6
"""Markers of a segment up to which every order is tried; beyond, exchanges one after the other."""


@dataclass(frozen=True, kw_only=True)
class _LabelGroup:
    """Labels that are compared together: those of one body, or of a right and a left body."""

    name: Text
    columns: list[int]
    """Where they stand in the motion."""
    expected_m: Array
    """(m, m) m, expected distances; NaN between labels of different bodies."""
    across: bool
    """Whether labels of different bodies may be exchanged; else only those of one."""


def swapped_labels(motion: Motion, static: Motion, tracking: Mapping[str, Sequence[str]]) -> Motion:
    """Put right labels that were exchanged against the static trial, for the whole run or for a part of it.

    The distances between the markers of one segment stay the same, so an exchange inside a segment or between the two sides shows as
    distances that miss the expected ones and meet them once it is undone. Whole segments of equal shape show by standing on the wrong
    side of the pelvis. An exchange that leaves all distances within 12 mm, as in a symmetric cluster, cannot be seen.

    Args:
        motion: The run.
        static: The static trial of the same session, with the same labels.
        tracking: Body to its labels, as in `MarkerSet.tracking`.

    Returns:
        The motion with exchanged labels put right, and a note for each pair that names it, its body and when.
    """
    bodies = {body: [label for label in labels if label in motion.labels and label in static.labels] for body, labels in tracking.items()}
    exchanges: list[Exchange] = []
    position_m = np.array(motion.position_m)
    _put_right_everywhere(motion, static, {body: labels for body, labels in bodies.items() if body == "pelvis"}, position_m, exchanges)
    of_sides = exchanged_sides(replace(motion, position_m=position_m), static, bodies)
    position_m = np.array(with_exchanges(replace(motion, position_m=position_m), of_sides).position_m)
    exchanges += of_sides
    _put_right_everywhere(motion, static, bodies, position_m, exchanges)
    if not exchanges:
        return motion
    return replace(motion, position_m=position_m, notes=(*motion.notes, *_notes(motion, exchanges)))


def _put_right_everywhere(
    motion: Motion, static: Motion, bodies: Mapping[str, Sequence[str]], position_m: Array, exchanges: list[Exchange]
) -> None:
    """Put labels right inside bodies and between sides, in place.

    First for the whole run, against the static trial, then for parts of it, against the run itself.
    """
    everywhere = np.ones(len(position_m), dtype=np.bool_)
    for group in _groups(motion, static, bodies):
        _put_right(position_m, everywhere, group, motion.labels, exchanges, needs_to_fit=False)
    for group in _groups(motion, replace(motion, position_m=position_m), bodies):
        for start, end in _bad_stretches(position_m, group):
            inside = np.zeros(len(position_m), dtype=np.bool_)
            inside[start:end] = True
            _put_right(position_m, inside, group, motion.labels, exchanges, needs_to_fit=True)


def _notes(motion: Motion, exchanges: list[Exchange]) -> list[Note]:
    """Write one note for each pair of labels, with the times if it was exchanged in parts only."""
    when: dict[tuple[str, str, Text], Flags] = {}
    for exchange in exchanges:
        first, second = sorted((exchange.first, exchange.second), key=motion.labels.index)
        body, inside = exchange.body, exchange.inside
        before = when.get((first, second, body), np.zeros_like(inside))
        when[first, second, body] = before ^ inside
    notes = []
    for (first, second, body), inside in when.items():
        if not inside.any():
            continue
        values: dict[str, object] = {"first": first, "second": second, "body": body, "file": FILE}
        if inside.all():
            message = en("Markers {first} and {second} ({body}) were swapped in {file}; this was put right.", **values)
        else:
            seen_s = motion.time_s[inside]
            message = en(
                "Markers {first} and {second} ({body}) were swapped in {file} in {count} of {frames} frames, {from_s:.2f} to {to_s:.2f} s; "
                "this was put right.",
                **values,
                count=len(seen_s),
                frames=len(inside),
                from_s=seen_s[0],
                to_s=seen_s[-1],
            )
        notes.append(Note("labels_swapped", message, motion.file_name))
    return notes


def distances(points: Array) -> Array:
    """Return (..., m, m) m, the distances between m points."""
    return np.asarray(np.linalg.norm(points[..., :, None, :] - points[..., None, :, :], axis=-1))


def middle(values: Array) -> Array:
    """Return the median over frames of the seen values, NaN where none was seen."""
    if len(values) and np.isfinite(values).all():
        return np.asarray(np.median(values, axis=0))
    ordered = np.sort(values, axis=0)  # NaN last
    count = np.isfinite(values).sum(axis=0)
    places = np.maximum(count - 1, 0) // 2, count // 2
    taken = [np.take_along_axis(ordered, np.minimum(place, len(values) - 1)[None], axis=0)[0] for place in places]
    return np.where(count > 0, 0.5 * (taken[0] + taken[1]), np.nan)


def _groups(motion: Motion, expected: Motion, bodies: Mapping[str, Sequence[str]]) -> list[_LabelGroup]:
    """Return each body, then each pair of a right and a left one, with the distances that `expected` shows."""
    groups = []
    for body, labels in bodies.items():
        if len(labels) >= 3:
            groups.append(_group(verbatim(body), [labels], motion, expected))
    for body, labels in bodies.items():
        other = bodies.get(f"{body[:-2]}_l", ()) if body.endswith("_r") else ()
        if len(labels) >= 3 and len(other) >= 3:
            groups.append(_group(and_list([body, f"{body[:-2]}_l"]), [labels, other], motion, expected))
    return groups


def _group(name: Text, parts: Sequence[Sequence[str]], motion: Motion, expected: Motion) -> _LabelGroup:
    labels = [label for part in parts for label in part]
    body = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    rows, columns = np.nonzero(np.triu(body[:, None] == body[None, :], 1))
    points = expected.position_m[:, [expected.labels.index(label) for label in labels]]
    expected_m = np.full((len(labels), len(labels)), np.nan)
    expected_m[rows, columns] = expected_m[columns, rows] = middle(np.linalg.norm(points[:, rows] - points[:, columns], axis=2))
    return _LabelGroup(name=name, columns=[motion.labels.index(label) for label in labels], expected_m=expected_m, across=len(parts) > 1)


def _expected_pairs(expected_m: Array) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the places of the pairs whose distance is expected."""
    rows, columns = np.triu_indices(len(expected_m), 1)
    kept = np.isfinite(expected_m[rows, columns])
    return rows[kept], columns[kept]


def _misfit(measured_m: Array, expected_m: Array, *, least_known: int) -> Array:
    """Return the root mean square (...) m by which distances (..., m, m) miss the expected ones.

    A marker that was not seen fits nowhere: an order under which fewer distances can be compared than `least_known` is charged with the
    largest misfit for each that it lacks, or it would seem perfect for want of anything to compare.
    """
    rows, columns = _expected_pairs(expected_m)
    off_m = measured_m[..., rows, columns] - expected_m[rows, columns]
    lacking = np.maximum(least_known - np.isfinite(off_m).sum(axis=-1), 0)
    return _root_mean_square(off_m, lacking)


def _known_pairs(measured_m: Array, expected_m: Array) -> int:
    """Return how many distances (m, m) can be compared with the expected ones."""
    rows, columns = _expected_pairs(expected_m)
    return int(np.isfinite(measured_m[rows, columns]).sum())


def _root_mean_square(off_m: Array, lacking: NDArray[np.intp] | int = 0) -> Array:
    known = np.isfinite(off_m)
    squares = np.where(known, np.minimum(np.abs(np.where(known, off_m, 0.0)), MOST_MISFIT_M) ** 2, 0.0)
    total = squares.sum(axis=-1) + lacking * MOST_MISFIT_M**2
    return np.asarray(np.sqrt(total / np.maximum(known.sum(axis=-1) + lacking, 1)))


def _off_expected(position_m: Array, group: _LabelGroup) -> Array:
    """Return (n, pairs) m by which the distances of a group miss the expected ones."""
    rows, columns = _expected_pairs(group.expected_m)
    points = position_m[:, group.columns]
    return np.asarray(np.linalg.norm(points[:, rows] - points[:, columns], axis=2) - group.expected_m[rows, columns])


def _bad_stretches(position_m: Array, group: _LabelGroup) -> list[tuple[int, int]]:
    """Return the stretches of frames whose distances miss the expected ones."""
    return stretches(_root_mean_square(_off_expected(position_m, group)) > MISFIT_M)


def _put_right(
    position_m: Array, inside: Flags, group: _LabelGroup, labels: Sequence[str], exchanges: list[Exchange], *, needs_to_fit: bool
) -> None:
    """Exchange labels of a group in the frames inside, in place, where that makes the distances meet the expected ones."""
    if _root_mean_square(middle(_off_expected(position_m[inside], group))) < MISFIT_M:
        return
    measured_m = middle(distances(position_m[inside][:, group.columns]))
    known = _known_pairs(measured_m, group.expected_m)
    if not known:
        return
    order = _best_order(measured_m, group)
    as_named_m = float(_misfit(measured_m, group.expected_m, least_known=known))
    put_right_m = float(_misfit(measured_m[np.ix_(order, order)], group.expected_m, least_known=known))
    if order == sorted(order) or as_named_m < MISFIT_M or put_right_m > GAIN * as_named_m or (needs_to_fit and put_right_m > MISFIT_M):
        return
    columns = np.array(group.columns)
    frames = np.flatnonzero(inside)
    position_m[np.ix_(frames, columns)] = position_m[np.ix_(frames, columns[order])]
    for first, second in _pairs_of_order(order):
        exchanges.append(Exchange(labels[columns[first]], labels[columns[second]], group.name, inside))


def _pairs_of_order(order: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs whose exchange, one after the other, gives this order."""
    now, pairs = list(order), []
    for place in range(len(now)):
        if now[place] != place:
            other = now.index(place)
            pairs.append((place, now[place]))
            now[place], now[other] = now[other], now[place]
    return pairs


def _best_order(measured_m: Array, group: _LabelGroup) -> list[int]:
    """Return the order of the labels whose distances meet the expected ones best."""
    count = len(group.expected_m)
    order = list(range(count))
    known = _known_pairs(measured_m, group.expected_m)
    least = float(_misfit(measured_m, group.expected_m, least_known=known))
    if least < MISFIT_M:
        return order
    if not group.across and count <= MOST_TRIED_IN_ALL_ORDERS:
        orders = np.array(list(permutations(range(count))))
        tried = _misfit(measured_m[orders[:, :, None], orders[:, None, :]], group.expected_m, least_known=known)
        return [int(place) for place in orders[int(np.argmin(tried))]]
    for _ in range(count):
        options = []
        for first, second in combinations(range(count), 2):
            swapped = list(order)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            options.append(swapped)
        places = np.array(options)
        tried = _misfit(measured_m[places[:, :, None], places[:, None, :]], group.expected_m, least_known=known)
        best = int(np.argmin(tried))
        if tried[best] > 0.95 * least:
            break
        order, least = options[best], float(tried[best])
    return order
