"""Left against right: the few measures that people compare, with their spread, other runners behind, and whether the sides differ."""

from dataclasses import dataclass

from ...body import SIDES
from ...gait import Run
from ...gait.measures.measure import Measure
from ...gait.measures.symmetry import Symmetry
from ..chart.svg import Picture
from ..figures.sides_strip import sides_strip
from ..shown_measures import COMPARED, FLEXOR_PEAK, ComparedMeasure
from .content import TypicalCurves
from .levels import level_of
from .quality import quality_table


@dataclass(frozen=True, kw_only=True)
class SidesRow:
    """One measure of both sides."""

    label: str
    left: str
    right: str
    norm: str
    """Other runners at this speed; empty where none are known."""
    strip: Picture
    verdict: str
    """What the difference means."""
    differs: bool
    """Whether the sides differ by more than strides vary and than sides commonly do."""


def sides_rows(run: Run, typical: TypicalCurves | None) -> tuple[SidesRow, ...]:
    """Measures that both sides show in two strides or more."""
    rows = []
    for compared in COMPARED:
        left, right = (run.sides[side].measures.get(compared.id) for side in SIDES)
        symmetry = run.symmetry.get(compared.id)
        if left is not None and right is not None and symmetry is not None:
            rows.append(_row(compared, left, right, symmetry, typical))
    return tuple(rows)


def _row(compared: ComparedMeasure, left: Measure, right: Measure, symmetry: Symmetry, typical: TypicalCurves | None) -> SidesRow:
    norm = None if typical is None else typical.measures.get(compared.id)
    verdict, differs = _verdict(compared, symmetry)
    pair = _scaled(compared, left.mean, left.sd), _scaled(compared, right.mean, right.sd)
    scaled_norm = None if norm is None else _scaled(compared, *norm)
    said = [f"{_words(compared, values)}{_level(compared, values[0], typical)}" for values in pair]
    words = f"{compared.label}: left {said[0]}, right {said[1]}; {verdict}."
    return SidesRow(
        label=compared.label,
        left=said[0],
        right=said[1],
        norm="" if scaled_norm is None else _words(compared, scaled_norm),
        strip=sides_strip(compared.id, left=pair[0], right=pair[1], norm=scaled_norm, alt=words),
        verdict=verdict,
        differs=differs,
    )


def _level(compared: ComparedMeasure, value: float, typical: TypicalCurves | None) -> str:
    """Low, typical or high, behind a hip moment."""
    return f" ({level_of(value, 'flexor', typical)})" if compared.id == FLEXOR_PEAK else ""


def _scaled(compared: ComparedMeasure, mean: float | None, sd: float | None) -> tuple[float, float]:
    return compared.factor * (mean or 0.0), compared.factor * (sd or 0.0)


def _words(compared: ComparedMeasure, values: tuple[float, float]) -> str:
    mean, sd = values
    return f"{mean:.{compared.digits}f} ± {sd:.{compared.digits}f}{compared.unit}"


def _verdict(compared: ComparedMeasure, symmetry: Symmetry) -> tuple[str, bool]:
    """In words, and whether it counts: beyond stride-to-stride noise and, for shares, beyond what sides commonly differ by."""
    least = 100.0 * float(quality_table()["asymmetry"]["least_share"])
    side = "left" if symmetry.difference.value > 0 else "right"
    if not symmetry.difference.beyond_strides:
        return "alike", False
    if symmetry.index_percent is None:
        size = abs(compared.factor * symmetry.difference.value)
        if size < 1.0:
            return "alike", False
        return f"{side} {size:.{compared.digits}f}{compared.unit} more; markers can do that", False
    size = abs(symmetry.index_percent)
    if size < 1.0:
        return "alike", False
    if size <= least:
        return f"{side} {size:.0f} % more, common", False
    return f"{side} {size:.0f} % more, beyond noise", True
