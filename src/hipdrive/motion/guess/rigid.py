"""Which markers keep their distances while somebody runs, and so sit on one segment."""

from collections.abc import Mapping

import numpy as np
import scipy

from ..motion import Array, Motion
from .standing import Standing, thinned

ONE_SEGMENT_M = 0.007
"""Mean spread (standard deviation) of the distances within a segment: 0.1 to 5 mm on plates and skin in nine open runs, 8 mm and more to
the next one."""
NEAR_M = 0.45
"""Markers that stand further apart are not on one segment: a thigh is no longer. Our choice."""
SPREADS_BETWEEN = 2.563
"""A normal spread puts so many standard deviations between its tenth and its ninetieth percentile."""
FIXED_M = 0.02
"""A runner's pelvis alone goes up and down by 5 to 10 cm."""
LEAST_SEEN = 0.3


def rigid_groups(run: Motion, standing: Standing) -> tuple[tuple[str, ...], ...]:
    """Group the markers of a run by segment; those that move alone are a group of one.

    Args:
        run: Missing samples are NaN.
        standing: Where the markers stand; only those are grouped.
    """
    labels = tuple(label for label in standing.labels if label in run.labels and _seen_share(run, label) >= LEAST_SEEN)
    if len(labels) < 3:
        return tuple((label,) for label in labels)
    apart = spreads(run, labels)
    far = np.linalg.norm(standing.place_m[:, None] - standing.place_m[None], axis=2)
    columns = [standing.labels.index(label) for label in labels]
    apart = np.where(far[np.ix_(columns, columns)] > NEAR_M, 1.0, apart)
    tree = scipy.cluster.hierarchy.linkage(scipy.spatial.distance.squareform(apart, checks=False), method="average")
    numbers = scipy.cluster.hierarchy.fcluster(tree, ONE_SEGMENT_M, criterion="distance")
    return tuple(tuple(label for label, own in zip(labels, numbers, strict=True) if own == number) for number in sorted(set(numbers)))


def spreads(run: Motion, labels: tuple[str, ...]) -> Array:
    """(m, m) m, how much each distance between two markers changes; between percentiles, so that a few exchanged labels do not count."""
    paths = thinned(run)[:, [run.labels.index(label) for label in labels]]
    spread = np.zeros((len(labels), len(labels)))
    for place in range(len(labels)):
        length_m = np.linalg.norm(paths - paths[:, place : place + 1], axis=2)
        for other in range(place):
            known = length_m[np.isfinite(length_m[:, other]), other]
            if len(known) < 3:
                spread[place, other] = spread[other, place] = 1.0
                continue
            low, high = np.percentile(known, [10.0, 90.0])
            spread[place, other] = spread[other, place] = (high - low) / SPREADS_BETWEEN
    return spread


def fixed_markers(run: Motion) -> frozenset[str]:
    """Markers that stay where they are in the laboratory while most others move, such as those on the floor."""
    paths = thinned(run)
    seen = np.asarray(np.isfinite(paths).all(axis=2).any(axis=0))
    moved = np.zeros(len(run.labels))
    low, high = np.nanpercentile(paths[:, seen], [5.0, 95.0], axis=0)
    moved[seen] = np.linalg.norm(high - low, axis=1)
    if not seen.any() or np.median(moved[seen]) < 2.0 * FIXED_M:
        return frozenset()
    return frozenset(label for label, m, is_seen in zip(run.labels, moved, seen, strict=True) if is_seen and m < FIXED_M)


def voted(groups: tuple[tuple[str, ...], ...], bodies: Mapping[str, str]) -> dict[str, str]:
    """The body that most markers of a group are on, for every marker of it; groups without a clear majority keep what each has.

    Args:
        groups: Of `rigid_groups`.
        bodies: Body by label, as far as it is known.
    """
    found = dict(bodies)
    for group in groups:
        named = [bodies[label] for label in group if bodies.get(label)]
        if not named:
            continue
        most = max(sorted(set(named)), key=named.count)
        if len(group) >= 3 and 2 * named.count(most) > len(named) and named.count(most) >= 2:
            found |= dict.fromkeys(group, most)
    return found


def _seen_share(run: Motion, label: str) -> float:
    return float(np.isfinite(run.marker(label)).all(axis=1).mean())
