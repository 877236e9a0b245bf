"""Watch files on the command line: looked at, kept, and refused in one sentence."""

from pathlib import Path

import pytest
from command_line import Command, command_runner
from watch_files import Added, fit_run, steady_run


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """Runs a command with an empty store."""
    return command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_inspect_says_what_a_watch_recorded(run: Command, tmp_path: Path) -> None:
    pod = Added(name="Ground Time", units="ms", values=[221.0] * 600)
    file = written(tmp_path / "run.fit", fit_run(steady_run(added=(pod,))))
    shown = run("inspect", file).plain
    for words in (
        "1.80 km in 10 min",
        "170 steps/min",
        "contact 250 ms",
        "contact 221 ms (Ground Time)",
        "1,700 steps",
        "2 March 2026 at 08:30",
    ):
        assert words in shown
    document = run("inspect", file, "--json", "-").json()
    assert ("hipdrive.watch_run/1", "2026-03-02T07:30:00Z", 3600) == tuple(
        document[key] for key in ("schema", "started_at", "utc_offset_s")
    )
    assert {"watch", "Ground Time"} == {value["sensor"] for value in document["means"]}


def test_inspect_refuses_a_spoiled_watch_file_in_one_sentence(run: Command, tmp_path: Path) -> None:
    content = fit_run(steady_run(seconds=60))
    shown = run("inspect", written(tmp_path / "run.fit", content[:-2] + b"\0\0"))
    assert 1 == shown.code
    assert "check sum does not fit" in shown.err
    assert "Traceback" not in shown.err
