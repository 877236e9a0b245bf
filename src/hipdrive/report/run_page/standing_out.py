"""What stands out: only what lies beyond other runners, beyond noise or beyond what sides commonly differ by."""

from dataclasses import dataclass

from ...body import SIDES, Side
from ...body_words import ON_SIDE_WORDS, SIDE_WORDS
from ...errors import NOTHING
from ...gait import Run
from ...gait.verdict.form import FormFinding, in_words
from ...gait.verdict.form_signs import form_signs
from ...language import Text, en, joined, layout
from ..stride_clock.instants import instant_of
from .content import ReportContent
from .sides_view import SidesRow

SEEN = ("seen", "entered")


@dataclass(frozen=True, kw_only=True)
class StandsOut:
    """One thing that stands out."""

    what: Text
    """In few words."""
    found: Text
    """What was measured, and against what."""
    sign: bool = False
    """Whether it is a sign that coaching articles put down to the hip flexors."""
    at: tuple[Side, int] | None = None
    """Whose stride shows it, and at how many percent of it; None where it belongs to no instant."""


def stands_out(content: ReportContent, sides: tuple[SidesRow, ...]) -> tuple[StandsOut, ...]:
    """Signs of form that were seen, then measures whose sides differ."""
    run = content.run
    if run is None:
        return ()
    return (
        *_signs(content, run),
        *(
            StandsOut(
                what=en("{measure} differs", measure=row.label),
                found=en("{verdict} ({left} left, {right} right)", verdict=row.verdict, left=row.left, right=row.right),
                at=_at(run, row.measure, "left"),
            )
            for row in sides
            if row.differs
        ),
    )


def nothing_stands_out(content: ReportContent) -> Text:
    """What it means that the list is empty; empty where nothing was looked at."""
    run = content.run
    if run is None or not run.form:
        return NOTHING
    compared = [finding for finding in run.form if finding.status in ("not seen", "below noise")]
    if not compared:
        return en("No signs of running form could be compared here.")
    signs = len({finding.id for finding in compared})
    return en(
        "Nothing stands out: {signs} signs of running form were measured, and none is beyond its limit by more than noise.", signs=signs
    )


def _signs(content: ReportContent, run: Run) -> list[StandsOut]:
    seen: dict[str, list[FormFinding]] = {}
    for finding in run.form:
        if finding.status in SEEN:
            seen.setdefault(finding.id, []).append(finding)
    return [_sign(content, findings) for findings in seen.values()]


def _sign(content: ReportContent, findings: list[FormFinding]) -> StandsOut:
    sides = [finding.side for finding in findings if finding.side is not None]
    where = NOTHING if not sides else ON_SIDE_WORDS["both" if len(sides) == len(SIDES) else sides[0]]
    sign = form_signs().get(findings[0].id)
    at = None if sign is None or content.run is None else _at(content.run, sign.measure, sides[0] if sides else "left")
    return StandsOut(what=joined((findings[0].title, where)), found=_found(content, findings), sign=True, at=at)


def _at(run: Run, measure: str, side: Side) -> tuple[Side, int] | None:
    """Whose stride shows a measure, and when."""
    percent = instant_of(measure, run.sides[side])
    return None if percent is None else (side, round(percent))


def _found(content: ReportContent, findings: list[FormFinding]) -> Text:
    """'96.5 cm left, 101.1 cm right; other runners at this speed 117.6 cm ± 6.0 cm'; what was entered, as it was."""
    first = findings[0]
    if any(finding.value is None for finding in findings) or first.threshold is None:
        return joined(dict.fromkeys(finding.finding for finding in findings))
    values = joined((_value(finding) for finding in findings), ", ")
    sign = form_signs().get(first.id)
    norm = None if sign is None or content.typical is None or sign.against != "runners" else content.typical.measures.get(sign.measure)
    if norm is None:
        return en("{values}; the limit is {limit}", values=values, limit=in_words(first.threshold, first.unit))
    mean, spread = (in_words(value, first.unit) for value in norm)
    return en("{values}; other runners at this speed {mean} ± {spread}", values=values, mean=mean, spread=spread)


def _value(finding: FormFinding) -> Text:
    value = in_words(finding.value or 0.0, finding.unit)
    return value if finding.side is None else layout("{value} {side}", value=value, side=SIDE_WORDS[finding.side])
