"""The lab's page: an exercise whose set-up is changed by hand; its address holds the set-up."""

from collections.abc import Mapping
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ... import coach
from ...language import Text, en
from ..door.admitted import only_own
from ..door.store import reading
from ..lab.crew import Crew
from ..lab.seats import FASTEST_M_S, SLOWEST_M_S, USUAL_SPEED_M_S, Seat, seat_of, typed_seat

router = APIRouter(include_in_schema=False)
BESIDE = ("athlete", "mass_kg", "height_m", "sex", "speed_m_s")
"""What an address holds beside the set-up."""
Speed = Annotated[float, Query(ge=SLOWEST_M_S, le=FASTEST_M_S)]


@router.get("/exercises/{exercise}/lab")
def lab(
    request: Request,
    exercise: str,
    athlete: UUID | None = None,
    mass_kg: float = 70.0,
    height_m: float = 1.75,
    sex: Literal["female", "male"] = "male",
    speed_m_s: Speed = USUAL_SPEED_M_S,
) -> Response:
    """The lab for a body that nobody has; with an athlete, the way to the athlete's own."""
    if athlete is not None:
        rest = request.url.remove_query_params("athlete").query
        return RedirectResponse(f"/athletes/{athlete}/exercises/{exercise}/lab{f'?{rest}' if rest else ''}")
    seat = typed_seat(mass_kg=mass_kg, height_m=height_m, sex=sex, speed_m_s=speed_m_s)
    with reading(request) as unit:
        people = coach.set_up_owners(unit, only=only_own(request, unit))
    return _page(request, exercise, seat, under="/api", people=people, links=((en("Exercise"), f"/exercises/{exercise}"),))


@router.get("/athletes/{athlete}/exercises/{exercise}/lab")
def lab_of_athlete(request: Request, athlete: UUID, exercise: str, speed_m_s: Speed = USUAL_SPEED_M_S) -> Response:
    """The lab for an athlete: body, strength, own bands, and the last kept run behind the curves."""
    seat = seat_of(request, athlete, speed_m_s)
    people = ((athlete, "" if isinstance(seat.runner, coach.Athlete) else seat.runner.name),)
    links = ((en("Athlete"), f"/athletes/{athlete}"), (en("Exercise"), f"/exercises/{exercise}"))
    return _page(request, exercise, seat, under=f"/api/athletes/{athlete}", people=people, links=links)


def _page(
    request: Request, exercise: str, seat: Seat, *, under: str, people: tuple[tuple[UUID, str], ...], links: tuple[tuple[Text, str], ...]
) -> HTMLResponse:
    crew: Crew = request.app.state.lab
    asked: Mapping[str, str] = request.query_params
    page = coach.lab_page(
        exercise,
        seat.runner,
        {key: value for key, value in asked.items() if key not in BESIDE},
        stride=seat.stride,
        addresses={
            "look": f"{under}/exercises/{exercise}/lab",
            "reach": f"{under}/exercises/{exercise}/lab/reach",
            "tune": f"{under}/exercises/{exercise}/lab/tune",
            "stride": "/api/lab/stride",
        },
        kept={key: value for key, value in asked.items() if key in BESIDE},
        people=people,
        links=links,
    )
    crew.start()
    return HTMLResponse(page)
