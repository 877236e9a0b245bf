"""Measures and signals of a run that people compare, in the units that they read."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..gait.measures.definitions import MeasureDefinition
from ..gait.measures.measure import Measure
from ..units import deg_from_rad, km_h_from_m_s

MINUS = "\N{MINUS SIGN}"
DEGREES = deg_from_rad(1.0)
FLEXOR_PEAK = "peak_hip_flexor_moment_nm_kg"


@dataclass(frozen=True, kw_only=True)
class ComparedMeasure:
    """A measure in the units that people read."""

    id: str
    label: str
    factor: float
    """From the measure's own unit."""
    unit: str
    digits: int

    def number(self, value: float) -> str:
        """A number with its unit and a true minus, such as '230 ms'."""
        return f"{self.plain(value)}{self.unit}"

    def plain(self, value: float) -> str:
        """The same without the unit."""
        text = f"{self.factor * value:.{self.digits}f}"
        return text.removeprefix("-") if float(text) == 0 else text.replace("-", MINUS)


COMPARED = (
    ComparedMeasure(id="contact_time_s", label="Contact time", factor=1000.0, unit=" ms", digits=0),
    ComparedMeasure(id="flight_time_s", label="Flight time", factor=1000.0, unit=" ms", digits=0),
    ComparedMeasure(id="step_length_m", label="Step length", factor=100.0, unit=" cm", digits=0),
    ComparedMeasure(id="foot_ahead_m", label="Foot ahead of the body at landing", factor=100.0, unit=" cm", digits=1),
    ComparedMeasure(id="peak_hip_extension_rad", label="Thigh behind at most", factor=DEGREES, unit="°", digits=0),
    ComparedMeasure(id="scissor_largest_rad", label="Widest scissor", factor=DEGREES, unit="°", digits=0),
    ComparedMeasure(id=FLEXOR_PEAK, label="Flexor peak", factor=1.0, unit=" Nm/kg", digits=2),
    ComparedMeasure(id="h3_work_j_kg", label="Flexor work in swing", factor=1.0, unit=" J/kg", digits=2),
)
"""The few measures that a page shows first, in their order."""
CADENCE = ComparedMeasure(id="stride_rate_steps_per_min", label="Cadence", factor=1.0, unit=" steps/min", digits=0)
READ_AS: Mapping[str, tuple[float, str, int]] = {
    "rad": (DEGREES, "°", 1),
    "rad/s": (DEGREES, "°/s", 0),
    "m": (100.0, " cm", 1),
    "s": (1000.0, " ms", 0),
    "m/s": (1.0, " m/s", 2),
    "steps/min": (1.0, " steps/min", 0),
    "%": (1.0, " %", 0),
    "Nm/kg": (1.0, " Nm/kg", 2),
    "W/kg": (1.0, " W/kg", 1),
    "J/kg": (1.0, " J/kg", 2),
    "Nm s/kg": (1.0, " Nm s/kg", 3),
    "body weights": (1.0, " body weights", 2),
    "body weights/s": (1.0, " body weights/s", 0),
    "body weights x s": (1.0, " body weights × s", 3),
    "": (1.0, "", 3),
}
"""Factor, unit and digits by the unit of a measure."""
RUN_AT = ("stride_speed_m_s",)
"""Speeds of the runner, which are read in km/h."""


def read_as(definition: MeasureDefinition) -> ComparedMeasure:
    """How people read a measure: as it is compared, else by its unit."""
    for compared in (CADENCE, *COMPARED):
        if compared.id == definition.id:
            return compared
    if definition.id in RUN_AT:
        return ComparedMeasure(id=definition.id, label=definition.name, factor=km_h_from_m_s(1.0), unit=" km/h", digits=1)
    factor, unit, digits = READ_AS[definition.unit]
    return ComparedMeasure(id=definition.id, label=definition.name, factor=factor, unit=unit, digits=digits)


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One signal over the stride."""

    curve: str
    title: str
    above: str
    below: str
    factor: float
    unit: str


SIGNALS = (
    Signal(curve="hip_flexion_rad", title="Hip angle", above="thigh ahead ↑", below="thigh behind ↓", factor=DEGREES, unit="°"),
    Signal(
        curve="hip_flexion_moment_nm_kg",
        title="Hip moment, Nm/kg",
        above="flexors pull ↑",
        below="extensors push ↓",
        factor=1.0,
        unit="",
    ),
    Signal(curve="hip_flexion_power_w_kg", title="Hip power, W/kg", above="drives ↑", below="brakes ↓", factor=1.0, unit=""),
)
"""The hip's angle, moment and power."""


def toe_off_of(measures: Mapping[str, Measure]) -> float | None:
    """Mean toe-off of a side in % of its stride; None without a whole stride."""
    contact, stride = measures.get("contact_time_s"), measures.get("stride_time_s")
    if contact is None or stride is None or contact.mean is None or stride.mean is None:
        return None
    return 100.0 * contact.mean / stride.mean
