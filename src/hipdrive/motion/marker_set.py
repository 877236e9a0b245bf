"""Marker sets: which label stands for which landmark, and which labels follow which body in a run."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from ..data import DATA
from ..errors import HipDriveError, InputFileError, UnknownNameError, listed
from .motion import Motion

BODIES = (
    "pelvis",
    "torso",
    *(f"{body}_{side}" for side in "rl" for body in ("femur", "tibia", "calcn", "humerus", "radius")),
)
LOWER_BODIES = ("pelvis", "femur_r", "tibia_r", "calcn_r", "femur_l", "tibia_l", "calcn_l")
_SIDED_ROLES = (
    "asis",
    "psis",
    "knee_lateral",
    "knee_medial",
    "ankle_lateral",
    "ankle_medial",
    "heel",
    "toe",
    "mt1",
    "mt5",
    "iliac_crest",
    "trochanter",
    "acromion",
    "elbow_lateral",
    "elbow_medial",
    "wrist_lateral",
    "wrist_medial",
    "hip_centre",
    "knee_centre",
    "ankle_centre",
    "shoulder_centre",
)
ROLES = (*(f"{side}_{role}" for side in "rl" for role in _SIDED_ROLES), "sacrum", "c7", "sternum", "head", "neck")
Kind = Literal["segments", "lateral", "joints", "clusters"]
"""What fixes a segment: three markers of its own; two and the joint centre above it (Plug-in Gait); joint centres alone (video); a rigid
cluster whose place on the bone is unknown, with no markers at joints."""
KINDS: tuple[Kind, ...] = ("segments", "lateral", "joints", "clusters")
LEAST_LABELS: dict[Kind, dict[str, int]] = {
    "segments": {"pelvis": 3, "femur": 3, "tibia": 3, "calcn": 3},
    "lateral": {"pelvis": 3, "femur": 2, "tibia": 2, "calcn": 2},
    "joints": {"pelvis": 2, "femur": 1, "tibia": 1, "calcn": 2},
    "clusters": {"pelvis": 3, "femur": 3, "tibia": 3, "calcn": 3},
}
"""A rigid body is fixed in space by three points; where joint centres are computed or given, these are among them."""


class MarkerSetError(HipDriveError):
    """The labels of a recording fit no marker set."""

    def __init__(self, labels: Sequence[str], known: Sequence["MarkerSet"], file_name: str) -> None:
        super().__init__(
            f"{file_name}: the markers fit no known marker set. Found: {listed(labels, at_most=60)}. "
            f"Known sets: {listed(one.id for one in known)}. Name one with --marker-set, or give a TOML file of your own."
        )


@dataclass(frozen=True, kw_only=True)
class MarkerSet:
    """How one laboratory names and places its markers."""

    id: str
    name: str
    source: str
    landmarks: dict[str, tuple[str, ...]]
    """Role to the labels whose mean is the landmark; roles are those of `ROLES`. Clusters need none."""
    tracking: dict[str, tuple[str, ...]]
    """Body (of `BODIES`) to the labels that follow it in a run."""
    kind: Kind = "segments"

    def least_labels(self, body: str) -> int:
        """How many labels a body of legs and pelvis needs."""
        return LEAST_LABELS[self.kind][body.removesuffix("_r").removesuffix("_l")]

    def lower_body_gaps(self, labels: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return each body of the legs and pelvis with too few of its labels present, and the labels it lacks."""
        present = set(labels)
        return {
            body: tuple(label for label in self.tracking.get(body, ()) if label not in present)
            for body in LOWER_BODIES
            if len(present.intersection(self.tracking.get(body, ()))) < self.least_labels(body)
        }


def load_marker_sets() -> tuple[MarkerSet, ...]:
    """Return the marker sets that are shipped, by id."""
    files = [entry for entry in (DATA / "marker_sets").iterdir() if entry.name.endswith(".toml")]
    sets = [_from_text(Path(entry.name), entry.read_text(encoding="utf-8")) for entry in files]
    return tuple(sorted(sets, key=lambda one: one.id))


MARKER_SET_KEYS = "id, name, source, kind, [landmarks], [tracking]"
"""Keys of a marker set's file."""


def marker_set_from_text(content: str | bytes, *, name: str) -> MarkerSet:
    """Read a marker set from the content of a TOML file; `name` is what sentences call the file.

    Raises:
        InputFileError: It is no TOML, or does not describe a marker set.
    """
    path = Path(name)
    try:
        return _from_text(path, content if isinstance(content, str) else content.decode("utf-8"))
    except UnicodeDecodeError:
        raise InputFileError(path, "this is not a text file", "give a marker set as TOML") from None


