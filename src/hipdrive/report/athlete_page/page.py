"""The page of one athlete: the next step with its button, then how training goes, strength against demand, sides, sessions and runs."""

from collections.abc import Mapping

from ...language import Text, en, layout, reader, reading_in
from ..progress_page.page import progress_page
from ..template import Links, Served, render_page
from .content import SESSIONS_SHOWN, AthleteContent, RunKept, StepKind
from .sides import sides_rows
from .strength import strength_view
from .view import AthletePage, RunRow, StepView

BUTTONS: Mapping[StepKind, tuple[Text, str]] = {
    "answer_screen": (en("Answer the safety screen"), "/screen"),
    "renew_screen": (en("Answer the safety screen again"), "/screen"),
    "settle_screen": (en("Answer the safety screen again"), "/screen"),
    "settle_pain": (en("Answer the safety screen again"), "/screen"),
    "pain_rests": (en("Answer the safety screen again"), "/screen"),
    "new_plan": (en("Make a new plan"), "/plan/new"),
    "make_plan": (en("Make a plan"), "/plan/new"),
    "retest": (en("Enter the tests"), "/tests"),
    "train": (en("Log the session"), "/log"),
}
"""What is done about a step, and where."""
HELD: tuple[StepKind, ...] = ("settle_screen", "settle_pain", "pain_rests", "new_plan")
"""Steps before which nothing, or not all, may be done."""


def athlete_page_html(content: AthleteContent, *, links: Links = ()) -> str:
    """Write the page; whatever a user typed is escaped.

    Args:
        content: What it shows.
        links: Words and address of further pages.
    """
    with reading_in(reader().code, on_page=True):
        return render_page("athlete.html.j2", links=links, served=Served(modules=()), page=athlete_page(content))


def athlete_page(content: AthleteContent) -> AthletePage:
    """Put an athlete into words and figures."""
    progress, plan = progress_page(content.progress, last=SESSIONS_SHOWN), content.progress.plan
    sides = sides_rows(content.progress.tests)
    done = Text("")
    if plan is not None:
        done = en("{done} of {planned} sessions done, {skipped} left out, {missed} missed.")
        done = done.filled(done=plan.done, planned=plan.planned, skipped=plan.skipped, missed=plan.missed)
    return AthletePage(
        title=layout("{name}", name=content.progress.athlete_name),
        facts=progress.facts,
        address=content.address,
        step=_step(content),
        progress=progress,
        done=done,
        strength=None if content.strength is None else strength_view(content.strength, address=content.address),
        sides=sides,
        no_sides=Text("") if sides else en("No test with a number is stored of both sides: test both to see whether one is weaker."),
        runs=tuple(_run(run, content.address) for run in content.runs),
        session_addresses=tuple(f"{content.address}/sessions/{session}" for session in content.sessions[: len(progress.sessions)]),
    )


def _step(content: AthleteContent) -> StepView:
    button, place = BUTTONS[content.step]
    says = layout("{says:cap}.", says=content.step_says)
    if content.step == "train" and content.step_on is not None:
        says = en("Today is a session: do it and log it.")
        if content.step_on != content.progress.on:
            says = en("The next session is on {on:EEEE d MMMM}.", on=content.step_on)
    return StepView(says=says, held=content.step in HELD, button=button, address=f"{content.address}{place}", because=content.refer)


def _run(run: RunKept, address: str) -> RunRow:
    return RunRow(words=en("{on:d MMMM y}: {file}", on=run.on, file=run.file_name), address=f"{address}/runs/{run.id}")
