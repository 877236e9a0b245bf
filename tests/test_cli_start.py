"""Small commands start quickly: none of them loads mechanics, plotting or signal processing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from follow_scenes import START, followed_by_hand
from store_work import do_on

from hipdrive.store import add_person, add_plan, open_store

QUICK = (
    "--help",
    "athlete list",
    "athlete show Ann",
    "log Ann",
    "log Ann --as-planned",
    "test list",
    "evidence",
    "progress Ann",
    "screen --questions",
)
HEAVY = ("mujoco", "scipy.signal", "scipy.stats", "scipy.optimize", "alembic", "jinja2", "typst", "icalendar")
RUN_EACH = """
import contextlib, io, json, sys
from hipdrive.cli import main
commands, heavy = (json.loads(text) for text in sys.argv[1:])
loaded = {}
for words in commands:
    sys.argv = ["hipdrive", *words.split()]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        main()
    loaded[words] = [name for name in heavy if name in sys.modules]
print(json.dumps(loaded))
"""


@pytest.fixture
def followed(tmp_path: Path) -> Path:
    """A store with Ann, who follows a plan; made before, so that its tables are there."""
    path = tmp_path / "athletes.sqlite"
    with open_store(str(path)) as store:
        do_on(START, store, add_person, name="Ann", sex="female", height_m=1.7, consent_on=START, mass_kg=62.0)
        do_on(START, store, add_plan, "Ann", followed_by_hand())
    return path


def test_small_commands_load_no_mechanics_plotting_or_signal_processing(followed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIPDRIVE_DB", str(followed))
    words = [json.dumps(QUICK), json.dumps(HEAVY)]
    done = subprocess.run([sys.executable, "-c", RUN_EACH, *words], capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout)
    assert {words: [] for words in QUICK} == loaded
    assert "" == done.stderr


@pytest.mark.parametrize("module", ["hipdrive.web.jobs.worker", "hipdrive.coach.catalogue.lab", "hipdrive.coach.planning.match"])
def test_what_works_in_a_process_of_its_own_starts_without_signal_processing(module: str) -> None:
    code = f"import sys, {module}; print([name for name in ('scipy.signal', 'scipy.stats', 'scipy.interpolate') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()


def test_a_terminal_that_lacks_a_sign_gets_another_one_in_its_place() -> None:
    """In a process of its own, whose terminal knows ASCII alone."""
    told = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = subprocess.run([sys.executable, "-m", "hipdrive", "evidence", "D02"], capture_output=True, text=True, check=False, env=told)
    assert (0, "") == (ended.returncode, ended.stderr)
    assert ended.stdout.isascii()
