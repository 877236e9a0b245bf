"""What of a set-up can be chosen, as rows of a form: each with its range, step and what makes it matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ...band_words import band_name
from ...body_words import SIDE_WORDS
from ...exercise import NO_BAND, SIDE, Exercise, Setting, Value
from ...exercise.declared.exercise import AMOUNT, CUFF
from ...language import Text, en, layout
from ..words import choice_in_words

Group = Literal["resistance", "position", "movement"]
GROUPS: Mapping[Group, Text] = {
    "resistance": en("What resists"),
    "position": en("How you stand or lie"),
    "movement": en("How you move"),
}
STEPS: Mapping[str, float] = {"m": 0.01, "deg": 1.0, "kg": 0.5, "N": 5.0}
SMALL_STEP = 0.01
"""Of shares and ratios."""
_BAND, _STACK, _WEIGHT, _SLED = AMOUNT["band"], AMOUNT["cable"], AMOUNT["weight"], AMOUNT["sled"]
NEEDS: Mapping[str, tuple[str, ...]] = {
    "strands": (_BAND,),
    "rest_length_m": (_BAND,),
    "anchor_x_m": (_BAND,),
    "anchor_y_m": (_BAND,),
    "ratio": (_STACK,),
    "pulley_x_m": (_STACK,),
    "pulley_y_m": (_STACK,),
    "cable_friction": (_STACK,),
    "weight_at": (_WEIGHT,),
    CUFF: (_WEIGHT, _STACK),
    "sled_friction": (_SLED,),
    "sled_breakaway": (_SLED,),
    "strap_m": (_SLED,),
}
"""Key -> keys of which one must be more than nothing for it to matter."""
MOVEMENT = ("hip_start_deg", "hip_end_deg", "tempo", "side", "variant", "push_n", "push", "pressure_at")


@dataclass(frozen=True, kw_only=True)
class Control:
    """One thing to choose."""

    key: str
    kind: Literal["number", "choice", "tempo"]
    label: Text
    unit: str
    value: Value
    low: float = 0.0
    high: float = 0.0
    step: float = 0.0
    choices: tuple[tuple[str, Text], ...] = ()
    """Value and what it is called."""

    @property
    def fixed(self) -> bool:
        """Whether there is nothing to choose."""
        return len(self.choices) == 1 if self.kind == "choice" else self.kind == "number" and self.low == self.high

    @property
    def needs(self) -> tuple[str, ...]:
        """Keys of which one must be more than nothing for it to matter."""
        return NEEDS.get(self.key, ())


def controls(
    exercise: Exercise, set_up: Mapping[str, Value], *, bands: tuple[str, ...] = ()
) -> tuple[tuple[Text, tuple[Control, ...]], ...]:
    """Rows by group, with the group's heading.

    Args:
        exercise: In the variant that is chosen.
        set_up: All of its set-up values.
        bands: Own bands beside those of the package.
    """
    settings = {SIDE.key: SIDE, **exercise.settings}
    rows = [_control(setting, set_up[key], exercise, bands) for key, setting in settings.items()]
    grouped = {group: tuple(row for row in rows if _group(row.key, exercise) == group and not row.fixed) for group in GROUPS}
    return tuple((GROUPS[group], own) for group, own in grouped.items() if own)


def _group(key: str, exercise: Exercise) -> Group:
    if key in NEEDS or key in {AMOUNT[resistance.kind] for resistance in exercise.resistances}:
        return "resistance"
    return "movement" if key in MOVEMENT else "position"


def _control(setting: Setting, value: Value, exercise: Exercise, bands: tuple[str, ...]) -> Control:
    if setting.kind == "number":
        step = 1.0 if setting.whole else STEPS.get(setting.unit, SMALL_STEP)
        low, high = float(setting.low or 0.0), float(setting.high or 0.0)
        return Control(key=setting.key, kind="number", label=setting.label, unit=setting.unit, value=value, low=low, high=high, step=step)
    choices = tuple(dict.fromkeys((*setting.choices, *bands))) if setting.key == _BAND else setting.choices
    named = tuple((choice, _called(setting.key, choice, exercise)) for choice in choices)
    return Control(key=setting.key, kind=setting.kind, label=setting.label, unit="", value=value, choices=named)


def _called(key: str, choice: str, exercise: Exercise) -> Text:
    if choice == NO_BAND and key in {_BAND, "hand_support"}:
        return en("none")
    if key == _BAND:
        return layout("{name:cap}", name=band_name(choice))
    if key == SIDE.key:
        return SIDE_WORDS["left"] if choice == "left" else SIDE_WORDS["right"]
    if key == "variant" and choice in exercise.variants:
        return exercise.variants[choice].label
    return choice_in_words(choice)
