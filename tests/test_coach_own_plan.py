"""A stored athlete's plan: the screen first, nothing past a failed test or a red flag, mobility first, followed and adapted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from store_work import ask, ask_on, do, do_on

from hipdrive import coach
from hipdrive.body import SIDES, Side
from hipdrive.capacity import StrengthTest, TestResult, capacities, questions
from hipdrive.cli.door.error_words import error_words
from hipdrive.coach.athletes.known_athlete import BodyMassMissingError
from hipdrive.coach.matching.prerequisites import mobility_first, waiting
from hipdrive.coach.planning.plan import PlanOutdatedError, ScreenMissingError
from hipdrive.curve import Action
from hipdrive.errors import NothingToPlanError, ReferredError, UnknownNameError
from hipdrive.exercise import exercises, solve_load
from hipdrive.exercise.declared.ladder import regressions_of
from hipdrive.store import Store, active_plan, add_mass, add_person, open_store, set_equipment
from hipdrive.store.entries.people import BodyMass
from hipdrive.store.entries.plans import EquipmentRecord
from hipdrive.training import Terms, dose_rules, find_gaps, match_rules
from hipdrive.training.match.first_load import first_load

TODAY = date(2025, 11, 22)
"""A Saturday; the store refuses days that have not come yet."""
ACTIONS: tuple[Action, Action] = ("flexor", "extensor")
CLEAR: dict[str, bool] = dict.fromkeys(questions(), False)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one adult, who weighs 62 kg."""
    with open_store(str(tmp_path / "athletes.sqlite")) as opened:
        do_on(
            TODAY,
            opened,
            add_person,
            name="Ann",
            sex="female",
            height_m=1.70,
            consent_on=date(2025, 1, 5),
            born=date(1990, 5, 4),
            mass_kg=62.0,
        )
        yield opened


@cache
def demand() -> coach.StrideDemand:
    """Typical demand at 3.5 m/s."""
    return coach.demand_at(3.5)


def planned(store: Store, terms: Terms | None = None, *, keep: bool = True) -> coach.OwnPlan:
    """Ann's plan, followed from now on if it is kept."""
    basis = ask_on(TODAY, store, coach.plan_basis, "Ann")
    made = coach.plan_known(basis, demand(), terms or Terms(), today=TODAY)
    if keep:
        do_on(TODAY, store, coach.keep_plan, made)
    return made


def failed(row: str, side: Side = "left") -> TestResult:
    """A test that was not passed on a side."""
    return TestResult(protocol=row, on=date(2025, 11, 1), side=side, passed=False)


def test_no_plan_without_a_screen_nor_with_an_old_one(store: Store) -> None:
    with pytest.raises(ScreenMissingError, match="Ann has not answered the safety screen, so no plan is made: answer") as missing:
        planned(store)
    assert error_words(missing.value).endswith("\nNext: answer the safety screen; it comes before any plan: hipdrive screen Ann")
    do_on(TODAY, store, coach.enter_screen, "Ann", CLEAR, age_years=None, on=TODAY - timedelta(weeks=30))
    with pytest.raises(ScreenMissingError, match="too long ago"):
        planned(store)


def test_matching_needs_no_screen_but_keeps_to_one_that_was_answered(store: Store) -> None:
    found = coach.match_known(ask(store, coach.plan_basis, "Ann"), demand(), today=TODAY).match
    assert {"kettlebell_hip_flexion", "sled_drag"} <= {choice.candidate.exercise for choice in found.choices}
    red = next(one.id for one in questions().values() if "stop" in one.consequence)
    do_on(TODAY, store, coach.enter_screen, "Ann", {**CLEAR, red: True}, age_years=None, on=TODAY)
    with pytest.raises(ReferredError):
        coach.match_known(ask(store, coach.plan_basis, "Ann"), demand(), today=TODAY)


@pytest.mark.parametrize("question", [one.id for one in questions().values() if "stop" in one.consequence])
def test_every_red_flag_stops_the_plan_and_says_where_to_go(store: Store, question: str) -> None:
    do_on(TODAY, store, coach.enter_screen, "Ann", {**CLEAR, question: True}, age_years=None, on=TODAY)
    with pytest.raises(
        ReferredError, match=r"No plan is made\. .*\. See whom the safety screen names; once that is settled, answer it again\."
    ):
        planned(store)
    assert ask(store, active_plan, "Ann") is None


