"""Who needs a coach first, and what to do next: after a stop or a pause every command says it in the same words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from command_line import Command, Shown, shown_by
from follow_scenes import START, followed_by_hand
from store_work import add_ann_and_bo, ask_on, do_on, noon

from hipdrive import coach
from hipdrive.capacity import ScreenAnswers, questions
from hipdrive.coach import with_no_to_rest
from hipdrive.store import Store, add_person, add_plan, add_screen, open_store

MONDAY, WEDNESDAY, THURSDAY = START, START + timedelta(days=2), START + timedelta(days=3)
CABLE = "cable_hip_flexion"
RED = next(one.id for one in questions().values() if "stop" in one.consequence)
PAIN_WORDS = "see a doctor or physiotherapist about the pain; once it is settled, answer the safety screen again: hipdrive screen"


def screen(store: Store, name: str, on: date = MONDAY, *yes: str) -> None:
    """Answers of a day, no to all that is not named."""
    do_on(on, store, add_screen, name, ScreenAnswers(on=on, age_years=35, yes=with_no_to_rest(dict.fromkeys(yes, True))))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A store with Ann and Bo, who were screened on Monday and follow the same plan from that day on."""
    path = tmp_path / "athletes.sqlite"
    with open_store(str(path)) as store:
        add_ann_and_bo(store, MONDAY)
        for name in ("Ann", "Bo"):
            screen(store, name)
            do_on(MONDAY, store, add_plan, name, followed_by_hand())
    return path


@pytest.fixture
def opened(db: Path) -> Iterator[Store]:
    """The same store for verbs."""
    with open_store(str(db)) as store:
        yield store


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], db: Path) -> Command:
    """Calls a command on that store, on 80 columns; it is the first Wednesday of the plan unless told otherwise."""

    def call(*words: object, today: date = WEDNESDAY) -> Shown:
        monkeypatch.setattr("hipdrive.cli.door.clock.now", lambda: noon(today))
        monkeypatch.setenv("HIPDRIVE_DB", str(db))
        monkeypatch.setenv("COLUMNS", "80")
        return shown_by(monkeypatch, capsys, *words)

    return call


def rows(run: Command, today: date = WEDNESDAY) -> dict[str, dict[str, Any]]:
    """Rows of the list by name, in its order."""
    return {row["name"]: row for row in run("athlete", "list", "--json", "-", today=today).json()["athletes"]}


def test_the_list_tells_who_is_stopped_what_is_due_who_is_in_pain_and_when_they_train_next(run: Command) -> None:
    run("log", "Ann", "--as-planned", "--on", MONDAY)
    run("log", "Bo", f"{CABLE} L 3x5 @10kg pain 6 groin", "--on", MONDAY)
    ann, bo = rows(run)["Ann"], rows(run)["Bo"]
    assert (False, "train", None) == (ann["blocked"], ann["next_step"]["step"], ann["last_pain"])
    assert ("2026-01-07", [{"what": "session", "on": "2026-01-07"}]) == (ann["next_session_on"], ann["due"])
    assert (True, "settle_pain", None, []) == (bo["blocked"], bo["next_step"]["step"], bo["next_session_on"], bo["due"])
    assert {"on": "2026-01-05", "level": 6, "site": "groin", "side": "left"} == bo["last_pain"]
    assert {"id", "sex", "age_years", "height_m", "mass_kg", "screened_on", "follows_plan", "consent_on", "born"} <= set(ann)


def test_who_needs_a_coach_first_stands_first(run: Command, opened: Store) -> None:
    for name in ("Red", "New", "Free", "Sore", "Missed"):
        do_on(MONDAY, opened, add_person, name=name, sex="male", height_m=1.8, consent_on=MONDAY, mass_kg=70.0)
    screen(opened, "Red", MONDAY, RED)
    for name in ("Free", "Sore", "Missed"):
        screen(opened, name)
    for name in ("Sore", "Missed"):
        do_on(MONDAY, opened, add_plan, name, followed_by_hand())
    for name in ("Ann", "Bo", "Sore"):
        run("log", name, "--as-planned", "--on", MONDAY)
    run("log", "Ann", "--as-planned", "--on", WEDNESDAY)
    run("log", "Bo", f"{CABLE} L 3x5 @10kg pain 6 groin", "--on", WEDNESDAY)
    run("log", "Sore", f"{CABLE} L 3x5 @10kg pain 3 thigh", "--on", WEDNESDAY)
    listed = rows(run, THURSDAY)
    assert ["Bo", "Red", "Sore", "New", "Missed", "Free", "Ann"] == list(listed)
    assert [{"what": "session", "on": "2026-01-07"}] == listed["Missed"]["due"]
    assert ([True, True], [False] * 4) == (
        [listed[name]["blocked"] for name in ("Bo", "Red")],
        [listed[name]["blocked"] for name in ("Sore", "Missed", "Free", "Ann")],
    )


