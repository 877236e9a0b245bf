"""The guide to filming on one sheet of paper."""

import json
import re
import tempfile
from importlib.resources import files
from pathlib import Path

from ...errors import HipDriveError
from ...language import en, reader
from ..chart.ink import FIGURE_RULES, LIGHT
from ..chart.svg import Picture
from .drawing import camera_drawings
from .guide import FILM_GUIDE

TEMPLATE = files("hipdrive.report") / "templates" / "film.typ"


class GuideError(HipDriveError):
    """The guide could not be set."""

    code = "guide_failed"

    def __init__(self, reason: str) -> None:
        super().__init__(en("The guide could not be set ({reason})", reason=reason), en("take it as a page (.html)"))


def film_guide_pdf() -> bytes:
    """The guide as PDF, one sheet of A4, in the language of whoever reads now.

    Raises:
        GuideError: It cannot be set.
    """
    import typst  # noqa: PLC0415 - a large library that only paper needs

    show = reader().show
    said = {
        "lang": reader().code,
        "title": show(FILM_GUIDE.title),
        "introduction": show(FILM_GUIDE.introduction),
        "parts": [{"title": show(part.title), "steps": [show(step) for step in part.steps]} for part in FILM_GUIDE.parts],
        "told_title": show(FILM_GUIDE.told_title),
        "told": [[show(row.rate), show(row.what)] for row in FILM_GUIDE.told],
    }
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "film.typ").write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        (work / "film.json").write_text(json.dumps(said), encoding="utf-8")
        for number, drawing in enumerate(camera_drawings()):
            (work / f"camera_{number}.svg").write_text(_on_paper(drawing), encoding="utf-8")
        try:
            made: bytes = typst.compile(str(work / "film.typ"), root=folder, format="pdf", timestamp=0)
        except typst.TypstError as error:
            raise GuideError(str(error)) from None
    return made


def _on_paper(picture: Picture) -> str:
    """The drawing with its looks inside, in the colours of paper."""
    rules = re.sub(r"var\(--([a-z0-9-]+)\)", lambda name: LIGHT[name[1]], FIGURE_RULES)
    return re.sub(r"</desc>", f"</desc><style>{rules}</style>", picture.svg, count=1)
