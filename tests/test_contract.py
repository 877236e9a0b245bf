"""The contract with programs outside: keys that are promised, documents that are kept, no NaN, and broken or later files."""

import json
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import pytest
from pydantic import ValidationError
from snapshot_compare import Comparison
from snapshot_terminal import PLACEHOLDER, Json

from hipdrive.body import SIDES, SegmentTable, Side
from hipdrive.contract.curve import MomentCurveDocument
from hipdrive.contract.documents import DOCUMENTS
from hipdrive.contract.exercises.exercise_list import ExerciseDocument, ExercisesDocument, LadderDocument
from hipdrive.contract.exercises.load import FramesDocument, LoadDocument
from hipdrive.contract.hips import ByAction, ByRange, BySide
from hipdrive.contract.plans.match import ChoiceDocument, MatchDocument
from hipdrive.contract.plans.plan import PlanDocument, PlanLineDocument, PlanSessionDocument
from hipdrive.contract.runs.file import FileDocument
from hipdrive.contract.runs.run import MarkerErrorDocument, ResidualDocument, RunDocument
from hipdrive.contract.runs.side import EventsDocument, MeasureDocument, SideDocument, StrideCurveDocument
from hipdrive.contract.runs.verdict import FormFindingDocument
from hipdrive.contract.wire import NoteDocument, json_text, plain_of, read_document
from hipdrive.contract.wire_model import Wire
from hipdrive.curve import Action, Mode, Phase, Range
from hipdrive.errors import NOTHING
from hipdrive.exercise.verdict.summary import LoadingQuality
from hipdrive.language import Text, en

KEPT = Path(__file__).parent / "snapshots"
DOCUMENTS_KEPT = sorted(KEPT.rglob("*.json"))
Numbers = tuple[float | None, ...]
Words = tuple[str, ...]
Sentences = tuple[Text, ...]
SetUp = dict[str, int | float | str]
Interval = tuple[float, float]

PROMISED: dict[type[Wire], dict[str, Any]] = {
    NoteDocument: {"code": str, "message": Text},
    MomentCurveDocument: {
        "side": Side,
        "action": Action,
        "mode": Mode,
        "phase": Phase,
        "angle_rad": tuple[float, ...],
        "moment_nm_kg": tuple[float, ...],
        "velocity_rad_s": tuple[float, ...],
        "count": tuple[int, ...],
        "source": str,
    },
    RunDocument: {
        "schema": Literal["hipdrive.run/1"],
        "notes": tuple[NoteDocument, ...],
        "speed_m_s": float,
        "cadence_steps_per_min": float,
        "marker_error_m": MarkerErrorDocument,
        "residual_bw": ResidualDocument,
        "segments": SegmentTable,
        "cutoff_hz": float,
        "events": BySide[EventsDocument],
        "sides": BySide[SideDocument],
        "demand": tuple[MomentCurveDocument, ...],
        "form": tuple[FormFindingDocument, ...],
    },
    MarkerErrorDocument: {"rms": float, "max": float},
    ResidualDocument: {"rms": float | None},
    EventsDocument: {"initial_contact_s": tuple[float, ...], "toe_off_s": tuple[float, ...]},
    SideDocument: {
        "strides": int,
        "hip_flexion_rad": StrideCurveDocument | None,
        "knee_flexion_rad": StrideCurveDocument | None,
        "ankle_dorsiflexion_rad": StrideCurveDocument | None,
        "hip_flexion_moment_nm_kg": StrideCurveDocument | None,
        "hip_flexion_power_w_kg": StrideCurveDocument | None,
        "hip_power_w_kg": StrideCurveDocument | None,
        "grf_vertical_bw": StrideCurveDocument | None,
    },
    StrideCurveDocument: {"mean": tuple[float, ...], "sd": tuple[float, ...]},
    MeasureDocument: {"mean": float | None, "sd": float | None, "n": int},
    FormFindingDocument: {"id": str, "value": float | None, "unit": str, "finding": Text},
    FileDocument: {
        "schema": Literal["hipdrive.file/1"],
        "format": str,
        "frames": int,
        "sampling_rate_hz": float,
        "markers": Words,
        "plates": int,
        "marker_set": str | None,
        "notes": tuple[NoteDocument, ...],
    },
    LoadDocument: {
        "schema": Literal["hipdrive.load/1"],
        "exercise": str,
        "set_up": SetUp,
        "feasible": bool,
        "notes": tuple[NoteDocument, ...],
        "curves": tuple[MomentCurveDocument, ...],
        "by_range": BySide[ByAction[ByRange[float | None]]],
        "frames": FramesDocument,
    },
    FramesDocument: {"time_s": Numbers, "hip_flexion_rad": BySide[Numbers], "hip_flexion_moment_nm_kg": BySide[Numbers]},
    ExercisesDocument: {"schema": Literal["hipdrive.exercises/1"], "exercises": tuple[ExerciseDocument, ...]},
    ExerciseDocument: {
        "id": str,
        "name": Text,
        "rows": Words,
        "position": Text,
        "laterality": Text,
        "equipment": Sentences,
        "resistance": Words,
        "quality": LoadingQuality,
        "both_hips": bool,
        "peak_range": Range | None,
        "ladder": LadderDocument,
        "evidence": Words,
    },
    LadderDocument: {"unlocks": Words, "regresses_to": Words},
    MatchDocument: {
        "schema": Literal["hipdrive.match/1"],
        "demand_source": Text,
        "capacity_source": Text,
        "choices": tuple[ChoiceDocument, ...],
    },
    ChoiceDocument: {
        "exercise": str,
        "set_up": SetUp,
        "side": Side,
        "action": Action,
        "coverage": Interval,
        "specificity": Interval,
        "score": Interval,
        "reasons": Sentences,
    },
    PlanDocument: {
        "schema": Literal["hipdrive.plan/1"],
        "goal": str,
        "weeks": int,
        "before": Sentences,
        "why": Sentences,
        "sessions": tuple[PlanSessionDocument, ...],
        "retest": Sentences,
    },
    PlanSessionDocument: {"week": int, "day": int, "minutes": float, "lines": tuple[PlanLineDocument, ...]},
    PlanLineDocument: {"exercise": str, "dose": str, "set_up": SetUp, "stop_for": Sentences, "why": Sentences},
}
"""Keys that stay as long as the number in the schema does, each with its type; others may stand beside them."""

