"""Commands `marker-set check` and `marker-set guess`: hold a marker set against recordings, or guess one from them."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from ..language import en, joined, to_reader
from .door.inlet import marker_set_of, motion_file
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, show_line, show_paragraph, show_table
from .door.writing import write_text
from .views.vocabulary import word

if TYPE_CHECKING:
    from ..coach import MarkerSetGuess

marker_sets = typer.Typer(name="marker-set", no_args_is_help=True, help="Marker sets: what a laboratory calls its markers.")
HOW_SURE = {
    "label": en("{count} by its label"),
    "synonym": en("{count} by a label that means the same"),
    "geometry": en("{count} by its position alone"),
}


@marker_sets.callback()
def marker_set_commands() -> None:
    """Marker sets: what a laboratory calls its markers."""


@marker_sets.command("check")
def check(
    file: Annotated[str, typer.Argument(help="A marker set: the name of a shipped one or a TOML file.")],
    run: Annotated[Path, typer.Argument(help="A recording: C3D, TRC, Qualisys .tsv or Vicon .csv.")],
    static: Annotated[Path | None, typer.Option(help="The standing trial of the same session.")] = None,
    json: JsonTarget = None,
) -> None:
    """Say which markers of a set a recording has, which are missing, which look misspelt, and what cannot be measured as a result."""
    from ..coach import check_recording
    from ..contract.runs.marker_set_check import marker_set_check_document

    checked = check_recording(marker_set_of(file), motion_file(run), static=None if static is None else motion_file(static))
    if hand_out_json(json, marker_set_check_document(checked)):
        return
    show_line(checked.summary)
    rows = [
        (
            body.body,
            en("{found} of {all}", found=len(body.found), all=len(body.found) + len(body.missing)),
            ", ".join(body.missing) or "-",
            body.lost or "-",
        )
        for body in checked.bodies
    ]
    show_table("", (en("body"), en("markers"), en("missing"), en("cannot be measured")), rows)
    for missing, near in checked.near:
        show_line(en("'{near}' is not in the set; did you mean '{missing}'?", near=near, missing=missing))
    not_found = en("In the set, but in neither file: {names}") if static else en("In the set, but not in the recording: {names}")
    for words, names in (
        (en("Landmarks without their markers: {names}"), checked.missing_landmarks),
        (not_found, checked.in_neither),
        (en("Markers not in the set: {names}"), checked.beyond),
        (en("Named but never seen: {names}"), checked.never_seen),
    ):
        if names:
            show_line(words.filled(names=", ".join(names)))


@marker_sets.command("guess")
def guess(
    static: Annotated[Path, typer.Argument(help="Quiet standing (C3D, TRC, .tsv or .csv), or a run if there is no standing trial.")],
    run: Annotated[
        Path | None, typer.Argument(help="A run from the same session: it shows which markers move together as one segment.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write the marker set (TOML) to this file; it is printed if left out.")] = None,
    json: JsonTarget = None,
) -> None:
    """Guess where the markers of a recording sit when their set is not known; you confirm the guess.

    Labels come first, then labels that mean the same in other laboratories, then where a marker sits and what it moves with.
    """
    from .. import coach
    from ..contract.runs.marker_set_guess import marker_set_guess_document

    ready_to_write(json, out)
    guessed = coach.guess_from_recordings(motion_file(static), None if run is None else motion_file(run))
    text = coach.guess_as_toml(guessed, shown=to_reader)
    if out is not None:
        write_text(out, text)
    if hand_out_json(json, marker_set_guess_document(guessed)):
        return
    if out is None:
        print(text, end="")
        return
    _show_guess(guessed, out, static, run)


def _show_guess(guessed: "MarkerSetGuess", out: Path, static: Path, run: Path | None) -> None:
    """Print what was written, what to confirm, and the next command."""
    used = [placement for placement in guessed.placements if not placement.left_out]
    counts = [words.filled(count=count) for by, words in HOW_SURE.items() if (count := sum(p.by == by for p in used))]
    wrote = en(
        "Wrote {file}: {placed} of {all} markers placed ({counts}).",
        file=out,
        placed=len(used),
        all=len(guessed.placements),
        counts=joined(counts, ", "),
    )
    show_line(wrote)
    rows = [(p.label, p.body or "-", p.role or "-", word(p.by), p.why) for p in used]
    show_table("", (en("marker"), en("body"), en("landmark"), en("sure by"), en("why")), rows, words=True, whole=(0, 1, 2, 3))
    left: dict[str, list[str]] = {}
    for placement in guessed.placements:
        if placement.left_out:
            left.setdefault(placement.why, []).append(placement.label)
    for why, labels in left.items():
        show_paragraph(en("Left out: {labels} ({why})", labels=", ".join(labels), why=why))
    for words in guessed.confirm:
        show_paragraph(en("Confirm: {what}", what=words))
    for words in guessed.missing:
        show_paragraph(en("Missing for a full analysis: {what}", what=words))
    first = quote(str(static))
    trials = f"{'RUN' if run is None else quote(str(run))} --static {first}" if guessed.stands or run is not None else first
    command = f"hipdrive analyse {trials} --marker-set {quote(str(out))} --mass-kg KG --height-m M"
    show_line(en("Once it is right: {command}", command=command))
