"""What the catalogue declares, what a set-up may say, and what a load looks like from outside."""

import json
import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hipdrive.body import SIDES, Athlete
from hipdrive.coach.athletes.effort_scale import typical_strength
from hipdrive.contract.exercises.load import solved_load_document
from hipdrive.contract.wire import json_text
from hipdrive.data import DATA
from hipdrive.errors import DeclarationError, HipDriveError, UnknownNameError, ValueOutOfRangeError
from hipdrive.evidence import load_evidence
from hipdrive.exercise import (
    NoLoadCurveError,
    UnknownSettingError,
    band_tables,
    exercise_of,
    exercise_summary,
    exercises,
    mirrored,
    read_exercise,
    resolve_set_up,
    solve_load,
    variant_of,
)
from hipdrive.exercise.declared.catalogue import exercise_from
from hipdrive.exercise.declared.exercise import Value
from hipdrive.exercise.declared.hardware import known_bands
from hipdrive.exercise.declared.ladder import ladders, regressions_of, unlocks_of
from hipdrive.exercise.declared.row_note import row_notes
from hipdrive.exercise.solve.anchor import ImpossibleAnchorError
from hipdrive.exercise.solve.tempo import progress_at, read_tempo
from tools.exercise_schema import SCHEMA_FILE, schema_text

ATHLETE = Athlete(mass_kg=70, height_m=1.75)
STRENGTH = [name for name, exercise in exercises().items() if exercise.kind == "strength"]
CASES: list[tuple[str, dict[str, Value]]] = [
    (name, {"variant": variant} if variant else {}) for name in STRENGTH for variant in exercises()[name].variants or [""]
]
"""Every exercise and every variant that has a load curve."""
CONTRACT = {
    "kettlebell_hip_flexion": "X08",
    "cable_hip_flexion": "X09",
    "band_hip_drive_thrust": "X11",
    "seated_lift": "X28",
    "bent_knee_march": "X32",
    "standing_march": "X35",
}
NOTES_ONLY = {"X06", "X07"}
BODIES = [
    ATHLETE,
    Athlete(mass_kg=45, height_m=1.45, sex="female"),
    Athlete(mass_kg=110, height_m=2.05),
    Athlete(mass_kg=62, height_m=1.68, sex="female"),
]


def file_text(name: str) -> str:
    return (DATA / "exercises" / f"{name}.toml").read_text(encoding="utf-8")


def test_every_row_of_the_catalogue_is_an_exercise_or_a_note() -> None:
    covered = {row for exercise in exercises().values() for row in exercise.rows}
    assert {f"X{number:02d}" for number in range(1, 37)} - NOTES_ONLY == covered
    assert NOTES_ONLY <= set(row_notes())


def test_ids_that_others_rely_on_stand_for_their_rows() -> None:
    assert CONTRACT.items() <= {name: exercise.rows[0] for name, exercise in exercises().items()}.items()


@pytest.mark.parametrize("name", list(exercises()))
def test_every_file_keeps_the_schema_and_is_named_after_its_id(name: str) -> None:
    assert read_exercise(file_text(name), file=f"{name}.toml").id == name


@pytest.mark.parametrize("name", list(exercises()))
def test_every_variant_has_its_rows_and_says_what_it_is(name: str) -> None:
    exercise = exercises()[name]
    for variant in exercise.variants.values():
        assert variant.label
        assert set(variant.rows) <= set(exercise.rows)
    if exercise.variants:
        assert set(exercise.rows) == {row for variant in exercise.variants.values() for row in variant.rows}


def test_the_recipe_for_a_new_exercise_can_be_read_and_done() -> None:
    """The whole file that CONTRIBUTING.md shows, without any code."""
    page = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    text = page.split("```toml\n", 1)[1].split("```", 1)[0]
    exercise = read_exercise(text, file="standing_leg_raise.toml")
    for athlete in BODIES:
        load = solve_load(exercise, athlete)
        assert load.feasible, [note.message for note in load.notes]
        assert load.hip_flexion_moment_nm_kg["right"].max() > 0.3


