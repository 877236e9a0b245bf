"""Rigid clusters with a standing trial that shows the joints: landmarks of standing, carried through the run by the clusters."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ...errors import Advice, HipDriveError, listed
from ...language import Text, en
from ...motion import MarkerSet, Motion, has_landmark, landmark, nearest_axis, zeros_to_missing
from ...note import FILE, Note
from ...physics.calibration import spines_about_hips
from ...physics.rotation import fit_rigid
from .cleaned import LONGEST_GAP_S
from .cluster_poses import cleaned_clusters, cluster_points, seen_clusters
from .completion import Completed, made, with_made

HIP_SHARE = 0.25
"""A hip centre lies a quarter of the way from its trochanter to the other one: Weinhandl & O'Connor 2010, J Biomech 43:2633; so too the
Running Injury Clinic (gait_kinematics.m of Ferber et al. 2024, Sci Data 11:1232)."""
OTHER_CLUSTER_M = 0.012
"""A cluster whose distances between markers miss those of standing by more (root mean square) is another one: those of one session agree
within 5 mm (a soft shoe), some of another runner's miss by 15 to 140 mm; our choice."""
ORDERED_M, CLEAR_ORDER = 0.003, 0.25
"""Distances that miss those of standing by more are not those of one rigid plate (0.03 to 1.5 mm in public recordings), and another order
is believed if it leaves a quarter of that or less; our choice."""
MOST_ORDERED = 6
"""Markers of a cluster up to which every order is tried."""
TOE_AHEAD_M = 0.2
"""From the made heel to the made forefoot: only the direction counts."""
JOINTS: Mapping[str, Text] = {
    f"{side[0]}_{role}": words.filled(leg=side[0])
    for side in SIDES
    for role, words in (
        ("knee_lateral", en("{leg} knee lateral")),
        ("knee_medial", en("{leg} knee medial")),
        ("ankle_lateral", en("{leg} ankle lateral")),
        ("ankle_medial", en("{leg} ankle medial")),
    )
}
"""Landmarks that calibrate clusters, by role in words."""


class OtherClustersError(HipDriveError):
    """The clusters of the standing trial are not those of the run."""

    code = "other_clusters"

    def __init__(self, static_name: str, run_name: str, body: str, off_m: float) -> None:
        self.about = static_name
        super().__init__(
            en(
                "{file}: the cluster of {body} is not the one in {run} (the distances between its markers differ by {off:.0f} mm; "
                "at most {most:.0f} mm is allowed)",
                file=static_name,
                body=body,
                run=run_name,
                off=1000 * off_m,
                most=1000 * OTHER_CLUSTER_M,
            ),
            Advice(words=en("give the standing trial of the same session, with the same clusters, or leave it out"), step="give_static"),
        )


def roles_wanting(static: Motion, marker_set: MarkerSet) -> tuple[Text, ...]:
    """What a standing trial lacks to calibrate clusters, in words; empty where it has all that is needed.

    Needed are the knee and ankle markers on both sides of each joint and, for the hips, either trochanters or the pelvis' spines.
    """
    lacking = [words for role, words in JOINTS.items() if not has_landmark(static, marker_set, role)]
    if not (_shows_spines(static, marker_set) or _shows(static, marker_set, "trochanter")):
        lacking.append(en("trochanters or iliac spines"))
    return tuple(lacking)


def from_clusters(run: Motion, static: Motion, marker_set: MarkerSet) -> Completed:
    """Make the pelvis' and the feet's landmarks that standing lacks, and carry the pelvis' through the run.

    With trochanters for spines the pelvis has the axes of the laboratory: level between the trochanters, upright (Ferber et al. 2024). The
    zero of hip flexion does not rest on that, for it is where the thighs stand. Feet without markers on heel and forefoot point straight
    ahead, as there.

    Args:
        run: Clusters on pelvis, thighs, shanks and feet; lab axes as in the file.
        static: Quiet standing with the same clusters and markers at joints; one frame is enough.
        marker_set: A set of kind 'clusters' whose landmarks name the markers at joints.

    Returns:
        Both trials and a set of kind 'segments'.

    Raises:
        OtherClustersError: The clusters differ in shape.
        MarkersAbsentError: A landmark of standing was never seen.
    """
    static = zeros_to_missing(static)
    run = _tidied(zeros_to_missing(run), marker_set)
    static, notes = _in_order_of(run, static, marker_set)
    _refuse_other_clusters(run, static, marker_set)
    axes = _standing_axes(static, marker_set)
    landmarks = dict(marker_set.landmarks)
    if not _shows_spines(static, marker_set):
        static = with_made(static, _spines(static, marker_set, axes), ())
        landmarks |= {f"{s}_{role}": (made(f"{s}_{role}"),) for s in "rl" for role in ("asis", "psis")}
        notes.append(_TROCHANTER_NOTE)
    full_set = replace(marker_set, landmarks=landmarks, kind="segments")
    if not all(_shows(static, full_set, role) for role in ("heel", "toe")):
        static = with_made(static, _feet_ahead(static, full_set, axes), ())
        landmarks |= {f"{s}_{role}": (made(f"{s}_{role}"),) for s in "rl" for role in ("heel", "toe")}
        landmarks = {role: labels for role, labels in landmarks.items() if role[2:] not in ("mt1", "mt5")}
        notes.append(_FEET_NOTE)
    full_set = replace(full_set, landmarks=landmarks)
    return Completed(run=_with_pelvis_carried(run, static, full_set, tuple(notes)), static=static, marker_set=full_set)