def test_a_plan_is_stored_dated_and_followed(store: Store) -> None:
    do_on(TODAY, store, coach.enter_screen, "Ann", CLEAR, age_years=None, on=TODAY)
    made = planned(store)
    assert date(2025, 11, 24) == made.plan.start
    kept = ask(store, active_plan, "Ann")
    assert kept is not None
    followed = coach.followed_plan(ask(store, coach.follower, "Ann"), today=TODAY)
    assert str(kept.uid) == followed.document.id
    assert date(2025, 11, 24) == followed.document.next.on
    assert {line.dose for line in followed.document.next.lines} == {str(line.dose) for line in made.plan.sessions[0].lines}


def test_a_plan_is_kept_once_and_not_after_what_it_was_made_from_has_changed(store: Store) -> None:
    do_on(TODAY, store, coach.enter_screen, "Ann", CLEAR, age_years=None, on=TODAY)
    made, uid = planned(store, keep=False), uuid4()
    assert uid == do_on(TODAY, store, coach.keep_plan, made, uid=uid) == do_on(TODAY, store, coach.keep_plan, made, uid=uid)
    with pytest.raises(PlanOutdatedError, match="The stored details of Ann changed"):
        do_on(TODAY, store, coach.keep_plan, made)


def test_front_of_hip_pain_leaves_nothing_in_the_early_range_and_says_so(store: Store) -> None:
    gate = next(one.id for one in questions().values() if "early_range" in one.consequence and "stop" not in one.consequence)
    do_on(TODAY, store, coach.enter_screen, "Ann", {**CLEAR, gate: True}, age_years=None, on=TODAY)
    for goal in ("distance", "general"):
        made = planned(store, Terms(goal=goal), keep=False)
        used = [candidate for item in made.plan.chosen.items for candidate in item.by_side.values()]
        assert used
        for curve in (curve for candidate in used for curve in candidate.curves if curve.mode != "isometric"):
            assert np.degrees(curve.angle_rad.min()) >= (15.0 if curve.action == "flexor" else -1.0) - 1e-9
        assert any("tanding hip flexion against a cable" in sentence for sentence in made.plan.why)
    less = planned(store, Terms(banned=("two_leg_bridge", "single_leg_hip_thrust")), keep=False)
    assert less.plan.sessions
    everything = tuple(name for name, one in exercises().items() if one.kind == "strength")
    with pytest.raises(NothingToPlanError, match=r"left out before that by screen, tests or equipment"):
        planned(store, Terms(banned=everything))
    assert ask(store, active_plan, "Ann") is None


def test_a_failed_mobility_test_brings_mobility_first_and_blocks_what_needs_it(store: Store) -> None:
    do_on(TODAY, store, coach.enter_screen, "Ann", CLEAR, age_years=None, on=TODAY)
    do_on(TODAY, store, coach.enter_results, "Ann", [failed("A01")])
    made = planned(store)
    assert {"hip_flexion_mobility"} == {session.lines[0].exercise for session in made.plan.sessions}
    used = {line.exercise for session in made.plan.sessions for line in session.lines}
    assert not used & set(waiting([failed("A01")]))
    assert "bent_knee_march" in waiting([failed("A01")])


def test_what_a_test_blocks_blocks_what_can_only_be_reached_through_it() -> None:
    blocked = waiting([failed("A01")])
    for exercise in blocked:
        below = [one for one in regressions_of(exercise) if one != exercise]
        assert exercise == "bent_knee_march" or all(one in blocked for one in below)
    assert not waiting([])
    assert not mobility_first([])
    passed = [replace(failed("A01"), passed=True, side=side) for side in SIDES]
    assert not waiting(passed)


def test_beginners_start_at_the_first_steps_and_go_on_where_a_plan_opened_the_way() -> None:
    closed = waiting([], experience="new")
    entries = set(exercises()) - set(closed)
    assert {"two_leg_bridge", "leg_raise", "seated_lift", "step_up_drive"} <= entries
    assert {"single_leg_hip_thrust", "standing_march", "cable_hip_flexion"} <= set(closed)
    assert "cable_hip_flexion" not in waiting([], experience="new", opened=["cable_hip_flexion"])


def test_strong_pain_refers_and_no_new_plan_is_made_until_the_screen_is_clear_again(store: Store) -> None:
    do_on(TODAY, store, coach.enter_screen, "Ann", CLEAR, age_years=None, on=TODAY)
    made = planned(store)
    line = made.plan.programme[0]
    on = date(2025, 11, 24)
    done = coach.SetRecord(exercise=line.exercise, side=line.side, reps=5, load=line.dose.load)
    hurt = coach.SessionRecord(on=on, sets=(done,), pains=(coach.PainRecord(when="during", level=6, site="thigh"),))
    logged = do_on(on, store, coach.log_session, "Ann", hurt)
    assert "referred" == (logged.next.status if logged.next else "")
    assert logged.next is not None
    assert not logged.next.lines
    with pytest.raises(ReferredError, match="Pain of 6 out of 10"):
        coach.plan_known(ask(store, coach.plan_basis, "Ann"), demand(), Terms(), today=on)
    do_on(on + timedelta(days=10), store, coach.enter_screen, "Ann", CLEAR, age_years=None, on=on + timedelta(days=10))
    again = coach.followed_plan(ask(store, coach.follower, "Ann"), today=on + timedelta(days=10))
    assert again.document.next.lines


