"""hipdrive.marker_set_check/1: a marker set held against a recording."""

from typing import Literal

from pydantic import Field

from ...language import Text
from ...motion.marker_set.check import MarkerSetCheck
from ..wire_model import Wire


class BodyCheckDocument(Wire):
    """One body of the set in the recording."""

    body: str
    found: tuple[str, ...]
    missing: tuple[str, ...]
    """Labels of the set that the recording lacks or never shows."""
    needed: int
    lost: Text
    """What can't be measured for want of markers; empty if there are enough."""


class LikelyMisspelling(Wire):
    """A label of the set that the recording lacks, and the label of the recording that it probably is."""

    missing: str
    found: str


class MarkerSetCheckDocument(Wire):
    """A marker set held against a recording."""

    schema_: Literal["hipdrive.marker_set_check/1"] = Field("hipdrive.marker_set_check/1", alias="schema")
    marker_set: str
    file: str
    verdict: Literal["fits", "fits_with_static", "does_not_fit"]
    summary: Text
    bodies: tuple[BodyCheckDocument, ...]
    missing_landmarks: tuple[str, ...]
    """Roles whose labels the recording lacks."""
    beyond: tuple[str, ...]
    """Labels of the recording that the set doesn't name."""
    never_seen: tuple[str, ...]
    """Labels that are named in the file but hold no position."""
    near: tuple[LikelyMisspelling, ...]
    static: str | None = None
    """The standing trial; null where none was given."""
    in_neither: tuple[str, ...] = ()
    """Labels of the set that none of the files shows."""


def marker_set_check_document(check: MarkerSetCheck) -> MarkerSetCheckDocument:
    """The check as it stands in JSON."""
    return MarkerSetCheckDocument(
        marker_set=check.marker_set,
        file=check.file_name,
        verdict=check.verdict,
        summary=check.summary,
        bodies=tuple(
            BodyCheckDocument(body=body.body, found=body.found, missing=body.missing, needed=body.needed, lost=body.lost)
            for body in check.bodies
        ),
        missing_landmarks=check.missing_landmarks,
        beyond=check.beyond,
        never_seen=check.never_seen,
        near=tuple(LikelyMisspelling(missing=missing, found=found) for missing, found in check.near),
        static=check.static_name,
        in_neither=check.in_neither,
    )
