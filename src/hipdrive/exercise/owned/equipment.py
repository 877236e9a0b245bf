"""What the athlete owns and the room allows, and the loads that can be made of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from ...errors import UnknownNameError
from ...language import Text, en
from ..declared.hardware import (
    BandTable,
    CableMachine,
    SledSurface,
    band_tables,
    cable_machines,
    plates_of_a_gym,
    sled_surfaces,
    sold,
    typical_heights,
)
from .thing_words import thing_called

LoadKind = Literal["ankle", "kettlebell", "dumbbell", "barbell", "cable", "sled"]
LOAD_KINDS: tuple[LoadKind, ...] = get_args(LoadKind)

THINGS = {
    "ankle cuff": "loop round the ankle that a cable or band hooks into",
    "ankle weight": "weight cuff with a fastener",
    "ball": "large stability ball",
    "band": "flat bands, loops or tubes",
    "barbell": "bar with plates",
    "bench": "firm bench to lie or lean on",
    "box": "box or step that carries a person",
    "cable machine": "stack with a pulley of which the height can be set",
    "chair": "chair or stool",
    "dumbbell": "dumbbells",
    "kettlebell": "kettlebells",
    "mat": "mat for the floor",
    "power rack": "rack with uprights, or a Smith machine",
    "pull-up bar": "bar to hang from",
    "roman chair": "chair with a foot hold and a pad for the thighs",
    "sled": "sled to drag, with foot straps",
    "wall": "wall to lean against",
}
"""Everything an exercise may ask for, and what it is."""
CUFFS_AT_ONCE = 2
"""Ankle weights that fit on one ankle one above the other; our choice."""
TYPICAL_CABLE = "dual_adjustable"
TYPICAL_SURFACE = "unknown"
TYPICAL_STRANDS = 4
TYPICAL_SLED_KG = 30.0
"""An empty sled; typical, our choice."""


@dataclass(frozen=True, kw_only=True)
class Barbell:
    """Bars and plates."""

    bar_kg: tuple[float, ...]
    plate_pairs_kg: tuple[float, ...]
    """Mass of one plate, one entry for each pair."""


@dataclass(frozen=True, kw_only=True)
class Pulley:
    """A cable machine and the heights its pulley can take."""

    machine: CableMachine
    heights_m: tuple[float, ...]
    """(k,) from the lowest to the highest; all between are possible unless notched."""
    notched: bool = False
    """Whether only the listed heights are possible."""


@dataclass(frozen=True, kw_only=True)
class SledSet:
    """A sled, its plates and what it is dragged on."""

    mass_kg: float
    """Of the empty sled."""
    plates_kg: tuple[float, ...]
    """Mass of each plate."""
    surface: SledSurface


@dataclass(frozen=True, kw_only=True)
class Room:
    """Where one may stand and tie."""

    length_m: float
    """Farthest that the athlete may stand from an anchor or pulley."""
    ceiling_m: float
    anchor_low_m: float
    """Lowest height at which a band can be tied."""
    anchor_high_m: float


@dataclass(frozen=True, kw_only=True)
class Equipment:
    """All of it; what isn't owned is empty or None."""

    source: Text
    """File it was read from, or 'ordinary gym'."""
    has: frozenset[str]
    """Names of THINGS, those with a section of their own among them."""
    bands: Mapping[str, BandTable]
    """By id, lightest first; measured ones replace published ones of the same id."""
    most_strands: int
    ankle_kg: tuple[float, ...] = ()
    """(k,) each cuff that may go on one ankle."""
    kettlebell_kg: tuple[float, ...] = ()
    dumbbell_kg: tuple[float, ...] = ()
    barbell: Barbell | None = None
    cable: Pulley | None = None
    sled: SledSet | None = None
    bench_heights_m: tuple[float, ...] = ()
    box_heights_m: tuple[float, ...] = ()
    chair_heights_m: tuple[float, ...] = ()
    room: Room


TYPICAL_ROOM = Room(length_m=4.0, ceiling_m=2.5, anchor_low_m=0.05, anchor_high_m=2.2)
"""Our choice."""


