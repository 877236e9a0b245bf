"""A plan for a stored athlete: the screen first, then match and plan from all that is known, stored with its start."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from ...capacity import ScreenOutcome, StrengthPoint, StrengthTest, is_stale, screened
from ...capacity.strength_rules import strength_rules
from ...contract.athletes.next_step import NextStepKind, step_advice
from ...contract.plans.plan import OwnPlanDocument, PlanDocument, plan_document
from ...contract.wire import plain_of
from ...errors import HipDriveError, ReferredError
from ...exercise.declared.ladder import ladders
from ...exercise.owned.equipment import Equipment
from ...language import Text, en
from ...store import PlanRecord, Unit, add_plan, list_sessions
from ...training import Plan, SessionRecord, Terms
from ...training.follow.pain import worst_pain
from ..athletes.known_athlete import Known, known
from ..athletes.learnt import learnt_strength
from ..athletes.own_sentence import step_sentence
from ..athletes.strength import strength_of
from ..following.follower import Follower, first_followed, follower_of
from ..following.standing import pain_since_screen, standing
from ..matching.offer import Progress
from ..matching.passed import answers_of, is_careful, may_be_quick, passed_of
from ..matching.prerequisites import Experience, mobility_first, waiting
from ..matching.straight_leg import straight_leg_deg
from .match import Prescription, StrideDemand, prescribe


class ScreenMissingError(HipDriveError):
    """No plan without a safety screen."""

    code: ClassVar[str] = "screen_missing"

    def __init__(self, name: str, found: Text, step: NextStepKind) -> None:
        self.about = name
        super().__init__(found, step_advice(step, name), between=": ")


class PlanOutdatedError(HipDriveError):
    """What a plan was made from has changed before it was kept."""

    code: ClassVar[str] = "plan_outdated"

    def __init__(self, name: str) -> None:
        self.about = name
        sentence = en(
            "The stored details of {name} changed while the plan was being made, so the plan is not kept. Make it again.", name=name
        )
        super().__init__(sentence)


@dataclass(frozen=True, kw_only=True)
class PlanBasis:
    """All that a plan for a stored athlete is made from, as it was read."""

    athlete: Known
    follower: Follower
    recent: tuple[SessionRecord, ...] = ()
    """Sessions of the last weeks, whose sets tell of strength."""


@dataclass(frozen=True, kw_only=True)
class OwnPlan:
    """A plan with what went into it."""

    basis: PlanBasis
    prescription: Prescription
    plan: Plan

    @property
    def document(self) -> PlanDocument:
        """The plan as it stands in JSON."""
        return plan_document(self.plan)


@dataclass(frozen=True, kw_only=True)
class MadePlan:
    """A plan as it is shown and kept, without all that was weighed for it, which is long."""

    basis: PlanBasis
    document: PlanDocument


def own_plan_document(own: OwnPlan | MadePlan, *, uid: UUID | None = None) -> OwnPlanDocument:
    """The plan as it stands in JSON, with its id in the store; None if it was only looked at."""
    return OwnPlanDocument(**dict(own.document), id=None if uid is None else str(uid))


def next_monday(today: date) -> date:
    """The first Monday from today on."""
    return today + timedelta(days=-today.weekday() % 7)


def screen_of(athlete: Known, *, today: date) -> ScreenOutcome:
    """What the athlete's screen means today.

    Raises:
        ScreenMissingError: If there is none, or it is too old.
        ReferredError: If nothing may be prescribed.
    """
    if athlete.screen is None:
        found = en("{name} has not answered the safety screen, so no plan is made", name=athlete.person.name)
        raise ScreenMissingError(athlete.person.name, found, "answer_screen")
    if is_stale(athlete.screen, today):
        found = en(
            "{name} last answered the safety screen on {on}, which is too long ago, so no plan is made",
            name=athlete.person.name,
            on=athlete.screen.on,
        )
        raise ScreenMissingError(athlete.person.name, found, "renew_screen")
    outcome = screened(athlete.screen)
    if outcome.stop:
        raise ReferredError(athlete.person.name, outcome.refer, step_sentence(step_advice("settle_screen", athlete.person.name)))
    return outcome


def plan_basis(unit: Unit, name: str) -> PlanBasis:
    """Read all that a plan is made from.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    athlete = known(unit, name)
    since = unit.today - timedelta(days=strength_rules().set_days)
    first = first_followed(athlete, today=unit.today)
    read = list_sessions(unit, athlete.person.name, since=min(first, since))
    follower = follower_of(unit, athlete, sessions=tuple(entry for entry in read if entry.value.on >= first))
    return PlanBasis(athlete=athlete, follower=follower, recent=tuple(entry.value for entry in read if entry.value.on >= since))


def opened_of(athlete: Follower) -> frozenset[str]:
    """Exercises that following the present plan has opened or already uses."""
    if athlete.plan is None:
        return frozenset()
    state = standing(athlete).state
    from_ladders = {ladder_step_exercise(step) for step in state.opened}
    return frozenset(from_ladders | {line.exercise for line in state.lines if line.status == "active"})


def ladder_step_exercise(step: str) -> str:
    """Exercise of a step named 'ladder/step'."""
    ladder, _, name = step.partition("/")
    return ladders()[ladder].steps[name].exercise


