"""The set-up of an exercise: what can be chosen, read from words or numbers, checked, and completed with defaults."""

import math
from collections.abc import Mapping
from dataclasses import replace

from ...body import SIDES, Athlete
from ...errors import HipDriveError, UnknownNameError, ValueOutOfRangeError, listed
from ..declared.exercise import Exercise, Setting, Value, evaluate
from ..declared.hardware import BandTable
from .tempo import read_tempo

SIDE = Setting(key="side", kind="choice", label="working leg", unit="", default="right", choices=SIDES)


class UnknownSettingError(HipDriveError):
    """A set-up key that the exercise doesn't have."""

    code = "unknown_setting"

    def __init__(self, exercise: Exercise, key: str) -> None:
        self.about = key
        keys = [*exercise.settings, SIDE.key]
        super().__init__(f"{exercise.id} has no set-up key '{key}'. It has: {listed(keys, at_most=40)}.")


def resolve_set_up(
    exercise: Exercise, chosen: Mapping[str, Value], athlete: Athlete, *, bands: Mapping[str, BandTable] | None = None
) -> dict[str, Value]:
    """All set-up values of an exercise: those chosen, checked, and the defaults of the rest.

    Args:
        exercise: The exercise, in the variant that is chosen.
        chosen: Key -> value, as a number or as the user wrote it.
        athlete: Height (m), for defaults that depend on it.
        bands: More bands than those of the package, by id.

    Returns:
        Key -> number in the key's own unit, or word; always with 'side'.

    Raises:
        UnknownSettingError: If the exercise has no such key.
        UnknownNameError: If a choice is not among those allowed.
        ValueOutOfRangeError: If a value is no number, or outside its range.
    """
    settings = {**exercise.settings, SIDE.key: SIDE}
    if bands and "band" in settings:
        own = settings["band"]
        settings["band"] = replace(own, choices=tuple(dict.fromkeys((*own.choices, *bands))))
    for key in chosen:
        if key not in settings:
            raise UnknownSettingError(exercise, key)
    values: dict[str, Value] = {key: _checked(settings[key], value) for key, value in chosen.items()}
    left = [setting for key, setting in settings.items() if key not in values]
    for setting in left:
        if setting.kind != "number":
            values[setting.key] = str(setting.default)
        elif setting.default_over_height is not None:
            values[setting.key] = round(setting.default_over_height * athlete.height_m, 2)
        elif not isinstance(setting.default, str):
            values[setting.key] = float(setting.default)
    for setting in left:
        if setting.key not in values:
            values[setting.key] = evaluate(setting.default, values)
    return {key: values[key] for key in settings}


def _checked(setting: Setting, value: Value) -> Value:
    """A value in its own type, inside its range."""
    if setting.kind == "choice":
        if str(value) not in setting.choices:
            raise UnknownNameError(setting.key, str(value), setting.choices)
        return str(value)
    if setting.kind == "tempo":
        read_tempo(str(value))
        return str(value)
    allowed = _range_in_words(setting)
    try:
        number = float(value)
    except ValueError:
        raise ValueOutOfRangeError(setting.key, f"'{value}'", f"a number, {allowed}") from None
    too_low = setting.low is not None and number < setting.low
    too_high = setting.high is not None and number > setting.high
    broken = setting.whole and not number.is_integer()
    if math.isnan(number) or too_low or too_high or broken:
        raise ValueOutOfRangeError(setting.key, f"{number:g}", allowed, setting.label)
    return number


def _range_in_words(setting: Setting) -> str:
    low = "any" if setting.low is None else f"{setting.low:g}"
    high = "any" if setting.high is None else f"{setting.high:g}"
    kind = "a whole number from " if setting.whole else ""
    return f"{kind}{low} to {high} {setting.unit}".strip()
