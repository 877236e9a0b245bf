"""What an exercise asks sideways, against closed forms; and how hard it is, as a share of strength, with the words for it."""

import math
from dataclasses import replace

import mujoco
import numpy as np
import pytest

from hipdrive import coach
from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES, Athlete
from hipdrive.capacity import StrengthTest, capacities
from hipdrive.coach.athletes.effort_scale import OWN, effort_scale, typical_strength
from hipdrive.coach.matching.offer import offered
from hipdrive.errors import UnknownNameError
from hipdrive.exercise import (
    SLOW_TEMPO,
    HipStrength,
    Load,
    efforts_of,
    exercise_of,
    exercises,
    hardest,
    mirrored,
    resolve_set_up,
    share_at_once,
    side_moments,
    solve_load,
    variant_of,
    variant_summaries,
    variants_of,
)
from hipdrive.exercise.declared.exercise import Value
from hipdrive.exercise.solve.exercise_model import build_exercise_model
from hipdrive.exercise.solve.load import ACTIONS
from hipdrive.exercise.verdict.claims import verdict_of
from hipdrive.exercise.verdict.effort import effort_share
from hipdrive.language import Text, verbatim
from hipdrive.range_words import both_names, extensor_ranges, range_name
from hipdrive.training import match_rules
from hipdrive.units import STANDARD_GRAVITY_M_S2

ATHLETE = Athlete(mass_kg=70, height_m=1.75)
WEAK_FLEXORS = StrengthTest(side="right", action="flexor", force_n=120.0, lever_m=0.42, hip_flexion_rad=math.radians(10.0))
STILL: dict[str, Value] = {"tempo": "60-0-60"}
STRENGTH = [name for name, exercise in exercises().items() if exercise.kind == "strength"]
VARIANTS = [(name, variant) for name in STRENGTH for variant in variants_of(exercises()[name])]


def strength_like(level_nm_kg: float, slope: float = 0.0, *, bent_times: float = 1.0) -> HipStrength:
    """Every muscle group gives a level at 0 deg, so much more per degree of flexion, and so many times as much with a knee of 90 deg."""
    degrees = np.arange(-40.0, 141.0)
    moment = np.outer([1.0, bent_times], level_nm_kg + slope * degrees)
    return HipStrength(
        angle_rad=np.radians(degrees),
        knee_rad=np.radians([0.0, 90.0]),
        moment_nm_kg={(side, action): moment for side in SIDES for action in ACTIONS},
        source=verbatim("a made-up person"),
    )


def posed(load: Load, name: str, chosen: dict[str, Value], frame: int) -> tuple[mujoco.MjModel, mujoco.MjData, dict[str, FloatArray]]:
    """The body in one frame by MuJoCo's own count, and where its hips are (X forward, Y up, Z to the right)."""
    exercise = variant_of(exercise_of(name), chosen)
    model = build_exercise_model(exercise, resolve_set_up(exercise, chosen, ATHLETE), ATHLETE).skeleton.model
    data = mujoco.MjData(model)
    data.qpos[:] = load.q[frame]
    mujoco.mj_forward(model, data)
    return model, data, {side: data.xanchor[model.joint(f"hip_flexion_{side[0]}").id] for side in SIDES}


def standing_hip_nm(load: Load, name: str, chosen: dict[str, Value], frame: int) -> float:
    """Body weight without the standing left leg, times the level distance to the right from that hip to the centre of the rest."""
    model, data, hips = posed(load, name, chosen, frame)
    rest = [body for body in range(1, model.nbody) if model.body(body).name not in {"femur_l", "tibia_l", "calcn_l"}]
    mass = model.body_mass[rest]
    centre = (mass[:, None] * data.xipos[rest]).sum(axis=0) / mass.sum()
    return float(mass.sum() * STANDARD_GRAVITY_M_S2 * (centre - hips["left"])[2])


@pytest.mark.parametrize("name", ["standing_march", "vertical_scissor"])
def test_the_standing_hips_abductors_carry_the_body_without_that_leg_on_its_lever(name: str) -> None:
    """Upright with the thigh straight: two percent is what a hip that is a few degrees bent and leaning changes."""
    chosen: dict[str, Value] = {**STILL, "weight_kg": 0} if name == "vertical_scissor" else {**STILL, "band": "none"}
    load = solve_load(name, ATHLETE, chosen)
    upright = int(np.argmin(np.abs(load.hip_flexion_rad["left"])))
    given = -ATHLETE.mass_kg * float(load.hip_adduction_moment_nm_kg["left"][upright])
    expected = standing_hip_nm(load, name, chosen, upright)
    assert abs(given - expected) < 0.02 * expected
    assert 0.7 < given / ATHLETE.mass_kg < 1.1


