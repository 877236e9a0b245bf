"""The verbs: values in, values out, and the sources named."""

import json
import math
from pathlib import Path

import pytest

from hipdrive.body import Athlete
from hipdrive.capacity import StrengthTest
from hipdrive.coach import prescription_document, read_screen_answers
from hipdrive.coach.athletes.athlete_file import AthleteFile, athlete_as_toml, read_athlete
from hipdrive.coach.matching.offer import offered
from hipdrive.coach.planning.match import demand_at, demand_of_run_file, prescribe
from hipdrive.contract.curve import curve_document
from hipdrive.contract.wire import plain_of
from hipdrive.contract.wire_model import Wire
from hipdrive.errors import InputFileError, ValueOutOfRangeError
from hipdrive.exercise import exercises, solve_load

BODY = Athlete(mass_kg=62.0, height_m=1.81)
ENTRY = AthleteFile(
    athlete=BODY,
    tests=(
        StrengthTest(side="left", action="flexor", force_n=200.0, lever_m=0.42, hip_flexion_rad=math.radians(10.0), limb_moment_nm=3.0),
    ),
)


def test_an_athletes_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    path.write_text(athlete_as_toml(ENTRY, heading="me"), encoding="utf-8")
    back = read_athlete(path.read_bytes(), name=path.name)
    assert BODY == back.athlete
    assert pytest.approx(ENTRY.tests[0].hip_flexion_rad) == back.tests[0].hip_flexion_rad
    assert pytest.approx(3.0) == back.tests[0].limb_moment_nm


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mass_kg = ", "not valid TOML"),
        ("height_m = 1.8", "'mass_kg' is missing"),
        ('mass_kg = "70"\nheight_m = 1.8', "not a number"),
        ("mass_kg = 70\nheight_m = 1.8\nweight = 3", "'weight' is not known"),
        ("mass_kg = 70\nheight_m = 1.8\n[[tests]]\nside = 'left'", "no 'action'"),
        ("mass_kg = 70\nheight_m = 1.8\ntests = 3", "not a list of tables"),
    ],
)
def test_a_broken_athletes_file_is_named_with_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(InputFileError, match=words) as caught:
        read_athlete(text, name="me.toml")
    assert str(caught.value).startswith("me.toml: ")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("back_pain", "this is not valid TOML"),
        ("back_pain = 3", "'back_pain' is 3; answer with true or false."),
        ("back_pian = 3", "there is no question 'back_pian'; write age_years = 34 and a line such as"),
        ("age_years = '34'", "'age_years' is '34'; write whole years, such as age_years = 34."),
        ("age_years = 34.5", "'age_years' is 34.5; write whole years"),
    ],
)
def test_a_broken_file_of_answers_is_named_with_what_is_wrong(text: str, sentence: str) -> None:
    with pytest.raises(InputFileError) as caught:
        read_screen_answers(text, file="mine.toml")
    assert str(caught.value).startswith(f"mine.toml: {sentence}")


def test_a_height_in_centimetres_is_asked_back() -> None:
    with pytest.raises(ValueOutOfRangeError, match=r"did you mean 1\.81\?"):
        Athlete(mass_kg=62.0, height_m=181.0)


def test_a_document_with_a_number_that_is_none_is_never_made() -> None:
    with pytest.raises(ValueError, match="finite"):
        NoNumber(value=math.nan)


class NoNumber(Wire):
    """A document of one number."""

    value: float


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "not JSON"),
        ("[]", "not a run"),
        ('{"schema": "hipdrive.load/1"}', "hipdrive.load/1"),
        ('{"schema": "hipdrive.run/1"}', "incomplete"),
    ],
)
def test_a_file_that_is_no_run_is_refused(text: str, words: str) -> None:
    with pytest.raises(InputFileError, match=words):
        demand_of_run_file(text, name="run.json")


def test_a_demand_without_curves_is_refused() -> None:
    body = {"mass_kg": 70.0, "height_m": 1.8, "sex": "male"}
    text = json.dumps({"schema": "hipdrive.run/1", "athlete": body, "speed_m_s": 3.0, "demand": []})
    with pytest.raises(InputFileError, match="no demand curves"):
        demand_of_run_file(text, name="run.json")


def test_a_side_without_strides_is_asked_the_same_as_the_other_and_the_source_says_so() -> None:
    right = [plain_of(curve_document(curve)) for curve in demand_at(3.0).curves if curve.side == "right"]
    plain = {"schema": "hipdrive.run/1", "athlete": {"mass_kg": 70.0, "height_m": 1.8, "sex": "male"}, "speed_m_s": 2.7, "demand": right}
    demand = demand_of_run_file(json.dumps(plain), name="run.json")
    assert 2 * len(right) == len(demand.curves)
    assert "no whole stride of the left leg" in demand.source


def test_typical_demand_says_that_it_is_not_yours() -> None:
    demand = demand_at(3.0)
    assert "not yours" in demand.source
    assert {"left", "right"} == {curve.side for curve in demand.curves}


def test_every_exercise_is_offered_for_both_sides_and_the_mirrored_one_is_what_the_solver_gives() -> None:
    found = offered(BODY).candidates
    assert {name for name, exercise in exercises().items() if exercise.kind == "strength"} == {one.exercise for one in found}
    cable = [one for one in found if one.exercise == "cable_hip_flexion"]
    assert {"left", "right"} == {one.side for one in cable}
    left = next(one for one in cable if one.side == "left")
    solved = solve_load("cable_hip_flexion", BODY, {**left.set_up, "side": "left"})
    for mirrored, own in zip(
        sorted(left.curves, key=lambda c: (c.side, c.action, c.mode, c.angle_rad[0])),
        sorted(solved.curves, key=lambda c: (c.side, c.action, c.mode, c.angle_rad[0])),
        strict=True,
    ):
        assert (mirrored.side, mirrored.action, mirrored.mode) == (own.side, own.action, own.mode)
        assert pytest.approx(own.moment_nm_kg, abs=1e-6) == mirrored.moment_nm_kg


def test_a_match_tells_active_and_passive_strength_apart() -> None:
    document = prescription_document(prescribe(demand_at(3.5), athlete=BODY))
    assert 12 == len(document.capacity)
    behind, ahead = document.passive.moment_nm_kg[0], document.passive.moment_nm_kg[-1]
    assert behind > 0 > ahead
    assert "stretched tissue alone" in document.passive.says
