"""The store keeps what it is given, on both engines, and says in a sentence what it refuses."""

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from store_scenes import ANNA, BO, DAY, a_session, a_set, add_anna, add_bo
from store_work import ask, do

from hipdrive.capacity.screen import ScreenAnswers
from hipdrive.capacity.tested.result import TestResult
from hipdrive.errors import HipDriveError, UnknownNameError, ValueOutOfRangeError
from hipdrive.language import en
from hipdrive.store import (
    BodyMass,
    ConsentMissingError,
    DuplicateError,
    EquipmentRecord,
    PlanRecord,
    ReplacedEntryError,
    RunRecord,
    Store,
    Stored,
    StoreError,
    StoreNewerError,
    UnknownEntryError,
    active_plan,
    add_mass,
    add_person,
    add_plan,
    add_results,
    add_run,
    add_screen,
    add_session,
    change_person,
    correct_mass,
    correct_result,
    correct_session,
    delete_mass,
    delete_plan,
    delete_result,
    delete_run,
    delete_session,
    equipment_of,
    find_person,
    list_masses,
    list_people,
    list_results,
    list_runs,
    list_screens,
    list_sessions,
    open_store,
    progress_by_day,
    rename_person,
    set_equipment,
)
from hipdrive.store.database.place import place_of
from hipdrive.training.log.session import PainRecord, SessionRecord, SetRecord


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_store_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "store.sqlite3"
    with open_store(str(path)) as store:
        add_anna(store)
        files = sorted(path.parent.iterdir())
        assert ["store.sqlite3", "store.sqlite3-shm", "store.sqlite3-wal"] == [file.name for file in files]
        assert {0o600} == {mode(file) for file in files}
    assert 0o700 == mode(path.parent)


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    open_store(str(path)).close()
    path.chmod(0o644)
    open_store(str(path)).close()
    assert 0o600 == mode(path)


def test_without_a_name_the_store_is_in_the_data_folder_or_where_the_variable_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HIPDRIVE_DB", f"sqlite:///{tmp_path / 'named.sqlite3'}")
    assert tmp_path / "named.sqlite3" == place_of(None).path
    assert tmp_path / "typed.sqlite3" == place_of(str(tmp_path / "typed.sqlite3")).path
    monkeypatch.delenv("HIPDRIVE_DB")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    found = place_of(None).path
    assert found is not None
    assert found.is_relative_to(tmp_path)
    assert "hipdrive" == found.parent.name


def test_sqlite_is_set_so_that_nothing_committed_is_lost(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.sqlite3")) as store, store.engine.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        assert ["wal", 2, 1, 1] == [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in pragmas]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://a@b/c", "mysql"),
        ("sqlite://", "not a plain file"),
        (":memory:", "not a plain file"),
        ("sqlite:///x?mode=ro", "not a plain file"),
        ("postgresql://a@b:port/c", "cannot be read"),
    ],
)
def test_a_place_that_can_be_no_store_is_refused(url: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        open_store(url)


def test_a_password_stands_in_no_sentence() -> None:
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        open_store("postgresql://me:secret@/none?host=/nowhere")
    assert "secret" not in str(caught.value)


def test_without_the_driver_of_postgresql_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=re.escape("pip install 'hipdrive[postgresql]'")):
        open_store("postgresql://me@/none?host=/nowhere")


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, this is a letter.")
    with pytest.raises(StoreError, match="not a Hipdrive database"):
        open_store(str(path))
    assert path.read_text() == "Dear Sir or Madam, this is a letter."


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.sqlite3"
    theirs = sqlite3.connect(path)
    theirs.execute("CREATE TABLE bookmark (id INTEGER)")
    theirs.close()
    with pytest.raises(StoreError, match="another program"):
        open_store(str(path))


def test_a_damaged_database_ends_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with open_store(str(path)) as store:
        add_bo(store)
    data = bytearray(path.read_bytes())
    data[1000:] = b"\xff" * (len(data) - 1000)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"):
        open_store(str(path))


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(str(tmp_path))


def test_a_folder_that_may_not_be_written_ends_in_a_sentence() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)  # to root all folders are open
        try:
            with pytest.raises(StoreError, match="cannot be opened"):
                open_store(str(folder / "store.sqlite3"))
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)


def test_a_store_of_a_newer_version_is_refused(store: Store, store_url: str) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE hipdrive_version SET version_num = '9999'")
    with pytest.raises(StoreNewerError, match=r"9999.*newer Hipdrive"):
        open_store(store_url)


def test_nothing_of_the_store_is_imported_by_the_program_before_it_is_asked_for() -> None:
    code = "import sys, hipdrive, hipdrive.cli; print([name for name in ('sqlalchemy', 'alembic', 'platformdirs') if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "[]" == told.stdout.strip()


