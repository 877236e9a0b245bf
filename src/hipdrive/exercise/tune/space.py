"""What may be chosen when a set-up is tuned: angles, places and loads, as far as the exercise, the equipment and the room allow."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...body import Athlete
from ...errors import HipDriveError, UnknownNameError
from ...language import Text, en, or_list
from ..declared.exercise import AMOUNT, Exercise, Setting, Value
from ..declared.hardware import NO_BAND
from ..owned.equipment import THINGS, Equipment, bands_of, owns
from ..owned.needs import owned_loads
from ..owned.thing_names import A_THING
from ..solve.set_up import resolve_set_up

ANGLE_STEP_DEG = 5.0
"""What a person can set and keep."""
HEIGHT_STEPS_M = ((0.2, 0.01), (1.0, 0.05), (20.0, 0.1))
"""(up to, step): heights above the floor are set the finer the lower they are, as far as a person can measure."""
DISTANCE_STEPS_M = ((1.0, 0.05), (2.0, 0.1), (20.0, 0.25))
"""(up to, step) for distances on the floor and lengths of a slack band: the line of pull turns fastest where its fixed end is near."""
HIP_REACH_DEG = (-20.0, 120.0)
"""Hip flexion that a target and a tuned path stay within: 20 deg of extension to 120 deg of flexion, as most hips reach; our choice."""
SHORTEST_PATH_DEG = 30.0
"""Least path of the hip in a repetition; our choice, shorter ones are pulses."""
SHORTEST_SLACK_M = 0.2
SAME_STRENGTH = 0.1
"""Bands side by side are left out where fewer strands of another band pull within this share as hard."""
ANGLES = ("knee_flexion_deg", "trunk_lean_deg", "hip_start_deg", "hip_end_deg")
SURFACES = ("bench_height_m", "box_height_m")
PLACES: dict[str, tuple[str, ...]] = {"band": ("anchor_x_m", "anchor_y_m", "rest_length_m"), "cable": ("pulley_x_m", "pulley_y_m")}
ENDS = frozenset(key for keys in PLACES.values() for key in keys)
"""Keys that say where bands and cables are fixed and how long they are."""
PATH = ("hip_start_deg", "hip_end_deg")
NEEDED_FOR = {
    "weight": en("a weight that can be attached there"),
    "band": en("a band"),
    "cable": en("a cable machine"),
    "sled": en("a sled"),
}


class NothingOwnedError(HipDriveError):
    """An exercise that can't be done with what is owned."""

    code = "nothing_owned"

    def __init__(self, exercise: str, needs: Text, source: Text) -> None:
        self.about = exercise
        super().__init__(
            en(
                "{exercise} needs {needs}, but the equipment ({source}) has nothing that fits",
                exercise=exercise,
                needs=needs,
                source=source,
            ),
            en("add it to what you own or choose another exercise"),
        )


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """A set-up key that is varied, with the values it can take."""

    key: str
    values: tuple[float, ...]
    """(k,) increasing, in the key's own unit."""
    usual: int
    """Index of the value nearest to the exercise's default."""


@dataclass(frozen=True, kw_only=True)
class ResistanceStep:
    """One step of a resistance."""

    changes: Mapping[str, Value]
    strength: float
    """How hard it resists, in a unit of its own family: kg, or newton at twice the slack length."""
    longest_m: float = math.inf
    """Slack length of a band's piece; inf where it is sold in any length."""


@dataclass(frozen=True, kw_only=True)
class Family:
    """A variant with one kind of resistance: a ladder from light to heavy and everything else that can be chosen."""

    kind: str
    base: Mapping[str, Value]
    """What is fixed: by the user, by the variant, by the machine."""
    of_no_effect_without: tuple[str, ...]
    """Keys without effect where there is no resistance."""
    ladder: tuple[ResistanceStep, ...]
    dimensions: tuple[Dimension, ...]


