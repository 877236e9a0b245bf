"""One stride with the values of its measures, before they are averaged."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ..movement.stride import Stride
from .angles import angles
from .bursts import bursts
from .frontal import frontal
from .landing import landing
from .scissor import scissor
from .spatiotemporal import spatiotemporal
from .stride_scene import StrideScene

Family = Callable[[StrideScene, Stride], dict[str, float | None]]
FAMILIES: tuple[Family, ...] = (spatiotemporal, landing, bursts, angles, frontal, scissor)


class MeasuredStride(NamedTuple):
    """A stride and what was measured on it."""

    stride: Stride
    values: Mapping[str, float | None]
    """By name and unit; None where the stride does not show it."""


def measured_strides(scene: StrideScene, strides: Sequence[Stride], *, families: Sequence[Family] = FAMILIES) -> tuple[MeasuredStride, ...]:
    """Measure every stride of a run.

    Args:
        scene: The run.
        strides: Its strides.
        families: The measures that the recording shows.
    """
    return tuple(
        MeasuredStride(stride, {name: value for family in families for name, value in family(scene, stride).items()}) for stride in strides
    )
