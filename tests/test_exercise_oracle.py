"""Exercises against closed forms: a leg on a pivot with a weight, a cable and a band, and what follows for each exercise."""

from dataclasses import replace

import numpy as np
import pytest

from hipdrive.arrays import FloatArray
from hipdrive.body import Athlete, segment_inertias
from hipdrive.exercise import Load, band_tables, exercise_of, scene_of_set_up, solve_load, variant_of
from hipdrive.exercise.declared.exercise import Value
from hipdrive.physics.kinematics import forward_kinematics, points_on
from hipdrive.physics.skeleton import BodyShape, build_skeleton, typical_shape
from hipdrive.units import STANDARD_GRAVITY_M_S2

ATHLETE = Athlete(mass_kg=70, height_m=1.75)
STILL: dict[str, Value] = {"tempo": "60-0-60"}
SUPINE: dict[str, Value] = {**STILL, "hip_start_deg": -30, "hip_end_deg": 120}
# Supine leg of 70 kg, 1.75 m, male, de Leva, foot a point at the ankle, g = 9.81: (knee, hip in deg) -> Nm, Nm per kg at the ankle.
ORACLE = {
    (0, -30): (37.58, 7.312),
    (0, 0): (43.4, 8.443),
    (0, 45): (30.69, 5.97),
    (0, 75): (11.23, 2.185),
    (0, 90): (0.0, 0.0),
    (0, 120): (-21.7, -4.221),
    (45, 0): (40.5, 7.189),
    (45, 60): (26.31, 6.215),
    (90, 0): (33.51, 4.163),
    (90, 45): (30.69, 5.97),
    (90, 90): (9.89, 4.28),
}


def pointed_foot() -> BodyShape:
    """The oracle's body: the foot is a point at the ankle, the shank 0.4340/1.741 of height."""
    shape = typical_shape(ATHLETE, segment_inertias(ATHLETE))
    shank = np.array([0.0, -0.4340 / 1.741 * ATHLETE.height_m, 0.0])
    legs = {side: replace(leg, ankle_m=shank, heel_m=np.zeros(3), toe_m=np.zeros(3)) for side, leg in shape.legs.items()}
    return replace(shape, legs=legs)


def moment_at(load: Load, hip_deg: float) -> float:
    """Nm at a hip angle on the way up."""
    angle = np.degrees(load.hip_flexion_rad[load.working_side])
    up = slice(0, int(np.argmax(angle)) + 1)
    return float(np.interp(hip_deg, angle[up], load.hip_flexion_moment_nm_kg[load.working_side][up])) * ATHLETE.mass_kg


@pytest.mark.parametrize("knee_deg", [0, 45, 90])
@pytest.mark.parametrize(("shape", "within_nm"), [(pointed_foot(), 0.1), (None, 0.8)])
def test_supine_leg_meets_the_lever_oracle(knee_deg: int, shape: BodyShape | None, within_nm: float) -> None:
    load = solve_load("kettlebell_hip_flexion", ATHLETE, {**SUPINE, "weight_kg": 0, "knee_flexion_deg": knee_deg}, shape=shape)
    for (knee, hip_deg), (expected, _) in ORACLE.items():
        if knee == knee_deg:
            assert moment_at(load, hip_deg) == pytest.approx(expected, abs=within_nm), hip_deg


@pytest.mark.parametrize("knee_deg", [0, 45, 90])
def test_each_kg_at_the_ankle_adds_its_lever(knee_deg: int) -> None:
    set_up: dict[str, Value] = {**SUPINE, "weight_at": "ankle", "cuff_above_ankle_m": 0, "knee_flexion_deg": knee_deg}
    bare, loaded = (solve_load("kettlebell_hip_flexion", ATHLETE, {**set_up, "weight_kg": kg}, shape=pointed_foot()) for kg in (0, 5))
    for (knee, hip_deg), (_, per_kg) in ORACLE.items():
        if knee == knee_deg:
            assert (moment_at(loaded, hip_deg) - moment_at(bare, hip_deg)) / 5 == pytest.approx(per_kg, abs=0.02), hip_deg


