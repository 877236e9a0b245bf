"""Compare a marker set with a recording: what fits, what is missing, what then can't be measured, and which labels look misspelt."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

import numpy as np

from ...errors import listed
from ...language import Text, en, joined
from ..clean import zeros_to_missing
from ..motion import Motion
from .marker_set import BODIES, LOWER_BODIES, MarkerSet
from .recognise import without_prefix

Fit = Literal["fits", "fits_with_static", "does_not_fit"]
NEAR = 0.75
"""Likeness (difflib's ratio) above which a missing label and a label beyond the set are probably the same one, misspelt."""
_LOST = {
    "pelvis": en("anything of the hips: the pelvis can't be followed"),
    "femur": en("hip and knee of that side"),
    "tibia": en("knee and ankle of that side, and the hip moment"),
    "calcn": en("ankle of that side, its contacts and the hip moment in stance"),
    "torso": en("trunk lean and turn; the trunk counts as upright on the pelvis"),
    "humerus": en("that arm's swing"),
    "radius": en("that elbow"),
}
"""What can't be measured without a body, by its name without the side."""
CLUSTERS_SHOW = en(
    "It has rigid clusters: without a standing trial (--static) that shows the same clusters and markers at "
    "joints, contacts, cadence, lengths, speeds and angles from an unknown zero are measured, hip moments and "
    "demand by angle are not.",
)
_CALIBRATION = ("asis", "knee_lateral", "ankle_lateral", "heel")
_MEDIAL = ("knee_medial", "ankle_medial")
LEAST_TRACKED_ABOVE = {"torso": 3, "humerus": 1, "radius": 1}


@dataclass(frozen=True, kw_only=True)
class BodyCheck:
    """One body of the set in this recording."""

    body: str
    found: tuple[str, ...]
    missing: tuple[str, ...]
    """Labels of the set that the recording lacks or never shows."""
    needed: int
    lost: Text
    """What can't be measured for want of markers; empty if there are enough."""


@dataclass(frozen=True, kw_only=True)
class MarkerSetCheck:
    """A marker set compared with a recording."""

    marker_set: str
    file_name: str
    verdict: Fit
    summary: Text
    bodies: tuple[BodyCheck, ...]
    missing_landmarks: tuple[str, ...]
    """Roles whose labels the recording lacks."""
    beyond: tuple[str, ...]
    """Labels of the recording that the set doesn't name."""
    never_seen: tuple[str, ...]
    """Labels that are named in the file but hold no position."""
    near: tuple[tuple[str, str], ...]
    """Missing label, and the label beyond the set that it probably is; of both files."""
    static_name: str | None
    """The standing trial; None where none was given."""
    in_neither: tuple[str, ...]
    """Labels of the set that none of the files shows."""


def check_marker_set(marker_set: MarkerSet, motion: Motion, *, static: Motion | None = None) -> MarkerSetCheck:
    """Say how well a marker set and a recording fit each other.

    Args:
        marker_set: The set.
        motion: A run or a standing trial.
        static: The standing trial that belongs to the run; None where there is none.

    Returns:
        The check; its verdict is 'fits' where what was given is enough, 'fits_with_static' where a standing trial with the missing
        landmarks must come along, and 'does_not_fit' where pelvis or legs can't be followed.
    """
    labels, seen = without_prefix(motion.labels), _seen(motion)
    standing = set() if static is None else _seen(static)
    bodies = tuple(_body(marker_set, body, seen) for body in BODIES if body in marker_set.tracking or body in LOWER_BODIES)
    shows_all = seen if static is None else standing
    roles = tuple(role for role, wanted in marker_set.landmarks.items() if not shows_all.issuperset(wanted))
    named = set(marker_set.labels)
    beyond = tuple(label for label in labels if label not in named and label in seen)
    verdict, summary = _verdict(marker_set, bodies, roles, static_name=None if static is None else static.file_name)
    tracked = {label for of_body in marker_set.tracking.values() for label in of_body}
    lacking = named.difference(seen) if static is None else (named - seen - standing) | (tracked - seen)
    near = _near(sorted(lacking), beyond)
    if static is not None:
        near += _near(sorted(named.difference(standing)), tuple(sorted(standing.difference(named))))
    return MarkerSetCheck(
        marker_set=marker_set.id,
        file_name=motion.file_name,
        verdict=verdict,
        summary=summary,
        bodies=bodies,
        missing_landmarks=roles,
        beyond=beyond,
        never_seen=tuple(label for label in labels if label not in seen),
        near=tuple(dict.fromkeys(near)),
        static_name=None if static is None else static.file_name,
        in_neither=tuple(label for label in marker_set.labels if label not in seen and label not in standing),
    )


def _seen(motion: Motion) -> set[str]:
    """Labels that a recording shows at least once."""
    shown = np.asarray(np.isfinite(zeros_to_missing(motion).position_m).all(axis=2).any(axis=0))
    return {label for label, is_shown in zip(without_prefix(motion.labels), shown, strict=True) if is_shown}


def _body(marker_set: MarkerSet, body: str, seen: set[str]) -> BodyCheck:
    wanted = marker_set.tracking.get(body, ())
    found = tuple(label for label in wanted if label in seen)
    bone = body.removesuffix("_r").removesuffix("_l")
    needed = marker_set.least_labels(body) if body in LOWER_BODIES else LEAST_TRACKED_ABOVE[bone]
    return BodyCheck(
        body=body,
        found=found,
        missing=tuple(label for label in wanted if label not in seen),
        needed=needed,
        lost=_LOST[bone] if len(found) < needed else Text(""),
    )


def _verdict(
    marker_set: MarkerSet, bodies: Sequence[BodyCheck], missing_roles: Sequence[str], *, static_name: str | None
) -> tuple[Fit, Text]:
    """Return how the set fits, and a sentence that says so."""
    too_few = [body for body in bodies if body.lost and body.body in LOWER_BODIES]
    if too_few:
        counts = [
            en("{body} ({count} of at least {needed})", body=body.body, count=len(body.found), needed=body.needed) for body in too_few
        ]
        return "does_not_fit", en(
            "The set '{marker_set}' does not fit: too few markers on {counts}.", marker_set=marker_set.id, counts=joined(counts, ", ")
        )
    fit, sentences = _fits(marker_set, missing_roles, static_name)
    lost = joined((body.body for body in bodies if body.lost), ", ")
    return fit, joined((*sentences, en("Not followed: {bodies}.", bodies=lost) if lost else ""))


def _fits(marker_set: MarkerSet, missing_roles: Sequence[str], static_name: str | None) -> tuple[Fit, tuple[Text, ...]]:
    """Return how a set fits whose bodies can be followed, and sentences that say so."""
    name, kind = marker_set.id, marker_set.kind
    fits = en("The set '{marker_set}' fits.", marker_set=name)
    if kind == "clusters":
        return "fits", (fits, CLUSTERS_SHOW)
    if kind == "joints":
        return "fits", (fits, en("The zero of hip flexion is uncertain."))
    needed = {f"{s}_{role}" for s in "rl" for role in (*_CALIBRATION, *(() if kind == "lateral" else _MEDIAL))}
    absent = sorted(needed.intersection(missing_roles).union(needed.difference(marker_set.landmarks)))
    if absent and static_name is None:
        sentence = en("The set '{marker_set}' fits with a standing trial (--static) that shows {landmarks}.")
        return "fits_with_static", (sentence.filled(marker_set=name, landmarks=listed(absent)),)
    if absent:
        sentence = en("The set '{marker_set}' fits with a standing trial (--static) that shows {landmarks}; {file} does not.")
        return "fits_with_static", (sentence.filled(marker_set=name, landmarks=listed(absent), file=static_name),)
    if static_name is not None:
        return "fits", (en("The set '{marker_set}' fits, with {file} as the standing trial.", marker_set=name, file=static_name),)
    return "fits", (fits, en("Without --static the zero of hip flexion is uncertain."))


def _near(missing: Sequence[str], beyond: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of labels that differ by case, dots or a letter only."""
    plain = {_plain(label): label for label in beyond}
    pairs = []
    for label in missing:
        like = get_close_matches(_plain(label), plain, n=1, cutoff=NEAR)
        if like and _plain(label)[:1] == like[0][:1]:
            pairs.append((label, plain[like[0]]))
    return tuple(pairs)


def _plain(label: str) -> str:
    return "".join(letter for letter in label.lower() if letter.isalnum())
