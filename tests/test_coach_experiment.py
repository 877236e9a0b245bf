"""The self-experiment of a stored athlete: screened, planned, given back and judged, by verbs and by commands."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from command_line import Command, Shown, shown_by
from experiment_scenes import EXTENSION, FLEXION, START, errors_of, results_of, sessions_of, true_strength
from store_work import add_ann_and_bo, ask_on, do_on, noon

from hipdrive import coach
from hipdrive.capacity import questions
from hipdrive.capacity.screen import ScreenAnswers
from hipdrive.coach.planning.plan import ScreenMissingError
from hipdrive.contract.plans.experiment import ExperimentDocument, design_of
from hipdrive.contract.wire import json_text
from hipdrive.errors import ContradictionError, InputFileError, ReferredError, ValueOutOfRangeError
from hipdrive.store import Store, add_results, add_screen, add_session, open_store, set_equipment
from hipdrive.store.entries.plans import EquipmentRecord
from hipdrive.training.experiment.design import checked_layout, drawn_order, most_tests
from hipdrive.training.experiment.experiment_rules import experiment_rules
from hipdrive.training.experiment.power import sight_of

TODAY = START - timedelta(days=7)
PAGE = Path(__file__).parents[1] / "docs" / "experiment.md"
PLAN = shlex.split(
    "experiment plan Ann --combined band_hip_drive_thrust --flexors kettlebell_hip_flexion --extensors barbell_hip_thrust --lot 7"
)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A store with Ann, who is healthy, and Bo, who has answered nothing."""
    path = tmp_path / "athletes.sqlite"
    with open_store(str(path)) as store:
        add_ann_and_bo(store, TODAY)
        do_on(TODAY, store, add_screen, "Ann", answers())
    return path


@pytest.fixture
def opened(db: Path) -> Iterator[Store]:
    """The same store for verbs."""
    with open_store(str(db)) as store:
        yield store


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], db: Path) -> Command:
    """Calls a command on that store, a week before the start unless told otherwise."""

    def call(*words: object, today: date = TODAY) -> Shown:
        monkeypatch.setattr("hipdrive.cli.door.clock.now", lambda: noon(today))
        monkeypatch.setenv("HIPDRIVE_DB", str(db))
        monkeypatch.setenv("COLUMNS", "100")
        return shown_by(monkeypatch, capsys, *words)

    return call


def answers(*yes: str) -> ScreenAnswers:
    """No to everything but these."""
    return ScreenAnswers(on=TODAY, age_years=36, yes={question: question in yes for question in questions()})


def wishes(
    *,
    combined: str = "band_hip_drive_thrust",
    flexors: str = "kettlebell_hip_flexion",
    extensors: str = "barbell_hip_thrust",
    minutes: float | None = None,
    tests: tuple[tuple[str, ...], ...] = (),
    error_percent: float | None = None,
    starts_on: date | None = None,
) -> coach.ExperimentWishes:
    """The thrust with a band against kettlebell and barbell, lot 7."""
    return coach.ExperimentWishes(
        combined=combined,
        flexors=flexors,
        extensors=extensors,
        lot=7,
        minutes=minutes,
        tests=tests,
        error_percent=error_percent,
        starts_on=starts_on,
    )


def planned(store: Store, asked: coach.ExperimentWishes | None = None) -> ExperimentDocument:
    return ask_on(TODAY, store, coach.plan_experiment, "Ann", asked or wishes())


def carried_out(store: Store, experiment: ExperimentDocument, *, difference: float, percent: float) -> date:
    """Ann trains and tests as planned; returns the day after the last."""
    design = design_of(experiment)
    strength = true_strength(design, growth=1.0, difference=difference)
    results = [
        result
        for seed, measure in enumerate(design.measures)
        for result in results_of(replace(design, measures=(measure,)), strength, off=errors_of(design, percent=percent, seed=seed))
    ]
    after = design.ends_on + timedelta(days=1)
    do_on(after, store, add_results, "Ann", results)
    for session in sessions_of(design):
        do_on(after, store, add_session, "Ann", session)
    return after


def test_it_begins_on_a_monday_that_leaves_a_week_for_practice_and_follows_its_lot(opened: Store) -> None:
    experiment = planned(opened)
    assert START == experiment.starts_on
    assert drawn_order(7) == tuple(block.way for block in experiment.blocks)
    assert experiment.ends_on == START + timedelta(days=4 * 8 * 7 - 1)
    assert all(len(block.test_days) == 8 for block in experiment.blocks)
    assert experiment.power.outlook == "large only"
    assert (5.0, 8.0) == tuple(test.error_percent for test in experiment.tests)


