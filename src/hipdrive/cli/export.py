"""The commands export, import and backup: taking people's data out and in."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from csv import reader
from io import StringIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from ..errors import InputFileError
from ..language import Text, and_list, en, en_count, joined, layout
from .door import clock
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, show_paragraph
from .door.stored import Database, writing
from .door.writing import new_folder, write_into

if TYPE_CHECKING:
    from ..coach import Store

PRIVATE = en("It holds health data: keep it where only you can read it.")


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="Zip file of plain CSV and JSON to write; with --csv, a folder.")],
    athlete: Annotated[str | None, typer.Option(metavar="NAME", help="Only this athlete.")] = None,
    csv: Annotated[
        bool,
        typer.Option(
            "--csv", help="Write spreadsheets into a folder instead: one CSV file each for athletes, tests, masses, sessions and pains."
        ),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Write everything, or everything of one athlete, with its history, to one zip file that 'hipdrive import' reads back exactly.

    With --csv, write the current entries as CSV files for a spreadsheet; 'athlete import-csv' and 'test import-csv' read theirs back.
    Accounts, passwords and links to share are in neither.
    """
    from .. import coach
    from ..contract.athletes.portable import ExportDocument
    from ..store import new_file

    ready_to_write(json)
    path = file.expanduser().absolute()
    if csv:
        _export_csv(path, athlete, force=force, db=db, json=json)
        return
    with coach.open_store(db) as store:
        _refuse_store_itself(store, path)
        if path.exists() and not force:
            raise InputFileError(path, en("this file already exists"), en("give another name, or replace it with --force"))
        with _aside(path), new_file(path) as part:
            with store.reading(clock.now()) as unit, part.open("wb") as target:
                written = coach.export_people(unit, target, athlete=athlete)
            with store.writing(clock.now()) as unit:
                coach.remember_export(unit, path, athlete)
    size = path.stat().st_size
    document = ExportDocument(path=str(path), bytes=size, athletes=written.people, rows=dict(written.rows))
    if not hand_out_json(json, document):
        wrote = en("Wrote {file} ({size:,} bytes): {counts}, history included.", file=path, size=size, counts=counts_words(written.rows))
        show_paragraph(wrote)
        show_paragraph(PRIVATE)


def _export_csv(folder: Path, athlete: str | None, *, force: bool, db: str | None, json: str | None) -> None:
    """Write the spreadsheets; none of them where one is there already, unless told."""
    from .. import coach
    from ..contract.athletes.portable import SpreadsheetsDocument

    with writing(db) as unit:
        texts = coach.spreadsheets(unit, athlete=athlete)
        there = [name for name in texts if (folder / name).exists()]
        if there and not force:
            found = en("'{folder}' already holds a file of this name", folder=folder)
            raise InputFileError(folder / there[0], found, en("give another folder, or replace it with --force"))
        new_folder(folder, private=True)
        write_into(folder, texts)
        coach.remember_export(unit, folder, athlete)
    lines = {name: len(list(reader(StringIO(text)))) - 1 for name, text in texts.items()}
    if not hand_out_json(json, SpreadsheetsDocument(folder=str(folder), lines=lines)):
        counts = [
            layout("{name} ({lines})", name=name, lines=en_count("{n:,} line", "{n:,} lines", n=count)) for name, count in lines.items()
        ]
        wrote = en(
            "Wrote to {folder}: {files}. Entries that were corrected or deleted are left out.", folder=folder, files=joined(counts, ", ")
        )
        show_paragraph(wrote)
        show_paragraph(PRIVATE)


def _refuse_store_itself(store: "Store", path: Path) -> None:
    """Refuse to write over the store."""
    if store.path is not None and path.exists() and store.path.exists() and path.samefile(store.path):
        raise InputFileError(path, en("this is the store itself"), en("give another file"))


