"""Files that were sent and wait: each written as it comes in, kept only when it is whole."""

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from uuid import UUID, uuid4

import anyio
from starlette.requests import ClientDisconnect

from .refused import CutOffError, OtherUploadError, TooManyFilesError, UnknownUploadError

MOST_FILES = 12
"""That wait at a time for one athlete."""
PART, FACTS = ".part", ".upload"
LONGEST_NAME = 200


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A whole file that waits."""

    id: UUID
    name: str
    size_bytes: int
    sha256: str
    path: Path


class Uploads:
    """The files that wait in one athlete's folder.

    Args:
        folder: The athlete's; the file names in it are ids alone.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, upload: UUID, name: str, chunks: AsyncIterator[bytes], *, told_bytes: int | None) -> Upload:
        """Keep a file that is sent; the same put twice is one.

        Args:
            upload: Its id, chosen by who sends it.
            name: As it is called there.
            chunks: Its content, piece by piece; never held as a whole.
            told_bytes: How much was announced; None if nothing was.

        Raises:
            CutOffError: If less came in; nothing is kept.
            OtherUploadError: If another file has the id.
            TooManyFilesError: If too many wait already.
        """
        before = self._facts(upload)
        if before is None and len(list(self._folder.glob(f"*{FACTS}"))) >= MOST_FILES:
            raise TooManyFilesError(MOST_FILES)
        part = self._folder / f"{uuid4()}{PART}"
        try:
            size, digest = await _written(part, chunks)
            if told_bytes not in {None, size}:
                raise CutOffError(_plain(name))
            made = Upload(id=upload, name=_plain(name), size_bytes=size, sha256=digest, path=self._folder / str(upload))
            if before is not None and (before.name, before.sha256) != (made.name, made.sha256):
                raise OtherUploadError(upload)
            part.replace(made.path)
            self._write_facts(made)
        except ClientDisconnect:
            raise CutOffError(_plain(name)) from None
        finally:
            part.unlink(missing_ok=True)
        return made

    def named(self, upload: UUID) -> Upload:
        """A file that waits.

        Raises:
            UnknownUploadError: If there is none.
        """
        found = self._facts(upload)
        if found is None:
            raise UnknownUploadError(upload)
        return found

    def drop(self, upload: UUID) -> None:
        """Delete a file; one that is gone already is no fault."""
        for path in (self._folder / f"{upload}{FACTS}", self._folder / str(upload)):
            path.unlink(missing_ok=True)

    def _facts(self, upload: UUID) -> Upload | None:
        path = self._folder / str(upload)
        with suppress(OSError, ValueError, KeyError):
            facts: Mapping[str, str] = json.loads((self._folder / f"{upload}{FACTS}").read_text(encoding="utf-8"))
            size = path.stat().st_size
            return Upload(id=upload, name=facts["name"], size_bytes=size, sha256=facts["sha256"], path=path)
        return None

    def _write_facts(self, made: Upload) -> None:
        text = json.dumps({"name": made.name, "sha256": made.sha256})
        write_whole(self._folder / f"{made.id}{FACTS}", text)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that who reads it at any time finds the old or the new text, never a part."""
    part = path.with_name(f"{uuid4()}{PART}")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


async def _written(path: Path, chunks: AsyncIterator[bytes]) -> tuple[int, str]:
    """How many bytes were written, and their fingerprint."""
    digest, size = hashlib.sha256(), 0
    async with await anyio.open_file(path, "xb") as file:
        async for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            await file.write(chunk)
    return size, digest.hexdigest()


def _plain(name: str) -> str:
    """The last part of a name, without what cannot be printed: it is shown, and never opens a file."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(letter for letter in last if letter.isprintable())[-LONGEST_NAME:] or "recording"
