"""The seesaw: in standing the pelvis passes the flexors' pull on to the hip that carries, and that is said as demand, never as gain."""

from dataclasses import replace
from html import unescape

import numpy as np
import pytest

from hipdrive import coach
from hipdrive.body import OTHER_SIDE, Athlete
from hipdrive.contract.wire import plain_of
from hipdrive.exercise import exercises, solve_load, variant_of
from hipdrive.exercise.verdict.seesaw import SEESAW_ROWS, Seesaw, SeesawStep, seesaws_of, stands_on_one_leg
from hipdrive.language import verbatim

ATHLETE = Athlete(mass_kg=70, height_m=1.75)
STANDING = [name for name, exercise in exercises().items() if seesaws_of(exercise, ATHLETE)]


def test_standing_exercises_on_one_leg_have_one_and_no_other_has() -> None:
    assert {"cable_hip_flexion", "standing_march", "step_up_drive", "vertical_scissor"} <= set(STANDING)
    assert not {"kettlebell_hip_flexion", "seated_lift", "barbell_hip_thrust", "leg_raise"} & set(STANDING)
    assert all(stands_on_one_leg(variant_of(exercises()[name], {})) for name in STANDING)


@pytest.mark.parametrize("weight_kg", [0, 4])
def test_held_still_and_upright_the_standing_hip_extends_as_hard_as_the_other_flexes(weight_kg: float) -> None:
    """Balance of pelvis and trunk, whose weight stands over the hips: what one hip pulls the other holds (action and reaction)."""
    load = solve_load("standing_march", ATHLETE, {"weight_kg": weight_kg, "band": "none", "tempo": "60-0-60"})
    working = load.hip_flexion_moment_nm_kg[load.working_side]
    stance = load.hip_flexion_moment_nm_kg[OTHER_SIDE[load.working_side]]
    assert working.max() > 0.3
    assert np.abs(working + stance).max() < 0.02


def test_the_figures_are_those_of_the_load_curves() -> None:
    """Nothing is typed in: each step is the load of its own set-up, on whichever side works."""
    (seesaw,) = seesaws_of(exercises()["cable_hip_flexion"], ATHLETE)
    for step in seesaw.steps:
        for side in ("left", "right"):
            load = solve_load("cable_hip_flexion", ATHLETE, {**step.set_up, "side": side})
            working, stance = (load.hip_flexion_moment_nm_kg[hip] for hip in (side, OTHER_SIDE[side]))
            assert working.max() == pytest.approx(step.flexors_nm_kg, abs=1e-6)
            assert -stance[working.argmax()] == pytest.approx(step.extensors_then_nm_kg, abs=1e-3)
            assert -stance.min() == pytest.approx(step.extensors_nm_kg, abs=1e-6)


def test_more_on_the_cable_asks_more_of_both_hips_about_one_for_one() -> None:
    (seesaw,) = seesaws_of(exercises()["cable_hip_flexion"], ATHLETE)
    assert len(seesaw.steps) > 2
    assert seesaw.coupled
    assert 0.7 < seesaw.per_flexor < 1.3
    assert "Demand is coupled" in seesaw.sentence
    assert "unproven" in seesaw.sentence


def step(load: str, flexors: float, then: float, largest: float) -> SeesawStep:
    return SeesawStep(load=verbatim(load), set_up={}, flexors_nm_kg=flexors, extensors_then_nm_kg=then, extensors_nm_kg=largest)


def test_a_demand_that_does_not_grow_is_not_called_coupled() -> None:
    flat = Seesaw(exercise="x", variant="", steps=(step("2 kg", 0.5, 0.9, 1.2), step("4 kg", 0.9, 0.9, 1.2)))
    assert not flat.coupled
    assert "not coupled" in flat.sentence
    assert "unproven" in flat.sentence
    grown = replace(flat, steps=(flat.steps[0], step("4 kg", 0.9, 1.3, 1.2)))
    assert grown.per_flexor == pytest.approx(1.0)
    assert "another point of the rep" in grown.sentence


@pytest.mark.parametrize("row", SEESAW_ROWS)
def test_the_rows_of_the_evidence_on_it_show_it_and_others_do_not(row: str) -> None:
    (shown,) = coach.evidence_list(row).evidence
    assert shown.seesaw is not None
    assert set(STANDING) == {seesaw.exercise for seesaw in shown.seesaw}
    assert all("unproven" in seesaw.says for seesaw in shown.seesaw)
    assert "seesaw" not in plain_of(coach.evidence_list("K01"))["evidence"][0]


def test_the_page_of_an_exercise_shows_it_where_one_stands_on_one_leg() -> None:
    page = coach.exercise_page("cable_hip_flexion")
    html, document = unescape(coach.exercise_report(page)), coach.page_document(page).exercises[0].page
    assert document is not None
    assert document.seesaw[0].says in html
    assert all(one.load in html for one in document.seesaw[0].steps)
    assert 'id="seesaw"' not in coach.exercise_report(coach.exercise_page("kettlebell_hip_flexion"))


@pytest.mark.parametrize("row", ["X01", "X02"])
def test_what_its_source_shows_in_a_video_only_is_called_our_reconstruction(row: str) -> None:
    page = coach.exercise_page(row)
    (words,) = page.reconstructed
    assert "only in a video" in words
    assert words in coach.exercise_report(page)
    listed = {one.id: one.reconstruction for one in coach.exercise_list().exercises}
    assert {"vertical_scissor", "horizontal_scissor"} == {name for name, ours in listed.items() if ours}
