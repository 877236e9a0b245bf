"""The verb that shows the page that takes a recording."""

from collections.abc import Sequence

from ...language import Text, en, layout
from ...report import RecordingPage, recording_page_html
from ...store import Unit, has_pose_model
from ..athletes.known_athlete import known
from .kept_runs import runs_of

MOST_RUNS = 20
"""Earlier runs that the page lists."""


def recording_page(unit: Unit, name: str, *, most_bytes: int, links: Sequence[tuple[Text, str]] = ()) -> str:
    """The page that takes files of a recording.

    Args:
        unit: A unit of work.
        name: The athlete.
        most_bytes: How large a file may be.
        links: Words and address of further pages.

    Raises:
        UnknownNameError: If nobody has the name.
        BodyMassMissingError: If no mass is stored.
    """
    athlete = known(unit, name)
    body, address = athlete.body(), f"/athletes/{athlete.person.uid}"
    runs = runs_of(unit, name).runs[::-1][:MOST_RUNS]
    page = RecordingPage(
        athlete_name=athlete.person.name,
        address=address,
        body=en("taken from the store: {mass_kg:g} kg, {height_m:.2f} m", mass_kg=body.mass_kg, height_m=body.height_m),
        today=unit.today,
        runs=tuple((layout("{on:d MMMM y}, {file}", on=run.on, file=run.file_name), f"{address}/runs/{run.id}") for run in runs),
        most_bytes=most_bytes,
        has_pose_model=has_pose_model(),
    )
    return recording_page_html(page, links=links)
