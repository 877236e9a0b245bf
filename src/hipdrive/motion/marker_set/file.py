"""Marker sets as TOML files: those that are shipped, and a laboratory's own."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from ...data import DATA
from ...data.declared import OneOf, declared
from ...data.fault import Fault
from ...errors import InputFileError, UnknownNameError
from ...language import en
from .marker_set import BODIES, LOWER_BODIES, ROLES, Kind, MarkerSet

MARKER_SET_KEYS = "id, name, source, kind, [landmarks], [tracking]"
"""Keys of a marker set's file."""
NAMES_UNDER = {"tracking": BODIES, "landmarks": ROLES}
_Words = Annotated[str, Field(pattern=r"\S")]
_Label = Annotated[str, Field(min_length=1)]
_Labels = _Label | Annotated[tuple[_Label, ...], Field(min_length=1)]


@dataclass(frozen=True, kw_only=True)
class _MarkerSetFile:
    """The file as it is written."""

    id: _Words
    name: _Words
    source: _Words
    kind: Kind = "segments"
    tracking: Annotated[Mapping[Annotated[str, OneOf(BODIES)], _Labels], Field(min_length=1)]
    landmarks: Annotated[Mapping[Annotated[str, OneOf(ROLES)], _Labels], Field(min_length=1)] = field(default_factory=dict)
    """Only clusters may leave them out."""


def load_marker_sets() -> tuple[MarkerSet, ...]:
    """Return the marker sets that are shipped and those of one's own that count beside them, by id."""
    return tuple(sorted((*shipped_marker_sets(), *_COUNTED.own), key=lambda marker_set: marker_set.id))


def count_own_marker_sets(own: Sequence[MarkerSet]) -> None:
    """Let marker sets of one's own count beside those that are shipped, in this process, from now on and in place of those before.

    Args:
        own: Each with an id that neither another nor a shipped one has.
    """
    _COUNTED.own = tuple(own)


class _Counted:
    """Marker sets of one's own that a door has read."""

    own: tuple[MarkerSet, ...] = ()


_COUNTED = _Counted()


def shipped_marker_sets() -> tuple[MarkerSet, ...]:
    """Return the marker sets that are shipped."""
    files = [entry for entry in (DATA / "marker_sets").iterdir() if entry.name.endswith(".toml")]
    return tuple(_from_text(entry.name, entry.read_text(encoding="utf-8")) for entry in files)


def marker_set_from_text(content: str | bytes, *, name: str) -> MarkerSet:
    """Read a marker set from the content of a TOML file; `name` is what sentences call the file.

    Raises:
        InputFileError: It is no TOML, or does not describe a marker set.
    """
    try:
        return _from_text(name, content if isinstance(content, str) else content.decode("utf-8"))
    except UnicodeDecodeError:
        raise InputFileError(name, en("this is not a text file"), en("give a marker set as TOML")) from None


def marker_set_named(id_: str) -> MarkerSet:
    """Return a marker set by its id.

    Raises:
        UnknownNameError: There is none of that id.
    """
    known = {marker_set.id: marker_set for marker_set in load_marker_sets()}
    if id_ not in known:
        raise UnknownNameError(en("marker set"), id_, known)
    return known[id_]


def _from_text(file_name: str, text: str) -> MarkerSet:
    """Check the text of a marker set file and make the set of it."""
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputFileError(file_name, en("this is not valid TOML ({error})", error=str(error)), en("correct that line")) from None
    file = declared(_MarkerSetFile, plain, file=file_name, refusal=_refusal)
    tracking = _each_label_once(file_name, "tracking", file.tracking)
    if not file.landmarks and file.kind != "clusters":
        raise _heading_missing(file_name, "landmarks")
    landmarks = _each_label_once(file_name, "landmarks", file.landmarks)
    marker_set = MarkerSet(id=file.id, name=file.name, source=file.source, landmarks=landmarks, tracking=tracking, kind=file.kind)
    _refuse_too_few_labels(file_name, marker_set)
    _refuse_shared_labels(file_name, marker_set)
    return marker_set


def _each_label_once(file_name: str, heading: str, table: Mapping[str, str | tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The labels by name, a single one too as a tuple."""
    labels_by_name = {name: (labels,) if isinstance(labels, str) else labels for name, labels in table.items()}
    for name, labels in labels_by_name.items():
        if len(set(labels)) < len(labels):
            raise InputFileError(
                file_name, en("[{heading}] {name} lists a label twice", heading=heading, name=name), en("list each label once")
            )
    return labels_by_name


def _refuse_too_few_labels(file_name: str, marker_set: MarkerSet) -> None:
    for body in LOWER_BODIES:
        least = marker_set.least_labels(body)
        if len(marker_set.tracking.get(body, ())) < least:
            advice = en(
                "list at least {least} markers for it (kind '{kind}'), and as many for each body of pelvis and legs as it needs",
                least=least,
                kind=marker_set.kind,
            )
            raise InputFileError(file_name, en("[tracking] {body} has fewer than {least} labels", body=body, least=least), advice)


def _refuse_shared_labels(file_name: str, marker_set: MarkerSet) -> None:
    owner: dict[str, str] = {}
    for body, labels in marker_set.tracking.items():
        for label in labels:
            if label in owner:
                raise InputFileError(
                    file_name,
                    en("marker '{label}' is tracked on {body} and on {other}", label=label, body=owner[label], other=body),
                    en("keep it on one body"),
                )
            owner[label] = body


def _refusal(file_name: str, fault: Fault) -> InputFileError:
    """The error for a marker set file: a heading and its names in brackets, as they stand in the file."""
    heading = str(fault.path[0])
    if heading in NAMES_UNDER:
        return _refusal_under(file_name, heading, fault)
    if fault.kind == "unknown":
        return InputFileError(file_name, en("the key '{key}' is not known", key=heading), en("use {allowed}", allowed=MARKER_SET_KEYS))
    if heading == "kind":
        return InputFileError(
            file_name, en("kind is '{value}'", value=fault.value), en("use one of {allowed}, or leave it out", allowed=fault.allowed)
        )
    return InputFileError(file_name, en("'{key}' is missing or is not text", key=heading), en('write {key} = "..."', key=heading))


def _refusal_under(file_name: str, heading: str, fault: Fault) -> InputFileError:
    if fault.path == (heading,):
        return _heading_missing(file_name, heading)
    name = fault.path[1]
    if fault.kind == "unknown":
        return InputFileError(
            file_name,
            en("[{heading}] has the name '{name}', which is not known", heading=heading, name=name),
            en("use {allowed}", allowed=fault.allowed),
        )
    return InputFileError(
        file_name,
        en("[{heading}] {name} is not a list of marker labels", heading=heading, name=name),
        en('write {name} = ["LABEL"]', name=name),
    )


def _heading_missing(file_name: str, heading: str) -> InputFileError:
    advice = en("add it, with names such as {name} and the labels", name=NAMES_UNDER[heading][0])
    return InputFileError(file_name, en("[{heading}] is missing or empty", heading=heading), advice)
