"""Sets sent piece by piece: nothing lost, nothing doubled, in whatever order and however often they come."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from follow_scenes import START, followed_by_hand
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_work import ask_on, do_on, export_to, import_from

from hipdrive import coach
from hipdrive.coach import Piece
from hipdrive.contract.athletes.sent import SentDocument
from hipdrive.errors import UnknownNameError, ValueOutOfRangeError
from hipdrive.store import IdTakenError, Store, add_person, add_plan, list_sessions, open_store
from hipdrive.training import PainRecord, SessionRecord, SetRecord
from hipdrive.training.log.dose import DoseLoad

CABLE = "cable_hip_flexion"
SESSION = UUID(int=7)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with Ann, who follows a plan."""
    with open_store(str(tmp_path / "store.sqlite3")) as opened:
        add_ann(opened)
        yield opened


def add_ann(store: Store) -> None:
    do_on(START, store, add_person, name="Ann", sex="female", height_m=1.7, consent_on=date(2025, 1, 5), mass_kg=62.0)
    do_on(START, store, add_plan, "Ann", followed_by_hand())


def a_set(reps: int, side: str = "left") -> SetRecord:
    return SetRecord(exercise=CABLE, side=side, reps=reps, load=DoseLoad(mass_kg=10.0), rir=2.0)  # type: ignore[arg-type]


def piece(value: SetRecord | PainRecord | str | None, number: int = 0, *, revision: int = 1, kind: str = "set", on: date = START) -> Piece:
    return Piece(session=SESSION, on=on, kind=kind, number=number, revision=revision, value=value)  # type: ignore[arg-type]


def send(store: Store, uid: UUID, sent: Piece) -> SentDocument:
    return do_on(START, store, coach.log_piece, "Ann", uid, sent)


def sessions(store: Store) -> list[SessionRecord]:
    return [entry.value for entry in ask_on(START, store, list_sessions, "Ann")]


THREE = tuple((UUID(int=100 + number), piece(a_set(5 + number), number)) for number in range(3))


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_sets_in_any_order_and_each_put_twice_are_one_session_in_the_order_of_the_plan(store: Store, order: tuple[int, ...]) -> None:
    for place in (*order, *order):
        send(store, *THREE[place])
    assert [SessionRecord(on=START, sets=(a_set(5), a_set(6), a_set(7)))] == sessions(store)


def test_a_later_revision_takes_the_place_and_a_late_old_one_changes_nothing(store: Store) -> None:
    uid = uuid4()
    assert 2 == send(store, uid, piece(a_set(8), revision=2)).revision
    assert 2 == send(store, uid, piece(a_set(5), revision=1)).revision
    assert [a_set(8)] == list(sessions(store)[0].sets)


def test_the_same_revision_that_says_something_else_is_refused(store: Store) -> None:
    uid = uuid4()
    send(store, uid, piece(a_set(8)))
    with pytest.raises(IdTakenError, match="already stored and says something else"):
        send(store, uid, piece(a_set(9)))
    assert [a_set(8)] == list(sessions(store)[0].sets)


def test_a_set_that_was_taken_back_does_not_come_back_with_a_late_request(store: Store) -> None:
    first, second = THREE[:2]
    send(store, *second)
    send(store, first[0], replace(first[1], revision=2, value=None))
    send(store, *first)
    assert [second[1].value] == list(sessions(store)[0].sets)


def test_pains_and_a_note_belong_to_the_session_and_say_where(store: Store) -> None:
    pain = PainRecord(when="after", level=2, site="groin", side="left")
    send(store, uuid4(), piece(pain, kind="pain"))
    send(store, *THREE[0])
    send(store, uuid4(), piece("tired", kind="note"))
    assert [SessionRecord(on=START, sets=(a_set(5),), pains=(pain,), note="tired")] == sessions(store)


def test_two_devices_that_log_one_session_make_two_which_are_both_kept(store: Store) -> None:
    for session in (SESSION, UUID(int=8)):
        send(store, uuid4(), replace(THREE[0][1], session=session))
    assert 2 == len(sessions(store))


def test_a_set_that_comes_after_somebody_corrected_the_session_is_added_to_the_correction(store: Store) -> None:
    send(store, *THREE[0])
    do_on(START, store, coach.amend_session, "Ann", "last", coach.typed_session([f"{CABLE} L 4 @12kg"], on=START))
    send(store, *THREE[1])
    send(store, *THREE[1])
    assert [[4, 6]] == [[done.reps for done in session.sets] for session in sessions(store)]


def test_a_set_that_is_changed_after_pain_was_added_is_changed_there_too(store: Store) -> None:
    send(store, *THREE[0])
    do_on(START, store, coach.log_pain, "Ann", coach.typed_session(on=START, pains=["3 groin after"]))
    send(store, THREE[0][0], replace(THREE[0][1], revision=2, value=a_set(9)))
    assert [([9], [3])] == [([done.reps for done in one.sets], [pain.level for pain in one.pains]) for one in sessions(store)]


