"""The command compare: two analysed runs side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..speed import speed_in_words
from .door.inlet import run_in
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, show_table

if TYPE_CHECKING:
    from ..contract.runs.compare import MeasureChange

MAIN = (
    "stride_rate_steps_per_min",
    "contact_time_s",
    "flight_time_s",
    "step_length_m",
    "vertical_oscillation_m",
    "foot_ahead_m",
    "scissor_largest_rad",
    "scissor_closing_speed_rad_s",
    "peak_hip_extension_rad",
    "peak_hip_flexor_moment_nm_kg",
    "flexor_impulse_early_nm_s_kg",
    "h3_work_j_kg",
)
"""Shown whatever came out."""


def compare(
    before: Annotated[Path, typer.Argument(metavar="A.json", help="An analysed run, as 'hipdrive analyse --json' wrote it.")],
    after: Annotated[Path, typer.Argument(metavar="B.json", help="The later run.")],
    every: Annotated[bool, typer.Option("--all", help="Show every measure, not only the main ones and those that changed.")] = False,
    json: JsonTarget = None,
) -> None:
    """Say what changed between two runs, by how much, and whether it is beyond noise."""
    from .. import coach

    ready_to_write(json)
    comparison = coach.compare(run_in(before), run_in(after), names=(before.name, after.name))
    if hand_out_json(json, comparison):
        return
    a, b = comparison.a, comparison.b
    for letter, run in (("A", a), ("B", b)):
        print(f"{letter}: {run.file} at {speed_in_words(run.speed_m_s)}")
    changed = comparison.changed
    shown = [change for change in comparison.changes if every or change.measure in MAIN or change.verdict == "changed"]
    columns = ("measure", "side", "A", "B", "B - A", "95 % by strides", "verdict")
    show_table("", columns, [_row(change) for change in shown], words=True)
    judged = sum(change.verdict != "unknown" for change in comparison.changes)
    print(f"{len(changed)} of {judged} figures that can be judged changed beyond noise.")
    for note in comparison.warnings:
        print(f"Note: {note.message}")


def _row(change: "MeasureChange") -> tuple[str, ...]:
    """One line of the table, in units that people read."""
    from ..gait.verdict.form import in_words

    def shown(value: float | None) -> str:
        return "-" if value is None else in_words(value, change.unit)

    interval = "-" if change.low is None else f"{shown(change.low)} to {shown(change.high)}"
    means = shown(change.a.mean), shown(change.b.mean)
    return (change.name, change.side, *means, shown(change.difference), interval, change.verdict)
