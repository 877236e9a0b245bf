"""OpenSim 4.6 on the rajagopal run, as the peer that 'make bench' times us against: its tools, their whole process, their marker error."""

import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import opensim

from hipdrive.arrays import FloatArray
from hipdrive.cli.door.inlet import motion_file
from hipdrive.motion import read_sto

CUTOFF_HZ = 15.0
WHOLE_PROCESS = """
import opensim, sys
opensim.Logger.setLevelString("Error")
opensim.InverseKinematicsTool(sys.argv[1]).run()
opensim.InverseDynamicsTool(sys.argv[2]).run()
"""


def opensim_set_up(folder: Path, work: Path, *, time_range: str) -> tuple[Path, Path]:
    """Copy OpenSim's model and set-ups of the run to a working folder, with paths that hold there; return both set-ups."""
    for name in (
        "subject_scaled_run.osim",
        "ik_setup_run.xml",
        "id_setup_run.xml",
        "grf_run.xml",
        "grf_run.mot",
        "motion_capture_run.trc",
    ):
        shutil.copy(folder / "rajagopal-run" / name, work / name)
    _fill(
        work / "ik_setup_run.xml",
        model_file="subject_scaled_run.osim",
        marker_file="motion_capture_run.trc",
        output_motion_file="ik.mot",
        time_range=time_range,
        results_directory=".",
        report_errors="false",
    )
    _fill(work / "grf_run.xml", datafile="grf_run.mot")
    _fill(
        work / "id_setup_run.xml",
        model_file="subject_scaled_run.osim",
        coordinates_file="ik.mot",
        external_loads_file="grf_run.xml",
        lowpass_cutoff_frequency_for_coordinates=f"{CUTOFF_HZ:g}",
        time_range=time_range,
        results_directory=".",
        output_gen_force_file="id.sto",
    )
    return work / "ik_setup_run.xml", work / "id_setup_run.xml"


def _fill(set_up: Path, **values: str) -> None:
    """Write values into the elements of a set-up file."""
    text = set_up.read_text(encoding="utf-8")
    for name, value in values.items():
        text = re.sub(rf"<{name}>[^<]*</{name}>|<{name} ?/>", f"<{name}>{value}</{name}>", text)
    set_up.write_text(text, encoding="utf-8")


def theirs(ik_set_up: Path, id_set_up: Path) -> None:
    """OpenSim's inverse kinematics and inverse dynamics tools, without what they print."""
    printed = os.dup(1)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        try:
            opensim.InverseKinematicsTool(str(ik_set_up)).run()
            opensim.InverseDynamicsTool(str(id_set_up)).run()
        finally:
            os.dup2(printed, 1)
            os.close(printed)


def whole_process(ik_set_up: Path, id_set_up: Path) -> list[str]:
    """Command of a process that reads model, markers and forces, runs both tools, and writes ik.mot and id.sto."""
    return [sys.executable, "-c", WHOLE_PROCESS, str(ik_set_up), str(id_set_up)]


def placed_markers(work: Path, labels: Sequence[str]) -> FloatArray:
    """(n, m, 3) where OpenSim's fit in 'ik.mot' puts its model's markers, m."""
    model = opensim.Model(str(work / "subject_scaled_run.osim"))
    state = model.initSystem()
    table = read_sto(motion_file(work / "ik.mot"))
    coordinates = [model.getCoordinateSet().get(i) for i in range(model.getCoordinateSet().getSize())]
    paths = {one.getName(): table.column(one.getName()) for one in coordinates}
    degrees = {one.getName(): one.getMotionType() == opensim.Coordinate.Rotational for one in coordinates}
    markers = [model.getMarkerSet().get(label) for label in labels]
    placed = np.empty((len(table.column("time")), len(labels), 3))
    for frame in range(len(placed)):
        for one in coordinates:
            value = float(paths[one.getName()][frame])
            one.setValue(state, np.radians(value) if degrees[one.getName()] else value, False)
        model.realizePosition(state)
        for place, marker in enumerate(markers):
            at = marker.getLocationInGround(state)
            placed[frame, place] = [at.get(axis) for axis in range(3)]
    return placed


def known_markers(work: Path) -> set[str]:
    """Names of the model's markers."""
    model = opensim.Model(str(work / "subject_scaled_run.osim"))
    return {model.getMarkerSet().get(i).getName() for i in range(model.getMarkerSet().getSize())}
