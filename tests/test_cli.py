"""The command line as a user meets it: exit codes, one sentence on standard error, JSON alone on standard output."""

import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Command, Shown, shown_by

from hipdrive.cli.demo import _program


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*words: object) -> Shown:
        return shown_by(monkeypatch, capsys, *words)

    return call


def test_help_does_not_load_the_numeric_libraries() -> None:
    code = "import sys, hipdrive.cli; print([name for name in ('numpy', 'mujoco', 'jinja2', 'scipy', 'pydantic') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()


def test_every_command_is_listed_and_helps(run: Command) -> None:
    listed = run("--help")
    assert 0 == listed.code
    named = ("demo", "inspect", "analyse", "exercises", "evidence", "load", "tune", "match", "plan")
    for command in (*named, "log", "progress", "export", "import", "backup"):
        assert command in listed.out
        assert 0 == run(command, "--help").code


def test_wrong_usage_exits_with_2(run: Command) -> None:
    assert 2 == run("analyse").code
    assert 2 == run("plan", "run.json", "--typical", 3).code
    assert 2 == run("load", "seated_lift", "--mass-kg", "heavy").code


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("load", "nothing"), "exercise 'nothing' is not known"),
        (("load", "seated_lift", "--set", "colour=red"), "no set-up key 'colour'"),
        (("load", "seated_lift", "--set", "band"), "KEY=VALUE"),
        (("load", "seated_lift", "--mass-kg", "0"), "mass_kg is 0"),
        (("load", "seated_lift", "--mass-kg", "250"), "mass_kg is 250"),
        (("load", "seated_lift", "--height-m", "175"), "did you mean 1.75?"),
        (("inspect", "absent.c3d"), "absent.c3d"),
        (("match", "--typical", "12"), "12"),
        (("match", "absent.json"), "absent.json"),
        (("plan", "--athlete", "absent.toml"), "absent.toml"),
        (("evidence", "K99"), "K99"),
    ],
)
def test_bad_input_is_one_sentence_on_standard_error_and_exit_1(run: Command, words: tuple[str, ...], sentence: str) -> None:
    ran = run(*words)
    assert 1 == ran.code
    assert "" == ran.out
    assert sentence in ran.err
    assert ran.err.startswith("hipdrive: ")
    assert "Traceback" not in ran.err
    assert 1 == ran.err.count("\n")


def test_load_writes_the_contract(run: Command) -> None:
    plain = run("load", "kettlebell_hip_flexion", "--set", "weight_kg=4", "--json", "-").json()
    assert "hipdrive.load/1" == plain["schema"]
    assert 4.0 == plain["set_up"]["weight_kg"]
    assert {"left", "right"} == set(plain["by_range"])
    assert plain["feasible"]
    assert len(plain["frames"]["time_s"]) == len(plain["frames"]["hip_flexion_moment_nm_kg"]["right"])


def test_exercises_and_evidence_write_lists(run: Command) -> None:
    found = run("exercises", "cable", "--json", "-").json()
    assert "cable_hip_flexion" in [one["id"] for one in found["exercises"]]
    assert all("cable" in " ".join((one["id"], one["name"], *one["equipment"], *one["resistance"])).lower() for one in found["exercises"])
    assert "K01" == run("evidence", "k01", "--json", "-").json()["evidence"][0]["id"]


def test_match_and_plan_write_the_contract(run: Command, tmp_path: Path) -> None:
    matched = run("match", "--typical", 3.5, "--json", "-").json()
    assert "hipdrive.match/1" == matched["schema"]
    assert "not yours" in matched["demand_source"]
    assert "guess" in matched["capacity_source"]
    assert {"exercise", "set_up", "side", "action", "coverage", "specificity", "score", "reasons"} <= set(matched["choices"][0])
    page = tmp_path / "plan.html"
    planned = run("plan", "--preset", "modest", "--json", "-", "--report", page).json()
    assert "hipdrive.plan/1" == planned["schema"]
    assert 4 == planned["weeks"]
    assert planned["before"]
    assert planned["sessions"]
    assert "not yours" in page.read_text(encoding="utf-8")


