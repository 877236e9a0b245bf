"""The pages of one athlete: how it goes and what is next, the plan, the tests and the safety screen."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ... import coach
from ...errors import HipDriveError
from ..door.guard import MOST_UPLOAD_BYTES
from ..door.kept_pages import page_of
from ..door.links import links_of
from ..door.store import name_of, reading
from ..door.wishes import WishesSent
from ..jobs.searched import simulation, swaps_found
from ..jobs.wished_plan import wished_plan
from .outputs import output_links

router = APIRouter(prefix="/athletes/{athlete}", include_in_schema=False)
Word = Annotated[str, Query(max_length=100)]
SESSIONS_LISTED, LATELY_DAYS = 12, 182
"""Of how many sessions the sets are listed, and how far back the progress goes at least, unless all is asked for."""


@router.get("")
def overview(request: Request, athlete: UUID) -> HTMLResponse:
    """How it goes with an athlete, and what is next."""
    with reading(request) as unit:
        name = name_of(unit, athlete)

        def drawn() -> str:
            files = output_links(athlete, planned=coach.follows_plan(unit, name))
            return coach.athlete_page(unit, name, address=f"/athletes/{athlete}", links=(*links_of(athlete), *files))

        return HTMLResponse(page_of(request, unit, athlete, drawn))


@router.get("/strength.svg")
def strength(request: Request, athlete: UUID, width: Literal["wide", "narrow"] = "wide") -> Response:
    """The figure of strength against what the stride asks, which stands on the overview."""
    with reading(request) as unit:
        name = name_of(unit, athlete)

        def drawn() -> str:
            return coach.strength_figure(unit, name, narrow=width == "narrow")

        return Response(page_of(request, unit, athlete, drawn), media_type="image/svg+xml")


@router.get("/progress")
def progress(request: Request, athlete: UUID, sessions: Literal["last", "all"] = "last") -> HTMLResponse:
    """How training goes: done, moved, hurt, tested; the last half year with its last sessions set by set, or all."""
    with reading(request) as unit:
        name = name_of(unit, athlete)

        def drawn() -> str:
            links = (*links_of(athlete), *output_links(athlete, planned=coach.follows_plan(unit, name)))
            if sessions == "all":
                return coach.progress_page(unit, name, links=links)
            return coach.lately_page(unit, name, days=LATELY_DAYS, listed=SESSIONS_LISTED, links=links, all_at="?sessions=all")

        return HTMLResponse(page_of(request, unit, athlete, drawn))


@router.get("/plan")
def plan(request: Request, athlete: UUID, swap: Word = "", scenario: Word = "") -> Response:
    """The followed plan as a calendar; what stands in for an exercise; weeks played ahead. Without a plan, the form of one."""
    with reading(request) as unit:
        if not coach.follows_plan(unit, name_of(unit, athlete)):
            return RedirectResponse(f"/athletes/{athlete}/plan/new", status_code=303)
    asked = None if not swap else _swap(request, athlete, swap)
    played = None if not scenario else simulation(request, athlete, scenario)
    with reading(request) as unit:
        name = name_of(unit, athlete)

        def drawn() -> str:
            return coach.plan_page(unit, name, address=f"/athletes/{athlete}", swap=asked, played=played, links=links_of(athlete))

        return HTMLResponse(page_of(request, unit, athlete, drawn))


@router.get("/plan/new")
def new_plan(request: Request, athlete: UUID, wished: Annotated[WishesSent, Query()]) -> HTMLResponse:
    """The form of a new plan; with wishes, the plan that would be made of them."""
    made: coach.MadePlan | HipDriveError | None = None
    try:
        made = wished_plan(request, athlete, wished).plan if request.query_params else None
    except HipDriveError as error:
        made = error
    with reading(request) as unit:
        name, wishes = name_of(unit, athlete), wished.model_dump(mode="json", exclude_unset=True)
        page = coach.new_plan_page(unit, name, address=f"/athletes/{athlete}", wishes=wishes, made=made, links=links_of(athlete))
        return HTMLResponse(page)


@router.get("/sessions/{session}")
def session(request: Request, athlete: UUID, session: UUID) -> HTMLResponse:
    """A logged session, to be corrected."""
    with reading(request) as unit:
        name = name_of(unit, athlete)
        return HTMLResponse(coach.session_page(unit, name, session, address=f"/athletes/{athlete}", links=links_of(athlete)))


@router.get("/tests")
def results(request: Request, athlete: UUID, test: Word = "") -> HTMLResponse:
    """The tests with their last results; one of them opened to enter results."""
    with reading(request) as unit:
        name = name_of(unit, athlete)

        def drawn() -> str:
            return coach.results_page(
                unit, name, address=f"/athletes/{athlete}", test=test, most_clip_bytes=MOST_UPLOAD_BYTES, links=links_of(athlete)
            )

        return HTMLResponse(page_of(request, unit, athlete, drawn))


@router.get("/screen")
def screen(request: Request, athlete: UUID) -> HTMLResponse:
    """The safety screen: what was answered last and what it means, and the questions."""
    with reading(request) as unit:
        name = name_of(unit, athlete)
        return HTMLResponse(coach.screen_page(unit, name, address=f"/athletes/{athlete}", links=links_of(athlete)))


def _swap(request: Request, athlete: UUID, exercise: str) -> coach.SwapAsked:
    """What stands in for an exercise of the next session, or why nothing does."""
    try:
        return coach.SwapAsked(exercise=exercise, found=swaps_found(request, athlete, exercise))
    except HipDriveError as error:
        return coach.SwapAsked(exercise=exercise, found=None, refused=error.words)
