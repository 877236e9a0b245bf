"""The verb compare: what changed between two analysed runs, by how much, and whether that is beyond noise."""

from collections.abc import Mapping, Sequence

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...body import SIDES, Side
from ...body_words import SIDE_WORDS
from ...contract.runs.compare import CompareDocument, ComparedRun, measure_change_document
from ...contract.runs.run import RunDocument, body_from
from ...contract.runs.run import read_run as read_run
from ...contract.runs.side import measure_from, stride_curves_from
from ...contract.wire import NoteDocument
from ...errors import HipDriveError
from ...gait import MeasuredChange, measure_definitions, measured_change, typical_differences
from ...gait.run import LEAST_STRIDES
from ...language import Text, en
from ...note import Note
from ...report import CompareContent, RunShown
from ...units import km_h_from_m_s

LARGEST_SPEED_DIFFERENCE = 0.05
LARGEST_MASS_DIFFERENCE = 0.05
LARGEST_HEIGHT_DIFFERENCE_M = 0.03
CHANCE = 0.05
SPEED_ITSELF = ("stride_speed_m_s",)
"""Measures that are the speed."""


class NotComparableError(HipDriveError):
    """Two runs whose figures differ for reasons other than the runner."""

    code = "runs_not_comparable"

    def __init__(self, what: Text, first: object, second: object, advice: Text) -> None:
        self.about = what
        sentence = en(
            "The runs cannot be compared: {what} is {first} in the first and {second} in the second", what=what, first=first, second=second
        )
        super().__init__(sentence, advice)


def compare(first: RunDocument, second: RunDocument, *, names: tuple[str, str]) -> CompareDocument:
    """Compare two analysed runs, side by side and measure by measure.

    A change counts if zero lies outside Welch's 95 % interval of the difference (both spreads over strides, both counts) and, where a
    smallest detectable change is published for the measure, if it is larger than that too. Nearly every measure moves with speed: where
    speeds differ by over 5 %, what is beyond noise is set apart and not called a change.

    Args:
        first: An analysed run (`read_run`), such as before training.
        second: The same later.
        names: What to call them, such as the names of their files.

    Returns:
        All measures with their verdict.

    Raises:
        NotComparableError: If segment table or cut-off differ.
    """
    changes = _changes(first, second)
    return CompareDocument(
        a=ComparedRun(file=names[0], speed_m_s=first.speed_m_s),
        b=ComparedRun(file=names[1], speed_m_s=second.speed_m_s),
        warnings=tuple(_warnings(first, second, changes)),
        changes=tuple(measure_change_document(change) for change in changes),
    )


def compare_page(first: RunDocument, second: RunDocument, *, names: tuple[str, str]) -> str:
    """The same as one HTML page: warnings, what changed beyond noise, the curves of both runs.

    Args:
        first: An analysed run, such as before training.
        second: The same later.
        names: What the page calls them.

    Raises:
        NotComparableError: If segment table or cut-off differ.
        ValueOutOfRangeError: If a curve has not one point for each percent of the stride, or a body cannot be a person's.
    """
    changes = _changes(first, second)
    return pages.compare_page_html(
        CompareContent(
            before=_run_shown(first, names[0]),
            after=_run_shown(second, names[1]),
            warnings=tuple(Note(note.code, note.message) for note in _warnings(first, second, changes)),
            changes=changes,
            same_speed=_is_same_speed(first, second),
        )
    )


def _changes(first: RunDocument, second: RunDocument) -> tuple[MeasuredChange, ...]:
    """Every measure that both runs know, side by side."""
    _refuse_unlike(first, second)
    same_speed = _is_same_speed(first, second)
    by_speed: Mapping[str, float] = {} if same_speed else typical_differences(first.speed_m_s, second.speed_m_s)
    return tuple(
        measured_change(
            side,
            definition,
            measure_from(before[name]),
            measure_from(after[name]),
            same_speed=same_speed,
            by_speed=None if name in SPEED_ITSELF else by_speed.get(name),
        )
        for side in SIDES
        for before, after in [(first.sides.of(side).measures, second.sides.of(side).measures)]
        for name, definition in measure_definitions().items()
        if name in before and name in after
    )


def _run_shown(run: RunDocument, name: str) -> RunShown:
    """What a page shows of one run."""
    return RunShown(
        name=name,
        athlete=body_from(run.athlete),
        speed_m_s=run.speed_m_s,
        cadence_steps_per_min=run.cadence_steps_per_min,
        treadmill=run.treadmill,
        grade=run.quality.grade,
        strides={side: run.sides.of(side).strides for side in SIDES},
        measures={side: {name: measure_from(measure) for name, measure in run.sides.of(side).measures.items()} for side in SIDES},
        curves={side: stride_curves_from(run.sides.of(side)) for side in SIDES},
    )


def _is_same_speed(first: RunDocument, second: RunDocument) -> bool:
    return abs(second.speed_m_s / first.speed_m_s - 1.0) <= LARGEST_SPEED_DIFFERENCE