def test_the_list_fits_eighty_columns_and_says_what_those_who_are_stopped_do_next(run: Command) -> None:
    run("log", "Bo", f"{CABLE} L 3x5 @10kg pain 6 groin", "--on", MONDAY)
    run("athlete", "rename", "Ann", "Anna-Maria Quassowski-Ueberall of the second team")
    shown = run("athlete", "list", today=THURSDAY)
    assert 80 >= max(len(line.rstrip()) for line in shown.out.splitlines())
    assert "STOP: pain 6/10, groin, left" in shown.plain
    assert "session 01-07" in shown.plain
    assert f"Bo: {PAIN_WORDS} Bo" in shown.plain


def test_a_retest_that_came_is_due_until_something_was_tested(run: Command) -> None:
    retest = START + timedelta(days=7 * 3 + 2)
    assert "test" not in {due["what"] for due in rows(run, retest - timedelta(days=1))["Ann"]["due"]}
    due = rows(run, retest + timedelta(days=1))["Ann"]
    assert ({"what": "test", "on": retest.isoformat()}, "retest") == (due["due"][0], due["next_step"]["step"])
    run("test", "add", "Ann", "sprint_20_m", "--value", 3.3, "--on", retest, today=retest + timedelta(days=1))
    assert "train" == rows(run, retest + timedelta(days=1))["Ann"]["next_step"]["step"]


def test_a_screen_that_is_too_old_is_due(run: Command) -> None:
    due = rows(run, MONDAY + timedelta(weeks=30))["Ann"]["due"]
    assert ("screen", True) == (due[0]["what"], date.fromisoformat(due[0]["on"]) < MONDAY + timedelta(weeks=30))


@pytest.mark.parametrize(
    "words",
    [
        ("plan", "--athlete", "Ann"),
        ("plan", "--athlete", "Ann", "--show"),
        ("plan", "--athlete", "Ann", "--swap", CABLE),
        ("match", "--athlete", "Ann"),
        ("log", "Ann"),
        ("log", "Ann", "--as-planned"),
        ("log", "Ann", "--show"),
        ("log", "Ann", "--pain", "1 knee"),
        ("progress", "Ann"),
        ("athlete", "show", "Ann"),
        ("test", "results", "Ann"),
        ("test", "change", "Ann"),
        ("test", "add", "Ann", "sprint_20_m", "--value", "3.3"),
    ],
)
def test_after_pain_that_stops_the_plan_every_command_says_what_to_do_next(run: Command, words: tuple[str, ...]) -> None:
    run("log", "Ann", f"{CABLE} L 3x5 @10kg pain 6 groin", "--on", MONDAY)
    said = run(*words)
    assert 1 == " ".join(f"{said.out} {said.err}".split()).count(f"Next: {PAIN_WORDS} Ann")


@pytest.mark.parametrize("words", [("plan", "--athlete", "Bo"), ("match", "--athlete", "Bo"), ("log", "Bo"), ("athlete", "show", "Bo")])
def test_after_a_red_flag_every_command_says_what_to_do_next(run: Command, opened: Store, words: tuple[str, ...]) -> None:
    screen(opened, "Bo", WEDNESDAY, RED)
    said = run(*words)
    next_line = "Next: see the person the safety screen names; once that is settled, answer the screen again: hipdrive screen Bo"
    assert 1 == " ".join(f"{said.out} {said.err}".split()).count(next_line)


def test_what_pain_paused_is_said_to_come_back_with_the_screen(run: Command, opened: Store) -> None:
    plan = followed_by_hand()
    gated = replace(plan, programme=tuple({**line, "gates": ["early_range"]} for line in plan.programme))
    do_on(MONDAY, opened, add_plan, "Ann", gated)
    run("log", "Ann", f"{CABLE} L 3x5 @10kg pain 3 front_of_hip", "--on", MONDAY)
    step = ask_on(WEDNESDAY, opened, coach.next_step, "Ann")
    assert ("pain_rests", False, True) == (step.step, step.blocked, step.held)
    assert (
        "Next: rest what hurts; once the pain is gone, answer the safety screen again: hipdrive screen Ann" in run("progress", "Ann").plain
    )


def test_who_trains_on_reads_no_line_more(run: Command) -> None:
    assert "Next: have" not in run("progress", "Ann").plain
    assert "hipdrive screen" not in run("log", "Ann").plain


def test_an_answered_screen_lets_the_plan_go_on(run: Command, opened: Store) -> None:
    run("log", "Ann", f"{CABLE} L 3x5 @10kg pain 6 groin", "--on", MONDAY)
    screen(opened, "Ann", WEDNESDAY)
    assert (False, "train") == ((row := rows(run)["Ann"])["blocked"], row["next_step"]["step"])