@pytest.mark.parametrize("knee_deg", [0, 45, 90])
def test_a_cuff_above_the_ankle_takes_off_its_distance_along_the_shank(knee_deg: int) -> None:
    set_up: dict[str, Value] = {**SUPINE, "weight_at": "ankle", "knee_flexion_deg": knee_deg, "weight_kg": 5}
    at_joint, above = (
        solve_load("kettlebell_hip_flexion", ATHLETE, {**set_up, "cuff_above_ankle_m": cuff}, shape=pointed_foot()) for cuff in (0, 0.08)
    )
    for knee, hip_deg in ORACLE:
        if knee == knee_deg:
            shank_from_level = np.radians(hip_deg - knee_deg)
            expected = STANDARD_GRAVITY_M_S2 * 0.08 * np.cos(shank_from_level)
            assert (moment_at(at_joint, hip_deg) - moment_at(above, hip_deg)) / 5 == pytest.approx(expected, abs=0.02), hip_deg


def test_a_cuff_sits_above_the_joint_unless_it_is_said_otherwise() -> None:
    assert 0.05 == solve_load("kettlebell_hip_flexion", ATHLETE).set_up["cuff_above_ankle_m"]
    assert "cuff_above_ankle_m" not in solve_load("bike_pedal", ATHLETE).set_up


def test_supine_straight_leg_is_hardest_at_0_deg_and_almost_free_at_90() -> None:
    load = solve_load("kettlebell_hip_flexion", ATHLETE, {**SUPINE, "weight_kg": 4, "weight_at": "ankle"}, shape=pointed_foot())
    values = {hip: moment_at(load, hip) for hip in range(-30, 91, 5)}
    assert max(values, key=lambda hip: values[hip]) == 0
    assert abs(values[90]) < 1.0
    bent = solve_load("kettlebell_hip_flexion", ATHLETE, {**SUPINE, "weight_kg": 4, "weight_at": "ankle", "knee_flexion_deg": 90})
    assert moment_at(bent, 90) > 10.0


def test_held_leg_is_carried_by_the_hand() -> None:
    load = solve_load("kettlebell_hip_flexion", ATHLETE)
    assert np.abs(load.hip_flexion_moment_nm_kg["left"]).max() < 0.02


def places(load: Load) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Working hip and ankle (n, 2) in the sagittal plane, and the anchors' origin (2,)."""
    skeleton = build_skeleton(ATHLETE, locked=[name for name in _all() if name not in load.coordinates])
    kinematics = forward_kinematics(skeleton, load.q)
    hip = kinematics.position_m[:, skeleton.body_index("femur_r"), :2]
    ankle = kinematics.position_m[:, skeleton.body_index("calcn_r"), :2]
    return hip, ankle, np.array([hip[0, 0], 0.0])


def _all() -> tuple[str, ...]:
    return build_skeleton(ATHLETE).coordinates


def lever_moment(hip: FloatArray, point: FloatArray, force: FloatArray) -> FloatArray:
    """Nm that the flexors must give against a force in the sagittal plane."""
    arm = point - hip
    moment: FloatArray = -(arm[:, 0] * force[:, 1] - arm[:, 1] * force[:, 0])
    return moment


def test_cable_loads_the_hip_by_force_times_lever() -> None:
    set_up: dict[str, Value] = {**STILL, "stack_kg": 10, "ratio": 2, "pulley_x_m": -1.2, "pulley_y_m": 0.3, "cuff_above_ankle_m": 0}
    check_cable(solve_load("cable_hip_flexion", ATHLETE, set_up), tension_kg=5.0, pulley=(-1.2, 0.3))


