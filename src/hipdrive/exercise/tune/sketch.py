"""Many movements at once, sketched: moved and weighed, but neither leaned into balance nor shared among supports."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body import OTHER_SIDE, SIDES, Side, coordinate_of
from ...body.joints import SUFFIX
from ...curve import DEGREE
from ...errors import HipDriveError
from ...physics.closed_chain import UnreachablePoseError, reachable_poses, solve_path
from ...physics.inverse_dynamics import moments_without_outer_forces
from ...physics.kinematics import Kinematics, points_on
from ...physics.skeleton import PATCH_BODY, Skeleton, patch_corners
from ..declared.catalogue import variant_of
from ..declared.exercise import Exercise, Value
from ..solve.exercise_model import EndsOfPath, ends_of_path
from ..solve.line_of_pull import LOOKED_AT, parts_in_the_way
from ..solve.load_reasons import INTO_FLOOR_M
from ..solve.set_up import resolve_set_up
from ..solve.tempo import PathProgress, frames_of, progress_at, read_tempo
from .movement import Conditions, Movement
from .space import Family
from .strength_left import HipPath
from .tied_point import only_supporting_leg, tied_points

LEG = frozenset({"calcn", "tibia", "femur"})
FRAMES = 40
"""Frames of a sketched repetition, those of its hold among them."""


@dataclass(frozen=True, kw_only=True)
class _Path:
    """One movement to be sketched."""

    place: int
    """In the order of what was asked."""
    values: dict[str, Value]
    ends: EndsOfPath
    progress: PathProgress


def can_be_sketched(exercise: Exercise) -> bool:
    """Whether the working leg swings free, so that no support or hand decides what its hip gives."""
    held = any(hold.body.endswith("_w") for hold in exercise.hand_holds)
    return exercise.kind == "strength" and not held and not _supports_on_leg(exercise, "w")


def _supports_on_leg(exercise: Exercise, which: str) -> bool:
    """Whether some support is under the working leg (w) or the other (o)."""
    return any(support.side in {which, "both"} and PATCH_BODY[support.patch] in LEG for support in exercise.supports)


def sketched(set_ups: Sequence[Mapping[str, Value]], family: Family, conditions: Conditions) -> list[Movement | None]:
    """Sketch movements: where the leg is, and what gravity and inertia ask of its hip; a stance leg's hip where its foot alone supports.

    Args:
        set_ups: What is chosen in each.
        family: Variant and kind of resistance of all of them.
        conditions: What stays the same.

    Returns:
        The movements in the order of the set-ups; None where a body can't take the pose, leaves a joint's range or sinks into the floor.
    """
    alike: dict[tuple[object, ...], list[_Path]] = defaultdict(list)
    for place, chosen in enumerate(set_ups):
        variant = variant_of(conditions.exercise, chosen)
        try:
            values = resolve_set_up(variant, chosen, conditions.athlete, bands=conditions.bands)
            ends = ends_of_path(variant, values, conditions.athlete, table=conditions.table)
        except HipDriveError:
            continue
        tempo = read_tempo(str(values["tempo"]))
        progress = progress_at(tempo, frames_of(tempo, frames=FRAMES))
        held = tuple((pin.body, pin.local_m.tobytes(), tuple(pin.hold.items())) for pin in (*ends.pins, *ends.start_pins))
        alike[held, str(values["tempo"])].append(_Path(place=place, values=values, ends=ends, progress=progress))
    movements: list[Movement | None] = [None] * len(set_ups)
    for paths in alike.values():
        for path, movement in zip(paths, _moved(paths, family, conditions), strict=True):
            movements[path.place] = movement
    return movements


def _moved(paths: Sequence[_Path], family: Family, conditions: Conditions) -> list[Movement | None]:
    """Movements with the same pins and tempo, all their frames posed together."""
    first, n = paths[0], len(paths[0].progress.share)
    skeleton, dependent, pins = first.ends.skeleton, first.ends.dependent, first.ends.pins
    start, begins = _starts(paths)
    guess, velocity, acceleration = _declared(paths, start)
    q, reached = reachable_poses(skeleton, guess.reshape(len(paths) * n, -1), dependent=dependent, pins=pins)
    inside = begins & reached.reshape(-1, n).all(axis=1) & _within_joints(skeleton, q).reshape(-1, n).all(axis=1)
    kept = np.flatnonzero(inside).tolist()
    if not kept:
        return [None] * len(paths)
    frames, nv = np.repeat(inside, n), guess.shape[2]
    try:
        trajectory = solve_path(
            skeleton,
            q[frames],
            velocity=velocity[kept].reshape(-1, nv),
            acceleration=acceleration[kept].reshape(-1, nv),
            dependent=dependent,
            pins=pins,
        )
    except UnreachablePoseError:
        return [None] * len(paths)
    moments = moments_without_outer_forces(skeleton, q=trajectory.q, velocity=trajectory.velocity, acceleration=trajectory.acceleration)
    lowest = _lowest_m(skeleton, trajectory.kinematics)
    movements: list[Movement | None] = [None] * len(paths)
    for k, i in enumerate(kept):
        part = slice(k * n, (k + 1) * n)
        if lowest[part].min() >= -INTO_FLOOR_M:
            rates = trajectory.velocity[part]
            kinematics = _part_of(trajectory.kinematics, part)
            movements[i] = _movement(paths[i], kinematics, rates, trajectory.q[part], moments[part], family, conditions)
    return movements


def _starts(paths: Sequence[_Path]) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """(k, nv) where movements with the same pins begin, with what touches something there alone; and (k,) whether that can be."""
    ends = paths[0].ends
    declared = np.stack([path.ends.declared[0] for path in paths])
    if not ends.start_pins:
        return declared, np.ones(len(paths), dtype=bool)
    dependent, pins = (*ends.dependent, *ends.start_dependent), (*ends.pins, *ends.start_pins)
    return reachable_poses(ends.skeleton, declared, dependent=dependent, pins=pins)


def _declared(paths: Sequence[_Path], start: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """(k, n, nv) coordinates, rates and their change from starts (k, nv) to the declared tops, by way of what is declared half way up."""
    progress = paths[0].progress
    share, rate, change = (values[None, :, None] for values in (progress.share, progress.rate, progress.acceleration))
    top = np.stack([path.ends.declared[1] for path in paths])
    bulge = np.stack([path.ends.bulge(begin, end) for path, begin, end in zip(paths, start, top, strict=True)])[:, None]
    begin, slope = start[:, None], (top - start)[:, None] + 4.0 * (1.0 - 2.0 * share) * bulge
    guess = begin + share * (top[:, None] - begin) + 4.0 * share * (1.0 - share) * bulge
    return guess, rate * slope, change * slope - 8.0 * rate**2 * bulge


def _movement(
    path: _Path,
    kinematics: Kinematics,
    velocity: FloatArray,
    q: FloatArray,
    moments_nm: FloatArray,
    family: Family,
    conditions: Conditions,
) -> Movement:
    skeleton, side, variant = path.ends.skeleton, path.ends.side, variant_of(conditions.exercise, path.values)
    only = only_supporting_leg(variant, side)
    top = int(np.argmax(path.progress.share))
    checked = _part_of(kinematics, np.unique(np.linspace(0, top, LOOKED_AT).astype(int)))
    places = {leg: skeleton.index(f"hip_flexion{SUFFIX[leg]}") for leg in SIDES}
    moment = {leg: moments_nm[:, places[leg]] for leg in SIDES}
    other = OTHER_SIDE[side]
    if only == other:
        moment[other] = moment[other] - _ground_about_hip(skeleton, kinematics, moments_nm, other)
    elif variant.hand_holds or _supports_on_leg(variant, "o"):
        moment[other] = np.zeros_like(moment[other])
    mass = conditions.athlete.mass_kg
    return Movement(
        values=path.values,
        side=side,
        time_s=path.progress.time_s,
        hips={leg: _hip_path(skeleton, q, velocity, leg) for leg in SIDES},
        moment_nm_kg={leg: moment[leg] / mass for leg in SIDES},
        tied=tied_points(
            skeleton,
            kinematics,
            checked,
            conditions.attachments(skeleton, family, path.values, side),
            time_s=path.progress.time_s,
            side=side,
            only=only,
        ),
        parts=parts_in_the_way(skeleton, checked, side),
    )


def _hip_path(skeleton: Skeleton, q: FloatArray, velocity: FloatArray, side: Side) -> HipPath:
    hip, knee = (skeleton.index(f"{joint}_flexion{SUFFIX[side]}") for joint in ("hip", "knee"))
    return HipPath(angle_rad=q[:, hip], velocity_rad_s=velocity[:, hip], knee_rad=q[:, knee])


def _ground_about_hip(skeleton: Skeleton, kinematics: Kinematics, moments_nm: FloatArray, side: Side) -> FloatArray:
    """(n,) Nm about a hip of what the ground must give where it alone supports: the residual on the pelvis, in the side view."""
    pelvis = kinematics.position_m[:, skeleton.body_index("pelvis")]
    arm = pelvis - kinematics.position_m[:, skeleton.body_index(f"femur{SUFFIX[side]}")]
    x, y, tilt = (moments_nm[:, skeleton.index(f"pelvis_{name}")] for name in ("tx", "ty", "tilt"))
    about: FloatArray = tilt + arm[:, 0] * y - arm[:, 1] * x
    return about


def _within_joints(skeleton: Skeleton, q: FloatArray) -> npt.NDArray[np.bool_]:
    """(n,) whether all joints are inside their range, to a degree."""
    columns = [i for i, name in enumerate(skeleton.coordinates) if not name.startswith("pelvis")]
    low = np.array([coordinate_of(skeleton.coordinates[i]).low for i in columns]) - DEGREE
    high = np.array([coordinate_of(skeleton.coordinates[i]).high for i in columns]) + DEGREE
    return np.asarray(((q[:, columns] >= low) & (q[:, columns] <= high)).all(axis=1))


def _lowest_m(skeleton: Skeleton, kinematics: Kinematics) -> FloatArray:
    """(n,) height of the lowest of soles and knees."""
    heights = []
    for side in SIDES:
        places = [(f"calcn{SUFFIX[side]}", corner) for corner in patch_corners(skeleton.shape, "sole", side)]
        places.append((f"tibia{SUFFIX[side]}", np.zeros(3)))
        heights += [points_on(kinematics, skeleton.body_index(body), at)[:, 1] for body, at in places]
    lowest: FloatArray = np.min(heights, axis=0)
    return lowest


def _part_of(kinematics: Kinematics, frames: slice | npt.NDArray[np.int64]) -> Kinematics:
    """Some frames of a movement."""
    by_frame = {field.name: getattr(kinematics, field.name)[frames] for field in fields(kinematics) if field.name != "slide"}
    return replace(kinematics, **by_frame)