def test_a_set_that_somebody_else_corrected_stays_as_they_said(store: Store) -> None:
    send(store, *THREE[0])
    do_on(START, store, coach.amend_session, "Ann", "last", coach.typed_session([f"{CABLE} L 4 @10kg rir 2"], on=START))
    send(store, THREE[0][0], replace(THREE[0][1], revision=2, value=a_set(9)))
    assert [[4]] == [[done.reps for done in session.sets] for session in sessions(store)]


def test_a_set_of_a_session_that_was_deleted_is_kept_and_said_not_to_count(store: Store) -> None:
    send(store, *THREE[0])
    do_on(START, store, coach.drop_session, "Ann", "last")
    answer = send(store, *THREE[1])
    assert (False, ["deleted_meanwhile"]) == (answer.counts, [note.code for note in answer.notes])
    assert [] == sessions(store)


def test_pain_of_the_next_morning_is_added_to_a_session_that_was_typed(store: Store) -> None:
    typed = do_on(START, store, coach.log_session, "Ann", coach.typed_session([f"{CABLE} LR 3x5"], on=START)).session
    assert typed is not None
    morning = PainRecord(when="next_morning", level=0)
    send(store, uuid4(), replace(piece(morning, kind="pain"), session=typed.id))
    assert [(6, (morning,))] == [(len(session.sets), session.pains) for session in sessions(store)]


def test_a_day_that_was_put_right_moves_the_session_although_sets_come_one_by_one(store: Store) -> None:
    other = date(2026, 1, 4)
    for uid, sent in THREE:
        send(store, uid, sent)
    for uid, sent in reversed(THREE):
        send(store, uid, replace(sent, on=other, revision=2))
    assert [(other, 3)] == [(session.on, len(session.sets)) for session in sessions(store)]


def test_somebody_elses_session_is_not_touched(store: Store) -> None:
    do_on(START, store, add_person, name="Bo", sex="male", height_m=1.8, consent_on=date(2025, 1, 5))
    send(store, *THREE[0])
    with pytest.raises(IdTakenError):
        do_on(START, store, coach.log_piece, "Bo", uuid4(), THREE[1][1])
    with pytest.raises(IdTakenError):
        do_on(START, store, coach.log_piece, "Bo", THREE[0][0], THREE[0][1])
    assert [1] == [len(session.sets) for session in sessions(store)]


def test_what_cannot_be_meant_is_refused_and_leaves_the_session_as_it_was(store: Store) -> None:
    send(store, *THREE[0])
    with pytest.raises(UnknownNameError):
        send(store, uuid4(), piece(SetRecord(exercise="nonsense", side="left", reps=5), 1))
    with pytest.raises(ValueOutOfRangeError):
        send(store, uuid4(), piece(SetRecord(exercise=CABLE, side="both", reps=5), 1))
    with pytest.raises(ValueOutOfRangeError):
        send(store, uuid4(), piece(a_set(5), 1, on=date(2026, 2, 1)))
    assert [[a_set(5)]] == [list(session.sets) for session in sessions(store)]


def test_an_import_knows_the_pieces_again(store: Store, tmp_path: Path) -> None:
    for uid, sent in THREE:
        send(store, uid, sent)
    export_to(store, tmp_path / "all.zip")
    with open_store(str(tmp_path / "other.sqlite3")) as other:
        import_from(other, tmp_path / "all.zip")
        for uid, sent in THREE:
            send(other, uid, sent)
        send(other, THREE[0][0], replace(THREE[0][1], revision=2, value=None))
        assert [(a_set(6), a_set(7))] == [session.sets for session in sessions(other)]


@st.composite
def a_week_of_requests(draw: st.DrawFn) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """How often each of five sets was changed, and every revision of each at least once, shuffled, some again."""
    last = {number: draw(st.integers(1, 3)) for number in range(5)}
    each = [(number, revision) for number, most in last.items() for revision in range(1, most + 1)]
    again = draw(st.lists(st.sampled_from(each), max_size=6))
    return last, draw(st.permutations([*each, *again]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=a_week_of_requests())
def test_whatever_order_requests_come_in_the_session_says_the_last_revision_of_each(
    told: tuple[dict[int, int], list[tuple[int, int]]], tmp_path: Path
) -> None:
    last, requests = told
    with open_store(str(tmp_path / f"{uuid4()}.sqlite3")) as store:
        add_ann(store)
        for number, revision in requests:
            send(store, UUID(int=number + 1), piece(a_set(10 * number + revision), number, revision=revision))
        assert [tuple(a_set(10 * number + revision) for number, revision in last.items())] == [one.sets for one in sessions(store)]
