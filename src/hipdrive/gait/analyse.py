"""From a recording to a Run: orient, clean, solve, cut into strides, measure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ..arrays import FloatArray
from ..body import SIDES, Athlete, SegmentTable, Side
from ..curve import RANGES, Range, range_edges_deg
from ..language import en
from ..motion import MarkerSet, Motion, turned
from ..units import STANDARD_GRAVITY_M_S2
from .contact.on_plates import Contact
from .contact.slope import on_slope
from .intake.cleaned import cleaned
from .intake.completion import is_made
from .measures.bursts import range_masks
from .measures.ground import ground_of, speed_notes
from .measures.measure import side_measures
from .measures.measured_stride import MeasuredStride, measured_strides
from .measures.possible import believed
from .measures.spatiotemporal import running_speed_m_s, stride_time_s
from .measures.stride_scene import StrideScene, stride_scene
from .movement.demand import demand_curves
from .movement.figure import Figure, figure_points, mean_figure
from .movement.joined import joined
from .movement.movement import Movement, calibration_of, fits_like, movement_of
from .movement.passages import passages_of
from .movement.seen import shown_by
from .movement.stride import Stride, normalised, strides_of
from .run import ImpulseShare, Run, SideResult, StrideCurve
from .verdict.drive import EARLY_IMPULSE, NORM_CUTOFF_HZ, NORM_TABLE, comparable_runners, early_drive
from .verdict.form import FormFacts, form_findings
from .verdict.limits import MASS_MISMATCH, MassMismatchError, quality_notes
from .verdict.sources import notes_on_sources

DEFAULT_CUTOFF_HZ = 15.0
"""Same low-pass for markers and forces, as Kristianslund, Krosshaug & van den Bogert 2012 (J Biomech 45:666) ask for; their 15 Hz."""
FROM_ANGLES = ("mot", "sto")
"""Formats of joint angles: markers that are made from them, like clusters on the heel, do not show how a sole goes within 3 %."""


def analyse_markers(
    run: Motion,
    static: Motion,
    marker_set: MarkerSet,
    athlete: Athlete,
    *,
    table: SegmentTable = "de_leva",
    cutoff_hz: float = DEFAULT_CUTOFF_HZ,
) -> tuple[Run, Movement]:
    """Analyse a run, with force plates or without.

    Args:
        run: The recording, lab axes as in the file.
        static: Quiet standing of the same session; sets the zero of hip flexion.
        marker_set: Names of the markers.
        athlete: Body mass (kg), height (m), sex.
        table: Segment table.
        cutoff_hz: Zero-lag low-pass of markers and forces alike (-3 dB).

    Returns:
        The result, and the movement behind it (for export and pictures).

    Raises:
        HipDriveError: One of its children, each with its own sentence, if something needed is absent or contradicts itself.
    """
    return analyse_with_tables(run, static, marker_set, athlete, tables=(table,), cutoff_hz=cutoff_hz)[0]


def analyse_with_tables(
    run: Motion, static: Motion, marker_set: MarkerSet, athlete: Athlete, *, tables: Sequence[SegmentTable], cutoff_hz: float
) -> tuple[tuple[Run, Movement], ...]:
    """What `analyse_markers` returns, for each of several segment tables; if they differ in masses alone, the skeleton is fitted once."""
    tidy, standing = cleaned(run, static, marker_set)
    passages = passages_of(tidy, shown_by(standing, marker_set))
    ways, standing = plumb(passages.parts, standing, marker_set)
    tidy = replace(tidy, plates=ways[0].plates, notes=(*ways[0].notes, *passages.notes))
    calibrations = [calibration_of(standing, passages.marker_set, athlete, table) for table in tables]
    of_tables: list[list[Movement]] = []
    for calibration in calibrations:
        known = of_tables[0] if of_tables and fits_like(calibration, calibrations[0]) else [None] * len(ways)
        of_tables.append(
            [movement_of(part, calibration, cutoff_hz=cutoff_hz, fitted=fitted) for part, fitted in zip(ways, known, strict=True)]
        )
    movements = [joined(parts, tidy.time_s) for parts in of_tables]
    return tuple((_measured(tidy, movement, marker_set, cutoff_hz), movement) for movement in movements)


def _measured(tidy: Motion, movement: Movement, marker_set: MarkerSet, cutoff_hz: float) -> Run:
    """Cut a solved run into strides and measure them."""
    athlete = movement.skeleton.athlete
    ground = ground_of(movement)
    strides, stride_notes = strides_of(movement, treadmill=ground.is_belt, file_name=tidy.file_name, plates=tidy.plates)
    weight_share = _force_over_weight(movement, tidy, strides) if movement.from_plates else None
    if weight_share is not None and abs(weight_share - 1.0) > MASS_MISMATCH:
        raise MassMismatchError(athlete.mass_kg, athlete.mass_kg * weight_share)
    trunk = "lumbar_extension" in movement.skeleton.coordinates
    scene = stride_scene(movement, ground=ground, plates=tidy.plates)
    found, speed = len(strides), running_speed_m_s(movement, strides, ground)
    measured, beyond = believed(measured_strides(scene, strides), speed_m_s=speed, file_name=tidy.file_name)
    strides = tuple(one.stride for one in measured)
    points = figure_points(movement)
    sides = {side: _side_result(scene, measured, side, points) for side in SIDES}
    estimated = notes_on_sources(from_plates=movement.from_plates, trunk_recorded=trunk)
    notes = (
        *tidy.notes,
        *stride_notes,
        *beyond,
        *speed_notes(ground, strides),
        *estimated,
        *quality_notes(movement, strides, weight_share, trunk_recorded=trunk),
    )
    source = en("{file}, {strides} strides", file=tidy.file_name, strides=len(strides))
    result = Run(
        athlete=athlete,
        segments=movement.skeleton.table,
        cutoff_hz=cutoff_hz,
        marker_set=marker_set.id,
        speed_m_s=running_speed_m_s(movement, strides, ground),
        believed_share=len(strides) / found,
        cadence_steps_per_min=cadence_of(strides),
        treadmill=ground.is_belt,
        slope=movement.slope,
        marker_error_rms_m=float(np.sqrt(np.nanmean(movement.marker_error_m**2))),
        marker_error_max_m=float(np.nanmax(movement.marker_error_m)),
        joint_play_m=movement.joint_play_m,
        residual_rms_bw=_residual_rms_bw(movement, strides),
        force_over_weight=weight_share,
        trunk_recorded=trunk,
        from_plates=movement.from_plates,
        sampling_rate_hz=tidy.sampling_rate_hz,
        sides=sides,
        demand=demand_curves(movement, strides, source=source),
        form=(),
        notes=notes,
    )
    return with_observations(result, {})


def plumb(ways: Sequence[Motion], standing: Motion, marker_set: MarkerSet) -> tuple[tuple[Motion, ...], Motion]:
    """The passages of a run and its standing trial with Y up along plumb, and the passages with the slope of their ground."""
    sole_seen = ways[0].format not in FROM_ANGLES and not any(is_made(label) for label in marker_set.landmarks.get("r_heel", ()))
    tracking = marker_set.tracking if sole_seen else {}
    upright = [on_slope(way, tracking) for way in ways]
    rotation = upright[0][1]
    return tuple(way for way, _ in upright), standing if rotation is None else turned(standing, rotation)


def with_observations(run: Run, observations: Mapping[str, tuple[Side, ...]]) -> Run:
    """The run with its form judged in the light of what was seen in drills.

    Args:
        run: An analysed run.
        observations: By key (form_signs.observation_keys): the sides on which the sign was seen, none where it was looked for in vain.
    """
    filmed = run.view is not None
    typical, reason = comparable_runners(
        run.speed_m_s,
        athlete=run.athlete,
        table=NORM_TABLE if filmed else run.segments,
        cutoff_hz=NORM_CUTOFF_HZ if filmed else run.cutoff_hz,
        slope=run.slope,
    )
    if run.view is not None and run.view.seen_from == "side":
        typical, reason = {}, en("figures from one camera are too rough to be set beside other runners'")
    measures = {side: run.sides[side].measures for side in SIDES}
    facts = FormFacts(
        measures=measures,
        typical=typical,
        no_comparison=reason,
        drive={side: early_drive(measures[side].get(EARLY_IMPULSE), typical, reason) for side in SIDES},
        trunk_recorded=run.trunk_recorded,
        clusters_only=run.clusters_only,
        bands=None if run.view is None else run.view.bands,
        observations=observations,
    )
    return replace(run, form=form_findings(facts))


def cadence_of(strides: Sequence[Stride]) -> float:
    """Steps a minute: two steps a stride."""
    return 120.0 / float(np.mean([stride.end_s - stride.contact.initial_contact_s for stride in strides]))


def _force_over_weight(movement: Movement, run: Motion, strides: Sequence[Stride]) -> float | None:
    """Mean vertical force over strides in body weights: 1 over a whole stride of steady running, by Newton's second law.

    By the plates' own samples while a foot is on them: a low-pass would spread some of each push over what counts as flight.
    """
    weight_n = movement.skeleton.athlete.mass_kg * STANDARD_GRAVITY_M_S2
    pairs = [(s, s.opposite) for s in strides if s.opposite is not None and s.opposite.toe_off_s < run.time_s[-1]]
    means = [sum(_push_n_s(run, contact) for contact in (s.contact, other)) / stride_time_s(s) for s, other in pairs]
    return float(np.mean(means)) / weight_n if means else None


def _push_n_s(run: Motion, contact: Contact) -> float:
    """Vertical impulse (Ns) of one contact by the plates' own samples."""
    at_s = np.linspace(contact.initial_contact_s, contact.toe_off_s, 501)
    force_n = sum(np.interp(at_s, run.plates[place].time_s, run.plates[place].force_n[:, 1]) for place in contact.plates)
    return float(np.trapezoid(force_n, at_s))


