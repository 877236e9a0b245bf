"""The commands athlete, test and screen as a user meets them, on a store of their own."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from command_line import Command, command_runner
from follow_scenes import followed_by_hand
from report_scenes import run as a_run
from store_work import NOW, do

from hipdrive.capacity import protocols, questions
from hipdrive.contract.runs.run import run_document
from hipdrive.contract.wire import json_text
from hipdrive.store import add_plan, backup, open_store

BODY = ("--sex", "female", "--height-m", 1.7, "--mass-kg", 62)
CONSENT = ("--consent", "2024-01-02")
FORCE = ("isometric_hip_flexion", "--side", "left", "--detail", "lever_m=0.40", "--detail", "hip_flexion_deg=0")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """Runs a command with an empty store of its own."""
    return command_runner(monkeypatch, capsys, tmp_path / "own" / "store.sqlite3")


@pytest.fixture
def ann(run: Command) -> Command:
    """The same, with Ann (born in May 1990) stored."""
    assert 0 == run("athlete", "add", "Ann", *BODY, *CONSENT, "--born", "1990-05-05").code
    return run


def test_without_consent_nothing_is_stored_and_the_sentence_says_why(run: Command) -> None:
    refused = run("athlete", "add", "Ann", *BODY)
    assert 1 == refused.code
    assert "health data" in refused.err
    assert "--consent" in refused.err
    assert [] == run("athlete", "list", "--json", "-").json()["athletes"]


def test_an_added_athlete_is_shown_and_listed(ann: Command) -> None:
    shown = ann("athlete", "show", "ann", "--json", "-").json()
    assert "hipdrive.athlete/1" == shown["schema"]
    assert {"id", "name", "sex", "height_m", "mass_kg", "mass_on", "born", "age_years", "consent_on", "tests", "screen", "plan"} <= set(
        shown
    )
    assert ("Ann", 62.0, 1.7, "2024-01-02") == (shown["name"], shown["mass_kg"], shown["height_m"], shown["consent_on"])
    assert ([], None, None, None) == (shown["tests"], shown["screen"], shown["plan"], shown["equipment"])
    listed = ann("athlete", "list", "--json", "-").json()
    assert "hipdrive.athletes/1" == listed["schema"]
    assert ["Ann"] == [one["name"] for one in listed["athletes"]]
    assert "Ann no screen yet" in ann("athlete", "list").plain
    assert "1.70 m" in ann("athlete", "show", "Ann").plain
    assert "hipdrive screen Ann" in ann("athlete", "show", "Ann").plain


def test_under_18_the_screen_is_said_to_ask_for_agreement(run: Command) -> None:
    born = date.today() - timedelta(days=15 * 366)  # noqa: DTZ011  the day it is here, as the command takes it
    added = run("athlete", "add", "Kim", *BODY, *CONSENT, "--born", born, "--json", "-").json()
    assert ["minor"] == [one["code"] for one in added["notes"]]
    assert "guardian" in added["notes"][0]["message"]
    assert run("screen", "Kim", "--no-to-rest", "--json", "-").json()["stop"]
    agreed = run("screen", "Kim", "--no-to-rest", "--yes", "guardian_agreed", "--yes", "clinician_agreed", "--json", "-").json()
    assert not agreed["stop"]


def test_the_body_mass_of_a_day_can_be_given_and_put_right(ann: Command) -> None:
    before = ann("athlete", "edit", "Ann", "--mass-kg", 70, "--on", "2024-02-03", "--json", "-").json()
    assert 62.0 == before["mass_kg"], "the newest counts"
    now = ann("athlete", "edit", "Ann", "--mass-kg", 64, "--height-m", 1.71, "--sex", "male", "--born", "1991-01-01", "--json", "-").json()
    assert (64.0, 1.71, "male", "1991-01-01") == (now["mass_kg"], now["height_m"], now["sex"], now["born"])


def test_a_bad_edit_changes_nothing(ann: Command, tmp_path: Path) -> None:
    before = ann("athlete", "show", "Ann", "--json", "-").json()
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('has = ["trampoline"]', encoding="utf-8")
    assert 1 == ann("athlete", "edit", "Ann", "--mass-kg", 64, "--equipment", wrong).code
    assert 1 == ann("athlete", "edit", "Ann", "--mass-kg", 64, "--height-m", 171).code
    assert 1 == ann("athlete", "edit", "Ann", "--height-m", 1.8, "--mass-kg", 900).code
    assert 1 == ann("athlete", "edit", "Ann", "--height-m", 1.8, "--mass-kg", 64, "--on", "2199-01-01").code
    assert 2 == ann("athlete", "edit", "Ann").code
    assert 2 == ann("athlete", "edit", "Ann", "--height-m", 1.8, "--on", "2024-01-01").code
    assert before == ann("athlete", "show", "Ann", "--json", "-").json()


def test_equipment_is_stored_from_its_file_and_shown(ann: Command, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('has = ["mat"]\n[bands]\nown = ["red"]\n[weights]\nkettlebell_kg = [8, 12]\n', encoding="utf-8")
    owned = ann("athlete", "edit", "Ann", "--equipment", file, "--json", "-").json()["equipment"]
    assert (["red"], [8.0, 12.0]) == (owned["bands"], owned["kettlebell_kg"])
    assert "kettlebells 8, 12 kg" in ann("athlete", "show", "Ann").plain
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("bands = 3", encoding="utf-8")
    assert 1 == ann("athlete", "add", "Bob", *BODY, *CONSENT, "--equipment", wrong).code
    assert ["Ann"] == [one["name"] for one in ann("athlete", "list", "--json", "-").json()["athletes"]]


def test_a_renamed_athlete_keeps_everything(ann: Command) -> None:
    first = ann("test", "add", "Ann", *FORCE, "--value", 212, "--json", "-").json()
    renamed = ann("athlete", "rename", "Ann", "Ann Lee", "--json", "-").json()
    assert "Ann Lee" == renamed["name"]
    assert first["results"] == ann("test", "results", "Ann Lee", "--json", "-").json()["results"]
    assert 1 == ann("athlete", "show", "Ann").code


def test_deleting_asks_first_and_erases_backups_too(ann: Command, tmp_path: Path) -> None:
    with open_store() as store:
        copy = backup(store, tmp_path / "copy.sqlite3", now=NOW)
    assert 1 == ann("athlete", "delete", "Ann", said="n").code
    assert 0 == ann("athlete", "show", "Ann").code
    erased = ann("athlete", "delete", "Ann", "--yes", "--json", "-").json()
    assert "hipdrive.erasure/1" == erased["schema"]
    assert erased["rows"] >= 2
    assert [str(copy)] == erased["backups"]
    assert [] == ann("athlete", "list", "--json", "-").json()["athletes"]
    assert [] == ann("athlete", "list", "--db", copy, "--json", "-").json()["athletes"]
    assert 1 == ann("athlete", "delete", "Ann", "--yes").code


def test_every_protocol_is_listed_and_can_be_shown(run: Command) -> None:
    listed = run("test", "list", "--json", "-").json()
    assert "hipdrive.tests/1" == listed["schema"]
    assert list(protocols()) == [one["id"] for one in listed["tests"]]
    assert ["thigh_to_ribs"] == [one["id"] for one in run("test", "list", "--row", "a01", "--json", "-").json()["tests"]]
    for name, one in protocols().items():
        shown = run("test", "show", name).plain
        assert " ".join(one.procedure[-1].split()) in shown
        assert one.fail_means.split()[0] in shown
    plain = run("test", "show", "A01", "--json", "-").json()
    assert ("hipdrive.test/1", "thigh_to_ribs") == (plain["schema"], plain["id"])
    assert {"procedure", "equipment", "criterion", "fail_means", "then", "errors", "error_note", "details", "source"} <= set(plain)


def test_a_strength_test_is_entered_in_one_line_and_tells_the_moment(ann: Command) -> None:
    shown = ann("test", "add", "Ann", *FORCE, "--value", 212)
    assert "84.8 Nm, or 1.37 Nm/kg" in shown.plain
    result = ann("test", "results", "Ann", "--json", "-").json()["results"][0]
    assert {"id", "test", "on", "side", "value", "unit", "passed", "details"} <= set(result)
    assert {"lever_m": 0.4, "hip_flexion_deg": 0.0} == result["details"]
    assert pytest.approx(84.8) == result["judged"]


def test_every_try_is_kept_and_all_or_none_are_stored(ann: Command) -> None:
    assert 3 == len(ann("test", "add", "Ann", *FORCE, "--value", 200, "--value", 210, "--value", 205, "--json", "-").json()["results"])
    assert 1 == ann("test", "add", "Ann", *FORCE, "--value", 200, "--value", 9000).code
    assert [200, 210, 205] == [one["value"] for one in ann("test", "results", "Ann", "--json", "-").json()["results"]]
    latest = ann("athlete", "show", "Ann", "--json", "-").json()["tests"]
    assert [([200, 210, 205], 3)] == [(one["values"], one["count"]) for one in latest]


def test_pounds_are_turned_into_the_unit_of_the_test(ann: Command) -> None:
    force = ann("test", "add", "Ann", *FORCE, "--value", 47, "--unit", "lb", "--json", "-").json()["results"][0]
    assert (pytest.approx(47 * 0.45359237 * 9.80665), "N") == (force["value"], force["unit"])
    most = ("repetition_maximum", "--side", "left", "--detail", "exercise=cable_hip_flexion", "--detail", "reps=8")
    load = ann("test", "add", "Ann", *most, "--value", 25, "--unit", "lb", "--json", "-").json()["results"][0]
    assert (pytest.approx(25 * 0.45359237), "kg") == (load["value"], load["unit"])


def test_a_failed_test_says_what_it_means(ann: Command) -> None:
    shown = ann("test", "add", "Ann", "A01", "--side", "left", "--fail")
    assert "mobility comes before strength" in shown.plain
    assert [[False]] == [one["passed"] for one in ann("athlete", "show", "Ann", "--json", "-").json()["tests"]]


def test_a_result_is_corrected_by_the_first_letters_of_its_id(ann: Command) -> None:
    uid = ann("test", "add", "Ann", *FORCE, "--value", 22, "--unit", "kg", "--on", "2024-02-03", "--json", "-").json()["results"][0]["id"]
    right = ann("test", "correct", "Ann", uid[:8], "--value", 221, "--detail", "device=fixed", "--json", "-").json()["results"][0]
    assert (221, "2024-02-03", "left") == (right["value"], right["on"], right["side"])
    assert {"lever_m": 0.4, "hip_flexion_deg": 0.0, "device": "fixed"} == right["details"]
    dropped = ann("test", "correct", "Ann", right["id"], "--detail", "device=", "--side", "right", "--json", "-").json()["results"][0]
    assert (221, "right", {"lever_m": 0.4, "hip_flexion_deg": 0.0}) == (dropped["value"], dropped["side"], dropped["details"])
    again = ann("test", "correct", "Ann", uid[:8], "--value", 230)
    assert (1, True) == (again.code, "corrected or deleted before" in again.err)
    assert 1 == ann("test", "correct", "Ann", dropped["id"], "--value", 9000).code
    assert [221] == [one["value"] for one in ann("test", "results", "Ann", "--json", "-").json()["results"]]
    assert 2 == ann("test", "correct", "Ann", dropped["id"]).code


def test_a_deleted_result_counts_no_longer(ann: Command) -> None:
    uid = ann("test", "add", "Ann", "sprint_20_m", "--value", 3.4, "--json", "-").json()["results"][0]["id"]
    deleted = ann("test", "delete", "Ann", uid[:8], "--json", "-").json()
    assert (uid, []) == (deleted["deleted"], deleted["results"])
    assert 1 == ann("test", "delete", "Ann", uid[:8]).code
    assert 1 == ann("test", "delete", "Ann", "ffffffff").code
    assert 1 == ann("test", "delete", "Ann", uid[:2]).code


def test_change_says_improved_worse_or_cannot_tell_and_shows_null_results(ann: Command) -> None:
    for on, values in (("2024-02-03", (100, 101)), ("2024-05-03", (190, 191))):
        assert 0 == ann("test", "add", "Ann", *FORCE, *(word for one in values for word in ("--value", one)), "--on", on).code
    assert 0 == ann("test", "add", "Ann", "sprint_20_m", "--value", 3.4, "--on", "2024-02-03").code
    assert 0 == ann("test", "add", "Ann", "sprint_20_m", "--value", 3.3, "--on", "2024-05-03").code
    assert 0 == ann("test", "add", "Ann", "A01", "--side", "right", "--pass", "--on", "2024-05-03").code
    plain = ann("test", "change", "Ann", "--since", "2024-04-01", "--json", "-").json()
    assert ("hipdrive.change/1", "2024-04-01") == (plain["schema"], plain["since"])
    assert {"isometric_hip_flexion": "improved", "sprint_20_m": "cannot tell yet"} == {
        one["test"]: one["verdict"] for one in plain["changes"]
    }
    assert {"before", "after", "unit", "difference", "smallest_detectable", "basis", "why", "one_more"} <= set(plain["changes"][0])
    assert ["thigh_to_ribs"] == [one["test"] for one in plain["only_since"]]
    assert any(one["no_effect"] for one in plain["expected"])
    assert {17.0, 12.2, -3.8} <= {one["change_percent"] for one in plain["expected"]}
    shown = ann("test", "change", "Ann", "--since", "2024-04-01").plain
    assert "(hip_flexion_deg 0): improved" in shown
    assert "no effect" in shown
    nothing = ann("test", "change", "Ann", "--since", "2020-01-01").plain
    assert "nothing can be compared" in nothing


def test_change_without_a_day_holds_the_last_two_days_of_each_test_against_each_other(ann: Command) -> None:
    assert "No test was done on two days, so nothing can be compared." in ann("test", "change", "Ann").plain
    for on, value in (("2024-02-03", 100), ("2024-04-03", 150), ("2024-05-03", 190)):
        assert 0 == ann("test", "add", "Ann", *FORCE, "--value", value, "--on", on).code
    assert 0 == ann("test", "add", "Ann", "sprint_20_m", "--value", 3.4, "--on", "2024-05-04").code
    plain = ann("test", "change", "Ann", "--json", "-").json()
    change = plain["changes"][0]
    assert ("last_two_days", "2024-05-04", "2024-04-03", "2024-05-03") == (
        plain["compared"],
        plain["since"],
        change["before_on"],
        change["since_on"],
    )
    assert (1, 1, 16.0) == (change["days_before"], change["days_since"], round(change["difference"], 6))
    assert ["sprint_20_m"] == [one["test"] for one in plain["only_since"]]
    assert "2024-04-03 and 2024-05-03" in ann("test", "change", "Ann").plain


def test_the_questions_are_listed(run: Command) -> None:
    listed = run("screen", "--questions", "--json", "-").json()
    assert list(questions()) == [one["id"] for one in listed["questions"]]
    assert "not a diagnosis" in run("screen", "--questions").plain


def test_a_red_flag_stops_and_says_to_whom_to_go(ann: Command) -> None:
    plain = ann("screen", "Ann", "--yes", "groin_pain_under_load", "--no-to-rest", "--json", "-").json()
    assert ("hipdrive.screen/1", True) == (plain["schema"], plain["stop"])
    assert "doctor" in plain["refer"][0]
    shown = ann("screen", "Ann", "--yes", "groin_pain_under_load", "--no-to-rest").plain
    assert shown.startswith("Stop:")
    assert "screening, not a diagnosis" in shown
    assert "stop, nothing is prescribed" in ann("athlete", "show", "Ann").plain


def test_back_pain_gates_and_the_rest_goes_on(ann: Command) -> None:
    plain = ann("screen", "Ann", "--yes", "back_pain", "--no-to-rest", "--json", "-").json()
    assert not plain["stop"]
    assert ["straight_leg_lift", "sit_up"] == [gate["kind"] for gate in plain["gates"]]
    assert "Lifts of both straight legs and sit-ups" in ann("screen", "Ann", "--yes", "back_pain", "--no-to-rest").plain


def test_at_a_terminal_the_questions_are_asked_one_by_one(ann: Command) -> None:
    asked = len(questions()) - 1  # no guardian is asked for an adult
    plain = ann("screen", "Ann", "--json", "-", said="n " * asked, terminal=True).json()
    assert (False, asked) == (plain["stop"], len(plain["answers"]))
    red = [one.id for one in questions().values() if "stop" in one.consequence]
    early = ann("screen", "Ann", "--json", "-", said="y" + " n" * (len(red) - 1), terminal=True).json()
    assert (True, red) == (early["stop"], list(early["answers"]))


def test_the_age_is_asked_where_no_day_of_birth_is_stored(run: Command) -> None:
    assert 0 == run("athlete", "add", "Bob", *BODY, *CONSENT).code
    assert 1 == run("screen", "Bob", "--no-to-rest").code
    assert 1 == run("screen", "Bob", said="3", terminal=True).code
    assert 40 == run("screen", "Bob", "--no-to-rest", "--age", 40, "--json", "-").json()["age_years"]
    asked = run("screen", "Bob", "--json", "-", said="17 " + "n " * len(questions()), terminal=True).json()
    assert (17, True, len(questions())) == (asked["age_years"], asked["stop"], len(asked["answers"]))


def test_answers_can_come_from_a_file(ann: Command, tmp_path: Path) -> None:
    file = tmp_path / "answers.toml"
    lines = "\n".join(f"{name} = {'true' if name == 'anterior_hip_pain' else 'false'}" for name in questions())
    file.write_text(lines, encoding="utf-8")
    assert ["early_range"] == [gate["kind"] for gate in ann("screen", "Ann", "--answers", file, "--json", "-").json()["gates"]]
    for text in ("back_pain = 3", "back_pian = true", "age_years = '34'", "back_pain"):
        file.write_text(text, encoding="utf-8")
        refused = ann("screen", "Ann", "--answers", file)
        assert (1, True) == (refused.code, refused.err.startswith("hipdrive: answers.toml: "))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--yes", "back_pain"), "not answered"),
        (("--yes", "back_pian", "--no-to-rest"), "Did you mean back_pain?"),
        (("--no-to-rest", "--age", 12), "by the stored date of birth it is"),
        (("--no-to-rest", "--on", "2199-01-01"), "no later than today"),
        (("--no-to-rest", "--on", "1999-01-01"), "from 2000-01-01 on"),
        (("--answers", "absent.toml"), "no such text file"),
    ],
)
def test_a_screen_is_never_half_stored(ann: Command, words: tuple[object, ...], sentence: str) -> None:
    refused = ann("screen", "Ann", *words)
    assert 1 == refused.code
    assert sentence in refused.err
    assert ann("athlete", "show", "Ann", "--json", "-").json()["screen"] is None


def test_a_screen_that_cannot_be_asked_says_how_to_answer(ann: Command) -> None:
    assert 2 == ann("screen", "Ann").code
    assert 2 == ann("screen").code
    assert ann("athlete", "show", "Ann", "--json", "-").json()["screen"] is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("athlete", "show", "Anna"), "Did you mean Ann?"),
        (("athlete", "rename", "Bob", "Rob"), "athlete 'Bob' is not known"),
        (("athlete", "add", "ANN", *BODY, *CONSENT), "already"),
        (("athlete", "add", "Bob", *BODY, "--consent", "2199-01-01"), "no later than today"),
        (("athlete", "add", "Bob", *BODY, *CONSENT, "--born", "2199-01-01"), "born is 2199-01-01"),
        (("athlete", "add", "Bob", "--sex", "male", "--height-m", 1.8, "--mass-kg", 70000, *CONSENT), "give it in kilograms"),
        (("athlete", "add", "Bob", "--sex", "male", "--height-m", 180, "--mass-kg", 70, *CONSENT), "did you mean 1.80?"),
        (("screen", "Anna", "--no-to-rest"), "Did you mean Ann?"),
        (("test", "add", "Anna", *FORCE, "--value", 212), "Did you mean Ann?"),
        (("test", "results", "Anna"), "Did you mean Ann?"),
        (("test", "change", "Anna", "--since", "2024-01-01"), "Did you mean Ann?"),
        (("test", "show", "thigh_to_rips"), "Did you mean thigh_to_ribs?"),
        (("test", "list", "--row", "A99"), "test 'A99' is not known"),
        (("test", "add", "Ann", "A01", "--side", "both", "--pass"), "enter one result per side"),
        (("test", "add", "Ann", "A01", "--pass"), "side of 'thigh_to_ribs' is missing"),
        (("test", "add", "Ann", "A01", "--side", "left"), "verdict of 'thigh_to_ribs' is missing"),
        (("test", "add", "Ann", "A01", "--side", "left", "--pass", "--unit", "lb"), "has no value"),
        (("test", "add", "Ann", *FORCE), "value of 'isometric_hip_flexion' is missing"),
        (("test", "add", "Ann", *FORCE, "--value", 22), "22 kg on a display are 216 N"),
        (("test", "add", "Ann", *FORCE, "--value", 212, "--unit", "stone"), "must be N, kg, kgf, lb, lbf"),
        (("test", "add", "Ann", *FORCE, "--value", "nan"), "must be between"),
        (("test", "add", "Ann", *FORCE, "--value", 212, "--on", "2199-01-01"), "no later than today"),
        (("test", "add", "Ann", *FORCE, "--value", 212, "--on", "1999-01-01"), "from 2000-01-01 on"),
        (("test", "add", "Ann", *FORCE, "--value", 212, "--detail", "lever_m=40"), "did you mean 0.4?"),
        (("test", "add", "Ann", *FORCE, "--value", 212, "--detail", "lever_m=long"), "must be a number"),
        (("test", "add", "Ann", *FORCE, "--value", 212, "--detail", "lever"), "must be KEY=VALUE"),
        (("test", "add", "Ann", *FORCE, "--value", 212, "--detail", "levr_m=0.4"), "Did you mean lever_m"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_stored(ann: Command, words: tuple[object, ...], sentence: str) -> None:
    before = ann("athlete", "list", "--json", "-").json()
    refused = ann(*words)
    assert 1 == refused.code
    assert "" == refused.out
    assert sentence in refused.err
    assert refused.err.startswith("hipdrive: ")
    assert 1 == refused.err.count("\n")
    assert before == ann("athlete", "list", "--json", "-").json()
    assert [] == ann("test", "results", "Ann", "--json", "-").json()["results"]


def test_an_analysed_run_is_kept_listed_shown_and_dropped(ann: Command, tmp_path: Path) -> None:
    file = tmp_path / "easy.json"
    file.write_text(json_text(run_document(a_run())), encoding="utf-8")
    assert "No run of Ann is kept" in ann("athlete", "runs", "Ann").plain
    kept = ann("athlete", "keep-run", "Ann", file, "--on", "2024-02-03", "--json", "-").json()
    (row,) = kept["runs"]
    assert ("hipdrive.runs/1", "2024-02-03", "easy.json") == (kept["schema"], row["on"], row["file_name"])
    again = ann("athlete", "keep-run", "Ann", file, "--on", "2024-02-03")
    assert (1, True) == (again.code, "is already stored" in again.err)
    assert [row] == ann("athlete", "show", "Ann", "--json", "-").json()["runs"]
    assert "1 kept, the last of 2024-02-03" in ann("athlete", "show", "Ann").plain
    assert row["id"][:8] in ann("athlete", "runs", "Ann").plain
    dropped = ann("athlete", "drop-run", "Ann", row["id"][:8], "--json", "-").json()
    assert (row["id"], []) == (dropped["deleted"], dropped["runs"])
    assert 1 == ann("athlete", "drop-run", "Ann", row["id"][:8]).code


def test_what_is_no_run_is_not_kept(ann: Command, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    for text, sentence in (('{"schema": "hipdrive.plan/1"}', "this is not a run"), ('{"schema": "hipdrive.run/9"}', "later version")):
        file.write_text(text, encoding="utf-8")
        refused = ann("athlete", "keep-run", "Ann", file)
        assert (1, True) == (refused.code, sentence in refused.err)
    assert 1 == ann("athlete", "keep-run", "Ann", tmp_path / "none.json").code
    assert [] == ann("athlete", "runs", "Ann", "--json", "-").json()["runs"]


def test_a_body_mass_of_a_wrong_day_can_be_dropped(ann: Command) -> None:
    assert 0 == ann("athlete", "edit", "Ann", "--mass-kg", 70, "--on", "2024-02-03").code
    assert "62 kg of" in ann("athlete", "drop-mass", "Ann", "2024-02-03").plain
    refused = ann("athlete", "drop-mass", "Ann", "2024-02-03")
    assert (1, True) == (refused.code, "day with a body mass '2024-02-03' is not known" in refused.err)


def test_a_plan_can_be_followed_no_longer(ann: Command) -> None:
    none = ann("athlete", "drop-plan", "Ann")
    assert (1, True) == (none.code, "Ann is not following a plan yet" in none.err)
    with open_store() as store:
        do(store, add_plan, "Ann", followed_by_hand())
    assert ann("athlete", "list", "--json", "-").json()["athletes"][0]["follows_plan"]
    assert ann("athlete", "drop-plan", "Ann", "--json", "-").json()["plan"] is None


def test_a_stored_plan_that_cannot_be_read_is_one_sentence(ann: Command) -> None:
    broken = replace(followed_by_hand(), document={"schema": "hipdrive.plan/1", "goal": "distance", "weeks": "many"})
    with open_store() as store:
        do(store, add_plan, "Ann", broken)
    refused = ann("log", "Ann")
    assert (1, 1, True) == (refused.code, refused.err.count("\n"), "weeks" in refused.err)


def test_a_run_is_analysed_for_a_stored_athlete_with_tests_and_what_was_seen_in_drills(ann: Command, tmp_path: Path) -> None:
    demo = tmp_path / "demo"
    assert 0 == ann("demo", "--folder", demo).code
    assert 0 == ann("test", "add", "Ann", *FORCE, "--value", 200).code
    for side, verdict in (("left", "--fail"), ("right", "--pass")):
        assert 0 == ann("test", "add", "Ann", "A07", "--side", side, verdict).code
    recording = (demo / "run.trc", "--static", demo / "static.trc", "--grf", demo / "grf.mot")
    run = ann("analyse", *recording, "--athlete", "ann", "--json", "-").json()
    assert {"mass_kg": 62.0, "height_m": 1.7, "sex": "female"} == run["athlete"]
    alike = ann("analyse", *recording, "--mass-kg", 62, "--height-m", 1.7, "--sex", "female", "--json", "-").json()
    assert run["form"] != alike["form"]
    assert run["demand"] == alike["demand"]
    unknown = ann("analyse", *recording, "--athlete", "Bob")
    assert (1, True) == (unknown.code, "athlete 'Bob' is not known" in unknown.err)


def test_a_side_without_a_test_is_shown_as_borrowed_wherever_results_are(ann: Command) -> None:
    for on, value in (("2025-01-01", 300), ("2025-01-01", 310), ("2025-03-01", 330)):
        assert 0 == ann("test", "add", "Ann", *FORCE, "--value", value, "--on", on).code
    assert "not tested; 132 Nm on the left" in ann("athlete", "show", "Ann").plain
    shown = [
        ann("test", "results", "Ann"),
        ann("test", "change", "Ann", "--since", "2025-02-01"),
        ann("progress", "Ann", "--since", "2025-02-01"),
    ]
    assert all("The right was not tested: the left's 132 Nm is used as a guess" in one.plain for one in shown)


def test_tries_of_one_day_are_one_day_in_words_and_in_numbers(ann: Command) -> None:
    for on, value in (("2025-01-01", 300), ("2025-01-01", 310), ("2025-03-01", 330)):
        assert 0 == ann("test", "add", "Ann", *FORCE, "--value", value, "--on", on).code
    words = ann("test", "change", "Ann", "--since", "2025-02-01").plain
    assert "122 -> 132 Nm (+10; 1 day before, 1 day since)" in words
    assert "More tries on the same day do not" in words
