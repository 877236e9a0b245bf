"""Types of numeric arrays, and when values that hold some are equal; what their numbers mean is said where they stand."""

from dataclasses import fields
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
ALIKE_DIGITS = 9
"""Figures that agree in so many digits after the point are alike: the last bits of the computer decide nothing."""


def same_fields(value: Any, other: Any) -> bool:  # noqa: ANN401 - any dataclass
    """Whether two values of one dataclass say the same; for the == of those with arrays, which numpy alone answers number by number."""
    return all(np.array_equal(getattr(value, part.name), getattr(other, part.name)) for part in fields(value))
