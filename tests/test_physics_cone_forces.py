"""Forces inside cones are those of another method; bands are those of scipy's linear programmes."""

import numpy as np
import pytest
from moving_bodies import ATHLETE, point_jacobian
from scipy.optimize import linprog, nnls

from hipdrive.arrays import FloatArray, IntArray
from hipdrive.body import SIDES, Side
from hipdrive.language import verbatim
from hipdrive.physics.inverse_dynamics import OuterForce, inverse_dynamics
from hipdrive.physics.kinematics import forward_kinematics
from hipdrive.physics.skeleton import build_skeleton, patch_body, patch_corners, patch_points
from hipdrive.physics.support import (
    BalanceEquations,
    MomentConstraint,
    SupportContact,
    balance_equations,
    moment_band,
    share_load,
)
from hipdrive.physics.support.cone_forces import UnsolvedForcesError, forces_in_cones
from hipdrive.physics.support.contact import patch_weights
from hipdrive.physics.support.friction_cone import cone_rows, generators
from hipdrive.physics.support.indeterminate import choice_exists
from hipdrive.physics.support.least_squares import least_force

BODY = build_skeleton(ATHLETE)
FRAMES = 60
CYCLE = -2
"""What daqp answers when it came back to where it had been."""
HIPS = [BODY.index("hip_flexion_l"), BODY.index("hip_flexion_r")]


def contact(patch: str, side: Side, *, points: int = 2, friction: float = 0.6) -> SupportContact:
    return SupportContact(
        id=f"{side}_{patch}",
        label=verbatim(f"the {side} {patch}"),
        body=patch_body(patch, side),
        points_m=patch_points(patch_corners(BODY.shape, patch, side), along=points, across=points),
        normal=np.array([0.0, 1.0, 0.0]),
        kind="patch",
        friction=friction,
    )


FEET = tuple(contact("sole", side) for side in SIDES)


def pushed(
    push_n: FloatArray, contacts: tuple[SupportContact, ...] = FEET, constraints: tuple[MomentConstraint, ...] = ()
) -> tuple[BalanceEquations, FloatArray]:
    """A standing body whose pelvis is pushed by (n, 3) forces while it sways a little: equations and moments (n, nv)."""
    n = len(push_n)
    q = np.zeros((n, len(BODY.coordinates)))
    q[:, BODY.index("pelvis_tilt")] = 0.1 * np.sin(np.linspace(0.0, 3.0, n))
    kinematics = forward_kinematics(BODY, q)
    outer = OuterForce(body="pelvis", force_n=push_n, point_m=kinematics.position_m[:, BODY.body_index("pelvis")])
    moments = inverse_dynamics(BODY, kinematics, q=q, velocity=0 * q, acceleration=0 * q, outer=[outer])
    return balance_equations(BODY, kinematics, moments, contacts=contacts, constraints=constraints), moments


def growing(*, to_n: tuple[float, float, float]) -> FloatArray:
    pushes: FloatArray = np.linspace(0.0, 1.0, FRAMES)[:, None] * np.array(to_n)
    return pushes


SWEEPS = {
    "forward": (260.0, 0.0, 0.0),
    "backward and sideways": (-120.0, 0.0, 90.0),
    "up": (60.0, 900.0, 20.0),
    "down": (0.0, -400.0, 150.0),
}


def by_least_distance(A: FloatArray, b: FloatArray, contacts: tuple[SupportContact, ...], owner: IntArray) -> FloatArray | None:
    """Least forces of one frame by another method: least-distance programming in the null space of A (Lawson & Hanson 1974, ch. 23)."""
    root = np.sqrt(patch_weights(contacts, owner))
    U, s, Vt = np.linalg.svd(A * root, full_matrices=True)
    rank = int((s > 1e-9 * s[0]).sum())
    base = Vt[:rank].T @ ((U.T @ b)[:rank] / s[:rank])
    size, null, sides = max(float(np.linalg.norm(base)), 1.0), Vt[rank:].T, cone_rows(contacts, owner) * root
    stacked = np.vstack([(sides @ null).T, -sides @ base / size])
    target = np.eye(len(stacked))[-1]
    multipliers, distance = nnls(stacked, target, maxiter=20 * max(len(sides), 1))
    if distance < 1e-7:
        return None
    r = stacked @ multipliers - target
    forces: FloatArray = root * (base + size * (null @ (-r[:-1] / r[-1])))
    return forces


