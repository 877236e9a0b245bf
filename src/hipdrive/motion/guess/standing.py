"""Where each marker is on a standing body, in the body's own axes: forward, up from the floor, right of the mid-plane."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..heading import way_m_s
from ..motion import Array, Motion, lock

FLOOR_BELOW_LOWEST_M = 0.035
"""The lowest marker of a shod foot stands 30 to 44 mm above the floor in five open standing trials."""
FEET_BELOW_M = 0.14
ANKLE_M = (0.075, 0.15)
"""Heights between which malleoli are in standing; what else is there is mostly the heel."""
AHEAD_OF_ANKLE_M = 0.04
"""A foot reaches further forward of its ankle than backward by 8 to 17 cm; less than this tells nothing. Our choice."""
MIRRORED_M = 0.03
"""Markers of both sides mirror each other to about this; our choice."""
APART_M = 0.10
"""Markers of both sides that are nearer to each other tell little of the direction across; our choice."""
MIRROR_STEP_RAD = np.radians(2.0)
AT_MOST_FRAMES = 400
"""More frames than this say the same again."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The typical place of each marker on a body that stands, or runs on the spot."""

    labels: tuple[str, ...]
    """Those that are seen."""
    place_m: Array
    """(m, 3) m: forward, up from the floor, right of the mid-plane."""
    sides_known: bool
    """Whether right and left are told apart: by labels, by where the feet point, or by the way of a run."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "place_m", lock(self.place_m))

    def of(self, label: str) -> Array:
        """(3,) m of one marker."""
        return np.asarray(self.place_m[self.labels.index(label)])


def standing_body(motion: Motion, sides: Mapping[str, str], *, run: Motion | None) -> Standing:
    """Find the body's axes in a recording, and where its markers are.

    Up is the lab's axis along which the body is longest. Across is where markers of both sides lie apart, by their labels; without such
    labels, across the plane that mirrors the body best.

    Args:
        motion: Quiet standing or a run, lab axes; missing samples are NaN.
        sides: 'r' or 'l' by label, where the label says so.
        run: A run of the same body, which may tell forward; None where there is none.
    """
    frames = thinned(motion)
    seen = np.isfinite(frames).all(axis=2).mean(axis=0) > 0.2
    labels = tuple(label for label, is_seen in zip(motion.labels, seen, strict=True) if is_seen)
    frames = frames[:, seen]
    centre = np.nanmedian(frames, axis=1, keepdims=True)
    about_m = np.nanmedian(frames - centre, axis=0)
    up = _up(about_m, usual_m=np.nanmedian(frames, axis=(0, 1)))
    height_m = np.nanmedian(frames @ up, axis=0)
    height_m = height_m - height_m.min() + FLOOR_BELOW_LOWEST_M
    level = np.delete(np.eye(3), int(np.argmax(np.abs(up))), axis=0)
    flat = np.column_stack([about_m @ level[0], about_m @ level[1]])
    across, known = _labelled_across(labels, flat, sides)
    if across is None:
        across = _mirror_across(flat, height_m)
    right = across[0] * level[0] + across[1] * level[1]
    forward = np.cross(up, right)
    place_m = np.column_stack([about_m @ forward, height_m, about_m @ right])
    place_m[:, 2] -= _middle(labels, place_m, sides if known else {})
    if not known:
        way = 0.0 if run is None else _sign_of_way(run, labels, place_m, up, forward)
        feet = _forward_sign(place_m)
        sign = (way or feet) if run is motion else (feet or way)
        known = sign != 0.0
        place_m[:, [0, 2]] *= sign or 1.0
    return Standing(labels=labels, place_m=place_m, sides_known=known)


def thinned(motion: Motion) -> Array:
    """(k, m, 3) m: not more frames than are needed to see where markers are and how they move."""
    return motion.position_m[:: max(1, len(motion.time_s) // AT_MOST_FRAMES)]


def _up(about_m: Array, *, usual_m: Array) -> Array:
    """(3,) the lab axis along which the body is longest; the body is on its positive side of the origin."""
    longest = int(np.argmax(np.ptp(about_m, axis=0)))
    up = np.zeros(3)
    up[longest] = 1.0 if usual_m[longest] >= 0.0 else -1.0
    return up


def _labelled_across(labels: tuple[str, ...], flat: Array, sides: Mapping[str, str]) -> tuple[Array | None, bool]:
    """(2,) from the labelled left to the labelled right, and whether there is such a direction."""
    of = {side: [place for place, label in enumerate(labels) if sides.get(label) == side] for side in "rl"}
    if min(len(of["r"]), len(of["l"])) < 3:
        return None, False
    along = np.median(flat[of["r"]], axis=0) - np.median(flat[of["l"]], axis=0)
    length = float(np.linalg.norm(along))
    return (None, False) if length < 0.5 * APART_M else (along / length, True)


def _mirror_across(flat: Array, height_m: Array) -> Array:
    """(2,) normal of the upright plane that mirrors most markers onto others."""
    first, second = np.triu_indices(len(flat), 1)
    level = np.abs(height_m[first] - height_m[second]) < MIRRORED_M
    first, second = first[level], second[level]
    best, across = -1.0, np.array([1.0, 0.0])
    for angle in np.arange(0.0, np.pi, MIRROR_STEP_RAD):
        normal = np.array([np.cos(angle), np.sin(angle)])
        off, along = flat @ normal, flat @ np.array([-normal[1], normal[0]])
        apart = (np.abs(off[first] - off[second]) > APART_M) & (np.abs(along[first] - along[second]) < MIRRORED_M)
        middles = np.sort(0.5 * (off[first] + off[second])[apart])
        count = np.searchsorted(middles, middles + MIRRORED_M) - np.arange(len(middles))
        score = float(count.max()) - float(np.abs(angle - np.pi / 2 * round(angle / (np.pi / 2)))) if len(middles) else -1.0
        if score > best:
            best, across = score, normal
    return across


def _middle(labels: tuple[str, ...], place_m: Array, sides: Mapping[str, str]) -> float:
    """Where the mid-plane is along right (m): between the labelled sides, else where most mirrored pairs have their middle."""
    if sides:
        return 0.5 * sum(float(np.median([p[2] for label, p in zip(labels, place_m, strict=True) if sides.get(label) == s])) for s in "rl")
    first, second = np.triu_indices(len(place_m), 1)
    off = np.abs(place_m[first] - place_m[second])
    pairs = (off[:, 0] < MIRRORED_M) & (off[:, 1] < MIRRORED_M) & (off[:, 2] > APART_M)
    middles = np.sort(0.5 * (place_m[first, 2] + place_m[second, 2])[pairs])
    if not len(middles):
        return float(np.median(place_m[:, 2]))
    count = np.searchsorted(middles, middles + MIRRORED_M) - np.arange(len(middles))
    start = int(np.argmax(count))
    return float(np.median(middles[start : start + int(count[start])]))


def _forward_sign(place_m: Array) -> float:
    """1 or -1 as the feet reach forward or backward of the ankles; 0 where that tells nothing."""
    reach = []
    for side in (1.0, -1.0):
        own = place_m[side * place_m[:, 2] > 0.0]
        foot, ankle = own[own[:, 1] < FEET_BELOW_M, 0], own[(own[:, 1] > ANKLE_M[0]) & (own[:, 1] < ANKLE_M[1]), 0]
        if len(foot) >= 2 and len(ankle) >= 2:
            reach.append(float(foot.max() + foot.min()) - 2.0 * float(np.median(ankle)))
    if not reach or min(map(abs, reach)) < AHEAD_OF_ANKLE_M or len({np.sign(value) for value in reach}) > 1:
        return 0.0
    return float(np.sign(reach[0]))


def _sign_of_way(run: Motion, labels: tuple[str, ...], place_m: Array, up: Array, forward: Array) -> float:
    """1 or -1 as the run goes forward or backward over the ground, which planted feet show; 0 where nobody gets along."""
    ours = np.stack([forward, up, np.cross(forward, up)])

    def middle(wanted: Array) -> Array:
        own = [label for label, is_wanted in zip(labels, wanted, strict=True) if is_wanted and label in run.labels]
        return np.asarray(np.mean([run.marker(label) for label in own], axis=0) @ ours.T) if own else np.full((len(run.time_s), 3), np.nan)

    order = np.argsort(place_m[:, 1])
    top = place_m[:, 1] >= place_m[order[-3], 1]
    feet = [middle((side * place_m[:, 2] > 0.0) & (place_m[:, 1] < place_m[:, 1].min() + 0.1)) for side in (1.0, -1.0)]
    way = way_m_s(middle(top), feet, step_s=1.0 / run.sampling_rate_hz)
    return 0.0 if way is None else float(np.sign(way[0]))
