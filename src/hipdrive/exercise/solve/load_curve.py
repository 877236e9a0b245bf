"""Solve the load of an exercise: from a set-up to both hips' moment curves, support forces and feasibility."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import OTHER_SIDE, SIDES, Athlete, SegmentTable, Side
from ...body.joints import SUFFIX
from ...curve import MomentCurve, Repetition, curves_from_repetitions
from ...errors import Advice, HipDriveError
from ...language import Text, and_list, en
from ...note import Note
from ...physics.closed_chain import UnreachablePoseError
from ...physics.kinematics import generalised_forces
from ...physics.skeleton import BodyShape
from ...physics.support import moment_band
from ..declared.catalogue import exercise_of, variant_of
from ..declared.exercise import Exercise, Value
from ..declared.hardware import NO_BAND, BandTable, known_bands
from .attachment import resting_pulls
from .exercise_model import build_exercise_model
from .load import Load
from .load_reasons import reasons_against
from .mechanics import Mechanics, work_through
from .set_up import resolve_set_up
from .sided_fact import SharingNotUnique, SidedFact
from .steadying_hand import besides_hand
from .tempo import frames_of, read_tempo

KEY_FRAMES = 5
FINE_FRAMES = 601
"""Evenly spaced frames between the solved ones when curves are cut, so that no degree is skipped."""
CHOICE_NM_KG = 0.02
"""Width of a moment band from which sharing counts as not unique."""


SLACK: Mapping[str, Text] = {
    "band": en("The band is slack during part of the rep, between {low_deg:.0f}° and {high_deg:.0f}° of hip flexion."),
    "cable": en("The cable is slack during part of the rep, between {low_deg:.0f}° and {high_deg:.0f}° of hip flexion."),
    "sled": en("The sled is slack during part of the rep, between {low_deg:.0f}° and {high_deg:.0f}° of hip flexion."),
    "weight": en("The weight is slack during part of the rep, between {low_deg:.0f}° and {high_deg:.0f}° of hip flexion."),
}


class NoLoadCurveError(HipDriveError):
    """Mobility work was asked for its load."""

    code = "no_load_curve"

    def __init__(self, exercise: Exercise) -> None:
        self.about = exercise.id
        low, high = exercise.passive_range_deg or (0.0, 0.0)
        super().__init__(
            en(
                "{exercise} is mobility work between {low_deg:g}° and {high_deg:g}° of hip flexion and has no load curve",
                exercise=exercise.id,
                low_deg=low,
                high_deg=high,
            ),
            Advice(words=en("its page shows its dose"), step="see_its_page"),
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
    return solve_repetition(exercise, athlete, set_up, table=table, shape=shape, points_per_edge=points_per_edge, bands=bands).load


@dataclass(frozen=True, kw_only=True)
class LoadParts:
    """What is worked out of a load beside its moments in time and the reasons against it: some is of use only once a hand rests."""

    curves: bool = True
    """Moment curves over the hip's angle; without, a load has none."""
    remarks: bool = True
    """What else must be known, and how far the supports leave the moments open; without, no key frame has a band of moments."""


WHOLE = LoadParts()


@dataclass(frozen=True, kw_only=True)
class SolvedRepetition:
    """One repetition as what it loads, and as what happens in it."""

    load: Load
    mechanics: Mechanics | None
    """None where this body can't take the pose."""


def solve_repetition(
    exercise: Exercise | str,
    athlete: Athlete,
    set_up: Mapping[str, Value] | None = None,
    *,
    table: SegmentTable = "de_leva",
    shape: BodyShape | None = None,
    points_per_edge: int = 2,
    bands: Mapping[str, BandTable] | None = None,
    parts: LoadParts = WHOLE,
) -> SolvedRepetition:
    """The load of a set-up, or parts of it, with the repetition it was read from, for who draws both; see solve_load."""
    chosen = variant_of(exercise_of(exercise) if isinstance(exercise, str) else exercise, set_up or {})
    if chosen.kind == "mobility":
        raise NoLoadCurveError(chosen)
    values = resolve_set_up(chosen, set_up or {}, athlete, bands=bands)
    known = {**known_bands(), **(bands or {})}
    try:
        model = build_exercise_model(chosen, values, athlete, table=table, shape=shape, points_per_edge=points_per_edge, bands=known)
        mechanics = work_through(model, frames_of(read_tempo(str(values["tempo"]))))
    except UnreachablePoseError:
        return SolvedRepetition(load=_impossible(chosen, values), mechanics=None)
    return SolvedRepetition(load=_load(mechanics, known, parts), mechanics=mechanics)


