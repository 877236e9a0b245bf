"""Read a file in which the athlete says what is owned and how much room there is."""

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Literal, TypeVar

from ...data.declared import declared, read_only
from ...data.fault import nearest, shown
from ...errors import DeclarationError, UnknownNameError, listed
from ...language import Text, en, verbatim
from ..declared.hardware import (
    NO_BAND,
    BandTable,
    band_tables,
    cable_machines,
    known_bands,
    measured_band,
    sled_surfaces,
    sold,
    typical_heights,
)
from .equipment import (
    THINGS,
    TYPICAL_CABLE,
    TYPICAL_ROOM,
    TYPICAL_SLED_KG,
    TYPICAL_STRANDS,
    TYPICAL_SURFACE,
    Barbell,
    Equipment,
    Pulley,
    Room,
    SledSet,
    default_equipment,
    thing_named,
)
from .equipment_fault import equipment_error
from .equipment_sections import (
    BarbellSection,
    CableSection,
    EquipmentFile,
    HeightsSection,
    RoomSection,
    SledSection,
    WeightsSection,
)

T = TypeVar("T")
ALLOWED_ID = en("small letters, digits, _ - and . (but not 'none')")
EXAMPLE_EQUIPMENT = """\
# What I own. If a section is missing, you do not own it. A name in "has" without its own section means: as usually sold.
has = ["chair", "mat", "ankle cuff", "pull-up bar"]

[bands]
own = ["red", "green", "loop_light"]   # flat bands by colour, loops as loop_..., tubes as tube_...
strands = 2                            # most strands side by side; a doubled band is 2 strands of half its length

[[measured_bands]]                     # better than any table: hang weights from a band and measure its length
id = "my-blue"
rest_length_m = 0.50                   # slack
points = [[0.70, 19.6], [1.00, 34.3], [1.40, 49.0]]   # length in m, pull in N (1 kg pulls with 9.81 N); two pairs or more

[weights]
ankle_kg = [1, 2]                      # each cuff you can put on one ankle
kettlebell_kg = [8, 12]
dumbbell_kg = []

[barbell]
bar_kg = [20]
plates_kg = [1.25, 2.5, 5, 10]         # one entry per pair: mass of one plate

[cable]                                # a key you leave out takes its usual value
machine = "dual_adjustable"            # or single_pulley
ratio = 2                              # cable travel over stack travel: 2 feels like half the stack
first_kg = 5                           # lightest pin
step_kg = 5
most_kg = 60
friction = 0                           # share of the tension; 0 unless you measured it
pulley_heights_m = [0.1, 0.5, 1.0]     # the notches; or pulley_low_m and pulley_high_m if it stops anywhere between

[sled]
mass_kg = 25                           # empty
plates_kg = [10, 20]                   # each plate
surface = "artificial_turf"            # hockey_pitch, running_track, grass, artificial_turf, unknown

[benches]
heights_m = [0.43]

[boxes]
heights_m = [0.5, 0.6]

[room]
length_m = 3.0                         # the farthest you can stand from where the band or cable is fixed
ceiling_m = 2.4
anchor_low_m = 0.1                     # the lowest and highest place to tie a band
anchor_high_m = 1.8
"""
"""A file that says everything there is to say."""


def read_equipment(text: str, *, file: str) -> Equipment:
    """Read what is owned (EXAMPLE_EQUIPMENT says how it is written).

    Args:
        text: TOML.
        file: Its name, for messages.

    Raises:
        DeclarationError: If a section, key, name or value is not allowed; names file, key, what was found and what is allowed.
    """
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = en("this is not valid TOML ({error})", error=str(error))
        raise DeclarationError(file, found, en("sections such as [bands] with lines key = value")) from None
    written = declared(EquipmentFile, plain, file=file, refusal=lambda file, fault: equipment_error(file, fault, plain))
    has = frozenset(_thing(name, file) for name in written.has)
    owned = Equipment(
        source=file if isinstance(file, Text) else verbatim(file),
        has=frozenset(),
        bands=_bands(written, file, named="band" in has),
        most_strands=_or_usual(written.bands.strands if written.bands else None, TYPICAL_STRANDS),
        **_weights(written.weights, has),
        barbell=_barbell(written.barbell, file, named="barbell" in has),
        cable=_cable(written.cable, file, named="cable machine" in has),
        sled=_sled(written.sled, file, named="sled" in has),
        bench_heights_m=_heights(written.benches, "bench", has),
        box_heights_m=_heights(written.boxes, "box", has),
        chair_heights_m=_heights(written.chairs, "chair", has),
        room=_room(written.room, file),
    )
    return replace(owned, has=has - set(_DESCRIBED) | {thing for thing, there in _DESCRIBED.items() if there(owned)})


