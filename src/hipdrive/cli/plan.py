"""The command plan: make one, look at it, follow it, print it, play it through."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..language import en
from .door import clock
from .door.day import day_typed
from .door.next_step import show_next_if_held
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
    from uuid import UUID

    from ..coach import OwnPlan, Terms
    from ..contract.plans.plan import PlanDocument


def plan(
    run: RunFile = None,
    typical: TypicalSpeed = None,
    pace: TypicalPace = None,
    athlete: WhoseBody = None,
    goal: Annotated[Literal["distance", "sprint", "general"], typer.Option(help="What the training is for.")] = "distance",
    preset: Annotated[
        Literal["modest", "standard"],
        typer.Option(help="Ready-made amount of training: 15 min a week for 4 weeks, or 3 x 15 min a week for 6 weeks."),
    ] = "standard",
    school: Annotated[
        Literal["early_range", "short_range"] | None,
        typer.Option(help="Give this range more weight, as one of the schools of coaching does."),
    ] = None,
    minutes_per_week: Annotated[float | None, typer.Option(help="Minutes a week, instead of the preset's.")] = None,
    weeks: Annotated[int | None, typer.Option(help="Number of weeks, instead of the preset's; the last one is the retest.")] = None,
    sessions_per_week: Annotated[int | None, typer.Option(help="Sessions a week, instead of the preset's.")] = None,
    start: Annotated[datetime | None, typer.Option(parser=day_typed, metavar="DATE", help="First day; gives every session a date.")] = None,
    hard: Annotated[
        list[str] | None,
        typer.Option(metavar="DAYS", help="Days with a hard run, such as tue,sat: nothing heavy for the hips the day before."),
    ] = None,
    race: Annotated[
        list[datetime] | None,
        typer.Option(parser=day_typed, metavar="DATE", help="Day of a race; training is reduced that week. Repeatable."),
    ] = None,
    pin: Annotated[list[str] | None, typer.Option(metavar="EXERCISE", help="An exercise that must be in the plan; repeatable.")] = None,
    ban: Annotated[list[str] | None, typer.Option(metavar="EXERCISE", help="An exercise that must not be in the plan; repeatable.")] = None,
    both_hips: Annotated[bool, typer.Option("--both-hips", help="Prefer exercises that work both hips at once.")] = False,
    own: OwnedWords = None,
    equipment: OwnedFile = None,
    experience: HowMuchBefore = "some",
    look: Annotated[bool, typer.Option("--look", help="Only look: a stored athlete stays on the current plan.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Show the plan that the stored athlete follows, without making a new one.")] = False,
    swap: Annotated[
        str | None,
        typer.Option(
            metavar="EXERCISE", help="What can replace an exercise of the current plan, for example when the cable machine is taken."
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="THING", help="What is not available today, such as 'cable machine'; with --show or --swap; repeatable."),
    ] = None,
    move: Annotated[
        datetime | None,
        typer.Option(parser=day_typed, metavar="DATE", help="Move one coming session of the current plan; with --to."),
    ] = None,
    to: Annotated[
        datetime | None, typer.Option(parser=day_typed, metavar="DATE", help="Day of the same week to which --move moves it.")
    ] = None,
    simulate: Annotated[
        str | None, typer.Option(metavar="SCENARIO", help="Simulate how it goes: all_good, missed_fortnight, one_sided_pain, stalled, ...")
    ] = None,
    calendar: Annotated[Path | None, typer.Option(metavar="FILE.ics", help="Write the sessions as a calendar.")] = None,
    sheet: Annotated[
        Path | None, typer.Option(metavar="FILE.pdf", help="Write a session as an A4 sheet; with --show, the next session.")
    ] = None,
    workout: Annotated[
        Path | None,
        typer.Option(metavar="FILE.fit", help="Write a session as a workout for a watch (FIT); with --show, the next session."),
    ] = None,
    week: Annotated[int, typer.Option(help="Week of the sheet or workout.")] = 1,
    session: Annotated[int, typer.Option(help="Session of that week on the sheet or in the workout.")] = 1,
    db: Database = None,
    json: JsonTarget = None,
    report: Annotated[Path | None, typer.Option(help="Write the report (one HTML file) here.")] = None,
) -> None:
    """Write a dosed plan from the exercises that together train most of what the stride asks for; safety first.

    For example: hipdrive plan --pace 5:30/km --own "band red, chair" --preset modest
    """
    from .. import coach
    from ..contract.plans.plan import OwnPlanDocument, PlanDocument, plan_document

    ready_to_write(json, report, calendar, sheet, workout)
    if swap or without:
        _show_swaps(athlete, swap or "", without or [], show=show, db=db, json=json)
        return
    if move or to:
        _move_session(athlete, move, to, db=db, json=json)
        return
    if show:
        _show_followed(athlete, db=db, json=json, simulate=simulate, calendar=calendar, sheet=sheet, workout=workout, report=report)
        return
    speed_m_s = typical_speed(run, typical, pace)
    terms = coach.Terms(
        goal=goal,
        preset=preset,
        school=school,
        minutes_per_week=minutes_per_week,
        weeks=weeks,
        sessions_per_week=sessions_per_week,
        start=None if start is None else start.date(),
        hard_days=coach.weekdays_named(hard or ()),
        races=tuple(day.date() for day in race or ()),
        pinned=tuple(pin or ()),
        banned=tuple(ban or ()),
        both_hips=both_hips,
        experience=experience,
    )
    coach.refuse_impossible(terms, default_start=clock.now().date() if is_stored_name(athlete) else None)
    document: PlanDocument
    who = athlete if athlete is not None and is_stored_name(athlete) else ""
    if is_stored_name(athlete):
        basis = stored_basis(db, who)
        owned = owned_or_asked(equipment, own, stored=basis.athlete.equipment, athlete=basis.athlete.person.name, db=db)
        made, uid = _stored_plan(run, speed_m_s, who, terms, owned, experience, keep=not (look or simulate), db=db)
        prescription, result, document = made.prescription, made.plan, coach.own_plan_document(made, uid=uid)
    else:
        owned = owned_or_asked(equipment, own, db=db)
        prescription = unstored_prescription(run, speed_m_s, athlete, owned.equipment, experience=experience, goal=goal)
        result = prescription.plan(terms)
        document = plan_document(result)
    if report is not None:
        stored_name = is_stored_name(athlete)
        page = coach.report_page(prescription, plan=result, athlete_name=who, on=clock.now().date(), screened=stored_name)
        write_text(report, page)
    if calendar is not None:
        stored = document.id if isinstance(document, OwnPlanDocument) else None
        write_bytes(calendar, coach.plan_as_calendar(document, plan_id=stored))
    if sheet is not None:
        write_bytes(sheet, coach.session_as_sheet(document, prescription.athlete, week=week, session=session, name=who))
    if workout is not None:
        write_bytes(workout, coach.session_as_workout(document, made_at=clock.now(), week=week, session=session))
    say(owned.says, json)
    say(speed_words(prescription.demand), json)
    _hand_out(document, simulate=simulate, json=json)


def _stored_plan(
    run: Path | None,
    speed_m_s: float | None,
    name: str,
    terms: "Terms",
    owned: Owned,
    experience: Literal["new", "some"],
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
            experience=experience,
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


def _show_followed(
    athlete: str | None,
    *,
    db: str | None,
    json: str | None,
    simulate: str | None,
    calendar: Path | None,
    sheet: Path | None,
    workout: Path | None,
    report: Path | None,
) -> None:
    """The plan that a stored athlete follows."""
    from .. import coach

    if not is_stored_name(athlete):
        raise wrong_usage(en("--show needs a stored athlete: --athlete NAME"))
    if report is not None:
        raise wrong_usage(en("a report is written when a plan is made; leave out --show"))
    basis = stored_basis(db, athlete or "")
    followed = coach.followed_plan(basis.follower, today=clock.now().date())
    document = followed.document
    if calendar is not None:
        write_bytes(calendar, coach.plan_as_calendar(document, plan_id=document.id, revision=followed.changed))
    if sheet is not None:
        write_bytes(sheet, coach.next_session_as_sheet(document, basis.athlete.body(), name=basis.athlete.person.name))
    if workout is not None:
        write_bytes(workout, coach.next_session_as_workout(document, made_at=clock.now()))
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
