"""The stride of a clip that is shown in pictures: the one nearest to its middle in which all that is drawn is seen."""

from collections.abc import Iterable, Sequence

import numpy as np

from ...motion import FlatKeypoints


def shown_stride(
    clip: FlatKeypoints, labels: Sequence[str], strides_s: Iterable[Sequence[float]], *, stride_s: float
) -> Sequence[float] | None:
    """Choose a stride.

    Args:
        clip: The runner's points.
        labels: Points that must be seen.
        strides_s: Instants (s) at which each stride is looked at, its beginning first.
        stride_s: Duration of a stride.

    Returns:
        The instants of one stride; None where no stride shows the points at all of them.
    """
    middle_s = 0.5 * (clip.time_s[0] + clip.time_s[-1] - stride_s)
    for instants_s in sorted(strides_s, key=lambda stride: abs(stride[0] - middle_s)):
        if all(_seen(clip, labels, at_s) for at_s in instants_s):
            return instants_s
    return None


def _seen(clip: FlatKeypoints, labels: Sequence[str], time_s: float) -> bool:
    """Whether the clip goes so far and its picture nearest to an instant shows the points."""
    if not clip.time_s[0] <= time_s <= clip.time_s[-1]:
        return False
    columns = [clip.labels.index(label) for label in labels]
    return bool(np.isfinite(clip.position[int(np.abs(clip.time_s - time_s).argmin()), columns]).all())
