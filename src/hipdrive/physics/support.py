"""What holds a body up: supports share its load by least force, push inside their friction cones, or say in words why they can't."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .cone_search import cones_of, forces_in_cones
from .friction_cone import MET, NEGLIGIBLE, Contact, generators, inside_all, least_force, patch_weights
from .inverse_dynamics import OuterForce
from .kinematics import Kinematics, moments_of, moving_coordinates
from .linear_programme import fits, smallest
from .skeleton import Skeleton

FloatArray = npt.NDArray[np.float64]
BASE = 6
"""Coordinates of the pelvis: the base equations that supports must fulfil."""
LEAST_LEVER_M = 0.02


@dataclass(frozen=True, kw_only=True)
class Demand:
    """A declared share: a sum of joint moments that the supports shall leave at a value, such as 0 for a limb that only rests."""

    parts: dict[str, float]
    """Coordinate -> factor; the supports leave sum(factor x moment) = value_nm."""
    value_nm: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Equations:
    """A f = b for the stacked support forces f, and how they act on all coordinates."""

    A: FloatArray
    """(n, r, 3k) six base rows, then one row per demand."""
    b: FloatArray
    """(n, r)."""
    J: FloatArray
    """(n, 3k, nv) Jacobians of all contact points, stacked."""
    points_m: FloatArray
    """(n, k, 3) contact points in the lab."""
    owner: npt.NDArray[np.int64]
    """(k,) which contact each point belongs to."""


@dataclass(frozen=True, kw_only=True)
class Sharing:
    """Support forces in time."""

    forces_n: FloatArray
    """(n, k, 3) at each contact point."""
    equations: Equations
    feasible: npt.NDArray[np.bool_]
    """(n,) whether forces inside all cones exist."""
    active: npt.NDArray[np.bool_]
    """(n,) whether a cone had to be minded (the closed form left it)."""
    demand_dropped: npt.NDArray[np.bool_]
    """(n,) whether the demands had to be given up to find forces."""
    reason: str
    """Why the worst frame has no forces; empty if all have."""


def balance_equations(
    skeleton: Skeleton, kinematics: Kinematics, moments: FloatArray, *, contacts: Sequence[Contact], demands: Sequence[Demand] = ()
) -> Equations:
    """Write down what support forces must fulfil: no residual on the pelvis, and the declared demands.

    Args:
        skeleton: The skeleton.
        kinematics: Its poses.
        moments: (n, nv) generalised forces of the movement before any support (inverse dynamics with all other forces).
        contacts: The supports.
        demands: Declared shares.
    """
    n, _, nv = kinematics.screw.shape
    counts = [len(contact.points_m) for contact in contacts]
    points, jacobians = np.empty((n, sum(counts), 3)), np.empty((n, sum(counts), 3, nv))
    turn, shift = kinematics.screw[:, :3, None], kinematics.screw[:, 3:, None]
    for contact, end in zip(contacts, np.cumsum(counts), strict=True):
        body, part = skeleton.body_index(contact.body), slice(end - len(contact.points_m), end)
        place = kinematics.position_m[:, body, None] + contact.points_m @ np.swapaxes(kinematics.rotation[:, body], 1, 2)
        points[:, part] = place
        for i, j, k in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
            moved = turn[:, j] * place[:, :, k, None] - turn[:, k] * place[:, :, j, None] + shift[:, i]
            jacobians[:, part, i] = moved * moving_coordinates(skeleton, body)
    J = jacobians.reshape(n, -1, nv)
    A, b = [np.ascontiguousarray(np.swapaxes(J[:, :, :BASE], 1, 2))], [moments[:, :BASE]]
    for demand in demands:
        places = [skeleton.index(name) for name in demand.parts]
        factors = np.array(list(demand.parts.values()))
        A.append((J[:, :, places] @ factors)[:, None, :])
        b.append((moments[:, places] @ factors - demand.value_nm)[:, None])
    return Equations(
        A=np.concatenate(A, axis=1), b=np.concatenate(b, axis=1), J=J, points_m=points, owner=np.repeat(np.arange(len(contacts)), counts)
    )


def share_load(equations: Equations, contacts: Sequence[Contact]) -> Sharing:
    """Find support forces: least sum of |f_i|^2 / w_i with A f = b, inside all cones.

    All frames at once in closed form, f = W A' (A W A')^-1 b; then, in the frames where that leaves a cone, a search for the cones that
    bind (cone_search). Where the demands leave no forces, they are given up for that frame.

    Args:
        equations: What the forces must fulfil.
        contacts: The supports, in the same order.
    """
    weights = patch_weights(contacts, equations.owner)
    forces = least_force(equations.A, equations.b, weights)
    solved = np.abs((equations.A @ forces[:, :, None])[:, :, 0] - equations.b).max(axis=1) <= MET * _scale(equations.b)
    active = ~(solved & inside_all(forces, contacts, equations.owner))
    feasible, dropped = ~active, np.zeros(len(forces), dtype=bool)
    frames = np.flatnonzero(active)
    if len(frames):
        cones, A, b = cones_of(contacts, equations.owner), equations.A[frames], equations.b[frames]
        forces[frames], feasible[frames] = forces_in_cones(A, b, cones)
        lost = ~feasible[frames]
        if lost.any() and A.shape[1] > BASE:
            dropped[frames[lost]] = True
            forces[frames[lost]], feasible[frames[lost]] = forces_in_cones(A[lost, :BASE], b[lost, :BASE], cones)
        none = ~feasible
        forces[none] = least_force(equations.A[none, :BASE], equations.b[none, :BASE], weights)
    reason = ""
    if not feasible.all():
        worst = int(np.flatnonzero(~feasible)[0])
        reason = _reason(equations.A[worst, :BASE], equations.b[worst, :BASE], forces[worst], contacts, equations.owner)
    return Sharing(
        forces_n=forces.reshape(len(forces), -1, 3),
        equations=equations,
        feasible=feasible,
        active=active,
        demand_dropped=dropped & feasible,
        reason=reason,
    )


def moments_with(moments: FloatArray, sharing: Sharing) -> FloatArray:
    """(n, nv) joint moments once the supports act: the residual on the pelvis is gone where they fulfil the base equations."""
    flat = sharing.forces_n.reshape(len(moments), 1, -1)
    left: FloatArray = moments - (flat @ sharing.equations.J)[:, 0]
    return left


def moment_band(
    equations: Equations, contacts: Sequence[Contact], moments: FloatArray, *, places: Sequence[int], frames: Sequence[int]
) -> FloatArray:
    """Smallest and largest joint moments that any support forces inside the cones allow (linear programme).

    Args:
        equations: What the forces must fulfil.
        contacts: The supports.
        moments: (n, nv) before any support.
        places: Coordinates asked for.
        frames: Key frames.

    Returns:
        (frames, places, 2) Nm; both ends the same where the supports leave no choice; NaN where no forces exist.
    """
    frames = list(frames)
    A, b = equations.A[frames], equations.b[frames]
    effects = np.swapaxes(equations.J[frames][:, :, list(places)], 1, 2)
    before = moments[np.ix_(frames, list(places))]
    least = least_force(A, b, np.ones(A.shape[2]))
    band: FloatArray = np.repeat((before - (effects @ least[:, :, None])[:, :, 0])[:, :, None], 2, axis=2)
    free = choice_exists(equations, places=places, frames=frames)
    edges = generators(contacts, equations.owner) if free.any() else np.zeros((A.shape[2], 0))
    corner = None
    for i in np.flatnonzero(free.any(axis=1)):
        open_places = np.flatnonzero(free[i])
        costs = effects[i, open_places] @ edges
        values, corner = smallest(A[i] @ edges, b[i], np.concatenate([-costs, costs]), start=corner)
        band[i, open_places, 0] = before[i, open_places] + values[: len(open_places)]
        band[i, open_places, 1] = before[i, open_places] - values[len(open_places) :]
    return band


def choice_exists(equations: Equations, *, places: Sequence[int], frames: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Whether support forces that cancel each other in all equations change a coordinate's moment; where not, its band is a point.

    Args:
        equations: What the forces must fulfil.
        places: Coordinates asked for.
        frames: Frames asked for.

    Returns:
        (frames, places); cones are not looked at, so they may still leave no choice.
    """
    A = equations.A[list(frames)]
    ones, found = np.ones(A.shape[2]), np.zeros((len(A), len(places)), dtype=bool)
    for j, place in enumerate(places):
        effect = equations.J[list(frames), :, place]
        within = least_force(A, (A @ effect[:, :, None])[:, :, 0], ones)
        found[:, j] = np.abs(effect - within).max(axis=1, initial=0.0) >= NEGLIGIBLE
    return found


