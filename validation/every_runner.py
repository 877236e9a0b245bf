"""All 36 open treadmill trials and two overground ones: speed, cadence, weight and exchanged labels against what is known without us."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hipdrive.arrays import FloatArray
from hipdrive.cli.door.inlet import motion_file
from hipdrive.gait import Run
from hipdrive.motion import ForcePlate, read_motion
from hipdrive.units import STANDARD_GRAVITY_M_S2

from .row import Row, share_of
from .trials import Trial

EXCHANGED = {"RBDS001 T25": {("R.MT1", "R.MT5")}, "RBDS001 T35": {("R.MT1", "R.MT5")}}
"""Labels that are known to be exchanged; none in any other trial."""
FLAG_BEYOND = 0.03
NAMED_M_S = {"dorn-sprint jog": 3.53, "dorn-sprint sprint": 9.25}
"""The speeds that go with the overground recordings by name."""
SPRINT_EXCUSE = (
    "9.25 m/s is the median from frame to frame of the sacral marker, which is slower than its mean for most of a stride; way over time is "
    "9.50 m/s over the recording and 9.55 over its strides, the plates alone say 9.57, and in the same laboratory's jog flight falls at "
    "9.80 m/s2, so clock and lengths are right"
)


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One treadmill trial beside what the belt's setting and the plate's own samples say."""

    name: str
    speed_off: float
    """Running speed over the belt's setting, less one."""
    cadence_steps_per_min: float
    cadence_off: float
    """Less the plate's own (steps a minute)."""
    force_over_weight: float
    force_off: float
    """Less the plate's own, in body weights."""
    flagged: bool
    exchanged: set[tuple[str, str]]
    """Pairs of labels that were put right."""

    @property
    def flagged_right(self) -> bool:
        """Whether the note on weight stands exactly where the force is beyond 3 %."""
        return self.flagged == (abs(self.force_over_weight - 1.0) > FLAG_BEYOND)

    @property
    def labels_right(self) -> bool:
        """Whether just the labels known to be exchanged were put right."""
        return self.exchanged == EXCHANGED.get(self.name, set())

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        return (
            self.name,
            f"{100 * self.speed_off:+.2f}",
            f"{self.cadence_steps_per_min:.1f}",
            f"{self.cadence_off:+.2f}",
            f"{self.force_over_weight:.3f}" + (" flagged" if self.flagged else ""),
            f"{self.force_off:+.4f}",
            ", ".join(f"{one}/{other}" for one, other in sorted(self.exchanged)) or "-",
        )


HEADER = ("trial", "speed, %", "cadence", "less plate's", "force, BW", "less plate's", "exchanged labels")


def steps_on(plate: ForcePlate, weight_n: float) -> FloatArray:
    """(k,) s at which the plate's own vertical force rises through half the body weight, once after each flight, however feet are told."""
    vertical = plate.force_n[:, 1]
    rises = np.flatnonzero((vertical[:-1] < 0.5 * weight_n) & (vertical[1:] >= 0.5 * weight_n))
    flights = np.flatnonzero(vertical < 0.1 * weight_n)
    last_flight = np.searchsorted(flights, rises)
    first = rises[np.flatnonzero(np.diff(last_flight, prepend=0) > 0)]
    share = (0.5 * weight_n - vertical[first]) / (vertical[first + 1] - vertical[first])
    return np.asarray(plate.time_s[first] + share * (plate.time_s[first + 1] - plate.time_s[first]))


def checked(trial: Trial, run: Run, plate: ForcePlate) -> Checked:
    """Hold one analysed trial of RBDS beside its name and the plate's samples as recorded (Y up)."""
    weight_n = trial.athlete.mass_kg * STANDARD_GRAVITY_M_S2
    steps = steps_on(plate, weight_n)
    last = steps[-1 if len(steps) % 2 else -2]  # whole strides
    inside = (plate.time_s >= steps[0]) & (plate.time_s < last)
    share = float(plate.force_n[inside, 1].mean()) / weight_n
    ours = run.force_over_weight if run.force_over_weight is not None else float("nan")
    pairs = [re.match(r"Markers (\S+) and (\S+) ", note.message) for note in run.notes if note.code == "labels_swapped"]
    return Checked(
        name=trial.name,
        speed_off=run.speed_m_s / (int(trial.name[-2:]) / 10.0) - 1.0,
        cadence_steps_per_min=run.cadence_steps_per_min,
        cadence_off=run.cadence_steps_per_min - 60.0 * (len(steps) - 1) / float(steps[-1] - steps[0]),
        force_over_weight=ours,
        force_off=ours - share,
        flagged=any(note.code == "force_against_weight" for note in run.notes),
        exchanged={(found[1], found[2]) for found in pairs if found},
    )


