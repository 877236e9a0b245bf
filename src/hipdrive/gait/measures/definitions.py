"""What each measure is - events, unit, sign, source - read from data/gait/measures.toml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ...data.declared import ReadOnly, read_only, shipped
from ...language import Text, en, verbatim

FILE = "measures.toml"
IMPULSE_SOURCE = "Ema et al. 2018 relate the flexors' impulse to sprint speed; by range of hip flexion it is our own figure"
UNIT_WORDS: Mapping[str, Text] = MappingProxyType(
    {
        "steps/min": en("steps/min"),
        "body weights": en("body weights"),
        "body weights/s": en("body weights/s"),
        "body weights x s": en("body weights x s"),
    }
)
"""Units that are words."""


@dataclass(frozen=True, kw_only=True)
class MeasureDefinition:
    """One measure."""

    id: str
    """Name in results, ending in its unit."""
    family: str
    name: Text
    """For people."""
    events: Text
    """Which events and places it is read from."""
    unit: str
    """SI; empty for a plain number."""
    sign: Text
    source: str
    ratio: bool
    """Whether zero means none, so that a percentage between sides makes sense."""
    smallest_detectable: float | None = None
    """Published smallest detectable change, in the unit; None where none was found."""
    smallest_detectable_source: str = ""

    @property
    def of_whole_body(self) -> bool:
        """Whether it is read from the body's centre of mass, which is estimated where the trunk has no markers."""
        return "centre of mass" in self.events


@dataclass(frozen=True, kw_only=True)
class _Angle:
    name: Text
    sign: Text
    source: str


@dataclass(frozen=True, kw_only=True)
class _Burst:
    name: Text
    what: Text
    sign: Text
    source: str


@dataclass(frozen=True, kw_only=True)
class _Impulse:
    name: Text
    what: Text


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A measure of every angle, burst or impulse; name and events may hold {name} and {what}."""

    id: str
    name: Text
    events: Text
    unit: str = "Nm s/kg"
    sign: Text | None = None


@dataclass(frozen=True, kw_only=True)
class _Renamed:
    """A measure of an angle that has a name of its own."""

    id: str
    name: Text
    events: Text
    sign: Text


@dataclass(frozen=True, kw_only=True)
class _MeasuresFile:
    families: ReadOnly[str, Text]
    measure: tuple[MeasureDefinition, ...]
    angle: ReadOnly[str, _Angle]
    angle_event: tuple[_Part, ...]
    rename: ReadOnly[str, _Renamed]
    burst: ReadOnly[str, _Burst]
    burst_part: tuple[_Part, ...]
    impulse: ReadOnly[str, _Impulse]
    impulse_part: tuple[_Part, ...]


@cache
def measure_families() -> Mapping[str, Text]:
    """Families of measures and their names for people, in order."""
    return _file().families


@cache
def measure_definitions() -> Mapping[str, MeasureDefinition]:
    """All measures by name, families in order."""
    order = list(measure_families())
    definitions = (*_file().measure, *_of_angles(_file()), *_of_bursts(_file()), *_of_impulses(_file()))
    return read_only(
        {definition.id: definition for definition in sorted(definitions, key=lambda definition: order.index(definition.family))}
    )


def unit_words(unit: str) -> Text:
    """A unit as people read it."""
    return UNIT_WORDS.get(unit) or verbatim(unit)


@cache
def _file() -> _MeasuresFile:
    return shipped(_MeasuresFile, "gait", FILE)


def _of_angles(file: _MeasuresFile) -> Iterator[MeasureDefinition]:
    """Every signal at every event."""
    for signal, angle in file.angle.items():
        for part in file.angle_event:
            name = part.id.format(signal=signal)
            own = file.rename.get(name)
            yield MeasureDefinition(
                id=name if own is None else own.id,
                family="angles",
                name=part.name.filled(name=angle.name) if own is None else own.name,
                events=part.events if own is None else own.events,
                unit=part.unit,
                sign=_angle_sign(angle, part) if own is None else own.sign,
                source=angle.source,
                ratio=False,
            )


def _angle_sign(angle: _Angle, part: _Part) -> Text:
    """What a positive figure of an angle means."""
    if part.unit == "%":
        return en("0 to 100")
    return en("velocity of: {sign}", sign=angle.sign) if part.unit == "rad/s" else part.sign or angle.sign


def _of_bursts(file: _MeasuresFile) -> Iterator[MeasureDefinition]:
    """Every burst in every part."""
    for name, burst in file.burst.items():
        for part in file.burst_part:
            yield MeasureDefinition(
                id=part.id.format(burst=name),
                family="bursts",
                name=part.name.filled(name=burst.name),
                events=part.events.filled(what=burst.what),
                unit=part.unit,
                sign=burst.sign,
                source=burst.source,
                ratio=True,
            )


def _of_impulses(file: _MeasuresFile) -> Iterator[MeasureDefinition]:
    """Every impulse in every part."""
    for action, impulse in file.impulse.items():
        for part in file.impulse_part:
            yield MeasureDefinition(
                id=part.id.format(action=action),
                family="bursts",
                name=part.name.filled(name=impulse.name),
                events=part.events.filled(what=impulse.what),
                unit=part.unit,
                sign=en("always positive"),
                source=IMPULSE_SOURCE,
                ratio=True,
            )
