"""Some frames of a scene, for a picture that shows no others."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from ...body import SIDES
from ...physics.closed_chain import BallUnderLimb
from .scene import Implement, Scene

Frames = npt.NDArray[np.int64]


def scene_at(scene: Scene, frames: Frames) -> Scene:
    """The same scene at some of its frames.

    Args:
        scene: One repetition.
        frames: (k,) which.
    """
    return replace(
        scene,
        time_s=scene.time_s[frames],
        share=scene.share[frames],
        hip_flexion_rad={side: scene.hip_flexion_rad[side][frames] for side in SIDES},
        hip_flexion_moment_nm_kg={side: scene.hip_flexion_moment_nm_kg[side][frames] for side in SIDES},
        limbs=tuple(replace(limb, points_m=limb.points_m[frames]) for limb in scene.limbs),
        implements=tuple(_implement_at(implement, frames) for implement in scene.implements),
        supports=tuple(
            replace(each, corners_m=each.corners_m[frames], force_n=each.force_n[frames], at_m=each.at_m[frames]) for each in scene.supports
        ),
        ball=None if scene.ball is None else _ball_at(scene.ball, frames),
    )


def with_sizes(scene: Scene, frames: Frames) -> Frames:
    """Some frames, and behind them those that decide how large things are drawn in all: the strongest pushes, the ends of bands' lengths.

    Args:
        scene: One repetition.
        frames: (k,) which are wanted.

    Returns:
        (k + m,) with the wanted ones first.
    """
    lengths = [np.linalg.norm(each.points_m[:, -1] - each.points_m[:, 0], axis=1) for each in scene.implements]
    pushes = [np.linalg.norm(each.force_n[:, :axes], axis=1) for each in scene.supports for axes in (2, 3)]  # as seen, and in all
    deciding = [int(end(length)) for length in lengths for end in (np.argmin, np.argmax)] + [int(np.argmax(push)) for push in pushes]
    return np.concatenate([frames, np.unique(np.array(deciding, dtype=np.int64))])


def _implement_at(implement: Implement, frames: Frames) -> Implement:
    points, force, slack = implement.points_m[frames], implement.force_n[frames], implement.slack[frames]
    return replace(implement, points_m=points, force_n=force, slack=slack)


def _ball_at(ball: BallUnderLimb, frames: Frames) -> BallUnderLimb:
    return replace(ball, centre_m=ball.centre_m[frames], along_m=ball.along_m[frames], push=ball.push[frames])