def test_lying_cable_raise_goes_upright_and_loads_the_hip_by_force_times_lever() -> None:
    load = solve_load("lying_cable_raise", ATHLETE, {**STILL, "stack_kg": 5, "cuff_above_ankle_m": 0})
    check_cable(load, tension_kg=5.0, pulley=(2.0, 0.15))
    hip, ankle, _ = places(load)
    assert abs((ankle - hip)[:, 0]).min() < 1e-6, "the leg ends upright, the sole level with the ceiling"


def check_cable(load: Load, *, tension_kg: float, pulley: tuple[float, float]) -> None:
    """The moment that a cable asks of the hip is its tension times its lever."""
    hip, ankle, origin = places(load)
    toward = origin + np.array(pulley) - ankle
    force = tension_kg * STANDARD_GRAVITY_M_S2 * toward / np.linalg.norm(toward, axis=1, keepdims=True)
    expected = lever_moment(hip, ankle, force)
    measured = 70 * load.resistance_moment_nm_kg
    assert np.abs(measured - expected).max() < 0.005 * np.abs(expected).max()


def test_band_loads_the_hip_by_force_times_lever() -> None:
    load = solve_load(
        "seated_lift", ATHLETE, {**STILL, "band": "red", "strands": 2, "rest_length_m": 0.4, "anchor_x_m": 0.1, "anchor_y_m": 0.02}
    )
    skeleton = build_skeleton(ATHLETE, locked=[name for name in _all() if name not in load.coordinates])
    kinematics = forward_kinematics(skeleton, load.q)
    femur = skeleton.body_index("femur_r")
    hip = kinematics.position_m[:, femur, :2]
    point = hip + 0.9 * (kinematics.position_m[:, skeleton.body_index("tibia_r"), :2] - hip)
    toward = np.array([hip[0, 0] + 0.1, 0.02]) - point
    length = np.linalg.norm(toward, axis=1, keepdims=True)
    table = band_tables()["red"]
    force = 2.0 * np.interp(length / 0.4 - 1.0, table.elongation, table.force_n) * toward / length
    expected = lever_moment(hip, point, force)
    measured = 70 * load.resistance_moment_nm_kg
    assert expected.min() > 1.0
    assert np.abs(measured - expected).max() < 0.005 * np.abs(expected).max()


def test_slow_ankle_weight_behind_the_body_loads_the_extensors() -> None:
    set_up: dict[str, Value] = {"tempo": "8-0-8", "weight_kg": 3, "hip_start_deg": -20}
    load = solve_load("standing_march", ATHLETE, set_up)
    assert moment_at(load, -18) < -20.0
    assert moment_at(load, 60) > 20.0


def test_brisk_ankle_weight_behind_the_body_loads_the_flexors_by_inertia() -> None:
    set_up: dict[str, Value] = {"weight_kg": 3, "hip_start_deg": -20}
    slow, brisk = (solve_load("standing_march", ATHLETE, {**set_up, "tempo": tempo}) for tempo in ("8-0-8", "0.5-0-8"))
    assert moment_at(slow, -5) < 0.0 < moment_at(brisk, -5)


@pytest.mark.parametrize("name", ["standing_march", "cable_hip_flexion"])
def test_still_single_leg_stance_with_the_trunk_over_the_hips_has_hip_moments_that_cancel(name: str) -> None:
    """Without a pull, what one hip lifts the other holds against: left + right = 0 while the trunk is upright."""
    alone: dict[str, Value] = {**STILL, "weight_kg": 0, "trunk_lean_deg": 0}
    alone["band" if name == "standing_march" else "stack_kg"] = "none" if name == "standing_march" else 0
    load = solve_load(name, ATHLETE, alone)
    total = load.hip_flexion_moment_nm_kg["left"] + load.hip_flexion_moment_nm_kg["right"]
    assert np.abs(total).max() < 1e-3 * np.abs(load.hip_flexion_moment_nm_kg["right"]).max() + 1e-3