_TROCHANTER_NOTE = Note(
    "hips_from_trochanters",
    en(
        "The standing trial has no markers on the iliac spines: hip centres are placed a quarter of the way between the trochanter markers "
        "(Weinhandl & O'Connor 2010), uncertain by about 2 cm, and the pelvis is taken as level and upright in standing. In one runner "
        "measured both ways, hip flexion differed by 1°, pelvic tilt by 4°, and flexor peaks came out 7 % lower."
    ),
)
_FEET_NOTE = Note(
    "feet_straight_ahead",
    en(
        "The standing trial has no markers on heel and forefoot: feet are taken to point straight ahead in it, with a typical sole for the "
        "body's height, so contacts without plates come out 10 to 20 ms too long."
    ),
)


def _tidied(run: Motion, marker_set: MarkerSet) -> Motion:
    """The run with what rigid clusters show put right; frames in which one is lost for long have no markers at all."""
    bodies = seen_clusters(run, marker_set.tracking)
    tidy = cleaned_clusters(run, bodies, gap_s=LONGEST_GAP_S)
    position_m = np.array(tidy.run.position_m)
    columns = np.array([run.labels.index(label) for labels in bodies.values() for label in labels])
    position_m[np.ix_(np.flatnonzero(tidy.lost), columns)] = np.nan
    return replace(tidy.run, position_m=position_m)


def _shows(motion: Motion, marker_set: MarkerSet, role: str) -> bool:
    return all(has_landmark(motion, marker_set, f"{s}_{role}") for s in "rl")


def _shows_spines(motion: Motion, marker_set: MarkerSet) -> bool:
    return _shows(motion, marker_set, "asis") and (_shows(motion, marker_set, "psis") or has_landmark(motion, marker_set, "sacrum"))


def _place(motion: Motion, marker_set: MarkerSet, role: str) -> FloatArray:
    """(3,) m, where a landmark of a standing trial typically is."""
    return np.asarray(np.nanmedian(landmark(motion, marker_set, role), axis=0))


def _standing_axes(static: Motion, marker_set: MarkerSet) -> FloatArray:
    """(3, 3) columns forward, up and right of somebody who stands, in the lab's axes: up along the nearest lab axis, right between hips."""
    place = {role: _place(static, marker_set, role) for role in JOINTS}
    hip = "trochanter" if _shows(static, marker_set, "trochanter") else "asis"
    hips = {s: _place(static, marker_set, f"{s}_{hip}") for s in "rl"}
    ankles = np.mean([place[role] for role in JOINTS if "ankle" in role], axis=0)
    up = nearest_axis(0.5 * (hips["r"] + hips["l"]) - ankles)
    right = hips["r"] - hips["l"]
    right = right - up * float(right @ up)
    right = right / np.linalg.norm(right)
    return np.stack([np.cross(up, right), up, right], axis=1)


def _spines(static: Motion, marker_set: MarkerSet, axes: FloatArray) -> dict[str, FloatArray]:
    """(n, 3) m, spines by label that put the hip centres a quarter of the way between the trochanters."""
    trochanter: dict[Side, FloatArray] = {side: _place(static, marker_set, f"{side[0]}_trochanter") for side in SIDES}
    across = trochanter["right"] - trochanter["left"]
    middle = 0.5 * (trochanter["right"] + trochanter["left"])
    level = np.stack([axes[:, 0], np.cross(across, axes[:, 0]) / np.linalg.norm(across), across / np.linalg.norm(across)], axis=1)
    places = spines_about_hips((0.5 - HIP_SHARE) * float(np.linalg.norm(across)))
    count = len(static.time_s)
    return {made(role): np.tile(middle + level @ place, (count, 1)) for role, place in places.items()}


