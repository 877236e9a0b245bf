"""One unit of work a verb: all or nothing, one instant, the same put twice is one row, and both of two conflicting edits are kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from follow_scenes import START, followed_by_hand
from sqlalchemy import event
from store_scenes import BO, DAY, a_session, add_bo
from store_work import NOW, ask, do, do_on, statements

from hipdrive import coach
from hipdrive.capacity import ScreenAnswers, TestResult
from hipdrive.contract.athletes.log import LogDocument
from hipdrive.errors import ContradictionError, HipDriveError, ValueOutOfRangeError
from hipdrive.language import en
from hipdrive.store import (
    BodyMass,
    EquipmentRecord,
    IdTakenError,
    PlanRecord,
    Put,
    ReadingOnlyError,
    ReplacedEntryError,
    RunRecord,
    Store,
    Unit,
    add_mass,
    add_person,
    add_plan,
    add_results,
    add_run,
    add_screen,
    add_session,
    correct_result,
    correct_session,
    delete_session,
    find_person,
    list_masses,
    list_people,
    list_results,
    list_sessions,
    open_store,
    rename_person,
    set_equipment,
)

MONDAY = START
EVENING = datetime(2026, 10, 30, 21, 0, tzinfo=timezone(timedelta(hours=-5)))
"""Where it is still the 30th, it is the 31st in UTC."""


def together(*works: Callable[[], object]) -> list[object]:
    """Results, or errors, of works that start at once in threads of their own."""
    gate = Barrier(len(works))
    ends: list[object] = [None] * len(works)

    def run(place: int, work: Callable[[], object]) -> None:
        gate.wait()
        try:
            ends[place] = work()
        except HipDriveError as error:
            ends[place] = error

    threads = [Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def add_ann(store: Store) -> None:
    """Ann, who follows a plan that starts on a Monday."""
    do_on(MONDAY, store, add_person, name="Ann", sex="female", height_m=1.7, consent_on=date(2025, 1, 5), mass_kg=62.0)
    do_on(MONDAY, store, add_plan, "Ann", followed_by_hand())


def id_of(logged: LogDocument) -> UUID:
    """Id of the session that was logged."""
    assert logged.session is not None
    return logged.session.id


def cable_session(on: date, note: str = "") -> coach.SessionRecord:
    """A session of an exercise that is in the catalogue, with pain."""
    return coach.typed_session(["cable_hip_flexion LR 3x5 @10kg"], on=on, pains=["1 knee"], note=note)


def test_an_error_that_leaves_the_unit_takes_all_of_it_back(store: Store) -> None:
    def work(unit: Unit) -> None:
        add_person(unit, name=BO, sex="male", height_m=1.8, consent_on=DAY, mass_kg=80.0)
        add_session(unit, BO, a_session())
        assert 1 == len(list_sessions(unit, BO))
        raise RuntimeError("stopped by the caller")

    with pytest.raises(RuntimeError, match="by the caller"):
        do(store, work)
    assert () == ask(store, list_people)


def test_what_reads_may_not_write_and_an_instant_needs_its_zone(store: Store) -> None:
    add_bo(store)
    with pytest.raises(ReadingOnlyError):
        ask(store, add_session, BO, a_session())
    for open_unit in (store.reading, store.writing):
        with pytest.raises(ValueOutOfRangeError, match="time zone"), open_unit(datetime(2026, 1, 1)):  # noqa: DTZ001  it is the test
            pass


def test_an_edit_whose_last_step_fails_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add_ann(store)

    def fail(*_: object, **__: object) -> None:
        raise HipDriveError(en("the last step failed"))

    monkeypatch.setattr("hipdrive.coach.roster.athlete.change_person", fail)
    owned = coach.EquipmentText(text='has = ["mat"]', file="own.toml")
    with pytest.raises(HipDriveError, match="last step"):
        do(store, coach.edit_athlete, "Ann", mass_kg=64.0, height_m=1.71, equipment=owned)
    assert [62.0] == [mass.value.mass_kg for mass in ask(store, list_masses, "Ann", history=True)]
    assert ask(store, coach.known, "Ann").equipment is None


def test_a_mass_edited_in_the_evening_counts_where_the_date_is_behind_utc(store: Store) -> None:
    with store.writing(EVENING) as unit:
        coach.add_athlete(unit, name="Eve", sex="female", height_m=1.7, mass_kg=62.0, consent_on=EVENING.date())
    with store.writing(EVENING + timedelta(hours=1)) as unit:
        coach.edit_athlete(unit, "Eve", mass_kg=70.0)
    athlete = ask(store, coach.known, "Eve")
    assert BodyMass(on=date(2026, 10, 30), mass_kg=70.0) == athlete.mass
    assert 70.0 == athlete.body().mass_kg


def test_a_day_that_has_begun_only_elsewhere_is_no_future(store: Store) -> None:
    add_bo(store)
    ahead = datetime(2026, 10, 31, 1, 0, tzinfo=timezone(timedelta(hours=13)))
    with store.writing(ahead) as unit:
        add_session(unit, BO, a_session(date(2026, 10, 31)))
    with store.writing(EVENING) as unit, pytest.raises(ValueOutOfRangeError, match=r"no later than today \(2026-10-30\)"):
        add_session(unit, BO, a_session(date(2026, 11, 1)))


def test_two_who_log_one_day_as_planned_at_once_store_one_session(store: Store, store_url: str) -> None:
    add_ann(store)
    typed = coach.typed_session(on=MONDAY)
    with open_store(store_url) as other:
        ends = together(*(lambda place=place: do_on(MONDAY, place, coach.log_as_planned, "Ann", typed) for place in (store, other)))
    assert 1 == sum(isinstance(end, ContradictionError) for end in ends)
    assert 1 == len(ask(store, list_sessions, "Ann", history=True))


def test_one_planned_session_is_one_row_even_when_it_was_done_early(store: Store) -> None:
    add_ann(store)
    tuesday, wednesday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
    early = do_on(tuesday, store, coach.log_as_planned, "Ann", coach.typed_session(on=tuesday))
    assert [f"That was the session planned for {wednesday}, done on {tuesday}."] == [note.message for note in early.notes]
    assert early.next is not None
    assert wednesday < early.next.on
    with pytest.raises(ContradictionError, match=f"A session for {wednesday} is already logged"):
        do_on(wednesday, store, coach.log_as_planned, "Ann", coach.typed_session(on=wednesday))


def test_a_planned_session_that_was_deleted_can_be_logged_again(store: Store) -> None:
    add_ann(store)
    typed = coach.typed_session(on=MONDAY)
    for _ in range(3):
        logged = do_on(MONDAY, store, coach.log_as_planned, "Ann", typed)
        do_on(MONDAY, store, coach.drop_session, "Ann", str(id_of(logged)))
    assert 3 == len({entry.uid for entry in ask(store, list_sessions, "Ann", history=True)})
    do_on(MONDAY, store, coach.log_as_planned, "Ann", typed)
    assert 1 == len(ask(store, list_sessions, "Ann"))


def test_one_log_is_one_transaction_of_few_statements(store: Store) -> None:
    add_ann(store)
    begun: list[object] = []
    event.listen(store.engine, "begin", begun.append)
    with statements(store) as asked:
        do_on(MONDAY, store, coach.log_as_planned, "Ann", coach.typed_session(on=MONDAY, pains=["1 knee"]))
    assert (1, True) == (len(begun), len(asked) <= 12), asked
    with statements(store) as asked:
        do_on(MONDAY, store, coach.log_session, "Ann", cable_session(MONDAY), uid=uuid4())
    assert len(asked) <= 12, asked
    with statements(store) as asked:
        do_on(MONDAY, store, coach.amend_session, "Ann", "last", coach.typed_session(on=MONDAY, pains=["2 knee"]))
    assert len(asked) <= 15, asked


def test_a_list_of_many_athletes_takes_few_statements(store: Store) -> None:
    with store.writing(NOW) as unit:
        for number in range(201):
            add_person(unit, name=f"Athlete {number}", sex="male", height_m=1.8, consent_on=DAY, mass_kg=70.0)
    add_ann(store)
    with statements(store) as asked:
        listed = ask(store, coach.athlete_list)
    assert len(asked) <= 11, asked  # one to each table, and two that say who changed
    assert 202 == len(listed.athletes)
    assert ["Ann"] == [athlete.name for athlete in listed.athletes if athlete.follows_plan]
    with statements(store) as asked:
        again = ask(store, coach.athlete_list)
    assert (listed, True) == (again, len(asked) <= 2), asked


PUTS: dict[str, tuple[Callable[..., object], object, object]] = {
    "body mass": (add_mass, BodyMass(on=DAY, mass_kg=79.0), BodyMass(on=DAY, mass_kg=78.0)),
    "screen": (add_screen, ScreenAnswers(on=DAY, age_years=30, yes={}), ScreenAnswers(on=DAY, age_years=31, yes={})),
    "equipment": (set_equipment, EquipmentRecord(on=DAY, toml="[bands]\n"), EquipmentRecord(on=DAY, toml="")),
    "run": (add_run, RunRecord(on=DAY, file_name="a.c3d", document={"x": [1, 2.0]}), RunRecord(on=DAY, file_name="b.c3d")),
    "plan": (add_plan, PlanRecord(starts_on=DAY, document={"weeks": 6}), PlanRecord(starts_on=DAY, document={"weeks": 4})),
    "session": (add_session, a_session(), replace(a_session(), sets=a_session().sets[1:])),
}


@pytest.mark.parametrize("kind", PUTS)
def test_the_same_put_twice_is_one_row_and_other_content_under_its_id_is_refused(store: Store, kind: str) -> None:
    put, value, other = PUTS[kind]
    add_bo(store)
    do(store, add_person, name="Al", sex="male", height_m=1.8, consent_on=DAY)
    uid = uuid4()
    first = do(store, put, BO, value, uid=uid)
    before = counts(store)
    assert first == do(store, put, BO, value, uid=uid) == (Put(uid=uid, counting=uid) if kind == "session" else uid)
    for name, content in ((BO, other), ("Al", value)):
        with pytest.raises(IdTakenError, match=str(uid)) as refused:
            do(store, put, name, content, uid=uid)
        assert "id_taken" == refused.value.code
    assert before == counts(store)


def counts(store: Store) -> list[int]:
    """Rows of every table."""
    with store.reading(NOW) as unit:
        tables = ("person", "body_mass", "screen", "equipment", "run", "plan", "session", "logged_set", "pain", "test_result")
        return [unit.connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() for table in tables]  # noqa: S608  our own names


def test_the_same_results_put_twice_are_stored_once(store: Store) -> None:
    add_bo(store)
    hop, uids = TestResult(protocol="hop", on=DAY, value=2, details={"reps": 3}), [uuid4(), uuid4()]
    for _ in range(2):
        assert tuple(uids) == do(store, add_results, BO, [hop, hop], uids=uids)
    with pytest.raises(IdTakenError):
        do(store, add_results, BO, [replace(hop, value=3.0)], uids=uids[:1])
    assert 2 == len(ask(store, list_results, BO))


def test_the_same_athlete_put_twice_is_one_even_on_another_day(store: Store) -> None:
    uid, owned = uuid4(), coach.EquipmentText(text='has = ["mat"]', file="own.toml")

    def put(on: date, mass_kg: float = 62.0, name: str = "Ann") -> UUID:
        return do_on(
            on, store, coach.add_athlete, name=name, sex="female", height_m=1.7, mass_kg=mass_kg, consent_on=DAY, equipment=owned, uid=uid
        ).uid

    assert uid == put(DAY) == put(DAY + timedelta(days=1))
    assert 1 == len(ask(store, list_masses, "Ann", history=True))
    for other in ({"mass_kg": 70.0}, {"name": "Bea"}):
        with pytest.raises(IdTakenError):
            put(DAY, **other)
    assert ["Ann"] == [person.name for person in ask(store, list_people)]


def test_two_who_put_one_athlete_at_once_get_the_same(store: Store, store_url: str) -> None:
    uid = uuid4()
    with open_store(store_url) as other:
        ends = together(
            *(
                lambda place=place: do(place, add_person, name="Al", sex="male", height_m=1.8, consent_on=DAY, uid=uid).uid
                for place in (store, other)
            )
        )
    assert [uid, uid] == ends
    assert 1 == len(ask(store, list_people))


def test_of_two_conflicting_edits_both_are_kept_and_a_note_names_the_one_that_counts(store: Store) -> None:
    add_ann(store)
    target = id_of(do_on(MONDAY, store, coach.log_session, "Ann", cable_session(MONDAY)))
    first, second = (coach.typed_session(on=MONDAY, note=note) for note in ("first", "second"))
    counting, beside = uuid4(), uuid4()
    assert () == do_on(MONDAY, store, coach.amend_session, "Ann", str(target), first, uid=counting).notes
    for _ in range(2):
        (note,) = do_on(MONDAY, store, coach.amend_session, "Ann", str(target), second, uid=beside).notes
        assert ("other_version_counts", True) == (note.code, str(counting)[:8] in note.message)
    assert [counting] == [entry.uid for entry in ask(store, list_sessions, "Ann")]
    kept = {entry.uid: entry for entry in ask(store, list_sessions, "Ann", history=True)}
    assert {target, counting, beside} == set(kept)
    assert ("second", target, True) == (kept[beside].value.note, kept[beside].corrects, kept[beside].superseded_at is not None)
    with pytest.raises(ReplacedEntryError, match="was corrected or deleted before"):
        do_on(MONDAY, store, coach.amend_session, "Ann", str(target), second)
    later = do_on(MONDAY, store, coach.amend_session, "Ann", str(counting), coach.typed_session(on=MONDAY, note="third"))
    again = do_on(MONDAY, store, correct_session, "Ann", target, kept[beside].value, uid=beside)
    assert Put(uid=beside, counting=id_of(later)) == again


def test_an_edit_of_what_was_deleted_meanwhile_is_kept_and_says_so(store: Store) -> None:
    add_bo(store)
    target, beside = do(store, add_session, BO, cable_session(DAY)).uid, uuid4()
    do(store, delete_session, BO, target)
    (note,) = do(store, coach.amend_session, BO, str(target), coach.typed_session(on=DAY, note="late"), uid=beside).notes
    assert "deleted_meanwhile" == note.code
    assert beside not in {entry.uid for entry in ask(store, list_sessions, BO)}
    assert Put(uid=beside, counting=None) == do(store, correct_session, BO, target, cable_session(DAY, "late"), uid=beside)


def test_conflicting_edits_of_a_result_are_kept_both(store: Store) -> None:
    add_bo(store)
    hop = TestResult(protocol="hop", on=DAY, value=2.0)
    (target,) = do(store, add_results, BO, [hop])
    first = do(store, correct_result, BO, target, replace(hop, value=2.1), uid=uuid4())
    second = do(store, correct_result, BO, target, replace(hop, value=2.2), uid=uuid4())
    assert (True, False, first.uid) == (first.counts, second.counts, second.counting)
    assert [2.1] == [entry.value.value for entry in ask(store, list_results, BO)]
    assert {2.0, 2.1, 2.2} == {entry.value.value for entry in ask(store, list_results, BO, history=True)}


def test_a_log_put_twice_answers_the_same_and_pain_is_not_added_twice(store: Store) -> None:
    add_ann(store)
    uid, pain = uuid4(), uuid4()
    first, again = (do_on(MONDAY, store, coach.log_session, "Ann", cable_session(MONDAY), uid=uid) for _ in range(2))
    assert first == again
    felt = coach.typed_session(on=MONDAY, pains=["3 groin after"])
    one, two = (do_on(MONDAY, store, coach.log_pain, "Ann", felt, uid=pain) for _ in range(2))
    assert one == two
    assert [len(cable_session(MONDAY).pains) + 1] == [len(entry.value.pains) for entry in ask(store, list_sessions, "Ann")]


def test_whoever_is_renamed_in_a_unit_is_found_under_the_new_name(store: Store) -> None:
    add_bo(store)
    with store.writing(NOW) as unit:
        find_person(unit, BO)
        rename_person(unit, BO, "Boris")
        assert "Boris" == find_person(unit, "boris").name
        with pytest.raises(HipDriveError, match="athlete 'Bo' is not known"):
            find_person(unit, BO)


def test_eight_threads_with_mixed_verbs_share_one_open_store(store: Store) -> None:
    names = [f"Athlete {number}" for number in range(8)]
    for name in names:
        do_on(MONDAY, store, add_person, name=name, sex="female", height_m=1.7, consent_on=date(2025, 1, 5), mass_kg=62.0)
        do_on(MONDAY, store, add_plan, name, followed_by_hand())

    def work(name: str) -> None:
        do_on(MONDAY, store, coach.log_as_planned, name, coach.typed_session(on=MONDAY))
        do_on(MONDAY, store, coach.enter_results, name, [TestResult(protocol="sprint_20_m", on=MONDAY, value=3.4)])
        ask(store, coach.athlete_list)
        do_on(MONDAY, store, coach.log_pain, name, coach.typed_session(on=MONDAY, pains=["1 knee"]))
        do_on(MONDAY, store, coach.edit_athlete, name, mass_kg=63.0)

    assert [None] * 8 == together(*(lambda name=name: work(name) for name in names))
    for name in names:
        (session,) = ask(store, list_sessions, name)
        assert (1, 1) == (len(session.value.pains), len(ask(store, list_results, name)))
        athlete = ask(store, coach.known, name)
        assert 63.0 == athlete.body().mass_kg