def test_an_id_never_opens_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text((DATA / "exercises" / "seated_lift.toml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(UnknownNameError, match="is not known"):
        exercise_of(str(path))
    with pytest.raises(UnknownNameError, match="is not known"):
        solve_load(str(path), ATHLETE)


def test_unknown_exercise_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="kettlebell_hip_flexion"):
        exercise_of("leg_press")


CRITERIA = {
    "unlock": {
        "sessions",
        "all_sets_at_top_of_reps",
        "reps_in_reserve",
        "hold_s",
        "most_pain",
        "form_kept",
        "tests_passed",
        "painless_weeks",
    },
    "regress": {"pain_above", "worse_next_morning", "sessions_below_reps", "form_lost"},
}


@pytest.mark.parametrize("name", list(ladders()))
def test_every_rung_of_a_ladder_can_be_set_up(name: str) -> None:
    for step in ladders()[name].steps.values():
        exercise = variant_of(exercise_of(step.exercise), step.set_up)
        resolve_set_up(exercise, step.set_up, ATHLETE)


@pytest.mark.parametrize("name", list(ladders()))
def test_every_edge_of_a_ladder_says_when_to_go_up_and_when_back(name: str) -> None:
    ladder = ladders()[name]
    for edge in ladder.edges:
        assert {edge.from_step, edge.to_step} <= set(ladder.steps)
        assert edge.unlock_words
        assert edge.regress_words
        assert edge.unlock.keys() <= CRITERIA["unlock"]
        assert edge.regress.keys() <= CRITERIA["regress"]
        assert edge.unlock
        assert edge.regress


def test_ladders_have_no_circles() -> None:
    pairs = [(f"{ladder.id}.{edge.from_step}", f"{ladder.id}.{edge.to_step}") for ladder in ladders().values() for edge in ladder.edges]
    left = set(pairs)
    while left:
        free = {pair for pair in left if pair[0] not in {higher for _, higher in left}}
        assert free, f"a circle among {left}"
        left -= free


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("bent_knee_march", "bike_pedal"),
        ("bike_pedal", "plank_hip_flexion"),
        ("plank_hip_flexion", "standing_march"),
        ("single_leg_hip_thrust", "band_hip_drive_thrust"),
    ],
)
def test_the_ladders_of_the_articles_lead_from_one_exercise_to_the_next(lower: str, higher: str) -> None:
    assert higher in unlocks_of(lower)
    assert lower in regressions_of(higher)


@pytest.mark.parametrize("name", list(exercises()))
def test_evidence_rows_exist(name: str) -> None:
    assert set(exercise_of(name).evidence) <= set(load_evidence())


@pytest.mark.parametrize("name", list(exercises()))
def test_dose_names_what_is_our_choice(name: str) -> None:
    dose = exercise_of(name).dose
    assert set(dose.ours) <= {"sets", "reps", "hold_s", "rest_s", "per_week", "per_side", "distance_m"}
    assert dose.source.split(":")[0].split(" ")[0].rstrip(",;") in exercise_of(name).rows
    assert dose.sets[0] <= dose.sets[1]
    assert dose.reps[0] <= dose.reps[1]


@pytest.mark.parametrize("name", STRENGTH)
def test_grid_is_small_and_every_set_up_in_it_is_allowed(name: str) -> None:
    exercise = exercise_of(name)
    families = exercise.grid_set_ups()
    assert 1 <= sum(len(family) for family in families) <= 10
    for family in families:
        for set_up in family:
            resolve_set_up(variant_of(exercise, set_up), set_up, ATHLETE)


@pytest.mark.parametrize("name", STRENGTH)
def test_resistance_steps_of_the_grid_rise(name: str) -> None:
    """Each step asks more of the working hip than the one before, on the way up."""
    for family in exercise_of(name).grid_set_ups():
        peaks = []
        for set_up in family:
            load = solve_load(name, ATHLETE, {**set_up, "tempo": "6-0-6"})
            peaks.append(float(np.abs(load.resistance_moment_nm_kg).max()))
        assert peaks == sorted(peaks)


@pytest.mark.parametrize("athlete", BODIES)
@pytest.mark.parametrize(("name", "chosen"), CASES)
def test_default_set_up_is_feasible_for_all_bodies(name: str, chosen: dict[str, Value], athlete: Athlete) -> None:
    load = solve_load(name, athlete, chosen)
    assert load.feasible, [note.message for note in load.notes]


