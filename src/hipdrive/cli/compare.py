"""The command compare: two analysed runs side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ValueOutOfRangeError
from ..language import en, layout, to_reader, verbatim
from ..speed import speed_in_words
from .door.inlet import run_in
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, show_line, show_message, show_paragraph, show_table
from .door.writing import write_text
from .views.vocabulary import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..contract.runs.compare import CompareDocument, MeasureChange

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
    names: Annotated[
        str | None, typer.Option(metavar="A,B", help="What the page calls the runs, such as 'winter,spring'; else the names of the files.")
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE.html", help="Write before and after as a page (one HTML file) here.")] = None,
    json: JsonTarget = None,
) -> None:
    """Say what changed between two runs, by how much, and whether it is beyond noise."""
    from .. import coach

    ready_to_write(json, report)
    called = _names(names, before, after)
    runs = run_in(before), run_in(after)
    comparison = coach.compare(*runs, names=(before.name, after.name))
    if report is not None:
        write_text(report, coach.compare_page(*runs, names=called))
    if hand_out_json(json, comparison):
        return
    _show(comparison, every=every)
    if report is not None:
        show_line(en("Page: {file}", file=report))


def _show(comparison: "CompareDocument", *, every: bool) -> None:
    """Print what changed, the main measures first."""
    a, b = comparison.a, comparison.b
    for letter, run in (("A", a), ("B", b)):
        show_line(en("{letter}: {file} at {speed}", letter=letter, file=run.file, speed=speed_in_words(run.speed_m_s)))
    shown = [change for change in comparison.changes if every or change.measure in MAIN or change.verdict == "changed"]
    other_speed = any(change.by_speed is not None for change in comparison.changes)
    columns = (en("measure"), "A → B", en("B - A (95 % by strides)"), *((en("other runners"),) if other_speed else ()), en("verdict"))
    show_table("", columns, [_row(change, other_speed=other_speed) for change in shown], words=True)
    _show_count(comparison.changes, other_speed=other_speed)
    for note in comparison.warnings:
        show_message(note.message)


def _show_count(changes: "Sequence[MeasureChange]", *, other_speed: bool) -> None:
    """Print how many figures differ beyond noise."""
    beyond_noise = [change for change in changes if change.verdict in ("changed", "another speed")]
    judged = sum(change.verdict != "unknown" for change in changes)
    if any(change.verdict == "another speed" for change in beyond_noise):
        differ = en(
            "{count} of {judged} figures that can be judged differ beyond noise, at another speed: none is called a change of the runner.",
            count=len(beyond_noise),
            judged=judged,
        )
        show_paragraph(differ)
        if other_speed:
            show_paragraph(en("Other runners: what twelve men changed, on average, from the first speed to the second."))
    else:
        changed = en("{count} of {judged} figures that can be judged changed beyond noise.", count=len(beyond_noise), judged=judged)
        show_line(changed)


def _names(typed: str | None, before: Path, after: Path) -> tuple[str, str]:
    """What the page calls the runs: as typed, else the names of the files, else before and after.

    Raises:
        ValueOutOfRangeError: If there are not two names.
    """
    if typed is None:
        return (before.stem, after.stem) if before.stem != after.stem else ("before", "after")
    parts = [part.strip() for part in typed.split(",")]
    if len(parts) != len(("before", "after")) or not all(parts):
        found = layout("'{typed}'", typed=typed)
        raise ValueOutOfRangeError("--names", found, en("two names with a comma between them"), en("such as --names 'winter,spring'"))
    return parts[0], parts[1]


def _row(change: "MeasureChange", *, other_speed: bool) -> tuple[str, ...]:
    """One line of the table, in units that people read."""
    from ..gait.verdict.form import in_words

    def shown(value: float | None) -> str:
        return verbatim("-") if value is None else in_words(value, change.unit)

    before, after, moved = shown(change.a.mean), shown(change.b.mean), shown(change.difference)
    if change.low is not None:
        moved = en("{change} ({low} to {high})", change=moved, low=_number(shown(change.low)), high=_number(shown(change.high)))
    by_speed = (shown(change.by_speed),) if other_speed else ()
    return (
        layout("{measure}, {side}", measure=change.name, side=word(change.side)),
        layout("{before} → {after}", before=_number(before), after=after),
        moved,
        *by_speed,
        word(change.verdict),
    )


def _number(words: str) -> str:
    """'227' of '227 ms', where the unit stands behind the next figure."""
    return to_reader(words).partition(" ")[0].removesuffix("°")
