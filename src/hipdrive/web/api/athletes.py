"""Athletes: who they are, what they weigh and own, and all that is stored of them as files."""

from datetime import date
from io import BytesIO
from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from ... import coach
from ...contract.athletes.athlete import AthleteDocument, AthletesDocument, ErasureDocument
from ..door import clock
from ..door.admitted import asker, coaches_only, only_own, refuse_hidden
from ..door.answers import DocumentAnswer
from ..door.store import name_of, reading, writing
from .sent.athletes import AthleteChanges, AthleteSent, EquipmentSent, MassSent

router = APIRouter(prefix="/api/athletes", tags=["athletes"])


@router.get("", summary="All of one's athletes, those who need a coach soonest first.", response_model=AthletesDocument)
def athletes(request: Request) -> DocumentAnswer:
    """hipdrive.athletes/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.athlete_list(unit, only=only_own(request, unit)))


@router.put("/{athlete}", summary="Add an athlete under an id of your own; put twice it is one.", response_model=AthleteDocument)
def put_athlete(request: Request, athlete: UUID, sent: AthleteSent) -> DocumentAnswer:
    """hipdrive.athlete/1."""
    coaches_only(request)
    with writing(request) as unit:
        refuse_hidden(request, unit, athlete)  # again, where nobody else can write meanwhile
        account = asker(request).account
        person = coach.add_athlete(unit, uid=athlete, coach=None if account is None else account.uid, **dict(sent))
        return DocumentAnswer(coach.athlete_shown(unit, person.name))


@router.get("/{athlete}", summary="One athlete with tests, screen, plan, equipment and runs.", response_model=AthleteDocument)
def one_athlete(request: Request, athlete: UUID) -> DocumentAnswer:
    """hipdrive.athlete/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.athlete_shown(unit, name_of(unit, athlete)))


@router.patch("/{athlete}", summary="Change name, sex, height or day of birth; what is left out stays.", response_model=AthleteDocument)
def change_athlete(request: Request, athlete: UUID, sent: AthleteChanges) -> DocumentAnswer:
    """hipdrive.athlete/1."""
    coaches_only(request)
    with writing(request) as unit:
        name = name_of(unit, athlete)
        if sent.name is not None:
            name = coach.rename_person(unit, name, sent.name).name
        coach.edit_athlete(unit, name, sex=sent.sex, height_m=sent.height_m, born=sent.born)
        return DocumentAnswer(coach.athlete_shown(unit, name))


@router.delete("/{athlete}", summary="Erase an athlete for good: every entry, in the known backups too.", response_model=ErasureDocument)
def erase_athlete(request: Request, athlete: UUID) -> DocumentAnswer:
    """hipdrive.erasure/1."""
    coaches_only(request)
    store: coach.Store = request.app.state.store
    with reading(request) as unit:
        name = name_of(unit, athlete)
    return DocumentAnswer(coach.erase_athlete(store, name, now=clock.now()))


@router.put("/{athlete}/masses/{on}", summary="Body mass of a day; a second one corrects the first.", response_model=AthleteDocument)
def put_mass(request: Request, athlete: UUID, on: date, sent: MassSent) -> DocumentAnswer:
    """hipdrive.athlete/1."""
    with writing(request) as unit:
        name = coach.edit_athlete(unit, name_of(unit, athlete), mass_kg=sent.mass_kg, on=on).name
        return DocumentAnswer(coach.athlete_shown(unit, name))


@router.delete("/{athlete}/masses/{on}", summary="Count the body mass of a day no longer.", response_model=AthleteDocument)
def delete_mass(request: Request, athlete: UUID, on: date) -> DocumentAnswer:
    """hipdrive.athlete/1."""
    with writing(request) as unit:
        name = name_of(unit, athlete)
        coach.drop_mass(unit, name, on)
        return DocumentAnswer(coach.athlete_shown(unit, name))


@router.put("/{athlete}/equipment", summary="What they own from today on, in plain words or as a file.", response_model=AthleteDocument)
def put_equipment(request: Request, athlete: UUID, sent: EquipmentSent) -> DocumentAnswer:
    """hipdrive.athlete/1."""
    with writing(request) as unit:
        name = coach.edit_athlete(unit, name_of(unit, athlete), equipment=sent.text()).name
        return DocumentAnswer(coach.athlete_shown(unit, name))


@router.get(
    "/{athlete}/export.zip", summary="All that is stored of them, with its history, as 'hipdrive import' reads it.", response_class=Response
)
def export(request: Request, athlete: UUID) -> Response:
    """A zip of plain CSV and JSON."""
    whole = BytesIO()
    with reading(request) as unit:
        coach.export_people(unit, whole, athlete=name_of(unit, athlete))
    return Response(whole.getvalue(), media_type="application/zip")


Sheet = Literal["athletes", "tests", "masses", "sessions", "pains"]


@router.get("/{athlete}/spreadsheets/{sheet}.csv", summary="What counts of them, for a spreadsheet.", response_class=Response)
def spreadsheet(request: Request, athlete: UUID, sheet: Sheet) -> Response:
    """CSV."""
    with reading(request) as unit:
        sheets = coach.spreadsheets(unit, athlete=name_of(unit, athlete))
    return Response(sheets[f"{sheet}.csv"], media_type="text/csv")
