"""Moments of the stride that people look for in a clip: when they are, and what the near leg's angles are then."""

from collections.abc import Sequence

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...motion import FlatKeypoints
from ..clip.shown_stride import shown_stride
from ..run import ClipMoment, MomentName

LEG = ("Hip", "Knee", "Ankle", "BigToe")
"""Points of the near leg that must be seen at each moment."""


def clip_moments(
    clip: FlatKeypoints,
    side: Side,
    *,
    number: int,
    landings_s: Sequence[float],
    stride_s: float,
    contact_s: float,
    curves: dict[str, FloatArray],
) -> tuple[ClipMoment, ...]:
    """Find the moments of one stride: the one nearest to the middle of the clip in which the leg is seen at each of them.

    Args:
        clip: The runner's points.
        side: The near leg.
        number: Which of the clips that were analysed together it is, from 0.
        landings_s: Instants at which its foot lands.
        stride_s: Duration of a stride.
        contact_s: Contact time.
        curves: thigh_rad and knee_flexion_rad, (n,) from landing to landing.

    Returns:
        The moments in their order; none where no stride shows them all.
    """
    thigh = curves["thigh_rad"]
    share = np.linspace(0.0, 1.0, len(thigh))
    off = contact_s / stride_s
    in_swing = np.flatnonzero(share >= off)
    highest = float(share[in_swing[np.argmax(thigh[in_swing])]])
    shares: dict[MomentName, float] = {"landing": 0.0, "mid_stance": 0.5 * off, "toe_off": off, "highest_knee": highest}
    strides_s = [[landing_s + part * stride_s for part in shares.values()] for landing_s in landings_s]
    shown = shown_stride(clip, [side[0].upper() + name for name in LEG], strides_s, stride_s=stride_s)
    if shown is None:
        return ()
    return tuple(
        ClipMoment(
            name=name,
            side=side,
            clip=number,
            time_s=at_s,
            thigh_rad=float(np.interp(part, share, thigh)),
            knee_flexion_rad=float(np.interp(part, share, curves["knee_flexion_rad"])),
        )
        for (name, part), at_s in zip(shares.items(), shown, strict=True)
    )
