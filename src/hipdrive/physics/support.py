"""What holds a body up: supports share its load by least force, push inside their friction cones, or say in words why they can't."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from .friction_cone import NEGLIGIBLE, Contact, cone_rows, generators, inside_all, inside_cones, least_force, patch_weights
from .inverse_dynamics import OuterForce
from .kinematics import Kinematics, point_jacobian, points_on
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
    jacobians, points, owner = [], [], []
    for index, contact in enumerate(contacts):
        body = skeleton.body_index(contact.body)
        for local in contact.points_m:
            point = points_on(kinematics, body, local)
            points.append(point)
            jacobians.append(point_jacobian(skeleton, kinematics, body, point))
            owner.append(index)
    J = np.concatenate(jacobians, axis=1)
    A, b = [np.swapaxes(J[:, :, :BASE], 1, 2)], [moments[:, :BASE]]
    for demand in demands:
        places = [skeleton.index(name) for name in demand.parts]
        factors = np.array(list(demand.parts.values()))
        A.append((J[:, :, places] @ factors)[:, None, :])
        b.append((moments[:, places] @ factors - demand.value_nm)[:, None])
    return Equations(
        A=np.concatenate(A, axis=1), b=np.concatenate(b, axis=1), J=J, points_m=np.stack(points, axis=1), owner=np.array(owner)
    )


def share_load(equations: Equations, contacts: Sequence[Contact]) -> Sharing:
    """Find support forces: least sum of |f_i|^2 / w_i with A f = b, inside all cones.

    All frames at once in closed form, f = W A' (A W A')^-1 b; then, in the frames where that leaves a cone, least-distance programming in
    the null space of A (Lawson & Hanson 1974, chapter 23). Where the demands leave no forces, they are given up for that frame.

    Args:
        equations: What the forces must fulfil.
        contacts: The supports, in the same order.
    """
    weights = patch_weights(contacts, equations.owner)
    forces = least_force(equations.A, equations.b, weights)
    solved = np.abs(np.einsum("nrk,nk->nr", equations.A, forces) - equations.b).max(axis=1) <= 1e-6 * _scale(equations.b)
    inside = inside_all(forces, contacts, equations.owner)
    active = ~(solved & inside)
    feasible, dropped = ~active, np.zeros(len(forces), dtype=bool)
    cones = cone_rows(contacts, equations.owner)
    for frame in np.flatnonzero(active):
        A, b = equations.A[frame], equations.b[frame]
        found = inside_cones(A, b, weights, cones)
        if found is None and len(b) > BASE:
            dropped[frame] = True
            found = inside_cones(A[:BASE], b[:BASE], weights, cones)
        if found is None:
            forces[frame] = least_force(A[None, :BASE], b[None, :BASE], weights)[0]
        else:
            forces[frame], feasible[frame] = found, True
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
    flat = sharing.forces_n.reshape(len(moments), -1)
    left: FloatArray = moments - np.einsum("nkj,nk->nj", sharing.equations.J, flat)
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
    edges = generators(contacts, equations.owner)
    band = np.full((len(frames), len(places), 2), np.nan)
    for i, frame in enumerate(frames):
        A = equations.A[frame]
        null = np.eye(A.shape[1]) - np.linalg.pinv(A) @ A
        for j, place in enumerate(places):
            effect = equations.J[frame][:, place]
            if np.abs(effect @ null).max() < NEGLIGIBLE:
                force = np.linalg.lstsq(A, equations.b[frame], rcond=None)[0]
                band[i, j] = moments[frame, place] - effect @ force
                continue
            for end, sign in enumerate((1.0, -1.0)):
                result = linprog(-sign * (effect @ edges), A_eq=A @ edges, b_eq=equations.b[frame], bounds=(0, None), method="highs")
                if result.status == 0:
                    band[i, j, end] = moments[frame, place] + sign * result.fun
    return band


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
    J = point_jacobian(skeleton, kinematics, skeleton.body_index(held.body), held.point_m)
    place = skeleton.index(coordinate)
    lever = np.einsum("ni,ni->n", J[:, :, place], unit)
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
    scaled = max(np.abs(b).max(), 1.0)
    stuck = linprog(np.ones(edges.shape[1]), A_eq=A @ edges, b_eq=b / scaled, bounds=(0, None), method="highs")
    by_contact = least.reshape(-1, 3)
    if stuck.status == 0:
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
