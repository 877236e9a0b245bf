"""Clusters of markers as rigid bodies: their shape from the run itself, and where each one is in every frame."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...language import en, joined, layout
from ...motion import MarkersAbsentError, Motion, fill_gaps, lowpass, stretches, swapped_labels, without_spikes
from ...note import Note
from ...physics.rotation import fit_rigid

Bodies = Mapping[str, tuple[str, ...]]
"""Body to the labels of its cluster."""
OFF_SHAPE_M, OFF_USUAL = 0.005, 4.0
"""Root mean square distance from the rigid shape, and how many times its median, above which a cluster is faulty: our choice."""
SOUND_M, SOUND_USUAL = 0.0015, 2.0
"""The same below which it is sound: a fault begins and ends there, because smoothing before the recording came to us has spread it; and
one marker alone is to blame if the others keep their shape within it. Our choice."""
LEAST_SOUND_SHARE = 0.1
REFINEMENTS = 2


@dataclass(frozen=True, kw_only=True)
class Pose:
    """Where a cluster is in space."""

    rotation: FloatArray
    """(n, 3, 3) from the cluster's own axes to the lab's."""
    origin_m: FloatArray
    """(n, 3) m, middle of the cluster in the lab."""

    def point(self, local_m: FloatArray) -> FloatArray:
        """Path (n, 3) m of a point (3,) m that is fixed in the cluster."""
        return self.origin_m + self.rotation @ local_m


def cluster_shape(points_m: FloatArray) -> FloatArray:
    """Shape of a cluster: its markers' median places in axes that move with it.

    Starts from the frame whose distances between markers are nearest to their medians, so that a part of the run with labels exchanged
    does not matter, and is fitted anew to all frames.

    Args:
        points_m: (n, k, 3) m, markers in the lab; NaN where missing. In at least one frame all are seen.

    Returns:
        (k, 3) m, in axes of its own, middle at zero.
    """
    rows, columns = np.triu_indices(points_m.shape[1], 1)
    apart = np.linalg.norm(points_m[:, rows] - points_m[:, columns], axis=2)
    usual = np.nanmedian(apart, axis=0)
    off = np.where(np.isfinite(apart).all(axis=1), np.abs(apart - usual).sum(axis=1), np.inf)
    first = points_m[int(np.argmin(off))]
    shape: FloatArray = first - first.mean(axis=0)
    for _ in range(REFINEMENTS):
        rotation, origin = fit_rigid(shape, points_m)
        shape = np.nanmedian(np.einsum("nji,nkj->nki", rotation, points_m - origin[:, None]), axis=0)
        shape = shape - shape.mean(axis=0)
    return shape


def pose_of(shape_m: FloatArray, points_m: FloatArray) -> Pose:
    """Pose of a cluster from its markers (n, k, 3) m; NaN where fewer than three are seen."""
    rotation, origin = fit_rigid(shape_m, points_m)
    return Pose(rotation=rotation, origin_m=origin)


def mean_rotation(rotation: FloatArray) -> FloatArray:
    """Rotation (3, 3) nearest to the mean of rotations (n, 3, 3), NaN left out (chordal mean; Moakher 2002, SIAM J Matrix Anal 24:1)."""
    u, _, vt = np.linalg.svd(np.nanmean(rotation, axis=0))
    u[:, 2] *= np.sign(np.linalg.det(u @ vt))
    return np.asarray(u @ vt)


def seen_clusters(run: Motion, tracking: Bodies) -> dict[str, tuple[str, ...]]:
    """Body to those labels of its cluster that are seen.

    Raises:
        MarkersAbsentError: Fewer than three markers of a cluster are ever seen together.
    """
    clusters = {}
    for body, wanted in tracking.items():
        labels = tuple(label for label in wanted if label in run.labels and np.isfinite(run.marker(label)).all(axis=1).any())
        together = bool(labels) and bool(np.isfinite(cluster_points(run, labels)).all(axis=(1, 2)).any())
        if len(labels) < 3 or not together:
            absent = tuple(label for label in wanted if label not in labels) or wanted
            raise MarkersAbsentError(run.file_name, absent, en("the cluster of {body} (three of it in one frame)", body=body))
        clusters[body] = labels
    return clusters


def cluster_points(run: Motion, labels: Sequence[str]) -> FloatArray:
    """(n, k, 3) m, the markers of a cluster."""
    return np.stack([run.marker(label) for label in labels], axis=1)


@dataclass(frozen=True, kw_only=True)
class Tidied:
    """A run of clusters fit for computing."""

    run: Motion
    """No marker of a cluster missing."""
    shapes: Mapping[str, FloatArray]
    """Shape (k, 3) m of each cluster."""
    lost: npt.NDArray[np.bool_]
    """(n,) whether a cluster was lost for longer than a gap that is filled: straight lines stand there, and no stride."""
    sound: npt.NDArray[np.bool_]
    """(n,) whether every cluster is seen whole and in its shape: joints are found there."""


def cleaned_clusters(run: Motion, bodies: Bodies, *, gap_s: float) -> Tidied:
    """Put right what rigid clusters show: labels exchanged, spikes, markers off their place, gaps.

    A marker that is missing goes with its cluster as long as three others are seen; a cluster that is lost for a short time moves on by a
    cubic through its markers' own paths.

    Args:
        run: Oriented run.
        bodies: Labels of each cluster.
        gap_s: Longest gap (s) that is filled so.
    """
    named = swapped_labels(run, _standing_in(run, bodies), bodies)
    clean = _without_strays(without_spikes(named, bodies), bodies)
    shapes = {body: cluster_shape(cluster_points(clean, labels)) for body, labels in bodies.items()}
    position_m = np.array(clean.position_m)
    for body, labels in bodies.items():
        columns = [clean.labels.index(label) for label in labels]
        position_m[:, columns] = _carried(shapes[body], position_m[:, columns])
    filled = fill_gaps(replace(clean, position_m=position_m), limit_s=gap_s)
    tracked = [filled.labels.index(label) for labels in bodies.values() for label in labels]
    lost = np.asarray(np.isnan(filled.position_m[:, tracked]).any(axis=(1, 2)))
    sound = np.all([_sound(shapes[body], cluster_points(clean, labels)) for body, labels in bodies.items()], axis=0)
    enough = np.count_nonzero(sound) >= LEAST_SOUND_SHARE * len(sound)
    return Tidied(run=_bridged(filled, tracked), shapes=shapes, lost=lost, sound=sound if enough else ~lost)


def _sound(shape_m: FloatArray, points_m: FloatArray) -> npt.NDArray[np.bool_]:
    """(n,) whether a cluster is seen whole and in shape."""
    off = _rms(misfit_m(pose_of(shape_m, points_m), shape_m, points_m))
    return np.asarray(np.isfinite(points_m).all(axis=(1, 2)) & (off <= _limits(off)[0]))


def _bridged(run: Motion, columns: Sequence[int]) -> Motion:
    """The run with straight lines across what is still missing, so that the rest can be filtered; what lies there is not used."""
    position_m, frames = np.array(run.position_m), np.arange(len(run.time_s))
    for column in columns:
        known = np.isfinite(position_m[:, column]).all(axis=1)
        for axis in range(3 if not known.all() else 0):
            position_m[~known, column, axis] = np.interp(frames[~known], frames[known], position_m[known, column, axis])
    return replace(run, position_m=position_m)


def smooth_pose(run: Motion, labels: Sequence[str], shape_m: FloatArray, *, cutoff_hz: float) -> Pose:
    """Pose of a cluster from low-passed markers."""
    return pose_of(shape_m, lowpass(cluster_points(run, labels), rate_hz=run.sampling_rate_hz, cutoff_hz=cutoff_hz))


def misfit_m(pose: Pose, shape_m: FloatArray, points_m: FloatArray) -> FloatArray:
    """(n, k) m, distance of each marker from its place in the rigid shape."""
    held = pose.origin_m[:, None] + np.einsum("nij,kj->nki", pose.rotation, shape_m)
    return np.asarray(np.linalg.norm(points_m - held, axis=2))


def _standing_in(run: Motion, bodies: Bodies) -> Motion:
    """One frame with every cluster in its shape, at its usual place and bearing: what labels are held against."""
    labels = [label for names in bodies.values() for label in names]
    places = []
    for names in bodies.values():
        points = cluster_points(run, names)
        shape = cluster_shape(points)
        pose = pose_of(shape, points)
        places.append(np.nanmedian(pose.origin_m, axis=0) + shape @ mean_rotation(pose.rotation).T)
    return replace(run, labels=tuple(labels), time_s=np.zeros(1), position_m=np.concatenate(places)[None], plates=(), notes=())


def _without_strays(run: Motion, bodies: Bodies) -> Motion:
    """Mark samples as missing that no rigid cluster can have.

    Where one marker of four or more stands off its place while the others keep theirs, it is that marker; else all of the cluster.
    """
    position_m = np.array(run.position_m)
    strays: dict[str, int] = {}
    for body, labels in bodies.items():
        columns = [run.labels.index(label) for label in labels]
        points = position_m[:, columns]
        for frame, places in _strays(cluster_shape(points), points):
            position_m[frame, [columns[place] for place in places]] = np.nan
            named = body if len(places) > 1 else labels[places[0]]
            strays[named] = strays.get(named, 0) + 1
    if not strays:
        return run
    message = en(
        "Frames in which a marker was out of place in its rigid cluster, or a whole cluster lost its shape, were taken out: {markers}.",
        markers=joined((layout("{name} ({frames})", name=name, frames=frames) for name, frames in strays.items()), ", "),
    )
    return replace(run, position_m=position_m, notes=(*run.notes, Note("markers_off_cluster", message)))


def _strays(shape_m: FloatArray, points_m: FloatArray) -> list[tuple[int, list[int]]]:
    """Frames of a cluster (n, k, 3) that misses its shape, with the places of the markers to blame."""
    count = len(shape_m)
    off = _rms(misfit_m(pose_of(shape_m, points_m), shape_m, points_m))
    sound, faulty = _limits(off)
    spans = [(start, end) for start, end in stretches(off > sound) if off[start:end].max() > faulty]
    frames = np.array([frame for start, end in spans for frame in range(start, end)], dtype=np.int64)
    left = np.full((len(frames), count), np.inf)
    for place in range(count if count > 3 else 0):
        others = [other for other in range(count) if other != place]
        fewer = points_m[frames][:, others]
        known = np.isfinite(fewer).all(axis=2).sum(axis=1) >= 3
        left[:, place] = np.where(known, _rms(misfit_m(pose_of(shape_m[others], fewer), shape_m[others], fewer)), np.inf)
    best = np.argmin(left, axis=1)
    return [
        (int(frame), [int(place)] if row[place] < sound else list(range(count)))
        for frame, row, place in zip(frames, left, best, strict=True)
    ]


def _limits(off_m: FloatArray) -> tuple[float, float]:
    """Distance (m) from its shape up to which a cluster is sound, and beyond which it is faulty; skin bends more than a plate."""
    usual = float(np.median(off_m))
    return max(SOUND_M, SOUND_USUAL * usual), max(OFF_SHAPE_M, OFF_USUAL * usual)


def _rms(distance_m: FloatArray) -> FloatArray:
    """(n,) root mean square over the seen markers (n, k); 0 where none is seen."""
    seen = np.isfinite(distance_m)
    return np.asarray(np.sqrt((np.where(seen, distance_m, 0.0) ** 2).sum(axis=1) / np.maximum(seen.sum(axis=1), 1)))


def _carried(shape_m: FloatArray, points_m: FloatArray) -> FloatArray:
    """(n, k, 3) m with missing markers where their cluster carries them, at the distance they had at the gap's edges."""
    missing = np.asarray(np.isnan(points_m).any(axis=2))
    if not missing.any():
        return points_m
    pose = pose_of(shape_m, points_m)
    filled, frames = points_m.copy(), np.arange(len(points_m))
    for place in np.flatnonzero(missing.any(axis=0)):
        gap, held = missing[:, place], pose.point(shape_m[place])
        away = np.einsum("nji,nj->ni", pose.rotation, points_m[:, place] - held)
        known = np.isfinite(away).all(axis=1)
        if not known.any():
            continue
        away = np.stack([np.interp(frames, frames[known], axis[known]) for axis in away.T], axis=1)
        filled[gap, place] = (held + np.einsum("nij,nj->ni", pose.rotation, away))[gap]
    return filled