def test_what_is_owned_bounds_the_plan(store: Store) -> None:
    do_on(TODAY, store, coach.enter_screen, "Ann", CLEAR, age_years=None, on=TODAY)
    basis = ask(store, coach.plan_basis, "Ann")
    made = coach.plan_known(basis, demand(), Terms(), today=TODAY, equipment=own_plan_equipment())
    used = {item.exercise for item in made.plan.chosen.items}
    assert used
    assert not used & {"cable_hip_flexion", "sled_drag", "lying_cable_knee_drive", "barbell_hip_thrust"}
    assert any("which you do not own" in sentence for sentence in made.plan.why)


def test_a_plan_is_kept_for_who_owns_bands_and_follows_one_already_and_not_if_the_bands_have_changed(store: Store) -> None:
    band = 'has = ["mat", "bench", "chair"]\n[[measured_bands]]\nid = "mine"\nrest_length_m = 0.5\npoints = [[0.7, 20], [1.4, 49]]\n'
    do_on(TODAY, store, coach.enter_screen, "Ann", CLEAR, age_years=None, on=TODAY)
    do_on(TODAY, store, set_equipment, "Ann", EquipmentRecord(on=TODAY, toml=band))
    planned(store)
    again = planned(store)
    do_on(TODAY, store, set_equipment, "Ann", EquipmentRecord(on=TODAY, toml=band.replace("49", "59")))
    with pytest.raises(PlanOutdatedError):
        do_on(TODAY, store, coach.keep_plan, again)


def own_plan_equipment() -> Any:  # noqa: ANN401 - a value of the exercise room
    """A mat, a bench, and ankle weights of 1 and 2 kg."""
    from hipdrive.exercise.owned.equipment_file import read_equipment

    return read_equipment('has = ["mat", "bench", "chair"]\n[weights]\nankle_kg = [1, 2]\n', file="mine.toml")


def test_unknown_names_and_missing_masses_are_said(store: Store) -> None:
    with pytest.raises(UnknownNameError, match="Ann"):
        ask(store, coach.known, "Anne")
    with pytest.raises(UnknownNameError, match="exercise 'cable_hip_flexon'"):
        coach.refuse_impossible(Terms(pinned=("cable_hip_flexon",)))
    do(store, add_person, name="Bo", sex="male", height_m=1.8, consent_on=TODAY)
    with pytest.raises(BodyMassMissingError, match="No body mass is stored for Bo"):
        ask(store, coach.known, "Bo").body()
    do(store, add_mass, "Bo", BodyMass(on=TODAY, mass_kg=80.0))
    assert 80.0 == ask(store, coach.known, "Bo").body().mass_kg


def test_the_first_loads_are_those_that_trying_every_owned_load_gives() -> None:
    body = coach.Athlete(mass_kg=68.0, height_m=1.74)
    strong = [
        StrengthTest(side=side, action=action, force_n=force_n, lever_m=0.4, hip_flexion_rad=0.2, limb_moment_nm=30.0)
        for side, force_n in zip(SIDES, (220.0, 380.0), strict=True)
        for action in ACTIONS
    ]
    quick = coach.prescribe(demand(), athlete=body, tests=strong).match
    gaps = find_gaps(demand().curves, capacities(body, strong))
    for name in ("kettlebell_hip_flexion", "cable_hip_flexion", "barbell_hip_thrust"):
        begun = {choice.candidate.side: choice.first for choice in quick.choices if choice.candidate.family.startswith(f"{name}/0")}
        assert len(begun) == len(SIDES)
        for side, first in begun.items():
            every = [
                replace(first.candidate, curves=solve_load(name, body, {**step, "side": side}).curves, resistance=float(place))
                for place, step in enumerate(first.candidate.family_set_ups)
            ]
            slow = first_load(every, gaps, careful=False, rules=match_rules(), dose=dose_rules())
            assert slow is not None
            assert (slow.candidate.resistance, slow.trial) == (first.candidate.resistance, first.trial)