@pytest.mark.parametrize("sweep", sorted(SWEEPS))
@pytest.mark.parametrize("constrained", [False, True])
def test_forces_are_those_of_another_method(sweep: str, constrained: bool) -> None:
    constraints = (MomentConstraint(parts={"hip_flexion_r": 1.0}, value_nm=5.0),) if constrained else ()
    equations, _ = pushed(growing(to_n=SWEEPS[sweep]), constraints=constraints)
    forces, exist = forces_in_cones(equations.A, equations.b, contacts=FEET, owner=equations.owner)
    each = [by_least_distance(A, b, FEET, equations.owner) for A, b in zip(equations.A, equations.b, strict=True)]
    np.testing.assert_array_equal([expected is not None for expected in each], exist)
    assert exist.sum() > 5
    for expected, solved in zip(each, forces, strict=True):
        if expected is not None:
            np.testing.assert_allclose(expected, solved, atol=1e-6)


@pytest.mark.parametrize("sweep", sorted(SWEEPS))
def test_forces_meet_their_equations_and_stay_inside_the_pyramids(sweep: str) -> None:
    equations, _ = pushed(growing(to_n=SWEEPS[sweep]))
    forces, exist = forces_in_cones(equations.A, equations.b, contacts=FEET, owner=equations.owner)
    np.testing.assert_allclose(equations.b[exist], np.einsum("nrk,nk->nr", equations.A[exist], forces[exist]), atol=1e-6)
    assert (forces @ cone_rows(FEET, equations.owner).T).min() >= -1e-6
    assert not forces[~exist].any()


def test_equations_that_follow_from_others_change_nothing_and_those_that_contradict_leave_no_forces() -> None:
    equations, _ = pushed(growing(to_n=SWEEPS["up"]))
    expected, exist = forces_in_cones(equations.A, equations.b, contacts=FEET, owner=equations.owner)
    twofold = np.tile(equations.A, (1, 2, 1))
    twice, still = forces_in_cones(twofold, np.tile(equations.b, (1, 2)), contacts=FEET, owner=equations.owner)
    np.testing.assert_array_equal(exist, still)
    np.testing.assert_allclose(expected, twice, atol=1e-6)
    unlike = np.concatenate([equations.b, equations.b + 1.0], axis=1)
    _, contradicted = forces_in_cones(twofold, unlike, contacts=FEET, owner=equations.owner)
    assert exist.any()
    assert not contradicted.any()


def test_a_solver_without_an_answer_is_an_error_and_never_no_forces(monkeypatch: pytest.MonkeyPatch) -> None:
    equations, _ = pushed(growing(to_n=SWEEPS["forward"]))
    monkeypatch.setattr("daqp.solve", lambda *_, **__: (np.zeros(24), 0.0, -4, {}))
    with pytest.raises(UnsolvedForcesError, match="did not finish"):
        forces_in_cones(equations.A, equations.b, contacts=FEET, owner=equations.owner)


def test_a_search_that_runs_in_circles_is_settled_by_whether_any_forces_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    equations, _ = pushed(growing(to_n=SWEEPS["forward"]))
    _, exist = forces_in_cones(equations.A, equations.b, contacts=FEET, owner=equations.owner)
    assert exist.any()
    assert not exist.all()
    monkeypatch.setattr("daqp.solve", lambda *_, **__: (np.zeros(0), 0.0, CYCLE, {}))
    _, settled = forces_in_cones(equations.A[~exist], equations.b[~exist], contacts=FEET, owner=equations.owner)
    assert not settled.any()
    with pytest.raises(UnsolvedForcesError, match="did not finish"):
        forces_in_cones(equations.A[exist], equations.b[exist], contacts=FEET, owner=equations.owner)


