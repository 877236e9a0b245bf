"""hipdrive.file/1: what a motion file holds."""

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from ..wire import NoteDocument, note_document
from ..wire_model import Wire

if TYPE_CHECKING:  # reading files loads scipy, which who only handles the document needs not
    from ...motion.inspect import FileReport


class FileDocument(Wire):
    """What a motion file holds."""

    schema_: Literal["hipdrive.file/1"] = Field("hipdrive.file/1", alias="schema")
    format: str
    """'c3d', 'trc', 'tsv', 'csv', 'mot', 'sto', 'keypoints' or 'clip'."""
    frames: int
    sampling_rate_hz: float
    duration_s: float
    units: str
    """Unit of length in the file; 'table' for .mot and .sto, 'px' for keypoints and clips."""
    markers: tuple[str, ...]
    plates: int
    """Force plates, or feet with ground force columns."""
    marker_set: str | None
    """Id of the marker set that fits."""
    missing_share: float
    """Marker samples not seen, 0 to 1; for a table the share of values that are missing."""
    notes: tuple[NoteDocument, ...]


def file_document(report: "FileReport") -> FileDocument:
    """What a file holds, as it stands in JSON."""
    return FileDocument(
        format=report.format,
        frames=report.frames,
        sampling_rate_hz=report.sampling_rate_hz,
        duration_s=report.duration_s,
        units=report.units,
        markers=report.markers,
        plates=report.plates,
        marker_set=report.marker_set,
        missing_share=report.missing_share,
        notes=tuple(note_document(note) for note in report.notes),
    )
