"""Fingertips on a wall or a rail: they steady who stands on one leg, and no more."""

import numpy as np
import pytest

from hipdrive.body import Athlete
from hipdrive.exercise import UnknownSettingError, exercise_of, exercises, resolve_set_up, solve_load, variants_of
from hipdrive.exercise.declared.exercise import Value
from hipdrive.exercise.declared.hand_support import hand_supports
from hipdrive.exercise.verdict.instruction import instruction
from hipdrive.physics.kinematics import forward_kinematics, points_on
from hipdrive.physics.skeleton import build_skeleton, patch_corners
from hipdrive.units import STANDARD_GRAVITY_M_S2

ATHLETE = Athlete(mass_kg=70, height_m=1.75)
BODIES = [
    ATHLETE,
    Athlete(mass_kg=45, height_m=1.45, sex="female"),
    Athlete(mass_kg=110, height_m=2.05),
    Athlete(mass_kg=62, height_m=1.68),
]
ON_ONE_LEG = [
    (name, {"variant": key} if key else {})
    for name, exercise in exercises().items()
    for key, variant in variants_of(exercise).items()
    if "hand_support" in variant.settings
]
PLACES = list(hand_supports())


def test_those_who_stand_on_one_leg_may_choose() -> None:
    assert {"standing_march", "cable_hip_flexion", "step_up_drive"} == {name for name, _ in ON_ONE_LEG}
    for name, chosen in ON_ONE_LEG:
        assert "hand" not in solve_load(name, ATHLETE, chosen).supports_n
    with pytest.raises(UnknownSettingError):
        solve_load("seated_lift", ATHLETE, {"hand_support": "rail"})


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("name", "chosen"), ON_ONE_LEG)
def test_at_the_usual_pace_the_fingertips_take_a_small_part(name: str, chosen: dict[str, Value], place: str) -> None:
    for athlete in BODIES:
        load = solve_load(name, athlete, {**chosen, "hand_support": place})
        assert load.feasible, load.notes
        hand = np.linalg.norm(load.supports_n["hand"], axis=1)
        assert 0.0 < hand.max() < 0.04 * athlete.mass_kg * STANDARD_GRAVITY_M_S2


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("name", "chosen"), ON_ONE_LEG)
def test_the_lifted_leg_works_as_hard_with_the_hand_as_without(name: str, chosen: dict[str, Value], place: str) -> None:
    alone, held = (solve_load(name, ATHLETE, {**chosen, "hand_support": where}) for where in ("none", place))
    np.testing.assert_allclose(alone.hip_flexion_moment_nm_kg["right"], held.hip_flexion_moment_nm_kg["right"], atol=0.03)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("name", "chosen"), ON_ONE_LEG)
def test_the_hand_of_the_standing_legs_side_stays_where_it_is(name: str, chosen: dict[str, Value], place: str) -> None:
    for side, other in (("right", "left"), ("left", "right")):
        load = solve_load(name, ATHLETE, {**chosen, "hand_support": place, "side": side})
        skeleton = build_skeleton(ATHLETE, locked=[key for key in build_skeleton(ATHLETE).coordinates if key not in load.coordinates])
        middle = patch_corners(skeleton.shape, "fingertips", "left").mean(axis=0)
        held = points_on(forward_kinematics(skeleton, load.q), skeleton.body_index(f"radius_{other[0]}"), middle)
        assert np.ptp(held, axis=0).max() < 1e-9


def test_a_pace_at_which_one_would_tip_can_be_done_with_the_fingertips_on_a_rail() -> None:
    quick: dict[str, Value] = {"tempo": "0.62-0-3"}
    assert not solve_load("cable_hip_flexion", ATHLETE, quick).feasible
    assert solve_load("cable_hip_flexion", ATHLETE, {**quick, "hand_support": "rail"}).feasible


def test_fingertips_that_would_carry_are_refused() -> None:
    load = solve_load("cable_hip_flexion", ATHLETE, {"tempo": "0.46-0-3", "hand_support": "wall"})
    assert not load.feasible
    said = next(note.message for note in load.notes if note.code == "hand_carries")
    assert "may only steady you with up to 10 % of body weight (69 N): move more slowly or use less resistance." in said


def test_the_hand_leaves_the_other_hips_moment_as_certain_as_the_foot_alone_does() -> None:
    """The fingertips have a declared part: how hard they could press is no choice that is left to the hip."""
    load = solve_load("cable_hip_flexion", ATHLETE, {"hand_support": "wall"})
    band = load.moment_band_nm_kg["left"]
    np.testing.assert_allclose(band[:, 0], band[:, 1], atol=1e-6)
    np.testing.assert_allclose(load.hip_flexion_moment_nm_kg["left"][list(load.key_frames)], band[:, 0], atol=1e-6)


def test_the_instruction_says_where_the_hand_goes_and_how_the_knee_starts() -> None:
    cable = exercise_of("cable_hip_flexion")
    said = instruction(cable, resolve_set_up(cable, {"hand_support": "wall", "knee_start_deg": 40, "step_height_m": 0.05}, ATHLETE))
    assert "Rest your fingertips on a wall in front of you, on the side of the standing leg." in said
    assert "Start with the working knee bent 40°." in said
    assert "Stand on a plate or low step 5 cm high." in said
    usual = instruction(cable, resolve_set_up(cable, {}, ATHLETE))
    assert "fingertips" not in usual
    assert "step" not in usual
    assert "Start with the working knee nearly straight." in usual