def checked_in(trial: Trial, run: Run, folder: Path) -> Checked:
    """The same with the plate read from its file."""
    return checked(trial, run, read_motion(motion_file(folder / trial.run)).plates[0])


def table(checks: Sequence[Checked]) -> str:
    """One line a trial."""
    lines = [HEADER, *(one.cells() for one in checks)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADER))]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def rows_of(checks: Sequence[Checked]) -> tuple[Row, ...]:
    """What is asked of all trials together."""
    force = [one.force_over_weight for one in checks]
    return (
        Row(quantity="trials run through", reached=len(checks), digits=0, low=36, high=36),
        Row(quantity="speed against the belt's, largest, %", reached=100 * _largest(one.speed_off for one in checks), digits=2, high=2.0),
        Row(quantity="cadence less the plate's, largest, 1/min", reached=_largest(one.cadence_off for one in checks), digits=2, high=1.0),
        Row(quantity="mean vertical force, least, BW", reached=min(force), low=0.93),
        Row(quantity="mean vertical force, largest, BW", reached=max(force), high=1.00),
        Row(quantity="the same against the plate's own mean, largest", reached=_largest(one.force_off for one in checks), high=0.005),
        Row(quantity="wrongly flagged beyond 3 % or not", reached=sum(not one.flagged_right for one in checks), digits=0, high=0),
        Row(quantity="trials with labels wrongly put right or not", reached=sum(not one.labels_right for one in checks), digits=0, high=0),
    )


def _largest(values: Iterable[float]) -> float:
    return max(abs(value) for value in values)


def speed_by_plates_m_s(plates: Sequence[ForcePlate], weight_n: float) -> float:
    """Overground speed (m/s) without markers or events: way of the centre of pressure over two steps over their time, mean.

    Each plate carries one foot; its place and time are means weighted by the vertical force.
    """
    steps = []
    for plate in plates:
        force = np.linalg.norm(plate.force_n, axis=1)
        down = (force > 0.1 * weight_n) & np.isfinite(plate.point_m).all(axis=1)
        if force.max() > weight_n:
            weight = force[down] / force[down].sum()
            steps.append((float(weight @ plate.time_s[down]), weight @ plate.point_m[down]))
    steps.sort(key=lambda one: one[0])
    ways = [np.linalg.norm(later[1] - earlier[1]) / (later[0] - earlier[0]) for earlier, later in zip(steps, steps[2:], strict=False)]
    return float(np.mean(ways))


def tables(pairs: Sequence[tuple[Trial, Run]], folder: Path) -> list[tuple[str, str, tuple[Row, ...]]]:
    """Name, single trials and rows: of all treadmill trials together, then of each overground run."""
    checks = [checked_in(trial, run, folder) for trial, run in pairs if trial.run.startswith("rbds/")]
    overground = [(trial.name, "", overground_rows(trial, run, folder)) for trial, run in pairs if trial.name in NAMED_M_S]
    return [("every open treadmill runner", f"\n{table(checks)}\n", rows_of(checks)), *overground]


def overground_rows(trial: Trial, run: Run, folder: Path) -> tuple[Row, ...]:
    """Speed of an overground run against its name and against the plates alone."""
    by_plates = speed_by_plates_m_s(read_motion(motion_file(folder / trial.run)).plates, trial.athlete.mass_kg * STANDARD_GRAVITY_M_S2)
    low, high = share_of(NAMED_M_S[trial.name], 0.02)
    off = 100 * (run.speed_m_s / by_plates - 1.0)
    excuse = SPRINT_EXCUSE if trial.name == "dorn-sprint sprint" else ""
    return (
        Row(quantity="running speed, m/s", reached=run.speed_m_s, digits=2, low=low, high=high, excuse=excuse),
        Row(quantity="the same against the plates alone, %", reached=off, digits=2, low=-1.0, high=1.0),
    )