def test_a_minute_a_week_is_a_labelled_plan_and_less_is_refused(run: Command) -> None:
    ran = run("plan", "--minutes-per-week", 1)
    assert 0 == ran.code
    assert "1 minutes a week" in ran.plain
    refused = run("plan", "--minutes-per-week", 0.5)
    assert (1, True) == (refused.code, "between 1 and" in " ".join(refused.err.split()))


@pytest.mark.recordings
def test_a_real_run_gives_json_report_and_opensim_files(run: Command, recordings: Path, tmp_path: Path) -> None:
    folder = recordings / "rajagopal-run"
    words = ("analyse", folder / "motion_capture_run.trc", "--static", folder / "static_run.trc", "--grf", folder / "grf_run.mot")
    out = tmp_path / "opensim"
    ran = run(*words, "--mass-kg", 72.84, "--height-m", 1.8, "--json", "-", "--opensim", out, "--report", tmp_path / "run.html")
    plain = ran.json()
    assert "hipdrive.run/1" == plain["schema"]
    assert 101 == len(plain["sides"]["left"]["hip_flexion_moment_nm_kg"]["mean"])
    assert pytest.approx(3.8, abs=0.1) == plain["speed_m_s"]
    assert {"ik.mot", "id.sto"} == {path.name for path in out.iterdir()}
    assert "inDegrees=yes" in (out / "ik.mot").read_text(encoding="utf-8")[:200]
    page = (tmp_path / "run.html").read_text(encoding="utf-8")
    assert "motion_capture_run" not in page
    run_file = tmp_path / "run.json"
    run_file.write_text(ran.out, encoding="utf-8")
    assert "own run" in run("match", run_file, "--json", "-").json()["demand_source"]


@pytest.mark.recordings
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("rbds/RBDS001runT25.c3d", "--mass-kg", 62, "--height-m", 1.81), "--static"),
        (("rbds/RBDS001runT25.c3d", "--static", "rbds/RBDS001static.c3d", "--mass-kg", 137, "--height-m", 1.81), "Did you mean pounds?"),
        (("rbds/RBDS001static.c3d", "--static", "rbds/RBDS001static.c3d", "--mass-kg", 62, "--height-m", 1.81), "looks like standing"),
        (("vicon-jog/walking2.c3d", "--static", "vicon-jog/walking2.c3d", "--mass-kg", 70, "--height-m", 1.8), "walking, not running"),
        (("trc-variants/TRCFileWithNANs.trc", "--mass-kg", 68, "--height-m", 1.8), "at least one whole stride"),
        (("rbds", "--static", "rbds/RBDS001static.c3d", "--mass-kg", 62, "--height-m", 1.81), "folder"),
    ],
)
def test_recordings_that_cannot_be_analysed_say_why(
    run: Command, recordings: Path, tmp_path: Path, words: tuple[object, ...], sentence: str
) -> None:
    placed = [recordings / word if isinstance(word, str) and not word.startswith("--") else word for word in words]
    result = tmp_path / "run.json"
    ran = run("analyse", *placed, "--json", result)
    assert 1 == ran.code
    assert sentence in ran.err
    assert 1 == ran.err.count("\n")
    assert not result.exists()


@pytest.mark.parametrize(
    ("called", "found", "shown"),
    [
        (".venv/bin/hipdrive", None, ".venv/bin/hipdrive"),
        ("/usr/bin/hipdrive", "/usr/bin/hipdrive", "hipdrive"),
        ("/somewhere/hipdrive/__main__.py", None, f"{sys.executable} -m hipdrive"),
    ],
)
def test_commands_are_shown_as_this_program_was_called(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, called: str, found: str | None, shown: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [called])
    monkeypatch.setattr("hipdrive.cli.demo.which", lambda _: found)
    assert shown == _program()
