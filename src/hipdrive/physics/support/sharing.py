"""How supports share the load of a body: by least force inside their friction cones, or a sentence that says why they can't."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...language import Text, en
from .cone_forces import forces_in_cones
from .contact import SupportContact, patch_weights
from .equations import BASE, BalanceEquations
from .friction_cone import MET, generators, inside_all
from .least_squares import least_force
from .linear_programme import has_solution


@dataclass(frozen=True, kw_only=True)
class SupportForces:
    """Support forces in time."""

    forces_n: FloatArray
    """(n, k, 3) at each contact point."""
    equations: BalanceEquations
    feasible: npt.NDArray[np.bool_]
    """(n,) whether forces inside all cones exist."""
    active: npt.NDArray[np.bool_]
    """(n,) whether friction cones limit the forces: those of the closed form leave one."""
    constraints_dropped: npt.NDArray[np.bool_]
    """(n,) whether the moment constraints had to be given up to find forces."""
    reason: Text
    """Why the first frame without forces has none; empty if all have some."""


def share_load(equations: BalanceEquations, contacts: Sequence[SupportContact]) -> SupportForces:
    """Find support forces: least sum of |f_i|^2 / w_i with A f = b, inside all cones.

    All frames at once in closed form, f = W A' (A W A')^-1 b; then, in the frames where that leaves a cone, by a quadratic programme
    (forces_in_cones). Where the moment constraints leave no forces, they are given up for that frame.

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
        A, b = equations.A[frames], equations.b[frames]
        forces[frames], feasible[frames] = forces_in_cones(A, b, contacts=contacts, owner=equations.owner)
        lost = ~feasible[frames]
        if lost.any() and A.shape[1] > BASE:
            dropped[frames[lost]] = True
            again = forces_in_cones(A[lost, :BASE], b[lost, :BASE], contacts=contacts, owner=equations.owner)
            forces[frames[lost]], feasible[frames[lost]] = again
        none = ~feasible
        forces[none] = least_force(equations.A[none, :BASE], equations.b[none, :BASE], weights)
    reason = Text("")
    if not feasible.all():
        first = int(np.flatnonzero(~feasible)[0])
        reason = _reason(equations.A[first, :BASE], equations.b[first, :BASE], forces[first], contacts, equations.owner)
    return SupportForces(
        forces_n=forces.reshape(len(forces), -1, 3),
        equations=equations,
        feasible=feasible,
        active=active,
        constraints_dropped=dropped & feasible,
        reason=reason,
    )


def moments_after_support(moments: FloatArray, sharing: SupportForces) -> FloatArray:
    """(n, nv) joint moments once the supports act: the residual on the pelvis is gone where they fulfil the base equations."""
    flat = sharing.forces_n.reshape(len(moments), 1, -1)
    left: FloatArray = moments - (flat @ sharing.equations.J)[:, 0]
    return left


def _scale(b: FloatArray) -> FloatArray:
    """(n,) size of the right-hand side, at least 1."""
    size: FloatArray = np.maximum(np.abs(b).max(axis=1), 1.0)
    return size


def _reason(A: FloatArray, b: FloatArray, least: FloatArray, contacts: Sequence[SupportContact], owner: npt.NDArray[np.int64]) -> Text:
    """Words for a frame without forces: slips, tips or would have to pull."""
    edges = generators(contacts, owner, friction_limit=20.0)
    by_contact = least.reshape(-1, 3)
    if has_solution(A @ edges, b):
        steepest = max(contacts, key=lambda contact: _steepness(by_contact, contact, contacts, owner))
        return en("{support} would slip: a friction of {friction:g} is not enough", support=steepest.label, friction=steepest.friction)
    if len(contacts) == 1:
        return en("the body would tip: its weight does not stay over {support}", support=contacts[0].label)
    normals = [float((by_contact[owner == i] @ contact.normal).sum()) for i, contact in enumerate(contacts)]
    lowest = int(np.argmin(normals))
    if normals[lowest] < 0:
        return en("{support} would have to pull", support=contacts[lowest].label)
    return en("the body would tip: its weight does not stay over its supports")


def _steepness(forces: FloatArray, contact: SupportContact, contacts: Sequence[SupportContact], owner: npt.NDArray[np.int64]) -> float:
    """Sideways over normal force of a whole patch, less its friction."""
    total = forces[owner == list(contacts).index(contact)].sum(axis=0)
    normal = max(float(total @ contact.normal), 1e-6)
    return float(np.linalg.norm(total - (total @ contact.normal) * contact.normal)) / normal - contact.friction
