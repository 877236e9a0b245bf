"""The catalogue: every exercise that the data folder declares, read once; an exercise of one's own is read from text."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from ...data import DATA
from ...errors import DeclarationError, UnknownNameError, listed
from .claim import Claim, Measure
from .exercise import (
    Dose,
    Exercise,
    Fault,
    Grid,
    HandHold,
    HeldPoint,
    Lean,
    NotAdvised,
    Remark,
    Resistance,
    Setting,
    Support,
    Value,
)
from .hardware import NO_BAND, known_bands

VARIANT = "variant"
LISTS_OF_WORDS = ("rows", "equipment", "prerequisites", "cues", "stop_for", "evidence")
NO_GRID: dict[str, Any] = {"resistance": [{}], "variants": [{}]}


@cache
def exercises() -> dict[str, Exercise]:
    """All exercises by id, in order of their files' names."""
    files = sorted((file for file in (DATA / "exercises").iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    found = [_exercise(tomllib.loads(file.read_text(encoding="utf-8")), file.name) for file in files]
    return {exercise.id: exercise for exercise in found}


def exercise_of(name: str) -> Exercise:
    """Look an exercise up by its id.

    Raises:
        UnknownNameError: If there is none; names the nearest known ones first.
    """
    known = exercises()
    if name not in known:
        raise UnknownNameError("exercise", name, known)
    return known[name]


def variant_of(exercise: Exercise, set_up: Mapping[str, Value]) -> Exercise:
    """The variant that a set-up asks for; the exercise itself where it has none.

    Raises:
        UnknownNameError: If it has no such variant.
    """
    if not exercise.variants:
        return exercise
    name = str(set_up.get(VARIANT, next(iter(exercise.variants))))
    if name not in exercise.variants:
        raise UnknownNameError(f"variant of {exercise.id}", name, exercise.variants)
    return exercise.variants[name]


def read_exercise(text: str, *, file: str) -> Exercise:
    """Read one declaration and check it against the schema (data/exercises/exercise.schema.json).

    Args:
        text: TOML.
        file: Its name, for messages.

    Raises:
        DeclarationError: If a key is missing or misspelt; names file, key and what is allowed.
    """
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DeclarationError(file, f"no valid TOML ({error})", "see CONTRIBUTING.md, add an exercise") from None
    from .schema import check_declaration  # noqa: PLC0415 - its library is slow to load, and files of the package are checked by the tests

    check_declaration(plain, file=file)
    return _exercise(plain, file)


def _exercise(plain: dict[str, Any], file: str) -> Exercise:
    """The exercise with all of its variants; it is itself the first of them."""
    changes = plain.get("variants", {})
    if not changes:
        return _one(plain, file, label="", variants={})
    common = {key: value for key, value in plain.items() if key != "variants"}
    choice = {VARIANT: {"choices": list(changes), "label": "; ".join(f"{name}: {change['label']}" for name, change in changes.items())}}
    variants = {}
    for name, change in changes.items():
        merged = _merged(_merged(common, {key: value for key, value in change.items() if key != "label"}), {"set_up": choice})
        merged = _merged(merged, {"set_up": {VARIANT: {"default": name}}})
        variants[name] = _one(merged, file, label=change["label"], variants={})
    first = next(iter(changes))
    whole = _merged(_merged(common, {key: value for key, value in changes[first].items() if key != "label"}), {"set_up": choice})
    whole = _merged(whole, {"rows": common["rows"], "set_up": {VARIANT: {"default": first}}})
    return _one(whole, file, label="", variants=variants)


def _merged(base: dict[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """A declaration with parts of it changed: tables are merged, everything else is replaced."""
    both = dict(base)
    for key, value in change.items():
        old = both.get(key)
        both[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return both


def _one(plain: dict[str, Any], file: str, *, label: str, variants: dict[str, Exercise]) -> Exercise:
    lists: dict[str, Any] = {key: tuple(plain[key]) for key in LISTS_OF_WORDS}
    posture = plain.get("posture", {"start": {}, "top": {}})
    grid = plain.get("grid", NO_GRID)
    return Exercise(
        **{key: plain[key] for key in ("id", "name", "kind", "position", "laterality", "both_hips")},
        **lists,
        label=label,
        variants=variants,
        resistance_kinds=tuple(plain["resistance"]),
        faults=tuple(Fault(**row) for row in plain.get("faults", ())),
        remarks=tuple(Remark(**row) for row in plain.get("remarks", ())),
        not_advised=tuple(NotAdvised(**row) for row in plain.get("not_advised", ())),
        claims=tuple(_claim(row) for row in plain.get("claims", ())),
        dose=Dose(**_with_tuples(plain["dose"])),
        passive_range_deg=tuple(plain["passive_range_deg"]) if "passive_range_deg" in plain else None,
        start=posture["start"],
        top=posture["top"],
        at_top_instead=posture.get("at_top_instead", {}),
        held=tuple(HeldPoint(**_with_tuples(row)) for row in plain.get("held", ())),
        supports=tuple(Support(**_with_tuples(row)) for row in plain.get("supports", ())),
        resistances=tuple(Resistance(**row) for row in plain.get("resistances", ())),
        hand_holds=tuple(HandHold(**row) for row in plain.get("hand_holds", ())),
        lean=Lean(**_with_tuples(plain["lean"])) if "lean" in plain else None,
        settings={key: _setting(key, row, file) for key, row in plain.get("set_up", {}).items()},
        grid=Grid(resistance=tuple(grid["resistance"]), variants=tuple(grid["variants"])),
    )


def _claim(row: dict[str, Any]) -> Claim:
    right = row["right"]
    return Claim(**{**row, "left": _measure(row["left"]), "right": _measure(right) if isinstance(right, dict) else float(right)})


def _measure(row: dict[str, Any]) -> Measure:
    return Measure(**{"set_up": {}, **row})


@cache
def set_up_keys() -> dict[str, Any]:
    """What each set-up key means in every exercise that has it (data/hardware/set_up_keys.toml)."""
    return tomllib.loads((DATA / "hardware" / "set_up_keys.toml").read_text(encoding="utf-8"))


def _setting(key: str, row: Mapping[str, Any], file: str) -> Setting:
    """A setting: what the key means everywhere, with the exercise's default and range."""
    if key not in set_up_keys():
        raise DeclarationError(file, f"set_up.{key} is not a set-up key", listed(set_up_keys(), at_most=40))
    merged = {**set_up_keys()[key], **row}
    choices = (NO_BAND, *known_bands()) if merged.get("choices") == "bands" else tuple(merged.get("choices", ()))
    return Setting(
        key=key,
        kind=merged.get("kind", "choice" if choices else "number"),
        label=merged["label"],
        unit=merged.get("unit", ""),
        default=merged.get("default", 0.0),
        default_over_height=merged.get("default_over_height"),
        low=merged.get("low"),
        high=merged.get("high"),
        whole=merged.get("whole", False),
        choices=choices,
    )


def _with_tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
