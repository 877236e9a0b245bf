"""How far joint moments may differ where a body is statically indeterminate: its supports leave a choice of forces."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from .contact import SupportContact
from .equations import BalanceEquations
from .friction_cone import NEGLIGIBLE, generators
from .least_squares import least_force
from .linear_programme import minimise


def moment_band(
    equations: BalanceEquations, contacts: Sequence[SupportContact], moments: FloatArray, *, places: Sequence[int], frames: Sequence[int]
) -> FloatArray:
    """Smallest and largest joint moments that any support forces inside the cones allow (linear programme).

    Args:
        equations: What the forces must fulfil.
        contacts: The supports.
        moments: (n, nv) before any support.
        places: Places of the coordinates.
        frames: Key frames.

    Returns:
        (frames, places, 2) Nm; both ends the same where the supports leave no choice; NaN where no forces exist.
    """
    frames = list(frames)
    A, b = equations.A[frames], equations.b[frames]
    effects = np.swapaxes(equations.J[frames][:, :, list(places)], 1, 2)
    before = moments[np.ix_(frames, list(places))]
    least = least_force(A, b, np.ones(A.shape[2]))
    band: FloatArray = np.repeat((before - (effects @ least[:, :, None])[:, :, 0])[:, :, None], 2, axis=2)
    free = choice_exists(equations, places=places, frames=frames)
    edges = generators(contacts, equations.owner) if free.any() else np.zeros((A.shape[2], 0))
    corner = None
    for i in np.flatnonzero(free.any(axis=1)):
        open_places = np.flatnonzero(free[i])
        costs = effects[i, open_places] @ edges
        values, corner = minimise(A[i] @ edges, b[i], np.concatenate([-costs, costs]), start=corner)
        band[i, open_places, 0] = before[i, open_places] + values[: len(open_places)]
        band[i, open_places, 1] = before[i, open_places] - values[len(open_places) :]
    return band


def choice_exists(equations: BalanceEquations, *, places: Sequence[int], frames: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Whether support forces that cancel each other in all equations change a coordinate's moment; where not, its band is a point.

    Args:
        equations: What the forces must fulfil.
        places: Places of the coordinates.
        frames: Frames to look at.

    Returns:
        (frames, places); cones are not looked at, so they may still leave no choice.
    """
    A = equations.A[list(frames)]
    equal_weights, exists = np.ones(A.shape[2]), np.zeros((len(A), len(places)), dtype=bool)
    for j, place in enumerate(places):
        effect = equations.J[list(frames), :, place]
        within = least_force(A, (A @ effect[:, :, None])[:, :, 0], equal_weights)
        exists[:, j] = np.abs(effect - within).max(axis=1, initial=0.0) >= NEGLIGIBLE
    return exists
