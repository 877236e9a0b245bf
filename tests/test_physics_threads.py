"""Many threads may do mechanics at once: same bits as one after the other, few batches kept, and nothing shared can be written to."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from threading import Barrier

import mujoco
import numpy as np
import numpy.typing as npt
import pytest
from moving_bodies import ATHLETE, markers_on, seen, skeleton, swinging

from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES, Athlete
from hipdrive.language import verbatim
from hipdrive.physics import batch, inverse_dynamics
from hipdrive.physics.batch import BATCHES_KEPT, CHUNK_FRAMES, BatchStore
from hipdrive.physics.closed_chain import Pin, solve_path
from hipdrive.physics.inverse_dynamics import OuterForce, moments_without_outer_forces
from hipdrive.physics.inverse_kinematics import fit_markers
from hipdrive.physics.kinematics import forward_kinematics
from hipdrive.physics.kinematics import kinematics as kinematics_file
from hipdrive.physics.skeleton import Skeleton, build_skeleton, patch_body, patch_corners, patch_points
from hipdrive.physics.support import SupportContact, balance_equations, moment_band, moments_after_support, share_load

THREADS = 8
TIME_S = np.linspace(0.0, 1.5, 40)
LONG_TIME_S = np.linspace(0.0, 1.5, CHUNK_FRAMES + 30)


def athlete(place: int) -> Athlete:
    """One of many bodies, so that more models are in use than are kept."""
    return Athlete(mass_kg=60.0 + place, height_m=1.6 + 0.01 * place)


def joint_moments(place: int) -> FloatArray:
    """Inverse dynamics of a lively movement, longer than a chunk."""
    body = skeleton(athlete=athlete(place))
    q, velocity, acceleration = swinging(body, seed=place).at(LONG_TIME_S)
    kinematics = forward_kinematics(body, q)
    push = OuterForce(body="calcn_r", force_n=np.full((len(q), 3), 200.0), point_m=kinematics.position_m[:, body.body_index("calcn_r")])
    return inverse_dynamics.inverse_dynamics(body, kinematics, q=q, velocity=velocity, acceleration=acceleration, outer=[push])


def fitted_angles(place: int) -> FloatArray:
    """Inverse kinematics of markers with noise."""
    body = skeleton(athlete=athlete(place))
    markers = markers_on(body)
    paths = seen(body, markers, swinging(body, seed=place).at(TIME_S[:16])[0])
    return fit_markers(body, markers, paths + 0.005 * np.random.default_rng(place).standard_normal(paths.shape)).q


def squat_moments(place: int) -> FloatArray:
    """Support forces of a body that bends its knees over both feet while its pelvis is pushed, and the bands of its hip moments."""
    body = build_skeleton(athlete(place))
    q, velocity, acceleration = np.zeros((3, len(TIME_S), len(body.coordinates)))
    for side in "rl":
        q[:, body.index(f"knee_flexion_{side}")] = 0.4 + 0.2 * np.sin(3.0 * TIME_S)
    q[:, body.index("hip_flexion_l")] = q[:, body.index("ankle_angle_l")] = 0.3
    pin = Pin(body="calcn_r", local_m=np.zeros(3), hold={"x": 0.0, "y": 0.08})
    moved = solve_path(body, q, velocity=velocity, acceleration=acceleration, dependent=("pelvis_tx", "pelvis_ty"), pins=[pin])
    moments = moments_without_outer_forces(body, q=moved.q, velocity=moved.velocity, acceleration=moved.acceleration)
    moments[:, 2] += 60.0 * np.sin(TIME_S)
    contacts = [foot(body, side_place) for side_place in range(2)]
    equations = balance_equations(body, moved.kinematics, moments, contacts=contacts)
    sharing = share_load(equations, contacts)
    hips = [body.index("hip_flexion_l"), body.index("hip_flexion_r")]
    band = moment_band(equations, contacts, moments, places=hips, frames=[0, 20, 39])
    return np.concatenate([moments_after_support(moments, sharing).ravel(), sharing.forces_n.ravel(), band.ravel()])


def foot(body: Skeleton, place: int) -> SupportContact:
    points = patch_points(patch_corners(body.shape, "sole", SIDES[place]))
    name = patch_body("sole", SIDES[place])
    up = np.array([0.0, 1.0, 0.0])
    return SupportContact(
        id=name, label=verbatim(f"the {SIDES[place]} foot"), body=name, points_m=points, normal=up, kind="patch", friction=0.6
    )


WORK: list[tuple[Callable[[int], FloatArray], int]] = [
    (work, place) for place in range(BATCHES_KEPT + 2) for work in (joint_moments, fitted_angles, squat_moments)
]


def test_eight_threads_of_mixed_work_give_the_bits_of_one() -> None:
    expected = [work(place) for work, place in WORK]
    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(lambda job: job[0](job[1]), WORK))
    assert [values.tobytes() for values in expected] == [values.tobytes() for values in results]
    assert all(store.idle <= BATCHES_KEPT for store in (kinematics_file._BATCHES, inverse_dynamics._BATCHES))


def test_threads_share_one_model_but_never_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    class Counted(batch.Batch):
        def __init__(self, model: mujoco.MjModel, fields: tuple[str, ...], stage: mujoco.mjtStage) -> None:
            super().__init__(model, fields, stage)
            made.append(self)

    monkeypatch.setattr(batch, "Batch", Counted)
    store = BatchStore("qpos", "xpos", stage=mujoco.mjtStage.mjSTAGE_POS)
    model, together = build_skeleton(ATHLETE).model, Barrier(THREADS)

    def borrow(_: int) -> int:
        with store.lent(model) as own:
            together.wait(timeout=60.0)  # all eight hold theirs at the same time
            return id(own)

    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(5):
            assert THREADS == len(set(pool.map(borrow, range(THREADS))))
    assert THREADS == len(made) == store.idle


def test_at_most_so_many_batches_wait_however_many_models_were_used() -> None:
    store = BatchStore("qpos", stage=mujoco.mjtStage.mjSTAGE_POS)
    models = [build_skeleton(athlete(place)).model for place in range(BATCHES_KEPT + 5)]
    for model in models:
        with store.lent(model):
            pass
    assert BATCHES_KEPT == store.idle
    with store.lent(models[-1]) as last:
        assert last.model is models[-1]
        assert BATCHES_KEPT - 1 == store.idle


def test_a_batch_is_not_kept_after_an_error() -> None:
    store = BatchStore("qpos", stage=mujoco.mjtStage.mjSTAGE_POS)
    with pytest.raises(RuntimeError, match="on purpose"), store.lent(build_skeleton(ATHLETE).model):
        raise RuntimeError("on purpose")
    assert 0 == store.idle


def shared_arrays() -> dict[str, npt.NDArray[np.generic]]:
    """Every array that two callers who ask for the same body both get."""
    body = build_skeleton(ATHLETE)
    kinematics = forward_kinematics(body, np.zeros((2, len(body.coordinates))))
    packed = inverse_dynamics._packed_of(body.model)
    values = {
        "model": body.model,
        "option": body.model.opt,
        "tree": body.tree,
        "shape": body.shape,
        "kinematics": kinematics,
        "packed": packed,
    }
    values |= {f"{side} leg": body.shape.legs[side] for side in SIDES} | {f"{side} arm": body.shape.arms[side] for side in SIDES}
    names = {key: ["body_mass", "jnt_axis", "body_pos"] if key == "model" else ["gravity"] for key in ("model", "option")}
    names |= {key: [field.name for field in fields(value)] for key, value in values.items() if key not in names}
    names["kinematics"].append("screw")
    attributes = {f"{key}.{name}": getattr(values[key], name) for key in values for name in names[key]}
    return {name: value for name, value in attributes.items() if isinstance(value, np.ndarray)}


@pytest.mark.parametrize("name", shared_arrays())
def test_what_is_shared_cannot_be_written_to(name: str) -> None:
    with pytest.raises(ValueError, match="read-only"):
        shared_arrays()[name][...] = 0


def test_sides_of_a_shared_shape_cannot_be_exchanged() -> None:
    shape = build_skeleton(ATHLETE).shape
    with pytest.raises(TypeError):
        shape.legs["left"] = shape.legs["right"]  # type: ignore[index]
    assert build_skeleton(ATHLETE).shape is shape


def test_a_shape_keeps_its_own_copy_of_what_it_was_made_from() -> None:
    hip = np.zeros(3)
    leg = build_skeleton(ATHLETE).shape.legs["left"]
    made = type(leg)(**{field.name: getattr(leg, field.name) for field in fields(leg)} | {"hip_m": hip})
    hip[0] = 1.0
    assert 0.0 == made.hip_m[0]
