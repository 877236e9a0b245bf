"""Showing results: JSON to a file or standard output, tables for people, a progress bar on standard error."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

JsonTarget = Annotated[
    str | None, typer.Option("--json", metavar="PATH", help="Write the result as JSON to this file; '-' for standard output.")
]


def ready_to_write(json: str | None, *files: Path | None) -> None:
    """Make sure that what was asked for can be written, before long work begins."""
    from ..coach.outlet import ready_to_write as ready

    asked = [path for path in files if path is not None]
    if json is not None and json != "-":
        asked.append(Path(json))
    ready(*asked)


def hand_out_json(target: str | None, plain: Mapping[str, Any]) -> bool:
    """Write JSON where it was asked for.

    Returns:
        Whether standard output now belongs to the JSON, so that nothing else may be printed there.
    """
    from ..coach.outlet import json_text, write_text

    if target == "-":
        print(json_text(plain), end="")
        return True
    if target is not None:
        write_text(Path(target), json_text(plain))
    return False


def show_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; the first column is left-aligned, the others right."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for place, column in enumerate(columns):
        table.add_column(column, justify="left" if place == 0 else "right")
    for row in rows:
        table.add_row(*row)
    Console(highlight=False).print(table)


@contextmanager
def progress_bar(words: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while work goes on; silent where that is no terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
