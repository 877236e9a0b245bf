"""The lab: what a set-up loads while a hand moves it, where it can't be done, and the best one; for the lab's own page."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import Field, model_validator
from starlette.responses import JSONResponse, Response

from ... import coach
from ...contract.http_status import HTTP_STATUS
from ...language import Units, reader, reading_in
from ..jobs.progress import Tell
from ..jobs.searches import searched
from ..lab.crew import Crew
from ..lab.post import Answered, Look, Reach
from ..lab.seats import FASTEST_M_S, SLOWEST_M_S, USUAL_SPEED_M_S, Seat, Seats, seat_of, typed_seat
from .sent.base import Sent

router = APIRouter(prefix="/api", include_in_schema=False)
"""The lab's page asks here; what it is told changes with the page, so programs ask for loads and tuned set-ups instead."""
Number = Annotated[float, Field(ge=-1e5, le=1e5)]
Word = Annotated[str, Field(max_length=60)]
SetUp = Annotated[dict[Word, Word | Number], Field(max_length=60)]
Page = Annotated[str, Field(min_length=8, max_length=64)]


class LabSent(Sent):
    """A set-up, who does it, and the page that asks."""

    page: Page
    """Chosen by the page; a newer question of the same page takes the place of one that still waits."""
    set_up: SetUp = Field(default_factory=dict)
    mass_kg: float = 70.0
    height_m: float = 1.75
    sex: Literal["female", "male"] = "male"
    speed_m_s: float = Field(USUAL_SPEED_M_S, ge=SLOWEST_M_S, le=FASTEST_M_S)
    """Of the typical stride, where no own one is kept."""


class LookSent(LabSent):
    """A set-up to be shown."""

    settled: bool = True
    moment: float = Field(0.0, ge=0.0, le=1.0)
    figure_px: float = Field(560.0, ge=240.0, le=1200.0)
    chart_px: float = Field(560.0, ge=240.0, le=1200.0)
    view: tuple[Number, ...] = Field((), max_length=6)
    axes: tuple[Number, ...] = Field((), max_length=4)

    @model_validator(mode="after")
    def _kept_can_be(self) -> Self:
        if self.view and not (len(self.view) == 6 and self.view[0] >= 1.0 and abs(self.view[1]) == 1.0 and self.view[5] > 0.0):
            raise ValueError("a view is six numbers as they were sent")
        if self.axes and not (len(self.axes) == 4 and self.axes[1] - self.axes[0] >= 1.0 and self.axes[3] - self.axes[2] >= 0.01):
            raise ValueError("axes are four numbers as they were sent")
        return self


class ReachSent(LabSent):
    """Changes of a set-up, of each of which shall be said whether it can be done."""

    changes: tuple[SetUp, ...] = Field(min_length=1, max_length=16)


class WishSent(LabSent):
    """What shall be trained, and with what."""

    range: Literal["early", "mid", "end"] | None = None
    """What the stride demands if left out."""
    action: Literal["flexor", "extensor"] = "flexor"
    own: str = Field("", max_length=500)
    """What is owned, in words; what is stored, or an ordinary gym, if left out."""


@router.post("/exercises/{exercise}/lab")
def look(request: Request, exercise: str, sent: LookSent) -> Response:
    """A set-up on a body that nobody has."""
    return _look(request, exercise, sent, _nobody(sent))


@router.post("/athletes/{athlete}/exercises/{exercise}/lab")
def look_at_athlete(request: Request, athlete: UUID, exercise: str, sent: LookSent) -> Response:
    """A set-up on an athlete."""
    return _look(request, exercise, sent, _seat(request, athlete, sent))


@router.post("/exercises/{exercise}/lab/reach")
def reach(request: Request, exercise: str, sent: ReachSent) -> JSONResponse:
    """Where a set-up can't be done."""
    return _reach(request, exercise, sent, _nobody(sent))