@pytest.mark.parametrize(("name", "chosen"), CASES)
def test_the_limb_alone_is_allowed_everywhere(name: str, chosen: dict[str, Value]) -> None:
    nothing: tuple[tuple[str, Value], ...] = (("weight_kg", 0), ("band", "none"), ("stack_kg", 0), ("sled_kg", 0))
    settings = variant_of(exercise_of(name), chosen).settings
    load = solve_load(name, ATHLETE, {**chosen, **{key: value for key, value in nothing if key in settings}})
    assert load.feasible
    assert not load.resistance_moment_nm_kg.any()


@pytest.mark.parametrize("name", STRENGTH)
def test_load_json_keeps_the_contract(name: str) -> None:
    plain: dict[str, Any] = json.loads(json_text(solved_load_document(solve_load(name, ATHLETE))))
    assert plain["schema"] == "hipdrive.load/1"
    assert plain["exercise"] == name
    assert set(plain["set_up"]) == {*variant_of(exercise_of(name), {}).settings, "side"}
    assert plain["feasible"] is True
    for side in SIDES:
        assert set(plain["by_range"][side]) == {"flexor", "extensor"}
        assert set(plain["by_range"][side]["flexor"]) == {"early", "mid", "end"}
        frames = plain["frames"]
        assert len(frames["time_s"]) == len(frames["hip_flexion_rad"][side]) == len(frames["hip_flexion_moment_nm_kg"][side])
    assert {"side", "action", "mode", "phase", "angle_rad", "moment_nm_kg", "velocity_rad_s", "count", "source"} <= set(plain["curves"][0])
    assert len(plain["by_range_other_zero"]) == 2


def test_impossible_pose_is_a_result_with_a_reason_not_an_error() -> None:
    load = solve_load("seated_lift", Athlete(mass_kg=40, height_m=1.25), {"bench_height_m": 0.7})
    plain = json.loads(json_text(solved_load_document(load)))
    assert plain["feasible"] is False
    assert "cannot reach the seat" in plain["notes"][0]["message"]
    assert json_text(solved_load_document(mirrored(load)))


def test_key_frames_spread_over_the_way_up_also_without_a_hold() -> None:
    load = solve_load("standing_march", ATHLETE, {"tempo": "1.3-0-1.7"})
    angles = load.hip_flexion_rad["right"][list(load.key_frames)]
    assert np.all(np.diff(angles) > 0)
    assert math.degrees(angles[-1]) == pytest.approx(95, abs=0.5)


@pytest.mark.parametrize(
    ("name", "set_up", "code", "words"),
    [
        ("kettlebell_hip_flexion", {"bench_height_m": 0.3, "hip_start_deg": -30}, "floor_contact", "hit the floor"),
        ("kettlebell_hip_flexion", {"weight_kg": 40}, "no_support_forces", "would have to pull"),
        ("cable_hip_flexion", {"stack_kg": 60}, "no_support_forces", "slip"),
        ("standing_march", {"tempo": "0.4-0-1"}, "no_support_forces", "tip: its weight does not stay over the standing foot at this tempo"),
        ("bent_knee_march", {"band": "red", "rest_length_m": 0.1}, "band_overstretched", "its table and its safe use end at 250 %"),
        ("seated_lift", {"trunk_lean_deg": 45, "spine_flexion_deg": 0}, "joint_range", "beyond its range"),
    ],
)
def test_infeasible_set_ups_say_why(name: str, set_up: dict[str, Value], code: str, words: str) -> None:
    load = solve_load(name, ATHLETE, set_up)
    assert not load.feasible
    assert any(note.code == code and words in note.message for note in load.notes), load.notes


def test_a_band_is_called_typical_with_the_spread_of_its_sources() -> None:
    notes = {note.code: note.message for note in solve_load("standing_march", ATHLETE, {"band": "red"}).notes}
    assert "12 to 17 N" in notes["band_typical"]
    assert "band_typical" not in {note.code for note in solve_load("standing_march", ATHLETE).notes}


@pytest.mark.parametrize(
    ("set_up", "words"),
    [({"pulley_x_m": 0.05, "pulley_y_m": 1.1}, "inside the trunk"), ({"pulley_x_m": -0.06, "pulley_y_m": 0.75}, "inside the thigh")],
)
def test_a_cable_fixed_inside_the_body_is_refused(set_up: dict[str, Value], words: str) -> None:
    with pytest.raises(ImpossibleAnchorError, match=words):
        solve_load("cable_hip_flexion", ATHLETE, set_up)


