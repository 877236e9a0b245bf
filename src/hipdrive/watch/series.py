"""What each sensor told in each record: fields of the file itself and those that apps added, named apart."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from ..arrays import FloatArray
from ..language import en
from ..note import Note
from .measures import DIMENSIONS, FACTORS, WatchMeasure, watch_measures
from .messages import AddedField, Message
from .watch_run import WATCH, WatchSeries


def all_series(records: Sequence[Message]) -> tuple[tuple[WatchSeries, ...], tuple[Note, ...]]:
    """The series of a run: of each measure one for the watch and one for each added field; with notes on what was left out."""
    series: list[WatchSeries] = []
    notes: list[Note] = []
    unknown = dict.fromkeys(
        (field.name, field.units) for record in records for field in record.added if _meant(field) and _factor(field) is None
    )
    for name, units in unknown:
        words = en("The field '{name}' is left out: its unit '{units}' is not known for it.", name=name, units=units)
        notes.append(Note("watch_unit_unknown", words))
    for measure in watch_measures().values():
        for sensor, raw in _columns(measure, records).items():
            told = np.isfinite(raw) & (raw != 0.0)  # zero is what sensors write while they see no steps
            fits = told & (raw >= measure.lowest) & (raw <= measure.highest)
            if (left := int(told.sum() - fits.sum())) > 0:
                words = en(
                    "{count} of {all} values of {measure} ({sensor}) are not of running and are left out (walking, or a slipped sensor).",
                    count=left,
                    all=int(told.sum()),
                    measure=measure.name,
                    sensor=sensor,
                )
                notes.append(Note("watch_values_left_out", words))
            if fits.any():
                values = np.where(fits, raw, np.nan)
                values.setflags(write=False)
                series.append(WatchSeries(measure=measure.id, sensor=sensor, values=values))
    return tuple(series), tuple(notes)


def _columns(measure: WatchMeasure, records: Sequence[Message]) -> Mapping[str, FloatArray]:
    """Values of a measure by who told it; NaN where nobody did."""
    columns: dict[str, FloatArray] = {}
    for place, record in enumerate(records):
        for sensor, value in _told(measure, record):
            columns.setdefault(sensor, np.full(len(records), np.nan))[place] = value
    return columns


def _told(measure: WatchMeasure, record: Message) -> Iterable[tuple[str, float]]:
    """Who told what of a measure in one record."""
    own = record.number(measure.native)
    if own is not None:
        part = record.number("fractional_cadence") or 0.0 if measure.native == "cadence" else 0.0
        yield WATCH, (own + part) * FACTORS[measure.native_unit]
    for field in record.added:
        factor = _factor(field)
        if _meant(field) == measure and factor is not None and isinstance(field.value, int | float):
            yield field.name or WATCH, float(field.value) * factor


def _meant(field: AddedField) -> WatchMeasure | None:
    """The measure that an added field tells; None for what is none of ours."""
    for measure in watch_measures().values():
        if field.native_number == measure.native_number or " ".join(field.name.lower().replace("_", " ").split()) in measure.names:
            return measure
    return None


def _factor(field: AddedField) -> float | None:
    """What a value of an added field is times, to be in our unit; None where its unit is not known for what it tells."""
    measure, unit = _meant(field), field.units.strip().lower()
    if measure is None or unit not in DIMENSIONS[measure.id]:
        return None
    return FACTORS[unit]