def _feet_ahead(static: Motion, marker_set: MarkerSet, axes: FloatArray) -> dict[str, FloatArray]:
    """(n, 3) m, heel and forefoot by label: under the ankle at the height of the foot's lowest marker, and straight ahead of it."""
    paths: dict[str, FloatArray] = {}
    up = axes[:, 1]
    for side in SIDES:
        s = side[0]
        labels = [label for label in marker_set.tracking[f"calcn{SUFFIX[side]}"] if label in static.labels]
        lowest = min(float(np.nanmedian(static.marker(label) @ up)) for label in labels)
        ankle = 0.5 * (_place(static, marker_set, f"{s}_ankle_lateral") + _place(static, marker_set, f"{s}_ankle_medial"))
        heel = ankle + up * (lowest - float(ankle @ up))
        count = len(static.time_s)
        paths[made(f"{s}_heel")] = np.tile(heel, (count, 1))
        paths[made(f"{s}_toe")] = np.tile(heel + TOE_AHEAD_M * axes[:, 0], (count, 1))
    return paths


def _in_order_of(run: Motion, static: Motion, marker_set: MarkerSet) -> tuple[Motion, list[Note]]:
    """The standing trial with the markers of each cluster named as in the run, and a note for each that had to be.

    Plates are rigid, so that here distances tell an order apart that between markers on skin would pass for bending.
    """
    names, notes = {label: label for label in static.labels}, []
    for body in marker_set.tracking:
        labels = _shared_labels(run, static, marker_set, body)
        if not 3 <= len(labels) <= MOST_ORDERED:
            continue
        in_run, standing = _apart(run, labels), _apart(static, labels)
        off_m = {order: _off_m(in_run[np.ix_(order, order)], standing) for order in permutations(range(len(labels)))}
        best, as_named_m = min(off_m, key=lambda order: off_m[order]), off_m[tuple(range(len(labels)))]
        if as_named_m < ORDERED_M or off_m[best] > CLEAR_ORDER * as_named_m:
            continue
        names |= {label: labels[best[place]] for place, label in enumerate(labels)}
        moved = [label for label in labels if names[label] != label]
        message = en(
            "Markers {markers} ({body}) are named in another order in {file} than in the run; this was put right.",
            markers=listed(moved),
            body=body,
            file=FILE,
        )
        notes.append(Note("labels_swapped", message, static.file_name, called=en("the standing trial")))
    return replace(static, labels=tuple(names[label] for label in static.labels)), notes


def _refuse_other_clusters(run: Motion, static: Motion, marker_set: MarkerSet) -> None:
    """Refuse a standing trial in which a cluster has another shape than in the run."""
    for body in marker_set.tracking:
        labels = _shared_labels(run, static, marker_set, body)
        off_m = _off_m(_apart(run, labels), _apart(static, labels)) if len(labels) > 1 else 0.0
        if off_m > OTHER_CLUSTER_M:
            raise OtherClustersError(static.file_name, run.file_name, body, off_m)


def _shared_labels(run: Motion, static: Motion, marker_set: MarkerSet, body: str) -> list[str]:
    """Labels of a cluster that both trials show."""
    return [
        label
        for label in marker_set.tracking[body]
        if all(label in motion.labels and np.isfinite(motion.marker(label)).all(axis=1).any() for motion in (run, static))
    ]


def _off_m(apart_m: FloatArray, standing_m: FloatArray) -> float:
    """Root mean square (m) by which distances (k, k) miss those of standing; zero where none is known."""
    off = (apart_m - standing_m)[np.triu_indices(len(apart_m), 1)]
    return float(np.sqrt(np.nanmean(off**2))) if np.isfinite(off).any() else 0.0


def _apart(motion: Motion, labels: list[str]) -> FloatArray:
    """(k, k) m, typical distances between markers; NaN where two were never seen together."""
    points = np.stack([motion.marker(label) for label in labels], axis=1)
    apart = np.linalg.norm(points[:, :, None] - points[:, None], axis=3)
    seen = np.isfinite(apart).any(axis=0)
    return np.where(seen, np.nanmedian(np.where(seen, apart, 0.0), axis=0), np.nan)


def _with_pelvis_carried(run: Motion, static: Motion, full_set: MarkerSet, notes: tuple[Note, ...]) -> Motion:
    """The run with the pelvis' landmarks where its cluster carries them, unless it has them itself."""
    labels = _shared_labels(run, static, full_set, "pelvis")
    local = np.stack([np.nanmedian(static.marker(label), axis=0) for label in labels])
    rotation, origin = fit_rigid(local, cluster_points(run, labels))
    roles = [f"{s}_{role}" for s in "rl" for role in ("asis", "psis")] + ["sacrum"]
    wanted = [label for role in roles for label in full_set.landmarks.get(role, ()) if label in static.labels and label not in run.labels]
    paths = {label: origin + rotation @ np.nanmedian(static.marker(label), axis=0) for label in dict.fromkeys(wanted)}
    return with_made(run, paths, notes) if paths else replace(run, notes=(*run.notes, *notes))