def families_of(exercise: Exercise, equipment: Equipment, athlete: Athlete, fixed: Mapping[str, Value]) -> tuple[Family, ...]:
    """All families in which an exercise can be set up; variants that do not allow what is fixed are left out if another does.

    Args:
        exercise: The exercise, with all of its variants.
        equipment: What is owned, and the room.
        athlete: Height (m), for defaults that depend on it.
        fixed: What the user has chosen already; it is not varied.

    Raises:
        NothingOwnedError: If none of what the exercise needs is owned.
        HipDriveError: If a fixed value is not allowed.
    """
    for thing in _needed(exercise):
        if not owns(equipment, thing):
            raise NothingOwnedError(exercise.id, A_THING[thing], equipment.source)
    names: list[str] = [str(fixed["variant"])] if "variant" in fixed else list(exercise.variants)
    for name in names:
        if name not in exercise.variants:
            raise UnknownNameError(en("variant of {exercise}", exercise=exercise.id), name, exercise.variants)
    families: list[Family] = []
    wanting: list[Text] = []
    declared: list[tuple[Exercise, dict[str, Value]]] = [(exercise.variants[name], {"variant": name}) for name in names]
    unfit: list[HipDriveError] = []
    for variant, base in declared or [(exercise, {})]:
        try:
            defaults = resolve_set_up(variant, {**fixed, **base}, athlete, bands=equipment.bands)
        except HipDriveError as error:
            unfit.append(error)
            continue
        for kind, place in _kinds(variant, fixed):
            more = {**base, **fixed, **_none_of_others(variant, kind, fixed), **_machine(variant, kind, place, equipment, fixed)}
            ladder = _ladder(variant, kind, place, equipment, fixed)
            if not ladder:
                wanting.append(NEEDED_FOR[kind])
                continue
            dimensions = _dimensions(variant, kind, equipment, defaults, fixed)
            idle = tuple({resistance.attach for resistance in variant.resistances if resistance.kind == kind} & set(variant.settings))
            families.append(Family(kind=kind, base=more, of_no_effect_without=idle, ladder=ladder, dimensions=dimensions))
    if unfit and not families and not wanting:
        raise unfit[0]
    if not families:
        raise NothingOwnedError(exercise.id, or_list(list(dict.fromkeys(wanting))), equipment.source)
    return tuple(families)


def _needed(exercise: Exercise) -> list[str]:
    """Equipment that is always needed: not what is optional or one of several, nor what has heights or loads of its own."""
    described = {"bench", "box", "chair", "band", "barbell", "dumbbell", "kettlebell", "ankle weight", "cable machine", "sled", "mat"}
    words = [word for word in exercise.equipment if "optional" not in word and " or " not in word]
    return [thing for thing in THINGS if thing not in described and any(thing in word for word in words)]


def _kinds(exercise: Exercise, fixed: Mapping[str, Value]) -> list[tuple[str, str]]:
    """Kinds of resistance and the place where a weight is fixed; 'alone' where there is none to choose."""
    kinds: list[tuple[str, str]] = []
    for resistance in exercise.resistances:
        amount = AMOUNT[resistance.kind]
        if resistance.kind not in exercise.resistance_kinds or (amount in fixed and resistance.kind != "band"):
            continue
        if fixed.get(amount) == NO_BAND:
            continue
        choices = exercise.settings[resistance.attach].choices if resistance.attach in exercise.settings else (resistance.attach,)
        if resistance.kind != "weight":
            choices = ("",)
        elif resistance.attach in fixed:
            choices = (str(fixed[resistance.attach]),)
        kinds += [(resistance.kind, place) for place in choices]
    return kinds or [("alone", "")]


def _none_of_others(exercise: Exercise, kind: str, fixed: Mapping[str, Value]) -> dict[str, Value]:
    """Every other resistance is left out unless the user wants it."""
    keys = {AMOUNT[resistance.kind] for resistance in exercise.resistances if resistance.kind != kind} - set(fixed)
    if kind == "alone":
        keys &= {"band"} if "band" in exercise.settings else set()
    return {key: NO_BAND if key == "band" else 0.0 for key in sorted(keys) if key in exercise.settings}


def _machine(exercise: Exercise, kind: str, place: str, equipment: Equipment, fixed: Mapping[str, Value]) -> dict[str, Value]:
    """What the hardware itself dictates."""
    dictated: dict[str, Value] = {}
    if kind == "cable" and equipment.cable is not None:
        dictated = {"ratio": equipment.cable.machine.ratio, "cable_friction": equipment.cable.machine.friction}
    elif kind == "sled" and equipment.sled is not None:
        dictated = {"sled_friction": equipment.sled.surface.friction}
    elif kind == "weight":
        dictated = {
            resistance.attach: place
            for resistance in exercise.resistances
            if resistance.kind == "weight" and resistance.attach in exercise.settings
        }
    return {key: value for key, value in dictated.items() if key in exercise.settings and key not in fixed}


def _ladder(exercise: Exercise, kind: str, place: str, equipment: Equipment, fixed: Mapping[str, Value]) -> tuple[ResistanceStep, ...]:
    """From the lightest to the heaviest that is owned; with nothing at all first, unless the exercise is one with a machine."""
    if kind == "alone":
        return (ResistanceStep(changes={}, strength=0.0),)
    if kind == "band":
        return _bands(exercise, equipment, fixed)
    loads = owned_loads(exercise, kind, place, equipment)
    if not loads:
        return ()
    key = AMOUNT[kind]
    setting = exercise.settings[key]
    nothing = [0.0] if kind == "weight" else []
    return tuple(ResistanceStep(changes={key: load}, strength=load) for load in (*nothing, *loads) if _allowed(setting, load))