def test_counter_push_holds_against_the_other_hip_and_idle_foot_only_rests() -> None:
    counter, idle = (solve_load("bent_knee_march", ATHLETE, {"push": push}) for push in ("counter", "idle"))
    np.testing.assert_allclose(counter.hip_flexion_moment_nm_kg["left"], -counter.hip_flexion_moment_nm_kg["right"], atol=1e-7)
    np.testing.assert_allclose(0.0, idle.hip_flexion_moment_nm_kg["left"], atol=1e-7)


def test_thrust_loads_one_hips_extensors_while_the_other_flexes() -> None:
    load = solve_load("band_hip_drive_thrust", ATHLETE)
    assert load.feasible
    assert load.hip_flexion_moment_nm_kg["left"].max() < -0.3
    assert {(curve.side, curve.action) for curve in load.curves} >= {("left", "extensor"), ("right", "flexor")}


def test_leaning_forward_loads_the_support_hips_extensors_when_seated() -> None:
    upright, leaning = (solve_load("seated_lift", ATHLETE, {"trunk_lean_deg": lean}) for lean in (0, 20))
    assert leaning.hip_flexion_moment_nm_kg["left"].mean() < upright.hip_flexion_moment_nm_kg["left"].mean() - 0.3


def weight_moment(load: Load, side: str = "r") -> FloatArray:
    """(n,) Nm that a leg's own weight asks of its hip: each segment's weight by its level distance."""
    skeleton = build_skeleton(ATHLETE, locked=[name for name in _all() if name not in load.coordinates])
    kinematics = forward_kinematics(skeleton, load.q)
    hip = kinematics.position_m[:, skeleton.body_index(f"femur_{side}"), 0]
    total = np.zeros(len(hip))
    for body in (f"femur_{side}", f"tibia_{side}", f"calcn_{side}"):
        index = skeleton.body_index(body)
        mass = float(np.asarray(skeleton.model.body_mass)[index])
        total += mass * STANDARD_GRAVITY_M_S2 * (kinematics.com_m[:, index, 0] - hip)
    return total


FREE_LEGS: list[tuple[str, dict[str, Value]]] = [
    ("seated_lift", {"trunk_lean_deg": 45}),
    ("bike_pedal", {}),
    ("leg_raise", {"variant": "hanging_bent"}),
    ("leg_raise", {"variant": "hanging_pike"}),
    ("plank_hip_flexion", {"band": "none"}),
    ("single_leg_hip_thrust", {"variant": "floor"}),
    ("single_leg_hip_thrust", {"variant": "floor_drive"}),
]


@pytest.mark.parametrize(("name", "chosen"), FREE_LEGS)
def test_a_free_leg_asks_its_hip_for_its_weight_times_its_level_distance(name: str, chosen: dict[str, Value]) -> None:
    load = solve_load(name, ATHLETE, {**chosen, **STILL})
    expected = weight_moment(load)
    assert np.abs(expected).max() > 10.0
    np.testing.assert_allclose(70 * load.hip_flexion_moment_nm_kg["right"], expected, atol=0.02)


def test_leaning_asks_for_the_same_moment_deeper_by_the_pelvis_share_of_the_lean() -> None:
    upright, leaning, stiff = (
        solve_load("seated_lift", ATHLETE, {**STILL, **chosen})
        for chosen in ({}, {"trunk_lean_deg": 40}, {"trunk_lean_deg": 40, "spine_flexion_deg": 0})
    )
    assert 20.0 == pytest.approx(float(leaning.set_up["hip_start_deg"]) - float(upright.set_up["hip_start_deg"]))
    first = [float(load.hip_flexion_moment_nm_kg["right"][0]) for load in (upright, leaning)]
    assert first[0] == pytest.approx(first[1], abs=1e-4), "the thigh lies as before"
    np.testing.assert_allclose(leaning.lumbar_moment_nm_kg[0], stiff.lumbar_moment_nm_kg[0], atol=1e-4, err_msg="the trunk lies as before")
    assert np.degrees(leaning.hip_flexion_rad["right"].max()) < 125.0


