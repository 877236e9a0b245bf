"""The command load: what one set-up of an exercise loads, both hips together."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .door.outlet import JsonTarget, hand_out_json, ready_to_write, say, show_paragraph, show_table
from .door.own_file import OwnExerciseFile, chosen_exercise
from .door.owned import OwnedFile, OwnedWords, owned
from .door.prescription_input import WhoseBody
from .door.runner_input import BodyHeight, BodyMass, BodySex, runner_if_named
from .door.set_up_words import read_settings
from .door.stored import Database
from .door.writing import write_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..body import Side
    from ..coach import LoadReport
    from ..curve import Action, Range
    from ..exercise import Peak

SIDES: tuple["Side", ...] = ("left", "right")
ACTIONS: tuple["Action", ...] = ("flexor", "extensor")
RANGES: tuple["Range", ...] = ("early", "mid", "end")
LEAST_SHARE, LEAST_POWER_W_KG = 0.005, 0.005
"""Less than this is not shown."""
TableRow = tuple[str, ...]


def load(
    exercise: Annotated[str, typer.Argument(metavar="[ID]", help="Id of an exercise: 'hipdrive exercises' lists them.")] = "",
    file: OwnExerciseFile = None,
    mass_kg: BodyMass = None,
    height_m: BodyHeight = None,
    sex: BodySex = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A value of the set-up, such as weight_kg=4; repeatable.")
    ] = None,
    athlete: WhoseBody = None,
    own: OwnedWords = None,
    equipment: OwnedFile = None,
    picture: Annotated[Path | None, typer.Option(help="Draw the start, middle and top in this SVG file.")] = None,
    animation: Annotated[Path | None, typer.Option(help="Draw the rep as an animation, with its moment curves, in this SVG file.")] = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Compute what one set-up of an exercise loads: both hips at once, low back, supports, slow and brisk, and whether it can be done.

    The body is 70 kg, 1.75 m and male unless you say otherwise.
    """
    from .. import coach
    from ..contract.exercises.load import load_document

    ready_to_write(json, picture, animation)
    declared = chosen_exercise(exercise, file)
    runner = runner_if_named(mass_kg, height_m, sex, athlete, db)
    body = coach.TYPICAL_ATHLETE if runner is None else runner if athlete else runner.athlete
    have = owned(equipment, own)
    things = have.equipment or (None if runner is None else runner.equipment)
    chosen = read_settings(settings or ())
    report = coach.load_report(declared, body, chosen, equipment=things)
    drawn = coach.pictures(declared, report.athlete, chosen, equipment=things) if picture or animation else None
    for place, path in enumerate((picture, animation)):
        if path is not None and drawn is not None:
            write_text(path, drawn[place])
    say(have.says, json)
    say("" if runner is None else runner.says, json)
    if json is not None and hand_out_json(json, load_document(report)):
        return
    _show(report)
    if (picture or animation) and drawn is None:
        show_paragraph("No picture: this body cannot get into the position.")


def _show(report: "LoadReport") -> None:
    """Print the whole answer."""
    _show_head(report)
    if len(report.load.time_s):
        _show_hips(report)
        _show_body(report)
        _show_tempos(report)
    show_paragraph("")
    blocking = _reasons(report)
    for note in report.load.notes:
        if note.message not in blocking:
            show_paragraph(f"Note: {note.message}")
    show_paragraph(report.capacity_source)


def _show_head(report: "LoadReport") -> None:
    exercise = report.exercise
    show_paragraph(f"{exercise.name} ({exercise.id}){': ' + exercise.label if exercise.label else ''}", bold=True)
    values = [f"{key}={value if isinstance(value, str) else format(value, 'g')}" for key, value in report.load.set_up.items()]
    show_paragraph("  ".join(values))
    legs = " and ".join(report.working_sides) + (" leg" if len(report.working_sides) == 1 else " legs")
    show_paragraph(f"Body {report.athlete.mass_kg:g} kg, {report.athlete.height_m:g} m. Working: {legs}.")
    if report.load.feasible:
        show_paragraph("Can be done.", bold=True)
    else:
        show_paragraph("Cannot be done like this:", bold=True)
        for reason in _reasons(report):
            show_paragraph(f"- {reason}")
    if report.lacks:
        show_paragraph(f"You do not have: {', '.join(report.lacks)}.")


def _reasons(report: "LoadReport") -> list[str]:
    """Why it can't be done: the notes that block stand first."""
    from ..coach import blocking_notes

    return [note.message for note in blocking_notes(report.load)]


def _show_hips(report: "LoadReport") -> None:
    """Both hips side by side: mean moments, largest moments, spread of the effort, power."""
    rows = [*_mean_rows(report), *_peak_rows(report), *_share_rows(report), *_power_rows(report)]
    if not rows:
        show_paragraph("\nNeither hip is loaded by more than 0.05 Nm/kg.")
        return
    columns = ("", *(f"{side} hip{', working' if side in report.working_sides else ''}" for side in SIDES))
    show_table("Both hips in one repetition", columns, rows)
    show_paragraph("* share of a hip's angular impulse; in brackets, with the pelvis zero moved by -11° and +11°.")
    doubtful = [f"{peak.side} hip's {peak.action}s" for peak in report.peaks if peak.depends_on_pelvis]
    if doubtful:
        show_paragraph(f"Which range leads depends on the pelvis definition: {', '.join(doubtful)}.")


def _mean_rows(report: "LoadReport") -> list[TableRow]:
    from ..range_words import range_name, range_span

    mass, by_range = report.athlete.mass_kg, report.load.by_range()
    rows: list[TableRow] = []
    for action in ACTIONS:
        for name in RANGES:
            values = [by_range[side][action][name] for side in SIDES]
            if any(value is not None for value in values):
                cells = ["-" if value is None else f"{abs(value):.2f} ({abs(value) * mass:.0f})" for value in values]
                rows.append((f"  {action}s, {range_name(action, name)} ({range_span(name)})", *cells))
    return [("Mean moment, Nm/kg (Nm)", "", ""), *rows] if rows else []


