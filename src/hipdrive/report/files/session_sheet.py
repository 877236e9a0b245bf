"""A session on paper: one A4 PDF with figure, dose, boxes to tick and rules to stop."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ...errors import Advice, HipDriveError
from ...training import PlanLine
from ..words import cues_of, reserve_in_words, rest_in_words, side_in_words
from .sheet_words import arranged, dose_sentence, shared_stops, tempo_said

TEMPLATE = Path(__file__).parents[1] / "templates" / "session.typ"
MOST_BOXES = 8
MOST_CUES = 4


class SheetError(HipDriveError):
    """The printed sheet could not be made."""

    code = "sheet_failed"

    def __init__(self, fault: str) -> None:
        super().__init__(
            f"The sheet could not be set ({fault}); ",
            Advice(words="report this with the plan's JSON, and use that meanwhile", step="use_plan_json"),
            ".",
        )


@dataclass(frozen=True, kw_only=True)
class SheetSide:
    """One side of an exercise on the sheet."""

    side: str
    dose: str
    """In words, with the load."""
    boxes: int
    """One for each set."""


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """One exercise on the sheet."""

    name: str
    sides: tuple[SheetSide, ...]
    each: str
    """Words for all sides where they do the same; empty where they differ, or there is one."""
    pictured: str
    """Which leg the picture shows at work; empty where both are."""
    how: str
    """Tempo, rest and reserve."""
    set_up: tuple[str, ...]
    """What to arrange, one thing each."""
    cues: tuple[str, ...]
    stop_for: tuple[str, ...]
    """What ends a set."""
    figure: str | None
    """Name of the SVG file beside the template; None without a picture."""
    finding: tuple[str, ...] = ()
    """How the first sets should feel and what to take next; one sentence a side where they differ, empty where nothing is sought."""


@dataclass(frozen=True, kw_only=True)
class SheetRest:
    """One exercise of one side that is not to be done now."""

    name: str
    side: str
    status: str
    """'paused' or 'stopped'."""
    reason: str


@dataclass(frozen=True, kw_only=True)
class SessionSheet:
    """What stands on the sheet of one session."""

    title: str
    name: str = ""
    """Who trains; empty leaves a line to write on."""
    date: str
    minutes: float
    before: tuple[str, ...]
    stop: str = ""
    """Why the plan is stopped; then nothing else stands on the sheet."""
    warm_up: str = ""
    """What comes before the first exercise."""
    notes: tuple[str, ...] = ()
    """Why this session is easier than usual, or what to do first."""
    resting: tuple[SheetRest, ...] = ()
    rows: tuple[SheetRow, ...]
    disclaimer: str


def sheet_rows(lines: Sequence[PlanLine], figures: Mapping[str, str]) -> tuple[SheetRow, ...]:
    """One row for each exercise of a session, its sides together; figures: exercise id -> name of its picture."""
    groups = {
        exercise: [line for line in lines if line.exercise == exercise] for exercise in dict.fromkeys(line.exercise for line in lines)
    }
    return tuple(_row(group, figures.get(exercise)) for exercise, group in groups.items())


def _row(lines: Sequence[PlanLine], figure: str | None) -> SheetRow:
    first, dose, sides = lines[0], lines[0].dose, tuple(_side(line) for line in lines)
    how = [tempo_said(dose), rest_in_words(dose), reserve_in_words(dose)]
    return SheetRow(
        name=first.name,
        sides=sides,
        each="left, then right" if len(sides) > 1 and len({side.dose for side in sides}) == 1 else "",
        pictured="" if figure is None or dose.side in {"alt", "both"} else "The picture shows the right leg at work.",
        how="; ".join(word for word in how if word),
        set_up=arranged(first.exercise, first.set_up),
        cues=cues_of(first.exercise, first.set_up)[:MOST_CUES],
        stop_for=first.stop_for,
        figure=figure,
        finding=tuple(dict.fromkeys(line.finding for line in lines if line.finding)),
    )


def _side(line: PlanLine) -> SheetSide:
    dose = line.dose
    sets = round(dose.sets[1]) * (2 if dose.side == "LR" else 1)
    return SheetSide(side=side_in_words(dose), dose=dose_sentence(line), boxes=min(sets, MOST_BOXES))


def _as_told(sheet: SessionSheet) -> dict[str, Any]:
    """What the template reads: what stops a set of every exercise stands at the top, once."""
    shared = shared_stops([row.stop_for for row in sheet.rows])
    rows = tuple(replace(row, stop_for=tuple(words for words in row.stop_for if words not in shared)) for row in sheet.rows)
    return {**asdict(replace(sheet, rows=rows)), "stop_for": shared}


def sheet_pdf(sheet: SessionSheet, pictures: Mapping[str, str]) -> bytes:
    """Set the sheet as PDF.

    Args:
        sheet: What stands on it.
        pictures: File name -> SVG document of each figure that a row names.

    Raises:
        SheetError: If it cannot be set.
    """
    import typst  # noqa: PLC0415 - a large library that only this needs

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "session.typ").write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        (work / "sheet.json").write_text(json.dumps(_as_told(sheet)), encoding="utf-8")
        for name, svg in pictures.items():
            (work / name).write_text(svg, encoding="utf-8")
        try:
            made: bytes = typst.compile(str(work / "session.typ"), root=folder, format="pdf", timestamp=0)
        except typst.TypstError as error:
            raise SheetError(str(error)) from None
    return made
