"""A session on paper: one A4 PDF with figure, dose, boxes to tick and rules to stop."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ...errors import Advice, HipDriveError
from ...training import DoseLoad, PlanLine
from ..words import cues_of, load_in_words, reserve_in_words, rest_in_words, side_in_words
from .sheet_words import arranged, dose_sentence, is_mobility, shared_stops, tempo_said

TEMPLATE = Path(__file__).parents[1] / "templates" / "session.typ"
MOST_BOXES = 8
MOST_CUES = 4


class SheetError(HipDriveError):
    """The printed sheet could not be made."""

    code = "sheet_failed"

    def __init__(self, fault: str) -> None:
        super().__init__(
            f"The sheet could not be laid out ({fault}); ",
            Advice(words="report this with the plan's JSON, and use that in the meantime", step="use_plan_json"),
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
    """What the picture shows: the leg at work and its load; empty without a picture."""
    how: tuple[tuple[str, str], ...]
    """Tempo, rest and reserve, each with its name."""
    loaded: str
    """Head of the column for the load that was used: 'kg' or 'band'; empty where there is none."""
    reserve: bool
    """Whether sets stop with repetitions left, which are then written down."""
    set_up: tuple[str, ...]
    """What to arrange, one thing each."""
    cues: tuple[str, ...]
    stop_for: tuple[str, ...]
    """What ends a set."""
    figure: str | None
    """Name of the SVG file beside the template; None without a picture."""
    strength: bool
    """False for mobility work."""
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
    goal: str = ""
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
    first, dose = lines[0], lines[0].dose
    sides = tuple(side for line in lines for side in _sides(line))
    how = {"Tempo": tempo_said(dose), "Rest": rest_in_words(dose), "Effort": reserve_in_words(dose)}
    return SheetRow(
        name=first.name,
        sides=sides,
        each="Left, then right" if len(sides) > 1 and len({side.dose for side in sides}) == 1 else "",
        pictured="" if figure is None else _pictured(lines),
        how=tuple((name, words) for name, words in how.items() if words),
        loaded=_load_head(dose.load),
        reserve=dose.rir is not None,
        set_up=arranged(first.exercise, first.set_up),
        cues=cues_of(first.exercise, first.set_up)[:MOST_CUES],
        stop_for=first.stop_for,
        figure=figure,
        strength=not is_mobility(first.exercise),
        finding=tuple(dict.fromkeys(line.finding for line in lines if line.finding)),
    )


def _sides(line: PlanLine) -> tuple[SheetSide, ...]:
    """What one line asks of each side that it names."""
    dose, boxes = line.dose, min(round(line.dose.sets[1]), MOST_BOXES)
    named = ("left", "right") if dose.side == "LR" else (side_in_words(dose),)
    return tuple(SheetSide(side=side[:1].upper() + side[1:], dose=dose_sentence(line), boxes=boxes) for side in named)


def _pictured(lines: Sequence[PlanLine]) -> str:
    """'Shown: the right leg at work, 10 kg on the stack.'; the figure of an exercise has the load of its first line."""
    first, pictured = lines[0], lines[0].dose
    leg = "" if pictured.side in {"alt", "both"} else "the right leg at work, "
    return f"Shown: {leg}{load_in_words(pictured.load, first.set_up, exercise=first.exercise)}."


def _load_head(load: DoseLoad | None) -> str:
    if load is None or (load.mass_kg is None and load.band is None):
        return ""
    return "kg" if load.band is None else "band"


def _as_told(sheet: SessionSheet) -> dict[str, Any]:
    """What the template reads; what stops a set of every strength exercise is said once, at the top, and so is why things rest."""
    shared = shared_stops([row.stop_for for row in sheet.rows if row.strength])
    rows = tuple(replace(row, stop_for=tuple(words for words in row.stop_for if words not in shared)) for row in sheet.rows)
    resting: dict[tuple[str, str], list[str]] = {}
    for rest in sheet.resting:
        resting.setdefault((rest.status, rest.reason), []).append(f"{rest.name}, {rest.side}")
    together = [{"status": status, "reason": reason, "what": what} for (status, reason), what in resting.items()]
    return {**asdict(replace(sheet, rows=rows)), "stop_for": shared, "resting": together}


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
