"""How combined and separate training look beside each other in the terminal."""

from typing import TYPE_CHECKING

from ..door.outlet import show_paragraph, show_table
from .match import set_up_in_short

if TYPE_CHECKING:
    from ...contract.plans.combined import ArmDocument, CombinedDocument

COLUMNS = ("way", "exercise", "with", "minutes", "flexors Nm/kg", "of strength", "extensors Nm/kg", "of strength")


def show_combined(compared: "CombinedDocument") -> None:
    """Both ways with their exercises, then what that says."""
    print(f"Demand: {compared.demand_source}\nStrength: {compared.capacity_source}")
    rows = [row for way, arm in (("combined", compared.combined), ("separate", compared.separate)) for row in _rows(way, arm)]
    if rows:
        show_table("One exercise for both hips, or one for each muscle group", COLUMNS, rows, words=True, whole=(0, 3))
    for sentence in compared.says:
        show_paragraph(sentence, indent=4, first="-")


def _rows(way: str, arm: "ArmDocument | None") -> list[tuple[str, ...]]:
    """One row an exercise."""
    rows = []
    for place, exercise in enumerate(arm.exercises if arm is not None else ()):
        cells = [cell for load in exercise.loads for cell in (f"{load.largest_nm_kg:.2f}", _percent(load.share_of_capacity))]
        first = way if place == 0 else ""
        rows.append((first, exercise.exercise, set_up_in_short(exercise.set_up), f"{exercise.minutes:.1f}", *cells))
    return rows


def _percent(span: tuple[float, float]) -> str:
    low, high = (f"{100 * share:.0f}" for share in span)
    return f"{low} %" if low == high else f"{low}-{high} %"
