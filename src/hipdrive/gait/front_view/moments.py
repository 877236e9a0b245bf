"""Moments of the stride at which signs are judged in a clip from the front or from behind, and the instants of its steps."""

from collections.abc import Mapping

import numpy as np

from ...body import SIDES, Side
from ...motion import FlatKeypoints
from ..clip.phase import instants_of
from ..clip.shown_stride import shown_stride
from ..run import ClipMoment, ClipSteps, MomentName
from .calibration import FrontViewCalibration
from .figures import FrontFigures
from .folded_pair import FoldedPair

LABELS = tuple(f"{side[0].upper()}{joint}" for side in SIDES for joint in ("Hip", "Knee", "Ankle"))
"""Points of both legs that must be seen at each moment."""


def front_moments(clip: FlatKeypoints, pair: FoldedPair, figures: FrontFigures, learned: FrontViewCalibration) -> tuple[ClipMoment, ...]:
    """Find for each leg the stride nearest to the middle of the clip, and in it mid-stance, knee furthest inward, foot furthest outward.

    Args:
        clip: The runner's points.
        pair: The mean stride, its clocks started as in space.
        figures: What was measured in it, and where.
        learned: When in the stride a foot stands below the body.

    Returns:
        Three moments a leg; none of a leg where no stride shows both legs at all three.
    """
    moments: list[ClipMoment] = []
    for side in SIDES:
        at: Mapping[MomentName, float] = {
            "mid_stance": float(learned.clock.mid_stance),
            "knee_inmost": figures.swing_at[side]["knee_crossing"],
            "foot_outmost": figures.swing_at[side]["foot_outward_in_swing"],
        }
        shown = shown_stride(clip, LABELS, _strides_s(pair, side, list(at.values())), stride_s=1.0 / pair.stride_hz)
        if shown is not None:
            moments += [ClipMoment(name=name, side=side, clip=0, time_s=at_s) for name, at_s in zip(at, shown, strict=True)]
    return tuple(moments)


def steps_of(pair: FoldedPair, learned: FrontViewCalibration) -> ClipSteps:
    """When each foot stands below the body."""
    at = float(learned.clock.mid_stance)
    return ClipSteps(mid_stance_s={side: tuple(stride[0] for stride in _strides_s(pair, side, [at])) for side in SIDES})


def _strides_s(pair: FoldedPair, side: Side, own: list[float]) -> list[list[float]]:
    """Instants (s) of places of a leg's own clock, in each stride of the clip that holds them all."""
    phase = pair.legs.phase.phase
    return instants_of(phase, pair.legs.time_s, pair.fold_phase(side, np.array(own)).tolist())
