"""Where a body is held: a patch that pushes inside its friction cone, or a grip."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...language import Text


@dataclass(frozen=True, kw_only=True)
class SupportContact:
    """A part of the body that touches what holds it."""

    id: str
    label: Text
    """In words, with its article: 'the bench'."""
    body: str
    points_m: FloatArray
    """(k, 3) points in the body's frame that carry the force; (n, k, 3) where they move along the body."""
    normal: FloatArray
    """(3,) unit vector in the lab, the direction in which the support pushes."""
    kind: Literal["patch", "grip"]
    """A patch only pushes, inside its friction cone; a grip may also pull, in any direction."""
    friction: float
    """Largest sideways over normal force."""
    share: float = 1.0
    """Weight of the whole patch in the sharing; its points have equal parts of it."""


def patch_weights(contacts: Sequence[SupportContact], owner: npt.NDArray[np.int64]) -> FloatArray:
    """(3k,) part of its patch that each point has, times the patch's share."""
    per_point = np.array([contacts[i].share / contacts[i].points_m.shape[-2] for i in owner])
    return np.repeat(per_point, 3)
