"""Stores with people in them: one that holds something in every table, and what can be compared of a store."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from store_work import do, export_to

from hipdrive.capacity.screen import ScreenAnswers
from hipdrive.capacity.tested.result import TestResult
from hipdrive.store import (
    BodyMass,
    EquipmentRecord,
    Piece,
    PlanRecord,
    RunRecord,
    SetUpRecord,
    Store,
    WatchRunRecord,
    add_mass,
    add_person,
    add_plan,
    add_results,
    add_run,
    add_screen,
    add_session,
    add_set_up,
    correct_result,
    correct_session,
    delete_session,
    delete_set_up,
    put_piece,
    put_watch_run,
    set_equipment,
)
from hipdrive.training.log.dose import DoseLoad
from hipdrive.training.log.session import PainRecord, SessionRecord, SetRecord

DAY = date(2026, 3, 2)
ANNA, BO = "Anna Quaßowski-Überall", "Bo"


def a_set(reps: int = 8, mass_kg: float = 12.5, side: str = "left") -> SetRecord:
    """One set of a cable exercise."""
    return SetRecord(exercise="cable_hip_flexion", side=side, reps=reps, load=DoseLoad(mass_kg=mass_kg), rir=2.0)  # type: ignore[arg-type]


def a_session(on: date = DAY, note: str = "") -> SessionRecord:
    """Two sets a side, one skipped, with pain on the left."""
    skipped = SetRecord(exercise="plank_knee_drive", side="both", skipped=True)
    band = SetRecord(
        exercise="bent_knee_march", side="both", reps=20, load=DoseLoad(band="green", strands=2), hold_s=1.5, faults=("no twist",)
    )
    walk = SetRecord(exercise="a_skip", side="both", distance_m=20.0, rpe=7.5)
    sets = (a_set(8), a_set(7, 15.0), a_set(8, side="right"), a_set(8, 15.0, "right"), skipped, band, walk)
    pains = (
        PainRecord(when="during", level=2, site="front_of_hip", side="left", exercise="cable_hip_flexion"),
        PainRecord(when="next_morning", level=1),
    )
    return SessionRecord(on=on, sets=sets, pains=pains, note=note)


def add_anna(store: Store) -> None:
    """A person with something in every table, and with corrections and deletions."""
    do(store, add_person, name=ANNA, sex="female", height_m=1.703, consent_on=date(2026, 1, 5), born=date(1990, 2, 28))
    do(store, add_mass, ANNA, BodyMass(on=DAY, mass_kg=61.3))
    flexion = TestResult(protocol="hip_strength", on=DAY, side="left", value=0.1 + 0.2, details={"lever_m": 0.35, "device": "fixed"})
    (first,) = do(store, add_results, ANNA, [flexion])
    do(store, correct_result, ANNA, first, TestResult(protocol="hip_strength", on=DAY, side="left", value=88.0, details={"lever_m": 0.36}))
    do(store, add_results, ANNA, [TestResult(protocol="thomas", on=DAY, side="right", passed=False)])
    do(store, add_screen, ANNA, ScreenAnswers(on=DAY, age_years=36, yes={"night_pain": False, "back_pain": True}))
    do(store, set_equipment, ANNA, EquipmentRecord(on=DAY, toml="[bands]\n", options={"minutes": 60}))
    do(
        store,
        set_equipment,
        ANNA,
        EquipmentRecord(on=DAY, toml='[bands]\r\nmine = "grün"\r\n', options={"minutes": 90, "pinned": ["a_skip"]}),
    )
    do(store, add_run, ANNA, RunRecord(on=DAY, file_name="run.c3d", document={"schema": "hipdrive.run/1", "speed_m_s": 3.5, "notes": []}))
    do(store, add_run, ANNA, RunRecord(on=DAY, file_name="other.c3d"))
    do(store, add_plan, ANNA, PlanRecord(starts_on=DAY, document={"schema": "hipdrive.plan/1"}, programme=({"exercise": "a_skip"},)))
    do(store, add_plan, ANNA, PlanRecord(starts_on=date(2026, 4, 1), document={"schema": "hipdrive.plan/1", "weeks": 6}))
    whole = a_session(note='Hüfte\r\nsagte "au", dann; gut\rund=1')
    uid = do(store, add_session, ANNA, whole).uid
    first_set, _, *others = whole.sets
    do(store, correct_session, ANNA, uid, replace(whole, sets=(first_set, a_set(6, 15.0), *others)))
    do(store, delete_session, ANNA, do(store, add_session, ANNA, a_session(date(2026, 3, 4))).uid)
    do(store, add_session, ANNA, SessionRecord(on=date(2026, 3, 6), skipped=True))
    do(
        store,
        put_watch_run,
        ANNA,
        WatchRunRecord(on=DAY, file_name="run.fit", sha256="ab" * 32, document={"schema": "hipdrive.watch_run/1"}),
    )
    shared = {"session": UUID(int=5), "on": date(2026, 3, 7), "number": 1}
    do(store, put_piece, ANNA, UUID(int=6), Piece(kind="set", revision=2, value=a_set(5), **shared))  # type: ignore[arg-type]
    do(store, put_piece, ANNA, UUID(int=7), Piece(kind="note", revision=1, value=None, **shared))  # type: ignore[arg-type]
    _keep_set_ups(store)


def _keep_set_ups(store: Store) -> None:
    """One that is kept, and one dropped under the same name."""
    cable = SetUpRecord(on=DAY, name="Ümlenkrolle =tief", exercise="cable_hip_flexion", set_up={"pulley_y_m": 0.1 + 0.2, "side": "left"})
    delete = do(store, add_set_up, ANNA, cable)
    do(store, delete_set_up, ANNA, delete)
    do(store, add_set_up, ANNA, replace(cable, name="ümlenkrolle =TIEF", set_up={"stack_kg": 12.5}))


def add_bo(store: Store) -> None:
    """A second person with a little."""
    do(store, add_person, name=BO, sex="male", height_m=1.8, consent_on=date(2026, 1, 6), mass_kg=80.0)
    do(store, add_session, BO, a_session(date(2026, 3, 3)))


def sheets(store: Store, path: Path, person: str | None = None) -> dict[str, bytes]:
    """Every file of an export of a store but its manifest: all that the store holds about people."""
    export_to(store, path, person)
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist() if name != "manifest.json"}
