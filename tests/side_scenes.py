"""The reference runner as a camera at the side sees the near leg, and clips that show no such thing."""

from dataclasses import replace
from functools import cache

import numpy as np

from hipdrive.gait import Movement, ReferenceTrial, Run, analyse_markers, reference_trial
from hipdrive.gait.runners.reference_markers import MARKER_SET
from hipdrive.motion import FlatKeypoints, marker_set_named
from validation.side_camera import filmed
from validation.side_view import LegTruth, truths_of


@cache
def trial() -> ReferenceTrial:
    return reference_trial(strides=20)


@cache
def solved() -> tuple[Run, Movement]:
    """The reference runner by the full solution."""
    return analyse_markers(trial().run, trial().static, marker_set_named(MARKER_SET), trial().athlete)


@cache
def truths() -> tuple[LegTruth, ...]:
    """Left and right leg."""
    return truths_of("reference", *solved())


@cache
def clip(*, side: int = 0, frame_rate_hz: float = 60.0, seconds: float = 12.0, seed: int | None = None) -> FlatKeypoints:
    """One leg from two seconds into the run on."""
    shown = truths()[side].shown
    return filmed(shown, frame_rate_hz=frame_rate_hz, seconds=seconds, yaw_rad=0.0, seed=seed)


def with_points(keypoints: FlatKeypoints, **points: np.ndarray) -> FlatKeypoints:
    """The clip with further points, (n, 2)."""
    extra = np.stack(list(points.values()), axis=1)
    return replace(
        keypoints,
        labels=(*keypoints.labels, *points),
        position=np.concatenate([keypoints.position, extra], axis=1),
        confidence=np.pad(keypoints.confidence, ((0, 0), (0, extra.shape[1])), constant_values=np.nan),
    )


def moved(keypoints: FlatKeypoints, position: np.ndarray) -> FlatKeypoints:
    """The clip with other places of its points."""
    return replace(keypoints, position=position)
