"""hipdrive.clip/1: what a clip will tell, before it is analysed."""

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from ...language import Text
from ..wire import NoteDocument, note_document
from ..wire_model import Wire

if TYPE_CHECKING:
    from ...video import ClipCheck


class ClipReadingDocument(Wire):
    """Whether one thing can be measured."""

    id: Literal["cadence", "sideways", "angles", "foot_ahead", "contact_time"]
    name: Text
    grade: Literal["yes", "rough", "no"]
    why: Text


class ClipDocument(Wire):
    """What a clip will tell."""

    schema_: Literal["hipdrive.clip/1"] = Field("hipdrive.clip/1", alias="schema")
    file: str
    codec: str
    width: int
    """Of the picture as it is looked at, pixels."""
    height: int
    duration_s: float
    """On the camera's clock."""
    captured_hz: float
    """Pictures a second of the camera."""
    slowed: float
    """How many times slower the file plays: 8 for 240 pictures a second stored as 30."""
    readings: tuple[ClipReadingDocument, ...]
    advice: tuple[NoteDocument, ...]
    """What to film otherwise."""
    looked_for_runner: bool
    """Whether a pose model looked who is in the picture."""


def clip_document(check: "ClipCheck") -> ClipDocument:
    """What a clip will tell, as it stands in JSON."""
    facts = check.facts
    return ClipDocument(
        file=facts.name,
        codec=facts.codec,
        width=facts.size[0],
        height=facts.size[1],
        duration_s=facts.duration_s,
        captured_hz=facts.clock.captured_hz,
        slowed=facts.clock.slowed,
        readings=tuple(ClipReadingDocument(id=r.id, name=r.name, grade=r.grade, why=r.why) for r in check.readings),
        advice=tuple(note_document(note) for note in check.advice),
        looked_for_runner=check.looked_for_runner,
    )
