"""Athletes: who they are, what they do next, what they did, and how it goes."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from ... import coach
from ..door import clock
from ..door.admitted import asker, coaches_only, only_own, refuse_hidden
from ..door.answers import DocumentAnswer
from ..door.store import name_of, reading, writing
from .sent import AthleteSent, ResultSent, ScreenSent, SessionSent

router = APIRouter(prefix="/api/athletes", tags=["athletes"])


@router.get("", summary="All of one's athletes, who needs a coach first first.")
def athletes(request: Request) -> DocumentAnswer:
    """hipdrive.athletes/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.athlete_list(unit, only=only_own(request, unit)))


@router.put("/{athlete}", summary="Add an athlete under an id of your own; put twice it is one.")
def put_athlete(request: Request, athlete: UUID, sent: AthleteSent) -> DocumentAnswer:
    """hipdrive.athlete/1."""
    coaches_only(request)
    with writing(request) as unit:
        refuse_hidden(request, unit, athlete)  # again, where nobody else can write meanwhile
        account = asker(request).account
        person = coach.add_athlete(unit, uid=athlete, coach=None if account is None else account.uid, **dict(sent))
        return DocumentAnswer(coach.athlete_shown(unit, person.name))


@router.get("/{athlete}", summary="One athlete with tests, screen, plan, equipment and runs.")
def one_athlete(request: Request, athlete: UUID) -> DocumentAnswer:
    """hipdrive.athlete/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.athlete_shown(unit, name_of(unit, athlete)))


@router.get("/{athlete}/next", summary="What is next, ready to be logged.")
def coming(request: Request, athlete: UUID, on: date | None = None) -> DocumentAnswer:
    """hipdrive.log/1 without a session."""
    with reading(request) as unit:
        return DocumentAnswer(coach.coming_session(unit, name_of(unit, athlete), on=on or unit.today))


@router.get("/{athlete}/sessions", summary="The last sessions.")
def sessions(request: Request, athlete: UUID, last: Annotated[int, Query(ge=1, le=1000)] = 10) -> DocumentAnswer:
    """hipdrive.sessions/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.session_list(unit, name_of(unit, athlete), last=last))


@router.put("/{athlete}/sessions/{session}", summary="Log a session under an id of your own; put twice it is one.")
def put_session(request: Request, athlete: UUID, session: UUID, sent: SessionSent) -> DocumentAnswer:
    """hipdrive.log/1."""
    with writing(request) as unit:
        return DocumentAnswer(coach.log_typed(unit, name_of(unit, athlete), coach.TypedLog(**dict(sent)), uid=session))


@router.delete("/{athlete}/sessions/{session}", summary="Delete a session; its history is kept.")
def delete_session(request: Request, athlete: UUID, session: UUID) -> DocumentAnswer:
    """hipdrive.log/1."""
    with writing(request) as unit:
        return DocumentAnswer(coach.log_typed(unit, name_of(unit, athlete), coach.TypedLog(delete=str(session))))


@router.get("/{athlete}/plan", summary="The plan that is followed, and where it stands.")
def plan(request: Request, athlete: UUID) -> DocumentAnswer:
    """hipdrive.plan/1."""
    with reading(request) as unit:
        follower = coach.follower(unit, name_of(unit, athlete))
        return DocumentAnswer(coach.followed_plan(follower, today=unit.today).document)


@router.get("/{athlete}/results", summary="Results of tests.")
def results(request: Request, athlete: UUID, test: str = "") -> DocumentAnswer:
    """hipdrive.results/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.results_of(unit, name_of(unit, athlete), test))


@router.put("/{athlete}/results/{result}", summary="Enter the result of a test under an id of your own; put twice it is one.")
def put_result(request: Request, athlete: UUID, result: UUID, sent: ResultSent) -> DocumentAnswer:
    """hipdrive.results/1."""
    typed = coach.typed_result(**{**dict(sent), "on": sent.on or clock.now().date()})
    with writing(request) as unit:
        return DocumentAnswer(coach.enter_results(unit, name_of(unit, athlete), [typed], uids=[result]))


@router.get("/{athlete}/change", summary="What changed in the tests beyond noise.")
def change(request: Request, athlete: UUID, since: date | None = None) -> DocumentAnswer:
    """hipdrive.change/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.change_report(unit, name_of(unit, athlete), since))


@router.put("/{athlete}/screens/{screen}", summary="Answer the safety screen under an id of your own; put twice it is one.")
def put_screen(request: Request, athlete: UUID, screen: UUID, sent: ScreenSent) -> DocumentAnswer:
    """hipdrive.screen/1."""
    on = sent.on or clock.now().date()
    with writing(request) as unit:
        name = name_of(unit, athlete)
        return DocumentAnswer(coach.enter_screen(unit, name, sent.yes, age_years=sent.age_years, on=on, uid=screen))


@router.get("/{athlete}/progress", summary="How training goes: done, moved, hurt, tested.")
def progress(request: Request, athlete: UUID, exercise: str = "", since: date | None = None) -> DocumentAnswer:
    """hipdrive.progress/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.progress_report(unit, name_of(unit, athlete), exercise=exercise, since=since))


@router.get("/{athlete}/runs", summary="Analysed runs that are kept.")
def runs(request: Request, athlete: UUID) -> DocumentAnswer:
    """hipdrive.runs/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.runs_of(unit, name_of(unit, athlete)))
