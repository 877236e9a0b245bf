"""The normal equations of a marker fit for many frames at once, never written out: they are solved along the tree of bodies."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ..kinematics import poses_of
from ..rotation import cross_first, product_first
from .marker_sums import BodySums, MarkerTree

RIDGE = 1e-9
"""Added to the diagonal of the normal equations (m^2), far below a marker's weight, so that a frame without markers stays put."""


@dataclass(frozen=True, kw_only=True)
class MarkerEquations:
    """J'WJ x = J'W(measured - placed) of n frames, frames last; how far joints come apart counts as measured to be zero.

    Twists are (spin, shift), wrenches (moment, force), all about the pelvis' origin.
    """

    twist: FloatArray
    """(6, nv, n) of each coordinate."""
    weight: FloatArray
    """(6, 6, k, n) wrench over twist of the markers of each body."""
    pull: FloatArray
    """(6, k, n) wrench by which the markers of each body pull."""
    diagonal: FloatArray
    """(nv, n) of J'WJ."""
    gradient: FloatArray
    """(nv, n) J'W(measured - placed)."""
    closing: FloatArray
    """(nv, n) the part of it that closes the joints."""
    cost_m2: FloatArray
    """(n,) weighted sum of squared distances."""

    def of(self, frames: npt.NDArray[np.int64]) -> "MarkerEquations":
        """The equations of some frames."""
        return MarkerEquations(**{field.name: getattr(self, field.name)[..., frames] for field in fields(self)})

    def where(self, mine: npt.NDArray[np.bool_], other: "MarkerEquations") -> "MarkerEquations":
        """These equations in the frames (n,) that are true, the others elsewhere."""
        if mine.all():
            return self
        return MarkerEquations(
            **{field.name: np.where(mine, getattr(self, field.name), getattr(other, field.name)) for field in fields(self)}
        )


def marker_equations(tree: MarkerTree, sums: BodySums, q: FloatArray) -> MarkerEquations:
    """Normal equations and cost of every frame at the pose q (n, nv).

    As in the composite-rigid-body algorithm (Featherstone 2008, ch. 6), with marker weights for masses: weight, first moment and second
    moment of all markers that a coordinate moves, about the pelvis, give its diagonal and its gradient.
    """
    poses = poses_of(tree.skeleton, q)
    rotation = poses.rotation[:, :, tree.body]
    about = poses.position_m[:, tree.skeleton.body_index("pelvis"), None]
    slide = tree.skeleton.tree.slides[:, None]
    spin = poses.axis * ~slide
    shift = poses.axis * slide + cross_first(spin, about - poses.position_m[:, tree.skeleton.model.dof_bodyid])
    arm = poses.position_m[:, tree.body] - about + product_first(rotation, sums.local_m[:, None])[:, 0]
    left = sums.seen_m - about - arm
    pull, weighted = sums.weight * left, sums.weight * arm
    turned = product_first(sums.across_m2, rotation.swapaxes(0, 1))
    second = product_first(product_first(rotation, sums.spread_m2), rotation.swapaxes(0, 1)) + weighted[:, None] * arm
    twisting = np.stack([turned[2, 1] - turned[1, 2], turned[0, 2] - turned[2, 0], turned[1, 0] - turned[0, 1]])
    wrench = np.concatenate([cross_first(arm, pull) + twisting, pull])
    total, first, moments, all_wrench = np.split(
        _carried(tree, np.concatenate([sums.weight[None], weighted, second.reshape(9, *sums.weight.shape), wrench])), [1, 4, 13]
    )
    closing, trace = tree.slack[:, None] * q.T, moments[0] + moments[4] + moments[8]
    torque = cross_first(first, shift) + trace * spin - product_first(moments.reshape(3, 3, *trace.shape), spin[:, None])[:, 0]
    force = total * shift + cross_first(spin, first)
    apart = np.sum(pull * left, axis=0) + sums.scatter_m2 - 2.0 * np.trace(turned)
    twist = np.concatenate([spin, shift])
    return MarkerEquations(
        twist=twist,
        weight=_spatial(sums.weight, weighted, second),
        pull=wrench,
        diagonal=np.sum(twist * np.concatenate([torque, force]), axis=0) + tree.slack[:, None],
        gradient=np.sum(twist * all_wrench, axis=0) - closing,
        closing=closing,
        cost_m2=np.sum(apart, axis=0) + np.sum(closing * q.T, axis=0),
    )


def _spatial(weight: FloatArray, first: FloatArray, second: FloatArray) -> FloatArray:
    """(6, 6, k, n) wrench over twist from weight (k, n), first (3, k, n) and second (3, 3, k, n) moment of markers."""
    spatial = np.zeros((6, 6, *weight.shape))
    spatial[:3, :3] = -second
    trace = second[0, 0] + second[1, 1] + second[2, 2]
    for i in range(3):
        spatial[i, i] += trace
        spatial[3 + i, 3 + i] = weight
        j, k = (i + 1) % 3, (i + 2) % 3
        spatial[j, 3 + k] = spatial[3 + k, j] = -first[i]
        spatial[k, 3 + j] = spatial[3 + j, k] = first[i]
    return spatial


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


def damped_step(tree: MarkerTree, equations: MarkerEquations, damping: FloatArray) -> FloatArray:
    """Solve (J'WJ + damping diag(J'WJ) + ridge) x = gradient for every frame.

    As in the articulated-body algorithm (Featherstone 2008, ch. 7), with marker weights for masses: from the tips to the root each
    coordinate in turn is eliminated, given how the body above it moves, and what remains is passed on to that body.

    Args:
        tree: The tree of coordinates.
        equations: What is to be solved.
        damping: (n,) share of the diagonal that is added to it (Levenberg-Marquardt).

    Returns:
        (nv, n) the step.
    """
    model, twist, frames = tree.skeleton.model, equations.twist, len(damping)
    weight, pull = np.zeros((model.nbody, 6, 6, frames)), np.zeros((model.nbody, 6, frames))
    weight[tree.body], pull[tree.body] = np.moveaxis(equations.weight, 2, 0), equations.pull.swapaxes(0, 1)
    diagonal = equations.diagonal * damping + tree.slack[:, None] + RIDGE
    loads, steps = np.empty((model.nv, 6, frames)), np.empty((model.nv, frames))
    for body in range(model.nbody - 1, 0, -1):
        for place in reversed(tree.skeleton.tree.own[body]):
            load = np.einsum("abn,bn->an", weight[body], twist[:, place])
            diagonal[place] += np.einsum("an,an->n", load, twist[:, place])
            steps[place] = (np.einsum("an,an->n", pull[body], twist[:, place]) - equations.closing[place]) / diagonal[place]
            loads[place] = load / diagonal[place]
            weight[body] -= load[:, None] * loads[place]
            pull[body] -= load * steps[place]
        weight[model.body_parentid[body]] += weight[body]
        pull[model.body_parentid[body]] += pull[body]
    moved = np.zeros((model.nbody, 6, frames))
    for body in range(1, model.nbody):
        moved[body] = moved[model.body_parentid[body]]
        for place in tree.skeleton.tree.own[body]:
            steps[place] -= np.einsum("an,an->n", loads[place], moved[body])
            moved[body] += twist[:, place] * steps[place]
    return steps
