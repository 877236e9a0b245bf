"""Laws of mechanics, asked of every exercise in a few set-ups and of bodies drawn at random."""

from dataclasses import replace

import mujoco
import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from moving_bodies import motion_of_point, point_jacobian

from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES, Athlete
from hipdrive.exercise import exercise_of, exercises, mirrored, resolve_set_up, solve_load, variant_of
from hipdrive.exercise.declared.exercise import Value
from hipdrive.exercise.solve.exercise_model import build_exercise_model
from hipdrive.exercise.solve.mechanics import Mechanics, work_through
from hipdrive.exercise.solve.tempo import frames_of, read_tempo
from hipdrive.physics.closed_chain import UnreachablePoseError
from hipdrive.physics.kinematics import axis_motion, point_bias
from hipdrive.physics.skeleton import Skeleton
from hipdrive.units import STANDARD_GRAVITY_M_S2

ATHLETE = Athlete(mass_kg=70, height_m=1.75)
STRENGTH = [name for name, exercise in exercises().items() if exercise.kind == "strength"]
DEFAULTS: list[tuple[str, dict[str, Value]]] = [
    (name, {"variant": variant} if variant else {}) for name in STRENGTH for variant in exercises()[name].variants or [""]
]
"""Every exercise and every variant."""
SET_UPS: list[tuple[str, dict[str, Value]]] = [
    *DEFAULTS,
    ("kettlebell_hip_flexion", {"weight_kg": 6, "weight_at": "ankle", "knee_flexion_deg": 45, "side": "left"}),
    ("cable_hip_flexion", {"stack_kg": 10, "ratio": 2, "pulley_y_m": 0.5, "side": "left"}),
    ("band_hip_drive_thrust", {"band": "none"}),
    ("seated_lift", {"band": "blue", "strands": 2, "trunk_lean_deg": 45}),
    ("plank_hip_flexion", {"band": "blue", "strands": 2}),
    ("bike_pedal", {"band": "red", "side": "left"}),
    ("bent_knee_march", {"band": "red", "push": "idle", "side": "left"}),
    ("standing_march", {"band": "green", "hip_start_deg": -15}),
    ("standing_march", {"weight_kg": 3, "tempo": "0.8-0-1"}),
    ("standing_march", {"hand_support": "wall"}),
    ("cable_hip_flexion", {"hand_support": "rail", "side": "left", "step_height_m": 0.05}),
    ("step_up_drive", {"hand_support": "rail", "box_height_m": 0.4}),
    ("sled_drag", {"sled_kg": 10, "tempo": "1.5-0-1", "side": "left"}),
    ("ball_knee_tuck", {"box_height_m": 0.6, "hip_end_deg": 90, "tempo": "1-0-1"}),
]


def worked(name: str, chosen: dict[str, Value], athlete: Athlete = ATHLETE, *, times: FloatArray | None = None) -> Mechanics:
    exercise = variant_of(exercise_of(name), chosen)
    set_up = resolve_set_up(exercise, chosen, athlete)
    return work_through(
        build_exercise_model(exercise, set_up, athlete), frames_of(read_tempo(str(set_up["tempo"]))) if times is None else times
    )


def body_energy_j(skeleton: Skeleton, q: FloatArray, velocity: FloatArray) -> FloatArray:
    """Kinetic and potential energy by MuJoCo's own count."""
    skeleton.model.opt.enableflags |= int(mujoco.mjtEnableBit.mjENBL_ENERGY)
    data, found = mujoco.MjData(skeleton.model), []
    for position, speed in zip(q, velocity, strict=True):
        data.qpos[:], data.qvel[:] = position, speed
        mujoco.mj_forward(skeleton.model, data)
        found.append(float(data.energy.sum()))
    return np.array(found)


