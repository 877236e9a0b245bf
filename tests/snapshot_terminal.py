"""A terminal for the snapshot: the real command line in this process, at a given moment, and what it wrote."""

import contextlib
import io
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias
from unittest.mock import patch
from zoneinfo import ZoneInfo

import time_machine

from hipdrive.cli import main

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

PLACEHOLDER = re.compile(r"uid-[0-9]+")
"""What stands in the place of an id."""

FIRST_DAY = date(2025, 12, 29)
HOUR = time(18, 0)
WHOLE_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SHORT_ID = re.compile(r"(?<![0-9a-zA-Z.+-])[0-9a-f]{8}(?![0-9a-zA-Z.-])")


@dataclass
class Terminal:
    """Runs commands one after the other in a folder of its own, and keeps what they wrote.

    Attributes:
        folder: Working folder; commands name files relative to it, so that no path of the machine is in the output.
        documents: JSON of commands by name, ids replaced.
        texts: Standard output as people see it and other files by name, ids replaced.
        store: Name of the store's file.
    """

    folder: Path
    documents: dict[str, Json] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    store: str = "store.sqlite3"
    _moment: datetime = field(default_factory=lambda: datetime.combine(FIRST_DAY, HOUR, UTC))
    _ids: dict[str, str] = field(default_factory=dict)

    def go_to(self, day: date) -> None:
        """Go to six in the evening of a day; each command takes a minute from there on."""
        self._moment = datetime.combine(day, HOUR, UTC)

    def run(self, name: str, *words: object) -> Json:
        """Run a command with --json, and keep its JSON and its text.

        Returns:
            The JSON as it was written, with the true ids.
        """
        file = f"{name}.json"
        text = self._printed(*words, "--json", file)
        assert Path(file).is_file(), f"{name} wrote no JSON: {text}"
        raw = Path(file).read_text(encoding="utf-8")
        self.documents[name] = json.loads(self._without_ids(raw))  # before the text, which may show ids in short
        self.keep_text(name, text)
        plain: Json = json.loads(raw)
        return plain

    def show(self, name: str, *words: object) -> None:
        """Run a command and keep its text: standard output, then standard error and the exit code if there is anything to say."""
        self.keep_text(name, self._printed(*words))

    def keep_text(self, name: str, text: str) -> None:
        """Keep a text that a command wrote elsewhere."""
        self.texts[name] = self._without_ids(text)

    def keep_file(self, name: str, file: str) -> None:
        """Keep the text of a file that a command wrote."""
        self.keep_text(name, (self.folder / file).read_text(encoding="utf-8"))

    def without_new_ids(self, text: str) -> str:
        """The text with uid-N for the ids seen before and nothing for others: an order for rows that random ids do not shake."""
        return WHOLE_ID.sub(lambda match: self._ids.get(match[0], ""), text)

    def _printed(self, *words: object) -> str:
        out, err, code = io.StringIO(), io.StringIO(), 0
        zone_moment = self._moment.astimezone(ZoneInfo("UTC"))  # a ZoneInfo also sets the local time zone
        with (
            patch.object(sys, "argv", ["hipdrive", *map(str, words)]),
            patch.dict(os.environ, {"COLUMNS": "100", "HIPDRIVE_DB": self.store}),
            time_machine.travel(zone_moment, tick=False),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            try:
                main()
            except SystemExit as stop:
                code = int(stop.code or 0)
        self._moment += timedelta(minutes=1)
        ending = f"\nexit {code}\n{err.getvalue()}" if code or err.getvalue() else ""
        return out.getvalue() + ending

    def _without_ids(self, text: str) -> str:
        """The text with uid-N for each id, counted as they appear, and without the path of the folder."""
        whole = WHOLE_ID.sub(lambda match: self._ids.setdefault(match[0], f"uid-{len(self._ids) + 1}"), text)
        short = {full[:8]: f"{named}-short" for full, named in self._ids.items()}
        return SHORT_ID.sub(lambda match: short.get(match[0], match[0]), whole).replace(str(self.folder), "FOLDER")


@contextlib.contextmanager
def terminal(recordings: Path | None = None) -> Iterator[Terminal]:
    """A terminal in a new folder, in which recordings stand under `data`."""
    with TemporaryDirectory() as name:
        folder = Path(name).resolve() / "desk"  # some sentences name the folder, so it always has the same name
        folder.mkdir()
        if recordings is not None:
            (folder / "data").symlink_to(recordings.resolve(), target_is_directory=True)
        with contextlib.chdir(folder):
            yield Terminal(folder)
