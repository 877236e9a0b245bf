"""What bodies can do: figures of a stride beyond it are a fault of the recording, and such a stride is not believed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce

import numpy as np

from ...data.declared import Number, declared, read_only, shipped_toml
from ...errors import HipDriveError
from ...language import Text, en, joined, layout, verbatim
from ...note import Note
from ...units import deg_from_rad, km_h_from_m_s
from .definitions import unit_words
from .measured_stride import MeasuredStride

FILE = "possible.toml"


@dataclass(frozen=True, kw_only=True)
class Possible:
    """Limits of one measure."""

    name: Text
    unit: str
    low: Number
    high: Number
    low_per_m_s: Number = 0.0
    high_per_m_s: Number = 0.0
    source: str
    points_to: Text
    """What a figure beyond comes from, as a rule."""

    def holds(self, value: float, speed_m_s: float) -> bool:
        """Whether a body that runs so fast can do it."""
        low, high = self.limits(speed_m_s)
        return low <= value <= high

    def limits(self, speed_m_s: float) -> tuple[float, float]:
        """Lowest and highest value at a speed."""
        return float(self.low) + float(self.low_per_m_s) * speed_m_s, float(self.high) + float(self.high_per_m_s) * speed_m_s


@dataclass(frozen=True)
class Impossible:
    """A figure that no body reaches."""

    measure: str
    value: float
    low: float
    high: float

    def words(self) -> Text:
        """Such as 'hip flexor moment 237 Nm/kg (0.1 to 4.4 is possible)'."""
        row = possible()[self.measure]
        shown = {"rad": (deg_from_rad(1.0), verbatim("°")), "m/s": (km_h_from_m_s(1.0), verbatim(" km/h"))}
        scale, unit = shown.get(row.unit, (1.0, layout(" {unit}", unit=unit_words(row.unit))))
        return en(
            "{measure} {value:.3g}{unit} ({low:.2g} to {high:.2g} is possible)",
            measure=row.name,
            value=scale * self.value,
            unit=unit,
            low=scale * self.low,
            high=scale * self.high,
        )


@cache
def possible() -> Mapping[str, Possible]:
    """The declared limits by measure (data/gait/possible.toml)."""
    return read_only(declared(dict[str, Possible], shipped_toml("gait", FILE), file=FILE))


def impossible_in(values: Mapping[str, float | None], *, speed_m_s: float) -> tuple[Impossible, ...]:
    """What no body can do among figures by measure; what is missing is passed over.

    Args:
        values: By name and unit.
        speed_m_s: Running speed, on which some limits depend.
    """
    found = []
    for measure, row in possible().items():
        value = values.get(measure)
        if value is not None and np.isfinite(value) and not row.holds(value, speed_m_s):
            found.append(Impossible(measure, value, *row.limits(speed_m_s)))
    return tuple(found)


class ImpossibleRunError(HipDriveError):
    """A recording whose figures no body reaches."""

    code = "impossible_run"

    def __init__(self, file_name: str, found: Sequence[Impossible]) -> None:
        self.about = file_name
        words, causes = _worst(found)
        sentence = en(
            "{file}: the results are beyond any body, {figures}; such figures come from {causes}",
            file=file_name,
            figures=words,
            causes=causes,
        )
        super().__init__(sentence, en("check these"), between=": ")


def believed(
    measured: Sequence[MeasuredStride], *, speed_m_s: float, file_name: str
) -> tuple[tuple[MeasuredStride, ...], tuple[Note, ...]]:
    """The strides in which nothing is beyond what bodies can do, and a note on the others.

    Args:
        measured: Strides of a run.
        speed_m_s: Running speed.
        file_name: For messages.

    Raises:
        ImpossibleRunError: If the speed or most of the strides are beyond.
    """
    too_fast = impossible_in({"speed_m_s": speed_m_s}, speed_m_s=speed_m_s)
    if too_fast:
        raise ImpossibleRunError(file_name, too_fast)
    found = [impossible_in(one.values, speed_m_s=speed_m_s) for one in measured]
    kept = tuple(one for one, faults in zip(measured, found, strict=True) if not faults)
    faults = [fault for of_stride in found for fault in of_stride]
    if 2 * len(kept) < len(measured):
        raise ImpossibleRunError(file_name, faults)
    if not faults:
        return kept, ()
    words, causes = _worst(faults)
    message = en(
        "{left_out} of {strides} strides were left out, because no body does what they show: {figures}. Such figures come from {causes}.",
        left_out=len(measured) - len(kept),
        strides=len(measured),
        figures=words,
        causes=causes,
    )
    return kept, (Note("strides_impossible", message),)


def _worst(found: Sequence[Impossible]) -> tuple[Text, Text]:
    """The figure of each measure that is furthest from zero, in words, and what they come from."""
    worst = {fault.measure: fault for fault in sorted(found, key=lambda fault: abs(fault.value))}
    causes = dict.fromkeys(possible()[measure].points_to for measure in worst)
    return joined((fault.words() for fault in worst.values()), "; "), reduce(_or_else, causes)


def _or_else(causes: Text, cause: Text) -> Text:
    return en("{causes}; or {cause}", causes=causes, cause=cause)
