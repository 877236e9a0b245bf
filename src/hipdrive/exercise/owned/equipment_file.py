"""Read a file in which the athlete says what is owned and how much room there is."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal

from ...errors import DeclarationError, listed
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
    ALSO_CALLED,
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
from .toml_section import Section, check_names, finite_number, nearest, shown

EXAMPLE_EQUIPMENT = """\
# What I own. A section that is missing means: not owned. A name in "has" without a section of its own means: as usually sold.
has = ["chair", "mat", "ankle cuff", "pull-up bar"]

[bands]
own = ["red", "green", "loop_light"]   # flat bands by colour, loops as loop_..., tubes as tube_...
strands = 2                            # most strands side by side; a band laid double is 2 strands of half its length

[[measured_bands]]                     # better than any table: hang weights on a band and measure its length
id = "my-blue"
rest_length_m = 0.50                   # slack
points = [[0.70, 19.6], [1.00, 34.3], [1.40, 49.0]]   # length in m, pull in N (1 kg hangs with 9.81 N); two pairs or more

[weights]
ankle_kg = [1, 2]                      # each cuff that may go on one ankle
kettlebell_kg = [8, 12]
dumbbell_kg = []

[barbell]
bar_kg = [20]
plates_kg = [1.25, 2.5, 5, 10]         # one entry for each pair: mass of one plate

