"""Every declared rule of a plan (data/training/plan.toml), on every person of the panel."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from panel import PANEL, TODAY, Member, basis_of, demand_at, owned_of, plan_of, terms_of

from hipdrive.body import SIDES
from hipdrive.coach.matching.passed import may_be_quick
from hipdrive.coach.planning.plan import OwnPlan, plan_known
from hipdrive.contract.plans.plan import plan_document
from hipdrive.curve import DEGREE
from hipdrive.exercise import exercises
from hipdrive.training import Plan, PlanLine, SessionRecord, adapt_rules, followed, prescribed
from hipdrive.training.follow.simulate import play
from hipdrive.training.log.dose import dose_minutes
from hipdrive.training.match.begin import depths, is_lowest_step, is_weighted_straight_raise, lowest_rungs, needs_load, rungs_of
from hipdrive.training.match.best_set import SetItem
from hipdrive.training.plan.open_items import early_share, frame_of, is_quick, shares_of, usable_items
from hipdrive.training.plan.plan_rules import plan_rules
from hipdrive.training.plan.progression import load_of
from tools.plans_page import PAGE, plans_page

RULES = plan_rules()
Check = Callable[[OwnPlan], None]
CHECKS: dict[str, Check] = {}
"""Rule -> what a plan must hold to."""


def rule(name: str) -> Callable[[Check], Check]:
    """Enter a check under the rule that it holds plans to."""

    def entered(check: Check) -> Check:
        CHECKS[name] = check
        return check

    return entered


def first_week(plan: Plan) -> float:
    return sum(session.minutes for session in plan.sessions if session.week == 1)


def work(plan: Plan) -> list[PlanLine]:
    """All lines but mobility work."""
    return [line for session in plan.sessions for line in session.lines if exercises()[line.exercise].kind == "strength"]


def explained(plan: Plan, name: str, words: str) -> bool:
    """Whether a rule is called unmet, and why says so."""
    return name in plan.unmet and any(words in sentence for sentence in plan.why)


def member_of(own: OwnPlan) -> Member:
    """Whose plan it is."""
    return next(member for member in PANEL if member.name.capitalize() == own.basis.athlete.person.name)


def items_of_plan(own: OwnPlan) -> dict[str, SetItem]:
    return {item.exercise: item for item in own.plan.chosen.items}


def trained(own: OwnPlan, exercise: str) -> list[tuple[str, str]]:
    """Muscle groups of which an exercise of the plan asks as much as counts as training."""
    match = own.prescription.match
    open_now = [shares_of(item, match) for item in usable_items(frame_of(match, own_terms(own)))]
    most = [max(shares[group] for shares in open_now) for group in range(len(match.gaps))]
    shares = shares_of(items_of_plan(own)[exercise], match)
    return [
        (gap.side, gap.action) for group, gap in enumerate(match.gaps) if 0 < shares[group] >= min(RULES.trains_from, most[group]) - 1e-9
    ]


def own_terms(own: OwnPlan):  # type: ignore[no-untyped-def] # noqa: ANN201 - terms as the verb completes them
    member = member_of(own)
    return replace(terms_of(member), experience=member.experience, quick=quick_may(member), gates=gates_of(own))


def gates_of(own: OwnPlan):  # type: ignore[no-untyped-def] # noqa: ANN201 - kinds of gates
    from hipdrive.capacity import screened

    screen = own.basis.athlete.screen
    return () if screen is None else tuple(gate.kind for gate in screened(screen).gates)


def quick_may(member: Member) -> bool:
    from hipdrive.capacity import screened

    screen = basis_of(member).athlete.screen
    return may_be_quick(member.age, None if screen is None else screened(screen))


@rule("exercises")
def _exercises(own: OwnPlan) -> None:
    names = {line.exercise for session in own.plan.sessions for line in session.lines}
    assert len(names) <= RULES.most_exercises
    assert len(names) >= RULES.fewest_exercises or explained(own.plan, "exercises", "in it:"), names


@rule("both_actions")
def _both_actions(own: OwnPlan) -> None:
    groups = {group for exercise in items_of_plan(own) for group in trained(own, exercise)}
    for gap in own.prescription.match.gaps:
        words = f"Nothing trains the {gap.side} hip {gap.action}s"
        assert (gap.side, gap.action) in groups or explained(own.plan, "both_actions", words)


@rule("both_hips")
def _both_hips(own: OwnPlan) -> None:
    both = [item for item in own.plan.chosen.items if item.candidate.both_hips]
    assert both or explained(own.plan, "both_hips", "No exercise works both hips at once")


@rule("early_range")
def _early_range(own: OwnPlan) -> None:
    member = member_of(own)
    if "early_range" in gates_of(own):
        for curve in (curve for item in own.plan.chosen.items for one in item.by_side.values() for curve in one.curves):
            loaded = curve.angle_rad[np.abs(curve.moment_nm_kg) > 0]
            assert curve.mode == "isometric" or loaded.min(initial=1.0) >= -DEGREE
        return
    if member.goal in RULES.early_goals:
        frame = frame_of(own.prescription.match, own_terms(own))
        served = max(early_share(item, frame) for item in own.plan.chosen.items)
        assert served >= RULES.early_served or explained(own.plan, "early_range", "early range is hardly trained")


@rule("ceiling")
def _ceiling(own: OwnPlan) -> None:
    member = member_of(own)
    for week in {session.week for session in own.plan.sessions}:
        sets: dict[tuple[str, str], float] = {}
        for session in (session for session in own.plan.sessions if session.week == week):
            for exercise, item in items_of_plan(own).items():
                done = max((line.dose.sets[1] for line in session.lines if line.exercise == exercise), default=0.0)
                for group in trained(own, item.exercise):
                    sets[group] = sets.get(group, 0.0) + done
        assert max(sets.values(), default=0.0) <= RULES.ceiling(member.experience)


@rule("recovery")
def _recovery(own: OwnPlan) -> None:
    days: dict[tuple[str, str], list[int]] = {}
    for session in own.plan.sessions:
        groups = {group for line in session.lines if line.exercise in items_of_plan(own) for group in trained(own, line.exercise)}
        for group in groups:
            days.setdefault(group, []).append(7 * session.week + session.day)
    assert all(later - day >= 2 for own_days in days.values() for day, later in pairwise(own_days))


@rule("minutes")
def _minutes(own: OwnPlan) -> None:
    member = member_of(own)
    for week in {session.week for session in own.plan.sessions}:
        of_week = [session.minutes for session in own.plan.sessions if session.week == week]
        assert sum(of_week) <= member.minutes + 0.05 * len(of_week)
    used = first_week(own.plan) / member.minutes
    assert used >= RULES.least_used - 0.005 or explained(own.plan, "minutes", "minutes are left over in the first week because"), used


@rule("short_time")
def _short_time(own: OwnPlan) -> None:
    member = member_of(own)
    sessions = len({session.day for session in own.plan.sessions})
    assert member.sessions is not None or member.minutes / sessions >= min(RULES.least_session_minutes, member.minutes)


@rule("warm_up")
def _warm_up(own: OwnPlan) -> None:
    for session in own.plan.sessions:
        assert session.warm_up_minutes <= min(RULES.warm_up_minutes, RULES.warm_up_most_share * session.minutes + 0.02)
        assert bool(session.warm_up) == (session.warm_up_minutes > 0)
        rests = [line for line in session.lines if line.dose.rest_s is not None]
        assert all(line.dose.rest_s == exercises()[line.exercise].dose.rest_s for line in rests)


@rule("both_sides")
def _both_sides(own: OwnPlan) -> None:
    member = member_of(own)
    for session in own.plan.sessions:
        by_side = {side: [(line.exercise, line.dose.sets) for line in session.lines if line.side == side] for side in SIDES}
        assert {name for name, _ in by_side["left"]} == {name for name, _ in by_side["right"]}
        if not member.forces_n:
            assert by_side["left"] == by_side["right"]


@rule("real_loads")
def _real_loads(own: OwnPlan) -> None:
    member = member_of(own)
    owned = owned_of(member.owned)
    for line in work(own.plan):
        load = line.dose.load
        assert load is not None
        assert not needs_load(line.exercise, str(line.set_up.get("variant", ""))) or load.mass_kg or load.band, line.dose
        assert load.band is None or load.band in owned.bands
        assert not any("trains none" in reason for reason in line.why), line.why
    for start in own.plan.programme:
        assert start.dose.load in start.loads


@rule("ladder")
def _ladder(own: OwnPlan) -> None:
    member = member_of(own)
    for candidate in (one for item in own.plan.chosen.items for one in item.by_side.values()):
        assert not is_weighted_straight_raise(candidate)
        if member.experience == "new":
            answers = "A02" in member.failed and candidate.exercise == "seated_lift"
            assert is_lowest_step(candidate)
            assert answers or all(not depths(ladder.id)[step.id] for ladder, step in lowest_rungs(candidate.exercise))
        rungs = rungs_of(candidate)
        assert not rungs or min(depths(ladder.id)[step.id] for ladder, step in rungs) <= RULES.word_covers


@rule("kinds")
def _kinds(own: OwnPlan) -> None:
    member = member_of(own)
    quick = [item for item in own.plan.chosen.items if is_quick(item, RULES)]
    may = quick_may(member) and member.experience != "new" and member.goal in RULES.quick_goals
    assert may or not quick
    if may:
        assert quick or explained(own.plan, "kinds", "Explosive work is not in the plan")
        week_one = {line.exercise for session in own.plan.sessions if session.week == 1 for line in session.lines}
        assert {item.exercise for item in quick} <= week_one
    if member.goal in RULES.hold_goals:
        held = [line for line in work(own.plan) if line.dose.hold_s and line.dose.hold_s[1] >= RULES.hold_from_s]
        assert held or explained(own.plan, "kinds", "A hold of two seconds or more is not in it")


@rule("answers")
def _answers(own: OwnPlan) -> None:
    member = member_of(own)
    if "A02" in member.failed:
        lifts = [line for line in own.plan.programme if line.exercise == "seated_lift"]
        assert lifts or explained(own.plan, "answers", "answers a failed test")
        assert all(str(line.dose.load) == "bodyweight" and not line.set_up.get("trunk_lean_deg") for line in lifts)
    if "A01" in member.failed:
        assert {"hip_flexion_mobility"} == {session.lines[0].exercise for session in own.plan.sessions}


@rule("first_reps")
def _first_reps(own: OwnPlan) -> None:
    for line in own.plan.programme:
        if exercises()[line.exercise].kind == "strength" and line.dose.reps is not None:
            low, high = line.allowed.reps
            assert low <= line.dose.reps[0] <= max((low + high) // 2, low)
            assert line.dose.load == load_of(dict(line.set_up))


@rule("finding")
def _finding(own: OwnPlan) -> None:
    seen: set[tuple[str, str]] = set()
    for session in own.plan.sessions:
        for line in (line for line in session.lines if line.exercise in items_of_plan(own)):
            key = (line.exercise, line.side)
            assert bool(line.finding) == (key not in seen)
            seen.add(key)
            for kilograms in re.findall(r"take ([\d.]+) kg", line.finding):
                start = next(one for one in own.plan.programme if (one.exercise, one.side) == key)
                assert float(kilograms) in [load.mass_kg for load in start.loads]


@rule("weeks_on_paper")
def _weeks_on_paper(own: OwnPlan) -> None:
    plan, rules = own.plan, adapt_rules()
    assert plan.start is not None
    assert [False, *[True] * (len(plan.sessions) - 1)] == [session.projected for session in plan.sessions]
    logged: list[SessionRecord] = []
    for session in plan.sessions[:6]:
        assert session.on is not None
        state = followed(plan.programme, plan.start, logged, rules, weeks=plan.weeks, running=plan.running).state
        due = {(one.line.exercise, one.line.side): one for one in prescribed(state, session.on, rules=rules)}
        here = [due[line.exercise, line.side] for line in session.lines if line.exercise in items_of_plan(own)]
        assert [str(one.line.dose) for one in here] == [str(line.dose) for line in session.lines if line.exercise in items_of_plan(own)]
        done = play(here, session.on, (), {})
        assert done is not None
        logged.append(done)


@pytest.mark.parametrize("name", [member.name for member in PANEL])
def test_every_rule_holds_for_every_person_of_the_panel(name: str) -> None:
    broken = {}
    for named, check in CHECKS.items():
        try:
            check(plan_of(name))
        except AssertionError as error:
            broken[named] = str(error).splitlines()[0] if str(error) else "broken"
    assert not broken


def test_every_declared_rule_has_a_check_and_stands_on_the_page() -> None:
    assert {text.id for text in RULES.texts} == set(CHECKS)
    assert plans_page() == PAGE.read_text(encoding="utf-8"), "run 'make docs'"


@pytest.mark.parametrize(("minutes", "words"), [(3.0, "minutes"), (600.0, "limit of 20 sets a week")])
def test_too_few_and_too_many_minutes_give_a_labelled_plan(minutes: float, words: str) -> None:
    member = replace(next(member for member in PANEL if member.name == "cat"), minutes=minutes)
    plan = plan_known(basis_of(member), demand_at(3.5), terms_of(member), today=TODAY).plan
    assert plan.sessions
    assert first_week(plan) <= minutes + 0.1
    assert any(words in sentence for sentence in plan.why)
    assert plan_document(plan).unmet == plan.unmet


def test_exercises_for_both_hips_are_preferred_where_that_is_asked() -> None:
    member = next(member for member in PANEL if member.name == "ray")
    plain = plan_of("ray").plan
    terms = replace(terms_of(member), both_hips=True)
    preferring = plan_known(basis_of(member), demand_at(3.5), terms, today=TODAY).plan
    count = [sum(item.candidate.both_hips for item in plan.chosen.items) for plan in (plain, preferring)]
    assert count[1] > count[0]


def test_a_minute_of_the_plan_is_a_minute_of_its_doses() -> None:
    plan = plan_of("fay").plan
    session = plan.sessions[0]
    pairs = {line.exercise: line.dose if line.side == "both" else replace(line.dose, side="LR") for line in session.lines}
    assert session.minutes == pytest.approx(session.warm_up_minutes + sum(dose_minutes(dose) for dose in pairs.values()), abs=0.06)
    assert session.on == TODAY + timedelta(days=session.day - 1)
