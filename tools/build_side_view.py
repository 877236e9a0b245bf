"""Teach the side camera's calibration from twelve open runners: `python -m tools.build_side_view FOLDER` (see DATA-LICENSES.md)."""

import math
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from hipdrive.gait.side_view.calibration import Figure, SideViewCalibration
from validation.side_view import (
    MOST_YAW_DEG,
    RATES_HZ,
    RELATIVE,
    TEACHING_HZ,
    WITHIN,
    Filmed,
    Judged,
    Shot,
    all_truths,
    calibrated,
    film,
    judged,
    shots,
)

FILE = Path(__file__).parent.parent / "src" / "hipdrive" / "data" / "gait" / "side_view.toml"
HEADER = """\
# What a simulation of a camera at the side taught: 12 open runners (Fukuchi 2017, 2.5, 3.5 and 4.5 m/s, both legs) projected into its
# picture with the errors of pose finders, at {rates} pictures a second and turned by 10 deg to either side.
# Written by tools/build_side_view.py; validation/side_view.py holds each runner against what the others taught.
# bias: video alone less the truth; weight: of the video beside the typical value at that speed; band: 95 legs of 100 lie within, with their
# runner left out of all that was taught. Relative figures: shares. Angles rad, times s, lengths m.
"""
TRUNK = ("largest_trunk_lean_rad", "lowest_trunk_lean_rad")
TRUNK_BAND_RAD = 0.12
"""No trunk was recorded: hip and neck, half a metre apart, each 15 mm off ahead and the hip's own swing, twice over; our estimate."""


def main(arguments: Sequence[str]) -> None:
    """Analyse the 36 trials of the folder (or of HIPDRIVE_DATA), film them, and write what they teach."""
    folder = Path(arguments[0] if arguments else os.environ["HIPDRIVE_DATA"])
    truths = all_truths(folder)
    legs = [one for shot in shots() for one in film(truths, shot)]
    FILE.write_text(taught(legs), encoding="utf-8")


def taught(legs: Sequence[Filmed]) -> str:
    """The calibration as a TOML file, its bands from legs whose runner taught nothing."""
    calibration = calibrated([one for one in legs if one.shot.yaw_deg == 0.0 and one.shot.frame_rate_hz in TEACHING_HZ])
    results = judged(legs)
    figures = {name: replace(figure, band=_band(name, figure, results)) for name, figure in calibration.figures.items()}
    figures |= dict.fromkeys(TRUNK, Figure(bias=0.0, weight=1.0, band=TRUNK_BAND_RAD))
    return as_toml(replace(calibration, figures=figures))


def _band(name: str, figure: Figure, results: Sequence[Judged]) -> float:
    """The band over all frame rates at which the figure is shown, cameras up to 10 deg off square; rounded up to two digits."""
    off = [abs(one.off) for one in results if one.name == name and _counts(one.shot, figure)]
    widest = float(np.quantile(off, WITHIN))
    step = 10.0 ** (math.floor(math.log10(widest)) - 1)
    return math.ceil(widest / step) * step


def _counts(shot: Shot, figure: Figure) -> bool:
    return shot.frame_rate_hz >= float(figure.least_hz) and abs(shot.yaw_deg) <= MOST_YAW_DEG


def as_toml(calibration: SideViewCalibration) -> str:
    """The file's text."""
    contact = calibration.contact
    lines = [HEADER.format(rates=", ".join(f"{rate:g}" for rate in RATES_HZ))]
    lines += [
        'source = "our simulation, validation/side_view.py"',
        f"landing_late_s = {calibration.landing_late_s:.4f}",
        f"body_ahead_of_hip_m = {calibration.body_ahead_of_hip_m:.4f}",
        f"wider = {calibration.wider:g}",
        "\n[contact]",
        *(f"{name} = {getattr(contact, name):.5f}" for name in ("constant_s", "thigh_turns", "toe_rises", "speed_s2_m", "stride")),
    ]
    for name, figure in calibration.figures.items():
        lines += [f"\n[figures.{name}]", f"bias = {figure.bias:.5f}", f"weight = {figure.weight:.2f}", f"band = {figure.band:.3g}"]
        lines += ["relative = true"] if name in RELATIVE else []
        lines += [f"least_hz = {figure.least_hz:g}"] if figure.least_hz else []
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