def _residual_rms_bw(movement: Movement, strides: Sequence[Stride]) -> float:
    """Force left on the pelvis over all strides, in body weights."""
    inside = np.zeros(len(movement.time_s), dtype=bool)
    for stride in strides:
        inside |= (movement.time_s >= stride.curve_start_s) & (movement.time_s <= stride.curve_end_s)
    places = [movement.skeleton.index(name) for name in ("pelvis_tx", "pelvis_ty", "pelvis_tz")]
    force = np.linalg.norm(movement.moment_nm[:, places][inside], axis=1)
    return float(np.sqrt(np.mean(force**2))) / (movement.skeleton.athlete.mass_kg * STANDARD_GRAVITY_M_S2)


def _side_result(scene: StrideScene, measured: Sequence[MeasuredStride], side: Side, points: Figure) -> SideResult:
    """Measures, curves, impulse shares and mean figure of one side."""
    movement = scene.movement
    own = [one.stride for one in measured if one.stride.side == side]
    contacts = [contact for contact in movement.contacts if contact.side == side]
    return SideResult(
        strides=len(own),
        measures=side_measures(scene, measured, side=side),
        curves={name: over_strides(movement, own, signal) for name, signal in _signals(movement, side).items()} if own else {},
        flexor_impulse=_flexor_impulse(movement, own) if own else {},
        initial_contact_s=tuple(contact.initial_contact_s for contact in contacts),
        toe_off_s=tuple(contact.toe_off_s for contact in contacts),
        figure_m=mean_figure(movement, points, own),
    )


