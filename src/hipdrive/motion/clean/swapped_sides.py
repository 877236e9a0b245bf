"""Find whole segments of the right and the left leg (or arm) that were exchanged: they stand on the wrong side of the pelvis."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import numpy as np

from ...language import Text, and_list, verbatim
from ..motion import Array, Motion
from .stretches import Flags, stretches

WRONG_SIDE = -0.3
"""Distance from the left to the right segment along the pelvis' width, as a share of that in the static trial; our choice. Where legs
cross over it comes to about 0, where they are exchanged to about -1."""
SHORTEST_FRAMES = 3
CLEAR_JUMP = 0.5
"""Exchanged back, markers must move on by less than this share of their jump; our choice."""


class Exchange(NamedTuple):
    """Two labels that were exchanged."""

    first: str
    second: str
    body: Text
    """The body they are on, or 'femur_r and femur_l' where they are on two."""
    inside: Flags
    """(n,) in which frames."""


def exchanged_sides(motion: Motion, static: Motion, bodies: Mapping[str, Sequence[str]]) -> list[Exchange]:
    """Find right segments that stand left of their counterparts.

    Over the whole run each segment is judged by itself. For a part of it the thighs are judged, which never cross; shank and foot go with
    them if their markers jump to the other side at the same moment.

    Args:
        motion: The run.
        static: The static trial.
        bodies: Body to its labels, those that both recordings have.

    Returns:
        The exchanges.
    """
    pelvis = bodies.get("pelvis", ())
    turn = _turn_from_static(motion, static, pelvis)
    if turn is None:
        return []
    everywhere = np.ones(len(motion.time_s), dtype=np.bool_)
    exchanges: list[Exchange] = []
    upside_down = _upside_down(motion, static, bodies, turn)
    if upside_down.any():
        exchanges += [
            Exchange(first, second, verbatim("pelvis"), upside_down)
            for first, second in combinations(pelvis, 2)
            if _mirrors(first, second) or _mirrors(second, first)
        ]
        motion = with_exchanges(motion, exchanges)
        turn = _turn_from_static(motion, static, pelvis)
        if turn is None:
            return exchanges
    pairs = {body: counterparts(labels, bodies.get(f"{body[:-2]}_l", ())) for body, labels in bodies.items() if body.endswith("_r")}
    wrong = {body: _share_of_width(motion, static, pair, turn) for body, pair in pairs.items() if pair}
    whole = {body for body, share in wrong.items() if np.isfinite(share).any() and np.nanmedian(share) < WRONG_SIDE}
    for body in whole:
        exchanges += [Exchange(right, left, _name(body), everywhere) for right, left in pairs[body]]
    if "femur_r" not in wrong:
        return exchanges
    share = -wrong["femur_r"] if "femur_r" in whole else wrong["femur_r"]
    for start, end in stretches(share < WRONG_SIDE, bridged=SHORTEST_FRAMES):
        if end - start < SHORTEST_FRAMES:
            continue
        inside = np.zeros_like(everywhere)
        inside[start:end] = True
        for body in ("femur_r", "tibia_r", "calcn_r", "toes_r"):
            if pairs.get(body) and (body == "femur_r" or _jumps(motion, pairs[body], start, end)):
                exchanges += [Exchange(right, left, _name(body), inside) for right, left in pairs[body]]
    return exchanges


def with_exchanges(motion: Motion, exchanges: Sequence[Exchange]) -> Motion:
    """Return the motion with these labels exchanged, one pair after the other."""
    position_m = np.array(motion.position_m)
    for first, second, _, inside in exchanges:
        pair = np.array([motion.labels.index(first), motion.labels.index(second)])
        frames = np.flatnonzero(inside)
        position_m[np.ix_(frames, pair)] = position_m[np.ix_(frames, pair[::-1])]
    return replace(motion, position_m=position_m)


def _name(body: str) -> Text:
    return and_list([body, f"{body[:-2]}_l"])


def counterparts(right: Sequence[str], left: Sequence[str]) -> list[tuple[str, str]]:
    """Pair labels of a right and a left segment whose names differ by R and L only; empty unless each has its counterpart."""
    pairs = [(label, next((other for other in left if _mirrors(label, other)), "")) for label in right]
    return pairs if all(other for _, other in pairs) else []


def _mirrors(right: str, left: str) -> bool:
    """Tell whether two labels are the same but for R and L (or Right and Left)."""
    right_name, left_name = right.lower().replace("right", "r"), left.lower().replace("left", "l")
    differing = [(a, b) for a, b in zip(right_name, left_name, strict=False) if a != b]
    return len(right_name) == len(left_name) and bool(differing) and set(differing) == {("r", "l")}


def _turn_from_static(motion: Motion, static: Motion, labels: Sequence[str]) -> Array | None:
    """Return (n, 3, 3) rotations of the pelvis from the static trial to each frame, NaN where a marker is missing; None if too few.

    Source: Arun, Huang and Blostein 1987, IEEE Trans. Pattern Anal. 9:698-700.
    """
    if len(labels) < 3:
        return None
    at_rest = _mean(static.position_m[:, [static.labels.index(label) for label in labels]], axis=0)
    points = motion.position_m[:, [motion.labels.index(label) for label in labels]]
    seen = np.isfinite(points).all(axis=(1, 2))
    if not np.isfinite(at_rest).all() or not seen.any():
        return None
    covariance = np.einsum("ma,fmb->fab", at_rest - at_rest.mean(axis=0), points[seen] - points[seen].mean(axis=1, keepdims=True))
    u, _, vt = np.linalg.svd(covariance)
    flip = np.tile(np.eye(3), (len(u), 1, 1))
    flip[:, 2, 2] = np.linalg.det(u @ vt)
    turn = np.full((len(points), 3, 3), np.nan)
    turn[seen] = np.swapaxes(vt, 1, 2) @ flip @ np.swapaxes(u, 1, 2)
    return turn


def _mean(points: Array, *, axis: int) -> Array:
    """Return the mean of the seen points along an axis, NaN where there is none."""
    seen = np.isfinite(points)
    count = seen.sum(axis=axis)
    return np.where(count > 0, np.where(seen, points, 0.0).sum(axis=axis) / np.maximum(count, 1), np.nan)


def _share_of_width(motion: Motion, static: Motion, pairs: Sequence[tuple[str, str]], turn: Array) -> Array:
    """Return (n,) how far the right segment is right of the left one, as a share of the same in the static trial."""

    def apart(recording: Motion) -> Array:
        both = [recording.marker(right) - recording.marker(left) for right, left in pairs]
        return _mean(np.stack(both), axis=0)

    width = _mean(apart(static), axis=0)
    return np.asarray(np.einsum("fa,fab,b->f", apart(motion), turn, width) / (width @ width))


def _upside_down(motion: Motion, static: Motion, bodies: Mapping[str, Sequence[str]], turn: Array) -> Flags:
    """Return (n,) in which frames the pelvis stands on its head over the thighs: so its markers look once right and left are exchanged."""

    def above_thighs(recording: Motion) -> Array:
        of = {body: [recording.marker(label) for label in bodies.get(body, ())] for body in ("pelvis", "femur_r", "femur_l")}
        if not all(of.values()):
            return np.full((len(recording.time_s), 3), np.nan)
        centre = {body: _mean(np.stack(paths), axis=0) for body, paths in of.items()}
        return np.asarray(centre["pelvis"] - 0.5 * (centre["femur_r"] + centre["femur_l"]))

    share = np.einsum("fa,fab,b->f", above_thighs(motion), turn, _mean(above_thighs(static), axis=0))
    down = share < 0.0
    return np.ones_like(down) if down.any() and down[np.isfinite(share)].all() else down


def _jumps(motion: Motion, pairs: Sequence[tuple[str, str]], start: int, end: int) -> bool:
    """Tell whether the markers of two segments jump to each other's place where a stretch starts or ends."""
    edges = [edge for edge in (start, end) if 0 < edge < len(motion.time_s)]
    kept, exchanged = [], []
    for right, left in pairs:
        for edge in edges:
            before = motion.marker(right)[edge - 1], motion.marker(left)[edge - 1]
            after = motion.marker(right)[edge], motion.marker(left)[edge]
            kept.append(np.linalg.norm(after[0] - before[0]) + np.linalg.norm(after[1] - before[1]))
            exchanged.append(np.linalg.norm(after[0] - before[1]) + np.linalg.norm(after[1] - before[0]))
    seen = np.isfinite(kept) & np.isfinite(exchanged)
    return bool(seen.any()) and float(np.mean(np.array(exchanged)[seen])) < CLEAR_JUMP * float(np.mean(np.array(kept)[seen]))
