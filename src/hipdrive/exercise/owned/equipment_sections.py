"""How a file of equipment is written: its sections and what each value may be; a key that is left out has its usual value."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field

from ...language import en

MEASURED_BANDS = "measured_bands"
MOST_ENTRIES = 20
"""Entries that a list may have: sums of more pieces would take long and are of no use."""
MOST_KG = 500.0
HIGHEST_M = 3.0
BAND_ID = r"^[a-z0-9][a-z0-9_.-]*$"


def _list_of(low: float, high: float, unit: str) -> object:
    words = en("a list of at most {most} numbers from {low:g} to {high:g} {unit}", most=MOST_ENTRIES, low=low, high=high, unit=unit)
    return Field(max_length=MOST_ENTRIES, description=words)


def _from(low: float, high: float, unit: str = "") -> object:
    words = en("a number from {low:g} to {high:g} {unit}") if unit else en("a number from {low:g} to {high:g}")
    return Field(ge=low, le=high, description=words.filled(low=low, high=high, unit=unit))


Pieces = Annotated[tuple[Annotated[float, Field(ge=0.05, le=MOST_KG)], ...], _list_of(0.05, MOST_KG, "kg")]
Bars = Annotated[tuple[Annotated[float, Field(ge=1.0, le=MOST_KG)], ...], _list_of(1.0, MOST_KG, "kg")]
Heights = Annotated[tuple[Annotated[float, Field(ge=0.05, le=HIGHEST_M)], ...], _list_of(0.05, HIGHEST_M, "m")]
Notches = Annotated[tuple[Annotated[float, Field(ge=0.0, le=HIGHEST_M)], ...], _list_of(0.0, HIGHEST_M, "m")]
Kg = Annotated[float, _from(0.1, MOST_KG, "kg")]
Height = Annotated[float, _from(0.0, HIGHEST_M, "m")]
Pair = Annotated[tuple[float, float], Field(description=en("pairs [length in m, tension in N]"))]


@dataclass(frozen=True, kw_only=True)
class BandsSection:
    """Bands with a published table."""

    own: tuple[str, ...] | None = None
    strands: Annotated[int, Field(ge=1, le=4, description=en("a whole number from 1 to 4"))] | None = None


@dataclass(frozen=True, kw_only=True)
class MeasuredBandSection:
    """A band that its owner measured."""

    id: Annotated[str, Field(pattern=BAND_ID, description=en("small letters, digits, _ - and . (but not 'none')"))]
    rest_length_m: Annotated[float, _from(0.02, 10.0, "m")]
    points: tuple[Pair, ...]


@dataclass(frozen=True, kw_only=True)
class WeightsSection:
    """Single weights."""

    ankle_kg: Pieces | None = None
    kettlebell_kg: Pieces | None = None
    dumbbell_kg: Pieces | None = None


@dataclass(frozen=True, kw_only=True)
class BarbellSection:
    """Bars, and the mass of one plate of each pair."""

    bar_kg: Bars | None = None
    plates_kg: Pieces = ()


@dataclass(frozen=True, kw_only=True)
class CableSection:
    """A cable machine."""

    machine: str | None = None
    ratio: Annotated[float, _from(1.0, 4.0)] | None = None
    first_kg: Kg | None = None
    step_kg: Kg | None = None
    most_kg: Kg | None = None
    friction: Annotated[float, Field(ge=0.0, le=0.9, description=en("a number from 0 to 0.9 of the tension"))] | None = None
    pulley_heights_m: Notches | None = None
    pulley_low_m: Height | None = None
    pulley_high_m: Height | None = None


@dataclass(frozen=True, kw_only=True)
class SledSection:
    """A sled, and the mass of each plate."""

    mass_kg: Kg | None = None
    plates_kg: Pieces = ()
    surface: str | None = None


@dataclass(frozen=True, kw_only=True)
class HeightsSection:
    """Things of a height."""

    heights_m: Heights | None = None


@dataclass(frozen=True, kw_only=True)
class RoomSection:
    """Where one may stand, and between which heights a band can be tied."""

    length_m: Annotated[float, _from(0.2, 20.0, "m")] | None = None
    ceiling_m: Annotated[float, _from(1.5, 20.0, "m")] | None = None
    anchor_low_m: Height | None = None
    anchor_high_m: Height | None = None


@dataclass(frozen=True, kw_only=True)
class EquipmentFile:
    """All sections; one that is missing means: not owned."""

    has: tuple[str, ...] = ()
    bands: BandsSection | None = None
    measured_bands: tuple[MeasuredBandSection, ...] = ()
    weights: WeightsSection | None = None
    barbell: BarbellSection | None = None
    cable: CableSection | None = None
    sled: SledSection | None = None
    benches: HeightsSection | None = None
    boxes: HeightsSection | None = None
    chairs: HeightsSection | None = None
    room: RoomSection | None = None


SECTION_TYPES: Mapping[str, type[Any]] = MappingProxyType(
    {
        "bands": BandsSection,
        MEASURED_BANDS: MeasuredBandSection,
        "weights": WeightsSection,
        "barbell": BarbellSection,
        "cable": CableSection,
        "sled": SledSection,
        "benches": HeightsSection,
        "boxes": HeightsSection,
        "chairs": HeightsSection,
        "room": RoomSection,
    }
)
SECTIONS = MappingProxyType({name: tuple(field.name for field in fields(section)) for name, section in SECTION_TYPES.items()})
"""Every section and its keys."""
