"""Early-range flexor drive: this runner's impulse of the hip flexors with the thigh behind, against twelve runners at that speed."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...body import Athlete, SegmentTable
from ...errors import NOTHING
from ...language import Text, en
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
    words: Text
    """The comparison in one sentence."""


def comparable_runners(
    speed_m_s: float, *, athlete: Athlete, table: SegmentTable, cutoff_hz: float, slope: float = 0.0
) -> tuple[Mapping[str, TypicalMeasure], Text]:
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
        return {}, en("the {runners} runners with figures at this speed are men", runners=RUNNERS)
    if abs(slope) > LEVEL_WITHIN:
        sloping = (
            en("the {runners} runners ran on level ground, and this run goes uphill by {percent:.1f} %")
            if slope > 0.0
            else en("the {runners} runners ran on level ground, and this run goes downhill by {percent:.1f} %")
        )
        return {}, sloping.filled(runners=RUNNERS, percent=100 * abs(slope))
    if not SLOWEST_M_S <= speed_m_s <= FASTEST_M_S:
        return {}, en("no runners are known at {speed:.1f} km/h", speed=km_h_from_m_s(speed_m_s))
    if table != NORM_TABLE or cutoff_hz != NORM_CUTOFF_HZ:
        return {}, en(
            "the {runners} runners were analysed with '{table}' masses and {cutoff:g} Hz, and this run was not",
            runners=RUNNERS,
            table=NORM_TABLE,
            cutoff=NORM_CUTOFF_HZ,
        )
    return typical_measures(speed_m_s), NOTHING


def early_drive(measure: Measure | None, typical: Mapping[str, TypicalMeasure], no_comparison: Text) -> EarlyDrive:
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
        return EarlyDrive(weak=None, words=en("The early-range flexor impulse was not measured."))
    if runners is None:
        words = en(
            "Not compared (early-range flexor impulse {impulse:.3f} Nm s/kg): {reason}.",
            impulse=measure.mean,
            reason=no_comparison or en("the runners have no figure for it"),
        )
        return EarlyDrive(weak=None, words=words)
    edge = runners.mean - WEAK_SPREADS * runners.sd
    weak = measure.mean < edge
    moved = [mean for mean in (measure.low, measure.high) if mean is not None]
    flips = any((mean < edge) != weak for mean in moved)
    words = _WEAK if weak else _NOT_WEAK
    doubt = en("; this depends on the pelvis definition") if flips else NOTHING
    return EarlyDrive(weak=weak, words=words.filled(impulse=measure.mean, runners=RUNNERS, mean=runners.mean, sd=runners.sd, doubt=doubt))


_WEAK = en(
    "Early-range flexor drive is weak: early-range flexor impulse {impulse:.3f} Nm s/kg against {runners} men at this speed {mean:.3f}, "
    "SD {sd:.3f}{doubt}."
)
_NOT_WEAK = en(
    "Early-range flexor drive is not weak: early-range flexor impulse {impulse:.3f} Nm s/kg against {runners} men at this speed "
    "{mean:.3f}, SD {sd:.3f}{doubt}."
)