@router.post("/athletes/{athlete}/exercises/{exercise}/lab/reach")
def reach_of_athlete(request: Request, athlete: UUID, exercise: str, sent: ReachSent) -> JSONResponse:
    """Where an athlete can't do it."""
    return _reach(request, exercise, sent, _seat(request, athlete, sent))


@router.post("/exercises/{exercise}/lab/tune")
def tune(request: Request, exercise: str, sent: WishSent) -> JSONResponse:
    """The best set-up for a body that nobody has."""
    return _tune(request, exercise, sent, _nobody(sent))


@router.post("/athletes/{athlete}/exercises/{exercise}/lab/tune")
def tune_for_athlete(request: Request, athlete: UUID, exercise: str, sent: WishSent) -> JSONResponse:
    """The best set-up for an athlete."""
    return _tune(request, exercise, sent, _seat(request, athlete, sent))


@router.get("/lab/stride")
def stride(speed_m_s: Annotated[float, Query(ge=SLOWEST_M_S, le=FASTEST_M_S)] = USUAL_SPEED_M_S) -> JSONResponse:
    """The typical stride at a speed, as the lab draws it."""
    return JSONResponse(coach.stride_shown(coach.lab_stride(speed_m_s)))


def _look(request: Request, exercise: str, sent: LookSent, seat: Seat) -> Response:
    shown = coach.LabShown(
        figure_px=sent.figure_px, chart_px=sent.chart_px, settled=sent.settled, moment=sent.moment, view=sent.view, axes=sent.axes
    )
    work = Look(question=_question(exercise, sent, seat, drawn_anew=not sent.axes), shown=shown)
    return _answer(_crew(request).ask(work, client=sent.page))


def _reach(request: Request, exercise: str, sent: ReachSent, seat: Seat) -> JSONResponse:
    """One after the other, so that a hand that moves meanwhile comes between."""
    question, crew = _question(exercise, sent, seat, drawn_anew=False), _crew(request)
    can = [crew.ask(Reach(question=question, changes=(change,)), patient=True) for change in sent.changes]
    return JSONResponse([answered.refused is None and answered.plain[0] for answered in can])


def _tune(request: Request, exercise: str, sent: WishSent, seat: Seat) -> JSONResponse:
    """A search of seconds, in a process beside those that answer hands."""
    question = _question(exercise, sent, seat, drawn_anew=True)
    wish = coach.LabWish(range=sent.range, action=sent.action, own=sent.own)
    return JSONResponse(searched(request, partial(_tuned, question, wish, reader().code, reader().units), told=True))


def _tuned(question: "coach.LabQuestion", wish: "coach.LabWish", language: str, units: Units, tell: Tell) -> "coach.LabTuned":
    """In the other process: the set-up, in the language of who asked."""
    with reading_in(language, on_page=True, units=units):
        return coach.lab_tune(question, wish, progress=tell)


def _question(exercise: str, sent: LabSent, seat: Seat, *, drawn_anew: bool) -> "coach.LabQuestion":
    """The stride goes along where it decides something; it is long."""
    set_up: Mapping[str, str | float] = sent.set_up
    return coach.LabQuestion(exercise=exercise, runner=seat.runner, set_up=set_up, stride=seat.stride if drawn_anew else None)


def _nobody(sent: LabSent) -> Seat:
    return typed_seat(mass_kg=sent.mass_kg, height_m=sent.height_m, sex=sent.sex, speed_m_s=sent.speed_m_s)


def _seat(request: Request, athlete: UUID, sent: LabSent) -> Seat:
    seats: Seats = request.app.state.seats
    return seats.seat(athlete, f"{sent.page} {sent.speed_m_s}", lambda: seat_of(request, athlete, sent.speed_m_s))


def _crew(request: Request) -> Crew:
    crew: Crew = request.app.state.lab
    return crew


def _answer(answered: Answered) -> Response:
    if answered.refused is None:
        return Response(answered.json, media_type=JSONResponse.media_type)
    code, about, message, shown = answered.refused
    return JSONResponse({"error": code, "about": about, "message": message, "shown": shown}, HTTP_STATUS[code])