_DESCRIBED: dict[str, Callable[[Equipment], bool]] = {
    "band": lambda owned: bool(owned.bands),
    "ankle weight": lambda owned: bool(owned.ankle_kg),
    "kettlebell": lambda owned: bool(owned.kettlebell_kg),
    "dumbbell": lambda owned: bool(owned.dumbbell_kg),
    "barbell": lambda owned: owned.barbell is not None,
    "cable machine": lambda owned: owned.cable is not None,
    "sled": lambda owned: owned.sled is not None,
    "bench": lambda owned: bool(owned.bench_heights_m),
    "box": lambda owned: bool(owned.box_heights_m),
    "chair": lambda owned: bool(owned.chair_heights_m),
}
"""Things with sections of their own, and whether they turned out to be owned."""


def _one_of(name: str, known: Collection[str], file: str, found: Text) -> str:
    """A name that is known.

    Args:
        name: What is written.
        known: All names.
        file: Its name, for messages.
        found: What to say of a name that is not known; with the value 'name', and 'guess' for what may have been meant.

    Raises:
        DeclarationError: If it is not; says what may have been meant.
    """
    if name not in known:
        raise DeclarationError(file, found.filled(name=shown(name), guess=nearest(name, known)), listed(known, at_most=len(known)))
    return name


def _or_usual(value: T | None, usual: T) -> T:
    """What is written, or the usual where it is left out."""
    return usual if value is None else value


def _thing(name: str, file: str) -> str:
    try:
        return thing_named(name)
    except UnknownNameError:
        found = en("has names {name}{guess}", name=shown(name), guess=nearest(name, THINGS))
        raise DeclarationError(file, found, listed(THINGS, at_most=len(THINGS))) from None


def _bands(written: EquipmentFile, file: str, *, named: bool) -> Mapping[str, BandTable]:
    """Published bands that are owned, and measured ones, which replace published ones of the same id."""
    usual = tuple(band_tables()) if named else ()
    names = _or_usual(written.bands.own if written.bands else None, usual)
    unknown = en("[bands] own names {name}{guess}")
    published = {_one_of(name, known_bands(), file, unknown): known_bands()[name] for name in names}
    own: dict[str, BandTable] = {}
    for band in written.measured_bands:
        if band.id in own:
            raise DeclarationError(file, en("[[measured_bands]] has id '{id}' twice", id=band.id), en("a separate id for each band"))
        if band.id == NO_BAND:
            raise DeclarationError(file, en("[[measured_bands]] id is '{id}'", id=band.id), ALLOWED_ID)
        own[band.id] = measured_band(band.id, rest_length_m=band.rest_length_m, points=band.points, file=file)
    return read_only({**published, **own})


def _weights(section: WeightsSection | None, has: frozenset[str]) -> dict[str, tuple[float, ...]]:
    """Fields of Equipment; pieces as sold for what is only named in 'has'."""
    written = section or WeightsSection()
    return {
        "ankle_kg": _or_usual(written.ankle_kg, sold("ankle_weights") if "ankle weight" in has else ()),
        "kettlebell_kg": _or_usual(written.kettlebell_kg, sold("kettlebells") if "kettlebell" in has else ()),
        "dumbbell_kg": _or_usual(written.dumbbell_kg, sold("dumbbells") if "dumbbell" in has else ()),
    }


