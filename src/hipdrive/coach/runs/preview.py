"""The verbs preview and preview_clip: what an analysis of a recording will be able to tell, before the long solve."""

from ...contract.runs.upload import MeasurableDocument, PreviewDocument
from ...contract.wire import note_document
from ...gait.clip.seen_from import from_the_side
from ...gait.verdict.sources import Source, sources_of
from ...language import Text, en, layout
from ...video import ClipCheck
from ...video.check import ClipReading, Grade
from ..athletes.for_analysis import Runner
from ..clips.clip import refuse_clip
from ..files.recording import Recording

LEAST_EVENTS_HZ = 60.0
"""Pictures a second below which a clip shows no contact."""
_WHY: dict[Source | None, Text] = {
    "measured": en("measured"),
    "derived": en("worked out from the movement, less exact"),
    "assumed": en("a sketch: it rests on assumptions about the upper body"),
    None: en("not told by this recording"),
}

_SURE: dict[Grade, Source | None] = {"yes": "measured", "rough": "derived", "no": None}
_TOLD: dict[Grade, Text] = {"yes": en("can be told"), "rough": en("roughly"), "no": en("not shown")}


def preview(recording: Recording, runner: Runner) -> PreviewDocument:
    """Say what a recording shows of its runner.

    Args:
        recording: As it would be analysed (`read_recording`).
        runner: Whose it is.

    Returns:
        Each group of figures with how well it will be known, and what was noted while reading.
    """
    run, body = recording.run, runner.athlete
    return PreviewDocument(
        marker_set=recording.marker_set.id,
        duration_s=float(run.time_s[-1] - run.time_s[0]),
        sampling_rate_hz=run.sampling_rate_hz,
        plates=len(run.plates),
        body=layout("{name}: {mass_kg:.1f} kg, {height_m:.2f} m", name=runner.name, mass_kg=body.mass_kg, height_m=body.height_m),
        measurable=_measurable(recording),
        notes=tuple(note_document(note) for note in run.notes),
    )


def preview_clip(check: ClipCheck, runner: Runner, *, other: ClipCheck | None = None) -> PreviewDocument:
    """Say what a clip will tell, before its runner is looked for picture by picture.

    Args:
        check: What the clip will tell (`check_clip`).
        runner: Whose it is.
        other: The same of a clip from the other side.

    Raises:
        InputFileError: No analysis can use it (`refuse_clip`).
    """
    checks = [check] if other is None else [check, other]
    for one in checks:
        refuse_clip(one)
    body = runner.athlete
    return PreviewDocument(
        marker_set="keypoints",
        duration_s=check.facts.duration_s,
        sampling_rate_hz=check.facts.clock.captured_hz,
        plates=0,
        body=layout("{name}: {mass_kg:.1f} kg, {height_m:.2f} m", name=runner.name, mass_kg=body.mass_kg, height_m=body.height_m),
        measurable=tuple(MeasurableDocument(what=row.name, source=_SURE[row.grade], why=_graded(row)) for row in check.readings),
        notes=tuple(note_document(note) for one in checks for note in one.advice),
    )


def _graded(row: ClipReading) -> Text:
    """Whether something can be told, and why."""
    return layout("{told}: {why}", told=_TOLD[row.grade], why=row.why)


def _measurable(recording: Recording) -> tuple[MeasurableDocument, ...]:
    run = recording.run
    if recording.clips:
        along = recording.seen_from in {"front", "rear"} or not (recording.seen_from or from_the_side(recording.clips[0]))
        return _seen_along(recording) if along else _seen_from_side(recording)
    trunk = any(label in run.labels for label in recording.marker_set.tracking.get("torso", ()))
    solved = recording.static is not None
    sources = sources_of(from_plates=bool(run.plates), trunk_recorded=trunk, moments_found=solved)
    angles: Source = "measured" if solved else "derived"
    zero = _WHY[angles] if solved else en("ranges and timing only: the zero of the joints is not known")
    return (
        _row(en("Landing, toe-off, contact and flight time"), sources["events"]),
        MeasurableDocument(what=en("Angles of hip, knee and ankle"), source=angles, why=zero),
        _row(en("Hip moments while the leg swings"), sources["swing"]),
        _row(en("Hip moments while the foot is on the ground"), sources["stance"]),
        _row(en("Lean of the trunk"), "measured" if trunk and solved else None),
    )


def _seen_along(recording: Recording) -> tuple[MeasurableDocument, ...]:
    """What a camera before or behind the runner shows."""
    within = en("within a band that the result tells; hidden where that is too wide")
    aside = en("film from the side for it")
    known = recording.speed_m_s is not None
    return (
        MeasurableDocument(
            what=en("Knees that cross, feet that swing outward, step width"),
            source="derived" if known else None,
            why=within if known else en("give the running speed: this camera does not show it"),
        ),
        MeasurableDocument(what=en("Cadence"), source="derived", why=within),
        MeasurableDocument(what=en("Drop and hike of the pelvis"), source=None, why=en("mostly too rough with one camera")),
        MeasurableDocument(what=en("Angles of hip, knee and ankle"), source=None, why=aside),
        MeasurableDocument(what=en("Hip moments while the leg swings"), source=None, why=aside),
    )


def _seen_from_side(recording: Recording) -> tuple[MeasurableDocument, ...]:
    """What a camera at the side shows."""
    quick = recording.run.sampling_rate_hz * 1.02 >= LEAST_EVENTS_HZ
    legs = en("of the leg that faces the camera, within a band that the result tells")
    slow = en("film at 60 pictures a second or more, better at 120")
    return (
        MeasurableDocument(what=en("Cadence, angles of thigh, knee and trunk"), source="derived", why=legs),
        MeasurableDocument(
            what=en("Landing, toe-off, contact and flight time"), source="derived" if quick else None, why=legs if quick else slow
        ),
        MeasurableDocument(what=en("Hip moments while the leg swings"), source="derived", why=legs),
        _row(en("Hip moments while the foot is on the ground"), None),
        MeasurableDocument(what=en("The other leg"), source=None, why=en("film the other side as well")),
    )


def _row(what: Text, source: Source | None) -> MeasurableDocument:
    return MeasurableDocument(what=what, source=source, why=_WHY[source])