def _load(mechanics: Mechanics, bands: Mapping[str, BandTable], parts: LoadParts) -> Load:
    model = mechanics.model
    mass = model.skeleton.athlete.mass_kg
    angle = {side: mechanics.hip(side, mechanics.movement.q) for side in SIDES}
    velocity = {side: mechanics.hip(side, mechanics.movement.velocity) for side in SIDES}
    moment = {side: mechanics.hip(side, mechanics.moments_nm) / mass for side in SIDES}
    frames, band = _band(mechanics) if parts.remarks else ([], np.zeros((0, len(SIDES), 2)))
    reasons = reasons_against(mechanics, bands)
    forces, owner = mechanics.sharing.forces_n, mechanics.sharing.equations.owner
    return Load(
        exercise=model.exercise.id,
        set_up=model.set_up,
        feasible=not reasons,
        facts=(*reasons, *(_remarks(mechanics, band, bands) if parts.remarks else ())),
        working_side=model.side,
        curves=_curves(mechanics) if parts.curves else (),
        time_s=mechanics.time_s,
        hip_flexion_rad=angle,
        hip_velocity_rad_s=velocity,
        hip_flexion_moment_nm_kg=moment,
        hip_adduction_moment_nm_kg={side: mechanics.moment_nm("hip_adduction", side) / mass for side in SIDES},
        hip_rotation_moment_nm_kg={side: mechanics.moment_nm("hip_rotation", side) / mass for side in SIDES},
        lumbar_moment_nm_kg=mechanics.moment_nm("lumbar_extension") / mass,
        lumbar_rotation_moment_nm_kg=mechanics.moment_nm("lumbar_rotation") / mass,
        supports_n={contact.id: forces[:, owner == i].sum(axis=1) for i, contact in enumerate(model.contacts)},
        resistance_moment_nm_kg=_resistance_moment(mechanics) / mass,
        key_frames=tuple(frames),
        moment_band_nm_kg={side: band[:, i] / mass for i, side in enumerate(SIDES)},
        coordinates=model.skeleton.coordinates,
        q=mechanics.movement.q,
    )


def _curves(mechanics: Mechanics) -> tuple[MomentCurve, ...]:
    """Both hips' moments over their angles."""
    model, curves = mechanics.model, list[MomentCurve]()
    source = en("exercise {exercise}: {name}", exercise=model.exercise.id, name=model.exercise.name)
    for side in SIDES:
        moment = mechanics.hip(side, mechanics.moments_nm) / model.skeleton.athlete.mass_kg
        knee = mechanics.movement.q[:, model.skeleton.index(f"knee_flexion{SUFFIX[side]}")]
        angle, velocity = mechanics.hip(side, mechanics.movement.q), mechanics.hip(side, mechanics.movement.velocity)
        curves += curves_from_repetitions([_finer(mechanics.time_s, angle, velocity, moment, knee)], side=side, source=source)
    return tuple(curves)


def _impossible(exercise: Exercise, values: dict[str, Value]) -> Load:
    """A load without curves, for a body that can't take the pose."""
    empty = np.zeros(0)
    sides: dict[Side, FloatArray] = dict.fromkeys(SIDES, empty)
    message = en(
        "Not possible: this body cannot reach {supports} in this position; change the height of the support or the joint angles.",
        supports=and_list([support.label for support in exercise.supports]),
    )
    return Load(
        exercise=exercise.id,
        set_up=values,
        feasible=False,
        facts=(Note(code="out_of_reach", text=message),),
        working_side="left" if values["side"] == "left" else "right",
        curves=(),
        time_s=empty,
        hip_flexion_rad=sides,
        hip_velocity_rad_s=sides,
        hip_flexion_moment_nm_kg=sides,
        hip_adduction_moment_nm_kg=sides,
        hip_rotation_moment_nm_kg=sides,
        lumbar_moment_nm_kg=empty,
        lumbar_rotation_moment_nm_kg=empty,
        supports_n={},
        resistance_moment_nm_kg=empty,
        key_frames=(),
        moment_band_nm_kg={side: np.zeros((0, 2)) for side in SIDES},
        coordinates=(),
        q=np.zeros((0, 0)),
    )


