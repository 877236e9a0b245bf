"""Solve the load of an exercise: from a set-up to both hips' moment curves, support forces and feasibility."""

import math
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from ...body import SIDES, Athlete, SegmentTable, Side, coordinate_of
from ...body.joints import SUFFIX
from ...curve import MomentCurve, Repetition, curves_from_repetitions
from ...errors import HipDriveError
from ...note import Note
from ...physics.closed_chain import UnreachablePoseError
from ...physics.kinematics import generalised_forces
from ...physics.skeleton import BodyShape
from ...physics.support import moment_band
from ..declared.catalogue import exercise_of, variant_of
from ..declared.exercise import Exercise, Value
from ..declared.hardware import NO_BAND, BandTable, known_bands
from .attachment import resting_pulls
from .layout import lay_out
from .load import Load
from .mechanics import Mechanics, lowest_point_m, work_through
from .set_up import resolve_set_up
from .tempo import frames_of, read_tempo

FloatArray = npt.NDArray[np.float64]
KEY_FRAMES = 5
INTO_FLOOR_M = 0.005
"""How deep a foot may sink before it counts as touching the floor: soles give."""
FINE_FRAMES = 601
"""Evenly spaced frames between the solved ones when curves are cut, so that no degree is skipped."""
CHOICE_NM_KG = 0.02
"""Width of a moment band from which sharing counts as not unique."""


class NoLoadCurveError(HipDriveError):
    """Mobility work was asked for its load."""

    def __init__(self, exercise: Exercise) -> None:
        low, high = exercise.passive_range_deg or (0.0, 0.0)
        super().__init__(
            f"{exercise.id} is mobility work between {low:g} and {high:g} deg of hip flexion and has no load curve; "
            f"'hipdrive exercises {exercise.id}' shows its dose."
        )


def solve_load(
    exercise: Exercise | str,
    athlete: Athlete,
    set_up: Mapping[str, Value] | None = None,
    *,
    table: SegmentTable = "de_leva",
    shape: BodyShape | None = None,
    points_per_edge: int = 2,
    bands: Mapping[str, BandTable] | None = None,
) -> Load:
    """Work out what one set-up of an exercise asks of both hips.

    Args:
        exercise: The exercise or its id.
        athlete: Body mass (kg), height (m), sex.
        set_up: Chosen set-up values; the rest are the exercise's defaults.
        table: Segment table.
        shape: Joint centres; None for typical proportions of that height.
        points_per_edge: Contact points along each edge of a support patch.
        bands: Bands of one's own by id, beside those of the package.

    Returns:
        The load; a set-up that can't be done is a result with reasons, not an error.

    Raises:
        UnknownNameError: If the exercise or a choice is not known.
        HipDriveError: If a set-up key or value is not allowed.
        NoLoadCurveError: If the exercise is mobility work.
    """
    chosen = variant_of(exercise_of(exercise) if isinstance(exercise, str) else exercise, set_up or {})
    if chosen.kind == "mobility":
        raise NoLoadCurveError(chosen)
    values = resolve_set_up(chosen, set_up or {}, athlete, bands=bands)
    known = {**known_bands(), **(bands or {})}
    try:
        layout = lay_out(chosen, values, athlete, table=table, shape=shape, points_per_edge=points_per_edge, bands=known)
        mechanics = work_through(layout, frames_of(read_tempo(str(values["tempo"]))))
    except UnreachablePoseError:
        return _impossible(chosen, values)
    return _load(mechanics, known)


