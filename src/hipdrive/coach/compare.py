"""The verb compare: what changed between two analysed runs, by how much, and whether that is beyond noise."""

from collections.abc import Sequence

from ..body import SIDES, Side
from ..contract.runs.compare import ChangeVerdict, CompareDocument, ComparedRun, MeasureChange
from ..contract.runs.run import RunDocument
from ..contract.runs.run import read_run as read_run
from ..contract.runs.side import measure_from
from ..contract.wire import NoteDocument
from ..errors import HipDriveError
from ..gait import Difference, MeasureDefinition, difference, measure_definitions
from ..gait.run import LEAST_STRIDES
from ..units import km_h_from_m_s

LARGEST_SPEED_DIFFERENCE = 0.05
LARGEST_MASS_DIFFERENCE = 0.05
CHANCE = 0.05
NO_SMALLEST = "no published smallest detectable change: only stride-to-stride noise was used"


class NotComparableError(HipDriveError):
    """Two runs whose figures differ for reasons other than the runner."""

    code = "runs_not_comparable"

    def __init__(self, what: str, first: object, second: object, advice: str) -> None:
        self.about = what
        super().__init__(f"The runs cannot be compared: {what} is {first} in the first and {second} in the second; {advice}.")


def compare(first: RunDocument, second: RunDocument, *, names: tuple[str, str]) -> CompareDocument:
    """Compare two analysed runs, side by side and measure by measure.

    A change counts if zero lies outside Welch's 95 % interval of the difference (both spreads over strides, both counts) and, where a
    smallest detectable change is published for the measure, if it is larger than that too.

    Args:
        first: An analysed run (`read_run`), such as before training.
        second: The same later.
        names: What to call them, such as the names of their files.

    Returns:
        All measures with their verdict.

    Raises:
        NotComparableError: If speeds differ by over 5 %, or segment table or cut-off differ.
    """
    _refuse_unlike(first, second)
    changes = tuple(
        _change(side, definition, first, second)
        for side in SIDES
        for name, definition in measure_definitions().items()
        if name in first.sides.of(side).measures and name in second.sides.of(side).measures
    )
    return CompareDocument(
        a=ComparedRun(file=names[0], speed_m_s=first.speed_m_s),
        b=ComparedRun(file=names[1], speed_m_s=second.speed_m_s),
        warnings=tuple(_warnings(first, second, changes)),
        changes=changes,
    )


def _refuse_unlike(first: RunDocument, second: RunDocument) -> None:
    """Moments and peaks move with speed, segment table and cut-off, so these must be the same."""
    if abs(second.speed_m_s / first.speed_m_s - 1.0) > LARGEST_SPEED_DIFFERENCE:
        advice = "nearly every measure changes with speed, so compare runs within 5 % of one speed"
        raise NotComparableError(
            "the speed", f"{km_h_from_m_s(first.speed_m_s):.1f} km/h", f"{km_h_from_m_s(second.speed_m_s):.1f} km/h", advice
        )
    advice = "analyse both recordings again with the same settings"
    if first.segments != second.segments:
        raise NotComparableError("the segment table", first.segments, second.segments, advice)
    if first.cutoff_hz != second.cutoff_hz:
        raise NotComparableError("the low-pass cut-off (Hz)", first.cutoff_hz, second.cutoff_hz, advice)


def _warnings(first: RunDocument, second: RunDocument, changes: Sequence[MeasureChange]) -> list[NoteDocument]:
    """What to keep in mind: other markers, another body, another surface, doubtful recordings, chance."""
    message = (
        "Markers are placed anew in each session, which moves angles by some degrees and is not in stride-to-stride noise: believe a "
        "change of an angle only where a smallest detectable change is given, or where it repeats."
    )
    notes = [NoteDocument(code="markers_placed_anew", message=message)]
    if first.marker_set != second.marker_set:
        both = f"{first.marker_set} and {second.marker_set}"
        message = f"The marker sets differ ({both}): angles and moments may differ for that alone."
        notes.append(NoteDocument(code="marker_sets_differ", message=message))
    if first.treadmill != second.treadmill:
        message = "One run was on a treadmill, the other over ground: lengths and landing differ for that alone."
        notes.append(NoteDocument(code="surfaces_differ", message=message))
    masses = first.athlete.mass_kg, second.athlete.mass_kg
    if masses[0] > 0 and abs(masses[1] / masses[0] - 1.0) > LARGEST_MASS_DIFFERENCE:
        message = f"Body mass is {masses[0]:g} kg and then {masses[1]:g} kg: is it the same runner?"
        notes.append(NoteDocument(code="masses_differ", message=message))
    thin = [side for side in SIDES if min(first.sides.of(side).strides, second.sides.of(side).strides) < LEAST_STRIDES]
    if thin:
        legs = " and the ".join(thin)
        message = f"Fewer than {LEAST_STRIDES} whole strides of the {legs} leg in at least one run: no change of it can be told."
        notes.append(NoteDocument(code="too_few_strides", message=message))
    if "doubtful" in (first.quality.grade, second.quality.grade):
        message = "At least one recording is doubtful: see its quality before believing a change."
        notes.append(NoteDocument(code="doubtful_recording", message=message))
    tested = sum(change.low is not None for change in changes)
    if tested:
        message = f"{tested} figures were compared; by chance alone about {CHANCE * tested:.0f} of them would seem changed."
        notes.append(NoteDocument(code="many_figures", message=message))
    return notes


def _change(side: Side, definition: MeasureDefinition, first: RunDocument, second: RunDocument) -> MeasureChange:
    """How one measure of one side changed."""
    before, after = (run.sides.of(side).measures[definition.id] for run in (first, second))
    second_less_first = difference(measure_from(after), measure_from(before))
    smallest = definition.smallest_detectable
    return MeasureChange(
        side=side,
        measure=definition.id,
        name=definition.name,
        unit=definition.unit,
        a=before,
        b=after,
        difference=None if second_less_first is None else second_less_first.value,
        low=None if second_less_first is None else second_less_first.low,
        high=None if second_less_first is None else second_less_first.high,
        smallest_detectable=smallest,
        smallest_detectable_source=definition.smallest_detectable_source if smallest is not None else NO_SMALLEST,
        verdict=_verdict(second_less_first, smallest),
    )


def _verdict(second_less_first: Difference | None, smallest: float | None) -> ChangeVerdict:
    """What a difference means, by its interval and the smallest detectable change."""
    if second_less_first is None or second_less_first.beyond_strides is None:
        return "unknown"
    if not second_less_first.beyond_strides:
        return "within noise"
    return "changed" if smallest is None or abs(second_less_first.value) > smallest else "below the smallest detectable change"