def _refuse_unlike(first: RunDocument, second: RunDocument) -> None:
    """Moments and peaks follow segment table and cut-off, so these must be the same."""
    advice = en("analyse both recordings again with the same settings")
    if first.segments != second.segments:
        raise NotComparableError(en("the segment table"), first.segments, second.segments, advice)
    if first.cutoff_hz != second.cutoff_hz:
        raise NotComparableError(en("the low-pass cut-off (Hz)"), first.cutoff_hz, second.cutoff_hz, advice)


def _warnings(first: RunDocument, second: RunDocument, changes: Sequence[MeasuredChange]) -> list[NoteDocument]:
    """What to keep in mind: another speed, other markers, another body, another surface, doubtful recordings, chance."""
    message = en(
        "Markers are placed again for each session. That shifts angles by a few degrees and is not part of stride-to-stride noise: trust a "
        "change in an angle only if a smallest detectable change is given, or if the change repeats."
    )
    notes = [] if _is_same_speed(first, second) else [_speeds_differ(first, second)]
    notes.append(NoteDocument(code="markers_placed_anew", message=message))
    if first.marker_set != second.marker_set:
        message = en(
            "The marker sets differ ({first} and {second}): angles and moments may differ for that reason alone.",
            first=first.marker_set,
            second=second.marker_set,
        )
        notes.append(NoteDocument(code="marker_sets_differ", message=message))
    if first.treadmill != second.treadmill:
        message = en("One run was on a treadmill, the other over ground: lengths and landing differ for that reason alone.")
        notes.append(NoteDocument(code="surfaces_differ", message=message))
    notes += _other_body(first, second)
    thin = [side for side in SIDES if min(first.sides.of(side).strides, second.sides.of(side).strides) < LEAST_STRIDES]
    if thin:
        notes.append(NoteDocument(code="too_few_strides", message=_too_few_strides(thin)))
    if "doubtful" in (first.quality.grade, second.quality.grade):
        message = en("At least one recording is doubtful: check its quality before you trust a change.")
        notes.append(NoteDocument(code="doubtful_recording", message=message))
    tested = sum(change.noise is not None for change in changes)
    if tested:
        message = en(
            "{figures} figures were compared; about {by_chance:.0f} of them would seem to change by chance alone.",
            figures=tested,
            by_chance=CHANCE * tested,
        )
        notes.append(NoteDocument(code="many_figures", message=message))
    return notes


def _too_few_strides(sides: Sequence[Side]) -> Text:
    if len(sides) > 1:
        return en(
            "Fewer than {strides} whole strides of the left and the right leg in at least one run, so we cannot say whether it changed.",
            strides=LEAST_STRIDES,
        )
    return en(
        "Fewer than {strides} whole strides of the {side} leg in at least one run, so we cannot say whether it changed.",
        strides=LEAST_STRIDES,
        side=SIDE_WORDS[sides[0]],
    )


def _speeds_differ(first: RunDocument, second: RunDocument) -> NoteDocument:
    """What moves with speed, and what that means for the verdicts."""
    faster = 100.0 * (second.speed_m_s / first.speed_m_s - 1.0)
    speeds = (
        en("{first:.1f} km/h and then {second:.1f} km/h ({percent:.0f} % faster)")
        if faster > 0
        else en("{first:.1f} km/h and then {second:.1f} km/h ({percent:.0f} % slower)")
    )
    message = en(
        "The speeds differ: {speeds}. Contact time, cadence, step length, hip angles, moments and power all move with speed, so no "
        "difference here is called a change of the runner. Compare runs within {percent:.0f} % of one speed to see one.",
        speeds=speeds.filled(first=km_h_from_m_s(first.speed_m_s), second=km_h_from_m_s(second.speed_m_s), percent=abs(faster)),
        percent=100.0 * LARGEST_SPEED_DIFFERENCE,
    )
    return NoteDocument(code="speeds_differ", message=message)


def _other_body(first: RunDocument, second: RunDocument) -> list[NoteDocument]:
    """Whether body mass, height or sex make one ask if it is the same runner."""
    a, b, notes = first.athlete, second.athlete, list[NoteDocument]()
    if a.mass_kg > 0 and abs(b.mass_kg / a.mass_kg - 1.0) > LARGEST_MASS_DIFFERENCE:
        message = en("Body mass is {first:g} kg and then {second:g} kg: is it the same runner?", first=a.mass_kg, second=b.mass_kg)
        notes.append(NoteDocument(code="masses_differ", message=message))
    if abs(a.height_m - b.height_m) > LARGEST_HEIGHT_DIFFERENCE_M:
        message = en(
            "Height is {first:.0f} cm and then {second:.0f} cm: is it the same runner?", first=100 * a.height_m, second=100 * b.height_m
        )
        notes.append(NoteDocument(code="heights_differ", message=message))
    if a.sex != b.sex:
        message = (
            en("One run was analysed with the male body table, the other with the female one: is it the same runner?")
            if a.sex == "male"
            else en("One run was analysed with the female body table, the other with the male one: is it the same runner?")
        )
        notes.append(NoteDocument(code="sexes_differ", message=message))
    return notes