@cache
def default_equipment() -> Equipment:
    """An ordinary gym: everything as sold (tables in data/hardware), flat bands of all colours, a two-to-one cable machine."""
    return Equipment(
        source=en("ordinary gym"),
        has=frozenset(THINGS),
        bands=band_tables(),
        most_strands=TYPICAL_STRANDS,
        ankle_kg=sold("ankle_weights"),
        kettlebell_kg=sold("kettlebells"),
        dumbbell_kg=sold("dumbbells"),
        barbell=Barbell(bar_kg=sold("bars"), plate_pairs_kg=plates_of_a_gym()),
        cable=Pulley(machine=cable_machines()[TYPICAL_CABLE], heights_m=typical_heights("pulley")),
        sled=SledSet(mass_kg=TYPICAL_SLED_KG, plates_kg=plates_of_a_gym(), surface=sled_surfaces()[TYPICAL_SURFACE]),
        bench_heights_m=typical_heights("bench"),
        box_heights_m=typical_heights("box"),
        chair_heights_m=typical_heights("chair"),
        room=TYPICAL_ROOM,
    )


def owns(equipment: Equipment, thing: str) -> bool:
    """Whether something that an exercise asks for is there.

    Raises:
        UnknownNameError: If no such thing is known.
    """
    return thing_named(thing) in equipment.has


def thing_named(name: str) -> str:
    """The name in THINGS that a word stands for.

    Raises:
        UnknownNameError: If there is none; names the nearest.
    """
    plain = name.strip().lower()
    thing = plain if plain in THINGS else thing_called(plain)
    if thing not in THINGS:
        raise UnknownNameError(en("equipment"), name, THINGS)
    return thing


def loads_of(equipment: Equipment, what: LoadKind) -> tuple[float, ...]:
    """All loads above 0 kg that can be made, lightest first; empty if it isn't owned.

    Args:
        equipment: What is owned.
        what: 'ankle': one or two cuffs on one ankle; 'kettlebell' or 'dumbbell': one of them; 'barbell': bar and pairs of plates;
            'cable': pins of the stack, not what is felt at the handle; 'sled': sled and plates.

    Returns:
        (k,) kg.

    Raises:
        UnknownNameError: If there is no such kind of load.
    """
    if what not in LOAD_KINDS:
        raise UnknownNameError(en("kind of load"), what, LOAD_KINDS)
    barbell, cable, sled = equipment.barbell, equipment.cable, equipment.sled
    if what == "ankle":
        return _sums(equipment.ankle_kg, at_once=CUFFS_AT_ONCE)[1:]
    if what == "barbell":
        pairs = _sums([2.0 * plate for plate in barbell.plate_pairs_kg]) if barbell else ()
        return tuple(sorted({round(bar + pair, 3) for bar in (barbell.bar_kg if barbell else ()) for pair in pairs}))
    if what == "cable":
        return _pins(cable.machine) if cable else ()
    if what == "sled":
        return tuple(round(sled.mass_kg + plates, 3) for plates in _sums(sled.plates_kg)) if sled else ()
    return tuple(sorted(set(equipment.kettlebell_kg if what == "kettlebell" else equipment.dumbbell_kg)))


def bands_of(equipment: Equipment) -> dict[str, BandTable]:
    """The bands that are owned, by id, lightest first."""
    return dict(sorted(equipment.bands.items(), key=lambda item: half_stretched_pull_n(item[1])))


def half_stretched_pull_n(table: BandTable) -> float:
    """Tension (N) at 50 % stretch or, for a table that ends before, at that stretch along its last line."""
    stretch, force = table.elongation, table.force_n
    index = int((stretch >= 0.5).argmax()) if stretch[-1] >= 0.5 else len(stretch) - 1
    slope = (force[index] - force[index - 1]) / (stretch[index] - stretch[index - 1])
    return float(force[index] + slope * (0.5 - stretch[index]))


def _pins(machine: CableMachine) -> tuple[float, ...]:
    pins = int((machine.most_kg - machine.first_kg) / machine.step_kg + 1e-9) + 1
    return tuple(round(machine.first_kg + pin * machine.step_kg, 3) for pin in range(pins))


def _sums(pieces: Sequence[float], *, at_once: int | None = None) -> tuple[float, ...]:
    """All sums of some of the pieces, from 0 for none of them, to the gram; of at most so many at once."""
    least_pieces = {0.0: 0}
    for piece in pieces:
        for total, used in list(least_pieces.items()):
            more = round(total + piece, 3)
            if at_once is None or used < at_once:
                least_pieces[more] = min(used + 1, least_pieces.get(more, used + 1))
    return tuple(sorted(least_pieces))