@pytest.mark.parametrize("name", [name for name in exercises() if name not in STRENGTH])
def test_mobility_work_has_a_range_and_no_load_curve(name: str) -> None:
    low, high = exercise_of(name).passive_range_deg or (0.0, 0.0)
    assert low < high
    with pytest.raises(NoLoadCurveError, match="no load curve"):
        solve_load(name, ATHLETE)


def test_a_near_miss_of_a_name_is_guessed() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean kettlebell_hip_flexion"):
        exercise_of("ketlebell_hip_flexion")


def test_slack_is_noted() -> None:
    assert any(note.code == "slack" for note in solve_load("cable_hip_flexion", ATHLETE, {"tempo": "X-0-2"}).notes)


@pytest.mark.parametrize(
    ("set_up", "error", "words"),
    [
        ({"wieght_kg": 4}, UnknownSettingError, "weight_kg"),
        ({"weight_kg": -1}, ValueOutOfRangeError, "0 to 40 kg"),
        ({"weight_kg": "heavy"}, ValueOutOfRangeError, "heavy"),
        ({"weight_kg": math.nan}, ValueOutOfRangeError, "nan"),
        ({"weight_at": "nose"}, UnknownNameError, "ankle, toes"),
        ({"tempo": "fast"}, ValueOutOfRangeError, "2-1-3"),
        ({"tempo": "100-0-1"}, ValueOutOfRangeError, "3 %"),
        ({"tempo": "1-1"}, ValueOutOfRangeError, "2-1-3"),
        ({"tempo": "nan-1-1"}, ValueOutOfRangeError, "2-1-3"),
        ({"side": "both"}, UnknownNameError, "left, right"),
    ],
)
def test_bad_set_up_is_refused_with_what_is_allowed(set_up: dict[str, Value], error: type[HipDriveError], words: str) -> None:
    with pytest.raises(error, match=words):
        solve_load("kettlebell_hip_flexion", ATHLETE, set_up)


def test_set_up_values_may_come_as_words() -> None:
    assert solve_load("kettlebell_hip_flexion", ATHLETE, {"weight_kg": "6.5"}).set_up["weight_kg"] == 6.5


def test_half_a_strand_is_refused() -> None:
    with pytest.raises(ValueOutOfRangeError, match="whole"):
        solve_load("standing_march", ATHLETE, {"band": "red", "strands": 1.5})


def test_defaults_follow_what_is_chosen() -> None:
    values = resolve_set_up(exercise_of("seated_lift"), {"trunk_lean_deg": 15}, ATHLETE)
    assert values["spine_flexion_deg"] == 7.5
    assert values["hip_start_deg"] == 100.5


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('position = "supine"\n', "", "lacks 'position'"),
        ("position =", "positoin =", "position"),
        ("share = 1\n", "shares = 1\n", "shares"),
        ("weight_kg = {", "weight_lb = {", "weight_lb"),
        ("default = 4,", "defalt = 4,", "defalt"),
        ('id = "', 'id "', "TOML"),
        ('kind = "strength"', 'kind = "stregth"', r"kind is 'stregth' \(did you mean 'strength'\?\); allowed: strength, mobility\."),
        ('kind = "strength"', 'kind = "mobility"', "the file lacks 'passive_range_deg', which an exercise of kind 'mobility' needs"),
        ("both_hips = false", 'both_hips = "yes"', "both_hips is 'yes'; allowed: true or false"),
        ("rest_s = ", "rest_min = ", r"dose has 'rest_min' \(did you mean 'rest_s'\?\); allowed: sets, reps"),
        ("rest_s = 90", 'rest_s = "90 s"', "dose.rest_s is '90 s'; allowed: a number"),
        ("rest_s = 90", "rest_s = nan", "dose.rest_s is nan; allowed: a number"),
        ("share = 1\n", "share = 0\n", r"supports\[0\].share is 0; allowed: a number above 0"),
        ("sets = [", "sets = [1, ", r"dose.sets is \[1, .*\]; allowed: a list of 2 whole numbers"),
        ("normal = [0, 1, 0]", "normal = [0, 1]", r"supports\[0\].normal is \[0, 1\]; allowed: a list of 3 numbers"),
        ("hold = {", "hold = { up = 1,", r"held\[0\].hold has 'up'; allowed: x, y, z, rx, ry, rz"),
        (
            "weight_kg = {",
            "weight_g = {",
            r"set_up has 'weight_g' \(did you mean 'weight_kg'\?\), which is not a set-up key; allowed: weight_kg",
        ),
    ],
)
def test_a_broken_file_is_named_with_key_and_what_is_allowed(old: str, new: str, words: str) -> None:
    text = file_text("kettlebell_hip_flexion")
    assert old in text
    with pytest.raises(DeclarationError, match=words) as caught:
        read_exercise(text.replace(old, new, 1), file="my.toml")
    assert "my.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"label": 3}, "variants.low has 3 as 'label'; allowed: what the variant is, in words"),
        ({"id": "other"}, "variants.low has 'id', which is the same in all variants; allowed: label, name"),
        ({"positon": "prone"}, r"variants.low has 'positon' \(did you mean 'position'\?\)"),
        ({"dose": {"rest_s": "long"}}, "variants.low.dose.rest_s is 'long'; allowed: a number"),
        ({"supports": [{"id": "floor"}]}, r"variants.low.supports\[0\] lacks 'label'; allowed: id, label, patch"),
    ],
)
def test_a_broken_variant_is_named_with_its_own_key(change: dict[str, object], words: str) -> None:
    plain = tomllib.loads(file_text("kettlebell_hip_flexion"))
    plain["variants"] = {"high": {"label": "high"}, "low": {"label": "low", **change}}
    with pytest.raises(DeclarationError, match=rf"^my\.toml: {words}"):
        exercise_from(plain, file="my.toml")