def test_least_forces_are_those_of_the_pseudo_inverse() -> None:
    equations, _ = pushed(growing(to_n=SWEEPS["down"]))
    weights = patch_weights(FEET, equations.owner)
    root = np.sqrt(weights)
    expected = root * (np.linalg.pinv(equations.A * root) @ equations.b[:, :, None])[:, :, 0]
    np.testing.assert_allclose(expected, least_force(equations.A, equations.b, weights), atol=1e-9)


def test_least_forces_where_equations_depend_on_each_other_are_the_least_squares_ones() -> None:
    """One point can't resist turning: as near as it gets, and the least of those."""
    one = (SupportContact(**{**contact("sole", "right").__dict__, "points_m": np.zeros((1, 3))}),)
    equations, _ = pushed(growing(to_n=SWEEPS["down"]), contacts=one)
    expected = np.stack([np.linalg.lstsq(A, b, rcond=1e-9)[0] for A, b in zip(equations.A, equations.b, strict=True)])
    np.testing.assert_allclose(expected, least_force(equations.A, equations.b, np.ones(3)), atol=1e-8)


def test_jacobians_of_all_contact_points_are_those_of_each() -> None:
    equations, _ = pushed(growing(to_n=SWEEPS["up"]))
    q = np.zeros((FRAMES, len(BODY.coordinates)))
    q[:, BODY.index("pelvis_tilt")] = 0.1 * np.sin(np.linspace(0.0, 3.0, FRAMES))
    kinematics = forward_kinematics(BODY, q)
    for point, index in enumerate(equations.owner):
        expected = point_jacobian(BODY, kinematics, BODY.body_index(FEET[index].body), equations.points_m[:, point])
        np.testing.assert_allclose(expected, equations.J[:, 3 * point : 3 * point + 3], atol=1e-12)


@pytest.mark.parametrize("contacts", [FEET, (*FEET, contact("seat", "right"))], ids=["feet", "feet and seat"])
@pytest.mark.parametrize("sweep", sorted(SWEEPS))
def test_band_ends_are_those_of_scipys_linear_programmes(contacts: tuple[SupportContact, ...], sweep: str) -> None:
    equations, moments = pushed(growing(to_n=SWEEPS[sweep]), contacts=contacts)
    frames = [0, 15, 30, 45, FRAMES - 1]
    edges = generators(contacts, equations.owner)
    expected = np.full((len(frames), 2, 2), np.nan)
    for i, frame in enumerate(frames):
        for j, hip in enumerate(HIPS):
            cost = equations.J[frame][:, hip] @ edges
            for end, sign in enumerate((-1.0, 1.0)):
                solved = linprog(sign * cost, A_eq=equations.A[frame] @ edges, b_eq=equations.b[frame], bounds=(0, None), method="highs")
                if solved.status == 0:
                    expected[i, j, end] = moments[frame, hip] - sign * solved.fun
    found = moment_band(equations, contacts, moments, places=HIPS, frames=frames)
    np.testing.assert_allclose(expected, found, atol=1e-6)
    assert np.isfinite(found[0]).all()


def test_two_feet_leave_a_choice_and_one_leaves_none() -> None:
    both, _ = pushed(growing(to_n=SWEEPS["up"]))
    right, _ = pushed(growing(to_n=SWEEPS["up"]), contacts=FEET[1:] if FEET[1].id.startswith("right") else FEET[:1])
    frames = [0, 30]
    assert choice_exists(both, places=HIPS, frames=frames).all()
    assert not choice_exists(right, places=HIPS, frames=frames).any()


def test_shares_that_leave_a_cone_still_fulfil_all_equations() -> None:
    equations, _ = pushed(growing(to_n=SWEEPS["forward"]))
    sharing = share_load(equations, FEET)
    good = sharing.feasible & sharing.active
    assert good.any()
    forces = sharing.forces_n[good].reshape(int(good.sum()), -1)
    np.testing.assert_allclose(equations.b[good], np.einsum("nrk,nk->nr", equations.A[good], forces), atol=1e-5)
