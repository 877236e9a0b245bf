"""Everybody, one athlete, what is printed and put into a calendar, and the exercises."""

from functools import cache
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from ... import coach
from ...language import en, reader
from ..door.store import name_of, reading

router = APIRouter(include_in_schema=False)
PLANNED = ((en("Next session as PDF"), "sheet.pdf"), (en("Calendar"), "plan.ics"))
LINKS = ((en("Exercises"), "/exercises"), (en("Where they load"), "/loads"))


@router.get("/")
def everybody(request: Request) -> HTMLResponse:
    """The coach's list."""
    with reading(request) as unit:
        return HTMLResponse(coach.athletes_page(unit, address=lambda athlete: f"/athletes/{athlete}", links=LINKS))


@router.get("/athletes/{athlete}")
def athlete(request: Request, athlete: UUID) -> HTMLResponse:
    """How it goes with an athlete."""
    with reading(request) as unit:
        shown = coach.progress_report(unit, name_of(unit, athlete))
        planned = () if shown.plan is None else tuple((words, f"/athletes/{athlete}/{file}") for words, file in PLANNED)
        return HTMLResponse(coach.progress_page(unit, shown, links=((en("Athletes"), "/"), *planned, *LINKS)))


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
        followed = coach.followed_plan(coach.follower(unit, name_of(unit, athlete)), today=unit.today)
    document = followed.document
    return Response(coach.plan_as_calendar(document, plan_id=document.id, revision=followed.changed), media_type="text/calendar")


@router.get("/exercises")
def exercises() -> HTMLResponse:
    """Every exercise in pictures."""
    return HTMLResponse(_wall(reader().code))


@router.get("/exercises/{exercise}")
def exercise(exercise: str) -> HTMLResponse:
    """All about one exercise, with its moving picture."""
    return HTMLResponse(_exercise(exercise, reader().code))


@router.get("/loads")
def loads() -> HTMLResponse:
    """Where every exercise loads."""
    return HTMLResponse(_loads(reader().code))


@cache
def _wall(_language: str) -> str:
    """Every exercise in pictures, drawn once in each language."""
    return coach.picture_wall(coach.fitting_exercises())


@cache
def _loads(_language: str) -> str:
    """Where every exercise loads, drawn once in each language."""
    return coach.load_sheet(coach.fitting_exercises())


@cache
def _exercise(exercise: str, _language: str) -> str:
    """The page of an exercise, drawn once in each language; one that is not known raises, and is not kept."""
    return coach.exercise_report(coach.exercise_page(exercise, figures=True))
