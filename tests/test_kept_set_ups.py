"""Set-ups that an athlete keeps: each name once, read wherever set-ups are looked at, and judged as what they are."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from command_line import Command, command_runner
from store_work import NOW, ask, do

from hipdrive import coach
from hipdrive.coach.matching.offer import offered
from hipdrive.coach.planning.tune import Tuning
from hipdrive.contract.exercises.tune import tune_document
from hipdrive.errors import HipDriveError, UnknownNameError, ValueOutOfRangeError
from hipdrive.exercise import exercises, read_equipment, solve_load
from hipdrive.exercise.owned.equipment import Equipment
from hipdrive.exercise.owned.equipment_words import equipment_from_words
from hipdrive.language import Text, en
from hipdrive.store import DuplicateError, EquipmentRecord, IdTakenError, SetUpRecord, Store, add_person, list_set_ups, set_equipment

ANN = ("athlete", "add", "Ann", "--sex", "female", "--height-m", 1.7, "--mass-kg", 60, "--consent", "2024-01-02")
DEEP: dict[str, str | float] = {"pulley_y_m": 0.05, "pulley_x_m": -1.4, "stack_kg": 7.5}
CABLE = "cable_hip_flexion"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    call = command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")
    assert 0 == call(*ANN).code
    return call


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Ann, who has a cable machine of 20 kg and keeps two set-ups."""
    with coach.open_store(str(tmp_path_factory.mktemp("kept") / "store.sqlite3")) as opened:
        do(opened, add_person, name="Ann", sex="female", height_m=1.7, consent_on=date(2026, 1, 5), mass_kg=60.0)
        text = equipment_from_words("cable machine 20 kg, ankle cuff").toml
        do(opened, set_equipment, "Ann", EquipmentRecord(on=NOW.date(), toml=text))
        do(opened, coach.keep_set_up, "Ann", exercise=CABLE, called="Deep pulley", set_up=DEEP)
        do(opened, coach.keep_set_up, "Ann", exercise="standing_march", called="no band of mine", set_up={"band": "red"})
        yield opened


def _kept(name: str, set_up: Mapping[str, str | float], exercise: str = CABLE) -> SetUpRecord:
    return SetUpRecord(on=date(2026, 3, 4), name=name, exercise=exercise, set_up=set_up)


def _only(*wanted: str) -> dict[str, Text]:
    return {name: en("it is in the plan.") for name in exercises() if name not in wanted}


