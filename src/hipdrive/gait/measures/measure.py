"""All measures of a run: each family's values of every stride, and their mean and spread per side."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...body import Side
from ...curve import range_edges_deg
from ..movement.stride import Stride
from .bursts import by_range
from .definitions import measure_definitions
from .measured_stride import MeasuredStride
from .stride_scene import StrideScene


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Mean and spread over strides."""

    mean: float | None
    """None where no stride shows it."""
    sd: float | None
    """Sample standard deviation; None with fewer than two strides."""
    n: int
    low: float | None = None
    """For a figure by range of hip flexion: smallest of the means with the zero moved by -11, 0 and +11 deg; else None."""
    high: float | None = None
    """Largest of them."""


def measure_of(values: Sequence[float | None]) -> Measure:
    """Mean and sample standard deviation of the values that exist."""
    known = [value for value in values if value is not None and np.isfinite(value)]
    return Measure(
        mean=float(np.mean(known)) if known else None,
        sd=float(np.std(known, ddof=1)) if len(known) > 1 else None,
        n=len(known),
    )


def side_measures(scene: StrideScene, measured: Sequence[MeasuredStride], *, side: Side) -> dict[str, Measure]:
    """All measures of one side, by name and unit (data/gait/measures.toml says what each one is)."""
    own = [one for one in measured if one.stride.side == side]
    if not own:
        return dict.fromkeys(measure_definitions(), measure_of([]))
    names = own[0].values
    return {name: measure_of([one.values[name] for one in own]) for name in names} | _by_range(scene, [one.stride for one in own])


def _by_range(scene: StrideScene, own: Sequence[Stride]) -> dict[str, Measure]:
    """Figures by range of hip flexion, each with what it would be if the zero were 11 deg off."""
    shift = float(np.radians(range_edges_deg()[2]))
    moved = [[by_range(scene, stride, shift_rad=by) for stride in own] for by in (0.0, -shift, shift)]
    measures: dict[str, Measure] = {}
    for name in moved[0][0]:
        here, back, ahead = (measure_of([row[name] for row in rows]) for rows in moved)
        means = [measure.mean for measure in (here, back, ahead) if measure.mean is not None]
        measures[name] = Measure(mean=here.mean, sd=here.sd, n=here.n, low=min(means, default=None), high=max(means, default=None))
    return measures