MEASURES = {
    "contact_time_s",
    "flight_time_s",
    "stride_time_s",
    "step_length_m",
    "foot_ahead_m",
    "peak_hip_flexor_moment_nm_kg",
    "hip_flexion_at_peak_flexor_moment_rad",
}
"""Measures that every side of a run has."""


@pytest.mark.parametrize("model", PROMISED, ids=lambda model: model.__name__)
def test_every_promised_key_is_there_with_its_type(model: type[Wire]) -> None:
    types = {field.serialization_alias or field.alias or name: field.annotation for name, field in model.model_fields.items()}
    assert PROMISED[model] == {key: types.get(key) for key in PROMISED[model]}


def test_minutes_of_a_week_and_the_side_of_a_line_are_promised() -> None:
    assert {"minutes_per_week"} <= set(PlanDocument.model_fields)
    assert {"side"} <= set(PlanLineDocument.model_fields)


def test_a_run_has_its_measures_and_101_points_a_curve() -> None:
    run = RunDocument.model_validate_json((KEPT / "recordings" / "rbds.json").read_bytes(), strict=True)
    for side in SIDES:
        assert set(run.sides.of(side).measures) >= MEASURES
        for curve in (run.sides.of(side).hip_flexion_rad, run.sides.of(side).hip_power_w_kg):
            assert curve is not None
            assert (101, 101) == (len(curve.mean), len(curve.sd))


def whole(path: Path) -> dict[str, Any]:
    """A kept document with ids and a size in place of what the snapshot leaves open."""
    text = PLACEHOLDER.sub(lambda match: str(UUID(int=int(match[0].removeprefix("uid-")))), path.read_text(encoding="utf-8"))
    document: dict[str, Any] = json.loads(text)
    if document.get("bytes", 0) is None:
        document["bytes"] = 1
    return document


def model_of(document: dict[str, Any]) -> type[Wire]:
    """The longest model of its kind whose keys it has."""
    fitting = [
        model
        for model in DOCUMENTS[document["schema"]].models
        if all((field.alias or name) in document for name, field in model.model_fields.items() if field.is_required())
    ]
    return fitting[-1]


@pytest.mark.parametrize("path", DOCUMENTS_KEPT, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_kept_document_fits_its_model_and_survives_it(path: Path) -> None:
    written: Json = whole(path)
    assert isinstance(written, dict)
    document = read_document(model_of(written), json.dumps(written), name=path.name, kind=en("a document"), advice=NOTHING)
    assert document == read_document(type(document), json_text(document), name=path.name, kind=en("a document"), advice=NOTHING)
    differences = Comparison().differences(path.name, written, plain_of(document))
    assert [] == [str(difference) for difference in differences if not difference.added]


def with_first_number(value: Any, number: float) -> tuple[Any, bool]:  # noqa: ANN401  any JSON
    """A copy in which the first number that is no whole one is another, and whether there was one."""
    if isinstance(value, float):
        return number, True
    parts = list(value.items() if isinstance(value, dict) else enumerate(value)) if isinstance(value, dict | list) else []
    for key, part in parts:
        replaced, done = with_first_number(part, number)
        if done:
            copy = value.copy()
            copy[key] = replaced
            return copy, True
    return value, False


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_no_document_holds_a_number_that_is_none(number: float) -> None:
    refused = set()
    for path in DOCUMENTS_KEPT:
        document = whole(path)
        if document["schema"] not in refused:
            spoilt, done = with_first_number(document, number)
            if done:
                with pytest.raises(ValidationError, match="finite number"):
                    model_of(document).model_validate_json(json.dumps(spoilt))
                refused.add(document["schema"])
    assert {"hipdrive.run/1", "hipdrive.load/1", "hipdrive.match/1", "hipdrive.plan/1", "hipdrive.results/1"} <= refused
