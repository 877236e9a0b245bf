"""Changes in the words that a coach uses: shorter, longer, wider, by how much, and whether it counts."""

from collections.abc import Mapping
from dataclasses import replace

from ...gait import MeasuredChange
from ...gait.measures.measure import Measure
from ...language import Text, en, joined, layout
from ..shown_measures import ComparedMeasure, read_as

LARGER = (en("{size} larger"), en("{size} smaller"))
LONGER = (en("{size} longer"), en("{size} shorter"))
FASTER = (en("{size} faster"), en("{size} slower"))
MORE_AND_LESS: Mapping[str, tuple[Text, Text]] = {
    "s": LONGER,
    "m/s": FASTER,
    "rad/s": FASTER,
    "steps/min": (en("{size} higher"), en("{size} lower")),
}
"""What more and less of a measure are called, by its unit; others are larger or smaller."""
LENGTHS = ("step_length_m", "stride_length_m")
BARELY = 1.5
"""Up to so many times its noise a change is just beyond it: of 250 figures chance takes about one further. Our choice."""
MARKERS_CAN_DO_THAT = en("markers placed anew can do that")
NOT_IN_BOTH = en("not in both")
LEAST_TO_SHOW: Mapping[str, Text] = {
    "stride_rate_steps_per_min": en("cadence by {size}"),
    "contact_time_s": en("contact time by {size}"),
    "flight_time_s": en("flight time by {size}"),
    "step_length_m": en("step length by {size}"),
    "foot_ahead_m": en("foot ahead of the body at landing by {size}"),
    "peak_hip_extension_rad": en("thigh furthest behind by {size}"),
    "scissor_largest_rad": en("widest scissor by {size}"),
    "peak_hip_flexor_moment_nm_kg": en("flexor peak by {size}"),
    "h3_work_j_kg": en("flexor work in swing by {size}"),
}
"""By how much a measure would have had to change to show; the measures that people ask for first."""


def direction_in_words(change: MeasuredChange) -> Text:
    """'15 ms shorter', '0.12 Nm/kg larger'; of an angle whose zero does not mean none '+3.1°'."""
    if change.difference is None:
        return Text("")
    definition, shown = change.definition, read_as(change.definition)
    if not definition.ratio:
        return difference_in_words(change)
    longer, shorter = LONGER if definition.id in LENGTHS else MORE_AND_LESS.get(definition.unit, LARGER)
    grew = abs(change.after.mean or 0.0) - abs(change.before.mean or 0.0)
    return (longer if grew > 0 else shorter).filled(size=shown.number(abs(change.difference.value)))


def difference_in_words(change: MeasuredChange) -> Text:
    """The difference with its sign, such as '−15 ms'."""
    if change.difference is None:
        return NOT_IN_BOTH
    return signed(read_as(change.definition), change.difference.value)


def signed(shown: ComparedMeasure, value: float) -> Text:
    """A number with its sign and unit; what rounds to nothing has none."""
    is_nothing = float(f"{shown.factor * value:.{shown.digits}f}") == 0
    return layout("{number}" if value < 0 or is_nothing else "+{number}", number=shown.number(value))


def noise_in_words(change: MeasuredChange) -> Text:
    """'± 3 ms'; where a smallest detectable change is published, that too."""
    shown, smallest = read_as(change.definition), change.definition.smallest_detectable
    if change.noise is None:
        return en("not known")
    noise = _fine(shown, change.noise)
    if smallest is None:
        return layout("± {noise}", noise=noise)
    return en("± {noise}; counts from {smallest}", noise=noise, smallest=shown.number(smallest))


def _fine(shown: ComparedMeasure, value: float) -> str:
    """A small number, with one more digit where it would round to nothing."""
    digits = shown.digits if float(f"{shown.factor * value:.{shown.digits}f}") else shown.digits + 1
    return replace(shown, digits=digits).number(value)


def measure_in_words(shown: ComparedMeasure, measure: Measure) -> Text:
    """'230 ± 4 ms'."""
    if measure.mean is None:
        return en("not measured")
    if measure.sd is None:
        return layout("{mean}", mean=shown.number(measure.mean))
    return layout("{mean} ± {spread}", mean=shown.plain(measure.mean), spread=shown.number(measure.sd))


def is_from_markers(change: MeasuredChange) -> bool:
    """Whether placing markers anew can move it and nothing published says by how much: an angle without a smallest detectable change."""
    return change.definition.unit == "rad" and change.definition.smallest_detectable is None


def is_bare(change: MeasuredChange) -> bool:
    """Whether a change is only just beyond its noise."""
    return change.clearness < BARELY


def verdict_in_words(change: MeasuredChange) -> Text:
    """Whether it counts."""
    if change.verdict == "changed":
        changed = en("changed, just beyond noise") if is_bare(change) else en("changed")
        return joined((changed, MARKERS_CAN_DO_THAT if is_from_markers(change) else ""), "; ")
    words = {
        "another speed": en("differs, at another speed"),
        "within noise": en("within noise"),
        "below the smallest detectable change": en("too small to count"),
        "unknown": en("cannot be told"),
    }
    return words[change.verdict]


def sized_verdict(change: MeasuredChange) -> Text:
    """The same with the size, to follow the side: '15 ms shorter'."""
    if change.verdict not in ("changed", "another speed"):
        return verdict_in_words(change)
    direction = direction_in_words(change)
    if change.verdict == "changed" and is_from_markers(change):
        return layout("{change} ({doubt})", change=direction, doubt=MARKERS_CAN_DO_THAT)
    return direction