def test_a_person_comes_back_as_entered_and_is_found_whatever_the_capitals(store: Store) -> None:
    entered = do(store, add_person, name="  Zoë   Fast ", sex="female", height_m=1.71, consent_on=DAY, born=date(1999, 1, 1), mass_kg=58.5)
    assert entered == ask(store, find_person, "ZOË fast")
    assert ("Zoë Fast", UTC) == (entered.name, entered.created_at.tzinfo)
    assert [58.5] == [one.value.mass_kg for one in ask(store, list_masses, "zoë fast")]
    assert 58.5 == entered.athlete(58.5).mass_kg


def test_nothing_is_stored_without_consent(store: Store) -> None:
    with pytest.raises(ConsentMissingError):
        do(store, add_person, name="Eve", sex="female", height_m=1.7, consent_on=None)
    assert () == ask(store, list_people)


def test_a_name_is_given_once(store: Store) -> None:
    add_bo(store)
    with pytest.raises(DuplicateError, match="already an athlete named 'bO'"):
        do(store, add_person, name="bO", sex="male", height_m=1.7, consent_on=DAY)
    do(store, add_person, name="Al", sex="male", height_m=1.7, consent_on=DAY)
    with pytest.raises(DuplicateError):
        do(store, rename_person, "al", "BO")
    assert ["Al", "Bo"] == [one.name for one in ask(store, list_people)]


def test_a_person_can_be_renamed_and_put_right(store: Store) -> None:
    add_bo(store)
    assert "BO" == do(store, rename_person, "bo", "BO").name
    assert "Boris" == do(store, rename_person, "bo", "Boris").name
    assert 1.83 == do(store, change_person, "boris", height_m=1.83).height_m
    assert 1 == len(ask(store, list_sessions, "Boris"))
    assert ask(store, find_person, "Boris") == ask(store, list_people)[0]


def test_an_unknown_name_gets_the_nearest(store: Store) -> None:
    add_anna(store)
    for work in (find_person, list_sessions, progress_by_day, list_results):
        with pytest.raises(UnknownNameError, match=f"Did you mean {ANNA}"):
            ask(store, work, "Anna Quassowski-Überal")


@pytest.mark.parametrize(
    "change",
    [
        {"name": " "},
        {"name": "x" * 81},
        {"name": "a\x00b"},
        {"height_m": 171.0},
        {"sex": "other"},
        {"consent_on": date(2199, 1, 1)},
        {"born": date(1790, 1, 1)},
        {"mass_kg": 580.0},
    ],
)
def test_a_person_who_cannot_be_is_refused_and_not_stored(store: Store, change: dict[str, object]) -> None:
    with pytest.raises(ValueOutOfRangeError):
        do(store, add_person, **{"name": "Eve", "sex": "female", "height_m": 1.7, "consent_on": DAY, **change})  # type: ignore[arg-type]
    assert () == ask(store, list_people)


def test_repeats_of_a_test_are_kept_and_a_correction_keeps_what_stood_before(store: Store) -> None:
    add_bo(store)
    one = TestResult(protocol="hop", on=DAY, side="left", value=0.1 + 0.2, details={"device": "tape", "reps": 3.0})
    uids = do(store, add_results, BO, [one, one])
    corrected = replace(one, value=2.0)
    newest = do(store, correct_result, BO, uids[0], corrected).uid
    assert {uids[1]: one, newest: corrected} == {kept.uid: kept.value for kept in ask(store, list_results, BO, protocol="hop")}
    history = {kept.uid: kept for kept in ask(store, list_results, BO, history=True)}
    assert one == history[uids[0]].value
    assert history[uids[0]].superseded_at is not None
    assert uids[0] == history[newest].corrects
    do(store, delete_result, BO, newest)
    assert [uids[1]] == [kept.uid for kept in ask(store, list_results, BO)]
    assert [True] == [kept.deleted for kept in ask(store, list_results, BO, history=True) if kept.uid == newest]
    assert () == ask(store, list_results, BO, protocol="other")


def test_a_figure_that_is_no_number_is_refused(store: Store) -> None:
    add_bo(store)
    with pytest.raises(ValueOutOfRangeError, match="nan"):
        do(store, add_results, BO, [TestResult(protocol="hop", on=DAY, value=float("nan"))])
    with pytest.raises(StoreError, match="cannot keep"):
        do(store, add_results, BO, [TestResult(protocol="hop", on=DAY, details={"lever_m": float("inf")})])
    assert () == ask(store, list_results, BO, history=True)


