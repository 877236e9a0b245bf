"""Complete a recording whose markers alone don't fix every segment: joint centres beside lateral markers, and standing from the run."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Athlete, Side
from ...body.joints import SUFFIX
from ...errors import Advice, HipDriveError
from ...language import Text, en, joined, layout
from ...motion import MarkerSet, Motion, has_landmark, landmark, zeros_to_missing
from ...note import Note
from ...physics.calibration import (
    ANKLE_OFFSET_OVER_HEIGHT,
    KNEE_OFFSET_OVER_HEIGHT,
    SHOULDER_BELOW_ACROMION_M,
    STANDING_HIP_SD_RAD,
    ArmPoints,
    LegPoints,
    assembled_standing,
    centre_beside_lateral_marker,
    hip_centres,
    pelvis_axes,
)

MADE = "(made)"
"""Ending of the labels that are computed here; no laboratory writes it."""


class MissingStaticError(HipDriveError):
    """No standing trial was given, and the run's markers can't take its place."""

    code = "missing_static"

    def __init__(self, file_name: str, absent: Text) -> None:
        self.about = file_name
        super().__init__(
            en(
                "{file}: no standing trial was given, and the run has no marker for {absent}, so it cannot be used instead; the zero of "
                "the hip angle and the joint centres come from quiet standing with the same markers",
                file=file_name,
                absent=absent,
            ),
            Advice(words=en("give that recording as the standing trial"), step="give_static"),
            between=": ",
        )


@dataclass(frozen=True, kw_only=True)
class Completed:
    """A run and a standing trial whose markers fix every segment."""

    run: Motion
    static: Motion
    marker_set: MarkerSet


def completed(run: Motion, static: Motion | None, marker_set: MarkerSet, athlete: Athlete) -> Completed:
    """Make what the analysis needs and the recording lacks.

    With lateral knee and ankle markers only, joint centres are computed in every frame and followed like markers. Without a standing
    trial, the segments of the run are averaged and set upright.

    Args:
        run: The recording, lab axes as in the file.
        static: Quiet standing of the same session, or None.
        marker_set: Names of the markers; joint centres of video are completed by `from_keypoints`.
        athlete: Height for joint widths where the file tells none.

    Returns:
        Both trials with what was made, and the marker set that names it; notes are with the run.

    Raises:
        MissingStaticError: There is no static trial and the run lacks a landmark that it would give.
        MarkersAbsentError: A marker that the joint centres need was never seen.
    """
    run, static = zeros_to_missing(run), None if static is None else zeros_to_missing(static)
    if marker_set.kind == "lateral":
        offsets = _offsets(run.joint_offset_m or ({} if static is None else static.joint_offset_m), athlete)
        run = with_made(run, _joint_centres(run, marker_set, offsets), (_offset_note(run, static, offsets),))
        static = None if static is None else with_made(static, _joint_centres(static, marker_set, offsets), ())
        marker_set = _with_joint_centres(marker_set)
    if static is None:
        static, note = _standing_of(run, marker_set, athlete)
        run = replace(run, notes=(*run.notes, note))
    return Completed(run=run, static=static, marker_set=marker_set)


def made(role: str, body: str = "") -> str:
    """Label of a computed marker; a joint centre that follows two bodies has a label for each."""
    return f"{role} {body}{MADE}" if body else f"{role} {MADE}"


def is_made(label: str) -> bool:
    """Whether a label is that of a computed marker."""
    return label.endswith(MADE)


def _offsets(from_file: Mapping[str, float], athlete: Athlete) -> dict[str, float]:
    """Offset (m) of each knee and ankle centre from its lateral marker: as the file tells, or by the regression on height."""
    typical = {"knee": KNEE_OFFSET_OVER_HEIGHT * athlete.height_m, "ankle": ANKLE_OFFSET_OVER_HEIGHT * athlete.height_m}
    return {f"{s}_{joint}": from_file.get(f"{s}_{joint}", length) for s in "rl" for joint, length in typical.items()}


def _offset_note(run: Motion, static: Motion | None, offsets: Mapping[str, float]) -> Note:
    from_file = run.joint_offset_m or ({} if static is None else static.joint_offset_m)
    by_height = en("from body height, 12 runners of Fukuchi 2017, where the file gives none")
    message = en(
        "No medial knee and ankle markers: joint centres are computed from the joint above, the marker on the segment and the lateral "
        "marker (Davis 1991), at half the joint's width and the marker's radius ({lengths}; {source}).",
        lengths=joined((layout("{joint} {length:.0f} mm", joint=_JOINTS[name], length=1000 * m) for name, m in offsets.items()), ", "),
        source=en("as the file gives them") if len(from_file) == len(offsets) else by_height,
    )
    return Note("joint_centres_computed", message)


_JOINTS: Mapping[str, Text] = {
    "r_knee": en("r knee"),
    "l_knee": en("l knee"),
    "r_ankle": en("r ankle"),
    "l_ankle": en("l ankle"),
}


def _posterior(motion: Motion, marker_set: MarkerSet) -> FloatArray:
    if has_landmark(motion, marker_set, "r_psis") and has_landmark(motion, marker_set, "l_psis"):
        return 0.5 * (landmark(motion, marker_set, "r_psis") + landmark(motion, marker_set, "l_psis"))
    return landmark(motion, marker_set, "sacrum")


def _joint_centres(motion: Motion, marker_set: MarkerSet, offsets: Mapping[str, float]) -> dict[str, FloatArray]:
    """(n, 3) hip, knee and ankle centres and the medial markers they stand for, by label."""
    asis = landmark(motion, marker_set, "r_asis"), landmark(motion, marker_set, "l_asis")
    hips = hip_centres(*asis, _posterior(motion, marker_set))
    paths: dict[str, FloatArray] = {}
    for side in SIDES:
        s, suffix = side[0], SUFFIX[side]
        knee_marker, ankle_marker = (landmark(motion, marker_set, f"{s}_{joint}_lateral") for joint in ("knee", "ankle"))
        thigh, shank = (_beside(motion, marker_set, bone + suffix, f"{s}_{joint}_lateral") for bone, joint in _BONES)
        knee = centre_beside_lateral_marker(hips[side], thigh, knee_marker, offsets[f"{s}_knee"])
        ankle = centre_beside_lateral_marker(knee, shank, ankle_marker, offsets[f"{s}_ankle"])
        paths |= {
            made(f"{s}_hip_centre", "femur"): hips[side],
            made(f"{s}_knee_centre", "femur"): knee,
            made(f"{s}_knee_centre", "tibia"): knee,
            made(f"{s}_ankle_centre", "tibia"): ankle,
            made(f"{s}_ankle_centre", "calcn"): ankle,
            made(f"{s}_knee_medial"): 2.0 * knee - knee_marker,
            made(f"{s}_ankle_medial"): 2.0 * ankle - ankle_marker,
        }
    return paths


_BONES = (("femur", "knee"), ("tibia", "ankle"))


def _beside(motion: Motion, marker_set: MarkerSet, body: str, lateral_role: str) -> FloatArray:
    """(n, 3) the first marker of a body that is not the joint's own: it turns the plane in which the joint centre lies."""
    joint = marker_set.landmarks[lateral_role]
    followers = [label for label in marker_set.tracking[body] if label not in joint and label in motion.labels]
    return motion.marker(followers[0])