def test_the_shipped_schema_is_made_from_the_types_that_read_a_file() -> None:
    assert schema_text() == SCHEMA_FILE.read_text(encoding="utf-8")


def test_what_the_catalogue_hands_out_cannot_be_written_to() -> None:
    every = exercises()
    exercise = every["leg_raise"]
    variant = next(iter(exercise.variants.values()))
    step = next(iter(ladders()["march"].steps.values()))
    tables = [every, exercise.variants, exercise.settings, exercise.start, exercise.top, exercise.held[0].hold, ladders(), step.set_up]
    for table in (*tables, exercise.grid.resistance[0], ladders()["march"].edges[0].unlock, row_notes(), variant.settings, known_bands()):
        with pytest.raises(TypeError):
            table["new"] = None  # type: ignore[index]


def test_bands_stop_at_the_end_of_their_table_and_show_how_sources_differ() -> None:
    for name, table in band_tables().items():
        assert table.elongation[-1] == (2.0 if name == "tan" else 2.5)
        assert np.all(np.diff(table.force_n) > 0)
        assert table.spread_at_double_n is not None
        low, high = table.spread_at_double_n
        assert low <= np.interp(1.0, table.elongation, table.force_n) <= high


def test_repetition_moves_smoothly_with_exact_rates() -> None:
    tempo, h = read_tempo("2-1-3"), 1e-5
    times = np.linspace(0.1, 5.9, 60)
    now, before, after = (progress_at(tempo, times + d) for d in (0.0, -h, h))
    np.testing.assert_allclose((after.share - before.share) / (2 * h), now.rate, atol=1e-8)
    np.testing.assert_allclose((after.rate - before.rate) / (2 * h), now.acceleration, atol=1e-4)
    ends = progress_at(tempo, np.array([0.0, 2.0, 3.0, 6.0]))
    np.testing.assert_allclose([0.0, 1.0, 1.0, 0.0], ends.share, atol=1e-12)


def test_summaries_say_where_and_how_each_exercise_loads() -> None:
    rows = {name: exercise_summary(exercise, ATHLETE, typical_strength(ATHLETE)) for name, exercise in exercises().items()}
    assert rows["kettlebell_hip_flexion"].variants[0].quality == "falling"
    assert rows["kettlebell_hip_flexion"].variants[0].peak_range == "early"
    assert rows["seated_lift"].variants[0].peak_range == "end"
    assert rows["cable_hip_flexion"].variants[0].peak_muscle == "flexor"
    thrust = rows["barbell_hip_thrust"].variants[0]
    assert ("extensor", "early", "falling") == (thrust.peak_muscle, thrust.peak_range, thrust.quality), "60 % at 0 deg, 48 % at 85"
    drive = rows["band_hip_drive_thrust"].variants[0]
    assert drive.working is not None
    assert drive.other is not None
    assert (drive.working.action, drive.other.action) == ("flexor", "extensor")
