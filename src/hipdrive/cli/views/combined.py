"""How combined and separate training look beside each other in the terminal."""

from typing import TYPE_CHECKING

from ...language import Text, en, layout
from ..door.outlet import show_line, show_paragraph, show_table
from .match import set_up_in_short
from .vocabulary import percent, word

if TYPE_CHECKING:
    from ...contract.plans.combined import ActionLoadDocument, ArmDocument, CombinedDocument

COLUMNS = (
    en("way"),
    en("exercise"),
    en("with"),
    en("minutes"),
    en("flexors Nm/kg"),
    en("of strength"),
    en("extensors Nm/kg"),
    en("of strength"),
)


def show_combined(compared: "CombinedDocument") -> None:
    """Both ways with their exercises, then what that says."""
    show_line(en("Demand: {source}", source=compared.demand_source))
    show_line(en("Strength: {source}", source=compared.capacity_source))
    rows = [row for way, arm in (("combined", compared.combined), ("separate", compared.separate)) for row in _rows(way, arm)]
    if rows:
        show_table(en("One exercise for both hips, or one for each muscle group"), COLUMNS, rows, words=True, whole=(0, 3))
    for sentence in compared.says:
        show_paragraph(sentence, indent=4, first="-")


def _rows(way: str, arm: "ArmDocument | None") -> list[tuple[str, ...]]:
    """One row an exercise."""
    rows: list[tuple[str, ...]] = []
    for place, exercise in enumerate(arm.exercises if arm is not None else ()):
        cells = [cell for load in exercise.loads for cell in _load_cells(load)]
        first = word(way) if place == 0 else ""
        minutes = layout("{minutes:.1f}", minutes=exercise.minutes)
        rows.append((first, exercise.exercise, set_up_in_short(exercise.exercise, exercise.set_up), minutes, *cells))
    return rows


def _load_cells(load: "ActionLoadDocument") -> tuple[Text, Text]:
    return layout("{moment:.2f}", moment=load.largest_nm_kg), percent(*load.share_of_capacity)
