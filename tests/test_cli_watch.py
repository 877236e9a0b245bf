"""Watch files on the command line: looked at, kept, and refused in one sentence."""

from datetime import UTC, datetime, timedelta
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


def several(folder: Path, count: int = 6) -> list[Path]:
    """Runs a week apart, a millisecond shorter on the ground each time."""
    start = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    return [
        written(folder / f"run{week}.fit", fit_run(steady_run(contact_ms=250.0 - week, started_at=start + timedelta(weeks=week))))
        for week in range(count)
    ]


def add_ann(run: Command) -> None:
    added = run("athlete", "add", "Ann", "--sex", "female", "--height-m", 1.7, "--mass-kg", 60, "--consent", "2026-01-01")
    assert 0 == added.code


def test_runs_are_kept_once_shown_over_weeks_and_deleted(run: Command, tmp_path: Path) -> None:
    add_ann(run)
    files = several(tmp_path)
    assert "contact 250 ms" in run("watch", "add", "Ann", *files).plain
    again = written(tmp_path / "renamed.fit", files[0].read_bytes())
    assert "already kept" in run("watch", "add", "Ann", again).plain
    shown = run("watch", "show", "Ann", "--json", "-").json()
    assert ("hipdrive.watch/1", 6, 6) == (shown["schema"], len(shown["runs"]), len(shown["weeks"]))
    (contact,) = [trend for trend in shown["trends"] if trend["measure"] == "contact_time_s"]
    assert -0.005 == pytest.approx(contact["change"])
    assert shown["weeks"][0]["low_nm_s_kg"] < shown["weeks"][0]["impulse_nm_s_kg"] < shown["weeks"][0]["high_nm_s_kg"]
    words = run("watch", "show", "Ann").plain
    for part in ("Contact time", "an estimate", "not yours", "Runs are compared at 11.0 km/h"):
        assert part in words
    left = run("watch", "delete", "Ann", shown["runs"][0]["id"][:8], "--json", "-").json()
    assert (5, shown["runs"][0]["id"]) == (len(left["runs"]), left["deleted"])
    assert "(kept)" in run("watch", "add", "Ann", again).plain


def test_of_several_files_the_sound_ones_are_kept_and_the_others_named(run: Command, tmp_path: Path) -> None:
    add_ann(run)
    spoiled = written(tmp_path / "spoiled.fit", fit_run(steady_run(seconds=60))[:-40])
    shown = run("watch", "add", "Ann", several(tmp_path, 1)[0], spoiled)
    assert 1 == shown.code
    assert "spoiled.fit: the file ends too early" in shown.err
    assert 1 == len(run("watch", "show", "Ann", "--json", "-").json()["runs"])


def test_a_watch_without_a_date_needs_the_day(run: Command, tmp_path: Path) -> None:
    add_ann(run)
    file = written(tmp_path / "run.fit", fit_run(steady_run(seconds=200, started_at=None)))
    refused = run("watch", "add", "Ann", file)
    assert 1 == refused.code
    assert "the watch had no date" in refused.err
    added = run("watch", "add", "Ann", file, "--on", "2026-03-05", "--json", "-").json()
    assert ["2026-03-05"] == [one["on"] for one in added["runs"]]


def test_nothing_kept_says_what_to_do_and_nobody_is_refused(run: Command, tmp_path: Path) -> None:
    add_ann(run)
    assert "add .fit files" in run("watch", "show", "Ann").plain
    assert "not known" in run("watch", "add", "An", several(tmp_path, 1)[0]).err