[cable]                                # leave a key out and it is as usual
machine = "dual_adjustable"            # or single_pulley
ratio = 2                              # cable travel over stack travel: 2 feels like half of the stack
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
length_m = 3.0                         # farthest that you can stand from where the band or cable is fixed
ceiling_m = 2.4
anchor_low_m = 0.1                     # between which heights a band can be tied
anchor_high_m = 1.8
"""
"""A file that says everything there is to say."""

SECTIONS = {
    "bands": ("own", "strands"),
    "measured_bands": ("id", "rest_length_m", "points"),
    "weights": ("ankle_kg", "kettlebell_kg", "dumbbell_kg"),
    "barbell": ("bar_kg", "plates_kg"),
    "cable": ("machine", "ratio", "first_kg", "step_kg", "most_kg", "friction", "pulley_heights_m", "pulley_low_m", "pulley_high_m"),
    "sled": ("mass_kg", "plates_kg", "surface"),
    "benches": ("heights_m",),
    "boxes": ("heights_m",),
    "chairs": ("heights_m",),
    "room": ("length_m", "ceiling_m", "anchor_low_m", "anchor_high_m"),
}
"""Every section and its keys."""
BAND_ID = r"[a-z0-9][a-z0-9_.-]*"
MOST_KG = 500.0
HIGHEST_M = 3.0


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
        raise DeclarationError(file, f"no valid TOML ({error})", "sections such as [bands] with lines key = value") from None
    check_names(plain, ("has", *SECTIONS), file=file, where="the file")
    has = _things(plain, file)
    sections = {name: _section(plain, name, file) for name in SECTIONS if name != "measured_bands"}
    bands = _bands(sections["bands"], plain.get("measured_bands", []), file, named="band" in has)
    owned = Equipment(
        source=file,
        has=frozenset(),
        bands=bands,
        most_strands=_strands(sections["bands"]),
        **_weights(sections["weights"], has),
        barbell=_barbell(sections["barbell"], named="barbell" in has),
        cable=_cable(sections["cable"], named="cable machine" in has),
        sled=_sled(sections["sled"], named="sled" in has),
        bench_heights_m=_heights(sections["benches"], "bench", has),
        box_heights_m=_heights(sections["boxes"], "box", has),
        chair_heights_m=_heights(sections["chairs"], "chair", has),
        room=_room(sections["room"]),
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


def _section(plain: Mapping[str, Any], name: str, file: str) -> Section | None:
    if name not in plain:
        return None
    if not isinstance(plain[name], dict):
        raise DeclarationError(file, f"{name} is {shown(plain[name])}", f"a section [{name}] with {listed(SECTIONS[name])}")
    check_names(plain[name], SECTIONS[name], file=file, where=f"[{name}]")
    return Section(file=file, name=name, plain=plain[name])


def _things(plain: Mapping[str, Any], file: str) -> frozenset[str]:
    names = plain.get("has", [])
    if not isinstance(names, list):
        raise DeclarationError(file, f"has is {shown(names)}", f"a list of {listed(THINGS, at_most=40)}")
    for name in names:
        if not isinstance(name, str) or ALSO_CALLED.get(name.strip().lower(), name.strip().lower()) not in THINGS:
            raise DeclarationError(file, f"has names {shown(name)}{nearest(name, THINGS)}", listed(THINGS, at_most=40))
    return frozenset(thing_named(name) for name in names)


def _bands(section: Section | None, measured: object, file: str, *, named: bool) -> dict[str, BandTable]:
    """Published bands that are owned, and measured ones, which replace published ones of the same id."""
    usual = list(band_tables()) if named else []
    names: object = section.plain.get("own", usual) if section else usual
    if not isinstance(names, list):
        raise DeclarationError(file, f"[bands] own is {shown(names)}", f"a list of {listed(known_bands(), at_most=40)}")
    for name in names:
        if not isinstance(name, str) or name not in known_bands():
            raise DeclarationError(
                file, f"[bands] own names {shown(name)}{nearest(name, known_bands())}", listed(known_bands(), at_most=40)
            )
    if not isinstance(measured, list) or not all(isinstance(one, dict) for one in measured):
        raise DeclarationError(file, "measured_bands is no table", "[[measured_bands]] with id, rest_length_m, points, one for each band")
    own = [_measured(one, file) for one in measured]
    twice = [band.id for index, band in enumerate(own) if band.id in {before.id for before in own[:index]}]
    if twice:
        raise DeclarationError(file, f"[[measured_bands]] has id '{twice[0]}' twice", "an id of its own for each band")
    return {**{name: known_bands()[name] for name in names}, **{band.id: band for band in own}}


def _measured(plain: Mapping[str, Any], file: str) -> BandTable:
    keys = SECTIONS["measured_bands"]
    check_names(plain, keys, file=file, where="[[measured_bands]]")
    missing = [key for key in keys if key not in plain]
    if missing:
        raise DeclarationError(file, f"[[measured_bands]] lacks {missing[0]}", f"{listed(keys)}, all of them")
    section = Section(file=file, name="measured_bands", plain=plain)
    name, pairs = plain["id"], plain["points"]
    if not isinstance(name, str) or not re.fullmatch(BAND_ID, name) or name == NO_BAND:
        raise section.wrong("id", f"small letters, digits, _ - and . (but not '{NO_BAND}')")
    rest = section.number("rest_length_m", 0.0, 0.02, 10.0, "m")
    if not isinstance(pairs, list):
        raise section.wrong("points", "two or more pairs [length in m, tension in N]")
    points = []
    for pair in pairs:
        values = [finite_number(one) for one in pair] if isinstance(pair, list) else []
        if len(values) != 2 or values[0] is None or values[1] is None:
            raise DeclarationError(file, f"[[measured_bands]] points of '{name}' has {shown(pair)}", "pairs [length in m, tension in N]")
        points.append((values[0], values[1]))
    return measured_band(name, rest_length_m=rest, points=points, file=file)


def _strands(section: Section | None) -> int:
    if section is None or "strands" not in section.plain:
        return TYPICAL_STRANDS
    value = section.number("strands", 1.0, 1.0, 4.0, "strands")
    if not value.is_integer():
        raise section.wrong("strands", "a whole number from 1 to 4")
    return int(value)


def _weights(section: Section | None, has: frozenset[str]) -> dict[str, tuple[float, ...]]:
    """Fields of Equipment; pieces as sold for what is only named in 'has'."""
    usual = {
        "ankle_kg": sold("ankle_weights") if "ankle weight" in has else (),
        "kettlebell_kg": sold("kettlebells") if "kettlebell" in has else (),
        "dumbbell_kg": sold("dumbbells") if "dumbbell" in has else (),
    }
    return {key: section.numbers(key, pieces, 0.05, MOST_KG, "kg") if section else pieces for key, pieces in usual.items()}


def _barbell(section: Section | None, *, named: bool) -> Barbell | None:
    if section is None:
        return default_equipment().barbell if named else None
    bars = section.numbers("bar_kg", (max(sold("bars")),), 1.0, MOST_KG, "kg")
    if not bars:
        raise section.wrong("bar_kg", "the mass of at least one bar in kg, or no [barbell]")
    return Barbell(bar_kg=bars, plate_pairs_kg=section.numbers("plates_kg", (), 0.05, MOST_KG, "kg"))


def _cable(section: Section | None, *, named: bool) -> Pulley | None:
    if section is None:
        return default_equipment().cable if named else None
    machine = cable_machines()[section.word("machine", TYPICAL_CABLE, cable_machines())]
    machine = replace(
        machine,
        ratio=section.number("ratio", machine.ratio, 1.0, 4.0, ""),
        first_kg=section.number("first_kg", machine.first_kg, 0.1, MOST_KG, "kg"),
        step_kg=section.number("step_kg", machine.step_kg, 0.1, MOST_KG, "kg"),
        most_kg=section.number("most_kg", machine.most_kg, 0.1, MOST_KG, "kg"),
        friction=section.number("friction", machine.friction, 0.0, 0.9, "of the tension"),
    )
    if machine.first_kg > machine.most_kg:
        found = f"[cable] first_kg is {machine.first_kg:g} with most_kg {machine.most_kg:g}"
        raise DeclarationError(section.file, found, "a lightest pin that is not above the heaviest")
    if "pulley_heights_m" in section.plain:
        notches = section.numbers("pulley_heights_m", (), 0.0, HIGHEST_M, "m")
        if not notches or "pulley_low_m" in section.plain or "pulley_high_m" in section.plain:
            raise section.wrong("pulley_heights_m", "at least one height in m, without pulley_low_m and pulley_high_m beside it")
        return Pulley(machine=machine, heights_m=tuple(sorted(notches)), notched=True)
    low, high = typical_heights("pulley")[0], typical_heights("pulley")[-1]
    low, high = section.number("pulley_low_m", low, 0.0, HIGHEST_M, "m"), section.number("pulley_high_m", high, 0.0, HIGHEST_M, "m")
    if low > high:
        raise DeclarationError(
            section.file, f"[cable] pulley_low_m is {low:g} with pulley_high_m {high:g}", "a low that is not above the high"
        )
    return Pulley(machine=machine, heights_m=(low, high))


def _sled(section: Section | None, *, named: bool) -> SledSet | None:
    if section is None:
        return default_equipment().sled if named else None
    return SledSet(
        mass_kg=section.number("mass_kg", TYPICAL_SLED_KG, 0.1, MOST_KG, "kg"),
        plates_kg=section.numbers("plates_kg", (), 0.05, MOST_KG, "kg"),
        surface=sled_surfaces()[section.word("surface", TYPICAL_SURFACE, sled_surfaces())],
    )


def _room(section: Section | None) -> Room:
    if section is None:
        return TYPICAL_ROOM
    usual = TYPICAL_ROOM
    ceiling = section.number("ceiling_m", usual.ceiling_m, 1.5, 20.0, "m")
    low = section.number("anchor_low_m", usual.anchor_low_m, 0.0, HIGHEST_M, "m")
    high = section.number("anchor_high_m", min(usual.anchor_high_m, ceiling), 0.0, HIGHEST_M, "m")
    if not low <= high <= ceiling:
        found = f"[room] anchor_low_m is {low:g}, anchor_high_m {high:g} and ceiling_m {ceiling:g}"
        raise DeclarationError(section.file, found, "low not above high, and high not above the ceiling")
    length = section.number("length_m", usual.length_m, 0.2, 20.0, "m")
    return Room(length_m=length, ceiling_m=ceiling, anchor_low_m=low, anchor_high_m=high)


def _heights(section: Section | None, thing: Literal["bench", "box", "chair"], has: frozenset[str]) -> tuple[float, ...]:
    usual = typical_heights(thing)
    if section is None:
        return usual if thing in has else ()
    return tuple(sorted(section.numbers("heights_m", usual, 0.05, HIGHEST_M, "m")))