def _with_joint_centres(marker_set: MarkerSet) -> MarkerSet:
    """The set with the computed markers as landmarks and followed by their bodies."""
    tracking, landmarks = dict(marker_set.tracking), dict(marker_set.landmarks)
    for side in SIDES:
        s, suffix = side[0], SUFFIX[side]
        for bone, roles in (
            ("femur", ("hip_centre", "knee_centre")),
            ("tibia", ("knee_centre", "ankle_centre")),
            ("calcn", ("ankle_centre",)),
        ):
            tracking[bone + suffix] = (*tracking[bone + suffix], *(made(f"{s}_{role}", bone) for role in roles))
        for joint in ("knee", "ankle"):
            landmarks[f"{s}_{joint}_medial"] = (made(f"{s}_{joint}_medial"),)
    return replace(marker_set, tracking=tracking, landmarks=landmarks, kind="segments")


def with_made(motion: Motion, paths: Mapping[str, FloatArray], notes: tuple[Note, ...]) -> Motion:
    """The recording with computed markers (n, 3) by label, and notes on them."""
    positions = np.concatenate([motion.position_m, np.stack(list(paths.values()), axis=1)], axis=1)
    return replace(motion, labels=(*motion.labels, *paths), position_m=positions, notes=(*motion.notes, *notes))


def _standing_of(run: Motion, marker_set: MarkerSet, athlete: Athlete) -> tuple[Motion, Note]:
    """Standing put together from the run, and the note that says so."""
    message = en(
        "No standing trial: segment lengths and marker positions are averages over the run itself, and the zero of hip flexion assumes the "
        "average pelvic tilt in quiet standing (12 runners of Fukuchi 2017); uncertain by {angle:.0f}° (1 SD).",
        angle=np.degrees(STANDING_HIP_SD_RAD),
    )
    return standing_of(run, marker_set, athlete), Note("zero_uncertain", message)


