"""Values that several callers share, such as those of a cache, locked against writing."""

from typing import Any

import numpy as np
import numpy.typing as npt


def lock(*arrays: npt.NDArray[Any]) -> None:
    """Lock arrays against writing, in place."""
    for array in arrays:
        array.setflags(write=False)


def locked_copy(values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """A copy of an array that can't be written to."""
    copy = np.array(values, dtype=np.float64)
    lock(copy)
    return copy


def lock_fields(value: object) -> None:
    """Lock every array that is an attribute of an object."""
    for name in dir(value):
        if not name.startswith("_"):
            field = getattr(value, name)
            if isinstance(field, np.ndarray):
                lock(field)