def test_the_straight_leg_of_the_bike_pedal_weighs_as_the_lever_oracle_has_it() -> None:
    load = solve_load("bike_pedal", ATHLETE, {**STILL, "hip_start_deg": 8})
    low = 43.4 * np.cos(np.radians(8))
    assert 70 * float(load.hip_flexion_moment_nm_kg["right"][0]) == pytest.approx(low, abs=0.8)
    assert 70 * float(load.hip_flexion_moment_nm_kg["left"].max()) == pytest.approx(low, abs=0.8)


def test_hanging_raises_end_with_toes_at_the_bar_and_knees_at_the_chest() -> None:
    for variant, most_m in (("hanging_pike", 0.15), ("hanging_bent", 0.3)):
        exercise = variant_of(exercise_of("leg_raise"), {"variant": variant})
        for height_m in (1.45, 1.75, 2.05):
            scene = scene_of_set_up(exercise, Athlete(mass_kg=70, height_m=height_m), {})
            assert scene is not None
            top = int(np.argmax(scene.share))
            toe, bar = scene.limb("foot", "right").points_m[top, 1, :2], scene.limb("hand", "right").points_m[top, 1, :2]
            knee, trunk = scene.limb("leg", "right").points_m[top, 1, :2], scene.limb("trunk").points_m[top, :, :2]
            apart = toe - bar if variant == "hanging_pike" else knee - 0.5 * (trunk[1] + trunk[2])
            assert np.linalg.norm(apart) < most_m * height_m / 1.75, (variant, height_m)


@pytest.mark.parametrize("strands", [1, 2])
def test_a_band_from_high_behind_loads_the_flexors_in_the_plank_by_force_times_lever(strands: int) -> None:
    tie: dict[str, Value] = {"rest_length_m": 0.4, "anchor_x_m": -1.3, "anchor_y_m": 1.0}
    load = solve_load("plank_hip_flexion", ATHLETE, {**STILL, **tie, "band": "blue", "strands": strands})
    skeleton = build_skeleton(ATHLETE, locked=[name for name in _all() if name not in load.coordinates])
    kinematics = forward_kinematics(skeleton, load.q)
    hip = kinematics.position_m[:, skeleton.body_index("femur_r"), :2]
    leg = skeleton.shape.legs["right"]
    midfoot = points_on(kinematics, skeleton.body_index("calcn_r"), 0.5 * (leg.heel_m + leg.toe_m))[:, :2]
    toward = np.array([hip[0, 0] - 1.3, 1.0]) - midfoot
    length = np.linalg.norm(toward, axis=1, keepdims=True)
    table = band_tables()["blue"]
    force = strands * np.interp(length / 0.4 - 1.0, table.elongation, table.force_n) * toward / length
    expected = weight_moment(load) + lever_moment(hip, midfoot, force)
    np.testing.assert_allclose(70 * load.hip_flexion_moment_nm_kg["right"], expected, atol=0.02 * np.abs(expected).max())
    assert moment_at(load, 60) > 10.0


def test_both_hips_of_a_bridge_carry_what_the_feet_press_times_their_lever() -> None:
    for variant in ("floor", "bench"):
        load = solve_load("two_leg_bridge", ATHLETE, {**STILL, "variant": variant})
        skeleton = build_skeleton(ATHLETE, locked=[name for name in _all() if name not in load.coordinates])
        kinematics = forward_kinematics(skeleton, load.q)
        hip = kinematics.position_m[:, skeleton.body_index("femur_r"), :2]
        leg = skeleton.shape.legs["right"]
        pressed = points_on(kinematics, skeleton.body_index("calcn_r"), leg.heel_m + 0.4 * (leg.toe_m - leg.heel_m))[:, :2]
        expected = weight_moment(load) + lever_moment(hip, pressed, load.supports_n["feet_w"][:, :2])
        assert expected.min() < -15.0
        np.testing.assert_allclose(70 * load.hip_flexion_moment_nm_kg["right"], expected, atol=0.05)
        np.testing.assert_allclose(load.hip_flexion_moment_nm_kg["left"], load.hip_flexion_moment_nm_kg["right"], atol=1e-6)


