"""The verb that shows a stored athlete whole: body, tests, screen, plan, equipment and runs."""

from datetime import date

from ...capacity.screen import screen_settings
from ...contract.athletes.athlete import AthleteDocument, PlanSummaryDocument, equipment_document
from ...contract.wire import NoteDocument
from ...language import en
from ...store import Unit
from ...training import Advance
from ..athletes.known_athlete import Known, known
from ..athletes.untested_side import untested_sides
from ..following.followed_plan import followed_plan
from ..following.follower import Follower, follower_of
from ..following.next_step import step_at
from ..following.standing import standing
from ..runs.kept_runs import runs_of
from ..testing.screen import last_screen
from ..testing.test import latest_results


def athlete_shown(unit: Unit, name: str) -> AthleteDocument:
    """One athlete with tests, screen, plan, equipment and runs.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    athlete = known(unit, name)
    followed_by = follower_of(unit, athlete)
    now = None if followed_by.plan is None else standing(followed_by)
    person = athlete.person
    return AthleteDocument(
        id=person.uid,
        name=person.name,
        sex=person.sex,
        height_m=person.height_m,
        born=person.born,
        age_years=athlete.age_years(unit.today),
        consent_on=person.consent_on,
        mass_kg=None if athlete.mass is None else athlete.mass.mass_kg,
        mass_on=None if athlete.mass is None else athlete.mass.on,
        tests=latest_results(athlete.results),
        untested=untested_sides(athlete.results),
        screen=last_screen(athlete, today=unit.today),
        plan=_plan(followed_by, athlete, now, today=unit.today),
        equipment=None if athlete.equipment is None else equipment_document(athlete.equipment),
        runs=runs_of(unit, name).runs,
        next_step=step_at(followed_by, now, athlete.screen, today=unit.today),
        notes=_notes(athlete, unit.today),
    )


def _notes(athlete: Known, today: date) -> tuple[NoteDocument, ...]:
    age, adult = athlete.age_years(today), screen_settings().adult_from_years
    if age is None or age >= adult:
        return ()
    message = en(
        "Under {age}: there is no plan until the screen says that a parent or guardian, and a doctor or physiotherapist, have agreed.",
        age=adult,
    )
    return (NoteDocument(code="minor", message=message),)


def _plan(follower: Follower, athlete: Known, now: Advance | None, *, today: date) -> PlanSummaryDocument | None:
    """The plan that is followed, and where it stands."""
    if athlete.plan is None:
        return None
    followed = followed_plan(follower, today=today, now=now)
    document = followed.document
    return PlanSummaryDocument(
        id=athlete.plan.uid,
        starts_on=athlete.plan.value.starts_on,
        goal=document.goal,
        weeks=document.weeks,
        minutes_per_week=document.minutes_per_week,
        rules_fired=followed.changed,
        next=document.next,
    )
