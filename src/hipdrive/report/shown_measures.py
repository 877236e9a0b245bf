"""Measures and signals of a run that people compare, in the units that they read."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..gait.measures.definitions import MeasureDefinition
from ..gait.measures.measure import Measure
from ..language import Text, en, layout
from ..units import deg_from_rad, km_h_from_m_s

NO_UNIT = Text("")
DEGREES = deg_from_rad(1.0)
FLEXOR_PEAK = "peak_hip_flexor_moment_nm_kg"


@dataclass(frozen=True, kw_only=True)
class ComparedMeasure:
    """A measure in the units that people read."""

    id: str
    label: Text
    factor: float
    """From the measure's own unit."""
    unit: Text
    """With the space before it."""
    digits: int

    def number(self, value: float) -> Text:
        """A number with its unit and a true minus, such as '230 ms'."""
        return layout("{number}{unit}", number=self.plain(value), unit=self.unit)

    def plain(self, value: float) -> Text:
        """The same without the unit."""
        size = decimal(abs(self.factor * value), self.digits)
        return layout("\N{MINUS SIGN}{size}", size=size) if self.factor * value < 0 and float(size) != 0 else size

    def spread_around(self, mean: float, sd: float) -> Text:
        """Such as '230 ± 4 ms' of a mean and a spread that are in the unit shown."""
        return layout("{mean} ± {spread}{unit}", mean=decimal(mean, self.digits), spread=decimal(sd, self.digits), unit=self.unit)


def decimal(value: float, digits: int) -> Text:
    """A number with so many digits behind its point."""
    return layout(f"{{number:.{digits}f}}", number=value)


def _unit(unit: Text) -> Text:
    return layout(" {unit}", unit=unit)


_STEPS = _unit(en("steps/min"))
COMPARED = (
    ComparedMeasure(id="contact_time_s", label=en("Contact time"), factor=1000.0, unit=layout(" ms"), digits=0),
    ComparedMeasure(id="flight_time_s", label=en("Flight time"), factor=1000.0, unit=layout(" ms"), digits=0),
    ComparedMeasure(id="step_length_m", label=en("Step length"), factor=100.0, unit=layout(" cm"), digits=0),
    ComparedMeasure(id="foot_ahead_m", label=en("Foot ahead of the body at landing"), factor=100.0, unit=layout(" cm"), digits=1),
    ComparedMeasure(id="peak_hip_extension_rad", label=en("Thigh furthest behind"), factor=DEGREES, unit=layout("°"), digits=0),
    ComparedMeasure(id="scissor_largest_rad", label=en("Widest scissor"), factor=DEGREES, unit=layout("°"), digits=0),
    ComparedMeasure(id=FLEXOR_PEAK, label=en("Flexor peak"), factor=1.0, unit=layout(" Nm/kg"), digits=2),
    ComparedMeasure(id="h3_work_j_kg", label=en("Flexor work in swing"), factor=1.0, unit=layout(" J/kg"), digits=2),
)
"""The few measures that a page shows first, in their order."""
CADENCE = ComparedMeasure(id="stride_rate_steps_per_min", label=en("Cadence"), factor=1.0, unit=_STEPS, digits=0)
READ_AS: Mapping[str, tuple[float, Text, int]] = {
    "rad": (DEGREES, layout("°"), 1),
    "rad/s": (DEGREES, layout("°/s"), 0),
    "m": (100.0, layout(" cm"), 1),
    "s": (1000.0, layout(" ms"), 0),
    "m/s": (1.0, layout(" m/s"), 2),
    "steps/min": (1.0, _STEPS, 0),
    "%": (1.0, layout(" %"), 0),
    "Nm/kg": (1.0, layout(" Nm/kg"), 2),
    "W/kg": (1.0, layout(" W/kg"), 1),
    "J/kg": (1.0, layout(" J/kg"), 2),
    "Nm s/kg": (1.0, layout(" Nm s/kg"), 3),
    "body weights": (1.0, _unit(en("body weights")), 2),
    "body weights/s": (1.0, _unit(en("body weights/s")), 0),
    "body weights x s": (1.0, _unit(en("body weights × s")), 3),
    "": (1.0, NO_UNIT, 3),
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
        return ComparedMeasure(id=definition.id, label=definition.name, factor=km_h_from_m_s(1.0), unit=layout(" km/h"), digits=1)
    factor, unit, digits = READ_AS[definition.unit]
    return ComparedMeasure(id=definition.id, label=definition.name, factor=factor, unit=unit, digits=digits)


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One signal over the stride."""

    curve: str
    name: Text
    title: Text
    """The name with the unit, where that does not stand behind each number."""
    above: Text
    below: Text
    factor: float
    unit: Text


SIGNALS = (
    Signal(
        curve="hip_flexion_rad",
        name=en("Hip angle"),
        title=en("Hip angle"),
        above=en("thigh ahead ↑"),
        below=en("thigh behind ↓"),
        factor=DEGREES,
        unit=layout("°"),
    ),
    Signal(
        curve="hip_flexion_moment_nm_kg",
        name=en("Hip moment"),
        title=en("Hip moment, Nm/kg"),
        above=en("flexors pull ↑"),
        below=en("extensors push ↓"),
        factor=1.0,
        unit=NO_UNIT,
    ),
    Signal(
        curve="hip_flexion_power_w_kg",
        name=en("Hip power"),
        title=en("Hip power, W/kg"),
        above=en("drives ↑"),
        below=en("brakes ↓"),
        factor=1.0,
        unit=NO_UNIT,
    ),
)
"""The hip's angle, moment and power."""
SIGNALS_ON_VIDEO = (
    Signal(
        curve="thigh_rad",
        name=en("thigh"),
        title=en("Thigh against plumb"),
        above=en("thigh ahead ↑"),
        below=en("thigh behind ↓"),
        factor=DEGREES,
        unit=layout("°"),
    ),
    Signal(
        curve="knee_flexion_rad",
        name=en("knee"),
        title=en("Knee angle"),
        above=en("bent ↑"),
        below=en("straight ↓"),
        factor=DEGREES,
        unit=layout("°"),
    ),
)
"""What one camera at the side shows of the near leg."""


def toe_off_of(measures: Mapping[str, Measure]) -> float | None:
    """Mean toe-off of a side in % of its stride; None without a whole stride."""
    contact, stride = measures.get("contact_time_s"), measures.get("stride_time_s")
    if contact is None or stride is None or contact.mean is None or stride.mean is None:
        return None
    return 100.0 * contact.mean / stride.mean
