"""Showing results: JSON to a file or standard output, tables for people, a progress bar on standard error."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...language import Text, en, layout, to_reader
from .writing import refuse_unwritable, write_text

if TYPE_CHECKING:
    from ...contract.wire_model import Wire

JsonTarget = Annotated[
    str | None, typer.Option("--json", metavar="PATH", help="Write the result as JSON to this file; '-' for standard output.")
]

YES_NO: Mapping[bool, Text] = MappingProxyType({True: en("y|yes"), False: en("n|no")})
"""What answers a question; | stands between the words."""


def ready_to_write(target: str | None, *files: Path | None) -> None:
    """Make sure that what was asked for can be written, before long work begins."""
    asked = [path for path in files if path is not None]
    if target is not None and target != "-":
        asked.append(Path(target))
    refuse_unwritable(*asked)


def hand_out_json(target: str | None, document: "Wire") -> bool:
    """Write a document as JSON where it was asked for.

    Returns:
        Whether standard output now belongs to the JSON, so that nothing else may be printed there.
    """
    if target is None:
        return False
    from ...contract.wire import json_text

    text = json_text(document)
    if target == "-":
        print(text, end="")
        return True
    write_text(Path(target), text)
    return False


def say(sentence: str, json: str | None) -> None:
    """Print a sentence about what was taken for granted or done besides; on standard error where JSON has standard output."""
    if sentence:
        show_line(sentence, err=json == "-")


def show_line(words: str = "", *, err: bool = False) -> None:
    """Print a line as it is, however long, in the reader's language; on standard error where `err` says so."""
    typer.echo(to_reader(words), err=err)


def show_message(message: str, *, err: bool = False) -> None:
    """Print a note on what was found, as one line; on standard error where `err` says so."""
    show_line(en("Note: {note}", note=message), err=err)


def asked(question: str, **settings: Any) -> Any:  # noqa: ANN401 - as typer.prompt's
    """Ask for a value on standard error."""
    return typer.prompt(to_reader(question), err=True, **settings)


def confirmed(question: str, *, no_on_enter: bool = False) -> bool:
    """Ask a question on standard error until it is answered with yes or no, in the reader's language or in English.

    Args:
        question: The question.
        no_on_enter: Whether Enter alone means no; else it is no answer.
    """
    whole = layout("{question} [{answers}]", question=question, answers=en("y/N") if no_on_enter else en("y/n"))
    answers = {word: yes for yes in (True, False) for word in words_for(yes=yes)}
    while True:
        answer = str(asked(whole, default="", show_default=False)).lower().strip()
        if answer in answers or (no_on_enter and not answer):
            return answers.get(answer, False)
        show_line(en("Error: invalid input"), err=True)


def words_for(*, yes: bool) -> frozenset[str]:
    """What stands for yes, or for no, in the reader's language and in English."""
    words = YES_NO[yes]
    return frozenset((*words.split("|"), *to_reader(words).split("|")))


def wrong_usage(words: Text) -> typer.BadParameter:
    """The error for options that cannot stand together: a sentence, and exit 2."""
    return typer.BadParameter(to_reader(words))


def show_table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, words: bool = False, whole: Sequence[int] = ()
) -> None:
    """Print a table; the first column is left-aligned, the others right.

    Args:
        title: Above it; empty for none.
        columns: Headings.
        rows: Cells: texts, whole numbers, days.
        words: Whether all columns hold words and are left-aligned.
        whole: Places of columns whose cells are never broken.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Letters

    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, padding=(0, 1), show_header=any(columns))
    for place, column in enumerate(columns):
        table.add_column(Letters(to_reader(column)), justify="left" if place == 0 or words else "right", no_wrap=place in whole)
    for row in rows:
        table.add_row(*(Letters(to_reader(cell)) for cell in row))
    if title:
        console.print(Letters(f"\n{to_reader(title)}", style="bold"))
    console.print(table)


def show_paragraph(text: str, *, bold: bool = False, indent: int = 0, first: str = "") -> None:
    """Print a paragraph, broken to the width of the terminal.

    Args:
        text: Words, shown as they are.
        bold: Whether to print it bold.
        indent: Spaces before each line.
        first: What stands in the indent of the first line, such as a dash.
    """
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text as Letters

    body = Letters(to_reader(text), style="bold" if bold else "")
    if not first:
        Console(highlight=False).print(Padding(body, (0, 0, 0, indent)) if indent else body)
        return
    table = Table.grid(padding=0)
    table.add_column(width=indent)
    table.add_column(ratio=1)
    table.add_row(Letters(to_reader(first).rjust(indent - 1)), body)
    Console(highlight=False).print(table)


def show_heading(words: str) -> None:
    """Print a heading, bold, with a line left free above it."""
    show_paragraph(layout("\n{words}", words=words), bold=True)


def show_labelled(rows: Iterable[tuple[str, str]], *, indent: int = 9) -> None:
    """Print paragraphs with a label each in their indent, which is as wide as the longest label needs.

    Args:
        rows: Label and text.
        indent: Least indent.
    """
    shown = [(to_reader(label), text) for label, text in rows]
    width = max([indent, *(len(label) + 2 for label, _ in shown)])
    for label, text in shown:
        show_paragraph(text, indent=width, first=label.ljust(width - 1))


@contextmanager
def progress_bar(words: str, *, shown: bool = True) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while work goes on; silent where that is no terminal, or where it shall not be shown."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not (shown and console.is_terminal)) as bar:
        task = bar.add_task(to_reader(words), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