@pytest.mark.parametrize("mass_kg", [45, 62, 110])
def test_on_two_legs_each_hip_gives_less_than_half_of_what_one_gives_alone(mass_kg: int) -> None:
    athlete = Athlete(mass_kg=mass_kg, height_m=1.7)
    for variant, alone in (("floor", "floor"), ("bench", "plain")):
        two = solve_load("two_leg_bridge", athlete, {**STILL, "variant": variant})
        one = solve_load("single_leg_hip_thrust", athlete, {**STILL, "variant": alone})
        assert 0.0 > two.hip_flexion_moment_nm_kg["left"].min() > 0.5 * one.hip_flexion_moment_nm_kg["left"].min()


@pytest.mark.parametrize(("knee_deg", "expected_nm_kg"), [(40, -0.07), (5, 0.40)])
def test_a_low_cable_loads_the_leg_held_behind_the_body_only_with_a_nearly_straight_knee(knee_deg: int, expected_nm_kg: float) -> None:
    """7.5 kg at the ankle joint, held still at -20 deg."""
    set_up: dict[str, Value] = {"hip_start_deg": -20, "knee_start_deg": knee_deg, "cuff_above_ankle_m": 0}
    load = solve_load("cable_hip_flexion", ATHLETE, {**STILL, **set_up})
    assert load.hip_flexion_moment_nm_kg["right"][0] == pytest.approx(expected_nm_kg, abs=0.005)


@pytest.mark.parametrize("knee_deg", [5, 40])
def test_the_leg_behind_the_body_weighs_and_the_cable_pulls_by_their_levers(knee_deg: int) -> None:
    """Thigh 30 deg behind the vertical (20 of extension, 10 of lean), shank by the knee's angle more; the foot a point at the ankle."""
    set_up: dict[str, Value] = {"hip_start_deg": -20, "knee_start_deg": knee_deg, "pulley_x_m": -1.4, "pulley_y_m": 0.2}
    set_up |= {**STILL, "cuff_above_ankle_m": 0}
    load = solve_load("cable_hip_flexion", ATHLETE, set_up, shape=pointed_foot())
    thigh_m, shank_m = (float(np.linalg.norm(leg)) for leg in (pointed_foot().legs["right"].knee_m, pointed_foot().legs["right"].ankle_m))
    thigh, shank, foot = (segment_inertias(ATHLETE)[name] for name in ("thigh", "shank", "foot"))
    behind = np.radians([30.0, 30.0 + knee_deg])
    knee = thigh_m * np.array([-np.sin(behind[0]), -np.cos(behind[0])])
    ankle = knee + shank_m * np.array([-np.sin(behind[1]), -np.cos(behind[1])])
    hip = hip_place(load, pointed_foot())
    toward = np.array([-1.4, 0.2]) - np.array([ankle[0], hip + ankle[1]])
    cable = lever_moment(np.zeros((1, 2)), ankle[None], 7.5 * STANDARD_GRAVITY_M_S2 * (toward / np.linalg.norm(toward))[None])[0]
    weight = STANDARD_GRAVITY_M_S2 * (
        thigh.mass_kg * thigh.com_frac * knee[0] + shank.mass_kg * (knee + shank.com_frac * (ankle - knee))[0] + foot.mass_kg * ankle[0]
    )
    assert moment_at(load, -20) == pytest.approx(cable + weight, abs=0.8)


