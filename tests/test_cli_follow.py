"""Following a plan from the command line: log, progress, export, import and backup."""

import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from command_line import Command, Shown, shown_by
from follow_scenes import START, WEEKS, followed_by_hand
from hypothesis import given
from hypothesis import strategies as st
from store_work import add_ann_and_bo, ask, do, do_on, noon

from hipdrive import coach
from hipdrive.capacity import TestResult, questions
from hipdrive.coach.following.session_words import session_lines
from hipdrive.contract.wire import plain_of
from hipdrive.store import Store, add_plan, add_results, list_people, list_sessions, open_store
from hipdrive.training import DoseLoad, SetRecord, parse_set
from hipdrive.training.log.session import FORM_WORDS

MONDAY, WEDNESDAY, FRIDAY = START, START + timedelta(days=2), START + timedelta(days=4)
CABLE = "cable_hip_flexion"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A store with Ann, who follows the plan made by hand, and Bo, who follows none."""
    path = tmp_path / "athletes.sqlite"
    with open_store(str(path)) as store:
        add_ann_and_bo(store, MONDAY)
        do_on(MONDAY, store, add_plan, "Ann", followed_by_hand())
    return path


@pytest.fixture
def opened(db: Path) -> Iterator[Store]:
    """The same store for verbs."""
    with open_store(str(db)) as store:
        yield store


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], db: Path) -> Command:
    """Calls a command on that store; it is the first Wednesday of the plan unless told otherwise."""

    def call(*words: object, today: date = WEDNESDAY) -> Shown:
        monkeypatch.setattr("hipdrive.cli.door.clock.now", lambda: noon(today))
        monkeypatch.setenv("HIPDRIVE_DB", str(db))
        return shown_by(monkeypatch, capsys, *words)

    return call


def logged(run: Command, *words: object, today: date = WEDNESDAY) -> dict[str, Any]:
    """What logging answers as JSON."""
    return run("log", "Ann", *words, "--json", "-", today=today).json()


COUNTS = st.one_of(
    st.fixed_dictionaries({"reps": st.integers(0, 60)}),
    st.fixed_dictionaries({"distance_m": st.sampled_from([5.0, 20.0, 12.5])}),
    st.just({"skipped": True}),
)
TOLD = st.fixed_dictionaries(
    {},
    optional={
        "hold_s": st.sampled_from([1.0, 2.5]),
        "load": st.sampled_from([DoseLoad(), DoseLoad(mass_kg=12.5), DoseLoad(mass_kg=2.0, band="green", strands=2)]),
        "rir": st.sampled_from([0.0, 2.0, 2.5]),
        "faults": st.lists(st.sampled_from(FORM_WORDS), unique=True, max_size=2).map(tuple),
    },
)


@given(st.lists(st.tuples(st.sampled_from([CABLE, "a_skip"]), st.sampled_from(["left", "right", "both"]), COUNTS, TOLD), max_size=12))
def test_sets_written_in_the_log_notation_read_back_the_same(parts: list[tuple[str, Any, dict[str, Any], dict[str, Any]]]) -> None:
    sets = [
        SetRecord(exercise=exercise, side=side, **count, **({} if "skipped" in count else told)) for exercise, side, count, told in parts
    ]
    read = [one for text in session_lines(sets) for one in parse_set(text).sets]
    assert sets == read


def test_without_lines_it_says_what_is_next_and_how_to_log_it(run: Command) -> None:
    shown = run("log", "ann", today=MONDAY)
    assert 0 == shown.code
    assert "Next: Monday 2026-01-05, week 1" in shown.out
    assert "hipdrive log Ann --as-planned" in shown.out
    assert f"'{CABLE} LR 3x5 @10kg rir 2'" in shown.out
    assert "'bent_knee_march both 2x20 @bodyweight'" in shown.out
    coming = logged(run, today=MONDAY)["next"]
    read = [one for text in coming["to_log"] for one in parse_set(text).sets]
    assert 3 + 3 + 2 == len(read)


def test_what_stands_on_a_day_of_the_plan_is_what_is_next_on_it(run: Command) -> None:
    assert {CABLE} == {one["exercise"] for one in logged(run, today=WEDNESDAY)["next"]["lines"]}
    assert {CABLE, "bent_knee_march"} == {one["exercise"] for one in logged(run, today=FRIDAY)["next"]["lines"]}


def test_the_retest_stands_in_place_of_the_last_session_and_afterwards_one_session_a_week_keeps_the_gain(run: Command) -> None:
    retest = START + timedelta(days=7 * (WEEKS - 1) + 2)
    coming = logged(run, today=retest)["next"]
    assert (START + timedelta(weeks=WEEKS)).isoformat() == coming["on"]
    assert all(f"{one['dose']}".split()[2].startswith("1x") for one in coming["lines"])
    assert any("one session a week" in sentence for sentence in coming["why"])
    later = logged(run, today=START + timedelta(weeks=WEEKS, days=1))["next"]
    assert (START + timedelta(weeks=WEEKS + 1)).isoformat() == later["on"]


def test_as_planned_logs_every_set_as_asked_and_both_sides_rise(run: Command, opened: Store) -> None:
    plain = logged(run, "--as-planned", "--on", MONDAY)
    assert [f"{CABLE} LR 3x5 @10kg rir 2", "bent_knee_march both 2x20 @bodyweight"] == plain["session"]["lines"]
    risen = [one for one in plain["changes"] if one["exercise"] == CABLE]
    assert [("left", "3x5 @10kg", "3x6 @10kg"), ("right", "3x5 @10kg", "3x6 @10kg")] == [(o["side"], o["from"], o["to"]) for o in risen]
    assert "hipdrive.log/1" == plain["schema"]
    assert [plain["session"]["id"]] == [str(one.uid) for one in ask(opened, list_sessions, "Ann")]
    assert [f"{CABLE} LR 3x6 @10kg rir 2"] == plain["next"]["to_log"]


def test_after_the_session_of_today_the_next_one_is_another_day_and_it_is_not_logged_twice(run: Command, opened: Store) -> None:
    plain = logged(run, "--as-planned")
    assert (START + timedelta(weeks=1)).isoformat() == plain["next"]["on"] == logged(run)["next"]["on"]
    again = run("log", "Ann", "--as-planned")
    assert 1 == again.code
    assert "A session for 2026-01-07 is already logged" in again.err
    assert 1 == len(ask(opened, list_sessions, "Ann"))


def test_a_line_typed_twice_for_a_day_is_questioned_and_nothing_is_stored(run: Command, opened: Store) -> None:
    line = f"{CABLE} LR 3x8 @22lb rir 2"
    first = logged(run, line)["session"]["id"][:8]
    again = run("log", "Ann", line)
    assert 1 == again.code
    found = f"'{line}' is already logged on {WEDNESDAY.isoformat()} (id {first}), so nothing was logged"
    advice = f"add --again if it was done once more, or correct that session with --correct {first}."
    assert f"hipdrive: {found}: {advice}" == " ".join(again.err.split())
    assert 1 == len(ask(opened, list_sessions, "Ann"))
    assert "is there twice, so nothing was logged: add --again" in " ".join(run("log", "Ann", f"{CABLE} L 9", f"{CABLE} L 9").err.split())
    assert 2 == len({first, logged(run, line, "--again")["session"]["id"][:8]})


def test_other_sets_of_the_same_exercise_and_the_same_on_another_day_are_more_work(run: Command, opened: Store) -> None:
    logged(run, f"{CABLE} LR 3x8 @10kg rir 2")
    logged(run, f"{CABLE} LR 1x8 @10kg rir 2", f"{CABLE} L 1x10 @10kg")
    logged(run, f"{CABLE} LR 3x8 @10kg rir 2", today=FRIDAY)
    assert 3 == len(ask(opened, list_sessions, "Ann"))


def test_what_was_typed_in_pounds_is_shown_in_pounds_and_counts_as_the_asked_kilograms(run: Command) -> None:
    """22 lb are 9.979 kg, and 10 kg are asked."""
    in_pounds = logged(run, f"{CABLE} LR 3x5 @22lb rir 2")
    assert [f"{CABLE} LR 3x5 @22lb rir 2"] == in_pounds["session"]["lines"]
    assert f"{CABLE} LR 3x5 @22lb rir 2" in run("log", "Ann", "--show").out
    assert ["reps_up", "reps_up"] == [change["rule"] for change in in_pounds["changes"]]


def test_as_planned_but_for_what_the_lines_say(run: Command) -> None:
    plain = logged(run, "--as-planned", f"{CABLE} R 3,2 @10kg rir 0", "--pain", "1 knee L", "--note", "tired")
    assert [f"{CABLE} L 3x5 @10kg rir 2", f"{CABLE} R 3,2 @10kg rir 0"] == plain["session"]["lines"]
    assert ["pain 1 out of 10 during, knee, left"] == plain["session"]["pain_words"]
    assert "tired" == plain["session"]["note"]
    assert "left" in {one["side"] for one in plain["changes"]}


def test_a_session_done_on_another_day_says_so(run: Command) -> None:
    plain = logged(run, "--as-planned", "--on", START + timedelta(days=1))
    assert ["That was the session planned for 2026-01-07, done on 2026-01-06."] == [one["message"] for one in plain["notes"]]


def test_as_planned_before_the_plan_or_past_a_stop_is_refused(run: Command, opened: Store) -> None:
    early = run("log", "Ann", "--as-planned", "--on", "2026-01-04")
    assert (1, True) == (early.code, "The plan starts on 2026-01-05" in early.err)
    logged(run, f"{CABLE} L 3x5 @10kg pain 6 groin", "--on", MONDAY)
    stopped = run("log", "Ann", "--as-planned")
    assert (1, True) == (stopped.code, "Nothing is planned for now. Pain of 6 out of 10" in stopped.err)
    assert "Nothing to do for now" in run("log", "Ann").out
    assert 1 == len(ask(opened, list_sessions, "Ann"))


def test_who_follows_no_plan_can_log_too(run: Command) -> None:
    plain = run("log", "Bo", "seated_lift LR 2x10 rir 3", "--json", "-").json()
    assert (None, []) == (plain["next"], plain["changes"])
    assert "No plan is followed" in run("log", "Bo", "--skipped").out
    refused = run("log", "Bo", "--as-planned")
    assert (1, True) == (refused.code, "Bo is not following a plan yet" in refused.err)


def test_pain_of_the_next_morning_belongs_to_the_session_before_and_takes_its_progress_back(run: Command, opened: Store) -> None:
    first = logged(run, "--as-planned", "--on", MONDAY, today=MONDAY)
    plain = logged(run, "--pain", "3 thigh R next_morning", today=START + timedelta(days=1))
    assert MONDAY.isoformat() == plain["session"]["on"]
    assert ["pain 3 out of 10 the next morning, thigh, right"] == plain["session"]["pain_words"]
    assert ("pain_back", "right") in {(one["rule"], one["side"]) for one in plain["changes"]}
    assert ("reps_up", "right") in {(one["rule"], one["side"]) for one in plain["undone"]}
    assert ("reps_up", "left") not in {(one["rule"], one["side"]) for one in plain["undone"]}
    history = ask(opened, list_sessions, "Ann", history=True)
    assert {first["session"]["id"], plain["session"]["id"]} == {str(one.uid) for one in history}
    assert 1 == len(ask(opened, list_sessions, "Ann"))


def test_pain_of_the_morning_does_not_fall_on_the_session_of_the_same_day(run: Command) -> None:
    logged(run, "--as-planned", "--on", MONDAY, today=MONDAY)
    logged(run, f"{CABLE} L 1x5", "--on", START + timedelta(days=1), today=START + timedelta(days=1))
    plain = logged(run, "--pain", "2 thigh next_morning", today=START + timedelta(days=1))
    assert MONDAY.isoformat() == plain["session"]["on"]
    plain = logged(run, "--pain", "1 thigh after", today=START + timedelta(days=1))
    assert (START + timedelta(days=1)).isoformat() == plain["session"]["on"]


def test_pain_is_never_refused_for_want_of_a_session_and_strong_pain_stops_the_plan(run: Command) -> None:
    plain = logged(run, "--pain", "7 lower_back")
    assert ["on_its_own"] == [one["code"] for one in plain["notes"]]
    assert ["pain_refer"] == [one["rule"] for one in plain["changes"]]
    assert ("referred", []) == (plain["next"]["status"], plain["next"]["lines"])


def test_pain_can_be_added_to_any_session_by_its_id(run: Command) -> None:
    uid = logged(run, "--as-planned", "--on", MONDAY)["session"]["id"]
    plain = logged(run, "--pain", "2 groin L", "--note", "later", "--to", uid[:8], today=FRIDAY)
    assert (MONDAY.isoformat(), "later") == (plain["session"]["on"], plain["session"]["note"])
    assert MONDAY.isoformat() == logged(run, "--pain", "1 knee", "--to", "last", today=FRIDAY)["session"]["on"]


def test_a_correction_replaces_what_is_given_and_keeps_history(run: Command, opened: Store) -> None:
    uid = logged(run, "--as-planned", "--on", MONDAY)["session"]["id"]
    plain = logged(run, f"{CABLE} L 3x4 @10kg", "--correct", uid[:8])
    assert MONDAY.isoformat() == plain["session"]["on"]
    assert [f"{CABLE} L 3x4 @10kg"] == plain["session"]["lines"]
    assert {"left", "right"} <= {one["side"] for one in plain["undone"]}
    old = run("log", "Ann", "--correct", uid, "--skipped")
    assert (1, True) == (old.code, "was corrected or deleted before" in old.err)
    moved = logged(run, "--correct", "last", "--on", WEDNESDAY)
    assert (WEDNESDAY.isoformat(), plain["session"]["lines"]) == (moved["session"]["on"], moved["session"]["lines"])
    assert (1, 3) == (len(ask(opened, list_sessions, "Ann")), len(ask(opened, list_sessions, "Ann", history=True)))


def test_a_session_can_be_corrected_into_one_that_was_left_out(run: Command) -> None:
    logged(run, "--as-planned", f"{CABLE} R 3x5 @10kg pain 2 groin", "--on", MONDAY)
    session = logged(run, "--correct", "last", "--skipped")["session"]
    assert (True, [], []) == (session["skipped"], session["sets"], session["pains"])


def test_an_easier_exercise_stands_on_the_days_of_the_one_it_replaced(run: Command) -> None:
    for on in (MONDAY, WEDNESDAY):
        plain = logged(run, f"{CABLE} R 3x5 @10kg pain 3 thigh", f"{CABLE} L 3x5 @10kg", "--on", on)
    (regressed,) = [one for one in plain["changes"] if one["rule"] == "pain_regress"]
    assert (CABLE, "right") == (regressed["exercise"], regressed["side"])
    coming = {one["side"]: one["exercise"] for one in logged(run, today=START + timedelta(days=9))["next"]["lines"]}
    assert {"left", "right"} == set(coming)
    assert CABLE == coming["left"] != coming["right"]


def test_a_correction_to_another_day_alone_changes_no_dose(run: Command) -> None:
    logged(run, "--as-planned", "--on", MONDAY)
    plain = logged(run, "--correct", "last", "--on", START + timedelta(days=1))
    assert ([], []) == (plain["changes"], plain["undone"])


def test_a_deleted_session_takes_its_changes_with_it(run: Command, opened: Store) -> None:
    done = logged(run, "--as-planned", "--on", MONDAY)
    gone = logged(run, "--delete", done["session"]["id"][:6])
    assert {one["why"] for one in done["changes"]} == {one["why"] for one in gone["undone"]}
    assert not ask(opened, list_sessions, "Ann")
    none = run("log", "Ann", "--delete", "last")
    assert (1, True) == (none.code, "No session with any sets has been logged yet" in none.err)


def test_undo_takes_back_what_was_logged_last_then_what_was_before_and_keeps_all_as_history(run: Command, opened: Store) -> None:
    first = logged(run, "--as-planned", "--on", MONDAY, today=MONDAY)
    second = logged(run, f"{CABLE} R 1x5", "--on", MONDAY, today=WEDNESDAY)  # entered later, of the same day
    gone = [logged(run, "--undo", today=FRIDAY)["session"]["id"] for _ in range(2)]
    assert [second["session"]["id"], first["session"]["id"]] == gone
    assert not ask(opened, list_sessions, "Ann")
    assert 2 == len(ask(opened, list_sessions, "Ann", history=True))
    nothing = run("log", "Ann", "--undo")
    assert (1, True) == (nothing.code, "No session of Ann is logged, so there is nothing to undo" in nothing.err)
    assert 0 == run("log", "Ann", "--as-planned", "--on", MONDAY).code  # what was taken back can be logged again


def test_undo_of_pain_that_was_added_leaves_the_session_and_gives_its_progress_back(run: Command, opened: Store) -> None:
    done = logged(run, "--as-planned", "--on", MONDAY, today=MONDAY)
    hurt = logged(run, "--pain", "4 groin next_morning", today=MONDAY + timedelta(days=1))
    assert hurt["undone"]
    back = logged(run, "--undo")
    assert ([], done["session"]["lines"]) == (back["session"]["pains"], back["session"]["lines"])
    assert {one["why"] for one in hurt["undone"]} <= {one["why"] for one in back["changes"]}
    assert ["stands_again"] == [note["code"] for note in back["notes"]]
    assert 3 == len(ask(opened, list_sessions, "Ann", history=True))
    assert "Undone: Monday 2026-01-05" in run("log", "Ann", "--undo", today=FRIDAY).out
    assert not ask(opened, list_sessions, "Ann")


def test_undo_in_words_says_what_was_taken_back_and_that_history_is_kept(run: Command) -> None:
    logged(run, "--as-planned", "--on", MONDAY, today=MONDAY)
    said = run("log", "Ann", "--undo").plain
    assert f"{CABLE} LR 3x5 @10kg rir 2" in said
    assert "It was logged on 2026-01-05 at 12:00. It no longer counts but stays in the history." in said


def test_the_last_sessions_are_listed_with_ids_and_lines_to_copy(run: Command) -> None:
    for on in (MONDAY, WEDNESDAY):
        logged(run, "--as-planned", "--on", on, today=FRIDAY)
    logged(run, "--skipped", "--on", FRIDAY, today=FRIDAY)
    listed = run("log", "Ann", "--show", "2", "--json", "-").json()
    assert ("hipdrive.sessions/1", 3, 2) == (listed["schema"], listed["count"], len(listed["sessions"]))
    shown = run("log", "Ann", "--show", "2").out
    assert "2 of 3 sessions" in shown
    assert f"{listed['sessions'][0]['id'][:8]}  Wednesday 2026-01-07" in shown
    assert f"{CABLE} LR 3x6 @10kg rir 2" in shown
    assert "No session of Bo is logged yet." in run("log", "Bo", "--show").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--skipped", "--on", "2199-01-01"), "date of a session is 2199-01-01, but must be no later than today"),
        (("--pain", "11 groin"), "pain is 11, but must be a whole number from 0 (none) to 10"),
        (("--pain", "3 grion"), "site or time of pain 'grion' is not known. Did you mean groin?"),
        ((f"{CABLE} both 3x5",), "side of cable_hip_flexion is 'both', but must be 'left' or 'right'"),
        ((f"{CABLE} R 3x5 @10000kg",), "did you mean 10 kg?"),
        ((f"{CABLE} R 3x5 @50kg",), "did you mean 5 kg?"),
        ((f"{CABLE} R 3x5 @10",), "in kg or lb, such as 10kg or 10lb"),
        (("cable_hip_flexon R 3x5",), "exercise 'cable_hip_flexon' is not known. Did you mean cable_hip_flexion"),
        ((f"{CABLE} R eight",), "line of a log is"),
        (("--delete", "abcdef12"), "There is no session abcdef12 of this athlete"),
        (("--pain", "2 groin", "--to", "ab"), "id of a session is 'ab', but must be at least 4 letters"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence_and_nothing_is_stored(
    run: Command, opened: Store, words: tuple[str, ...], sentence: str
) -> None:
    refused = run("log", "Ann", *words)
    assert (1, "") == (refused.code, refused.out)
    assert sentence in refused.err
    assert 1 == len(refused.err.strip().splitlines())
    assert not ask(opened, list_sessions, "Ann", history=True)


@pytest.mark.parametrize("command", [("log", "Anne", "--skipped"), ("progress", "Anne"), ("export", "x.zip", "--athlete", "Anne")])
def test_an_unknown_athlete_names_the_nearest(run: Command, command: tuple[str, ...]) -> None:
    refused = run(*command)
    assert (1, True) == (refused.code, "athlete 'Anne' is not known. Did you mean Ann?" in refused.err)
    assert not Path("x.zip").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--skipped", "--as-planned"),
        ("--skipped", f"{CABLE} L 1x5"),
        ("--delete", "last", "--pain", "2"),
        ("--show", "ten"),
        ("--undo", "--pain", "2"),
        ("--undo", f"{CABLE} L 1x5"),
        ("--undo", "--delete", "last"),
        ("--show", "--pain", "2"),
        ("--to", "last"),
        ("--correct", "last"),
        ("--on", "tomorrow"),
    ],
)
def test_options_that_exclude_each_other_are_wrong_usage(run: Command, words: tuple[str, ...]) -> None:
    assert 2 == run("log", "Ann", *words).code


def test_a_session_before_the_plan_is_kept_but_not_followed(run: Command) -> None:
    plain = logged(run, f"{CABLE} L 3x5 @10kg", "--on", "2025-12-30")
    assert (["before_the_plan"], []) == ([one["code"] for one in plain["notes"]], plain["changes"])


def two_weeks(run: Command) -> None:
    """Done, done with pain at the right groin, left out, and the last one not told; then it is the Friday of the second week."""
    logged(run, "--as-planned", "--on", MONDAY)
    logged(run, "--as-planned", f"{CABLE} R 3x5 @10kg pain 3 groin", "--on", WEDNESDAY)
    logged(run, "--skipped", "--on", START + timedelta(weeks=1), today=START + timedelta(weeks=1))


def test_progress_counts_planned_against_done_week_by_week(run: Command) -> None:
    two_weeks(run)
    plan = run("progress", "Ann", "--json", "-", today=START + timedelta(days=11)).json()["plan"]
    done = plan["adherence"]
    assert (4, 2, 1, 1, 0.5) == (done["planned"], done["done"], done["skipped"], done["missed"], done["share"])
    assert [(1, 2, 2, 0, 0), (2, 2, 0, 1, 1)] == [tuple(week.values()) for week in done["weeks"]]
    assert (2, 4, "active") == (plan["week"], plan["weeks"], plan["status"])
    assert "2026-01-28" == plan["retest_on"]


def test_progress_of_today_counts_once_it_is_done(run: Command) -> None:
    assert 0 == run("progress", "Ann", "--json", "-", today=MONDAY).json()["plan"]["adherence"]["planned"]
    logged(run, "--as-planned", today=MONDAY)
    assert 1 == run("progress", "Ann", "--json", "-", today=MONDAY).json()["plan"]["adherence"]["planned"]


def test_progress_shows_sides_pain_rules_and_doses(run: Command) -> None:
    two_weeks(run)
    plain = run("progress", "Ann", "--exercise", CABLE, "--json", "-", today=START + timedelta(days=11)).json()
    assert "hipdrive.progress/1" == plain["schema"]
    (cable,) = plain["exercises"]
    assert [(150.0, 180.0), (150.0, 150.0)] == [tuple(cable["sides"][side]["trend"]) for side in ("left", "right")]
    assert [0, 3] == [day["worst"] for day in plain["pain"]["by_day"]]
    assert (0, 3) == (cable["sides"]["left"]["worst_pain"] or 0, cable["sides"]["right"]["worst_pain"])
    sides = cable["left_against_right"]
    assert ("best_reps", 6, 5) == (sides["measure"], sides["left"], sides["right"])
    assert sides["right_less_left_percent"] == pytest.approx(-100 / 6)
    lines = {one["side"]: one for one in plain["plan"]["lines"]}
    assert "3x7 @10kg" in lines["left"]["dose"]
    assert "@9.5kg" in lines["right"]["dose"]
    assert {CABLE} == {one["exercise"] for one in plain["plan"]["changes"]}


def test_progress_in_words(run: Command) -> None:
    two_weeks(run)
    shown = run("progress", "Ann", today=START + timedelta(days=11)).out
    assert "Ann: week 2 of 4, goal distance" in shown
    assert "done 2, 1 logged as skipped, 1 not logged" in shown
    assert "left 6 repetitions, right 5 repetitions: the right side is 17 % lower" in " ".join(shown.split())
    assert "Pain takes the dose back" in shown
    assert "Retest: due on Wednesday 2026-01-28." in shown
    assert "it was due on Wednesday 2026-01-28" in run("progress", "Ann", today=date(2026, 3, 1)).out


def test_progress_from_a_day_on_leaves_out_what_was_before(run: Command) -> None:
    two_weeks(run)
    plain = run("progress", "Ann", "--since", WEDNESDAY, "--json", "-", today=START + timedelta(days=11)).json()
    assert [WEDNESDAY.isoformat()] == [day["on"] for day in plain["pain"]["by_day"]]
    assert (3, 1) == (plain["plan"]["adherence"]["planned"], plain["plan"]["adherence"]["done"])
    assert all(one["on"] >= WEDNESDAY.isoformat() for one in plain["plan"]["changes"])


def test_progress_tells_tests_that_changed_since_the_plan_began(run: Command, opened: Store) -> None:
    for on, value in ((date(2026, 1, 2), 3.40), (date(2026, 1, 30), 3.39)):
        do(opened, add_results, "Ann", [TestResult(protocol="sprint_20_m", on=on, value=value)])
    plain = run("progress", "Ann", "--json", "-", today=date(2026, 1, 31)).json()
    assert START.isoformat() == plain["tests"]["since"]
    assert ["cannot tell yet"] == [one["verdict"] for one in plain["tests"]["changes"]]
    assert "cannot tell yet" in run("progress", "Ann", today=date(2026, 1, 31)).out


def test_progress_without_plan_or_sessions_says_so(run: Command) -> None:
    shown = run("progress", "Bo").out
    assert "Bo has no plan." in shown
    assert "Nothing was logged." in shown


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(("--exercise", "cable_hip_flexon"), "Did you mean cable_hip_flexion"), (("--since", "2199-01-01"), "must be no later than today")],
)
def test_progress_of_what_is_not_known_is_refused(run: Command, words: tuple[str, ...], sentence: str) -> None:
    refused = run("progress", "Ann", *words)
    assert (1, True) == (refused.code, sentence in refused.err)


def test_an_answered_screen_takes_a_stopped_plan_up_again(run: Command, opened: Store) -> None:
    logged(run, f"{CABLE} L 3x5 @10kg pain 6 thigh", "--on", MONDAY)
    assert "The plan is stopped." in run("progress", "Ann").out
    do_on(FRIDAY, opened, coach.enter_screen, "Ann", dict.fromkeys(questions(), False), age_years=None, on=FRIDAY)
    assert logged(run, today=FRIDAY)["next"]["lines"]


def test_export_and_import_give_everything_back(run: Command, tmp_path: Path) -> None:
    two_weeks(run)
    file, other = tmp_path / "all.zip", tmp_path / "other.sqlite"
    written = run("export", file, "--json", "-").json()
    assert ("hipdrive.export/1", ["Ann", "Bo"], 3) == (written["schema"], written["athletes"], written["rows"]["session"])
    assert file.stat().st_mode & 0o077 == 0
    taken = run("import", file, "--db", other, "--json", "-").json()
    assert ("hipdrive.import/1", written["rows"]) == (taken["schema"], taken["rows"])
    with open_store(str(other)) as store:
        here = run("log", "Ann", "--show", "--json", "-").json()
        there = plain_of(ask(store, coach.session_list, "Ann", last=10))
    assert here == there


def test_export_says_what_it_holds_and_overwrites_only_when_told(run: Command, tmp_path: Path) -> None:
    file = tmp_path / "ann.zip"
    two_weeks(run)
    shown = " ".join(run("export", file, "--athlete", "ann").out.split())
    assert "1 athlete, 1 body mass, 1 plan, 3 sessions," in shown
    whole = file.read_bytes()
    refused = run("export", file)
    assert (1, True) == (refused.code, "replace it with --force" in refused.err)
    assert whole == file.read_bytes()
    assert 0 == run("export", file, "--force").code
    with zipfile.ZipFile(file) as opened:
        assert 3 == len(opened.read("person.csv").splitlines())
    assert (
        {"ann.zip", "athletes.sqlite"}
        <= {one.name for one in tmp_path.iterdir()}
        <= {"ann.zip", "athletes.sqlite", "athletes.sqlite-wal", "athletes.sqlite-shm"}
    )


def test_an_export_that_fails_leaves_the_old_file_and_the_store_is_never_written_over(run: Command, tmp_path: Path, db: Path) -> None:
    file = tmp_path / "old.zip"
    file.write_bytes(b"old")
    refused = run("export", file, "--force", "--athlete", "Nobody")
    assert (1, b"old") == (refused.code, file.read_bytes())
    for target in (db, tmp_path / "no" / "such.zip"):
        assert 1 == run("export", target, "--force").code
    with open_store(str(db)) as store:
        assert ["Ann", "Bo"] == [one.name for one in ask(store, list_people)]


def test_a_name_that_is_taken_can_be_changed_on_the_way_in(run: Command, tmp_path: Path, opened: Store) -> None:
    file = tmp_path / "ann.zip"
    run("export", file, "--athlete", "Ann")
    taken = run("import", file)
    assert (1, True) == (taken.code, "There is already an athlete named 'Ann'" in taken.err)
    shown = run("import", file, "--rename", "Ann=Ann Two")
    assert "Athletes: Ann Two." in shown.out
    assert ["Ann", "Ann Two", "Bo"] == sorted(one.name for one in ask(opened, list_people))
    for words in (("Ann",), ("Ann=",), ("Zoe=Y",), ("Ann=B", "--rename", "Ann=C")):
        assert 1 == run("import", file, "--rename", *words).code


def test_a_half_written_or_changed_zip_imports_nothing(run: Command, tmp_path: Path) -> None:
    file, half, other = tmp_path / "all.zip", tmp_path / "half.zip", tmp_path / "other.sqlite"
    two_weeks(run)
    run("export", file)
    whole = file.read_bytes()
    for length in range(0, len(whole), max(len(whole) // 12, 1)):
        half.write_bytes(whole[:length])
        refused = run("import", half, "--db", other)
        assert (1, True) == (refused.code, "nothing was imported" in refused.err)
    with open_store(str(other)) as store:
        assert not ask(store, list_people)
    assert "there is no such file" in run("import", tmp_path / "none.zip").err


def test_a_backup_opens_like_the_store_and_never_overwrites(run: Command, tmp_path: Path) -> None:
    two_weeks(run)
    copy = tmp_path / "copy.sqlite"
    written = run("backup", copy, "--json", "-").json()
    assert ("hipdrive.backup/1", ["Ann", "Bo"]) == (written["schema"], written["athletes"])
    assert run("log", "Ann", "--show", "--json", "-").json() == run("log", "Ann", "--show", "--db", copy, "--json", "-").json()
    again = run("backup", copy)
    assert (1, True) == (again.code, "this file already exists" in again.err)
    with sqlite3.connect(copy) as connection:
        assert ("ok",) == connection.execute("PRAGMA quick_check").fetchone()


def test_processes_that_log_at_once_all_succeed_or_are_told_to_retry(db: Path, opened: Store) -> None:
    start = "import sys; sys.argv[0] = 'hipdrive'; from hipdrive.cli import main; main()"
    words = [sys.executable, "-c", start, "log", "Bo", "seated_lift LR 2x10", "--again", "--on", "2026-01-06", "--db", str(db)]
    running = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    ended = [(one.communicate(timeout=60)[1], one.returncode) for one in running]
    assert all(code == 0 or "try again" in words for words, code in ended)
    assert len(ask(opened, list_sessions, "Bo")) == sum(code == 0 for _, code in ended) >= 1
