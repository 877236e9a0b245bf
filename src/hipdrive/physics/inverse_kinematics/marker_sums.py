"""Measured markers summed by the bodies that carry them: all that a rigid body needs to know of its markers."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body.joints import SLACK
from ..batch import CHUNK_FRAMES
from ..calibration import TrackedMarker
from ..skeleton import Skeleton

SLACK_WEIGHT = 1.0
"""A joint that comes apart by a distance costs as much as a single marker that is off by it. Neither rigid joints (Lu & O'Connor 1999) nor
segments on their own markers alone are right: skin shifts markers against bone, and markers locate joint centres to a centimetre or two."""
LEAST_WEIGHT = 1e-12
"""Stands for the weight of a body without markers where it is divided by."""


@dataclass(frozen=True, kw_only=True)
class MarkerTree:
    """Where m markers sit on k bodies, and which of the nv coordinates move them."""

    skeleton: Skeleton
    body: npt.NDArray[np.int64]
    """(k,) places of the bodies that carry markers."""
    carrier: npt.NDArray[np.int64]
    """(m,) which of these carries each marker."""
    onto: FloatArray
    """(k, m) 1 where a body carries a marker, so that onto @ x sums what markers have, by body."""
    local_m: FloatArray
    """(m, 3) in the frames of those bodies."""
    slack: FloatArray
    """(nv,) what a coordinate costs (per m^2): SLACK_WEIGHT where joints come apart, else none."""


@dataclass(frozen=True, kw_only=True)
class BodySums:
    """Measured markers of n frames summed by the k bodies that carry them: all that a rigid body needs to know of its markers."""

    weight: FloatArray
    """(k, n) sum of weights."""
    local_m: FloatArray
    """(3, k, n) weighted mean of the markers in the body's frame."""
    seen_m: FloatArray
    """(3, k, n) weighted mean of the measured markers in the lab."""
    spread_m2: FloatArray
    """(3, 3, k, n) weighted scatter of the markers about their mean, in the body's frame."""
    across_m2: FloatArray
    """(3, 3, k, n) weighted sum of measured (row) times local (column), about their means."""
    scatter_m2: FloatArray
    """(k, n) weighted sum of squared distances from the means, measured and local together."""

    def of(self, frames: npt.NDArray[np.int64]) -> "BodySums":
        """The sums of some frames."""
        return BodySums(**{field.name: getattr(self, field.name)[..., frames] for field in fields(self)})


def marker_tree(skeleton: Skeleton, markers: Sequence[TrackedMarker]) -> MarkerTree:
    """Lay out markers by the bodies that carry them."""
    body, carrier = np.unique([skeleton.body_index(marker.body) for marker in markers], return_inverse=True)
    return MarkerTree(
        skeleton=skeleton,
        body=body,
        carrier=carrier,
        onto=(np.arange(len(body))[:, None] == carrier).astype(np.float64),
        local_m=np.array([marker.local_m for marker in markers]),
        slack=np.where(np.isin(skeleton.coordinates, SLACK), SLACK_WEIGHT, 0.0),
    )


def body_sums(tree: MarkerTree, target_m: FloatArray, weight: FloatArray) -> BodySums:
    """Sum measured markers by body.

    Args:
        tree: The markers' places.
        target_m: (n, m, 3) measured positions, finite everywhere.
        weight: (n, m) weights, zero where a marker is missing.

    Returns:
        The sums that marker_equations needs, whatever the pose.
    """
    w, target = np.ascontiguousarray(weight.T), np.ascontiguousarray(target_m.transpose(2, 1, 0))
    onto, local = tree.onto, tree.local_m.T
    total = onto @ w
    share = 1.0 / np.maximum(total, LEAST_WEIGHT)
    seen_mean, local_mean = (onto @ (w * target)) * share, ((onto * local[:, None]) @ w) * share
    off = target - seen_mean[:, tree.carrier]
    left = w * off
    spread = (onto * (local[:, None] * local)[:, :, None]) @ w - total * local_mean[:, None] * local_mean
    return BodySums(
        weight=total,
        local_m=local_mean,
        seen_m=seen_mean,
        spread_m2=spread,
        across_m2=(onto * local[:, None]) @ left[:, None],
        scatter_m2=onto @ np.sum(left * off, axis=0) + np.trace(spread),
    )


def seen_sums(tree: MarkerTree, seen_m: FloatArray) -> BodySums:
    """Measured markers summed by body; missing ones have no weight."""
    seen = np.asarray(np.isfinite(seen_m).all(axis=2))
    return body_sums(tree, np.where(seen[..., None], seen_m, 0.0), np.where(seen, 1.0, 0.0))


def chunks(frames: int) -> list[slice]:
    """Stretches of frames that are worked on together."""
    return [slice(start, start + CHUNK_FRAMES) for start in range(0, frames, CHUNK_FRAMES)]
