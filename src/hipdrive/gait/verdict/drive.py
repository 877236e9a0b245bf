"""Early-range flexor drive: this runner's impulse of the hip flexors with the thigh behind, against twelve runners at that speed."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...body import Athlete, SegmentTable
from ...units import km_h_from_m_s
from ..measures.measure import Measure
from ..runners.norms import FASTEST_M_S, SLOWEST_M_S
from ..runners.typical import RUNNERS, TypicalMeasure, typical_measures

EARLY_IMPULSE = "flexor_impulse_early_nm_s_kg"
WEAK_SPREADS = 1.0
"""Weak means more than one standard deviation below the mean of the runners (about 1 in 6 of such men): our choice."""
LEVEL_WITHIN = 0.02
"""A slope within this is set beside runs on the level: our choice, twice the 1 % at which a treadmill costs what a level road does (Jones &
Doust 1996, J Sports Sci 14:321)."""
NORM_TABLE: SegmentTable = "de_leva"
NORM_CUTOFF_HZ = 15.0
"""How the norms were made; a moment from other masses or another filter cannot be set beside them."""


@dataclass(frozen=True, kw_only=True)
class EarlyDrive:
    """Early-range flexor drive of one side."""

    weak: bool | None
    """None where it cannot be compared."""
    words: str
    """The comparison in one sentence."""


def comparable_runners(
    speed_m_s: float, *, athlete: Athlete, table: SegmentTable, cutoff_hz: float, slope: float = 0.0
) -> tuple[Mapping[str, TypicalMeasure], str]:
    """Measures of the twelve runners at a speed, or why this run cannot be set beside them.

    Args:
        speed_m_s: Running speed (m/s).
        athlete: The runner; the twelve are men, so a woman is not compared.
        table: Segment table of the analysis.
        cutoff_hz: Low-pass of the analysis.
        slope: Rise of the ground over level way; the twelve ran on the level.

    Returns:
        Mean and spread by measure, and an empty text; or nothing, and the reason as the end of a sentence.
    """
    if athlete.sex == "female":
        return {}, f"the {RUNNERS} runners with figures at this speed are men"
    if abs(slope) > LEVEL_WITHIN:
        way = "uphill" if slope > 0.0 else "downhill"
        return {}, f"the {RUNNERS} runners ran on level ground, and this run goes {way} by {100 * abs(slope):.1f} %"
    if not SLOWEST_M_S <= speed_m_s <= FASTEST_M_S:
        return {}, f"no runners are known at {km_h_from_m_s(speed_m_s):.1f} km/h"
    if table != NORM_TABLE or cutoff_hz != NORM_CUTOFF_HZ:
        return {}, f"the {RUNNERS} runners were analysed with '{NORM_TABLE}' masses and {NORM_CUTOFF_HZ:g} Hz, and this run was not"
    return typical_measures(speed_m_s), ""


def early_drive(measure: Measure | None, typical: Mapping[str, TypicalMeasure], no_comparison: str) -> EarlyDrive:
    """Judge the early-range flexor impulse of one side.

    Args:
        measure: Its mean and spread (Nm s/kg), with what it would be if the zero of the hip were 11 deg off.
        typical: Measures of the runners at this speed; empty where no comparison is allowed.
        no_comparison: Why there is none.

    Returns:
        Weak or not, and the comparison in words.
    """
    runners = typical.get(EARLY_IMPULSE)
    if measure is None or measure.mean is None:
        return EarlyDrive(weak=None, words="The early-range flexor impulse was not measured.")
    own = f"early-range flexor impulse {measure.mean:.3f} Nm s/kg"
    if runners is None:
        return EarlyDrive(weak=None, words=f"Not compared ({own}): {no_comparison or 'the runners have no figure for it'}.")
    edge = runners.mean - WEAK_SPREADS * runners.sd
    against = f"{RUNNERS} men at this speed {runners.mean:.3f}, SD {runners.sd:.3f}"
    weak = measure.mean < edge
    moved = [mean for mean in (measure.low, measure.high) if mean is not None]
    flips = any((mean < edge) != weak for mean in moved)
    doubt = "; this depends on the pelvis definition" if flips else ""
    verdict = "weak" if weak else "not weak"
    return EarlyDrive(weak=weak, words=f"Early-range flexor drive is {verdict}: {own} against {against}{doubt}.")
