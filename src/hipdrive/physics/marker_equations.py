"""The normal equations of a marker fit for many frames at once, and their solution, both along the tree of bodies."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .calibration import TrackedMarker
from .kinematics import moving_coordinates, slides
from .posing import poses_of
from .rotation import cross_first, product_first
from .skeleton import Skeleton

FloatArray = npt.NDArray[np.float64]
RIDGE = 1e-9
"""Added to the diagonal of the normal equations (m^2), far below a marker's weight, so that a frame without markers stays put."""
LEAST_WEIGHT = 1e-12
"""Stands for the weight of a body without markers where it is divided by."""


@dataclass(frozen=True, kw_only=True)
class Limb:
    """Coordinates one above the other without a fork, and their rows in a packed matrix."""

    path: npt.NDArray[np.int64]
    """(d,) all coordinates from the root to the limb's last."""
    own: int
    """How many of them, the last ones, are the limb's own."""
    parent: int
    """Place of the limb that it hangs on; -1 for the root."""
    start: int
    """Where its block of own x d entries begins."""

    def block(self, packed: FloatArray) -> FloatArray:
        """(own, d, n) rows of the limb's coordinates, with all coordinates of the path; right of the diagonal they mean nothing."""
        return packed[self.start : self.start + self.own * len(self.path)].reshape(self.own, len(self.path), -1)


@dataclass(frozen=True, kw_only=True)
class MarkerTree:
    """Where m markers sit on k bodies, and which of the nv coordinates move them."""

    skeleton: Skeleton
    body: npt.NDArray[np.int64]
    """(k,) places of the bodies that carry markers."""
    carrier: npt.NDArray[np.int64]
    """(m,) which of these carries each marker."""
    onto: FloatArray
    """(k, m) 1 where a body carries a marker, so that onto @ x sums what markers have, by body."""
    local_m: FloatArray
    """(m, 3) in the frames of those bodies."""
    limbs: tuple[Limb, ...]
    """The coordinates in stretches without a fork, each after the one it hangs on."""
    entries: int
    """Entries of a packed matrix: the blocks of all limbs."""


@dataclass(frozen=True, kw_only=True)
class BodySums:
    """Measured markers of n frames summed by the k bodies that carry them: all that a rigid body needs to know of its markers."""

    weight: FloatArray
    """(k, n) sum of weights."""
    local_m: FloatArray
    """(3, k, n) weighted mean of the markers in the body's frame."""
    seen_m: FloatArray
    """(3, k, n) weighted mean of the measured markers in the lab."""
    spread_m2: FloatArray
    """(3, 3, k, n) weighted scatter of the markers about their mean, in the body's frame."""
    across_m2: FloatArray
    """(3, 3, k, n) weighted sum of measured (row) times local (column), about their means."""
    scatter_m2: FloatArray
    """(k, n) weighted sum of squared distances from the means, measured and local together."""

    def of(self, frames: npt.NDArray[np.int64]) -> "BodySums":
        """The sums of some frames."""
        return BodySums(
            weight=self.weight[:, frames],
            local_m=self.local_m[..., frames],
            seen_m=self.seen_m[..., frames],
            spread_m2=self.spread_m2[..., frames],
            across_m2=self.across_m2[..., frames],
            scatter_m2=self.scatter_m2[:, frames],
        )


@dataclass(frozen=True, kw_only=True)
class MarkerEquations:
    """J'WJ x = J'W(measured - placed) of n frames, frames last."""

    normal: FloatArray
    """(entries, n) J'WJ: by limb, the rows of its own coordinates."""
    gradient: FloatArray
    """(nv, n) J'W(measured - placed)."""
    cost_m2: FloatArray
    """(n,) weighted sum of squared distances."""

    def of(self, frames: npt.NDArray[np.int64]) -> "MarkerEquations":
        """Those of some frames."""
        return MarkerEquations(normal=self.normal[:, frames], gradient=self.gradient[:, frames], cost_m2=self.cost_m2[frames])

    def where(self, mine: npt.NDArray[np.bool_], other: "MarkerEquations") -> "MarkerEquations":
        """These in the frames (n,) that are true, the other ones elsewhere."""
        if mine.all():
            return self
        return MarkerEquations(
            normal=np.where(mine, self.normal, other.normal),
            gradient=np.where(mine, self.gradient, other.gradient),
            cost_m2=np.where(mine, self.cost_m2, other.cost_m2),
        )