def check_energy(mechanics: Mechanics) -> None:
    """Joint power + pelvis-residual power + support power = rate of the energy of body, bands and stack."""
    inner = mechanics.time_s[3:-3:4]
    h = 2e-5
    now = work_through(mechanics.model, inner)
    before, after = work_through(mechanics.model, inner - h), work_through(mechanics.model, inner + h)
    skeleton = now.model.skeleton

    def energy(m: Mechanics) -> FloatArray:
        total = body_energy_j(skeleton, m.movement.q, m.movement.velocity)
        return total + sum((pull.energy_j for pull in m.pulls), start=np.zeros(len(total)))

    # The stack's height counts from the first frame asked for: the same constant in both, so its length at that frame is put back.
    start = [pull.length_m[0] for pull in before.pulls], [pull.length_m[0] for pull in after.pulls]
    rate = energy(after) - energy(before)
    cables = [pull.kind for pull in now.pulls].count("cable")
    for pull, low, high in zip(now.pulls, *start, strict=True):
        if pull.kind == "cable":
            stack, ratio = float(now.model.set_up["stack_kg"]) / cables, float(now.model.set_up["ratio"])
            rate += stack * STANDARD_GRAVITY_M_S2 * (high - low) / ratio
    rate /= 2 * h
    rate += sum((pull.loss_w for pull in now.pulls if pull.loss_w is not None), start=np.zeros(len(inner)))
    # A rope that goes slack or taut lets the energy jump between two frames; those frames say nothing of the rate.
    steady = np.ones(len(inner), dtype=bool)
    for early, late in zip(before.pulls, after.pulls, strict=True):
        steady &= early.slack == late.slack
        if early.kind == "cable":
            steady &= ~early.slack  # the stack falls by itself
    joints = np.einsum("ni,ni->n", now.moments_nm, now.movement.velocity)
    supports = np.einsum("nki,nki->n", now.sharing.forces_n, point_velocities(now))
    hands = np.zeros(len(inner))
    for force in now.outer[len(now.pulls) :]:
        J = point_jacobian(skeleton, now.movement.kinematics, skeleton.body_index(force.body), force.point_m)
        hands += np.einsum("ni,nij,nj->n", force.force_n, J, now.movement.velocity)
    assert steady.mean() > 0.5
    assert np.abs((joints + supports + hands - rate)[steady]).max() < 1e-4 * np.abs(joints).max()


def point_velocities(mechanics: Mechanics) -> FloatArray:
    """(n, k, 3) velocities of all contact points."""
    flat = np.einsum("nij,nj->ni", mechanics.sharing.equations.J, mechanics.movement.velocity)
    velocities: FloatArray = flat.reshape(len(flat), -1, 3)
    return velocities


def check_forces_add_up(mechanics: Mechanics) -> None:
    """Supports + gravity + resistances = sum of mass x acceleration, from the motion of each segment's centre of mass."""
    skeleton, movement = mechanics.model.skeleton, mechanics.movement
    masses = np.asarray(skeleton.model.body_mass)
    axes = axis_motion(skeleton, movement.kinematics, movement.velocity)
    inertial = np.zeros((len(mechanics.time_s), 3))
    for body in range(1, len(skeleton.bodies)):
        com = movement.kinematics.com_m[:, body]
        J = point_jacobian(skeleton, movement.kinematics, body, com)
        bias = point_bias(skeleton, movement.kinematics, axes, velocity=movement.velocity, body=body, point_m=com)
        inertial += masses[body] * (np.einsum("nij,nj->ni", J, movement.acceleration) + bias)
    weight = masses.sum() * STANDARD_GRAVITY_M_S2
    forces = mechanics.sharing.forces_n.sum(axis=1) - np.array([0.0, weight, 0.0])
    for force in mechanics.outer:
        forces = forces + force.force_n
    missing = mechanics.moments_nm[:, :3]  # what no support could give, where the set-up can't be done
    np.testing.assert_allclose(inertial, forces + missing, atol=1e-6 * weight)


@pytest.mark.parametrize(("name", "chosen"), SET_UPS)
def test_power_is_the_rate_of_energy(name: str, chosen: dict[str, Value]) -> None:
    check_energy(worked(name, chosen))


@pytest.mark.parametrize(("name", "chosen"), SET_UPS)
def test_forces_add_up_to_mass_times_acceleration(name: str, chosen: dict[str, Value]) -> None:
    mechanics = worked(name, chosen)
    check_forces_add_up(mechanics)
    assert np.abs(mechanics.moments_nm[:, :6]).max() < 1e-6 * 700, "a residual is left on the pelvis"


@pytest.mark.parametrize(("name", "chosen"), SET_UPS)
def test_held_points_stay_in_place(name: str, chosen: dict[str, Value]) -> None:
    """Place, velocity and acceleration of every held row, from the motion of its point and the turning of its body."""
    mechanics = worked(name, chosen)
    skeleton, movement = mechanics.model.skeleton, mechanics.movement
    for pin in mechanics.model.pins:
        motion = motion_of_point(
            skeleton,
            movement.kinematics,
            velocity=movement.velocity,
            acceleration=movement.acceleration,
            body=pin.body,
            local_m=pin.local_m,
        )
        for row, value in pin.hold.items():
            if row in "xyz":
                place = "xyz".index(row)
                np.testing.assert_allclose(motion.position_m[:, place], value, atol=1e-9)
                assert np.abs(motion.velocity_m_s[:, place]).max() < 1e-9
                assert np.abs(motion.acceleration_m_s2[:, place]).max() < 1e-8