def hand_pull(
    skeleton: Skeleton, kinematics: Kinematics, moments: FloatArray, *, held: OuterForce, toward_m: FloatArray, coordinate: str
) -> FloatArray:
    """Pull (n,) in N with which the athlete's own hand frees a joint: from a point of the limb toward a point of the trunk, never pushing.

    Args:
        skeleton: The skeleton.
        kinematics: Its poses.
        moments: (n, nv) before the pull.
        held: Names the limb's body and the held point; its force is not used.
        toward_m: (n, 3) where the pull goes, on the trunk.
        coordinate: Joint whose moment the pull brings to zero, as far as pulling can.

    Returns:
        The pull; multiply by the unit vector from the held point to toward_m. Zero where its lever is under LEAST_LEVER_M.
    """
    along = toward_m - held.point_m
    unit = along / np.linalg.norm(along, axis=1, keepdims=True)
    place, body = skeleton.index(coordinate), skeleton.body_index(held.body)
    lever = moments_of(skeleton, kinematics, body=body, force_n=unit, point_m=held.point_m)[:, place]
    reaches = np.abs(lever) > LEAST_LEVER_M
    pull: FloatArray = np.where(reaches, np.clip(moments[:, place] / np.where(reaches, lever, 1.0), 0.0, None), 0.0)
    return pull


