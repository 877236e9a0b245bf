"""Find the frames in which left and right were exchanged: the cheapest path of exchanges over the whole clip (Viterbi 1967).

Each limb has three levels (hip, knee, foot; shoulder, elbow, wrist), each exchanged or not: eight states a frame. A state costs
little for each exchanged level and for each pair of neighbouring levels that disagree, its beginning and end cost more, and three
frames in a row cost what the points of a level lie off an even way on, squared, in the clip's own spread. Where both sides lie
together an exchange gains nothing, and the points stay as they are.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..flat_keypoints import FlatKeypoints
from ..motion import Array

LIMBS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("Hip",), ("Knee",), ("Ankle", "Heel", "BigToe", "SmallToe")),
    (("Shoulder",), ("Elbow",), ("Wrist",)),
)
EXCHANGED_PRICE, DISAGREEING_PRICE, CHANGE_PRICE = 9.0, 30.0, 2.0
"""Of one exchanged level for a second, of two neighbouring levels that disagree for a second, and of one level's beginning or end; our
choice, in squared spreads."""
DEAREST = 30.0
"""No three points in a row cost more: one that leaps is no proof of an exchange."""
LEAST_SPREAD = 0.003
"""Least spread of a level, as a share of the runner's height in the picture: below it is the rounding of pixels."""
STATES = np.array([[state >> level & 1 for level in range(3)] for state in range(8)])
"""(8, 3) whether a state exchanges each level."""
CHUNK = 2000

Exchanges = NDArray[np.bool_]


def exchanged_sides(keypoints: FlatKeypoints) -> Exchanges:
    """Tell for each frame and point whether it was taken for the other side's.

    Args:
        keypoints: The points as they were found.

    Returns:
        (n, k) True where a point belongs to the other side; both points of a pair alike.
    """
    found = np.zeros(keypoints.position.shape[:2], dtype=np.bool_)
    scale = runner_height(keypoints)
    if len(keypoints.time_s) < 3 or not scale > 0.0:
        return found
    for limb in LIMBS:
        levels = [_pairs(keypoints.labels, parts) for parts in limb]
        costs = [_level_cost(keypoints, pairs, LEAST_SPREAD * scale) for pairs in levels]
        states = _cheapest_path(costs, frame_s=1.0 / keypoints.frame_rate_hz)
        for level, pairs in enumerate(levels):
            inside = STATES[states, level].astype(np.bool_)
            for pair in pairs:
                found[np.ix_(inside, pair)] = True
    return found


def with_sides_exchanged(keypoints: FlatKeypoints, inside: Exchanges) -> tuple[Array, Array]:
    """Positions (n, k, 2) and confidence (n, k) with the points put back on their own side."""
    position, confidence = np.array(keypoints.position), np.array(keypoints.confidence)
    for place, label in enumerate(keypoints.labels):
        other = ("R" if label.startswith("L") else "L") + label[1:]
        if label[0] in "LR" and other in keypoints.labels and inside[:, place].any():
            partner, frames = keypoints.labels.index(other), inside[:, place]
            position[frames, place] = keypoints.position[frames, partner]
            confidence[frames, place] = keypoints.confidence[frames, partner]
    return position, confidence


def _pairs(labels: Sequence[str], parts: Sequence[str]) -> list[list[int]]:
    """Places of the left and the right point of each part that the body has on both sides."""
    return [[labels.index(f"L{part}"), labels.index(f"R{part}")] for part in parts if f"L{part}" in labels and f"R{part}" in labels]


def runner_height(keypoints: FlatKeypoints) -> float:
    """The usual height of the runner in the picture."""
    y = keypoints.position[:, :, 1]
    seen = y[np.isfinite(y).any(axis=1)]
    return float(np.median(np.nanmax(seen, axis=1) - np.nanmin(seen, axis=1))) if len(seen) else 0.0


def _level_cost(keypoints: FlatKeypoints, pairs: Sequence[Sequence[int]], least: float) -> Array:
    """(n - 2, 2, 2, 2): what three frames in a row cost, exchanged (1) or not (0) in each; 0 where a point is missing."""
    steps_s = np.diff(keypoints.time_s)
    ratio = (steps_s[1:] / steps_s[:-1])[:, None, None]
    cost = np.zeros((len(steps_s) - 1, 2, 2, 2))
    for pair in pairs:
        both = keypoints.position[:, pair]
        given, turned = both, both[:, ::-1]
        by_state = (given, turned)
        off = np.empty((len(steps_s) - 1, 2, 2, 2, 2))
        for index in np.ndindex(2, 2, 2):
            first, second, third = (by_state[state][at : at + len(steps_s) - 1] for at, state in enumerate(index))
            off[(slice(None), *index)] = np.linalg.norm(third - second - (second - first) * ratio, axis=2)
        usual = off[:, 0, 0, 0][np.isfinite(off[:, 0, 0, 0])]
        spread = max(least, float(np.median(usual)) if len(usual) else least)
        cost += np.minimum(np.nan_to_num(off / spread, nan=0.0) ** 2, DEAREST).mean(axis=4) / len(pairs)
    return cost


def _cheapest_path(costs: Sequence[Array], *, frame_s: float) -> NDArray[np.int64]:
    """(n,) the states of the cheapest path; a path's past is its last two states."""
    triples = len(costs[0])
    own = frame_s * (EXCHANGED_PRICE * STATES.sum(axis=1) + DISAGREEING_PRICE * np.abs(np.diff(STATES, axis=1)).sum(axis=1))
    change = CHANGE_PRICE * np.abs(STATES[:, None] - STATES[None]).sum(axis=2)
    enter = own[None, :] + change
    total = own[:, None] + enter
    before = np.empty((triples, 8, 8), dtype=np.int8)
    for start in range(0, triples, CHUNK):
        part = sum(
            cost[start : start + CHUNK][:, STATES[:, None, None, level], STATES[None, :, None, level], STATES[None, None, :, level]]
            for level, cost in enumerate(costs)
        )
        for offset, triple in enumerate(np.asarray(part)):
            reached = total[:, :, None] + triple
            before[start + offset] = reached.argmin(axis=0)
            total = reached.min(axis=0) + enter
    last = np.unravel_index(int(total.argmin()), total.shape)
    path = [int(last[1]), int(last[0])]
    for choice in before[::-1]:
        path.append(int(choice[path[-1], path[-2]]))
    return np.array(path[::-1])
