"""Teach the calibration of a camera before or behind a runner: `python -m tools.build_front_view FOLDER` (see DATA-LICENSES.md)."""

import math
import os
import sys
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np

from hipdrive.gait.front_view.calibration import FrontFigure, FrontViewCalibration, OwnClock
from validation.front_view import (
    CADENCE,
    MOST_YAW_DEG,
    WITHIN,
    JudgedFigure,
    PairTruth,
    all_pairs,
    calibrated,
    film_pairs,
    judged,
    shots,
    teaches,
)

FILE = Path(__file__).parent.parent / "src" / "hipdrive" / "data" / "gait" / "front_view.toml"
HEADER = """\
# What a simulation of a camera before and behind a runner taught: 12 open runners (Fukuchi 2017, 2.5, 3.5 and 4.5 m/s) projected into its
# picture with the errors of pose finders, at 30, 60 and 120 pictures a second, from 4 to 6 m on a belt and coming up a track, and turned by
# 10 deg to either side. Written by tools/build_front_view.py; validation/front_view.py holds each runner against what the others taught.
# bias: video alone less the truth; band: 95 legs of 100 lie within, with their runner left out of all that was taught; tells: width in
# which 95 of 100 runners lie at one speed, a wider band hides the figure. Lengths are shares of thigh and shank together, angles rad,
# phases strides, cadence steps a minute.
"""
CAMERA_YAW_DEG = 15.0
"""A camera that seems further off is refused; our choice: up to here the bands grow little."""


def main(arguments: Sequence[str]) -> None:
    """Analyse the 36 trials of the folder (or of HIPDRIVE_DATA), film them, and write what they teach."""
    folder = Path(arguments[0] if arguments else os.environ["HIPDRIVE_DATA"])
    FILE.write_text(taught(all_pairs(folder)), encoding="utf-8")


def taught(truths: Sequence[PairTruth]) -> str:
    """The calibration as a TOML file, its bands from runners who taught nothing."""
    clips = [one for shot in shots() for one in film_pairs(truths, shot)]
    calibration = calibrated(truths, [one for one in clips if teaches(one.shot)])
    results = judged(truths, clips)
    figures = {
        name: replace(figure, band=band_of(name, results), tells=_tells(name, truths)) for name, figure in calibration.figures.items()
    }
    return as_toml(replace(calibration, figures=figures, yaw_band_rad=band_of("yaw", results)))


def band_of(name: str, results: Sequence[JudgedFigure]) -> float:
    """The band over all clips up to 10 deg off the way of running; rounded up to two digits."""
    off = [abs(one.off) for one in results if one.name == name and abs(one.shot.yaw_deg) <= MOST_YAW_DEG]
    widest = float(np.quantile(off, WITHIN))
    step = 10.0 ** (math.floor(math.log10(widest)) - 1)
    return math.ceil(widest / step) * step


def _tells(name: str, truths: Sequence[PairTruth]) -> float:
    """Width in which 95 of 100 runners lie at one speed by their standard deviation, mean over the speeds."""
    speeds = dict.fromkeys(round(2.0 * truth.speed_m_s) for truth in truths)
    spreads = [np.std([_of_runner(name, one) for one in truths if round(2.0 * one.speed_m_s) == speed], ddof=1) for speed in speeds]
    return 2.0 * 1.96 * float(np.mean(spreads))


def _of_runner(name: str, truth: PairTruth) -> float:
    """A figure of one run by the full solution, mean of its legs."""
    if name == CADENCE:
        return 120.0 / float(np.median(np.diff(truth.contact_s["left"][0])))
    return truth.of_both[name] if name in truth.of_both else float(np.mean([leg[name] for leg in truth.of_leg.values()]))


def as_toml(calibration: FrontViewCalibration) -> str:
    """The file's text."""
    lines = [
        HEADER,
        'source = "our simulation, validation/front_view.py"',
        f"middle_speed_m_s = {calibration.middle_speed_m_s:g}",
        f"reach = {calibration.reach:.4f}",
        f"yaw_band_rad = {calibration.yaw_band_rad:.3g}",
        f"doubtful_yaw_rad = {math.radians(MOST_YAW_DEG):.4f}",
        f"most_yaw_rad = {math.radians(CAMERA_YAW_DEG):.4f}",
        f"wider = {calibration.wider:g}",
        "\n[clock]",
        *(f"{one.name} = {getattr(calibration.clock, one.name):.4f}" for one in fields(OwnClock)),
    ]
    for joint, path in calibration.forward.items():
        lines.append(f"\n[forward.{joint}]")
        for one in fields(path):
            lines.append(f"{one.name} = [{', '.join(f'{value:.5f}' for value in getattr(path, one.name))}]")
    for name, figure in calibration.figures.items():
        lines += [f"\n[figures.{name}]", *_figure_lines(figure)]
    return "\n".join(lines) + "\n"


def _figure_lines(figure: FrontFigure) -> list[str]:
    return [
        f"bias_front = {figure.bias_front:.5f}",
        f"bias_rear = {figure.bias_rear:.5f}",
        f"band = {figure.band:.3g}",
        f"tells = {figure.tells:.3g}",
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
