"""Everybody, one athlete, what is printed and put into a calendar, and the exercises."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ... import coach
from ...language import en
from ..door.admitted import asker, only_own
from ..door.store import name_of, reading

router = APIRouter(include_in_schema=False)
PLANNED = ((en("Next session as PDF"), "sheet.pdf"), (en("Calendar"), "plan.ics"))
LINKS = ((en("Exercises"), "/exercises"), (en("Where they load"), "/loads"), (en("Accounts"), "/accounts"), (en("On a phone"), "/phone"))


@router.get("/")
def everybody(request: Request) -> Response:
    """The coach's list; an athlete comes to their own page."""
    account = asker(request).account
    if account is not None and account.athlete is not None:
        return RedirectResponse(f"/athletes/{account.athlete}", 303)
    with reading(request) as unit:
        only = only_own(request, unit)
        return HTMLResponse(coach.athletes_page(unit, address=lambda athlete: f"/athletes/{athlete}", only=only, links=LINKS))


@router.get("/athletes/{athlete}")
def athlete(request: Request, athlete: UUID) -> HTMLResponse:
    """How it goes with an athlete."""
    with reading(request) as unit:
        shown = coach.progress_report(unit, name_of(unit, athlete))
        planned = () if shown.plan is None else tuple((words, f"/athletes/{athlete}/{file}") for words, file in PLANNED)
        share = en("Links to share"), f"/athletes/{athlete}/links"
        return HTMLResponse(coach.progress_page(unit, shown, links=((en("Athletes"), "/"), *planned, share, *LINKS)))


@router.get("/athletes/{athlete}/sheet.pdf")
def sheet(request: Request, athlete: UUID) -> Response:
    """The next session on one sheet of paper."""
    with reading(request) as unit:
        name = name_of(unit, athlete)
        followed = coach.followed_plan(coach.follower(unit, name), today=unit.today)
        body = coach.known(unit, name).body()
    return Response(coach.next_session_as_sheet(followed.document, body, name=name), media_type="application/pdf")


@router.get("/athletes/{athlete}/plan.ics")
def calendar(request: Request, athlete: UUID) -> Response:
    """The plan's sessions as a calendar, with ids that stay."""
    with reading(request) as unit:
        return calendar_of(unit, name_of(unit, athlete))


def calendar_of(unit: coach.Unit, name: str) -> Response:
    """The sessions of an athlete's plan as a calendar."""
    followed = coach.followed_plan(coach.follower(unit, name), today=unit.today)
    document = followed.document
    return Response(coach.plan_as_calendar(document, plan_id=document.id, revision=followed.changed), media_type="text/calendar")


@router.get("/exercises")
def exercises() -> HTMLResponse:
    """Every exercise in pictures."""
    return HTMLResponse(coach.picture_wall(coach.fitting_exercises()))


@router.get("/exercises/{exercise}")
def exercise(exercise: str) -> HTMLResponse:
    """All about one exercise, with its moving picture."""
    return HTMLResponse(coach.exercise_report(coach.exercise_page(exercise, figures=True)))


@router.get("/loads")
def loads() -> HTMLResponse:
    """Where every exercise loads."""
    return HTMLResponse(coach.load_sheet(coach.fitting_exercises()))