def _load(mechanics: Mechanics, bands: Mapping[str, BandTable]) -> Load:
    layout = mechanics.layout
    mass = layout.skeleton.athlete.mass_kg
    angle = {side: mechanics.hip(side, mechanics.movement.q) for side in SIDES}
    velocity = {side: mechanics.hip(side, mechanics.movement.velocity) for side in SIDES}
    moment = {side: mechanics.hip(side, mechanics.moments_nm) / mass for side in SIDES}
    frames, band = _band(mechanics)
    blocking, notes = _blocking(mechanics, bands), _remarks(mechanics, band, bands)
    curves: tuple[MomentCurve, ...] = ()
    for side in SIDES:
        repetition = _finer(mechanics.time_s, angle[side], velocity[side], moment[side])
        curves += curves_from_repetitions([repetition], side=side, source=f"exercise {layout.exercise.id}: {layout.exercise.name}")
    forces, owner = mechanics.sharing.forces_n, mechanics.sharing.equations.owner
    return Load(
        exercise=layout.exercise.id,
        set_up=layout.set_up,
        feasible=not blocking,
        notes=(*blocking, *notes),
        working_side=layout.side,
        curves=curves,
        time_s=mechanics.time_s,
        hip_flexion_rad=angle,
        hip_velocity_rad_s=velocity,
        lumbar_moment_nm_kg=mechanics.moments_nm[:, layout.skeleton.index("lumbar_extension")] / mass,
        hip_flexion_moment_nm_kg=moment,
        supports_n={contact.id: forces[:, owner == i].sum(axis=1) for i, contact in enumerate(layout.contacts)},
        resistance_moment_nm_kg=_resistance_moment(mechanics) / mass,
        key_frames=tuple(frames),
        moment_band_nm_kg={side: band[:, i] / mass for i, side in enumerate(SIDES)},
        coordinates=layout.skeleton.coordinates,
        q=mechanics.movement.q,
    )


def _impossible(exercise: Exercise, values: dict[str, Value]) -> Load:
    """A load without curves, for a body that can't take the pose."""
    empty = np.zeros(0)
    sides: dict[Side, FloatArray] = dict.fromkeys(SIDES, empty)
    places = " and ".join(support.label for support in exercise.supports)
    message = f"Not possible: this body does not reach {places} in this position; change the height of the support or the joint angles."
    return Load(
        exercise=exercise.id,
        set_up=values,
        feasible=False,
        notes=(Note(code="out_of_reach", message=message),),
        working_side="left" if values["side"] == "left" else "right",
        curves=(),
        time_s=empty,
        hip_flexion_rad=sides,
        hip_velocity_rad_s=sides,
        lumbar_moment_nm_kg=empty,
        hip_flexion_moment_nm_kg=sides,
        supports_n={},
        resistance_moment_nm_kg=empty,
        key_frames=(),
        moment_band_nm_kg={side: np.zeros((0, 2)) for side in SIDES},
        coordinates=(),
        q=np.zeros((0, 0)),
    )


def _finer(time_s: FloatArray, angle: FloatArray, velocity: FloatArray, moment: FloatArray) -> Repetition:
    """The repetition with frames added between the solved ones by straight lines."""
    fine = np.linspace(time_s[0], time_s[-1], FINE_FRAMES)
    return Repetition(
        time_s=fine,
        angle_rad=np.interp(fine, time_s, angle),
        velocity_rad_s=np.interp(fine, time_s, velocity),
        moment_nm_kg=np.interp(fine, time_s, moment),
    )


def _band(mechanics: Mechanics) -> tuple[list[int], FloatArray]:
    """Key frames, spread over the way up, and the (frames, 2 sides, 2) moments (Nm) that supports allow there."""
    top = int(np.argmax(mechanics.share_of_way > mechanics.share_of_way.max() - 1e-9))
    wanted = np.linspace(0.0, 1.0, KEY_FRAMES)
    frames = [int(np.argmin(np.abs(mechanics.share_of_way[: top + 1] - share))) for share in wanted]
    skeleton = mechanics.layout.skeleton
    places = [skeleton.index(f"hip_flexion{SUFFIX[side]}") for side in SIDES]
    equations = mechanics.sharing.equations
    band = moment_band(equations, mechanics.layout.contacts, mechanics.moments_before_nm, places=places, frames=frames)
    chosen = mechanics.moments_nm[np.ix_(frames, places)]
    return frames, np.where(np.isnan(band), chosen[:, :, None], band)