def _from_text(path: Path, text: str) -> MarkerSet:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputFileError(path, f"this is not valid TOML ({error})", "correct that line") from None
    unknown = sorted(set(table) - {"id", "name", "source", "kind", "landmarks", "tracking"})
    if unknown:
        raise InputFileError(path, f"the key '{unknown[0]}' is not known", f"use {MARKER_SET_KEYS}")
    words = {}
    for key in ("id", "name", "source"):
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise InputFileError(path, f"'{key}' is missing or is not text", f'write {key} = "..."')
        words[key] = value
    kind = next((one for one in KINDS if one == table.get("kind", "segments")), None)
    if kind is None:
        raise InputFileError(path, f"kind is '{table['kind']}'", f"use one of {', '.join(KINDS)}, or leave it out")
    tracking = _labels_by_name(path, "tracking", table.get("tracking"), BODIES)
    bare = kind == "clusters" and "landmarks" not in table
    landmarks = {} if bare else _labels_by_name(path, "landmarks", table.get("landmarks"), ROLES)
    made = MarkerSet(landmarks=landmarks, tracking=tracking, kind=kind, **words)
    short = [body for body in LOWER_BODIES if len(tracking.get(body, ())) < made.least_labels(body)]
    if short:
        least = made.least_labels(short[0])
        advice = f"list at least {least} markers for it (kind '{kind}'), and as many for each body of pelvis and legs as it needs"
        raise InputFileError(path, f"[tracking] {short[0]} has fewer than {least} labels", advice)
    owner: dict[str, str] = {}
    for body, labels in tracking.items():
        for label in labels:
            if label in owner:
                raise InputFileError(path, f"marker '{label}' is tracked on {owner[label]} and on {body}", "keep it on one body")
            owner[label] = body
    return made


def _labels_by_name(path: Path, heading: str, table: Any, allowed: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Check one heading of the file: names out of `allowed`, each with a label or a list of labels."""
    if not isinstance(table, dict) or not table:
        raise InputFileError(path, f"[{heading}] is missing or empty", f"add it, with names such as {allowed[0]} and the labels")
    result = {}
    for name, value in table.items():
        labels = [value] if isinstance(value, str) else value
        if name not in allowed:
            raise InputFileError(path, f"[{heading}] has the name '{name}', which is not known", f"use {listed(allowed, at_most=60)}")
        if not isinstance(labels, list) or not labels or not all(isinstance(label, str) and label for label in labels):
            raise InputFileError(path, f"[{heading}] {name} is not a list of marker labels", f'write {name} = ["LABEL"]')
        if len(set(labels)) < len(labels):
            raise InputFileError(path, f"[{heading}] {name} lists a label twice", "list each label once")
        result[name] = tuple(labels)
    return result


def recognise(labels: Sequence[str], known: Sequence[MarkerSet], *, file_name: str = "This recording") -> MarkerSet:
    """Find the marker set that a recording was made with.

    A set fits if pelvis, thighs, shanks and feet each keep as many tracked labels as its kind needs (three, but for sets that
    rest on joint centres); among those that fit, the one with the largest share of its tracked labels present is taken.

    Args:
        labels: The recording's marker labels; a subject's prefix, as in 'Name:LASI', is looked past.
        known: The sets to choose from.
        file_name: For the message.

    Returns:
        The best fitting set.

    Raises:
        MarkerSetError: None fits; it lists the labels and the sets.
    """
    labels = without_prefix(labels)
    present = set(labels)

    def share(one: MarkerSet) -> tuple[float, int]:
        tracked = [label for labels_of_body in one.tracking.values() for label in labels_of_body]
        found = len(present.intersection(tracked))
        return found / len(tracked), found

    fitting = [one for one in known if not one.lower_body_gaps(labels)]
    if not fitting:
        raise MarkerSetError(labels, known, file_name)
    return max(fitting, key=share)


def without_prefix(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels without the subject's name before a colon, where most labels carry the same one and none would then be named twice."""
    before = [label.rpartition(":")[0] for label in labels]
    prefix = max(set(before), key=before.count, default="")
    if not prefix or 2 * before.count(prefix) <= len(labels):
        return tuple(labels)
    stripped = tuple(label.removeprefix(f"{prefix}:") for label in labels)
    return stripped if len(set(stripped)) == len(stripped) else tuple(labels)


def with_plain_labels(motion: Motion) -> Motion:
    """The recording with its subject's prefix taken off the labels, if it has one."""
    labels = without_prefix(motion.labels)
    return motion if labels == motion.labels else replace(motion, labels=labels)


def named(id_: str) -> MarkerSet:
    """Return a shipped marker set by its id.

    Raises:
        UnknownNameError: There is none of that id.
    """
    known = {marker_set.id: marker_set for marker_set in load_marker_sets()}
    if id_ not in known:
        raise UnknownNameError("marker set", id_, known)
    return known[id_]