def test_a_cable_to_one_side_twists_the_standing_hip_by_its_pull_times_the_distance_to_that_hip() -> None:
    """Nothing holds the trunk of a standing person, so not the low back but the rotators of the standing hip take the twist."""
    chosen: dict[str, Value] = {**STILL, "stack_kg": 10, "trunk_lean_deg": 0}
    load = solve_load("cable_hip_flexion", ATHLETE, chosen)
    for frame in (0, len(load.time_s) // 2):
        model, data, hips = posed(load, "cable_hip_flexion", chosen, frame)
        axes = np.array([data.xaxis[model.joint(f"hip_{name}_l").id] for name in ("flexion", "adduction", "rotation")])
        moments = (load.hip_flexion_moment_nm_kg, load.hip_adduction_moment_nm_kg, load.hip_rotation_moment_nm_kg)
        upward_nm = np.linalg.solve(axes, [ATHLETE.mass_kg * one["left"][frame] for one in moments])[1]
        forward_n = load.supports_n["stance_foot"][frame, 0]
        assert forward_n > 50.0
        assert math.isclose(-forward_n * (hips["right"] - hips["left"])[2], upward_nm, rel_tol=0.01)
    assert np.abs(load.lumbar_rotation_moment_nm_kg).max() < 1e-3


@pytest.mark.parametrize("name", ["ball_knee_tuck", "barbell_hip_thrust", "roman_chair_sit_up"])
def test_what_both_legs_do_alike_asks_for_no_twist_and_both_hips_for_the_same(name: str) -> None:
    load = solve_load(name, ATHLETE)
    assert np.abs(load.lumbar_rotation_moment_nm_kg).max() < 1e-6
    np.testing.assert_allclose(load.hip_adduction_moment_nm_kg["left"], load.hip_adduction_moment_nm_kg["right"], atol=1e-6)


def test_the_report_names_the_standing_hips_abductors_first_with_mean_and_peak() -> None:
    load = solve_load("standing_march", ATHLETE)
    first = side_moments(load, exercise_of("standing_march"))[0]
    assert ("left", "abductors", True, False) == (first.side, first.muscles, first.standing, first.shared)
    assert math.isclose(first.largest_nm_kg, -float(load.hip_adduction_moment_nm_kg["left"].min()))
    assert 0.0 < first.mean_nm_kg < first.largest_nm_kg
    sentence = coach.load_report("standing_march", ATHLETE).side_sentences[0]
    assert sentence.startswith(
        f"The abductors of the standing hip give {first.mean_nm_kg:.2f} Nm/kg on average, at most {first.largest_nm_kg:.2f}"
    )
    assert () == side_moments(solve_load("roman_chair_sit_up", ATHLETE), exercise_of("roman_chair_sit_up"))


def test_an_effort_is_the_moment_over_what_the_muscles_give_there() -> None:
    load, weak, strong = solve_load("kettlebell_hip_flexion", ATHLETE), strength_like(1.0), strength_like(2.0)
    share = effort_share(load, weak, "right", "flexor")
    np.testing.assert_allclose(share, np.clip(load.hip_flexion_moment_nm_kg["right"], 0.0, None))
    np.testing.assert_allclose(0.5 * share, effort_share(load, strong, "right", "flexor"))
    assert not effort_share(load, weak, "right", "extensor")[load.hip_flexion_moment_nm_kg["right"] > 0].any()


def test_strength_is_a_plane_between_its_angles_and_held_beyond_them() -> None:
    """A bilinear table gives back any bilinear function: (2 + hip in deg / 50) times (1 + knee in deg / 90)."""
    strength = strength_like(2.0, 0.02, bent_times=2.0)
    hip, knee = np.array([-40.0, 12.3, 70.0, 160.0, 10.0]), np.array([0.0, 30.0, 90.0, 45.0, 140.0])
    expected = (2.0 + 0.02 * np.minimum(hip, 140.0)) * (1.0 + np.minimum(knee, 90.0) / 90.0)
    np.testing.assert_allclose(expected, strength.at("left", "flexor", np.radians(hip), knee_flexion_rad=np.radians(knee)))


def test_an_effort_counts_with_the_knee_of_its_own_leg() -> None:
    """A march bends the working knee and not the standing one: who is twice as strong with bent knees works half as hard there."""
    load = solve_load("standing_march", ATHLETE)
    knee = {side: np.degrees(load.knee_flexion_rad(side)) for side in SIDES}
    assert knee["left"].max() < 20.0
    assert knee["right"].max() > 60.0
    for side in SIDES:
        for action in ACTIONS:
            same, bent = (effort_share(load, strength_like(2.0, bent_times=times), side, action) for times in (1.0, 2.0))
            np.testing.assert_allclose(same, bent * (1.0 + np.clip(knee[side], 0.0, 90.0) / 90.0))
    other = mirrored(load)
    np.testing.assert_array_equal(other.knee_flexion_rad("left"), load.knee_flexion_rad("right"))


@pytest.mark.parametrize("tests", [(), (WEAK_FLEXORS,)])
def test_the_table_is_the_central_estimate_at_any_knee_without_the_passive_part(tests: tuple[StrengthTest, ...]) -> None:
    """Half way between two rows of the table, too: one part in a hundred is what straight lines miss once tests have turned the shape."""
    bands = capacities(ATHLETE, tests)
    scale, hip = effort_scale(bands, source=OWN), np.radians(np.arange(-30.0, 116.0, 5.0))
    for band in (band for band in bands if band.mode == "isometric"):
        assert band.strength is not None
        for knee_deg in (0.0, 20.0, 45.0, 70.0, 90.0, 120.0):
            knee = np.full(len(hip), math.radians(knee_deg))
            at = band.strength.at(hip, knee_rad=knee)
            np.testing.assert_allclose(scale.at(band.side, band.action, hip, knee_flexion_rad=knee), at.centre - at.passive, rtol=0.01)


def test_the_label_turns_with_strength_and_not_with_the_load_alone() -> None:
    """A seated thigh stays near level, so its weight is about the same all the way; what it means depends on who lifts it."""
    exercise = exercise_of("seated_lift")
    load, slow = (solve_load(exercise, ATHLETE, {"hip_end_deg": 120, "tempo": tempo}) for tempo in ("2-1-2", SLOW_TEMPO))

    def run(strength: HipStrength) -> str:
        effort = hardest(efforts_of(load, slow, strength, exercise=exercise), "working")
        assert effort is not None
        return effort.run

    assert ("constant", "rising", "falling") == (run(strength_like(2.0)), run(strength_like(3.0, -0.02)), run(strength_like(-2.0, 0.04)))


def test_who_gives_exactly_what_is_asked_works_equally_hard_everywhere() -> None:
    exercise = exercise_of("kettlebell_hip_flexion")
    slow = solve_load(exercise, ATHLETE, {"tempo": SLOW_TEMPO, "hip_end_deg": 60})
    order = np.argsort(slow.hip_flexion_rad["right"])
    angle, first = np.unique(slow.hip_flexion_rad["right"][order], return_index=True)
    asked = slow.hip_flexion_moment_nm_kg["right"][order][first]
    like_the_load = HipStrength(
        angle_rad=angle,
        knee_rad=np.zeros(1),
        moment_nm_kg={(side, action): np.abs(asked)[None] for side in SIDES for action in ACTIONS},
        source=verbatim("a made-up person"),
    )
    effort = hardest(efforts_of(slow, slow, like_the_load, exercise=exercise), "working")
    assert effort is not None
    assert ("constant", "flexor") == (effort.run, effort.action)
    assert abs(effort.share - 1.0) < 0.02


def test_what_both_legs_do_alike_is_told_once() -> None:
    efforts = variant_summaries(exercise_of("barbell_hip_thrust"), ATHLETE, typical_strength(ATHLETE))[0].efforts
    assert [("both", "extensor", "early")] == [(effort.leg, effort.action, effort.range) for effort in efforts]
    assert efforts[0].sentence.startswith("Both legs' extensors work at up to")


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_an_exercise_for_both_hips_trains_both_at_once(name: str, variant: str) -> None:
    """They are those, and no others, whose flexors on one side and extensors on the other get, at one moment, what counts as training."""
    summary = next(row for row in variant_summaries(exercises()[name], ATHLETE, typical_strength(ATHLETE)) if row.variant == variant)
    least = match_rules().stimulus_starts_at
    assert (summary.share_at_once >= least) == summary.both_hips, f"{name}: {summary.share_at_once:.3f} at once, {least} asked for"


def test_a_band_that_takes_the_work_off_one_hip_takes_the_flag_off_the_set_up() -> None:
    """Without a band the working hip's extensors let the knee come; held by a band, its flexors work as the other hip's do."""
    others = {name: Text("it is not asked about") for name in exercises() if name != "plank_hip_flexion"}
    flags = {str(candidate.set_up["band"]): candidate.both_hips for candidate in offered(ATHLETE, without=others).candidates}
    assert flags.pop("none")
    assert flags
    assert not any(flags.values())


def test_both_hips_at_once_counts_only_what_supports_cannot_take_away() -> None:
    """Seated, the standing foot may push or only rest: with least force its hip seems to work, but it need not."""
    load, strength = solve_load("seated_lift", ATHLETE), typical_strength(ATHLETE)
    least_force = np.minimum(effort_share(load, strength, "right", "flexor"), effort_share(load, strength, "left", "extensor"))
    assert share_at_once(load, strength) < 0.1 < float(least_force.max())
    unshared = solve_load("cable_hip_flexion", ATHLETE)
    both = np.minimum(effort_share(unshared, strength, "right", "flexor"), effort_share(unshared, strength, "left", "extensor"))
    assert math.isclose(share_at_once(unshared, strength), float(both.max()))


def test_ranges_of_extensors_are_called_lock_out_and_deep() -> None:
    assert ("early", "mid", "end") == tuple(range_name("flexor", name) for name in ("early", "mid", "end"))
    assert ("lock-out", "mid", "deep") == tuple(range_name("extensor", name) for name in ("early", "mid", "end"))
    assert {"lock-out": "early", "deep": "end"} == dict(extensor_ranges())
    assert ("early / lock-out", "mid") == (both_names("early"), both_names("mid"))


def test_deep_finds_extensor_exercises_only_and_no_flexor_exercise_is_called_so() -> None:
    deep = {row.id for row in coach.exercise_list("", coach.Filters(range="deep")).exercises}
    lock_out = {row.id for row in coach.exercise_list("", coach.Filters(range="lock-out")).exercises}
    assert "two_leg_bridge" in deep, "83 deg on a bench, 25 % of strength"
    assert "barbell_hip_thrust" in lock_out - deep, "60 % of strength at 0 deg, 48 % at 85"
    assert "seated_lift" not in deep | lock_out
    assert deep < {row.id for row in coach.exercise_list("", coach.Filters(range="end")).exercises}
    with pytest.raises(UnknownNameError, match="lock-out, deep"):
        coach.Filters(range="deeper")
    for row in coach.exercise_list().exercises:
        for effort in (effort for variant in row.variants for effort in variant.efforts):
            assert (effort.range_name in {"deep", "lock-out"}) == (effort.muscle == "extensor" and effort.range != "mid")


def test_what_is_harder_is_judged_by_strength() -> None:
    """Leaning forward leaves the weight of the thigh: it is harder only for hips that are weaker when bent further."""
    exercise = exercise_of("seated_lift")
    claim = next(claim for claim in exercise.claims if "harder" in claim.says)
    assert (False, True) == tuple(
        verdict_of(claim, exercise, ATHLETE, who).holds for who in (strength_like(2.0), strength_like(3.0, -0.02))
    )
    hardest_at = replace(claim.left, what="hardest_at_deg", set_up={"hip_start_deg": 80, "hip_end_deg": 110, "tempo": SLOW_TEMPO})
    at = replace(claim, left=hardest_at, compare="below", right=85.0, times=1.0)
    assert (False, True) == tuple(
        verdict_of(at, exercise, ATHLETE, who).holds for who in (strength_like(3.0, -0.02), strength_like(-1.5, 0.03))
    )


def test_no_claim_of_what_is_harder_is_judged_by_the_load_alone() -> None:
    for exercise in exercises().values():
        for claim in exercise.claims:
            if any(word in claim.says for word in ("harder", "hardest", "easier", "activation")):
                assert claim.left.what in {"share_of_capacity", "hardest_at_deg"}, (exercise.id, claim.says)


def test_higher_knees_ask_more_of_the_flexors_upright_and_less_lying() -> None:
    held = {
        name: [row.holds for row in coach.exercise_page(name).verdicts if "Higher knees" in row.claim.says]
        for name in ("standing_march", "seated_lift", "bike_pedal")
    }
    assert {"standing_march": [True], "seated_lift": [True], "bike_pedal": [False]} == held


def test_an_athletes_own_strength_measures_the_effort_where_it_was_tested() -> None:
    typical = coach.load_report("seated_lift", ATHLETE)
    assert "typical" in typical.effort_source
    tested = coach.load_report(
        "seated_lift",
        coach.AthleteFile(athlete=ATHLETE, tests=(WEAK_FLEXORS,)),
    )
    assert "your strength" in tested.effort_source
    shares = [hardest(report.efforts, "working") for report in (typical, tested)]
    assert shares[0] is not None
    assert shares[1] is not None
    assert shares[1].share > shares[0].share
