"""Opening an export that nobody vouches for: names, sizes and check sums are looked at before anything is believed."""

import csv
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import IO, Any
from uuid import UUID

from ...errors import Advice, InputFileError
from ...language import Text, en, en_count
from .archive import MANIFEST, SCHEMA, SHEETS, TableSheet, from_text

ADVICE = Advice(words=en("nothing was imported; give a whole file that an export wrote"), step="give_export")
LARGEST_BYTES, LARGEST_FILE_BYTES = 2 * 2**30, 512 * 2**20
"""Unpacked: of all files, of one. A million sets take some 100 MB."""
MOST_FILES = 100_000
DOCUMENT_NAME = re.compile(rf"(?:{'|'.join(sheet.table.name for sheet in SHEETS if sheet.documents)})/[0-9a-f-]{{36}}\.json")
KINDS: Mapping[type, Text] = {
    str: en("its {file} cannot be read (the key '{key}' is missing or no text)"),
    dict: en("its {file} cannot be read (the key '{key}' is missing or no table)"),
}
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)
"""What zipfile raises at a damaged, encrypted or unknown kind of zip."""


@dataclass(frozen=True, kw_only=True)
class ExportFile:
    """An export that has been opened; what it holds is checked when it is read."""

    name: str
    """What sentences call it."""
    zip: zipfile.ZipFile
    files: dict[str, dict[str, Any]]
    """Name of each file -> what the manifest says of it."""

    def rows(self, sheet: TableSheet) -> Iterator[SimpleNamespace]:
        """Rows of a table, with the owner's id under `owner`.

        Raises:
            InputFileError: If the file is not what the manifest says, or a row cannot be read.
        """
        lines = csv.reader(io.StringIO(self._text(sheet.file), newline=""), strict=True)
        count = 0
        try:
            if next(lines, None) != sheet.header:
                raise self.refusal(en("the columns of {file} are not the known ones", file=sheet.file))
            for line in lines:
                count += 1
                yield self._row(sheet, line)
        except (csv.Error, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise self.refusal(
                en("row {count} of {file} cannot be read ({error})", count=count, file=sheet.file, error=str(error))
            ) from None
        if count != self.files[sheet.file].get("rows"):
            raise self.refusal(
                en("{file} has {count} rows instead of {told}", file=sheet.file, count=count, told=self.files[sheet.file].get("rows"))
            )

    def _row(self, sheet: TableSheet, line: list[str]) -> SimpleNamespace:
        own = line[1:] if sheet.owner else line
        row = SimpleNamespace(**{column.name: from_text(text, column) for text, column in zip(own, sheet.columns, strict=True)})
        if sheet.owner:
            row.owner = UUID(line[0])
        if sheet.documents:
            document = json.loads(self._text(sheet.document_file(row.uid)))
            for column in sheet.documents:
                setattr(row, column.name, document[column.name])
        return row

    def _text(self, name: str) -> str:
        """One file as text, once its check sum fits."""
        if name not in self.files:
            raise self.refusal(en("{file} is missing", file=name))
        data = _unpacked(self.name, self.zip, name)
        if hashlib.sha256(data).hexdigest() != self.files[name].get("sha256"):
            raise self.refusal(en("{file} was changed since it was written", file=name))
        return data.decode()

    def refusal(self, found: Text) -> InputFileError:
        """The error that says why this export is not imported."""
        return InputFileError(self.name, found, ADVICE)


def open_export(content: IO[bytes], *, name: str, revision: str) -> ExportFile:
    """Open an export; close its zip when done.

    Args:
        content: The zip file, open for reading.
        name: What sentences call it.
        revision: Layout of the store that it goes to.

    Raises:
        InputFileError: If it is no whole export, or one of a layout that is not known here.
    """
    try:
        opened = zipfile.ZipFile(content)
    except BROKEN:
        raise InputFileError(name, en("this is not a zip file, or it is incomplete"), ADVICE) from None
    try:
        _check_entries(name, opened)
        files = _manifest(name, opened, revision)
    except BaseException:
        opened.close()
        raise
    return ExportFile(name=name, zip=opened, files=files)


def _check_entries(file: str, opened: zipfile.ZipFile) -> None:
    """Refuse names that no export has, and more than anybody's data unpack to."""
    entries = opened.infolist()
    names = [entry.filename for entry in entries]
    known = {MANIFEST, *(sheet.file for sheet in SHEETS)}
    foreign = [name for name in names if name not in known and not DOCUMENT_NAME.fullmatch(name)]
    if foreign:
        found = en_count("it holds {n} file that no export has", "it holds {n} files that no export has", n=len(foreign))
        raise InputFileError(file, found, ADVICE)
    if len(set(names)) < len(names) or len(names) > MOST_FILES:
        raise InputFileError(file, en("it holds a file twice, or too many files"), ADVICE)
    if not known <= set(names):
        raise InputFileError(file, en("{file} is missing", file=min(known - set(names))), ADVICE)
    if sum(entry.file_size for entry in entries) > LARGEST_BYTES or max(entry.file_size for entry in entries) > LARGEST_FILE_BYTES:
        raise InputFileError(file, en("it unpacks to more than any export"), ADVICE)


def _manifest(file: str, opened: zipfile.ZipFile, revision: str) -> dict[str, dict[str, Any]]:
    """What the manifest says of each file."""
    try:
        manifest = json.loads(_unpacked(file, opened, MANIFEST))
    except (ValueError, RecursionError):
        raise InputFileError(file, en("its {file} cannot be read", file=MANIFEST), ADVICE) from None
    for key, kind in (("schema", str), ("revision", str), ("files", dict)):
        if not isinstance(manifest, dict) or not isinstance(manifest.get(key), kind):
            raise InputFileError(file, KINDS[kind].filled(file=MANIFEST, key=key), ADVICE)
    schema, made_at, files = manifest["schema"], manifest["revision"], manifest["files"]
    names = {name for name, about in files.items() if isinstance(about, dict)}
    if schema != SCHEMA or made_at != revision:
        found = en(
            "it has the form {schema} and the layout {made_at}, but {known} and {revision} are known here",
            schema=str(schema)[:40],
            made_at=str(made_at)[:40],
            known=SCHEMA,
            revision=revision,
        )
        raise InputFileError(file, found, en("nothing was imported; use the version of Hipdrive that wrote it, or a newer one"))
    if names != set(opened.namelist()) - {MANIFEST}:
        raise InputFileError(file, en("its {file} names other files than it holds", file=MANIFEST), ADVICE)
    return dict(files)


def _unpacked(export: str, opened: zipfile.ZipFile, name: str) -> bytes:
    try:
        with opened.open(name) as file:
            return file.read(LARGEST_FILE_BYTES)
    except BROKEN:
        raise InputFileError(export, en("{file} is damaged", file=name), ADVICE) from None
