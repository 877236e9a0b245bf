"""The catalogue: every exercise that the data folder declares, read and checked once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..data import DATA
from ..errors import HipDriveError, UnknownNameError, listed
from .exercise import Dose, Exercise, Grid, HandHold, HeldPoint, Lean, Resistance, Setting, Support
from .hardware import NO_BAND, band_tables

TOP_KEYS = (
    "id",
    "name",
    "rows",
    "position",
    "laterality",
    "both_hips",
    "equipment",
    "resistance",
    "prerequisites",
    "cues",
    "stop_for",
    "evidence",
    "ladder",
    "dose",
    "posture",
    "held",
    "supports",
    "resistances",
    "hand_holds",
    "lean",
    "set_up",
    "grid",
)
OPTIONAL_KEYS = ("held", "hand_holds", "lean")


class DeclarationError(HipDriveError):
    """An exercise file that does not say what it must."""

    def __init__(self, file: str, found: str, allowed: str) -> None:
        super().__init__(f"{file}: {found}; allowed: {allowed}.")


@cache
def exercises() -> dict[str, Exercise]:
    """All exercises by id, in order of their files' names."""
    files = sorted((file for file in (DATA / "exercises").iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    found = [read_exercise(file.read_text(encoding="utf-8"), file=file.name) for file in files]
    return {exercise.id: exercise for exercise in found}


def exercise_of(name: str) -> Exercise:
    """Look an exercise up by its id.

    Raises:
        UnknownNameError: If there is none; lists the known ones.
    """
    known = exercises()
    if name not in known:
        raise UnknownNameError("exercise", name, known)
    return known[name]


def read_exercise(text: str, *, file: str) -> Exercise:
    """Read one declaration.

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
    _check_keys(plain, TOP_KEYS, file=file, where="the file", optional=OPTIONAL_KEYS)
    _check_keys(plain["ladder"], ("unlocks", "regresses_to"), file=file, where="[ladder]")
    _check_keys(plain["posture"], ("start", "top", "at_top_instead"), file=file, where="[posture]", optional=("at_top_instead",))
    _check_keys(plain["grid"], ("resistance", "variants"), file=file, where="[grid]")
    try:
        return _exercise(plain, file)
    except TypeError as error:
        raise DeclarationError(file, str(error).split("__init__() ")[-1], "the keys that the other exercise files have") from None


def _exercise(plain: dict[str, Any], file: str) -> Exercise:
    lists: dict[str, Any] = {key: tuple(plain[key]) for key in ("rows", "equipment", "prerequisites", "cues", "stop_for", "evidence")}
    return Exercise(
        **{key: plain[key] for key in ("id", "name", "position", "laterality", "both_hips")},
        **lists,
        resistance_kinds=tuple(plain["resistance"]),
        unlocks=tuple(plain["ladder"]["unlocks"]),
        regresses_to=tuple(plain["ladder"]["regresses_to"]),
        dose=Dose(**_with_tuples(plain["dose"])),
        start=plain["posture"]["start"],
        top=plain["posture"]["top"],
        at_top_instead=plain["posture"].get("at_top_instead", {}),
        held=tuple(HeldPoint(**_with_tuples(row)) for row in plain.get("held", ())),
        supports=tuple(Support(**_with_tuples(row)) for row in plain["supports"]),
        resistances=tuple(Resistance(**row) for row in plain["resistances"]),
        hand_holds=tuple(HandHold(**row) for row in plain.get("hand_holds", ())),
        lean=Lean(**_with_tuples(plain["lean"])) if "lean" in plain else None,
        settings={key: _setting(key, row, file) for key, row in plain["set_up"].items()},
        grid=Grid(resistance=tuple(plain["grid"]["resistance"]), variants=tuple(plain["grid"]["variants"])),
    )


@cache
def _set_up_keys() -> dict[str, Any]:
    return tomllib.loads((DATA / "hardware" / "set_up_keys.toml").read_text(encoding="utf-8"))


def _setting(key: str, row: Mapping[str, Any], file: str) -> Setting:
    """A setting: what the key means everywhere, with the exercise's default and range."""
    if key not in _set_up_keys():
        raise DeclarationError(file, f"set_up.{key} is not a set-up key", listed(_set_up_keys(), at_most=40))
    allowed = ("default", "default_over_height", "low", "high", "label", "choices")
    _check_keys(row, allowed, file=file, where=f"set_up.{key}", optional=allowed)
    merged = {**_set_up_keys()[key], **row}
    choices = (NO_BAND, *band_tables()) if merged.get("choices") == "bands" else tuple(merged.get("choices", ()))
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


def _check_keys(plain: Mapping[str, Any], allowed: tuple[str, ...], *, file: str, where: str, optional: tuple[str, ...] = ()) -> None:
    missing = [key for key in allowed if key not in plain and key not in optional]
    if missing:
        raise DeclarationError(file, f"{where} lacks '{missing[0]}'", listed(allowed, at_most=40))
    unknown = [key for key in plain if key not in allowed]
    if unknown:
        raise DeclarationError(file, f"{where} has '{unknown[0]}'", listed(allowed, at_most=40))


def _with_tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