def test_a_set_up_is_kept_listed_and_dropped_by_its_name(run: Command) -> None:
    settings = [word for key, value in DEEP.items() for word in ("--set", f"{key}={value}")]
    kept = run("set-up", "keep", "ann", CABLE, "  Deep  pulley ", *settings, "--json", "-").json()
    assert ("hipdrive.set_ups/1", "Ann") == (kept["schema"], kept["athlete"])
    assert [("Deep pulley", CABLE, DEEP)] == [(each["name"], each["exercise"], each["set_up"]) for each in kept["set_ups"]]
    assert "Deep pulley" in run("set-up", "list", "Ann").plain
    taken = run("set-up", "keep", "Ann", "leg_raise", "DEEP PULLEY")
    assert 1 == taken.code
    assert "already a kept set-up named 'DEEP PULLEY'; choose another name, or drop that one first" in " ".join(taken.err.split())
    left = run("set-up", "drop", "Ann", "deep pulley", "--json", "-").json()
    assert ([], kept["set_ups"][0]["id"]) == (left["set_ups"], left["deleted"])
    assert 0 == run("set-up", "keep", "Ann", "leg_raise", "Deep pulley").code


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((CABLE, "x", "--set", "nonsense=1"), "has no set-up key 'nonsense'"),
        ((CABLE, "x", "--set", "pulley_y_m=50"), "pulley_y_m is 50"),
        ((CABLE, " "), "name of a set-up is 0 characters long"),
        (("nonsense", "x"), "nonsense"),
        (("hip_flexor_stretch", "x"), "has no load curve"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_sentence_and_leaves_nothing(run: Command, words: tuple[str, ...], sentence: str) -> None:
    refused = run("set-up", "keep", "Ann", *words)
    assert 1 == refused.code
    assert sentence in " ".join(refused.err.split())
    assert [] == run("set-up", "list", "Ann", "--json", "-").json()["set_ups"]


def test_load_begins_with_a_kept_set_up_and_what_is_typed_changes_it(run: Command) -> None:
    settings = [word for key, value in DEEP.items() for word in ("--set", f"{key}={value}")]
    run("set-up", "keep", "Ann", CABLE, "Deep pulley", *settings)
    typed = run("load", CABLE, "--athlete", "Ann", *settings, "--set", "stack_kg=5", "--json", "-").json()
    taken_up = run("load", CABLE, "--athlete", "Ann", "--set-up", "deep PULLEY", "--set", "stack_kg=5", "--json", "-").json()
    assert (typed["set_up"], typed["curves"]) == (taken_up["set_up"], taken_up["curves"])
    assert 2 == run("load", CABLE, "--set-up", "Deep pulley").code
    other = run("load", "leg_raise", "--athlete", "Ann", "--set-up", "Deep pulley")
    assert (1, True) == (other.code, "kept set-up of leg_raise" in " ".join(other.err.split()))


def test_the_same_put_twice_under_one_id_is_one_and_something_else_is_refused(store: Store) -> None:
    def put(uid: UUID, called: str) -> list[UUID]:
        kept = do(store, coach.keep_set_up, "Ann", uid=uid, exercise="leg_raise", called=called, set_up={"tempo": "3-0-3"})
        return [each.id for each in kept.set_ups if each.name == called]

    uid = uuid4()
    assert [[uid], [uid]] == [put(uid, "twice"), put(uid, "twice")]
    with pytest.raises(IdTakenError):
        put(uid, "another")
    with pytest.raises(DuplicateError):
        put(UUID(int=1), "twice")
    do(store, coach.drop_set_up, "Ann", str(uid))
    assert [False, False, True] == [entry.deleted for entry in ask(store, list_set_ups, "Ann", history=True)]


@pytest.mark.parametrize("values", [{"stack_kg": float("nan")}, {"stack_kg": True}, {"tempo": "\x00"}, {f"k{n}": 1.0 for n in range(61)}])
def test_a_record_holds_only_what_every_store_can_keep(values: dict[str, float]) -> None:
    with pytest.raises(ValueOutOfRangeError):
        _kept("any", values)


def test_a_kept_set_up_is_offered_under_its_name_in_the_loads_that_are_owned() -> None:
    owned: Equipment = read_equipment(equipment_from_words("cable machine 20 kg, ankle cuff").toml, file=en("what you have"))
    kept = [
        _kept("Deep pulley", DEEP),
        _kept("lost", {}, "nonsense"),
        _kept("old", {"nonsense": 1.0}),
        _kept("band", {"band": "red"}, "standing_march"),
    ]
    offer = offered(coach.TYPICAL_ATHLETE, equipment=owned, without=_only(CABLE, "standing_march"), reach=lambda _: 0.5, kept=kept)
    mine = [each for each in offer.candidates if each.kept_as]
    assert {("Deep pulley", f"{exercises()[CABLE].name}: Deep pulley")} == {(each.kept_as, str(each.name)) for each in mine}
    assert {"left", "right"} == {each.side for each in mine}
    loads = sorted({float(each.set_up["stack_kg"]) for each in mine})
    assert len(loads) > 1
    assert set(loads) <= set(mine[0].owned_kg or ())
    assert {-1.4} == {each.set_up["pulley_x_m"] for each in mine}
    exact = next(each for each in mine if each.side == "right")
    solved = solve_load(CABLE, coach.TYPICAL_ATHLETE, {**DEEP, "stack_kg": float(exact.set_up["stack_kg"])})
    assert [curve.moment_nm_kg.tolist() for curve in solved.curves] == [curve.moment_nm_kg.tolist() for curve in exact.curves]
    told = [sentence for sentence in offer.refused if "(" in sentence.split(":")[0]]
    assert ["nonsense (lost)", f"{CABLE} (old)", "standing_march (band)"] == [sentence.split(":")[0] for sentence in told]


def test_where_nothing_is_said_about_what_is_owned_its_own_load_is_among_them() -> None:
    kept = [_kept("odd", {"stack_kg": 6.83})]
    offer = offered(coach.TYPICAL_ATHLETE, without=_only(), kept=kept)
    assert () == offer.candidates  # its exercise is kept out, and so is it
    offer = offered(coach.TYPICAL_ATHLETE, without=_only(CABLE), kept=kept)
    mine = [each for each in offer.candidates if each.kept_as]
    assert mine
    assert 6.83 in (mine[0].owned_kg or ())


def test_match_reads_what_is_stored_and_the_document_names_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "hipdrive.coach.planning.match.offered", lambda body, **rest: offered(body, **{**rest, "without": _only(CABLE, "standing_march")})
    )
    basis = ask(store, coach.plan_basis, "Ann")
    prescription = coach.match_known(basis, coach.demand_at(3.5), today=NOW.date())
    document = coach.prescription_document(prescription)
    mine = [choice for choice in document.choices if choice.kept_as == "Deep pulley"]
    assert mine
    assert {CABLE} == {choice.exercise for choice in mine}
    assert all(choice.name.endswith(": Deep pulley") for choice in mine)
    assert any("no band of mine" in sentence for sentence in prescription.refused)


def test_tune_judges_kept_set_ups_as_it_judges_its_own(store: Store) -> None:
    runner = ask(store, coach.stored_runner, "Ann")

    def tuned(*kept: SetUpRecord) -> Tuning:
        return coach.tune(CABLE, range_wanted="early", athlete=runner.athlete, equipment=runner.equipment, most_solves=8, kept=kept)

    tuning = tuned()
    best = tuning.tuned.best
    assert best is not None
    assert best.load is not None
    again = tuned(_kept("the same", best.load.set_up), _kept("heavy", {"stack_kg": 50.0}), _kept("x", {"nonsense": 1.0}))
    same, *others = again.kept
    assert same.fit is not None
    assert best.score == pytest.approx(same.fit.score, abs=1e-6)
    assert [None, None] == [each.fit for each in others]
    assert all(each.why for each in others)
    document = tune_document(again)
    assert document.kept is not None
    assert ["the same"] == [each.name for each in document.kept if each.score is not None]
    assert 3 == [note.code for note in again.notes].count("kept_set_up")
    assert None is tune_document(tuning).kept


def test_a_name_that_is_not_kept_is_refused_with_those_that_are(store: Store) -> None:
    runner = ask(store, coach.stored_runner, "Ann")
    with pytest.raises(UnknownNameError, match="Deep pulley"):
        coach.with_kept(runner.set_ups, exercises()[CABLE], "deeper", {})
    with pytest.raises(HipDriveError):
        ask(store, coach.set_ups_of, "Nobody")