def hip_place(load: Load, shape: BodyShape) -> float:
    """Height (m) of the working hip at the start."""
    skeleton = build_skeleton(ATHLETE, shape=shape, locked=[name for name in _all() if name not in load.coordinates])
    return float(forward_kinematics(skeleton, load.q[:1]).position_m[0, skeleton.body_index("femur_r"), 1])


def test_the_cable_hip_flexion_swings_clear_of_the_floor() -> None:
    for mass, height in ((45, 1.45), (62, 1.68), (70, 1.75), (110, 2.05)):
        for chosen in ({}, {"knee_start_deg": 10}, {"hip_start_deg": -20}, {"hip_start_deg": -20, "hip_end_deg": 45}):
            load = solve_load("cable_hip_flexion", Athlete(mass_kg=mass, height_m=height), chosen)
            assert load.feasible, (height, chosen, load.notes)


def test_a_step_under_the_standing_foot_raises_the_swinging_one() -> None:
    sweeping: dict[str, Value] = {"trunk_lean_deg": 0, "hip_start_deg": -5, "knee_start_deg": 0}
    assert [note.code for note in solve_load("cable_hip_flexion", ATHLETE, sweeping).notes] == ["floor_contact"]
    assert solve_load("cable_hip_flexion", ATHLETE, {**sweeping, "step_height_m": 0.05}).feasible


def test_the_rear_foots_strap_is_slack_until_it_passes_the_planted_one() -> None:
    """Both straps are 2.5 m: the sled stands behind the planted foot, and the other pulls from where it is as far ahead."""
    load = solve_load("sled_drag", ATHLETE)
    skeleton = build_skeleton(ATHLETE, locked=[name for name in _all() if name not in load.coordinates])
    kinematics = forward_kinematics(skeleton, load.q)
    swinging, planted = (kinematics.position_m[:, skeleton.body_index(f"calcn_{side}")] for side in "rl")
    sled = planted[:, 0] - np.sqrt(2.5**2 - planted[:, 1] ** 2)
    taut = np.sqrt((swinging[:, 0] - sled) ** 2 + swinging[:, 1] ** 2) > 2.5
    up = np.arange(len(taut)) <= int(np.argmax(load.hip_flexion_rad["right"]))
    pulls = load.resistance_moment_nm_kg > 0.0
    np.testing.assert_array_equal(taut[up][:-1], pulls[up][:-1])
    assert not pulls[~up].any(), "the foot goes back and the strap hangs loose"
    assert np.degrees(load.hip_flexion_rad["right"][pulls].min()) > 15.0
    alone = solve_load("sled_drag", ATHLETE, {"sled_kg": 0})
    early = up & (load.hip_flexion_rad["right"] < 0.0)
    np.testing.assert_allclose(alone.hip_flexion_moment_nm_kg["right"][early], load.hip_flexion_moment_nm_kg["right"][early], atol=0.02)


def test_the_sled_breaks_away_with_its_starting_friction_times_the_lever_of_the_strap() -> None:
    """Very slowly, so that inertia counts for nothing: T (cos + 1.3 mu sin) = 1.3 mu m g, once 5 cm of give are used up."""
    load = solve_load("sled_drag", ATHLETE, {"tempo": "60-0-60", "sled_kg": 20})
    hip, ankle, _ = places(load)
    friction = 1.3 * 0.33
    tension = friction * 20.0 * STANDARD_GRAVITY_M_S2
    expected = lever_moment(hip, ankle, np.tile([-tension, 0.0], (len(ankle), 1))) / 70.0
    peak = int(np.argmax(load.resistance_moment_nm_kg))
    assert load.resistance_moment_nm_kg[peak] == pytest.approx(expected[peak], rel=0.03)
    sliding = load.resistance_moment_nm_kg[int(np.argmax(load.hip_flexion_rad["right"])) - 1]
    assert 0.7 < sliding / load.resistance_moment_nm_kg[peak] < 0.95