def marker_tree(skeleton: Skeleton, markers: Sequence[TrackedMarker]) -> MarkerTree:
    """Lay out markers by the bodies that carry them."""
    body, carrier = np.unique([skeleton.body_index(marker.body) for marker in markers], return_inverse=True)
    limbs = _limbs(skeleton)
    return MarkerTree(
        skeleton=skeleton,
        body=body,
        carrier=carrier,
        onto=(np.arange(len(body))[:, None] == carrier).astype(np.float64),
        local_m=np.array([marker.local_m for marker in markers]),
        limbs=limbs,
        entries=sum(limb.own * len(limb.path) for limb in limbs),
    )


def _limbs(skeleton: Skeleton) -> tuple[Limb, ...]:
    """The coordinates in stretches without a fork."""
    paths = [np.flatnonzero(moving_coordinates(skeleton, int(own))[: i + 1]) for i, own in enumerate(skeleton.model.dof_bodyid)]
    above = [int(path[-2]) if len(path) > 1 else -1 for path in paths]
    ends = [i for i in range(len(paths)) if above.count(i) != 1]
    limbs: list[Limb] = []
    for end in ends:
        before = [place for place, limb in enumerate(limbs) if limb.path[-1] in paths[end]]
        parent = before[-1] if before else -1
        own = len(paths[end]) - (len(limbs[parent].path) if before else 0)
        start = limbs[-1].start + limbs[-1].own * len(limbs[-1].path) if limbs else 0
        limbs.append(Limb(path=paths[end], own=own, parent=parent, start=start))
    return tuple(limbs)


def body_sums(tree: MarkerTree, target_m: FloatArray, weight: FloatArray) -> BodySums:
    """Sum measured markers by body.

    Args:
        tree: The markers' places.
        target_m: (n, m, 3) measured positions, finite everywhere.
        weight: (n, m) weights, zero where a marker is missing.

    Returns:
        The sums that marker_equations needs, whatever the pose.
    """
    w, target = np.ascontiguousarray(weight.T), np.ascontiguousarray(target_m.transpose(2, 1, 0))
    onto, local = tree.onto, tree.local_m.T
    total = onto @ w
    share = 1.0 / np.maximum(total, LEAST_WEIGHT)
    seen_mean, local_mean = (onto @ (w * target)) * share, ((onto * local[:, None]) @ w) * share
    off = target - seen_mean[:, tree.carrier]
    left = w * off
    spread = (onto * (local[:, None] * local)[:, :, None]) @ w - total * local_mean[:, None] * local_mean
    return BodySums(
        weight=total,
        local_m=local_mean,
        seen_m=seen_mean,
        spread_m2=spread,
        across_m2=(onto * local[:, None]) @ left[:, None],
        scatter_m2=onto @ np.sum(left * off, axis=0) + np.trace(spread),
    )


def marker_equations(tree: MarkerTree, sums: BodySums, q: FloatArray) -> MarkerEquations:
    """Normal equations and cost of every frame at the pose q (n, nv).

    As in the composite-rigid-body algorithm (Featherstone 2008, ch. 6), with marker weights for masses: a coordinate's twist about the
    pelvis, times the weight W, first moment m and second moment M of all markers it moves, gives their pull on each coordinate above it.
    """
    poses = poses_of(tree.skeleton, q)
    rotation = poses.rotation[:, :, tree.body]
    about = poses.position_m[:, tree.skeleton.body_index("pelvis"), None]
    slide = slides(tree.skeleton.model)[:, None]
    spin = poses.axis * ~slide
    shift = poses.axis * slide + cross_first(spin, about - poses.position_m[:, tree.skeleton.model.dof_bodyid])
    arm = poses.position_m[:, tree.body] - about + product_first(rotation, sums.local_m[:, None])[:, 0]
    left = sums.seen_m - about - arm
    pull, weighted = sums.weight * left, sums.weight * arm
    turned = product_first(sums.across_m2, rotation.swapaxes(0, 1))
    second = product_first(product_first(rotation, sums.spread_m2), rotation.swapaxes(0, 1)) + weighted[:, None] * arm
    twisting = np.stack([turned[2, 1] - turned[1, 2], turned[0, 2] - turned[2, 0], turned[1, 0] - turned[0, 1]])
    parts = (sums.weight[None], weighted, second.reshape(9, *sums.weight.shape), pull, cross_first(arm, pull) + twisting)
    carried = _carried(tree, np.concatenate(parts))
    total, first, second = carried[0], carried[1:4], carried[4:13].reshape(3, 3, *carried.shape[1:])
    torque = cross_first(first, shift) + np.trace(second) * spin - product_first(second, spin[:, None])[:, 0]
    force = total * shift + cross_first(spin, first)
    twist, wrench = np.concatenate([spin, shift]), np.concatenate([torque, force])
    normal = np.empty((tree.entries, len(q)))
    for limb in tree.limbs:
        np.einsum("kdn,kon->odn", twist[:, limb.path], wrench[:, limb.path[-limb.own :]], out=limb.block(normal))
    gradient = np.sum(shift * carried[13:16] + spin * carried[16:19], axis=0)
    apart = np.sum(pull * left, axis=0) + sums.scatter_m2 - 2.0 * np.trace(turned)
    return MarkerEquations(normal=normal, gradient=gradient, cost_m2=np.sum(apart, axis=0))


