"""What stands out: only what lies beyond other runners, beyond noise or beyond what sides commonly differ by."""

from dataclasses import dataclass

from ...body import SIDES
from ...gait import Run
from ...gait.verdict.form import FormFinding
from .content import ReportContent
from .sides_view import SidesRow

SEEN = ("seen", "entered")


@dataclass(frozen=True, kw_only=True)
class StandsOut:
    """One thing that stands out."""

    what: str
    """In few words."""
    found: str
    """What was measured, and against what."""
    sign: bool = False
    """Whether it is a sign that coaching articles put down to the hip flexors."""


def stands_out(content: ReportContent, sides: tuple[SidesRow, ...]) -> tuple[StandsOut, ...]:
    """Signs of form that were seen, then measures whose sides differ."""
    run = content.run
    if run is None:
        return ()
    return (
        *_signs(run),
        *(
            StandsOut(what=f"{row.label} differs", found=f"{row.verdict} ({row.left} left, {row.right} right)")
            for row in sides
            if row.differs
        ),
    )


def nothing_stands_out(content: ReportContent) -> str:
    """What it means that the list is empty; empty where nothing was looked at."""
    run = content.run
    if run is None or not run.form:
        return ""
    compared = [finding for finding in run.form if finding.status in ("not seen", "below noise")]
    if not compared:
        return "No sign of running form could be compared here."
    signs = len({finding.id for finding in compared})
    return f"Nothing stands out: {signs} signs of running form were measured, and none lies beyond its limit by more than noise."


def _signs(run: Run) -> list[StandsOut]:
    seen: dict[str, list[FormFinding]] = {}
    for finding in run.form:
        if finding.status in SEEN:
            seen.setdefault(finding.id, []).append(finding)
    return [_sign(findings) for findings in seen.values()]


def _sign(findings: list[FormFinding]) -> StandsOut:
    sides = [finding.side for finding in findings if finding.side in SIDES]
    where = "" if not sides else (" on both sides" if len(sides) == len(SIDES) else f" on the {sides[0]}")
    said = dict.fromkeys(finding.finding for finding in findings)
    return StandsOut(what=f"{findings[0].title}{where}", found=" ".join(said), sign=True)
