"""Changes in the words that a coach uses: shorter, longer, wider, by how much, and whether it counts."""

from dataclasses import replace

from ...gait import MeasuredChange
from ...gait.measures.measure import Measure
from ..shown_measures import ComparedMeasure, read_as

MORE_AND_LESS = {
    "s": ("longer", "shorter"),
    "m/s": ("faster", "slower"),
    "rad/s": ("faster", "slower"),
    "steps/min": ("higher", "lower"),
}
"""What more and less of a measure are called, by its unit; others are larger or smaller."""
LENGTHS = ("step_length_m", "stride_length_m")
BARELY = 1.5
"""Up to so many times its noise a change is just beyond it: of 250 figures chance takes about one further. Our choice."""
MARKERS_CAN_DO_THAT = "markers placed anew can do that"


def direction_in_words(change: MeasuredChange) -> str:
    """'15 ms shorter', '0.12 Nm/kg larger'; of an angle whose zero does not mean none '+3.1°'."""
    if change.difference is None:
        return ""
    definition, shown = change.definition, read_as(change.definition)
    if not definition.ratio:
        return difference_in_words(change)
    longer, shorter = ("longer", "shorter") if definition.id in LENGTHS else MORE_AND_LESS.get(definition.unit, ("larger", "smaller"))
    grew = abs(change.after.mean or 0.0) - abs(change.before.mean or 0.0)
    return f"{shown.number(abs(change.difference.value))} {longer if grew > 0 else shorter}"


def difference_in_words(change: MeasuredChange) -> str:
    """The difference with its sign, such as '−15 ms'."""
    if change.difference is None:
        return "not in both"
    return signed(read_as(change.definition), change.difference.value)


def signed(shown: ComparedMeasure, value: float) -> str:
    """A number with its sign and unit; what rounds to nothing has none."""
    text = shown.number(value)
    is_nothing = float(f"{shown.factor * value:.{shown.digits}f}") == 0
    return text if value < 0 or is_nothing else f"+{text}"


def noise_in_words(change: MeasuredChange) -> str:
    """'± 3 ms'; where a smallest detectable change is published, that too."""
    shown, smallest = read_as(change.definition), change.definition.smallest_detectable
    if change.noise is None:
        return "not known"
    counts = "" if smallest is None else f"; counts from {shown.number(smallest)}"
    return f"± {_fine(shown, change.noise)}{counts}"


def _fine(shown: ComparedMeasure, value: float) -> str:
    """A small number, with one more digit where it would round to nothing."""
    digits = shown.digits if float(f"{shown.factor * value:.{shown.digits}f}") else shown.digits + 1
    return replace(shown, digits=digits).number(value)


def measure_in_words(shown: ComparedMeasure, measure: Measure) -> str:
    """'230 ± 4 ms'."""
    if measure.mean is None:
        return "not measured"
    if measure.sd is None:
        return shown.number(measure.mean)
    return f"{shown.plain(measure.mean)} ± {shown.number(measure.sd)}"


def is_from_markers(change: MeasuredChange) -> bool:
    """Whether placing markers anew can move it and nothing published says by how much: an angle without a smallest detectable change."""
    return change.definition.unit == "rad" and change.definition.smallest_detectable is None


def is_bare(change: MeasuredChange) -> bool:
    """Whether a change is only just beyond its noise."""
    return change.clearness < BARELY


def verdict_in_words(change: MeasuredChange) -> str:
    """Whether it counts."""
    doubt = f"; {MARKERS_CAN_DO_THAT}" if is_from_markers(change) else ""
    words = {
        "changed": f"changed{', just beyond noise' if is_bare(change) else ''}{doubt}",
        "another speed": "differs, at another speed",
        "within noise": "within noise",
        "below the smallest detectable change": "too small to count",
        "unknown": "cannot be told",
    }
    return words[change.verdict]


def side_verdict(change: MeasuredChange) -> str:
    """The same with the side and the size: 'left 15 ms shorter'."""
    if change.verdict in ("changed", "another speed"):
        doubt = f" ({MARKERS_CAN_DO_THAT})" if change.verdict == "changed" and is_from_markers(change) else ""
        return f"{change.side} {direction_in_words(change)}{doubt}"
    return f"{change.side} {verdict_in_words(change)}"
