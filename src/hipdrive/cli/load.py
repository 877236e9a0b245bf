"""The command load: what one set-up of an exercise loads, both hips together."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..body_words import HIP_WORDS, HIPS_MUSCLES, MUSCLES, SIDE_WORDS
from ..language import Text, en, joined, layout
from .door.kept_set_up import KeptSetUp, taken_up
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, say, show_line, show_paragraph, show_table
from .door.own_file import ExerciseNamed, OwnExerciseFile, chosen_exercise, row_settings
from .door.owned import OwnedFile, OwnedWords, owned
from .door.prescription_input import WhoseBody
from .door.runner_input import BodyHeight, BodyMass, BodySex, runner_if_named
from .door.set_up_words import read_settings
from .door.stored import Database
from .door.writing import write_text
from .views.vocabulary import sides_words, word

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
NO_VALUE = "-"


def load(
    exercise: ExerciseNamed = "",
    file: OwnExerciseFile = None,
    mass_kg: BodyMass = None,
    height_m: BodyHeight = None,
    sex: BodySex = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A value of the set-up, such as weight_kg=4; repeatable.")
    ] = None,
    set_up: KeptSetUp = None,
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
    chosen = {**row_settings(exercise, declared), **taken_up(declared, set_up, runner, read_settings(settings or ()))}
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
        show_paragraph(en("No picture: this body cannot get into the position."))


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
            show_paragraph(en("Note: {note}", note=note.message))
    show_paragraph(report.capacity_source)


def _show_head(report: "LoadReport") -> None:
    exercise = report.exercise
    head = layout("{name} ({id})", name=exercise.name, id=exercise.id)
    show_paragraph(layout("{head}: {label}", head=head, label=exercise.label) if exercise.label else head, bold=True)
    values = [f"{key}={value if isinstance(value, str) else format(value, 'g')}" for key, value in report.load.set_up.items()]
    show_paragraph("  ".join(values))
    body = en("Body {mass_kg:g} kg, {height_m:g} m.", mass_kg=report.athlete.mass_kg, height_m=report.athlete.height_m)
    sides = sides_words(report.working_sides)
    legs = en("Working: {side} leg.", side=sides) if len(report.working_sides) == 1 else en("Working: {sides} legs.", sides=sides)
    show_paragraph(joined((body, legs)))
    if report.load.feasible:
        show_paragraph(en("Can be done."), bold=True)
    else:
        show_paragraph(en("Cannot be done like this:"), bold=True)
        for reason in _reasons(report):
            show_paragraph(layout("- {reason}", reason=reason))
    if report.lacks:
        show_paragraph(en("You do not have: {things}.", things=joined([word(thing) for thing in report.lacks], ", ")))


def _reasons(report: "LoadReport") -> list[str]:
    """Why it can't be done: the notes that block stand first."""
    from ..coach import blocking_notes

    return [note.message for note in blocking_notes(report.load)]


def _show_hips(report: "LoadReport") -> None:
    """Both hips side by side: mean moments, largest moments, spread of the effort, power."""
    rows = [*_mean_rows(report), *_peak_rows(report), *_share_rows(report), *_power_rows(report)]
    if not rows:
        show_line()
        show_paragraph(en("Neither hip is loaded by more than 0.05 Nm/kg."))
        return
    named = [en("{hip}, working", hip=HIP_WORDS[side]) if side in report.working_sides else HIP_WORDS[side] for side in SIDES]
    show_table(en("Both hips in one repetition"), ("", *named), rows)
    show_paragraph(en("* share of a hip's angular impulse; in brackets, with the pelvis zero moved by -11° and +11°."))
    doubtful = [HIPS_MUSCLES[peak.side, peak.action] for peak in report.peaks if peak.depends_on_pelvis]
    if doubtful:
        show_paragraph(en("Which range leads depends on the pelvis definition: {muscles}.", muscles=joined(doubtful, ", ")))


def _mean_rows(report: "LoadReport") -> list[TableRow]:
    from ..range_words import range_name, range_span

    mass, by_range = report.athlete.mass_kg, report.load.by_range()
    rows: list[TableRow] = []
    for action in ACTIONS:
        for name in RANGES:
            values = [by_range[side][action][name] for side in SIDES]
            if any(value is not None for value in values):
                cells = [NO_VALUE if value is None else _with_total(abs(value), mass) for value in values]
                first = layout(
                    "  {muscles}, {range} ({span})", muscles=MUSCLES[action], range=range_name(action, name), span=range_span(name)
                )
                rows.append((first, *cells))
    return [(en("Mean moment, Nm/kg (Nm)"), "", ""), *rows] if rows else []


def _with_total(value: float, mass_kg: float) -> Text:
    """A moment or power per kilogram, with that of the whole body behind it."""
    return layout("{value:.2f} ({total:.0f})", value=value, total=value * mass_kg)


def _by_action(report: "LoadReport", cell: "Callable[[Peak], Text]") -> list[TableRow]:
    peaks = {(peak.side, peak.action): cell(peak) for peak in report.peaks}
    return [
        (layout("  {muscles}", muscles=MUSCLES[action]), *(peaks.get((side, action), NO_VALUE) for side in SIDES))
        for action in ACTIONS
        if any((side, action) in peaks for side in SIDES)
    ]


