"""A sheet to fill in: into a file, or on standard output."""

from pathlib import Path
from typing import Annotated

import typer

from ...language import en
from .outlet import show_paragraph
from .writing import write_text

SheetFile = Annotated[Path | None, typer.Option("--out", metavar="FILE.csv", help="Write to this file; to standard output if left out.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would be stored.")]
FILL_IN_CSV = en("give a CSV file; 'template' instead of 'import-csv' writes one to fill in")


def hand_out_sheet(text: str, out: Path | None, *, then: str) -> None:
    """Write a sheet, and say what reads it once it is filled in."""
    if out is None:
        print(text.removeprefix("\ufeff").replace("\r\n", "\n"), end="")
        return
    write_text(out, text)
    show_paragraph(en("Wrote {file}. Fill it in, then: {command} {file} --dry-run", file=out, command=then))
