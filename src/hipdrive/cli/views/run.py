"""Showing what an analysed run is worth, what it shows of running form, and where it is kept."""

from typing import TYPE_CHECKING

from ..door.outlet import show_paragraph
from .athlete import typed

if TYPE_CHECKING:
    from ...coach import KeptAnalysis
    from ...gait import Quality, Run


def show_quality(run: "Run") -> None:
    """Print the grade of the recording with what speaks against it and what to do, and the signs of form that were seen."""
    show_grade(run.quality)
    seen = [finding for finding in run.form if finding.status in {"seen", "entered"}]
    print("Running form: " + ("signs to look at" if seen else "no sign on the list stands out beyond its noise"))
    for finding in seen:
        show_paragraph(f"{finding.id} {finding.title}. {finding.finding} {finding.supported_by}", indent=4, first="-")


def show_grade(quality: "Quality") -> None:
    """Print the grade of a recording with what speaks against it and what to do."""
    print(f"Recording: {quality.grade}")
    for check in quality.against:
        show_paragraph(f"{check.grade}: {check.reason} ({check.id}). {check.advice}", indent=4, first="-")


def kept_words(kept: "KeptAnalysis") -> str:
    """Where an analysed run is kept, and how to look at what is kept."""
    name = kept.runs.athlete
    listed = f"'{typed('athlete runs', name)}'"
    return {
        "kept": f"Kept with {name} as a run of {kept.on}. {listed} lists the runs; --look keeps none.",
        "kept_before": f"Already kept with {name}, as a run of {kept.on}. {listed} lists the runs.",
        "replaced": f"Kept with {name} as a run of {kept.on}, replacing an earlier analysis of it. {listed} lists the runs.",
    }[kept.outcome]