def _barbell(section: BarbellSection | None, file: str, *, named: bool) -> Barbell | None:
    if section is None:
        return default_equipment().barbell if named else None
    bars = _or_usual(section.bar_kg, (max(sold("bars")),))
    if not bars:
        allowed = en("the mass of at least one bar in kg, or no [barbell] section")
        raise DeclarationError(file, en("{key} is {value}", key="[barbell] bar_kg", value="[]"), allowed)
    return Barbell(bar_kg=bars, plate_pairs_kg=section.plates_kg)


def _cable(section: CableSection | None, file: str, *, named: bool) -> Pulley | None:
    if section is None:
        return default_equipment().cable if named else None
    usual = cable_machines()[_one_of(section.machine or TYPICAL_CABLE, cable_machines(), file, en("[cable] machine is {name}{guess}"))]
    machine = replace(
        usual,
        ratio=_or_usual(section.ratio, usual.ratio),
        first_kg=_or_usual(section.first_kg, usual.first_kg),
        step_kg=_or_usual(section.step_kg, usual.step_kg),
        most_kg=_or_usual(section.most_kg, usual.most_kg),
        friction=_or_usual(section.friction, usual.friction),
    )
    if machine.first_kg > machine.most_kg:
        found = en("[cable] first_kg is {first_kg:g} with most_kg {most_kg:g}", first_kg=machine.first_kg, most_kg=machine.most_kg)
        raise DeclarationError(file, found, en("a lightest pin (first_kg) no heavier than the heaviest (most_kg)"))
    notches = section.pulley_heights_m
    if notches is not None:
        if not notches or section.pulley_low_m is not None or section.pulley_high_m is not None:
            found = en(
                "{key} is [{values}]", key="[cable] pulley_heights_m", values=listed(f"{height:g}" for height in notches) if notches else ""
            )
            raise DeclarationError(file, found, en("at least one height in m, without pulley_low_m or pulley_high_m"))
        return Pulley(machine=machine, heights_m=tuple(sorted(notches)), notched=True)
    low, high = typical_heights("pulley")[0], typical_heights("pulley")[-1]
    low, high = _or_usual(section.pulley_low_m, low), _or_usual(section.pulley_high_m, high)
    if low > high:
        found = en("[cable] pulley_low_m is {low_m:g} with pulley_high_m {high_m:g}", low_m=low, high_m=high)
        raise DeclarationError(file, found, en("a pulley_low_m no higher than pulley_high_m"))
    return Pulley(machine=machine, heights_m=(low, high))


def _sled(section: SledSection | None, file: str, *, named: bool) -> SledSet | None:
    if section is None:
        return default_equipment().sled if named else None
    return SledSet(
        mass_kg=_or_usual(section.mass_kg, TYPICAL_SLED_KG),
        plates_kg=section.plates_kg,
        surface=sled_surfaces()[_one_of(section.surface or TYPICAL_SURFACE, sled_surfaces(), file, en("[sled] surface is {name}{guess}"))],
    )


def _room(section: RoomSection | None, file: str) -> Room:
    written, usual = section or RoomSection(), TYPICAL_ROOM
    ceiling = _or_usual(written.ceiling_m, usual.ceiling_m)
    low = _or_usual(written.anchor_low_m, usual.anchor_low_m)
    high = _or_usual(written.anchor_high_m, min(usual.anchor_high_m, ceiling))
    if not low <= high <= ceiling:
        found = en(
            "[room] anchor_low_m is {low_m:g}, anchor_high_m {high_m:g} and ceiling_m {ceiling_m:g}",
            low_m=low,
            high_m=high,
            ceiling_m=ceiling,
        )
        raise DeclarationError(file, found, en("anchor_low_m no higher than anchor_high_m, and anchor_high_m no higher than ceiling_m"))
    return Room(length_m=_or_usual(written.length_m, usual.length_m), ceiling_m=ceiling, anchor_low_m=low, anchor_high_m=high)


def _heights(section: HeightsSection | None, thing: Literal["bench", "box", "chair"], has: frozenset[str]) -> tuple[float, ...]:
    usual = typical_heights(thing)
    if section is None:
        return usual if thing in has else ()
    return tuple(sorted(_or_usual(section.heights_m, usual)))
