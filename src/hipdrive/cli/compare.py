"""The command compare: two analysed runs side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .outlet import JsonTarget, hand_out_json, ready_to_write, show_table

if TYPE_CHECKING:
    from ..coach.compare import Change

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
    after: Annotated[Path, typer.Argument(metavar="B.json", help="The later one.")],
    every: Annotated[bool, typer.Option("--all", help="Show every measure, not only the main ones and those that changed.")] = False,
    json: JsonTarget = None,
) -> None:
    """Say what changed between two runs, by how much, and whether it is beyond noise."""
    from .. import coach

    ready_to_write(json)
    found = coach.compare(before, after)
    if hand_out_json(json, found.as_json()):
        return
    print(f"A: {found.first} at {found.speed_m_s[0]:.2f} m/s; B: {found.second} at {found.speed_m_s[1]:.2f} m/s")
    beyond = {id(one) for one in found.changed}
    chosen = [one for one in found.changes if every or one.definition.id in MAIN or id(one) in beyond]
    columns = ("measure", "side", "A", "B", "B - A", "95 % by strides", "verdict")
    show_table("", columns, [_row(one) for one in chosen], words=True)
    print(f"{len(found.changed)} of {len(found.changes)} figures changed beyond noise.")
    for note in found.warnings:
        print(f"Note: {note.message}")


def _row(change: "Change") -> tuple[str, ...]:
    """One line of the table, in units that people read."""
    from ..gait.verdict.form import in_words

    unit = change.definition.unit

    def shown(value: float | None) -> str:
        return "-" if value is None else in_words(value, unit)

    interval = "-" if change.low is None else f"{shown(change.low)} to {shown(change.high)}"
    return (
        change.definition.name,
        change.side,
        shown(change.first.mean),
        shown(change.second.mean),
        shown(change.value),
        interval,
        change.verdict,
    )
