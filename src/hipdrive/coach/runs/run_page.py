"""The verb that shows a kept run: the report with one clock for figure, contacts and curves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ...contract.runs.clip_pictures import films_from, read_clip_pictures, stills_from
from ...contract.runs.run import run_from
from ...errors import NOTHING
from ...gait import Run
from ...language import Text, en, joined, layout
from ...report import OtherRun, RunClock, ShownFilm
from ..athletes.for_analysis import Runner
from ..files.opensim import NoOpenSimFilesError
from ..matching.offer import Progress
from ..planning.match import demand_of_run, prescribe
from .kept_run import KeptRun
from .report import report_page

SCRIPTS = ("/scripts/clock/clock.js",)


@dataclass(frozen=True, kw_only=True)
class RunPlace:
    """Where a run stands among others on the web."""

    athlete: UUID
    others: tuple[tuple[UUID, date, str], ...]
    """Id, day and file of the athlete's further runs."""
    coming: tuple[tuple[date, tuple[Text, ...]], ...] = ()
    """Day and exercises of the next sessions of the plan that is followed; none where none is."""
    opensim_kept: bool | None = None
    """Whether files for OpenSim are kept of it; None where that is not to be said."""
    pictures: str | None = None
    """JSON of what is kept of its clips (hipdrive.clip_pictures/1); None where nothing is."""
    copies: tuple[int, ...] = ()
    """Numbers of the clips of which a copy is kept."""


def kept_run_page(
    run: KeptRun,
    runner: Runner,
    place: RunPlace,
    *,
    behind: KeptRun | None = None,
    links: Sequence[tuple[Text, str]] = (),
    progress: Progress | None = None,
) -> str:
    """The report of a kept run as a page of the server.

    Args:
        run: The run; its body is the one that it was analysed with.
        runner: Whose it is, with strength and equipment as they are known now.
        place: Where it stands among others.
        behind: Another run of theirs to lay behind it; None for none.
        links: Words and address of further pages.
        progress: Called with how many of the load curves are done, and how many there are.
    """
    analysed = run_from(run.document)
    prescription = prescribe(
        demand_of_run(analysed),
        athlete=runner.athlete,
        tests=runner.tests,
        age_years=runner.age_years,
        equipment=runner.equipment,
        kept=runner.set_ups,
        progress=progress,
    )
    shown = None if behind is None else (behind.id, run_from(behind.document))
    others = tuple(
        OtherRun(id=str(other), words=_words(on, file_name), run=shown[1] if shown is not None and shown[0] == other else None)
        for other, on, file_name in place.others
    )
    return report_page(
        prescription,
        athlete_name=runner.name,
        on=run.on,
        screened=runner.screened,
        stills=() if place.pictures is None else stills_from(read_clip_pictures(place.pictures, name=run.file_name)),
        clock=RunClock(
            scripts=SCRIPTS,
            others=others,
            coming=tuple(en("{on:EEE d MMM}: {exercises}", on=on, exercises=joined(names, ", ")) for on, names in place.coming),
            plan_address=f"/athletes/{place.athlete}/plan",
            opensim_address=f"{_api(run, place)}/opensim.zip" if place.opensim_kept else "",
            films=_films(run, place),
            pictures_address=f"{_api(run, place)}/clips" if place.pictures is not None else "",
            no_opensim=NoOpenSimFilesError().words if place.opensim_kept is False and _has_moments(analysed) else NOTHING,
        ),
        links=links,
    )


def _api(run: KeptRun, place: RunPlace) -> str:
    return f"/api/athletes/{place.athlete}/runs/{run.id}"


def _films(run: KeptRun, place: RunPlace) -> tuple[ShownFilm, ...]:
    """Copies of its clips that are kept."""
    if place.pictures is None:
        return ()
    films = films_from(read_clip_pictures(place.pictures, name=run.file_name))
    kept = [(film, f"{_api(run, place)}/clips/{film.clip}") for film in films if film.clip in place.copies]
    return tuple(ShownFilm(film=film, address=f"{at}.webm", annotated=f"{at}/annotated.webm") for film, at in kept)


def _has_moments(run: Run) -> bool:
    """Whether a skeleton was fitted, so that there is something for OpenSim."""
    return run.view is None and not run.clusters_only


def _words(on: date, file_name: str) -> Text:
    return layout("{on:d MMMM y}, {file}", on=on, file=file_name)