ON_ONE_FOOT = ("standing_march", "cable_hip_flexion", "step_up_drive", "vertical_scissor")


@pytest.mark.parametrize(("name", "chosen"), [case for case in SET_UPS if case[0] in ON_ONE_FOOT])
def test_a_foot_that_carries_the_body_does_not_slide(name: str, chosen: dict[str, Value]) -> None:
    mechanics = worked(name, chosen)
    of_foot = mechanics.sharing.equations.owner == 0
    assert np.abs(point_velocities(mechanics)[:, of_foot]).max() < 1e-9
    assert np.ptp(mechanics.sharing.equations.points_m[:, of_foot], axis=0).max() < 1e-9


@pytest.mark.parametrize(("name", "chosen"), DEFAULTS)
def test_mirrored_side_gives_mirrored_result(name: str, chosen: dict[str, Value]) -> None:
    right, left = (solve_load(name, ATHLETE, {**chosen, "side": side}) for side in ("right", "left"))
    for side, other in (SIDES, SIDES[::-1]):
        np.testing.assert_allclose(right.hip_flexion_moment_nm_kg[side], left.hip_flexion_moment_nm_kg[other], atol=1e-7)
    for name_of_support, force in right.supports_n.items():
        np.testing.assert_allclose(force * [1, 1, -1], left.supports_n[name_of_support], atol=1e-4)


@pytest.mark.parametrize(("name", "chosen"), DEFAULTS)
def test_mirroring_a_load_equals_solving_the_other_side(name: str, chosen: dict[str, Value]) -> None:
    mirror = mirrored(solve_load(name, ATHLETE, {**chosen, "side": "right"}))
    solved = solve_load(name, ATHLETE, {**chosen, "side": "left"})
    assert (solved.working_side, solved.set_up, solved.notes) == (mirror.working_side, mirror.set_up, mirror.notes)
    np.testing.assert_allclose(solved.q, mirror.q, atol=1e-9)
    for side in SIDES:
        np.testing.assert_allclose(solved.hip_flexion_moment_nm_kg[side], mirror.hip_flexion_moment_nm_kg[side], atol=1e-7)
        np.testing.assert_allclose(solved.hip_adduction_moment_nm_kg[side], mirror.hip_adduction_moment_nm_kg[side], atol=1e-6)
        np.testing.assert_allclose(solved.hip_rotation_moment_nm_kg[side], mirror.hip_rotation_moment_nm_kg[side], atol=1e-6)
        np.testing.assert_allclose(solved.moment_band_nm_kg[side], mirror.moment_band_nm_kg[side], atol=1e-5)
    np.testing.assert_allclose(solved.lumbar_rotation_moment_nm_kg, mirror.lumbar_rotation_moment_nm_kg, atol=1e-6)
    assert [(c.side, c.action, c.mode) for c in solved.curves] == [(c.side, c.action, c.mode) for c in mirror.curves]
    for expected, curve in zip(solved.curves, mirror.curves, strict=True):
        np.testing.assert_allclose(expected.moment_nm_kg, curve.moment_nm_kg, atol=1e-6)
    for support, force in solved.supports_n.items():
        np.testing.assert_allclose(force, mirror.supports_n[support], atol=1e-4)


@pytest.mark.parametrize(("name", "chosen"), DEFAULTS)
def test_scaling_mass_leaves_moment_per_kg_for_body_weight_moves(name: str, chosen: dict[str, Value]) -> None:
    nothing: tuple[tuple[str, Value], ...] = (("weight_kg", 0), ("band", "none"), ("stack_kg", 0), ("sled_kg", 0))
    settings = variant_of(exercise_of(name), chosen).settings
    alone = {**chosen, **{key: value for key, value in nothing if key in settings}}
    light, heavy = (solve_load(name, Athlete(mass_kg=mass, height_m=1.75), alone) for mass in (60, 90))
    for side in SIDES:
        np.testing.assert_allclose(light.hip_flexion_moment_nm_kg[side], heavy.hip_flexion_moment_nm_kg[side], atol=1e-4)


@pytest.mark.parametrize(("name", "chosen"), SET_UPS)
def test_number_of_contact_points_moves_results_by_less_than_2_percent(name: str, chosen: dict[str, Value]) -> None:
    few, many = (solve_load(name, ATHLETE, chosen, points_per_edge=n) for n in (2, 3))
    peak = max(np.abs(few.hip_flexion_moment_nm_kg[side]).max() for side in SIDES)
    for side in SIDES:
        assert np.abs(few.hip_flexion_moment_nm_kg[side] - many.hip_flexion_moment_nm_kg[side]).max() < 0.02 * peak


