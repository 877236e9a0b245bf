"""The command plan: make one, look at it, follow it, print it, play it through."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..language import en
from .door import clock
from .door.next_step import show_next_if_held
from .door.options import plan as options
from .door.outlet import JsonTarget, hand_out_json, progress_bar, ready_to_write, say, wrong_usage
from .door.owned import Owned, OwnedFile, OwnedWords, owned_or_asked
from .door.prescription_input import (
    HowMuchBefore,
    RunFile,
    TypicalPace,
    TypicalSpeed,
    WhoseBody,
    demand_named,
    is_stored_name,
    speed_words,
    stored_basis,
    typical_speed,
    unstored_prescription,
)
from .door.stored import Database, writing
from .door.writing import write_bytes, write_text
from .views.plan import show_moved, show_plan
from .views.simulation import show_simulation
from .views.swap import show_swaps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from ..coach import OwnPlan, Prescription, Terms
    from ..contract.plans.plan import PlanDocument
    from ..training import Plan


@dataclass(frozen=True, kw_only=True)
class PlanFiles:
    """What is written of a plan, and of which session."""

    calendar: Path | None
    sheet: Path | None
    workout: Path | None
    report: Path | None
    week: int
    session: int

    @property
    def paths(self) -> tuple[Path | None, ...]:
        """Where; None for what was not asked for."""
        return self.report, self.calendar, self.sheet, self.workout


def plan(
    run: RunFile = None,
    typical: TypicalSpeed = None,
    pace: TypicalPace = None,
    athlete: WhoseBody = None,
    goal: options.Goal = "distance",
    preset: options.Preset = "standard",
    school: options.School = None,
    minutes_per_week: options.MinutesPerWeek = None,
    weeks: options.Weeks = None,
    sessions_per_week: options.SessionsPerWeek = None,
    start: options.FirstDay = None,
    hard: options.HardDays = None,
    race: options.RaceDays = None,
    pin: options.Pinned = None,
    ban: options.Banned = None,
    both_hips: options.BothHips = False,
    own: OwnedWords = None,
    equipment: OwnedFile = None,
    experience: HowMuchBefore = "some",
    look: options.OnlyLook = False,
    show: options.ShowFollowed = False,
    swap: options.Swapped = None,
    without: options.NotThere = None,
    move: options.MovedDay = None,
    to: options.ToDay = None,
    simulate: options.Scenario = None,
    calendar: options.CalendarFile = None,
    sheet: options.SheetOfSession = None,
    workout: options.WorkoutFile = None,
    week: options.WeekShown = 1,
    session: options.SessionShown = 1,
    db: Database = None,
    json: JsonTarget = None,
    report: options.ReportFile = None,
) -> None:
    """Write a dosed plan from the exercises that together train most of what the stride asks for; safety first.

    For example: hipdrive plan --pace 5:30/km --own "band red, chair" --preset modest
    """
    from .. import coach

    files = PlanFiles(calendar=calendar, sheet=sheet, workout=workout, report=report, week=week, session=session)
    ready_to_write(json, *files.paths)
    if swap or without:
        return _show_swaps(athlete, swap or "", without or [], show=show, db=db, json=json)
    if move or to:
        return _move_session(athlete, move, to, db=db, json=json)
    if show:
        return _show_followed(athlete, files, db=db, json=json, simulate=simulate)
    speed_m_s = typical_speed(run, typical, pace)
    terms = coach.Terms(goal=goal, preset=preset, school=school, pinned=tuple(pin or ()), banned=tuple(ban or ()), both_hips=both_hips)
    terms = replace(terms, minutes_per_week=minutes_per_week, weeks=weeks, sessions_per_week=sessions_per_week, experience=experience)
    terms = _with_days(terms, start, hard or (), race or ())
    coach.refuse_impossible(terms, default_start=clock.now().date() if is_stored_name(athlete) else None)
    made = _made(run, speed_m_s, athlete, terms, (equipment, own), keep=not (look or simulate), db=db)
    _write(made, files)
    say(made.owned.says, json)
    say(speed_words(made.prescription.demand), json)
    return _hand_out(made.document, simulate=simulate, json=json)


def _with_days(terms: "Terms", start: datetime | None, hard: "Sequence[str]", races: "Sequence[datetime]") -> "Terms":
    """Terms with the first day, the days of hard runs and the races."""
    from .. import coach

    first = None if start is None else start.date()
    return replace(terms, start=first, hard_days=coach.weekdays_named(hard), races=tuple(day.date() for day in races))


@dataclass(frozen=True, kw_only=True)
class _Made:
    """A plan that was made, and what it was made from."""

    prescription: "Prescription"
    plan: "Plan"
    document: "PlanDocument"
    owned: Owned
    name: str
    """Of the stored athlete; empty for nobody."""


def _made(
    run: Path | None,
    speed_m_s: float | None,
    athlete: str | None,
    terms: "Terms",
    what_is_owned: tuple[Path | None, str | None],
    *,
    keep: bool,
    db: str | None,
) -> _Made:
    """Make the plan, for a stored athlete or for nobody that is known."""
    from .. import coach
    from ..contract.plans.plan import plan_document

    name = athlete if athlete is not None and is_stored_name(athlete) else ""
    if not name:
        owned = owned_or_asked(*what_is_owned, db=db)
        prescription = unstored_prescription(run, speed_m_s, athlete, owned.equipment, experience=terms.experience, goal=terms.goal)
        plan = prescription.plan(terms)
        return _Made(prescription=prescription, plan=plan, document=plan_document(plan), owned=owned, name="")
    basis = stored_basis(db, name)
    owned = owned_or_asked(*what_is_owned, stored=basis.athlete.equipment, athlete=basis.athlete.person.name, db=db)
    made, uid = _stored_plan(run, speed_m_s, name, terms, owned, keep=keep, db=db)
    document = coach.own_plan_document(made, uid=uid)
    return _Made(prescription=made.prescription, plan=made.plan, document=document, owned=owned, name=name)


def _write(made: _Made, files: PlanFiles) -> None:
    """Write the files that were asked for."""
    from .. import coach
    from ..contract.plans.plan import OwnPlanDocument

    document = made.document
    if files.report is not None:
        today, stored_name = clock.now().date(), bool(made.name)
        page = coach.report_page(made.prescription, plan=made.plan, athlete_name=made.name, on=today, screened=stored_name)
        write_text(files.report, page)
    if files.calendar is not None:
        stored = document.id if isinstance(document, OwnPlanDocument) else None
        write_bytes(files.calendar, coach.plan_as_calendar(document, plan_id=stored))
    if files.sheet is not None:
        body = made.prescription.athlete
        write_bytes(files.sheet, coach.session_as_sheet(document, body, week=files.week, session=files.session, name=made.name))
    if files.workout is not None:
        write_bytes(files.workout, coach.session_as_workout(document, made_at=clock.now(), week=files.week, session=files.session))


def _stored_plan(
    run: Path | None,
    speed_m_s: float | None,
    name: str,
    terms: "Terms",
    owned: Owned,
    *,
    keep: bool,
    db: str | None,
) -> "tuple[OwnPlan, UUID | None]":
    """A plan for a stored athlete, and its id if it is kept."""
    from .. import coach

    basis = stored_basis(db, name)
    with progress_bar(en("Load curves of the exercises")) as progress:
        made = coach.plan_known(
            basis,
            demand_named(run, speed_m_s, goal=terms.goal),
            terms,
            today=clock.now().date(),
            experience=terms.experience,
            equipment=owned.equipment,
            progress=progress,
        )
    if not keep:
        return made, None
    with writing(db) as unit:
        return made, coach.keep_plan(unit, made)


def _show_swaps(athlete: str | None, exercise: str, without: list[str], *, show: bool, db: str | None, json: str | None) -> None:
    """What stands in for lines of the plan that a stored athlete follows."""
    from .. import coach

    if not is_stored_name(athlete):
        raise wrong_usage(en("a swap needs a stored athlete who follows a plan: --athlete NAME"))
    if not (exercise or show):
        raise wrong_usage(en("--without goes with --show or --swap EXERCISE"))
    basis = stored_basis(db, athlete or "")
    with progress_bar(en("Load curves of the exercises")) as progress:
        found = coach.swaps(basis, today=clock.now().date(), exercise=exercise, without=without, progress=progress)
    if not hand_out_json(json, found):
        show_swaps(found)


def _move_session(athlete: str | None, day: datetime | None, to: datetime | None, *, db: str | None, json: str | None) -> None:
    """One session of the plan that a stored athlete follows on another day."""
    from .. import coach

    if not is_stored_name(athlete):
        raise wrong_usage(en("--move needs a stored athlete who follows a plan: --athlete NAME"))
    if day is None or to is None:
        raise wrong_usage(en("--move and --to go together: which session, and to which day"))
    with writing(db) as unit:
        moved = coach.move_session(unit, athlete or "", day.date(), to.date())
    if not hand_out_json(json, moved):
        show_moved(moved, day.date(), to.date())


def _show_followed(athlete: str | None, files: PlanFiles, *, db: str | None, json: str | None, simulate: str | None) -> None:
    """The plan that a stored athlete follows."""
    from .. import coach

    if not is_stored_name(athlete):
        raise wrong_usage(en("--show needs a stored athlete: --athlete NAME"))
    if files.report is not None:
        raise wrong_usage(en("a report is written when a plan is made; leave out --show"))
    basis = stored_basis(db, athlete or "")
    followed = coach.followed_plan(basis.follower, today=clock.now().date())
    document = followed.document
    if files.calendar is not None:
        write_bytes(files.calendar, coach.plan_as_calendar(document, plan_id=document.id, revision=followed.changed))
    if files.sheet is not None:
        write_bytes(files.sheet, coach.next_session_as_sheet(document, basis.athlete.body(), name=basis.athlete.person.name))
    if files.workout is not None:
        write_bytes(files.workout, coach.next_session_as_workout(document, made_at=clock.now()))
    _hand_out(document, simulate=simulate, json=json)
    if json is None:
        show_next_if_held(db, athlete or "")


def _hand_out(plan: "PlanDocument", *, simulate: str | None, json: str | None) -> None:
    """JSON where it was asked for, else words; a scenario takes the place of the plan."""
    from .. import coach
    from ..contract.plans.plan import FollowedPlanDocument, OwnPlanDocument
    from ..contract.plans.simulation import simulation_document

    if simulate is not None:
        played = simulation_document(coach.simulated(plan, simulate, today=clock.now().date()))
        if not hand_out_json(json, played):
            show_simulation(played)
        return
    if hand_out_json(json, plan):
        return
    coming = plan.next if isinstance(plan, FollowedPlanDocument) else None
    show_plan(plan, followed=isinstance(plan, OwnPlanDocument) and plan.id is not None, coming=coming)
