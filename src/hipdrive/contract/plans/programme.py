"""What a plan starts from as it stands in JSON, line by line, to and from the domain."""

from collections.abc import Iterable

from ...body import Side
from ...capacity.screen import GateKind
from ...curve import Action
from ...data.declared import Number
from ...language import Text
from ...training.log.dose import parse_dose, parse_load
from ...training.log.session import LoggedSide
from ...training.plan.line_load import LimitPlace, LoadedCurves
from ...training.plan.programme import ProgrammeLine
from ...training.plan.progression import DoseRange
from ..curve import KeptCurves, MomentCurveDocument, curve_document
from ..set_up import SetUp
from ..wire_model import Wire


class DoseRangeDocument(Wire):
    """Where the doses of one exercise may lie."""

    sets: tuple[int, int]
    reps: tuple[int, int]
    hold_s: tuple[Number, Number] | None
    tempo: str
    rest_s: Number
    rir: int
    per_side: bool
    together: bool
    """Whether both legs work at once."""
    distance_m: Number | None
    """Distance of a set; null where repetitions are counted."""
    most_per_week: int
    """Most sessions a week."""
    source: Text


class LoadedCurvesDocument(Wire):
    """Load curves of both hips with one load, at every five degrees."""

    load: str
    """In the dose notation."""
    curves: tuple[MomentCurveDocument, ...]


class LimitPlaceDocument(Wire):
    """Where a line comes nearest to what a hip can give."""

    side: Side
    action: Action
    hip_flexion_rad: float


class ProgrammeLineDocument(Wire):
    """One exercise of one side as the plan begins it, and the room in which following it may move."""

    exercise: str
    name: Text
    side: LoggedSide
    set_up: SetUp
    dose: str
    """The first week's, in the dose notation."""
    allowed: DoseRangeDocument
    loads: tuple[str, ...]
    """Loads that can be put together, the lightest first, in the dose notation."""
    first_week: int = 1
    """Week in which it begins."""
    stop_for: tuple[Text, ...] = ()
    gates: tuple[GateKind, ...] = ()
    """What pain at certain places pauses it for."""
    curves: tuple[LoadedCurvesDocument, ...] = ()
    """What it asks of both hips at some of its loads, so that following it needs no mechanics."""
    limit: LimitPlaceDocument | None = None
    """Where it is hardest; null where that is not known."""


def programme_line_document(line: ProgrammeLine) -> ProgrammeLineDocument:
    """One line of the programme as it stands in JSON."""
    return ProgrammeLineDocument(
        exercise=line.exercise,
        name=line.name,
        side=line.side,
        set_up=dict(line.set_up),
        dose=str(line.dose),
        allowed=DoseRangeDocument.model_validate(line.allowed, from_attributes=True),
        loads=tuple(str(load) for load in line.loads),
        first_week=line.first_week,
        stop_for=line.stop_for,
        gates=line.gates,
        curves=tuple(
            LoadedCurvesDocument(load=str(loaded.load), curves=tuple(curve_document(curve) for curve in loaded.curves))
            for loaded in line.curves
        ),
        limit=None if line.limit is None else LimitPlaceDocument.model_validate(line.limit, from_attributes=True),
    )


def programme_from(documents: Iterable[ProgrammeLineDocument]) -> tuple[ProgrammeLine, ...]:
    """What following a plan starts from, read back.

    Raises:
        ValueOutOfRangeError: If a dose or load does not follow the notation, or a line's load is none of its loads.
    """
    return tuple(
        ProgrammeLine(
            exercise=line.exercise,
            name=line.name,
            side=line.side,
            set_up=line.set_up,
            dose=parse_dose(line.dose),
            allowed=DoseRange(**dict(line.allowed)),
            loads=tuple(parse_load(load) for load in line.loads),
            first_week=line.first_week,
            stop_for=line.stop_for,
            gates=line.gates,
            curves=tuple(LoadedCurves(load=parse_load(loaded.load), curves=KeptCurves(loaded.curves)) for loaded in line.curves),
            limit=None if line.limit is None else LimitPlace(**dict(line.limit)),
        )
        for line in documents
    )