def _finer(time_s: FloatArray, angle: FloatArray, velocity: FloatArray, moment: FloatArray, knee: FloatArray) -> Repetition:
    """The repetition with frames added between the solved ones by straight lines."""
    fine = np.linspace(time_s[0], time_s[-1], FINE_FRAMES)
    return Repetition(
        time_s=fine,
        angle_rad=np.interp(fine, time_s, angle),
        velocity_rad_s=np.interp(fine, time_s, velocity),
        moment_nm_kg=np.interp(fine, time_s, moment),
        knee_rad=np.interp(fine, time_s, knee),
    )


def _band(mechanics: Mechanics) -> tuple[list[int], FloatArray]:
    """Key frames, spread over the way up, and the (frames, 2 sides, 2) moments (Nm) that supports allow there."""
    top = int(np.argmax(mechanics.share_of_path > mechanics.share_of_path.max() - 1e-9))
    wanted = np.linspace(0.0, 1.0, KEY_FRAMES)
    frames = [int(np.argmin(np.abs(mechanics.share_of_path[: top + 1] - share))) for share in wanted]
    skeleton = mechanics.model.skeleton
    places = [skeleton.index(f"hip_flexion{SUFFIX[side]}") for side in SIDES]
    equations, contacts, moments = besides_hand(mechanics)
    band = moment_band(equations, contacts, moments, places=places, frames=frames)
    chosen = mechanics.moments_nm[np.ix_(frames, places)]
    return frames, np.where(np.isnan(band), chosen[:, :, None], band)


def _remarks(mechanics: Mechanics, band: FloatArray, bands: Mapping[str, BandTable]) -> list[Note | SidedFact]:
    """What else must be known."""
    remarks: list[Note | SidedFact] = []
    for pull in mechanics.pulls:
        if pull.slack.any():
            angle = np.degrees(mechanics.hip(mechanics.model.side, mechanics.movement.q))[pull.slack]
            message = SLACK[pull.kind].filled(low_deg=float(angle.min()), high_deg=float(angle.max()))
            remarks.append(Note(code="slack", text=message))
    band_name = str(mechanics.model.set_up.get("band", NO_BAND))
    if band_name != NO_BAND:
        remarks.append(Note(code="band_typical", text=bands[band_name].how_sure))
    if mechanics.sharing.constraints_dropped.any():
        message = en("In some frames the body cannot balance with the declared share of a support; there we assume the least force.")
        remarks.append(Note(code="share_not_kept", text=message))
    width = (band[:, :, 1] - band[:, :, 0]).max(axis=0) / mechanics.model.skeleton.athlete.mass_kg
    for side in (mechanics.model.side, OTHER_SIDE[mechanics.model.side]):
        wide = float(width[SIDES.index(side)])
        if wide > CHOICE_NM_KG:
            remarks.append(SharingNotUnique(side=side, width_nm_kg=wide))
    return remarks


def _resistance_moment(mechanics: Mechanics) -> FloatArray:
    """(n,) Nm that pulls, and gravity on added weight, ask of the working hip."""
    model, kinematics = mechanics.model, mechanics.movement.kinematics
    skeleton = model.skeleton
    place = skeleton.index(f"hip_flexion{SUFFIX[model.side]}")
    total = np.zeros(len(mechanics.time_s))
    resting = resting_pulls(skeleton, model.attachments, kinematics, origin_m=model.origin_m)
    for attachment, pull, still in zip(model.attachments, mechanics.pulls, resting, strict=True):
        force = still.force_n if attachment.kind == "weight" else pull.force_n
        body = skeleton.body_index(attachment.body)
        total -= generalised_forces(skeleton, kinematics, body=body, force_n=force, point_m=pull.point_m)[:, place]
    return total
