"""The README's commands run in order, as printed, in a folder that holds the files it speaks of."""

import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hipdrive.cli.app import app

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
PROGRAM = ".venv/bin/hipdrive "
RECORDINGS = {"run.c3d": "RBDS001runT35.c3d", "standing.c3d": "RBDS001static.c3d", "kick.c3d": "RBDS001runT35.c3d"}
"""Files that the README calls by names of its own, and the open recordings that stand in for them."""
MADE_OF_RECORDINGS = ("run.json", "kick.json")
INTERVIEWS = ("screen ",)
"""Commands that ask, and so need a terminal."""


def commands() -> list[str]:
    """Every command of the README's indented blocks, in order."""
    return [line.strip().removeprefix(PROGRAM) for line in README.splitlines() if line.startswith(f"    {PROGRAM}")]


def block(first_line: str) -> str:
    """The indented block of the README that begins with a line."""
    lines = README.splitlines()
    start = next(number for number, line in enumerate(lines) if line.strip() == first_line)
    rest = [line.removeprefix("    ") for line in lines[start:]]
    end = next((number for number, line in enumerate(lines[start:]) if line and not line.startswith("    ")), len(rest))
    return "\n".join(rest[:end])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A stranger's folder: recordings where there are any, and the files that the README shows or tells how to write."""
    place = tmp_path_factory.mktemp("readme")
    data = os.environ.get("HIPDRIVE_DATA")
    for name, recording in RECORDINGS.items() if data else ():
        shutil.copy(Path(str(data)) / "rbds" / recording, place / name)
    (place / "me.toml").write_text(block("mass_kg = 62.0"), encoding="utf-8")
    before, changed = Path.cwd(), pytest.MonkeyPatch()
    changed.setenv("HIPDRIVE_DB", f"sqlite:///{place / 'readme.db'}")
    os.chdir(place)
    yield place
    os.chdir(before)
    changed.undo()


def interviewed(words: list[str]) -> str:
    """What a command shows at a terminal where somebody answers every question with no."""
    asked, answering = pty.openpty()
    with subprocess.Popen([sys.executable, "-m", "hipdrive", *words], stdin=answering, stdout=answering, stderr=answering) as process:
        os.close(answering)
        os.write(asked, b"n\n" * 60)
        shown = b""
        while chunk := read_chunk(asked):
            shown += chunk
        os.close(asked)
    assert 0 == process.returncode, shown.decode()
    return shown.decode()


def read_chunk(terminal: int) -> bytes:
    """What comes next from a terminal; nothing once the program has ended."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_the_readme_shows_commands() -> None:
    assert len(commands()) >= 15


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_readme_runs_as_printed(command: str, folder: Path) -> None:
    words = shlex.split(command)
    needed = [word for word in words if word in RECORDINGS or word in MADE_OF_RECORDINGS]
    if not os.environ.get("HIPDRIVE_DATA") and needed:
        pytest.skip("needs a real recording: set HIPDRIVE_DATA to the folder of recordings (see DATA-LICENSES.md)")
    if command.startswith(INTERVIEWS):
        assert "Next:" in interviewed(words)
        return
    done = CliRunner().invoke(app, words)
    assert (0, None) == (done.exit_code, done.exception), f"{command}\n{done.output}"
    written = [
        words[place + 1]
        for place, word in enumerate(words)
        if word in {"--report", "--json", "--calendar", "--sheet", "--animation", "--out"}
    ]
    assert all((folder / name).stat().st_size > 100 for name in written)
    assert done.output.strip() or written


def test_files_that_the_readme_speaks_of_are_made_or_shown_there() -> None:
    spoken = set(re.findall(r"\b[\w-]+\.(?:toml|json|c3d|trc|csv)\b", "\n".join(commands())))
    made = {word for command in commands() for word in re.findall(r"--(?:json|out) (\S+)", command)}
    assert spoken <= made | set(RECORDINGS) | {"me.toml"}
