"""Data taken out and in, as it stands in JSON: exports (hipdrive.export/1, hipdrive.store/1 inside), backups and imports."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from ..wire_model import Wire, is_none


class ExportDocument(Wire):
    """An export that was written."""

    schema_: Literal["hipdrive.export/1"] = Field("hipdrive.export/1", alias="schema")
    path: str
    bytes: int
    athletes: tuple[str, ...]
    rows: dict[str, int]
    """Rows by table."""


class SpreadsheetsDocument(Wire):
    """Spreadsheets that were written into a folder."""

    schema_: Literal["hipdrive.spreadsheets/1"] = Field("hipdrive.spreadsheets/1", alias="schema")
    folder: str
    lines: dict[str, int]
    """Name of each CSV file -> lines below its heading."""


class BackupDocument(Wire):
    """A backup that was written."""

    schema_: Literal["hipdrive.backup/1"] = Field("hipdrive.backup/1", alias="schema")
    path: str
    bytes: int
    athletes: tuple[str, ...]


class ImportDocument(Wire):
    """What was imported."""

    schema_: Literal["hipdrive.import/1"] = Field("hipdrive.import/1", alias="schema")
    path: str
    athletes: tuple[str, ...]
    """Their names in this store."""
    rows: dict[str, int]


class PackedFileDocument(Wire):
    """One file of an export."""

    bytes: int
    sha256: str
    """Check sum, 64 hexadecimal digits."""
    rows: int | None = Field(None, exclude_if=is_none)
    """Rows below the heading; only of a table."""


class ManifestDocument(Wire):
    """What an export holds (manifest.json in the zip)."""

    schema_: Literal["hipdrive.store/1"] = Field("hipdrive.store/1", alias="schema")
    revision: str
    """Layout of the tables; an export is read by a version that knows it."""
    made_at: datetime
    files: dict[str, PackedFileDocument]
    """By name: a CSV file for each table, and a JSON file for each long value, in a folder named like its table."""
