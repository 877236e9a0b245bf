"""Where the other leg is in its stride: its landing in the stride of each side, by which one instant is found on both sides' curves."""

from itertools import pairwise
from statistics import fmean

from ...body import SIDES, Side
from ...gait import Run

WHOLE = 100.0


def landings_of_other(run: Run) -> dict[Side, float]:
    """Side -> when the other foot lands, % of the side's stride, as a mean over its strides; a side without such a stride is left out.

    Only strides in which the other foot lands exactly once are counted.
    """
    left, right = (run.sides[side].initial_contact_s for side in SIDES)
    found = {"left": _landings(left, right), "right": _landings(right, left)}
    return {side: fmean(found[side]) for side in SIDES if found[side]}


def _landings(own_s: tuple[float, ...], other_s: tuple[float, ...]) -> list[float]:
    strides = [(begin, end, [at for at in other_s if begin < at < end]) for begin, end in pairwise(own_s)]
    return [WHOLE * (within[0] - begin) / (end - begin) for begin, end, within in strides if len(within) == 1]
