"""Left against right: the few measures that people compare, with their spread, other runners behind, and whether the sides differ."""

from dataclasses import dataclass

from ...body import SIDES
from ...body_words import SIDE_WORDS
from ...errors import NOTHING
from ...gait import Run
from ...gait.measures.measure import Measure
from ...gait.measures.symmetry import Symmetry
from ...language import Text, en, layout
from ..chart.svg import Picture
from ..figures.sides_strip import sides_strip
from ..shown_measures import COMPARED, FLEXOR_PEAK, ComparedMeasure, decimal
from .content import TypicalCurves
from .levels import LEVEL_WORDS, level_of
from .quality import quality_table

ALIKE = en("alike")


@dataclass(frozen=True, kw_only=True)
class SidesRow:
    """One measure of both sides."""

    measure: str
    """Its id."""
    label: Text
    left: Text
    right: Text
    norm: Text
    """Other runners at this speed; empty where none are known."""
    strip: Picture
    verdict: Text
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
    said = [_with_level(compared, values, typical) for values in pair]
    words = en("{measure}: left {left}, right {right}; {verdict}.", measure=compared.label, left=said[0], right=said[1], verdict=verdict)
    return SidesRow(
        measure=compared.id,
        label=compared.label,
        left=said[0],
        right=said[1],
        norm=NOTHING if scaled_norm is None else compared.spread_around(*scaled_norm),
        strip=sides_strip(compared.id, left=pair[0], right=pair[1], norm=scaled_norm, alt=words),
        verdict=verdict,
        differs=differs,
    )


def _with_level(compared: ComparedMeasure, values: tuple[float, float], typical: TypicalCurves | None) -> Text:
    """Mean and spread; low, typical or high behind a hip moment."""
    said = compared.spread_around(*values)
    if compared.id != FLEXOR_PEAK:
        return said
    return layout("{moment} ({level})", moment=said, level=LEVEL_WORDS[level_of(values[0], "flexor", typical)])


def _scaled(compared: ComparedMeasure, mean: float | None, sd: float | None) -> tuple[float, float]:
    return compared.factor * (mean or 0.0), compared.factor * (sd or 0.0)


def _verdict(compared: ComparedMeasure, symmetry: Symmetry) -> tuple[Text, bool]:
    """In words, and whether it counts: beyond stride-to-stride noise and, for shares, beyond what sides commonly differ by."""
    least = 100.0 * quality_table().asymmetry.least_share
    side = SIDE_WORDS["left" if symmetry.difference.value > 0 else "right"]
    if not symmetry.difference.beyond_strides:
        return ALIKE, False
    if symmetry.index_percent is None:
        size = abs(compared.factor * symmetry.difference.value)
        if size < 1.0:
            return ALIKE, False
        difference = layout("{size}{unit}", size=decimal(size, compared.digits), unit=compared.unit)
        return en("{side} {difference} more; marker placement can cause that", side=side, difference=difference), False
    size = abs(symmetry.index_percent)
    if size < 1.0:
        return ALIKE, False
    if size <= least:
        return en("{side} {size:.0f} % more, which is common", side=side, size=size), False
    return en("{side} {size:.0f} % more, which is beyond noise", side=side, size=size), True
