"""The set-up of an exercise: what can be chosen, read from words or numbers, checked, and completed with defaults."""

import math
from collections.abc import Mapping
from dataclasses import replace

from ...body import SIDES, Athlete
from ...errors import HipDriveError, UnknownNameError, ValueOutOfRangeError, listed
from ...language import Text, en, layout, verbatim
from ..declared.exercise import Exercise, Setting, Value
from ..declared.expression import evaluate
from ..declared.hardware import BandTable
from .tempo import read_tempo

START, END = "hip_start_deg", "hip_end_deg"
SIDE = Setting(key="side", kind="choice", label=en("working leg"), unit="", default="right", choices=SIDES)


class UnknownSettingError(HipDriveError):
    """A set-up key that the exercise doesn't have."""

    code = "unknown_setting"

    def __init__(self, exercise: Exercise, key: str) -> None:
        self.about = key
        keys = [*exercise.settings, SIDE.key]
        super().__init__(
            en("{exercise} has no set-up key '{key}'. It has: {keys}.", exercise=exercise.id, key=key, keys=listed(keys, at_most=40))
        )


class HipPathError(HipDriveError):
    """A path of the hip that does not go the way the exercise goes."""

    code = "hip_path"

    def __init__(self, exercise: Exercise, start_deg: float, end_deg: float, *, rises: bool) -> None:
        self.about = START
        words = en(
            "{start_key} is {start_deg:g} and {end_key} is {end_deg:g}, but in {exercise} the start must lie above the end: "
            "raise {start_key} or lower {end_key}."
        )
        if rises:
            words = en(
                "{start_key} is {start_deg:g} and {end_key} is {end_deg:g}, but in {exercise} the start must lie below the end: "
                "lower {start_key} or raise {end_key}."
            )
        super().__init__(words.filled(start_key=START, start_deg=start_deg, end_key=END, end_deg=end_deg, exercise=exercise.id))


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
        HipPathError: If the hip would go the other way than in this exercise, or nowhere.
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
    _check_path(exercise, values)
    return {key: values[key] for key in settings}


def _check_path(exercise: Exercise, values: dict[str, Value]) -> None:
    """Refuse a hip path against the exercise's own; where that leaves the hip in place (a leg held still), any will do.

    Raises:
        HipPathError: If it goes the other way, or nowhere.
    """
    if START not in values or END not in values:
        return
    usual = evaluate(exercise.settings[END].default, values) - evaluate(exercise.settings[START].default, values)
    start, end = float(values[START]), float(values[END])
    if usual * (end - start) <= 0.0 and usual != 0.0:
        raise HipPathError(exercise, start, end, rises=usual > 0.0)


def _checked(setting: Setting, value: Value) -> Value:
    """A value in its own type, inside its range."""
    if setting.kind == "choice":
        if str(value) not in setting.choices:
            raise UnknownNameError(verbatim(setting.key), str(value), setting.choices)
        return str(value)
    if setting.kind == "tempo":
        read_tempo(str(value))
        return str(value)
    allowed = _range_in_words(setting)
    try:
        number = float(value)
    except ValueError:
        raise ValueOutOfRangeError(setting.key, f"'{value}'", en("a number, {allowed}", allowed=allowed)) from None
    too_low = setting.low is not None and number < setting.low
    too_high = setting.high is not None and number > setting.high
    broken = setting.whole and not number.is_integer()
    if math.isnan(number) or too_low or too_high or broken:
        raise ValueOutOfRangeError(setting.key, layout("{number:g}", number=number), allowed, setting.label)
    return number


def _range_in_words(setting: Setting) -> Text:
    low, high = (en("any") if end is None else layout("{number:g}", number=end) for end in (setting.low, setting.high))
    words = en("a whole number from {low} to {high}{unit}") if setting.whole else en("{low} to {high}{unit}")
    return words.filled(low=low, high=high, unit=setting.unit_shown)