def match_known(
    basis: PlanBasis,
    demand: StrideDemand,
    *,
    today: date,
    experience: Experience = "some",
    equipment: Equipment | None = None,
    progress: Progress | None = None,
) -> Prescription:
    """Match for a stored athlete, within tests, ladders and equipment, and within the screen if one was answered of late.

    Args:
        basis: What is stored of the athlete.
        demand: What the stride asks.
        today: For the age of the screen.
        experience: How much of such training was done before.
        equipment: In place of what is stored.
        progress: Is called with how far the load curves are.

    Raises:
        ReferredError: If the screen or the present plan says that somebody else has to look first.
    """
    athlete = basis.athlete
    fresh = athlete.screen is not None and not is_stale(athlete.screen, today)
    outcome = screen_of(athlete, today=today) if fresh else None
    return _prescribed(basis, demand, outcome, today=today, experience=experience, equipment=equipment, progress=progress)


def _prescribed(
    basis: PlanBasis,
    demand: StrideDemand,
    outcome: ScreenOutcome | None,
    *,
    today: date,
    experience: Experience,
    equipment: Equipment | None,
    progress: Progress | None,
) -> Prescription:
    athlete, owned = basis.athlete, equipment or basis.athlete.equipment
    if athlete.plan is not None:
        state = standing(basis.follower).state
        if state.status == "referred":
            raise ReferredError(athlete.person.name, [state.reason], step_sentence(step_advice("settle_pain", athlete.person.name)))
    body, age = athlete.body(), _age(athlete, today)
    opened = opened_of(basis.follower)
    steps = () if athlete.plan is None else standing(basis.follower).state.opened
    hurt = pain_since_screen(basis.follower)
    if hurt is not None:
        why = en("Pain of {level} out of 10 was logged on {on}, since the safety screen was answered.", level=worst_pain(hurt), on=hurt.on)
        raise ReferredError(athlete.person.name, [why], step_sentence(step_advice("settle_pain", athlete.person.name)))
    return prescribe(
        demand,
        athlete=body,
        tests=known_strength(basis, age_years=age, equipment=owned),
        equipment=owned,
        gates=() if outcome is None else outcome.gates,
        age_years=age,
        careful=is_careful(age, outcome, experience=experience),
        straight_leg_deg=straight_leg_deg(athlete.results),
        blocked=waiting(athlete.results, experience=experience, opened={*opened, *answers_of(athlete.results)}),
        passed=passed_of(athlete.results, experience=experience, opened=opened, steps=steps),
        kept=athlete.set_ups,
        progress=progress,
    )


def known_strength(basis: PlanBasis, *, age_years: float | None, equipment: Equipment | None) -> tuple[StrengthTest | StrengthPoint, ...]:
    """What tests and the logged sets of the last weeks tell of an athlete's strength."""
    body = basis.athlete.body()
    tests = strength_of(basis.athlete.results, body, equipment=equipment, age_years=age_years)
    lines = () if basis.follower.plan is None else basis.follower.plan.programme
    return (*tests, *learnt_strength(basis.recent, lines, body, tests, age_years=age_years))


def _age(athlete: Known, today: date) -> int | None:
    """Full years of age: from the day of birth, else as the screen has it."""
    stored = athlete.age_years(today)
    return stored if stored is not None or athlete.screen is None else athlete.screen.age_years


def plan_known(
    basis: PlanBasis,
    demand: StrideDemand,
    terms: Terms,
    *,
    today: date,
    experience: Experience = "some",
    equipment: Equipment | None = None,
    progress: Progress | None = None,
) -> OwnPlan:
    """Make a plan for a stored athlete; it takes a while and needs no unit, so that others can write meanwhile.

    Args:
        basis: What is stored of the athlete.
        demand: What the stride asks.
        terms: What is wanted; without a start, the next Monday.
        today: For the age of the screen and the start.
        experience: How much of such training was done before.
        equipment: In place of what is stored.
        progress: Is called with how far the load curves are.

    Raises:
        HipDriveError: As of screen_of, match_known and make_plan.
    """
    outcome = screen_of(basis.athlete, today=today)
    prescription = _prescribed(basis, demand, outcome, today=today, experience=experience, equipment=equipment, progress=progress)
    whole = replace(
        terms,
        experience=experience,
        quick=terms.quick and may_be_quick(_age(basis.athlete, today), outcome),
        gates=tuple(gate.kind for gate in outcome.gates),
        answers=answers_of(basis.athlete.results),
        start=terms.start or next_monday(today),
        mobility=(*terms.mobility, *mobility_first(basis.athlete.results)),
        cautions=(*outcome.refer, *(gate.why for gate in outcome.gates), *outcome.notes, *terms.cautions),
    )
    return OwnPlan(basis=basis, prescription=prescription, plan=prescription.plan(whole))


def keep_plan(unit: Unit, own: OwnPlan | MadePlan, *, uid: UUID | None = None) -> UUID:
    """Store a plan as the one that is followed from now on; its id.

    Args:
        unit: A unit for writing.
        own: The plan with what it was made from.
        uid: Its id; the same plan put twice under one id is one. None gives it a new one.

    Raises:
        PlanOutdatedError: If what it was made from has changed, such as the safety screen.
        IdTakenError: If a plan with other content has the id.
    """
    name = own.basis.athlete.person.name
    now = plan_basis(unit, name)
    put_before = uid is not None and now.athlete.plan is not None and now.athlete.plan.uid == uid
    if now != own.basis and not put_before:
        raise PlanOutdatedError(name)
    document = own.document
    programme = tuple(plain_of(line) for line in document.programme)
    starts_on = document.start or next_monday(unit.today)
    return add_plan(unit, name, PlanRecord(starts_on=starts_on, document=plain_of(document), programme=programme), uid=uid)
