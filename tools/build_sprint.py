"""Build the facts of the open sprint: `python -m tools.build_sprint FOLDER` (see DATA-LICENSES.md)."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from hipdrive.arrays import FloatArray
from hipdrive.body import SEGMENT_TABLES, SIDES
from hipdrive.gait import DEFAULT_CUTOFF_HZ, Run
from validation.trials import analysed
from validation.without_plates import DORN

TARGET = Path(__file__).parent.parent / "src" / "hipdrive" / "data" / "norms" / "sprint.toml"
CUTOFFS_HZ = (12.0, DEFAULT_CUTOFF_HZ, 20.0)
"""What a method may choose: from where the sprint keeps its shape to where noise begins to show; our choice."""
HEADER = (
    "Facts of one sprint, each the mean of its value in the left and in the right stride; the curves themselves are not here.",
    "Source: computed by Hipdrive from the recording JA1Gait35 of Dorn, Schache & Pandy 2012, J Exp Biol 215:1944 (SimTK runningspeeds):",
    "one man at 9.5 m/s, over ground, one whole stride of each leg. Made by 'python -m tools.build_sprint'.",
    f"Markers and forces low-passed at {DEFAULT_CUTOFF_HZ:g} Hz, segment masses of de Leva 1996. percent: from landing to next landing.",
    "legs_differ: half of what the two legs differ by. Hip flexion: rad, zero as in standing; moments: Nm/kg, internal, flexor positive.",
)


@dataclass(frozen=True)
class Turn:
    """A turning point that is looked for in a part of the stride."""

    at: str
    kind: str
    """'highest' or 'lowest'; 'value' at the first percent; 'reaches' where the curve first passes `level`; 'on the way' where it first
    passes the share `level` of the way between its values at both ends of the part."""
    from_percent: int
    to_percent: int
    level: float = 0.0


ANGLE_TURNS = (
    Turn("landing", "value", 0, 0),
    Turn("half way back", "on the way", 0, 31, 0.5),
    Turn("furthest back", "lowest", 20, 45),
    Turn("half way forward", "on the way", 31, 81, 0.5),
    Turn("three quarters forward", "on the way", 31, 81, 0.75),
    Turn("highest", "highest", 70, 95),
    Turn("half way down", "on the way", 82, 100, 0.5),
)
MOMENT_TURNS = (
    Turn("landing", "value", 0, 0),
    Turn("extensor peak after landing", "lowest", 0, 6),
    Turn("relief in stance", "highest", 4, 10),
    Turn("second extensor peak in stance", "lowest", 8, 14),
    Turn("extensors hand over to flexors", "reaches", 10, 20, 0.0),
    Turn("toe-off", "value", 25, 25),
    Turn("first flexor peak", "highest", 26, 35),
    Turn("relief between the flexor peaks", "lowest", 32, 39),
    Turn("second flexor peak", "highest", 37, 47),
    Turn("flexors at half their second peak", "reaches", 45, 60, 2.16),
    Turn("flexors hand over to extensors", "reaches", 60, 72, 0.0),
    Turn("extensors begin in earnest", "reaches", 64, 78, -0.5),
    Turn("extensors at half their peak", "reaches", 72, 84, -2.67),
    Turn("extensor peak in swing", "lowest", 76, 88),
    Turn("extensors ease", "value", 88, 88),
    Turn("relief before landing", "highest", 88, 99),
)


def main(arguments: Sequence[str]) -> None:
    """Analyse the sprint of the folder (or of HIPDRIVE_DATA) and write its facts."""
    folder = Path(arguments[0] if arguments else os.environ["HIPDRIVE_DATA"])
    run, _ = analysed(DORN["sprint"], folder, table="de_leva")
    lines = [f"# {line}" for line in HEADER]
    lines += [f"{name} = {value}" for name, value in _figures(run).items()]
    for action, spread in _method_spread(folder).items():
        lines.append(f"method_spread_{action} = {spread:.3f}")
    for signal, turns in (("hip_flexion_rad", ANGLE_TURNS), ("hip_flexion_moment_nm_kg", MOMENT_TURNS)):
        curves = [run.sides[side].curves[signal].mean for side in SIDES]
        for turn in turns:
            left, right = (_found(curve, turn) for curve in curves)
            at_percent, value = np.mean([left, right], axis=0)
            apart = 0.5 * abs(left[1] - right[1])
            lines += ["", f"[[{signal}]]", f'at = "{turn.at}"', f"percent = {at_percent:.1f}", f"value = {value:.3f}"]
            lines.append(f"legs_differ = {apart:.3f}")
            if turn.kind == "on the way":
                lines.append(f"way = {turn.level:g}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _figures(run: Run) -> dict[str, str]:
    """Speed, times and the quickest turns of the hip, mean of both strides."""
    names = ("stride_time_s", "contact_time_s", "largest_hip_flexion_velocity_rad_s", "lowest_hip_flexion_velocity_rad_s")
    means = {name: float(np.mean([run.sides[side].measures[name].mean or np.nan for side in SIDES])) for name in names}
    residual = {"residual_rms_bw": f"{run.residual_rms_bw or 0.0:.2f}"}
    return {"speed_m_s": f"{run.speed_m_s:.2f}"} | residual | {name: f"{value:.4g}" for name, value in means.items()}


def _found(curve: FloatArray, turn: Turn) -> tuple[float, float]:
    """Percent and value of a turning point; a landing is the mean of both ends of the stride, which one step can't repeat exactly."""
    part = curve[turn.from_percent : turn.to_percent + 1]
    if turn.kind in {"reaches", "on the way"}:
        level = turn.level if turn.kind == "reaches" else float(part[0] + turn.level * (part[-1] - part[0]))
        place = int(np.flatnonzero((part < level) if part[0] > level else (part > level))[0])
        before, after = part[place - 1], part[place]
        return turn.from_percent + place - 1 + float((level - before) / (after - before)), level
    if turn.kind == "value":
        return float(turn.from_percent), float(0.5 * (curve[0] + curve[-1]) if turn.from_percent == 0 else part[0])
    place = int(np.argmax(part) if turn.kind == "highest" else np.argmin(part))
    return float(turn.from_percent + place), float(part[place])


def _method_spread(folder: Path) -> dict[str, float]:
    """Half the range of each peak over both segment tables and three cut-offs, over its mean."""
    peaks: dict[str, list[float]] = {"flexor": [], "extensor": []}
    for table in SEGMENT_TABLES:
        for cutoff_hz in CUTOFFS_HZ:
            run, _ = analysed(replace(DORN["sprint"], cutoff_hz=cutoff_hz), folder, table=table)
            curves = [run.sides[side].curves["hip_flexion_moment_nm_kg"].mean for side in SIDES]
            peaks["flexor"].append(float(np.mean([curve.max() for curve in curves])))
            peaks["extensor"].append(float(np.mean([-curve.min() for curve in curves])))
    return {action: 0.5 * float(np.ptp(values)) / float(np.mean(values)) for action, values in peaks.items()}


if __name__ == "__main__":
    main(sys.argv[1:])
