"""A plan for a stored athlete: the screen first, then match and plan from all that is known, stored with its start."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from shlex import quote

from ..capacity import ScreenOutcome, is_stale, screened
from ..contract.plan import OwnPlanDocument, plan_document
from ..contract.wire import plain_of
from ..errors import HipDriveError, ReferredError
from ..exercise.declared.ladder import ladders
from ..store import PlanRecord, Store, add_plan
from ..training import Plan, Terms
from .athletes.known_athlete import Known, strength_of
from .following.standing import standing
from .match import Demand, Prescription, prescribe
from .matching.offer import Progress
from .matching.prerequisites import Experience, mobility_first, waiting


class ScreenMissingError(HipDriveError):
    """No plan without a safety screen."""

    def __init__(self, name: str, found: str) -> None:
        super().__init__(f"{name} {found}: before a plan is made, answer it with: hipdrive screen {quote(name)}")


@dataclass(frozen=True, kw_only=True)
class OwnPlan:
    """A plan with what went into it."""

    prescription: Prescription
    plan: Plan
    stored: str | None
    """Id in the store; None if it was only looked at."""


def own_plan_document(own: OwnPlan) -> OwnPlanDocument:
    """The plan as it stands in JSON, with its id."""
    return OwnPlanDocument(**dict(plan_document(own.plan)), id=own.stored)


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
        raise ScreenMissingError(athlete.person.name, "has not answered the safety screen")
    if is_stale(athlete.screen, today):
        raise ScreenMissingError(athlete.person.name, f"answered the safety screen last on {athlete.screen.on}, too long ago")
    outcome = screened(athlete.screen)
    if outcome.stop:
        raise ReferredError(outcome.refer)
    return outcome


def opened_of(store: Store, athlete: Known) -> frozenset[str]:
    """Exercises that following the present plan has opened or already uses."""
    if athlete.plan is None:
        return frozenset()
    state = standing(store, athlete).state
    from_ladders = {ladder_step_exercise(step) for step in state.opened}
    return frozenset(from_ladders | {one.exercise for one in state.lines if one.status == "active"})


def ladder_step_exercise(step: str) -> str:
    """Exercise of a step named 'ladder/step'."""
    ladder, _, name = step.partition("/")
    return ladders()[ladder].steps[name].exercise


def match_known(
    store: Store, athlete: Known, demand: Demand, *, today: date, experience: Experience = "some", progress: Progress | None = None
) -> Prescription:
    """Match for a stored athlete, within tests, ladders and equipment, and within the screen if one was answered of late.

    Raises:
        ReferredError: If the screen or the present plan says that somebody else has to look first.
    """
    fresh = athlete.screen is not None and not is_stale(athlete.screen, today)
    outcome = screen_of(athlete, today=today) if fresh else None
    return _prescribed(store, athlete, demand, outcome, experience=experience, progress=progress)


def _prescribed(
    store: Store, athlete: Known, demand: Demand, outcome: ScreenOutcome | None, *, experience: Experience, progress: Progress | None
) -> Prescription:
    if athlete.plan is not None:
        state = standing(store, athlete).state
        if state.status == "referred":
            raise ReferredError([state.reason])
    body = athlete.body()
    return prescribe(
        demand,
        athlete=body,
        tests=strength_of(athlete.results, body, equipment=athlete.equipment),
        equipment=athlete.equipment,
        gates=() if outcome is None else outcome.gates,
        blocked=waiting(athlete.results, experience=experience, opened=opened_of(store, athlete)),
        progress=progress,
    )


def plan_known(
    store: Store,
    athlete: Known,
    demand: Demand,
    terms: Terms,
    *,
    today: date,
    experience: Experience = "some",
    keep: bool = True,
    progress: Progress | None = None,
) -> OwnPlan:
    """Make a plan for a stored athlete and, if wanted, follow it from now on.

    Args:
        store: An open store.
        athlete: The athlete.
        demand: What the stride asks.
        terms: What is wanted; without a start, the next Monday.
        today: For the age of the screen and the start.
        experience: How much of such training was done before.
        keep: Whether the plan is stored as the one that is followed.
        progress: Told how far the load curves are.

    Raises:
        HipDriveError: As of screen_of, match_known and make_plan.
    """
    outcome = screen_of(athlete, today=today)
    prescription = _prescribed(store, athlete, demand, outcome, experience=experience, progress=progress)
    whole = replace(
        terms,
        start=terms.start or next_monday(today),
        mobility=(*terms.mobility, *mobility_first(athlete.results)),
        cautions=(*outcome.refer, *outcome.notes, *terms.cautions),
    )
    plan = prescription.plan(whole)
    stored = None
    if keep:
        document = plan_document(plan)
        programme = tuple(plain_of(line) for line in document.programme)
        record = PlanRecord(starts_on=plan.start or next_monday(today), document=plain_of(document), programme=programme)
        stored = str(add_plan(store, athlete.person.name, record))
    return OwnPlan(prescription=prescription, plan=plan, stored=stored)
