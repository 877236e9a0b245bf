"""The catalogue: every exercise that is declared, read once, and those of one's own that count beside them."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, Literal

from ...data import DATA
from ...data.declared import Refusal, declaration_error, declared, read_only, shipped
from ...data.fault import nearest, shown
from ...errors import NOTHING, DeclarationError, UnknownNameError, listed
from ...language import Text, en, joined, layout
from .exercise import ANKLE, CUFF, Exercise, Grid, Setting, Value
from .exercise_file import LABEL, NEEDED, NOT_IN_VARIANTS, ExerciseFile, PostureFile, SettingFile
from .hand_support import with_hand
from .hardware import NO_BAND, known_bands

FOLDER, SUFFIX = "exercises", ".toml"
VARIANT = "variant"
NO_GRID = Grid(resistance=({},), variants=({},))
NO_POSTURE = PostureFile(start={}, top={})
KEYS = tuple(field.name for field in fields(ExerciseFile))
SHARED = tuple({field.name for field in fields(Exercise)} & set(KEYS) - {"variants", "grid"})
"""Keys of the file that are fields of the exercise."""


@dataclass(frozen=True, kw_only=True)
class SetUpKey:
    """What a set-up key means in every exercise that has it."""

    label: Text
    kind: Literal["number", "choice", "tempo"] | None = None
    unit: str = ""
    default: float | str = 0.0
    low: float | None = None
    high: float | None = None
    whole: bool = False
    choices: Literal["bands"] | tuple[str, ...] = ()


def exercises() -> Mapping[str, Exercise]:
    """All exercises by id: those of the package in order of their files' names, then one's own."""
    return _COUNTED.all or shipped_exercises()


@cache
def shipped_exercises() -> Mapping[str, Exercise]:
    """The exercises of the package by id."""
    return read_only({name: _shipped_exercise(name) for name in _shipped_names()})


def own_exercises() -> Mapping[str, Exercise]:
    """One's own exercises that count beside those of the package, by id."""
    return _COUNTED.own


def refuse_taken_id(exercise: Exercise, *, file: str) -> None:
    """Refuse an exercise of one's own that has the id of one of the package.

    Raises:
        DeclarationError: If it has.
    """
    if exercise.id in _shipped_names():
        found = en("the id '{exercise}' belongs to an exercise that comes with Hipdrive", exercise=exercise.id)
        raise DeclarationError(file, found, en("an id of its own"))


def count_own_exercises(own: Sequence[Exercise]) -> None:
    """Let exercises of one's own count beside those of the package, in this process, from now on and in place of those before.

    What is worked out and kept by an exercise's id is kept for those of the package alone.

    Args:
        own: Each with an id that neither another nor one of the package has.
    """
    by_id = read_only({exercise.id: exercise for exercise in own})
    _COUNTED.all = read_only({**shipped_exercises(), **by_id}) if by_id else None
    _COUNTED.own = by_id


class _Counted:
    """Exercises of one's own that a door has read."""

    own: Mapping[str, Exercise] = read_only({})
    all: Mapping[str, Exercise] | None = None


_COUNTED = _Counted()


@cache
def _shipped_names() -> tuple[str, ...]:
    """Names of the files, which are the exercises' ids."""
    return tuple(sorted(file.name.removesuffix(SUFFIX) for file in (DATA / FOLDER).iterdir() if file.name.endswith(SUFFIX)))


@cache
def _shipped_exercise(name: str) -> Exercise:
    file = f"{name}{SUFFIX}"
    return read_exercise((DATA / FOLDER / file).read_text(encoding="utf-8"), file=file)


def exercise_of(name: str) -> Exercise:
    """Look an exercise up by its id.

    Raises:
        UnknownNameError: If there is none; names the nearest known ones first.
    """
    if name in own_exercises():
        return own_exercises()[name]
    if name not in _shipped_names():
        raise UnknownNameError(en("exercise"), name, [*_shipped_names(), *own_exercises()])
    return _shipped_exercise(name)


def variant_of(exercise: Exercise, set_up: Mapping[str, Value]) -> Exercise:
    """The variant that a set-up asks for, its hand where the set-up puts it; the exercise itself where it has neither.

    Raises:
        UnknownNameError: If it has no such variant.
    """
    if not exercise.variants:
        return with_hand(exercise, set_up)
    name = str(set_up.get(VARIANT, next(iter(exercise.variants))))
    if name not in exercise.variants:
        raise UnknownNameError(en("variant of {exercise}", exercise=exercise.id), name, exercise.variants)
    return with_hand(exercise.variants[name], set_up)


def read_exercise(text: str, *, file: str) -> Exercise:
    """Read one declaration and check it (data/exercises/exercise.schema.json says the same).

    Args:
        text: TOML.
        file: Its name, for messages.

    Raises:
        DeclarationError: If a key is missing or misspelt; names file, key and what is allowed.
    """
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = en("this is not valid TOML ({error})", error=str(error))
        raise DeclarationError(file, found, en("see CONTRIBUTING.md, add an exercise")) from None
    return exercise_from(plain, file=file)


def exercise_from(plain: dict[str, Any], *, file: str) -> Exercise:
    """The exercise that a file's plain values declare.

    Raises:
        DeclarationError: If a key is missing or misspelt or a value is not allowed; names file, key and what is allowed.
    """
    whole = declared(ExerciseFile, plain, file=file)
    for key in NEEDED[whole.kind]:
        if key not in plain:
            found = en("the file lacks '{key}', which an exercise of kind '{kind}' needs", key=key, kind=whole.kind)
            raise DeclarationError(file, found, listed(KEYS, at_most=len(KEYS)))
    variants = _variants(plain, file)
    if not variants:
        return _exercise(whole, file, label=NOTHING)
    return replace(next(iter(variants.values())), rows=whole.rows, label=NOTHING, variants=read_only(variants))


