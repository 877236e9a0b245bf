"""The gym logger as one page: what to do, how it looks, and what its scripts need to go on without the server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ...body_words import SITE_WORDS
from ...language import Text, and_list, en, joined, layout, reader
from ...training import DoseLoad, PlanLine, SessionRecord
from ...training.log.session import FORM_WORDS, LoggedSide
from ..exercise_page.page import PICTURE, inline_svg
from ..exercise_picture.style import style_sheet
from ..files.session_sheet import SheetRow, sheet_rows
from ..named import exercise_name
from ..progress_page.words import day_in_words
from ..template import Links, Served, render_page
from ..words import load_in_words
from .words import SCRIPT_WORDS


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """One exercise of one side with the loads that can be chosen for it."""

    line: PlanLine
    side: LoggedSide
    loads: tuple[DoseLoad, ...]
    """From the lightest to the heaviest, the prescribed one among them; empty where nothing is added."""
    rest_s: float


@dataclass(frozen=True, kw_only=True)
class LastSession:
    """The session before today, of whose next morning nothing was told yet."""

    id: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class EarlierSession:
    """A session that was logged before, which can be opened to be corrected."""

    id: UUID
    session: SessionRecord

    @property
    def words(self) -> Text:
        """Its day, and each exercise that was done once."""
        names = dict.fromkeys(exercise_name(done.exercise) for done in self.session.sets if not done.skipped)
        return layout("{day}: {exercises}", day=day_in_words(self.session.on), exercises=and_list(list(names)))


@dataclass(frozen=True, kw_only=True)
class LogPage:
    """What the page shows."""

    athlete: UUID
    name: str
    on: date | None
    """Day of the session that is shown; None where nothing is planned."""
    early: UUID | None
    """Id under which that session counts as done early; None on its own day."""
    stop: Text
    """Why nothing may be done; empty where something may."""
    before: tuple[Text, ...]
    """To be read before the first set: warm-up, and why doses are lower."""
    lines: tuple[LogLine, ...]
    figures: Mapping[str, str]
    """Exercise -> its picture, a whole SVG document."""
    logged: tuple[Text, ...]
    """What is logged of today already, perhaps by another device."""
    last: LastSession | None
    earlier: tuple[EarlierSession, ...] = ()
    """The last sessions, the newest first."""


@dataclass(frozen=True, kw_only=True)
class LogFiles:
    """Addresses of what belongs to the page."""

    modules: tuple[str, ...]
    worker: str
    manifest: str
    icon: str


def log_page_html(page: LogPage, *, files: LogFiles, links: Links = ()) -> str:
    """Write the page; whatever a user typed is escaped.

    Args:
        page: What it shows.
        files: Scripts and worker that it needs.
        links: Words and address of pages beside this one.
    """
    rows = sheet_rows([entry.line for entry in page.lines], {exercise: exercise for exercise in page.figures})
    served = Served(modules=files.modules, words=SCRIPT_WORDS, sent=_sent(page, files, rows))
    exercises = list(dict.fromkeys(entry.line.exercise for entry in page.lines))
    return render_page(
        "log.html.j2",
        links=links,
        served=served,
        page=page,
        files=files,
        rows=list(zip(exercises, rows, strict=True)),
        pictures={exercise: inline_svg(picture, exercise) for exercise, picture in page.figures.items()},
        picture_looks=style_sheet(f".{PICTURE}"),
    )


def _sent(page: LogPage, files: LogFiles, rows: Sequence[SheetRow]) -> dict[str, object]:
    """What the scripts work with."""
    exercises = dict.fromkeys(entry.line.exercise for entry in page.lines)
    return {
        "athlete": str(page.athlete),
        "on": None if page.on is None else page.on.isoformat(),
        "early": None if page.early is None else str(page.early),
        "day": "" if page.on is None else read(en("{on:EEEE d MMMM}", on=page.on)),
        "exercises": [
            {
                "exercise": exercise,
                "name": read(row.name),
                "lines": [line_sent(entry) for entry in page.lines if entry.line.exercise == exercise],
            }
            for exercise, row in zip(exercises, rows, strict=True)
        ],
        "sites": [[site, read(words)] for site, words in SITE_WORDS.items()],
        "forms": [[str(word), read(word)] for word in FORM_WORDS],
        "stopped": bool(page.stop),
        "last": None if page.last is None else {"session": str(page.last.id), "on": page.last.on.isoformat()},
        "worker": files.worker,
    }


def line_sent(entry: LogLine) -> dict[str, object]:
    """One side of an exercise in numbers; loads as notation and words."""
    line, dose = entry.line, entry.line.dose
    loads = [[str(load), read(load_in_words(load, line.set_up, exercise=line.exercise))] for load in entry.loads]
    return {
        "side": entry.side,
        "sets": round(dose.sets[1]),
        "reps": None if dose.reps is None else round(dose.reps[1]),
        "metres": dose.distance_m,
        "hold": None if dose.hold_s is None or dose.hold_s[1] <= 0 else dose.hold_s[1],
        "load": None if dose.load is None else str(dose.load),
        "loads": loads,
        "rest": entry.rest_s,
        "rir": None if dose.rir is None or dose.distance_m is not None else dose.rir[0],
    }


def read(text: Text) -> str:
    """A text as whoever reads now sees it on a page."""
    return reader().show(joined((text,)))