@contextmanager
def _aside(path: Path) -> Iterator[None]:
    """Hold an old file under another name while a new one is made; it comes back if that fails."""
    if not path.is_file():
        yield
        return
    old = path.with_name(f".{path.name}.{os.getpid()}.old")
    try:
        path.rename(old)
    except OSError as error:
        raise InputFileError(path, en("it cannot be replaced ({reason})", reason=error.strerror), en("give another file")) from None
    try:
        yield
    except BaseException:
        if not path.exists():  # else somebody made one meanwhile
            old.replace(path)
        raise
    finally:
        old.unlink(missing_ok=True)


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="The file that 'hipdrive export' wrote.")],
    rename: Annotated[
        list[str] | None, typer.Option(metavar="OLD=NEW", help="Import this athlete under another name; may be given several times.")
    ] = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Read an export into the store: everything in it, or nothing if any part cannot be read."""
    from .. import coach
    from ..contract.athletes.portable import ImportDocument

    ready_to_write(json)
    names = coach.renames(rename or ())
    with _opened_export(file) as content, writing(db) as unit:
        intake = coach.import_people(unit, content, name=file.name, rename=names)
    document = ImportDocument(path=str(file), athletes=intake.people, rows=dict(intake.rows))
    if not hand_out_json(json, document):
        show_paragraph(en("Imported {counts}, history included.", counts=counts_words(intake.rows)))
        if intake.people:
            show_paragraph(en("Athletes: {names}.", names=", ".join(intake.people)))


@contextmanager
def _opened_export(file: Path) -> Iterator[IO[bytes]]:
    """An export that is open for reading."""
    advice = en("nothing was imported; give a whole file that 'hipdrive export' wrote")
    try:
        content = file.expanduser().open("rb")
    except FileNotFoundError:
        raise InputFileError(file, en("there is no such file"), advice) from None
    except OSError:
        raise InputFileError(file, en("this is not a zip file, or it is incomplete"), advice) from None
    with content:
        yield content


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Copy to make; the file must not exist yet.")],
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Copy the whole store to one file that opens like it (--db FILE). Erasing an athlete also erases them there, if it is not moved.

    Accounts are in it too, passwords as hashes alone.
    """
    from .. import coach
    from ..contract.athletes.portable import BackupDocument

    ready_to_write(json)
    with coach.open_store(db) as store:
        written = coach.backup_people(store, file, now=clock.now())
    path = file.expanduser().absolute()
    size = path.stat().st_size
    if not hand_out_json(json, BackupDocument(path=str(path), bytes=size, athletes=written.people)):
        wrote = en_count(
            "Wrote {file} ({size:,} bytes): the whole store with {n:,} athlete. Open it with --db {file}.",
            "Wrote {file} ({size:,} bytes): the whole store with {n:,} athletes. Open it with --db {file}.",
            n=len(written.people),
            file=path,
            size=size,
        )
        show_paragraph(wrote)
        erased = en("Erasing an athlete also erases them there, as long as you do not move the file.")
        show_paragraph(joined((PRIVATE, erased)))


def counts_words(rows: Mapping[str, int]) -> Text:
    """How much of what, such as '1 athlete, 12 sessions and 96 sets'."""
    counts = [words for table, count in rows.items() if count and (words := _counted(table, count))]
    return and_list(counts) if counts else en("nothing, because nobody is stored")


def _counted(table: str, n: int) -> Text | None:
    """How many rows a table has, in words; None for one that people do not count."""
    return {
        "person": en_count("{n:,} athlete", "{n:,} athletes", n=n),
        "body_mass": en_count("{n:,} body mass", "{n:,} body masses", n=n),
        "test_result": en_count("{n:,} test result", "{n:,} test results", n=n),
        "screen": en_count("{n:,} safety screen", "{n:,} safety screens", n=n),
        "equipment": en_count("{n:,} list of equipment", "{n:,} lists of equipment", n=n),
        "run": en_count("{n:,} run", "{n:,} runs", n=n),
        "watch_run": en_count("{n:,} run of a watch", "{n:,} runs of a watch", n=n),
        "plan": en_count("{n:,} plan", "{n:,} plans", n=n),
        "session": en_count("{n:,} session", "{n:,} sessions", n=n),
        "logged_set": en_count("{n:,} set", "{n:,} sets", n=n),
        "pain": en_count("{n:,} pain", "{n:,} pains", n=n),
    }.get(table)
