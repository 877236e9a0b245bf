"""Running commands in the tests as a user would: what they print, and how they end."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hipdrive.cli import main


class Shown:
    """What a command did."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def json(self) -> dict[str, Any]:
        """Standard output as JSON, after checking that the command went well."""
        assert self.code == 0, self.err
        plain: dict[str, Any] = json.loads(self.out)
        return plain

    @property
    def plain(self) -> str:
        """Standard output as one line of words, after the same check."""
        assert self.code == 0, self.err
        return " ".join(self.out.split())


Command = Callable[..., Shown]


def command_runner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], store: Path) -> Command:
    """Runs a command with a store of its own, answering with these lines what it asks."""
    monkeypatch.setenv("HIPDRIVE_DB", str(store))
    monkeypatch.setenv("COLUMNS", "100")

    def call(*words: object, said: str = "", terminal: bool = False) -> Shown:
        answers: Iterator[str] = iter(said.split())
        monkeypatch.setattr("sys.stdin.isatty", lambda: terminal, raising=False)
        monkeypatch.setattr("typer.prompt", lambda *_, **settings: settings.get("type", str)(next(answers)))
        return shown_by(monkeypatch, capsys, *words)

    return call


def shown_by(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: object) -> Shown:
    """What `hipdrive` with these words does."""
    monkeypatch.setattr(sys, "argv", ["hipdrive", *map(str, words)])
    with pytest.raises(SystemExit) as stop:
        main()
    shown = capsys.readouterr()
    return Shown(int(stop.value.code or 0), shown.out, shown.err)
