"""Data taken out and in, as it stands in JSON: hipdrive.export/1, hipdrive.backup/1 and hipdrive.import/1."""

from typing import Literal

from pydantic import Field

from .wire import Wire


class ExportDocument(Wire):
    """An export that was written."""

    schema_: Literal["hipdrive.export/1"] = Field("hipdrive.export/1", alias="schema")
    path: str
    bytes: int
    athletes: tuple[str, ...]
    rows: dict[str, int]
    """Rows by table."""


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
