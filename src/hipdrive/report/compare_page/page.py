"""Before and after as one HTML page: warnings, what changed beyond noise, the curves over each other, and behind folds everything else."""

from collections.abc import Mapping

from ...gait.verdict.quality import Grade
from ...language import Text, en, layout
from ...units import speed_and_pace
from ..template import render_page
from .changes import ROWS, beside_rows, beyond_noise, change_row, rows_by_family, sentences_of
from .content import CompareContent, RunShown
from .curves import side_curves, why_no_curves
from .view import ComparePage

REMINDERS = ("markers_placed_anew", "many_figures")
"""Codes of warnings that hold for every comparison."""
GRADES: Mapping[Grade, Text] = {"good": en("good"), "usable": en("usable"), "doubtful": en("doubtful")}


def compare_page_html(content: CompareContent) -> str:
    """Write the page of two runs; what the runs are called is escaped.

    Args:
        content: What it shows.

    Returns:
        One HTML document with everything inside.
    """
    return render_page("compare.html.j2", page=compare_page(content))


def compare_page(content: CompareContent) -> ComparePage:
    """Put two runs into words and figures."""
    found = beyond_noise(content)
    rows = tuple(change_row(change) for change in found)
    return ComparePage(
        title=en("Before and after") if content.same_speed else en("Two runs at two speeds"),
        before=content.before.name,
        after=content.after.name,
        facts=_facts(content.before, content.after),
        warnings=tuple(note.message for note in content.warnings if note.code not in REMINDERS),
        reminders=tuple(note.message for note in content.warnings if note.code in REMINDERS),
        heading=en("What changed beyond noise") if content.same_speed else en("What differs beyond noise, at another speed"),
        sentences=sentences_of(content, found),
        same_speed=content.same_speed,
        knows_other_runners=any(change.by_speed is not None for change in content.changes),
        changed=rows[:ROWS],
        further=rows[ROWS:],
        curves=side_curves(content),
        no_curves_because=why_no_curves(content),
        beside=beside_rows(content),
        every=rows_by_family(content.changes),
    )


def _facts(before: RunShown, after: RunShown) -> tuple[tuple[Text, Text, Text], ...]:
    """Label, before and after of what both runs are."""
    described = [_described(run) for run in (before, after)]
    return tuple((label, described[0][label], described[1][label]) for label in described[0])


def _described(run: RunShown) -> dict[Text, Text]:
    """What stands below the head of each run."""
    return {
        en("Speed"): speed_and_pace(run.speed_m_s),
        en("Cadence"): en("{cadence:.0f} steps/min", cadence=run.cadence_steps_per_min),
        en("Whole strides"): en("{left} left, {right} right", left=run.strides["left"], right=run.strides["right"]),
        en("Where"): en("treadmill") if run.treadmill else en("over ground"),
        en("Body"): layout("{mass:.1f} kg, {height_cm:.0f} cm", mass=run.athlete.mass_kg, height_cm=100 * run.athlete.height_m),
        en("Recording"): GRADES[run.grade],
    }