def test_what_was_replaced_cannot_be_changed_again(store: Store) -> None:
    add_bo(store)
    uid = ask(store, list_sessions, BO)[0].uid
    do(store, correct_session, BO, uid, a_session(note="better"))
    with pytest.raises(ReplacedEntryError):
        do(store, correct_session, BO, uid, a_session(note="again"))
    with pytest.raises(ReplacedEntryError):
        do(store, delete_session, BO, uid)
    assert ["better"] == [one.value.note for one in ask(store, list_sessions, BO)]


def session_of(store: Store, uid: UUID) -> Stored[SessionRecord]:
    """A session of Bo, whether it counts or not."""
    (entry,) = (entry for entry in ask(store, list_sessions, BO, history=True) if entry.uid == uid)
    return entry


def test_an_entry_of_somebody_else_is_not_reached(store: Store) -> None:
    add_anna(store)
    add_bo(store)
    uid = ask(store, list_sessions, BO)[0].uid
    with pytest.raises(UnknownEntryError):
        do(store, delete_session, ANNA, uid)
    with pytest.raises(UnknownEntryError):
        do(store, delete_result, ANNA, uuid4())


def test_a_day_has_one_body_mass(store: Store) -> None:
    add_bo(store)
    first = do(store, add_mass, BO, BodyMass(on=DAY, mass_kg=79.0))
    with pytest.raises(DuplicateError, match="2026-03-02"):
        do(store, add_mass, BO, BodyMass(on=DAY, mass_kg=78.0))
    newest = do(store, correct_mass, BO, first, BodyMass(on=DAY, mass_kg=78.5)).uid
    assert [78.5] == [one.value.mass_kg for one in ask(store, list_masses, BO, until=DAY)]
    do(store, delete_mass, BO, newest)
    assert [80.0] == [one.value.mass_kg for one in ask(store, list_masses, BO)]


def test_screens_and_runs_come_back_as_entered(store: Store) -> None:
    add_bo(store)
    answers = ScreenAnswers(on=DAY, age_years=None, yes={"night_pain": True, "back_pain": False})
    do(store, add_screen, BO, answers)
    assert [answers] == [one.value for one in ask(store, list_screens, BO)]
    run = RunRecord(on=DAY, file_name="läufe/1.c3d", document={"b": [1, 2.5, None, "ü\u0000"], "a": {"x": True}})
    uid = do(store, add_run, BO, run)
    assert [run] == [one.value for one in ask(store, list_runs, BO)]
    with pytest.raises(DuplicateError, match=re.escape("'läufe/1.c3d' of 2026-03-02")):
        do(store, add_run, BO, RunRecord(on=DAY, file_name="läufe/1.c3d"))
    do(store, delete_run, BO, uid)
    do(store, add_run, BO, RunRecord(on=DAY, file_name="läufe/1.c3d"))


def test_one_plan_is_followed_and_the_newest_equipment_counts(store: Store) -> None:
    add_bo(store)
    assert ask(store, active_plan, BO) is None
    assert ask(store, equipment_of, BO) is None
    plan = PlanRecord(starts_on=date(2026, 12, 1), document={"schema": "hipdrive.plan/1"}, programme=({"dose": "a_skip alt 2x20m"},))
    first, second = do(store, add_plan, BO, plan), do(store, add_plan, BO, replace(plan, starts_on=date(2026, 11, 1)))
    followed = ask(store, active_plan, BO)
    assert followed is not None
    assert second == followed.uid
    assert first != second
    assert plan.programme == followed.value.programme
    do(store, delete_plan, BO, second)
    assert ask(store, active_plan, BO) is None
    do(store, set_equipment, BO, EquipmentRecord(on=DAY, toml="a = 1\r\n"))
    newest = EquipmentRecord(on=DAY, toml="b = 2", options={"days": ["mon"]})
    do(store, set_equipment, BO, newest)
    assert newest == ask(store, equipment_of, BO)


def test_a_session_comes_back_as_entered(store: Store) -> None:
    add_bo(store)
    uids = {session: do(store, add_session, BO, session).uid for session in (a_session(DAY), SessionRecord(on=DAY, skipped=True))}
    for session, uid in uids.items():
        assert session == session_of(store, uid).value
    assert [date(2026, 3, 3)] == [one.value.on for one in ask(store, list_sessions, BO, since=date(2026, 3, 3))]
    assert set(uids.values()) == {one.uid for one in ask(store, list_sessions, BO, until=DAY)}


def test_a_corrected_session_is_kept_as_it_was(store: Store) -> None:
    add_bo(store)
    before = ask(store, list_sessions, BO)[0]
    corrected = replace(before.value, sets=(a_set(5), *before.value.sets[1:]))
    put = do(store, correct_session, BO, before.uid, corrected)
    now, then = session_of(store, put.uid), session_of(store, before.uid)
    assert put.counts
    assert (before.value, before.uid) == (then.value, now.corrects)
    assert corrected == now.value
    assert [put.uid] == [entry.uid for entry in ask(store, list_sessions, BO)]


