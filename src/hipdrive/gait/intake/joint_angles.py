"""A run whose joint angles OpenSim's inverse kinematics has found: posed on a typical skeleton and followed from there."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Athlete
from ...body.joints import SUFFIX
from ...language import en, joined
from ...motion import ForcePlate, Motion, Table, marker_set_named
from ...note import Note
from ...physics.kinematics import Kinematics, forward_kinematics, points_on
from ...physics.skeleton import Skeleton, build_skeleton
from ..runners.reference_markers import MARKER_SET, reference_markers
from .angle_table import AngleTable, angle_table
from .completion import Completed

SET_ID = "opensim_angles"
HIP_IN_PELVIS_OVER_HEIGHT = np.array([-0.0563, -0.0785, 0.0]) / 1.70
"""Midway between the hips in the pelvis frame of Rajagopal et al. 2016's generic model, a man of 1.70 m, over height."""
KNEE_BENT_RAD = np.radians(40.0)
"""Every running swing bends the knee by more than this, which tells the sign of a knee coordinate."""
STANCE_SHARE = 0.2
"""Share of frames in which the lower foot counts as on the ground, where no plate tells."""


def from_angles(table: Table, plates: tuple[ForcePlate, ...], athlete: Athlete, *, file_name: str) -> Completed:
    """Make a run of markers out of joint angles, so that everything after works as with markers.

    The angles pose our typical skeleton of that mass and height, which wears markers; the skeleton stands on the ground where its feet
    carry force. The zero of hip flexion stays that of the model which the angles belong to.

    Args:
        table: OpenSim's coordinates over time (Rajagopal 2016; pelvis, hips, knees at least; ankles, back, arms if there).
        plates: Ground forces of the same run, in the same axes.
        athlete: Body mass and height.
        file_name: Name of the .mot or .sto, for sentences.

    Returns:
        Run and standing of the posed skeleton, with notes; in frames of which nothing is known every marker of the run is missing.

    Raises:
        InputFileError: The table lacks coordinates of pelvis, hips or knees, or they are in no unit.
    """
    angles = angle_table(table, athlete, file_name=file_name)
    skeleton = build_skeleton(athlete)
    q, more = _coordinates(skeleton, angles.values)
    kinematics = forward_kinematics(skeleton, q)
    q[:, skeleton.index("pelvis_ty")] -= _height_over_ground_m(skeleton, kinematics, angles, plates)
    standing = np.zeros((1, len(skeleton.coordinates)))
    standing[:, skeleton.index("pelvis_ty")] = athlete.height_m
    worn = _worn(file_name, skeleton, q, angles.time_s)
    position_m = np.where(angles.unseen[:, None, None], np.nan, worn.position_m)
    run = replace(worn, position_m=position_m, plates=plates, notes=(_about(athlete), *angles.notes, *more))
    static = replace(_worn(en("standing for {file}", file=file_name), skeleton, standing, np.zeros(1)), computed=True)
    return Completed(run=run, static=static, marker_set=replace(marker_set_named(MARKER_SET), id=SET_ID))


def _coordinates(skeleton: Skeleton, columns: Mapping[str, FloatArray]) -> tuple[FloatArray, list[Note]]:
    """(n, nv) coordinates of our skeleton; those that the file lacks stay at zero and are named in a note."""
    q = np.zeros((len(columns["pelvis_ty"]), len(skeleton.coordinates)))
    for place, name in enumerate(skeleton.coordinates):
        if name in columns:
            q[:, place] = columns[name]
    notes = []
    for side in SIDES:
        knee = skeleton.index(f"knee_flexion{SUFFIX[side]}")
        if q[:, knee].max() < KNEE_BENT_RAD and q[:, knee].min() < -KNEE_BENT_RAD:
            q[:, knee] *= -1.0
            message = en(
                "{coordinate} is negative when the knee bends (older models); its sign was reversed.",
                coordinate=f"knee_angle{SUFFIX[side]}",
            )
            notes.append(Note("knee_sign_turned", message))
    absent = [name for name in skeleton.coordinates if name not in columns]
    if absent:
        held = en("Not in the file and held at zero: {coordinates}.", coordinates=joined(absent, ", "))
        notes.append(Note("coordinates_absent", held))
    turned = forward_kinematics(skeleton, q).rotation[:, skeleton.body_index("pelvis")]
    offset = np.einsum("nij,j->ni", turned, HIP_IN_PELVIS_OVER_HEIGHT * skeleton.athlete.height_m)
    for axis, name in enumerate(("pelvis_tx", "pelvis_ty", "pelvis_tz")):
        q[:, skeleton.index(name)] += offset[:, axis]
    return q, notes


def _height_over_ground_m(skeleton: Skeleton, kinematics: Kinematics, angles: AngleTable, plates: tuple[ForcePlate, ...]) -> float:
    """By how much the soles hover over the ground where feet are on it: median over the frames of the lower foot in contact."""
    soles = []
    for side in SIDES:
        leg = skeleton.shape.legs[side]
        ends = [points_on(kinematics, skeleton.body_index(f"calcn{SUFFIX[side]}"), end)[:, 1] for end in (leg.heel_m, leg.toe_m)]
        soles.append(np.mean(ends, axis=0))
    lower, time_s = np.min(soles, axis=0)[~angles.unseen], angles.time_s[~angles.unseen]
    load = sum((np.interp(time_s, plate.time_s, plate.force_n[:, 1]) for plate in plates), start=np.zeros(len(time_s)))
    loaded = load > skeleton.athlete.mass_kg * 9.81 if plates else lower <= np.quantile(lower, STANCE_SHARE)
    return float(np.median(lower[loaded])) if loaded.any() else float(lower.min())


def _worn(file_name: str, skeleton: Skeleton, q: FloatArray, time_s: FloatArray) -> Motion:
    """The markers that a posed skeleton wears."""
    kinematics = forward_kinematics(skeleton, q)
    markers = reference_markers(skeleton.shape)
    paths = [points_on(kinematics, skeleton.body_index(marker.body), marker.local_m) for marker in markers]
    rate_hz = (len(time_s) - 1) / float(time_s[-1] - time_s[0]) if len(time_s) > 1 else 1.0
    return Motion(
        file_name=file_name,
        format="mot",
        labels=tuple(marker.label for marker in markers),
        time_s=time_s,
        sampling_rate_hz=rate_hz,
        position_m=np.stack(paths, axis=1),
        length_unit="m",
    )


def _about(athlete: Athlete) -> Note:
    message = en(
        "Joint angles were read, not markers: they drive a typical body of {mass:g} kg and {height:g} m, so segment "
        "lengths are not this runner's, the marker error says nothing, and the zero of hip flexion is the model's, not quiet standing.",
        mass=athlete.mass_kg,
        height=athlete.height_m,
    )
    return Note("zero_uncertain", message)
