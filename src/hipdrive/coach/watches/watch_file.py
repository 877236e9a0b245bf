"""What the file of a watch tells of a run: the document, and one sentence of it."""

import hashlib
from collections.abc import Sequence

from ...contract.runs.watch import SensorValueDocument, WatchRunDocument, watch_run_document
from ...language import Text, en, en_count, joined, layout, verbatim
from ...watch import WATCH, WatchMeasureId, is_fit, read_watch_run, watch_measures

SHOWN: dict[WatchMeasureId, tuple[Text, float]] = {
    "cadence_steps_per_min": (en("{value:.0f} steps/min"), 1.0),
    "contact_time_s": (en("contact {value:.0f} ms"), 1e3),
    "contact_balance_left": (en("{value:.1f} % of contact on the left"), 1e2),
    "vertical_oscillation_m": (en("oscillation {value:.1f} cm"), 1e2),
    "step_length_m": (en("step {value:.2f} m"), 1.0),
}
"""Measure -> how its value is said, and the factor to the unit that is said."""


def is_watch_file(content: bytes, name: str) -> bool:
    """Whether a file is one of a watch, by its content or its name."""
    return is_fit(content[:16], suffix=name.rpartition(".")[2])


def watch_file(content: bytes, *, name: str) -> WatchRunDocument:
    """Read the run in a watch's FIT file.

    Args:
        content: The file.
        name: What it is called.

    Raises:
        InputFileError: If the file is broken, cut off, or no FIT file.
        NoRunningError: If it holds no running.
    """
    return watch_run_document(read_watch_run(content, name=name), file_name=name, sha256=hashlib.sha256(content).hexdigest())


def watch_summary(run: WatchRunDocument) -> Text:
    """One sentence of what a run showed: how far, how long, how fast, and what sensors told."""
    minutes = run.duration_s / 60.0
    how_far = en("{km:.2f} km in {minutes:.0f} min", km=run.distance_m / 1000.0, minutes=minutes)
    parts: list[Text] = [how_far if run.distance_m > 0.0 else en("{minutes:.0f} min without speed", minutes=minutes)]
    if run.distance_m > 0.0 and run.duration_s > 0.0:
        parts.append(layout("{speed_m_s:run}", speed_m_s=run.distance_m / run.duration_s))
    parts += values_in_words(run.means)
    if run.steps is not None:
        parts.append(en_count("{n:,} step", "{n:,} steps", n=round(run.steps)))
    if not run.means:
        parts.append(en("no sensor told more than that"))
    return layout("{words}.", words=joined(parts, ", "))


def values_in_words(means: Sequence[SensorValueDocument]) -> list[Text]:
    """Each mean in words, with its sensor where it is not the watch."""
    return [_with_sensor(value) for value in means]


def _with_sensor(value: SensorValueDocument) -> Text:
    words = value_in_words(value.measure, value.mean)
    return words if value.sensor == WATCH else layout("{words} ({sensor})", words=words, sensor=verbatim(value.sensor))


def value_in_words(measure: WatchMeasureId, value: float) -> Text:
    """A value of a measure with its unit, such as 'contact 238 ms'."""
    words, factor = SHOWN[measure]
    return words.filled(value=factor * value)


def measure_name(measure: WatchMeasureId) -> Text:
    """What a measure is called."""
    return watch_measures()[measure].name
