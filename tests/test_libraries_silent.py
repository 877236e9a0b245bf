"""What libraries say of themselves reaches neither the user's folder nor the screen, and pydantic's words are no sentence of ours."""

import logging
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import mujoco
import numpy as np
import pytest
from report_scenes import run

from hipdrive.cli.app import libraries_silent
from hipdrive.contract.runs.run import run_document
from hipdrive.contract.wire import ImpossibleNumberError
from hipdrive.gait import Run
from hipdrive.physics.batch import Batch

PENDULUM = '<mujoco><worldbody><body><joint type="slide"/><geom size=".1" mass="1"/></body></worldbody></mujoco>'


def test_a_frame_that_is_no_number_leaves_no_log_file_and_no_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    batch = Batch(mujoco.MjModel.from_xml_string(PENDULUM), ("qpos", "qvel", "M", "qfrc_bias"), mujoco.mjtStage.mjSTAGE_VEL)
    batch.views["qpos"][:] = np.nan
    batch.forward(3)
    assert [] == list(tmp_path.iterdir())
    assert ("", "") == tuple(capfd.readouterr())


def test_warnings_and_log_lines_stay_off_the_terminal_but_filters_stand() -> None:
    """In a process of its own, where nobody else has set warnings or logs."""
    program = (
        "import logging, warnings\n"
        "from hipdrive.cli.app import libraries_silent\n"
        "with libraries_silent():\n"
        "    warnings.warn('from a library', RuntimeWarning)\n"
        "    logging.getLogger('alembic').warning('from another')\n"
        "    print('done')\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ("done\n", "") == (ended.stdout, ended.stderr)
    with libraries_silent(), warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(RuntimeWarning):
            warnings.warn("seen by tests", RuntimeWarning, stacklevel=1)
    assert not any(isinstance(handler, logging.StreamHandler) and handler.stream is sys.stderr for handler in logging.getLogger().handlers)


@pytest.mark.parametrize(
    ("impossible", "named"),
    [
        (replace(run(), speed_m_s=-0.02), "the key 'speed_m_s' is -0.02 (input should be greater than 0)"),
        (replace(run(), cadence_steps_per_min=float("inf")), "the key 'cadence_steps_per_min' is inf (input should be a finite number)"),
    ],
)
def test_a_number_that_no_document_may_hold_is_one_sentence_that_names_it(impossible: Run, named: str) -> None:
    with pytest.raises(ImpossibleNumberError) as caught:
        run_document(impossible)
    assert str(caught.value).startswith(
        f"What was recorded gives an impossible number ({named}), so no result is given; check that markers"
    )
    assert "\n" not in str(caught.value)