def _scale(b: FloatArray) -> FloatArray:
    """(n,) size of the right-hand side, at least 1."""
    size: FloatArray = np.maximum(np.abs(b).max(axis=1), 1.0)
    return size


def _reason(A: FloatArray, b: FloatArray, least: FloatArray, contacts: Sequence[Contact], owner: npt.NDArray[np.int64]) -> str:
    """Words for a frame without forces: slips, tips or would have to pull."""
    edges = generators(contacts, owner, friction_limit=20.0)
    by_contact = least.reshape(-1, 3)
    if fits(A @ edges, b):
        steepest = max(contacts, key=lambda contact: _steepness(by_contact, contact, contacts, owner))
        return f"{steepest.label} would slip: a friction of {steepest.friction:g} is not enough"
    if len(contacts) == 1:
        return f"the body would tip: its weight does not stay over {contacts[0].label}"
    normals = [float((by_contact[owner == i] @ contact.normal).sum()) for i, contact in enumerate(contacts)]
    lowest = int(np.argmin(normals))
    if normals[lowest] < 0:
        return f"{contacts[lowest].label} would have to pull"
    return "the body would tip: its weight does not stay over its supports"


def _steepness(forces: FloatArray, contact: Contact, contacts: Sequence[Contact], owner: npt.NDArray[np.int64]) -> float:
    """Sideways over normal force of a whole patch, less its friction."""
    total = forces[owner == list(contacts).index(contact)].sum(axis=0)
    normal = max(float(total @ contact.normal), 1e-6)
    return float(np.linalg.norm(total - (total @ contact.normal) * contact.normal)) / normal - contact.friction