def _signals(movement: Movement, side: Side) -> dict[str, FloatArray]:
    """(n,) signals of one side by the names of the outside contract."""
    mass_kg = movement.skeleton.athlete.mass_kg
    hip = movement.of("hip_flexion", side)
    axes = [movement.of(name, side) for name in ("hip_flexion", "hip_adduction", "hip_rotation")]
    power = movement.moment_nm * movement.velocity / mass_kg
    return {
        "hip_flexion_rad": movement.q[:, hip],
        "knee_flexion_rad": movement.q[:, movement.of("knee_flexion", side)],
        "ankle_dorsiflexion_rad": movement.q[:, movement.of("ankle_angle", side)],
        "hip_flexion_moment_nm_kg": movement.moment_nm[:, hip] / mass_kg,
        "hip_flexion_power_w_kg": power[:, hip],
        "hip_power_w_kg": power[:, axes].sum(axis=1),
        "grf_vertical_bw": movement.ground_n[side][:, 1] / (mass_kg * STANDARD_GRAVITY_M_S2),
    }


def over_strides(movement: Movement, strides: Sequence[Stride], signal: FloatArray) -> StrideCurve:
    """Mean and spread over strides of a signal (n,)."""
    rows = np.array([normalised(movement.time_s, signal, stride) for stride in strides])
    sd = rows.std(axis=0, ddof=1) if len(rows) > 1 else np.zeros(rows.shape[1])
    return StrideCurve(mean=rows.mean(axis=0), sd=sd)


def _flexor_impulse(movement: Movement, strides: Sequence[Stride]) -> dict[Range, ImpulseShare]:
    """How the flexor impulse (time integral of the flexor moment) is shared between the ranges, with the zero moved by +-11 deg."""
    place = movement.of("hip_flexion", strides[0].side)
    moment = np.concatenate([np.maximum(normalised(movement.time_s, movement.moment_nm[:, place], s, points=201), 0.0) for s in strides])
    angle = np.concatenate([normalised(movement.time_s, movement.q[:, place], s, points=201) for s in strides])
    total = float(moment.sum())
    shift = np.radians(range_edges_deg()[2])
    shares: dict[Range, list[float]] = {name: [] for name in RANGES}
    for offset in (0.0, -shift, shift):
        masks = range_masks(angle, shift_rad=offset)
        for name in RANGES:
            shares[name].append(float(moment[masks[name]].sum()) / total if total > 0 else 0.0)
    return {name: ImpulseShare(share=values[0], low=min(values), high=max(values)) for name, values in shares.items()}
