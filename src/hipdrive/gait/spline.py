"""The one spline of a recorded trial: positions, velocities and accelerations come from it alike, so that they agree with each other."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import scipy

if TYPE_CHECKING:
    from scipy.interpolate import BSpline

QUINTIC = 5


def quintic(time_s: npt.NDArray[np.float64], values: npt.NDArray[np.float64]) -> "BSpline":
    """Quintic spline through values (n, ...) at times (n,); called with times and an order it gives that derivative."""
    return scipy.interpolate.make_interp_spline(time_s, values, k=QUINTIC)
