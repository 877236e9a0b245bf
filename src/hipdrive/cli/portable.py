"""The commands export, import and backup: taking people's data out and in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from .match import Database
from .outlet import JsonTarget, hand_out_json, ready_to_write, show_paragraph

COUNTED = {
    "person": "athlete",
    "body_mass": "body mass",
    "test_result": "test result",
    "screen": "safety screen",
    "equipment": "list of equipment",
    "run": "run",
    "plan": "plan",
    "session": "session",
    "logged_set": "set",
    "pain": "pain",
}
PLURALS = {"body mass": "body masses", "list of equipment": "lists of equipment"}
PRIVATE = "It holds health data: keep it where only you can read it."


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="Zip of plain CSV and JSON to write.")],
    athlete: Annotated[str | None, typer.Option(metavar="NAME", help="Only this athlete.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file of that name.")] = False,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Write everything, or all of one athlete, history included, to one zip that 'hipdrive import' reads back exactly."""
    from .. import coach

    ready_to_write(json)
    with coach.open_store(db) as store:
        written = coach.export_people(store, file, athlete=athlete, force=force)
    if not hand_out_json(json, written.as_json("hipdrive.export/1")):
        show_paragraph(f"Wrote {written.path} ({written.bytes:,} bytes): {counts_words(written.rows)}, history included.")
        show_paragraph(PRIVATE)


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="What 'hipdrive export' wrote.")],
    rename: Annotated[
        list[str] | None, typer.Option(metavar="OLD=NEW", help="Import this athlete under another name; may be given several times.")
    ] = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Read an export into the store: everything in it, or nothing if anything in it cannot be."""
    from .. import coach

    ready_to_write(json)
    names = coach.renames(rename or ())
    with coach.open_store(db) as store:
        intake = coach.import_people(store, file, rename=names)
    if not hand_out_json(json, coach.intake_as_json(intake, file)):
        show_paragraph(f"Imported {counts_words(intake.rows)}, history included.")
        if intake.people:
            show_paragraph(f"Athletes: {', '.join(intake.people)}.")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Copy to make; there must be no such file yet.")],
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Copy the whole store to one file that opens like it (--db FILE); erasing an athlete reaches the copy where it lies."""
    from .. import coach

    ready_to_write(json)
    with coach.open_store(db) as store:
        written = coach.backup_people(store, file)
    if not hand_out_json(json, written.as_json("hipdrive.backup/1")):
        count = _counted(len(written.people), "athlete")
        show_paragraph(
            f"Wrote {written.path} ({written.bytes:,} bytes): the whole store with {count}. Look into it with --db {written.path}."
        )
        show_paragraph(f"{PRIVATE} Erasing an athlete erases them there too, as long as the file is not moved.")


def counts_words(rows: Mapping[str, int]) -> str:
    """How much of what, such as '1 athlete, 12 sessions and 96 sets'."""
    found = [_counted(count, COUNTED[table]) for table, count in rows.items() if count and table in COUNTED]
    if not found:
        return "nothing, since nobody is stored"
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word if count == 1 else PLURALS.get(word, word + 's')}"
