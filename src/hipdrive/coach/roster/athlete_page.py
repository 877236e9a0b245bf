"""The verb that shows one athlete on a page: what is next, how it goes, and strength against what the stride asks."""

from collections.abc import Sequence

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...capacity import screened
from ...language import Text
from ...store import Unit, list_runs
from ..diary.progress import progress_of
from ..following.lately import lately
from ..following.next_step import step_at
from ..following.progress_shown import progress_shown
from ..following.standing import standing
from ..planning.plan import plan_basis
from .strength_shown import strength_against_demand

SHOWN_DAYS = 56
"""How far back the page looks at least: eight weeks, about as long as a plan; the page of the progress goes further back."""


def athlete_page(unit: Unit, name: str, *, address: str, links: Sequence[tuple[Text, str]] = ()) -> str:
    """One athlete as one HTML page, which shows the plan's weeks and at least the last eight.

    Args:
        unit: A unit of work.
        name: The athlete.
        address: Of the page; the athlete's other pages and the figure of strength stand beneath it.
        links: Words and address of further pages.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    basis = plan_basis(unit, name)
    plan = basis.follower.plan
    now = None if plan is None else standing(basis.follower)
    shown = lately(unit, basis.follower, days=SHOWN_DAYS, listed=pages.SESSIONS_SHOWN)
    report = progress_of(unit, basis.follower, now, shown.sessions, since=shown.since, tests_since=None if plan is None else plan.starts_on)
    runs, screen = list_runs(unit, name, documents=False), basis.athlete.screen
    step = step_at(basis.follower, now, screen, today=unit.today)
    content = pages.AthleteContent(
        address=address,
        step=step.step,
        step_says=step.says,
        step_on=step.on,
        refer=() if screen is None or step.step != "settle_screen" else screened(screen).refer,
        progress=progress_shown(report, shown.sessions, basis.athlete.results, step),
        strength=None if basis.athlete.athlete is None else strength_against_demand(unit, basis, runs),
        runs=tuple(pages.RunKept(id=run.uid, on=run.value.on, file_name=run.value.file_name) for run in reversed(runs)),
        sessions=tuple(entry.uid for entry in reversed(shown.newest)),
    )
    return pages.athlete_page_html(content, links=links)