def _by_action(report: "LoadReport", cell: "Callable[[Peak], str]") -> list[TableRow]:
    peaks = {(peak.side, peak.action): cell(peak) for peak in report.peaks}
    return [
        (f"  {action}s", *(peaks.get((side, action), "-") for side in SIDES))
        for action in ACTIONS
        if any((side, action) in peaks for side in SIDES)
    ]


def _peak_rows(report: "LoadReport") -> list[TableRow]:
    sizes = _by_action(report, lambda peak: f"{peak.moment_nm_kg:.2f} ({peak.moment_nm:.0f})")
    places = _by_action(report, lambda peak: f"at {round(math.degrees(peak.hip_flexion_rad))}°, {peak.when}")
    rows = [
        row
        for size, place in zip(sizes, places, strict=True)
        for row in (size, ("", *("" if words == "-" else words for words in place[1:])))
    ]
    return [("Largest moment, Nm/kg (Nm)", "", ""), *rows] if rows else []


def _share_rows(report: "LoadReport") -> list[TableRow]:
    from ..range_words import range_name

    shares = {(peak.side, peak.action): (peak.share, *peak.share_other_zero) for peak in report.peaks}
    rows: list[TableRow] = []
    for action in ACTIONS:
        for name in RANGES:
            both = [shares.get((side, action)) for side in SIDES]
            if any(hip and max(share[name] for share in hip) >= LEAST_SHARE for hip in both):
                cells = ["-" if hip is None else "{:.0f} ({:.0f}, {:.0f})".format(*(100 * share[name] for share in hip)) for hip in both]
                rows.append((f"  {action}s, {range_name(action, name)}", *cells))
    return [("Share of impulse, % *", "", ""), *rows] if rows else []


def _power_rows(report: "LoadReport") -> list[TableRow]:
    hips, mass = [report.power[side] for side in SIDES], report.athlete.mass_kg
    by_mode = (
        ("produced (concentric)", [hip.concentric_w_kg for hip in hips]),
        ("absorbed (eccentric)", [hip.eccentric_w_kg for hip in hips]),
    )
    rows = [
        (f"  {words}", *(f"{power:.2f} ({power * mass:.0f})" for power in powers))
        for words, powers in by_mode
        if any(power >= LEAST_POWER_W_KG for power in powers)
    ]
    return [("Largest power, W/kg (W)", "", ""), *rows] if rows else []


def _show_body(report: "LoadReport") -> None:
    """How hard the muscles work, what keeps the body from tipping sideways, low back and supports."""
    if report.efforts:
        show_paragraph(f"\nHow hard, as shares of {report.effort_source}:")
        for effort in report.efforts:
            show_paragraph(effort.sentence, indent=4, first="-")
        at_once = f"{100 * report.share_at_once:.0f} % of strength"
        show_paragraph(f"Both hips at the same time, flexors of one and extensors of the other: {at_once}.", indent=4, first="-")
    if report.side_sentences:
        show_paragraph("\nSideways:")
    for sentence in report.side_sentences:
        show_paragraph(sentence, indent=4, first="-")
    parts = [
        f"{name} at most {moment.moment_nm_kg:.2f} Nm/kg ({moment.moment_nm_kg * report.athlete.mass_kg:.0f} Nm), {moment.when}"
        for name, moment in report.lumbar.items()
        if moment
    ]
    show_paragraph(f"\nLow back: {'; '.join(parts) or 'hardly any moment'}.")
    weight = report.weight_n

    def cell(force: float) -> str:
        return f"{force / weight:.2f} ({force:.0f})"

    pushes = [(force.support, cell(force.mean_n), cell(force.largest_n), cell(force.largest_any_n)) for force in report.supports]
    if pushes:
        show_table("Support forces, body weights (N)", ("", "mean upward", "largest upward", "any direction"), pushes)


def _show_tempos(report: "LoadReport") -> None:
    """The same set-up slow, as chosen and brisk, side by side."""
    from ..range_words import range_name

    loads = {"slow": report.slow, "chosen": report.load, "brisk": report.brisk}
    by_tempo = {name: {(peak.side, peak.action): peak for peak in report.peaks_at(load)} for name, load in loads.items()}
    keys = list(dict.fromkeys(key for peaks in by_tempo.values() for key in peaks))
    rows: list[TableRow] = []
    for key in sorted(keys):
        peaks_by_tempo = [by_tempo[name].get(key) for name in loads]
        rows.append(
            (
                f"{key[0]} hip, {key[1]}s",
                *("-" if p is None else f"{p.moment_nm_kg:.2f} at {round(math.degrees(p.hip_flexion_rad))}°" for p in peaks_by_tempo),
            )
        )
        rows.append(
            (
                f"  share {'/'.join(range_name(key[1], name) for name in RANGES)}, %",
                *("-" if p is None else "/".join(f"{100 * p.share[r]:.0f}" for r in RANGES) for p in peaks_by_tempo),
            )
        )
    rows.append(("can be done", *("yes" if load.feasible else "no" for load in loads.values())))
    show_table("Slow and brisk: largest moment, Nm/kg", ("", *(f"{name} {load.set_up['tempo']}" for name, load in loads.items())), rows)
    for name, load in (("Slow", report.slow), ("Brisk", report.brisk)):
        if not load.feasible and report.load.feasible:
            from ..coach import blocking_notes

            show_paragraph(f"{name}, this cannot be done: {' '.join(note.message for note in blocking_notes(load))}")
