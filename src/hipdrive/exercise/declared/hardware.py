"""Real hardware: force tables of bands, weights as sold, cable machines, sled surfaces and heights, each number with its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np

from ...arrays import FloatArray, same_fields
from ...band_words import band_words
from ...data.declared import read_only, shipped_rows
from ...errors import DeclarationError
from ...language import Text, en, en_count

NO_BAND = "none"
FLAT_BANDS = "bands"
OTHER_BANDS = ("loop_bands", "tubes")
SoldAs = Literal["ankle_weights", "kettlebells", "dumbbells", "plates", "bars"]
SOLD_AS: tuple[SoldAs, ...] = get_args(SoldAs)
MEASURED = "measured by the owner"
FOLDER = "hardware"
BandKind = Literal["flat band", "loop band", "tube", "measured band"]
KIND_IN: Mapping[str, BandKind] = MappingProxyType({"loop_bands": "loop band", "tubes": "tube"})
"""Kind of the bands in a file; those of others are flat."""


@dataclass(frozen=True, kw_only=True)
class PublishedTension:
    """One figure that somebody states for a band."""

    elongation: float
    """Stretch over rest length."""
    force_n: float
    source: str
    confidence: str


@dataclass(frozen=True, kw_only=True)
class BandTable:
    """Tension of one strand of one product; a band laid double is two strands of half the length, each stretched as much."""

    id: str
    elongation: FloatArray
    """(k,) stretch over rest length, from 0; the last is as far as we go."""
    force_n: FloatArray
    """(k,) from 0."""
    spread_at_double_n: tuple[float, float] | None
    """Lowest and highest published tension at 100 % stretch; None where fewer than two sources state one."""
    source: str
    kind: BandKind = "flat band"
    published: tuple[PublishedTension, ...] = ()
    """All published figures behind it, those of the curve first."""
    rest_length_m: float | None = None
    """Slack length of the piece; None where it is sold in any length."""

    def __eq__(self, other: object) -> bool:
        """Whether two tables say the same."""
        return same_fields(self, other) if isinstance(other, BandTable) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.id, self.source))

    @property
    def how_sure(self) -> Text:
        """How far the table can be trusted, in one sentence."""
        if self.kind == "measured band":
            return en(
                "For the {band} band we use its owner's own measurements, up to {stretch:.0%} stretch.",
                band=self.id,
                stretch=float(self.elongation[-1]),
            )
        if self.spread_at_double_n is None:
            return en(
                "The values for the {band} band are typical, from one source only ({source}); measure yours.",
                band=band_words(self.id),
                source=self.source,
            )
        low, high = self.spread_at_double_n
        return en(
            "The values for the {band} band are typical: at twice its length, sources give {low_n:.0f} to {high_n:.0f} N per strand; "
            "measure yours.",
            band=band_words(self.id),
            low_n=low,
            high_n=high,
        )


@dataclass(frozen=True, kw_only=True)
class CableMachine:
    """The stack of a cable machine."""

    ratio: float
    """Cable travel over stack travel: 1, or 2 where the felt load is half the stack."""
    first_kg: float
    """Lightest pin."""
    step_kg: float
    most_kg: float
    friction: float = 0.0
    """Share of the tension that opposes motion."""


@dataclass(frozen=True, kw_only=True)
class SledSurface:
    """How a sled rubs on a surface: pull over weight of sled and load."""

    id: str
    friction: float
    """While it slides; what we calculate with."""
    starting_friction: float | None
    """Before it slides; None where no source states it."""
    spread: tuple[float, float]
    """Lowest and highest published friction while sliding."""
    source: str


@dataclass(frozen=True, kw_only=True)
class _SourcedRow:
    source: str
    confidence: str


@dataclass(frozen=True, kw_only=True)
class _TensionRow(_SourcedRow):
    band: str
    elongation_pct: float
    force_n: float
    use: str = ""


@dataclass(frozen=True, kw_only=True)
class _PieceRow(_SourcedRow):
    kg: float
    pairs: int = 1


@dataclass(frozen=True, kw_only=True)
class _MachineRow(_SourcedRow):
    machine: str
    quantity: str
    value: float


@dataclass(frozen=True, kw_only=True)
class _SledRow(_SourcedRow):
    surface: str
    phase: Literal["slides", "starts"]
    friction: float
    load_kg: float | None = None
    use: str = ""


@dataclass(frozen=True, kw_only=True)
class _HeightRow(_SourcedRow):
    thing: str
    height_m: float


@cache
def band_tables() -> Mapping[str, BandTable]:
    """The flat bands by id (their colour), lightest first (data/hardware/bands.csv)."""
    return read_only(_bands_in(FLAT_BANDS))


@cache
def known_bands() -> Mapping[str, BandTable]:
    """All bands with a published table: flat ones by colour, then loops ('loop_heavy') and tubes ('tube_red')."""
    return read_only({**band_tables(), **{name: table for file in OTHER_BANDS for name, table in _bands_in(file).items()}})


def measured_band(name: str, *, rest_length_m: float, points: Sequence[tuple[float, float]], file: str = "measured band") -> BandTable:
    """A band measured in: straight lines through (rest length, 0 N) and the measured points; the table ends at the longest.

    Args:
        name: Id of its own, or that of a published band which it then replaces.
        rest_length_m: Slack length of the measured piece, m.
        points: Two or more pairs of length (m, above the rest length) and tension (N), in any order.
        file: Where it was written, for messages.

    Raises:
        DeclarationError: If there are fewer than two points, a length is not above the rest length, or tension does not grow with length.
    """
    if not rest_length_m > 0:
        found = en("rest_length_m of band '{band}' is {length_m:g}", band=name, length_m=rest_length_m)
        raise DeclarationError(file, found, en("a length above 0 m"))
    rows = sorted(points)
    if len(rows) < 2:
        found = en_count("points of band '{band}' has {n} pair", "points of band '{band}' has {n} pairs", n=len(rows), band=name)
        raise DeclarationError(file, found, en("two or more pairs [length in m, tension in N]"))
    if rows[0][0] <= rest_length_m:
        found = en("points of band '{band}' has length {length_m:g} m", band=name, length_m=rows[0][0])
        allowed = en("lengths above the rest length of {length_m:g} m, where the pull is 0 N by itself", length_m=rest_length_m)
        raise DeclarationError(file, found, allowed)
    length, force = np.array([(rest_length_m, 0.0), *rows], dtype=np.float64).T
    for before, after in zip(range(len(rows)), range(1, len(rows) + 1), strict=True):
        if length[after] <= length[before] or force[after] <= force[before]:
            found = en(
                "points of band '{band}' goes from {before_n:g} N at {before_m:g} m to {after_n:g} N at {after_m:g} m",
                band=name,
                before_n=force[before],
                before_m=length[before],
                after_n=force[after],
                after_m=length[after],
            )
            raise DeclarationError(file, found, en("a tension that grows with length"))
    return BandTable(
        id=name,
        elongation=_locked(length / rest_length_m - 1.0),
        force_n=_locked(force),
        spread_at_double_n=None,
        source=MEASURED,
        kind="measured band",
        rest_length_m=rest_length_m,
    )


@cache
def sold(what: SoldAs) -> tuple[float, ...]:
    """(k,) kg of each piece as sold, lightest first (data/hardware/<what>.csv)."""
    return tuple(sorted(row.kg for row in _pieces(what)))


@cache
def plates_of_a_gym() -> tuple[float, ...]:
    """(k,) kg of one plate, one entry per pair that an ordinary gym has for one bar (our choice)."""
    return tuple(row.kg for row in _pieces("plates") for _ in range(row.pairs))


@cache
def cable_machines() -> Mapping[str, CableMachine]:
    """Typical cable machines by id (data/hardware/cable_machines.csv)."""
    figures: dict[str, dict[str, float]] = {}
    for row in shipped_rows(tuple[_MachineRow, ...], FOLDER, "cable_machines.csv"):
        figures.setdefault(row.machine, {})[row.quantity] = row.value
    return read_only({machine: CableMachine(**own) for machine, own in figures.items()})


@cache
def sled_surfaces() -> Mapping[str, SledSurface]:
    """Surfaces that a sled is dragged on, by id (data/hardware/sleds.csv)."""
    rows = shipped_rows(tuple[_SledRow, ...], FOLDER, "sleds.csv")
    surfaces = {}
    for name in dict.fromkeys(row.surface for row in rows):
        own = [row for row in rows if row.surface == name]
        value = {row.phase: row.friction for row in own if row.use == "value"}
        sliding = [row.friction for row in own if row.phase == "slides"]
        surfaces[name] = SledSurface(
            id=name,
            friction=value["slides"],
            starting_friction=value.get("starts"),
            spread=(min(sliding), max(sliding)),
            source=next(row.source for row in own if row.use == "value"),
        )
    return read_only(surfaces)


@cache
def typical_heights(thing: Literal["bench", "box", "chair", "pulley"]) -> tuple[float, ...]:
    """(k,) m above the floor, lowest first (data/hardware/heights.csv)."""
    return tuple(sorted(row.height_m for row in shipped_rows(tuple[_HeightRow, ...], FOLDER, "heights.csv") if row.thing == thing))


def _pieces(what: SoldAs) -> tuple[_PieceRow, ...]:
    return shipped_rows(tuple[_PieceRow, ...], FOLDER, f"{what}.csv")


def _bands_in(file: str) -> dict[str, BandTable]:
    rows = shipped_rows(tuple[_TensionRow, ...], FOLDER, f"{file}.csv")
    return {band: _table(band, [row for row in rows if row.band == band], file) for band in dict.fromkeys(row.band for row in rows)}


def _table(band: str, rows: Sequence[_TensionRow], file: str) -> BandTable:
    published = tuple(
        PublishedTension(elongation=row.elongation_pct / 100.0, force_n=row.force_n, source=row.source, confidence=row.confidence)
        for row in sorted(rows, key=lambda row: row.use != "curve")
    )
    of_curve = published[: sum(row.use == "curve" for row in rows)]
    curve = sorted((tension.elongation, tension.force_n) for tension in of_curve)
    at_double = [tension.force_n for tension in published if tension.elongation == 1.0]
    return BandTable(
        id=band,
        elongation=_locked([0.0, *(stretch for stretch, _ in curve)]),
        force_n=_locked([0.0, *(force for _, force in curve)]),
        spread_at_double_n=(min(at_double), max(at_double)) if len(at_double) > 1 else None,
        source=published[0].source,
        kind=KIND_IN.get(file, "flat band"),
        published=published,
    )


def _locked(values: Sequence[float] | FloatArray) -> FloatArray:
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array
