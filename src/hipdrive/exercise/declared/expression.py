"""A number of an exercise's file that may depend on its set-up: a sum of numbers and set-up keys."""

import math
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from ...data.declared import Number
from ...errors import ValueOutOfRangeError
from ...language import en, joined

Expression = Annotated[
    Number | str,
    Field(
        description=en(
            "a number (deg, or m for slides) or a sum of numbers and set-up keys such as '90 + trunk_lean_deg', "
            "a key with a factor where need be: '0.5*trunk_lean_deg'"
        )
    ),
]


def evaluate(expression: Expression, values: Mapping[str, object]) -> float:
    """Value of a number or of a sum of numbers and set-up keys, each with a factor where need be.

    Args:
        expression: Such as 12, 'hip_start_deg', '90 - trunk_lean_deg' or '93 + 0.5*trunk_lean_deg'.
        values: Set-up keys that may stand in it.

    Raises:
        ValueOutOfRangeError: If a word in it is neither a number nor a known key.
    """
    if not isinstance(expression, str):
        return float(expression)
    total, sign = 0.0, 1.0
    for word in expression.replace("+", " + ").replace("-", " - ").split():
        if word in {"+", "-"}:
            sign = 1.0 if word == "+" else -1.0
            continue
        total += sign * math.prod(_value(factor, expression, values) for factor in word.split("*"))
        sign = 1.0
    return total


def _value(word: str, expression: str, values: Mapping[str, object]) -> float:
    """A set-up key's value, or the number that a word is."""
    value = values.get(word)
    if isinstance(value, int | float):
        return float(value)
    try:
        return float(word)
    except ValueError:
        allowed = en("a sum of numbers and of {keys}", keys=joined(values, ", "))
        raise ValueOutOfRangeError(en("an exercise's value"), f"'{expression}'", allowed) from None
