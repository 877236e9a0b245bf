"""How often a foot comes down while its thigh swings once: once in running, twice in skipping."""

import numpy as np
import scipy

from ...arrays import FloatArray
from ...errors import HipDriveError
from ...language import en

LOW_SHARE = 0.2
"""A foot is down where its heel is within this share of its whole rise of the lowest; our choice."""
LEAST_HOP_SHARE = 0.07
"""Between two touches it rises by more than this share of its whole rise. Runners in simulations and one real one show .04 at most,
simulated skips .16 to .37; our choice."""


class SkipsNotRunningError(HipDriveError):
    """A clip of skips where a run is asked for."""

    code = "skips_not_running"

    def __init__(self, file_name: str) -> None:
        self.about = file_name
        super().__init__(
            en("{file}: these are skips, not a run: the foot comes down twice each time its thigh swings once", file=file_name),
            en("give a clip of a run, or enter this one for the test 'High-knee skips' (skip_pop)"),
        )


def touches(height: FloatArray) -> int:
    """Count how often a foot comes down within one cycle of its thigh.

    Args:
        height: (n,) height of the heel or ankle over one cycle, evenly, in any unit; the end joins the start.

    Returns:
        Lows near the ground, with a rise between each two of them; 1 at least.
    """
    rise = float(np.ptp(height))
    if rise <= 0.0:
        return 1
    share = (np.roll(height, -int(np.argmax(height))) - height.min()) / rise
    lows, _ = scipy.signal.find_peaks(np.append(-share, -1.0), height=-LOW_SHARE, prominence=LEAST_HOP_SHARE)
    return max(1, len(lows))
