"""The sheet of load curves as one HTML file: no script, no other file, no address."""

from collections.abc import Sequence

from ...body import Athlete
from ..template import Links, render_page
from .view import SheetExercise, SheetStride, sheet_of


def load_sheet_html(exercises: Sequence[SheetExercise], stride: SheetStride, athlete: Athlete, *, links: Links = ()) -> str:
    """Lay out the page and write it; words from exercise files and run files are escaped."""
    return render_page("load_sheet.html.j2", links=links, sheet=sheet_of(exercises, stride, athlete))
