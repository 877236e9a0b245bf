"""Marker sets as TOML files: those that are shipped, and a laboratory's own."""

import tomllib
from collections.abc import Sequence
from typing import Any

from ...data import DATA
from ...errors import InputFileError, UnknownNameError, listed
from .marker_set import BODIES, KINDS, LOWER_BODIES, ROLES, MarkerSet

MARKER_SET_KEYS = "id, name, source, kind, [landmarks], [tracking]"
"""Keys of a marker set's file."""


def load_marker_sets() -> tuple[MarkerSet, ...]:
    """Return the marker sets that are shipped, by id."""
    files = [entry for entry in (DATA / "marker_sets").iterdir() if entry.name.endswith(".toml")]
    sets = [_from_text(entry.name, entry.read_text(encoding="utf-8")) for entry in files]
    return tuple(sorted(sets, key=lambda marker_set: marker_set.id))


def marker_set_from_text(content: str | bytes, *, name: str) -> MarkerSet:
    """Read a marker set from the content of a TOML file; `name` is what sentences call the file.

    Raises:
        InputFileError: It is no TOML, or does not describe a marker set.
    """
    try:
        return _from_text(name, content if isinstance(content, str) else content.decode("utf-8"))
    except UnicodeDecodeError:
        raise InputFileError(name, "this is not a text file", "give a marker set as TOML") from None


def marker_set_named(id_: str) -> MarkerSet:
    """Return a shipped marker set by its id.

    Raises:
        UnknownNameError: There is none of that id.
    """
    known = {marker_set.id: marker_set for marker_set in load_marker_sets()}
    if id_ not in known:
        raise UnknownNameError("marker set", id_, known)
    return known[id_]


def _from_text(file_name: str, text: str) -> MarkerSet:
    """Check the text of a marker set file and make the set of it."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputFileError(file_name, f"this is not valid TOML ({error})", "correct that line") from None
    unknown = sorted(set(table) - {"id", "name", "source", "kind", "landmarks", "tracking"})
    if unknown:
        raise InputFileError(file_name, f"the key '{unknown[0]}' is not known", f"use {MARKER_SET_KEYS}")
    words = {}
    for key in ("id", "name", "source"):
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise InputFileError(file_name, f"'{key}' is missing or is not text", f'write {key} = "..."')
        words[key] = value
    kind = next((kind for kind in KINDS if kind == table.get("kind", "segments")), None)
    if kind is None:
        raise InputFileError(file_name, f"kind is '{table['kind']}'", f"use one of {', '.join(KINDS)}, or leave it out")
    tracking = _labels_by_name(file_name, "tracking", table.get("tracking"), BODIES)
    without_landmarks = kind == "clusters" and "landmarks" not in table
    landmarks = {} if without_landmarks else _labels_by_name(file_name, "landmarks", table.get("landmarks"), ROLES)
    marker_set = MarkerSet(landmarks=landmarks, tracking=tracking, kind=kind, **words)
    too_few = [body for body in LOWER_BODIES if len(tracking.get(body, ())) < marker_set.least_labels(body)]
    if too_few:
        least = marker_set.least_labels(too_few[0])
        advice = f"list at least {least} markers for it (kind '{kind}'), and as many for each body of pelvis and legs as it needs"
        raise InputFileError(file_name, f"[tracking] {too_few[0]} has fewer than {least} labels", advice)
    owner: dict[str, str] = {}
    for body, labels in tracking.items():
        for label in labels:
            if label in owner:
                raise InputFileError(file_name, f"marker '{label}' is tracked on {owner[label]} and on {body}", "keep it on one body")
            owner[label] = body
    return marker_set


def _labels_by_name(file_name: str, heading: str, table: Any, allowed: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Check one heading of the file: names out of `allowed`, each with a label or a list of labels."""
    if not isinstance(table, dict) or not table:
        raise InputFileError(file_name, f"[{heading}] is missing or empty", f"add it, with names such as {allowed[0]} and the labels")
    result = {}
    for name, value in table.items():
        labels = [value] if isinstance(value, str) else value
        if name not in allowed:
            raise InputFileError(file_name, f"[{heading}] has the name '{name}', which is not known", f"use {listed(allowed, at_most=60)}")
        if not isinstance(labels, list) or not labels or not all(isinstance(label, str) and label for label in labels):
            raise InputFileError(file_name, f"[{heading}] {name} is not a list of marker labels", f'write {name} = ["LABEL"]')
        if len(set(labels)) < len(labels):
            raise InputFileError(file_name, f"[{heading}] {name} lists a label twice", "list each label once")
        result[name] = tuple(labels)
    return result