def _blocking(mechanics: Mechanics, bands: Mapping[str, BandTable]) -> list[Note]:
    """Reasons why the set-up can't be done."""
    found = []
    layout, sharing = mechanics.layout, mechanics.sharing
    if not sharing.feasible.all():
        share = 100.0 * float((~sharing.feasible).mean())
        only_moving = layout.exercise.lean is not None and "tip" in sharing.reason and sharing.feasible[0] and sharing.feasible[-1]
        why = f"{sharing.reason} at this tempo (trunk and arms are held still here)" if only_moving else sharing.reason
        found.append(Note(code="no_support_forces", message=f"Not possible: {why}, in {share:.0f} % of the repetition."))
    lowest = float(lowest_point_m(mechanics).min())
    if lowest < -INTO_FLOOR_M:
        found.append(
            Note(
                code="floor_contact",
                message=f"The foot would touch the floor ({-100 * lowest:.0f} cm too low); raise the support or bend the knee.",
            )
        )
    for index, name in enumerate(layout.skeleton.coordinates):
        if name.startswith("pelvis"):
            continue
        low, high = coordinate_of(name).low, coordinate_of(name).high
        values = mechanics.movement.q[:, index]
        if values.min() < low - 1e-9 or values.max() > high + 1e-9:
            reached = math.degrees(values.min() if values.min() < low - 1e-9 else values.max())
            allowed = f"{math.degrees(low):.0f} to {math.degrees(high):.0f} deg"
            joint = f"{'left' if name.endswith('_l') else 'right'} {name[:-2].replace('_', ' ')}"
            found.append(Note(code="joint_range", message=f"The {joint} would reach {reached:.0f} deg, beyond its range of {allowed}."))
    for pull in mechanics.pulls:
        if pull.off_floor:
            found.append(
                Note(code="sled_lifted", message="The strap would lift the sled off the floor; take a longer strap or a heavier sled.")
            )
        if pull.beyond_table and pull.elongation is not None:
            longest, limit = 100.0 * float(np.max(pull.elongation)), 100.0 * float(bands[str(layout.set_up["band"])].elongation[-1])
            message = (
                f"The band would be stretched by {longest:.0f} %; its table, and its safe use, end at {limit:.0f} %: take a longer one."
            )
            found.append(Note(code="band_overstretched", message=message))
    return found


def _remarks(mechanics: Mechanics, band: FloatArray, bands: Mapping[str, BandTable]) -> list[Note]:
    """What else must be known."""
    found = []
    for pull in mechanics.pulls:
        if pull.slack.any():
            angle = np.degrees(mechanics.hip(mechanics.layout.side, mechanics.movement.q))[pull.slack]
            where = f"between {angle.min():.0f} and {angle.max():.0f} deg of hip flexion"
            found.append(Note(code="slack", message=f"The {pull.kind} is slack in a part of the repetition, {where}."))
    band_name = str(mechanics.layout.set_up.get("band", NO_BAND))
    if band_name != NO_BAND:
        found.append(Note(code="band_typical", message=bands[band_name].how_sure))
    if mechanics.sharing.constraints_dropped.any():
        found.append(
            Note(
                code="share_not_kept",
                message="The declared share of a support leaves no balance in some frames; least force was taken there.",
            )
        )
    width = (band[:, :, 1] - band[:, :, 0]).max(axis=0) / mechanics.layout.skeleton.athlete.mass_kg
    for side in sorted(SIDES, key=lambda one: one != mechanics.layout.side):
        wide = width[SIDES.index(side)]
        if wide > CHOICE_NM_KG:
            message = (
                f"How the supports share is not unique: the {side} hip's moment may differ by up to {wide:.2f} Nm/kg; least force is shown."
            )
            found.append(Note(code="sharing_not_unique", message=message))
    return found


def _resistance_moment(mechanics: Mechanics) -> FloatArray:
    """(n,) Nm that pulls, and gravity on added weight, ask of the working hip."""
    layout, kinematics = mechanics.layout, mechanics.movement.kinematics
    skeleton = layout.skeleton
    place = skeleton.index(f"hip_flexion{SUFFIX[layout.side]}")
    total = np.zeros(len(mechanics.time_s))
    resting = resting_pulls(skeleton, layout.ties, kinematics, origin_m=layout.origin_m)
    for tie, pull, still in zip(layout.ties, mechanics.pulls, resting, strict=True):
        force = still.force_n if tie.kind == "weight" else pull.force_n
        body = skeleton.body_index(tie.body)
        total -= generalised_forces(skeleton, kinematics, body=body, force_n=force, point_m=pull.point_m)[:, place]
    return total
