"""Names in place of ids: each step of a ladder has its own, and sentences are shown without ids."""

import pytest

from hipdrive.exercise import ladders
from hipdrive.language import en
from hipdrive.report.named import step_name, variant_name, with_names


@pytest.mark.parametrize("name", list(ladders()))
def test_each_step_of_a_ladder_has_a_name_of_its_own_without_an_id(name: str) -> None:
    names = [str(step_name(step)) for step in ladders()[name].steps.values()]
    assert len(names) == len(set(names))
    assert [] == [one for one in names if "_" in one]


@pytest.mark.parametrize(
    ("ladder", "step", "words"),
    [
        ("load", "plank_two_blue", "Plank with hip flexion (blue band, 2 strands)"),
        ("thrust", "hold", "Single-leg hip thrust (other thigh held still, hold 5 s each)"),
        ("lift", "seated_leaning", "Seated hip-flexor lift (no added weight, forward lean of the trunk 45°)"),
        ("cable", "cable", "Standing hip flexion against a cable (5 kg)"),
        ("march", "mobility", "Thigh-to-ribs mobility"),
    ],
)
def test_a_step_is_called_by_its_exercise_and_what_sets_it_apart(ladder: str, step: str, words: str) -> None:
    assert words == step_name(ladders()[ladder].steps[step])


def test_a_sentence_of_a_document_is_shown_with_names() -> None:
    unlocked = en("Unlocked '{step}' on the ladder '{ladder}'. {criteria}", step="bike_red", ladder=ladders()["load"].name, criteria="Go.")
    assert unlocked.startswith("Unlocked 'bike_red'")
    assert "Bike pedal on the back (slow alternating legs, red band)" in with_names(unlocked)
    locked = en("Locked until earned again: {steps}.", steps="load/bike_red, thrust/hold")
    assert "load/" not in with_names(locked)
    assert "Watch it in Seated hip-flexor lift." == with_names(en("Watch it in {exercises}.", exercises="seated_lift"))
    assert "this and/or that" == with_names("this and/or that")


def test_a_variant_is_called_by_its_label_and_an_unknown_one_by_its_words() -> None:
    assert "against a band" == variant_name("sprint_knee_drive", "band")
    assert "my own" == variant_name("an_exercise_of_mine", "my_own")
