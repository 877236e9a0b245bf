"""Showing what an analysed run is worth, what it shows of running form, and where it is kept."""

from typing import TYPE_CHECKING

from ...language import Text, en, joined, layout
from ..door.outlet import show_line, show_paragraph, show_table
from .athlete import typed
from .vocabulary import word

if TYPE_CHECKING:
    from ...coach import KeptAnalysis
    from ...gait import Quality, Run
    from ...report.run_page.front_view import FrontShown


def show_quality(run: "Run") -> None:
    """Print the grade of the recording with what speaks against it and what to do, and the signs of form that were seen."""
    show_grade(run.quality)
    seen = [finding for finding in run.form if finding.status in {"seen", "entered"}]
    none = en("Running form: no sign on the list stands out beyond its noise")
    show_line(en("Running form: signs to look at") if seen else none)
    for finding in seen:
        title = layout("{id} {title}.", id=finding.id, title=finding.title)
        show_paragraph(joined((title, finding.finding, finding.supported_by)), indent=4, first="-")


def show_front(front: "FrontShown") -> None:
    """Print where a camera before or behind the runner stood, and which signs of form it shows."""
    show_line(front.camera)
    rows = [(card.title, row.side, row.answer, row.figure) for card in front.cards for row in card.answers]
    show_table("", (en("Sign of running form"), en("Side"), en("Seen"), en("Figure")), rows, words=True)


def show_grade(quality: "Quality") -> None:
    """Print the grade of a recording with what speaks against it and what to do."""
    show_line(en("Recording: {grade}", grade=word(quality.grade)))
    for check in quality.against:
        found = layout("{grade}: {reason}", grade=word(check.grade), reason=check.reason)
        ended = found if found.endswith(".") else layout("{found}.", found=found)
        show_paragraph(joined((ended, check.advice)), indent=4, first="-")


def kept_words(kept: "KeptAnalysis") -> Text:
    """Where an analysed run is kept, and how to look at what is kept."""
    name = kept.runs.athlete
    words = {
        "kept": en("Kept with {athlete} as a run of {on}. '{command}' lists the runs; --look keeps none."),
        "kept_before": en("Already kept with {athlete}, as a run of {on}. '{command}' lists the runs."),
        "replaced": en("Kept with {athlete} as a run of {on}, replacing an earlier analysis of it. '{command}' lists the runs."),
    }[kept.outcome]
    return words.filled(athlete=name, on=kept.on, command=typed("athlete runs", name))