def test_a_day_that_cannot_be_is_refused(store: Store) -> None:
    add_bo(store)
    works: list[Callable[[date], object]] = [
        lambda on: do(store, add_session, BO, SessionRecord(on=on)),
        lambda on: do(store, add_results, BO, [TestResult(protocol="hop", on=on)]),
        lambda on: do(store, add_mass, BO, BodyMass(on=on, mass_kg=80.0)),
        lambda on: do(store, add_screen, BO, ScreenAnswers(on=on, age_years=30, yes={})),
    ]
    for work in works:
        for on in (date(2199, 1, 1), date(1899, 1, 1)):
            with pytest.raises(ValueOutOfRangeError):
                work(on)


def test_a_session_that_fails_half_way_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add_bo(store)

    def fail(_: PainRecord) -> dict[str, object]:
        raise HipDriveError(en("stopped here"))

    monkeypatch.setattr("hipdrive.store.entries.sessions.pain_columns", fail)
    with pytest.raises(HipDriveError, match="stopped here"):
        do(store, add_session, BO, a_session(DAY))
    with pytest.raises(HipDriveError, match="stopped here"):
        do(store, correct_session, BO, ask(store, list_sessions, BO)[0].uid, a_session(DAY))
    assert [date(2026, 3, 3)] == [one.value.on for one in ask(store, list_sessions, BO, history=True)]


def test_progress_is_what_adding_up_the_sessions_gives(store: Store) -> None:
    add_anna(store)
    add_bo(store)
    left_out = replace(a_set(1, 40.0), reps=None, skipped=True)
    mixed = (a_set(3, 20.0), a_set(9, 2.0, "right"), replace(a_set(4), hold_s=2.0), left_out)
    do(store, add_session, ANNA, SessionRecord(on=DAY, sets=mixed))
    sessions = [one.value for one in ask(store, list_sessions, ANNA)]
    sets = [one for session in sessions for one in session.sets]
    days = ask(store, progress_by_day, ANNA)
    assert {(DAY, one.exercise, one.side) for one in sets} == {(day.on, day.exercise, day.side) for day in days}
    for day in days:
        mine = [one for one in sets if (one.exercise, one.side) == (day.exercise, day.side)]
        done = [one for one in mine if not one.skipped]
        masses = [one.load.mass_kg for one in done if one.load and one.load.mass_kg is not None]
        assert (len(done), len(mine) - len(done)) == (day.sets, day.skipped)
        assert {str(one.load) for one in done if one.load} == set(day.loads)
        assert max(masses, default=None) == day.best_load_kg
        assert max((one.reps for one in done if one.reps), default=None) == day.best_reps
        assert sum(one.reps or 0 for one in done) == (day.reps or 0)
        assert max((one.hold_s for one in done if one.hold_s), default=None) == day.best_hold_s
        assert sum(one.distance_m or 0 for one in done) == (day.distance_m or 0)
        volume = sum((one.reps or 0) * (one.load.mass_kg or 0) for one in done if one.load)
        assert pytest.approx(volume) == (day.volume_kg or 0)
        assert (2 if (day.exercise, day.side) == ("cable_hip_flexion", "left") else 1) == day.worst_pain


def test_progress_can_be_asked_for_one_exercise_and_a_time(store: Store) -> None:
    add_bo(store)
    for week in range(3):
        sets = (SetRecord(exercise="a_skip", side="both", distance_m=20.0 + week),)
        do(store, add_session, BO, SessionRecord(on=DAY + timedelta(weeks=week), sets=sets))
    found = ask(store, progress_by_day, BO, "a_skip", since=DAY + timedelta(days=7))
    assert [21.0, 22.0] == [day.distance_m for day in found]
    assert {None} == {day.worst_pain for day in found}, "nothing was said about pain, which is not 'no pain'"


def test_times_are_utc(store: Store) -> None:
    add_bo(store)
    here = datetime(2026, 11, 2, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    with store.writing(here) as unit:
        put = add_session(unit, BO, a_session(date(2026, 11, 2)))
    created = session_of(store, put.uid).created_at
    assert (here, timedelta(0)) == (created, created.utcoffset())


def test_an_error_of_the_database_tells_nothing_that_was_stored(store: Store) -> None:
    add_anna(store)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE pain")
    with pytest.raises(StoreError) as caught:
        do(store, add_session, ANNA, a_session(note="a secret"))
    assert re.search("Anna|secret|cable", f"{caught.value} {caught.value.__cause__} {store!r}") is None
