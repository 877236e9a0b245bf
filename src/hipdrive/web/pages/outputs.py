"""What is taken out at addresses: the next session on paper, the plan as a calendar, spreadsheets, and a copy of all."""

import io
import zipfile
from collections.abc import Mapping
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from ... import coach
from ...language import Text, en
from ..door.answers import FileAnswer
from ..door.store import name_of, reading

router = APIRouter(include_in_schema=False)
PLANNED = ((en("Next session as PDF"), "sheet.pdf"), (en("Calendar"), "plan.ics"), (en("Next session for a watch (FIT)"), "workout.fit"))
ALWAYS = ((en("Spreadsheets (CSV)"), "spreadsheets.zip"), (en("Copy of all data"), "export.zip"))


def output_links(athlete: UUID, *, planned: bool) -> tuple[tuple[Text, str], ...]:
    """Words and addresses of what can be taken out of an athlete, for the links of their pages.

    Args:
        athlete: Their id.
        planned: Whether a plan is followed.
    """
    return tuple((words, f"/athletes/{athlete}/{file}") for words, file in ((*PLANNED, *ALWAYS) if planned else ALWAYS))


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


@router.get("/athletes/{athlete}/workout.fit")
def workout(request: Request, athlete: UUID) -> Response:
    """The next session as a workout for a watch."""
    with reading(request) as unit:
        name = name_of(unit, athlete)
        followed = coach.followed_plan(coach.follower(unit, name), today=unit.today)
        content = coach.next_session_as_workout(followed.document, made_at=unit.now)
    return FileAnswer(content, f"{followed.document.next.on}-hips.fit", media_type="application/vnd.ant.fit")


def calendar_of(unit: coach.Unit, name: str) -> Response:
    """The sessions of an athlete's plan as a calendar."""
    followed = coach.followed_plan(coach.follower(unit, name), today=unit.today)
    document = followed.document
    return Response(coach.plan_as_calendar(document, plan_id=document.id, revision=followed.changed), media_type="text/calendar")


@router.get("/athletes/{athlete}/spreadsheets.zip")
def spreadsheets(request: Request, athlete: UUID) -> Response:
    """What counts of an athlete as CSV files."""
    with reading(request) as unit:
        name = name_of(unit, athlete)
        return FileAnswer(zipped(coach.spreadsheets(unit, athlete=name)), f"{name}-spreadsheets.zip")


@router.get("/athletes/{athlete}/export.zip")
def export(request: Request, athlete: UUID) -> Response:
    """All that is stored of an athlete, history and all, as `hipdrive import` reads it."""
    with reading(request) as unit:
        name, file = name_of(unit, athlete), io.BytesIO()
        coach.export_people(unit, file, athlete=name)
        return FileAnswer(file.getvalue(), f"{name}-export.zip")


def zipped(texts: Mapping[str, str]) -> bytes:
    """Texts by the name of their file as one zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return file.getvalue()
