"""The largest share of strength that lasts: what is asked for one degree alone is no lasting effort."""

import numpy as np

from ...arrays import BoolArray, FloatArray
from ...capacity.strength.effort import lasting_peak
from ...capacity.strength_rules import strength_rules


def largest_lasting(share: FloatArray, there: BoolArray) -> tuple[float, int]:
    """Largest share of any row that lasts over the declared number of degrees, or over all there are of a shorter stretch; and where.

    Args:
        share: (m, n) load over capacity by way of moving and degree.
        there: (m, n) where it counts.

    Returns:
        The share, and the index of its degree in the first row that reaches it; 0 and 0 where nothing counts.
    """
    best = (0.0, 0)
    for row, (shares, counts) in enumerate(zip(share, there, strict=True)):
        if row == 0 or shares.max(where=counts, initial=0.0) > best[0]:
            found = _lasting(shares, counts)
            best = found if row == 0 or found[0] > best[0] else best
    return best


def _lasting(share: FloatArray, there: BoolArray) -> tuple[float, int]:
    window = strength_rules().turn_window_deg
    best = (0.0, 0)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], there, [False]])))
    for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        value, place = lasting_peak(share[start:stop], over=window)
        best = max(best, (value, start + place))
    return best