def standing_of(run: Motion, marker_set: MarkerSet, athlete: Athlete, **settings: float) -> Motion:
    """One frame of standing, put together from the segments of a run.

    Args:
        run: The run, with landmarks on both sides of knees and ankles.
        marker_set: Names of its markers.
        athlete: Height.
        **settings: `standing_hip_rad` of `assembled_standing`.

    Returns:
        The frame; X forward, Y up, Z right.

    Raises:
        MissingStaticError: The run lacks a landmark of pelvis, knee, ankle or foot.
    """
    _refuse_lacking(run, marker_set)
    pelvis = pelvis_axes(landmark(run, marker_set, "r_asis"), landmark(run, marker_set, "l_asis"), _posterior(run, marker_set))
    hips = hip_centres(landmark(run, marker_set, "r_asis"), landmark(run, marker_set, "l_asis"), _posterior(run, marker_set))
    legs = {side: _leg(run, marker_set, side, hips[side]) for side in SIDES}
    tops = [landmark(run, marker_set, role) for role in ("c7", "sternum", "neck") if has_landmark(run, marker_set, role)]
    top = np.mean(tops, axis=0) if tops else None
    middle = 0.5 * (hips["left"] + hips["right"])
    arms = {} if top is None else {s: arm for s in SIDES if (arm := _arm(run, marker_set, s, top - middle)) is not None}
    paths = {label: run.marker(label) for label in run.labels}
    places = assembled_standing(
        paths, _bodies(marker_set), pelvis=pelvis, legs=legs, trunk_top=top, arms=arms, height_m=athlete.height_m, **settings
    )
    return replace(
        run,
        file_name=en("standing from {file}", file=run.file_name),
        labels=tuple(places),
        time_s=np.zeros(1),
        position_m=np.stack(list(places.values()))[None],
        plates=(),
        notes=(),
        computed=True,
    )


def _refuse_lacking(run: Motion, marker_set: MarkerSet) -> None:
    """Refuse a run that lacks a landmark of the legs."""
    roles = ("asis", "knee_lateral", "knee_medial", "ankle_lateral", "ankle_medial", "heel")
    for role in (f"{side[0]}_{role}" for role in roles for side in SIDES):
        if not has_landmark(run, marker_set, role):
            raise MissingStaticError(run.file_name, en("the landmark {role}", role=role))


def _leg(run: Motion, marker_set: MarkerSet, side: Side, hip: FloatArray) -> LegPoints:
    s, outward = side[0], 1.0 if side == "right" else -1.0
    knee_lateral, knee_medial = (landmark(run, marker_set, f"{s}_knee_{place}") for place in ("lateral", "medial"))
    ankle = 0.5 * (landmark(run, marker_set, f"{s}_ankle_lateral") + landmark(run, marker_set, f"{s}_ankle_medial"))
    fore = [f"{s}_{role}" for role in ("mt1", "mt5", "toe") if has_landmark(run, marker_set, f"{s}_{role}")]
    if not fore:
        raise MissingStaticError(run.file_name, en("the left forefoot") if side == "left" else en("the right forefoot"))
    return LegPoints(
        hip=hip,
        knee=0.5 * (knee_lateral + knee_medial),
        ankle=ankle,
        knee_right=outward * (knee_lateral - knee_medial),
        heel=landmark(run, marker_set, f"{s}_heel"),
        toe=np.asarray(np.mean([landmark(run, marker_set, role) for role in fore], axis=0)),
    )


def _arm(run: Motion, marker_set: MarkerSet, side: Side, trunk_up: FloatArray) -> ArmPoints | None:
    s = side[0]
    if not all(has_landmark(run, marker_set, f"{s}_{role}") for role in ("acromion", "elbow_lateral", "wrist_lateral")):
        return None
    down = SHOULDER_BELOW_ACROMION_M * trunk_up / np.linalg.norm(trunk_up, axis=1, keepdims=True)
    elbow, wrist = (landmark(run, marker_set, f"{s}_{role}_lateral") for role in ("elbow", "wrist"))
    return ArmPoints(shoulder=landmark(run, marker_set, f"{s}_acromion") - down, elbow=elbow, wrist=wrist)


_BODY_OF_ROLE = {"knee": "femur", "ankle": "tibia", "heel": "calcn", "toe": "calcn", "mt1": "calcn", "mt5": "calcn"} | {
    "elbow": "humerus",
    "wrist": "radius",
}


def _bodies(marker_set: MarkerSet) -> dict[str, list[str]]:
    """Labels to be set with each body: those that follow it, and its landmarks."""
    bodies = {body: list(labels) for body, labels in marker_set.tracking.items()}
    for role, labels in marker_set.landmarks.items():
        s, _, word = role.partition("_")
        bone = _BODY_OF_ROLE.get(word.split("_")[0]) if s in ("r", "l") else None
        body = f"{bone}_{s}" if bone else "torso" if word == "acromion" or role in ("c7", "sternum", "neck") else "pelvis"
        bodies.setdefault(body, []).extend(label for label in labels if label not in bodies.get(body, []))
    return bodies
