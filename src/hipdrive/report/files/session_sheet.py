"""A session on paper: one A4 PDF with figure, dose, boxes to tick and rules to stop."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ...errors import Advice, HipDriveError
from ...training import PlanLine
from ..words import cues_of, load_in_words, reserve_in_words, rest_in_words, set_up_in_words, sets_in_words, side_in_words, tempo_in_words

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
    boxes: int
    """One for each set."""


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """One exercise on the sheet."""

    name: str
    sides: tuple[SheetSide, ...]
    how: str
    """Tempo, rest and reserve."""
    set_up: tuple[tuple[str, str], ...]
    cues: tuple[str, ...]
    stop_for: tuple[str, ...]
    figure: str | None
    """Name of the SVG file beside the template; None without a picture."""


@dataclass(frozen=True, kw_only=True)
class SessionSheet:
    """What stands on the sheet."""

    title: str
    date: str
    minutes: float
    before: tuple[str, ...]
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
    how = [tempo_in_words(dose.tempo) if dose.tempo else "", rest_in_words(dose), reserve_in_words(dose)]
    return SheetRow(
        name=first.name,
        sides=tuple(_side(line) for line in lines),
        how="; ".join(word for word in how if word),
        set_up=set_up_in_words(first.exercise, first.set_up),
        cues=cues_of(first.exercise, first.set_up)[:MOST_CUES],
        stop_for=first.stop_for,
        figure=figure,
    )


def _side(line: PlanLine) -> SheetSide:
    dose = line.dose
    sets = round(dose.sets[1]) * (2 if dose.side == "LR" else 1)
    words = f"{sets_in_words(dose)}, {load_in_words(dose.load, line.set_up)}"
    return SheetSide(side=side_in_words(dose), dose=words, boxes=min(sets, MOST_BOXES))


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
        (work / "sheet.json").write_text(json.dumps(asdict(sheet)), encoding="utf-8")
        for name, svg in pictures.items():
            (work / name).write_text(svg, encoding="utf-8")
        try:
            made: bytes = typst.compile(str(work / "session.typ"), root=folder, format="pdf", timestamp=0)
        except typst.TypstError as error:
            raise SheetError(str(error)) from None
    return made