@pytest.mark.parametrize(("name", "chosen"), SET_UPS)
def test_friction_changes_nothing_while_no_cone_is_active(name: str, chosen: dict[str, Value]) -> None:
    mechanics = worked(name, chosen)
    free = ~mechanics.sharing.active
    exercise = variant_of(exercise_of(name), chosen)
    rough = replace(exercise, supports=tuple(replace(support, friction=2.0 * support.friction) for support in exercise.supports))
    again = work_through(build_exercise_model(rough, mechanics.model.set_up, ATHLETE), mechanics.time_s)
    np.testing.assert_array_equal(mechanics.moments_nm[free], again.moments_nm[free])
    assert np.all(free <= ~again.sharing.active), "more friction must not make a cone active"


@pytest.mark.parametrize("name", ["cable_hip_flexion", "standing_march"])
def test_leaning_puts_the_centre_of_pressure_on_its_target_at_rest(name: str) -> None:
    mechanics = worked(name, {"tempo": "60-0-60"})
    lean = mechanics.model.exercise.lean
    assert lean is not None
    forces, points = mechanics.sharing.forces_n[0], mechanics.sharing.equations.points_m[0]
    pressure = (forces[:, 1] @ points) / forces[:, 1].sum()
    heel, toe = points[:, 0].min(), points[:, 0].max()
    assert pressure[0] == pytest.approx(heel + lean.at_sole * (toe - heel), abs=1e-3)
    assert pressure[2] == pytest.approx(0.0, abs=1e-3)


bodies = st.builds(
    Athlete,
    mass_kg=st.floats(45, 110),
    height_m=st.floats(1.45, 2.05),
    sex=st.sampled_from(["male", "female"]),
)


DRAWN = (
    *("weight_kg", "stack_kg", "sled_kg", "strap_m", "cuff_above_ankle_m", "bench_height_m", "box_height_m"),
    *("knee_start_deg", "knee_flexion_deg", "trunk_lean_deg", "spine_flexion_deg", "hip_start_deg", "hip_end_deg"),
)
"""Settings that are drawn too, within a tenth of their range around the default."""


@st.composite
def drawn_set_ups(draw: st.DrawFn, name: str, chosen: dict[str, Value]) -> tuple[Athlete, dict[str, Value]]:
    """A body and a set-up near the default one, at a slow or a brisk tempo."""
    athlete = draw(bodies)
    exercise = variant_of(exercise_of(name), chosen)
    default = resolve_set_up(exercise, chosen, athlete)
    found: dict[str, Value] = {**chosen, "tempo": draw(st.sampled_from(["4-0-4", "1-1-2", "0.8-0-1"]))}
    for key in (key for key in DRAWN if key in exercise.settings):
        setting = exercise.settings[key]
        low, high = setting.low or 0.0, setting.high if setting.high is not None else float(default[key]) + 1.0
        reach = 0.1 * (high - low)
        value = float(default[key]) + draw(st.floats(-reach, reach))
        found[key] = round(min(max(value, low), high), 3)
    return athlete, found


@pytest.mark.parametrize(("name", "chosen"), DEFAULTS)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_laws_hold_for_all_bodies_and_set_ups(name: str, chosen: dict[str, Value], data: st.DataObject) -> None:
    athlete, set_up = data.draw(drawn_set_ups(name, chosen))
    try:
        mechanics = worked(name, set_up, athlete)
    except UnreachablePoseError:
        reject()
    check_forces_add_up(mechanics)
    check_energy(mechanics)


@pytest.mark.parametrize(("name", "chosen"), SET_UPS)
def test_shown_moments_lie_inside_the_band_that_the_supports_allow(name: str, chosen: dict[str, Value]) -> None:
    load = solve_load(name, ATHLETE, chosen)
    for side in SIDES:
        shown = load.hip_flexion_moment_nm_kg[side][list(load.key_frames)]
        assert np.all(load.moment_band_nm_kg[side][:, 0] - 1e-5 <= shown)
        assert np.all(shown <= load.moment_band_nm_kg[side][:, 1] + 1e-5)


@pytest.mark.parametrize(("name", "chosen"), SET_UPS)
def test_support_forces_stay_inside_their_friction_cones(name: str, chosen: dict[str, Value]) -> None:
    mechanics = worked(name, chosen)
    assert mechanics.sharing.feasible.all()
    for point, owner in enumerate(mechanics.sharing.equations.owner):
        contact, force = mechanics.model.contacts[owner], mechanics.sharing.forces_n[:, point]
        if contact.kind == "grip":
            continue
        normal = force @ contact.normal
        sideways = np.linalg.norm(force - normal[:, None] * contact.normal, axis=1)
        assert normal.min() > -1e-5
        assert np.all(sideways <= contact.friction * normal + 1e-5)