def test_both_ways_fill_the_same_minutes(opened: Store) -> None:
    experiment = planned(opened)
    assert 10.0 == experiment.minutes
    assert experiment.sets["combined"] > experiment.sets["separate"] >= 1
    longer = planned(opened, wishes(minutes=20.0))
    assert all(longer.sets[way] > sets for way, sets in experiment.sets.items())
    with pytest.raises(ValueOutOfRangeError, match="for one set of kettlebell_hip_flexion and barbell_hip_thrust"):
        planned(opened, wishes(minutes=4.0))


def test_the_file_given_back_is_the_design_and_another_order_than_the_drawn_one_is_refused(opened: Store) -> None:
    experiment = planned(opened)
    text = json_text(experiment)
    assert experiment == coach.read_experiment(text, name="mine.json")
    swapped = text.replace('"combined",', '"way",').replace('"separate",', '"combined",').replace('"way",', '"separate",')
    assert swapped != text
    with pytest.raises(InputFileError, match="but lot 7 draws"):
        coach.read_experiment(swapped, name="mine.json")


def test_a_true_difference_is_found_by_name_and_a_small_one_cannot_be_told(opened: Store) -> None:
    experiment = planned(opened)
    after = carried_out(opened, experiment, difference=3.0, percent=2.0)
    found = ask_on(after, opened, coach.evaluate_experiment, "Ann", experiment)
    assert ("combined grows faster", "") == (found.verdict, found.reason)
    assert found.difference is not None
    assert found.difference.low < 3.0 < found.difference.high
    assert found.says[0].startswith("Strength grew by ")
    assert (FLEXION, EXTENSION) == tuple(test.test for test in found.by_test)
    assert (48, 48) == tuple(way.done for way in found.trained)


def test_weeks_that_do_not_suffice_say_so_with_what_stays_possible(opened: Store) -> None:
    experiment = planned(opened)
    after = carried_out(opened, experiment, difference=0.3, percent=5.0)
    found = ask_on(after, opened, coach.evaluate_experiment, "Ann", experiment)
    assert ("can't tell", "weeks") == (found.verdict, found.reason)
    assert "There were too few weeks or tests" in found.says[0]
    assert "in favour of separate" in found.says[0]


def test_before_the_end_no_figure_is_given(opened: Store) -> None:
    experiment = planned(opened)
    carried_out(opened, experiment, difference=3.0, percent=1.0)
    found = ask_on(experiment.ends_on - timedelta(days=1), opened, coach.evaluate_experiment, "Ann", experiment)
    assert ("not over", None, ()) == (found.reason, found.difference, found.by_test)
    assert all(block.percent_per_week is None for block in found.blocks)


def test_the_screen_comes_first_and_what_it_keeps_out_is_refused(opened: Store) -> None:
    with pytest.raises(ScreenMissingError):
        ask_on(TODAY, opened, coach.plan_experiment, "Bo", wishes())
    gated = next(question.id for question in questions().values() if "early_range" in question.consequence)
    do_on(TODAY, opened, add_screen, "Ann", answers(gated))
    with pytest.raises(ContradictionError, match="the safety screen rules out"):
        planned(opened)
    stop = next(question.id for question in questions().values() if "stop" in question.consequence)
    do_on(TODAY, opened, add_screen, "Ann", answers(stop))
    with pytest.raises(ReferredError):
        planned(opened)