def _bands(exercise: Exercise, equipment: Equipment, fixed: Mapping[str, Value]) -> tuple[ResistanceStep, ...]:
    """Bands and strands by their pull at twice the slack length."""
    owned = bands_of(equipment)
    if "band" in fixed:
        if fixed["band"] not in owned:
            raise UnknownNameError(en("band among those you own"), str(fixed["band"]), owned)
        owned = {str(fixed["band"]): owned[str(fixed["band"])]}
    if not owned:
        return ()
    most = int(float(fixed.get("strands", equipment.most_strands)))
    fewest = most if "strands" in fixed else 1
    rungs: list[ResistanceStep] = []
    for strands in range(fewest, most + 1):
        for name, table in owned.items():
            pull = strands * float(np.interp(1.0, table.elongation, table.force_n))
            if any(abs(rung.strength / pull - 1.0) < SAME_STRENGTH for rung in rungs if rung.changes["strands"] != strands):
                continue
            longest = math.inf if table.rest_length_m is None else table.rest_length_m
            rungs.append(ResistanceStep(changes={"band": name, "strands": float(strands)}, strength=pull, longest_m=longest))
    ladder = sorted(rungs, key=lambda rung: rung.strength)
    without = [] if "band" in fixed else [ResistanceStep(changes={"band": NO_BAND}, strength=0.0)]
    return (
        (*without, *ladder) if "own weight" in exercise.resistance_kinds or exercise.settings["band"].default == NO_BAND else tuple(ladder)
    )


def _dimensions(
    exercise: Exercise, kind: str, equipment: Equipment, defaults: Mapping[str, Value], fixed: Mapping[str, Value]
) -> tuple[Dimension, ...]:
    """Every set-up key besides the resistance that has more than one value."""
    dimensions = []
    for key in (*ANGLES, *SURFACES, *PLACES.get(kind, ())):
        if key not in exercise.settings or key in fixed:
            continue
        setting, usual = exercise.settings[key], float(defaults[key])
        values = sorted({value for value in _values(key, equipment, usual) if _allowed(setting, value)})
        if not values:
            needs = en("a surface {low_m:g} to {high_m:g} m high ({what})", low_m=setting.low, high_m=setting.high, what=setting.label)
            raise NothingOwnedError(exercise.id, needs, equipment.source)
        dimensions.append(Dimension(key=key, values=tuple(values), usual=int(np.argmin(np.abs(np.array(values) - usual)))))
    return tuple(dimensions)


def _values(key: str, equipment: Equipment, usual: float) -> Iterable[float]:
    """All values a key can take by the equipment and the room, before the exercise's own range."""
    room = equipment.room
    if key in SURFACES:
        heights = (*equipment.bench_heights_m, *equipment.box_heights_m, *equipment.chair_heights_m)
        return (0.0, *heights) if usual == 0.0 else heights
    if key.startswith("hip_"):
        return _steps(*HIP_REACH_DEG, ANGLE_STEP_DEG)
    if key in ANGLES:
        return _steps(-90.0, 180.0, ANGLE_STEP_DEG)
    far = [0.0, *_graded(room.length_m, DISTANCE_STEPS_M)]
    if key == "rest_length_m":
        return (round(usual, 2), *(length for length in far if length >= SHORTEST_SLACK_M))
    if key == "pulley_y_m" and equipment.cable is not None:
        heights = equipment.cable.heights_m
        return heights if equipment.cable.notched else _between(heights[0], heights[-1])
    if key == "anchor_y_m":
        return (round(usual, 2), *_between(room.anchor_low_m, room.anchor_high_m))
    return (round(usual, 2), *far, *(-length for length in far))


def _between(low_m: float, high_m: float) -> Sequence[float]:
    """Heights from one to another, both among them."""
    return [low_m, *(height for height in _graded(high_m, HEIGHT_STEPS_M) if height > low_m), high_m]


def _graded(most: float, steps: Sequence[tuple[float, float]]) -> Sequence[float]:
    """Values above 0 whose steps widen, up to the most."""
    values: list[float] = []
    low = 0.0
    for high, step in steps:
        values += [value for value in _steps(low, min(high, most), step) if value > low]
        low = high
    return values


def _steps(low: float, high: float, step: float) -> Sequence[float]:
    """Multiples of a step inside a span, both ends of the span among them if they are multiples."""
    return [round(i * step, 6) for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def _allowed(setting: Setting, value: float) -> bool:
    return (setting.low is None or value >= setting.low - 1e-9) and (setting.high is None or value <= setting.high + 1e-9)