def _peak_rows(report: "LoadReport") -> list[TableRow]:
    sizes = _by_action(report, lambda peak: layout("{value:.2f} ({total:.0f})", value=peak.moment_nm_kg, total=peak.moment_nm))
    places = _by_action(report, lambda peak: en("at {angle_deg}°, {when}", angle_deg=_degrees(peak), when=word(peak.when)))
    rows = [
        row
        for size, place in zip(sizes, places, strict=True)
        for row in (size, ("", *("" if words == NO_VALUE else words for words in place[1:])))
    ]
    return [(en("Largest moment, Nm/kg (Nm)"), "", ""), *rows] if rows else []


def _degrees(peak: "Peak") -> int:
    return round(math.degrees(peak.hip_flexion_rad))


def _share_rows(report: "LoadReport") -> list[TableRow]:
    from ..range_words import range_name

    shares = {(peak.side, peak.action): (peak.share, *peak.share_other_zero) for peak in report.peaks}
    rows: list[TableRow] = []
    for action in ACTIONS:
        for name in RANGES:
            both = [shares.get((side, action)) for side in SIDES]
            if any(hip and max(share[name] for share in hip) >= LEAST_SHARE for hip in both):
                cells = ["-" if hip is None else "{:.0f} ({:.0f}, {:.0f})".format(*(100 * share[name] for share in hip)) for hip in both]
                rows.append((layout("  {muscles}, {range}", muscles=MUSCLES[action], range=range_name(action, name)), *cells))
    return [(en("Share of impulse, % *"), "", ""), *rows] if rows else []


def _power_rows(report: "LoadReport") -> list[TableRow]:
    hips, mass = [report.power[side] for side in SIDES], report.athlete.mass_kg
    by_mode = (
        (en("produced (concentric)"), [hip.concentric_w_kg for hip in hips]),
        (en("absorbed (eccentric)"), [hip.eccentric_w_kg for hip in hips]),
    )
    rows = [
        (layout("  {words}", words=words), *(_with_total(power, mass) for power in powers))
        for words, powers in by_mode
        if any(power >= LEAST_POWER_W_KG for power in powers)
    ]
    return [(en("Largest power, W/kg (W)"), "", ""), *rows] if rows else []


def _show_body(report: "LoadReport") -> None:
    """How hard the muscles work, what keeps the body from tipping sideways, low back and supports."""
    if report.efforts:
        show_line()
        show_paragraph(en("How hard, as shares of {strength}:", strength=report.effort_source))
        for effort in report.efforts:
            show_paragraph(effort.sentence, indent=4, first="-")
        at_once = en(
            "Both hips at the same time, flexors of one and extensors of the other: {share:.0f} % of strength.",
            share=100 * report.share_at_once,
        )
        show_paragraph(at_once, indent=4, first="-")
    if report.side_sentences:
        show_line()
        show_paragraph(en("Sideways:"))
    for sentence in report.side_sentences:
        show_paragraph(sentence, indent=4, first="-")
    parts = [
        en(
            "{muscles} at most {moment:.2f} Nm/kg ({total:.0f} Nm), {when}",
            muscles=word(name),
            moment=moment.moment_nm_kg,
            total=moment.moment_nm_kg * report.athlete.mass_kg,
            when=word(moment.when),
        )
        for name, moment in report.lumbar.items()
        if moment
    ]
    show_line()
    show_paragraph(en("Low back: {moments}.", moments=joined(parts, "; ")) if parts else en("Low back: hardly any moment."))
    weight = report.weight_n

    def cell(force: float) -> Text:
        return layout("{share:.2f} ({force:.0f})", share=force / weight, force=force)

    pushes = [(force.support, cell(force.mean_n), cell(force.largest_n), cell(force.largest_any_n)) for force in report.supports]
    if pushes:
        columns = ("", en("mean upward"), en("largest upward"), en("any direction"))
        show_table(en("Support forces, body weights (N)"), columns, pushes)


def _show_tempos(report: "LoadReport") -> None:
    """The same set-up slow, as chosen and brisk, side by side."""
    from ..range_words import range_name

    loads = {en("slow {tempo}"): report.slow, en("chosen {tempo}"): report.load, en("brisk {tempo}"): report.brisk}
    by_tempo = {name: {(peak.side, peak.action): peak for peak in report.peaks_at(load)} for name, load in loads.items()}
    keys = list(dict.fromkeys(key for peaks in by_tempo.values() for key in peaks))
    rows: list[TableRow] = []
    for key in sorted(keys):
        peaks_by_tempo = [by_tempo[name].get(key) for name in loads]
        rows.append(
            (
                en("{side} hip, {muscles}", side=SIDE_WORDS[key[0]], muscles=MUSCLES[key[1]]),
                *(
                    NO_VALUE if p is None else en("{moment:.2f} at {angle_deg}°", moment=p.moment_nm_kg, angle_deg=_degrees(p))
                    for p in peaks_by_tempo
                ),
            )
        )
        rows.append(
            (
                layout("  {words}", words=en("share {ranges}, %", ranges=joined([range_name(key[1], name) for name in RANGES], "/"))),
                *("-" if p is None else "/".join(f"{100 * p.share[r]:.0f}" for r in RANGES) for p in peaks_by_tempo),
            )
        )
    rows.append((en("can be done"), *(en("yes") if load.feasible else en("no") for load in loads.values())))
    columns = [name.filled(tempo=load.set_up["tempo"]) for name, load in loads.items()]
    show_table(en("Slow and brisk: largest moment, Nm/kg"), ("", *columns), rows)
    for words, load in (
        (en("Slow, this cannot be done: {reasons}"), report.slow),
        (en("Brisk, this cannot be done: {reasons}"), report.brisk),
    ):
        if not load.feasible and report.load.feasible:
            from ..coach import blocking_notes

            show_paragraph(words.filled(reasons=joined([note.message for note in blocking_notes(load)])))