def test_what_is_not_owned_is_not_asked_for(opened: Store) -> None:
    do_on(TODAY, opened, set_equipment, "Ann", EquipmentRecord(on=TODAY, toml='has = ["bench"]\n'))
    with pytest.raises(ContradictionError, match="it is not in the equipment owned"):
        planned(opened)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (wishes(combined="kettlebell_hip_flexion"), "does not load both hips at once, but must be one of band_hip_drive_thrust"),
        (wishes(flexors="cable_hip_flexion"), "flexor exercise is 'cable_hip_flexion', which loads both hips at once"),
        (wishes(extensors="kettlebell_hip_flexion"), "in which the flexors work hardest"),
        (wishes(tests=(("sprint_20_m",),)), "must be a strength test"),
        (wishes(tests=(("repetition_maximum",),)), "exercise of 'repetition_maximum' is missing"),
        (wishes(tests=((FLEXION, "lever_m=0.4"),)), "one of device, hip_flexion_deg"),
        (wishes(error_percent=0.0), "error of a test is 0 %"),
        (wishes(starts_on=TODAY - timedelta(days=1)), "today or later"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(opened: Store, asked: coach.ExperimentWishes, words: str) -> None:
    with pytest.raises(ValueOutOfRangeError, match=re.escape(words)):
        planned(opened, asked)


def test_ones_own_smaller_error_sees_more(opened: Store) -> None:
    assert planned(opened, wishes(error_percent=3.0)).power.detectable < planned(opened).power.detectable


def test_commands_plan_and_evaluate_and_the_page_shows_what_they_print(
    run: Command, opened: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = run(*PLAN, "--json", "ann.json")
    assert 0 == shown.code, shown.err
    experiment = coach.read_experiment(Path("ann.json").read_bytes(), name="ann.json")
    after = carried_out(opened, experiment, difference=3.0, percent=3.0)
    judged = run("experiment", "evaluate", "Ann", "ann.json", today=after)
    page = PAGE.read_text(encoding="utf-8")
    for printed in (shown.out, judged.out):
        assert "\n".join(line.rstrip() for line in printed.strip().splitlines()) in page, printed
    assert f"hipdrive {shlex.join(PLAN)} --json ann.json" in page


def test_too_few_weeks_are_said_and_may_be_gone_on_with(run: Command) -> None:
    shown = run(*PLAN, "--block-weeks", 4)
    assert (
        "The answer is not worth the effort: in these weeks only a difference larger than the whole effect of a trial would show up."
        in shown.plain
    )
    assert "Blocks, in the order drawn by lot 7" in shown.plain


def test_repetition_maxima_of_two_exercises_stand_for_both_muscle_groups(run: Command) -> None:
    words = (
        "--test",
        "repetition_maximum exercise=lying_cable_raise set_up='hip_end_deg=80'",
        "--test",
        "repetition_maximum exercise=single_leg_barbell_thrust",
    )
    shown = run(*PLAN, *words)
    assert "repetition maximum of lying_cable_raise 8 %, our assumption" in shown.plain
    tests = run(*PLAN, *words, "--json", "-").json()["tests"]
    assert [{"exercise": "lying_cable_raise", "set_up": "hip_end_deg=80"}, {"exercise": "single_leg_barbell_thrust"}] == [
        test["same"] for test in tests
    ]


def test_an_exercise_that_one_way_trains_is_no_test(opened: Store) -> None:
    with pytest.raises(ContradictionError, match="barbell_hip_thrust is both the test and an exercise of the separate way"):
        planned(opened, wishes(tests=(("repetition_maximum", "exercise=barbell_hip_thrust"),)))


@pytest.mark.parametrize("option", ["--block-weeks", "--tests", "--sessions", "--minutes"])
def test_none_at_all_is_refused_and_not_taken_for_left_out(run: Command, option: str) -> None:
    shown = run(*PLAN, option, 0)
    assert (1, "") == (shown.code, shown.out)
    assert "is 0, but must be" in shown.err


def test_without_any_test_or_session_it_says_what_is_missing(opened: Store) -> None:
    experiment = planned(opened)
    found = ask_on(experiment.ends_on + timedelta(days=1), opened, coach.evaluate_experiment, "Ann", experiment)
    assert ("can't tell", "tests") == (found.verdict, found.reason)
    assert "There is no isometric hip flexion or isometric hip extension test that counts." == found.says[0]


def test_a_lot_is_drawn_where_none_is_given_and_stands_in_the_file(run: Command) -> None:
    lots = {run(*PLAN[:-2], "--json", "-").json()["lot"] for _ in range(3)}
    assert len(lots) > 1


def test_the_evidence_on_the_question_names_the_command(run: Command) -> None:
    assert "'hipdrive experiment plan'" in run("evidence", "D03").plain


def test_the_page_tells_what_is_seen_in_how_many_weeks_and_every_number_that_decides() -> None:
    page, rules = PAGE.read_text(encoding="utf-8"), experiment_rules()
    for weeks in (4, 6, 8, 10, 12):
        tests = most_tests(weeks)
        cells = [
            f"{sight_of(checked_layout(drawn_order(7), block_weeks=weeks, tests_per_block=tests), error_percent=error).detectable:.1f} %"
            for error in (3.0, 5.2)
        ]
        assert f"| {weeks} | {4 * weeks} | {tests} | {' | '.join(cells)} |" in page
    for share in (rules.least_tests, rules.least_sessions, rules.most_strayed):
        assert f"{100 * share:.0f} %" in page
    for words in (
        f"{rules.noisy:g} times",
        f"{rules.settle_days} days",
        f"correlate by {rules.together:g}",
        f"{rules.assumed_percent:g} %",
    ):
        assert words in page