def _variants(plain: dict[str, Any], file: str) -> dict[str, Exercise]:
    """Each variant as an exercise: the exercise with what the variant changes."""
    changes = plain.get("variants", {})
    common = {key: value for key, value in plain.items() if key != "variants"}
    labels = {name: Text(change[LABEL]) for name, change in changes.items() if _checked(change, name, file)}
    all_labels = joined((layout("{name}: {label}", name=name, label=label) for name, label in labels.items()), "; ")
    choice = {VARIANT: {"choices": list(changes)}}
    variants = {}
    for name, change in changes.items():
        changed = _merged(common, {key: value for key, value in change.items() if key != LABEL})
        whole = _merged(changed, {"set_up": _merged(choice, {VARIANT: {"default": name}})})
        variant = declared(ExerciseFile, whole, file=file, refusal=_within("variants", name))
        variants[name] = _with_label_of_choice(_exercise(variant, file, label=labels[name]), all_labels)
    return variants


def _with_label_of_choice(variant: Exercise, label: Text) -> Exercise:
    """The variant with words for what the choice among variants is."""
    choice = replace(variant.settings[VARIANT], label=label)
    return replace(variant, settings=read_only({**variant.settings, VARIANT: choice}))


def _checked(change: Mapping[str, Any], name: str, file: str) -> bool:
    """Whether a variant has a label and no key that it may not have; what the others say is checked as part of the exercise.

    Raises:
        DeclarationError: Otherwise.
    """
    allowed = [LABEL, *(key for key in KEYS if key not in NOT_IN_VARIANTS)]
    for key in change:
        if key not in allowed:
            found = en("variants.{variant} has '{key}', which is the same in all variants", variant=name, key=key)
            if key not in NOT_IN_VARIANTS:
                found = en("variants.{variant} has '{key}'{guess}", variant=name, key=key, guess=nearest(key, allowed))
            raise DeclarationError(file, found, listed(allowed, at_most=len(allowed)))
    if not isinstance(change.get(LABEL), str):
        found = en("variants.{variant} lacks '{key}'", variant=name, key=LABEL)
        if LABEL in change:
            found = en("variants.{variant} has {value} as '{key}'", variant=name, value=shown(change[LABEL]), key=LABEL)
        raise DeclarationError(file, found, en("what the variant is, in words"))
    return True


def _within(*path: str) -> Refusal:
    """The error for a part of a file that is checked by itself."""
    return lambda file, fault: declaration_error(file, replace(fault, path=(*path, *fault.path)))


def _merged(base: dict[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """A declaration with parts of it changed: tables are merged, everything else is replaced."""
    both = dict(base)
    for key, value in change.items():
        old = both.get(key)
        both[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return both


def _exercise(whole: ExerciseFile, file: str, *, label: Text) -> Exercise:
    posture, settings = whole.posture or NO_POSTURE, whole.set_up or {}
    same: dict[str, Any] = {key: getattr(whole, key) for key in SHARED}
    return Exercise(
        **same,
        label=label,
        variants=read_only({}),
        resistance_kinds=whole.resistance,
        start=read_only(posture.start),
        top=read_only(posture.top),
        half_way=read_only(posture.half_way or {}),
        at_top_instead=read_only(posture.at_top_instead or {}),
        settings=read_only({key: _setting(key, setting, file) for key, setting in {**settings, **_cuff(whole)}.items()}),
        grid=whole.grid or NO_GRID,
    )


def _cuff(whole: ExerciseFile) -> dict[str, SettingFile]:
    """How high a cuff sits, for an exercise with one that does not say it itself; a sled's strap goes round the foot."""
    settings = whole.set_up or {}
    for resistance in whole.resistances:
        if resistance.kind != "sled" and CUFF not in settings:
            usual = settings[resistance.attach].choices if resistance.attach in settings else (resistance.attach,)
            if ANKLE in (set_up_keys()[resistance.attach].choices if usual is None else usual):
                return {CUFF: SettingFile()}
    return {}


@cache
def set_up_keys() -> Mapping[str, SetUpKey]:
    """What each set-up key means in every exercise that has it (data/hardware/set_up_keys.toml)."""
    return read_only(shipped(dict[str, SetUpKey], "hardware", "set_up_keys.toml"))


def _setting(key: str, own: SettingFile, file: str) -> Setting:
    """A setting: what the key means everywhere, with the exercise's default and range."""
    if key not in set_up_keys():
        guess = nearest(key, set_up_keys())
        found = en("set_up has '{key}'{guess}, which is not a set-up key", key=key, guess=guess)
        raise DeclarationError(file, found, listed(set_up_keys(), at_most=len(set_up_keys())))
    known = set_up_keys()[key]
    choices = known.choices if own.choices is None else own.choices
    if choices == "bands":
        choices = (NO_BAND, *known_bands())
    return Setting(
        key=key,
        kind=known.kind or ("choice" if choices else "number"),
        label=known.label if own.label is None else own.label,
        unit=known.unit,
        default=known.default if own.default is None else own.default,
        default_over_height=own.default_over_height,
        low=known.low if own.low is None else own.low,
        high=known.high if own.high is None else own.high,
        whole=known.whole,
        choices=choices,
    )
