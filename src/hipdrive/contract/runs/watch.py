"""hipdrive.watch_run/1: what the file of a watch tells of one run, by speed; to and from the domain."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from pydantic import Field

from ...language import Text, en
from ..wire import NoteDocument, Texts, note_document, read_document
from ..wire_model import Wire, is_none

if TYPE_CHECKING:  # reading files loads more than who only handles the document needs
    from ...watch import SensorValue, SpeedBin, WatchRun

MeasureId = Literal["cadence_steps_per_min", "contact_time_s", "contact_balance_left", "vertical_oscillation_m", "step_length_m"]


class SensorValueDocument(Wire):
    """The mean of one measure as one sensor told it."""

    measure: MeasureId
    """Its unit stands in its name; the balance is the left foot's share of both contacts, 0 to 1."""
    sensor: str
    """'watch' for fields of the file itself, else the name of the field that an app added."""
    mean: float
    seconds: float
    """For how long it was told."""


class SpeedBinDocument(Wire):
    """What was run at one speed."""

    speed_m_s: float
    """Middle of a bin of 0.1 m/s."""
    seconds: float
    steps: float | None
    """Of both legs; null where the cadence was told for less than half of the time."""
    level_s: float
    """How much of it was level and after the first minute; runs are compared by it."""
    level: tuple[SensorValueDocument, ...]


class LapDocument(Wire):
    """One lap."""

    start_s: float
    """Since the start of the run."""
    duration_s: float
    distance_m: float | None


class WatchRunDocument(Wire):
    """One run as a watch recorded it."""

    schema_: Literal["hipdrive.watch_run/1"] = Field("hipdrive.watch_run/1", alias="schema")
    file_name: str
    sha256: str
    """Of the file."""
    started_at: datetime | None
    """UTC; null where the watch knew no date."""
    utc_offset_s: int | None
    """How far the clock on the wrist was ahead of UTC; null where the file does not say."""
    device: str
    """Maker and model as the file names them; empty where it does not."""
    sensors: tuple[str, ...]
    duration_s: float
    """Pauses left out."""
    distance_m: float
    steps: float | None
    """Of both legs; null where nobody counted."""
    grade_told: bool
    """Whether the file holds the slope itself; otherwise it comes from height and distance."""
    means: tuple[SensorValueDocument, ...]
    """Over the whole run, each sensor apart."""
    laps: tuple[LapDocument, ...]
    at_speed: tuple[SpeedBinDocument, ...]
    """The slowest first."""
    notes: tuple[NoteDocument, ...]
    texts: Texts = None


class KeptWatchRunDocument(Wire):
    """A watch's run that is kept with an athlete, in short."""

    id: UUID
    on: date
    file_name: str
    duration_s: float
    distance_m: float
    steps: float | None
    means: tuple[SensorValueDocument, ...]
    summary: Text
    """One sentence of what it showed."""


class WatchAddedDocument(Wire):
    """What became of a watch's file that was given to be kept."""

    schema_: Literal["hipdrive.watch_added/1"] = Field("hipdrive.watch_added/1", alias="schema")
    athlete: str
    outcome: Literal["kept", "kept_before"]
    """It was new, or the same file was there already."""
    run: KeptWatchRunDocument
    notes: tuple[NoteDocument, ...]


class WatchRunsDocument(Wire):
    """Runs of a watch that are kept with an athlete, from the oldest to the newest."""

    schema_: Literal["hipdrive.watch_runs/1"] = Field("hipdrive.watch_runs/1", alias="schema")
    athlete: str
    deleted: UUID | None = Field(None, exclude_if=is_none)
    """The run that counts no longer; only where one was just deleted."""
    runs: tuple[KeptWatchRunDocument, ...]


def watch_run_document(run: "WatchRun", *, file_name: str, sha256: str) -> WatchRunDocument:
    """What a file tells, as it stands in JSON."""
    from ...watch import means_of, speed_bins, steps_of  # noqa: PLC0415 - see above

    bins = speed_bins(run)
    return WatchRunDocument(
        file_name=file_name,
        sha256=sha256,
        started_at=run.started_at,
        utc_offset_s=run.utc_offset_s,
        device=run.device,
        sensors=run.sensors,
        duration_s=run.duration_s,
        distance_m=run.distance_m,
        steps=steps_of(bins),
        grade_told=run.grade_told,
        means=tuple(_value(value) for value in means_of(run)),
        laps=tuple(LapDocument(start_s=lap.start_s, duration_s=lap.duration_s, distance_m=lap.distance_m) for lap in run.laps),
        at_speed=tuple(
            SpeedBinDocument(
                speed_m_s=one.speed_m_s,
                seconds=one.seconds,
                steps=one.steps,
                level_s=one.level_s,
                level=tuple(_value(value) for value in one.level),
            )
            for one in bins
        ),
        notes=tuple(note_document(note) for note in run.notes),
    )


def _value(value: "SensorValue") -> SensorValueDocument:
    return SensorValueDocument(measure=value.measure, sensor=value.sensor, mean=value.mean, seconds=value.seconds)


def bins_from(document: WatchRunDocument) -> "tuple[SpeedBin, ...]":
    """A run by speed, read back."""
    from ...watch import SensorValue, SpeedBin  # noqa: PLC0415 - see above

    return tuple(
        SpeedBin(
            speed_m_s=one.speed_m_s,
            seconds=one.seconds,
            steps=one.steps,
            level_s=one.level_s,
            level=tuple(
                SensorValue(measure=value.measure, sensor=value.sensor, mean=value.mean, seconds=value.seconds) for value in one.level
            ),
        )
        for one in document.at_speed
    )


def read_kept_watch_run(content: str, *, name: str) -> WatchRunDocument:
    """Read back a run that the store kept.

    Raises:
        InputFileError: If a later version wrote it, or it is not whole.
    """
    return read_document(WatchRunDocument, content, name=name, kind=en("a run of a watch"), advice=en("add the watch's file again"))