def _carried(tree: MarkerTree, parts: FloatArray) -> FloatArray:
    """(c, nv, n) sums over all that each coordinate moves, of what each of k bodies has (c, k, n)."""
    model = tree.skeleton.model
    sums = np.zeros((len(parts), model.nbody, parts.shape[2]))
    sums[:, tree.body] = parts
    for body in range(model.nbody - 1, 0, -1):
        sums[:, model.body_parentid[body]] += sums[:, body]
    return sums[:, model.dof_bodyid]


def placed_markers(tree: MarkerTree, q: FloatArray) -> FloatArray:
    """(n, m, 3) lab positions of the markers on the skeleton at the pose q (n, nv)."""
    poses = poses_of(tree.skeleton, q)
    carriers = tree.body[tree.carrier]
    turned = sum(poses.rotation[:, i, carriers] * tree.local_m[:, i, None] for i in range(3))
    placed: FloatArray = np.moveaxis(poses.position_m[:, carriers] + turned, 2, 0).swapaxes(1, 2)
    return placed


def damped_step(tree: MarkerTree, normal: FloatArray, gradient: FloatArray, damping: FloatArray) -> FloatArray:
    """Solve (J'WJ + damping diag(J'WJ) + ridge) x = gradient for every frame.

    By L'DL factors from the tips to the root, which keep the zeros between limbs (Featherstone 2008, ch. 6); one limb at a time in a
    square of its own path, whose upper left corner is what the limb leaves to the one that it hangs on.

    Args:
        tree: The tree of coordinates.
        normal: (entries, n) packed J'WJ.
        gradient: (nv, n).
        damping: (n,) share of the diagonal that is added to it (Levenberg-Marquardt).

    Returns:
        (nv, n) the step.
    """
    count = normal.shape[1]
    lefts = [np.zeros((len(limb.path), len(limb.path), count)) for limb in tree.limbs]
    sides = [np.zeros((len(limb.path), count)) for limb in tree.limbs]
    for limb, left, side in reversed(list(zip(tree.limbs, lefts, sides, strict=True))):
        above, own = len(limb.path) - limb.own, np.arange(limb.own)
        block = limb.block(normal)
        left[above:] += block
        left[above + own, above + own] += block[own, above + own] * damping + RIDGE
        side[above:] += gradient[limb.path[above:]]
        for i in reversed(range(above, len(limb.path))):
            factors = left[i, :i] / left[i, i]
            left[:i, :i] -= factors[:, None] * left[i, :i]
            side[:i] -= factors * side[i]
            left[i, :i] = factors
        if limb.parent >= 0:
            lefts[limb.parent] += left[:above, :above]
            sides[limb.parent] += side[:above]
    step = np.empty_like(gradient)
    for limb, left, side in zip(tree.limbs, lefts, sides, strict=True):
        for i in range(len(limb.path) - limb.own, len(limb.path)):
            step[limb.path[i]] = side[i] / left[i, i] - np.einsum("an,an->n", left[i, :i], step[limb.path[:i]])
    return step
