"""The same trial with and without its force plates: events, running speed, hip moments in swing and in stance."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES, Athlete, Side
from hipdrive.gait import DEFAULT_CUTOFF_HZ, Movement, Run, analyse_markers
from hipdrive.gait.contact.on_plates import Contact
from hipdrive.gait.intake.completion import completed
from hipdrive.motion import load_marker_sets, recognise, with_plain_labels

from .trials import OPENSIM, Trial, read_pair

SAME_CONTACT_S = 0.12
DORN = {
    name: Trial(
        name=f"dorn-sprint {name}",
        run=f"dorn-sprint/{file}.c3d",
        static="dorn-sprint/JA1Static05.c3d",
        grf=None,
        athlete=Athlete(mass_kg=75.93, height_m=1.80),
        cutoff_hz=DEFAULT_CUTOFF_HZ,
    )
    for name, file in (("jog", "JA1Gait21"), ("sprint", "JA1Gait35"))
}
"""Jog and sprint; the height is not published and rounded by us."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What a trial shows without its plates, against itself with them."""

    name: str
    landing_ms: FloatArray
    """(c,) kinematic less plate's landing."""
    leaving_ms: FloatArray
    """(c,) the same of toe-off."""
    plate_contacts: int
    """Whole contacts on plates; those without a partner are missing above."""
    swing_peak_off: float
    """Relative difference of the largest flexor moment in swing, worst side."""
    stance_r: float
    """Correlation of the hip flexion moment over the frames of all stances, mean of the sides."""
    stance_rms_nm_kg: float
    speed_off: float
    """Relative difference of running speed."""
    trunk_recorded: bool
    run: Run
    """The analysis with plates."""

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        events = (_off(values) for values in (self.landing_ms, self.leaving_ms))
        found = f"{len(self.landing_ms)} of {self.plate_contacts}"
        moments = (f"{100 * self.swing_peak_off:+.2f}", f"{self.stance_r:.3f}", f"{self.stance_rms_nm_kg:.2f}")
        return (self.name, found, *events, *moments, f"{100 * self.speed_off:+.2f}", "derived" if self.trunk_recorded else "assumed")


def _off(values_ms: FloatArray) -> str:
    """Median and 90th percentile of the absolute values, and the median with its sign (late is positive)."""
    off = np.abs(values_ms)
    return f"{np.median(off):.1f} / {np.percentile(off, 90):.1f} ({np.median(values_ms):+.1f})" if len(off) else "-"


HEADER = ("trial", "contacts", "landing, ms", "toe-off, ms", "swing peak, %", "stance r", "rms, Nm/kg", "speed, %", "stance")


def rbds_trials(folder: Path) -> Iterator[Trial]:
    """All open trials of the Running Biomechanics Data Set."""
    with (folder / "rbds" / "runners.csv").open(encoding="utf-8") as file:
        for runner in csv.DictReader(file):
            for speed in ("25", "35", "45"):
                yield Trial(
                    name=f"{runner['subject']} T{speed}",
                    run=f"rbds/{runner['subject']}runT{speed}.c3d",
                    static=f"rbds/{runner['subject']}static.c3d",
                    grf=None,
                    athlete=Athlete(mass_kg=float(runner["mass_kg"]), height_m=float(runner["height_cm"]) / 100.0),
                    cutoff_hz=DEFAULT_CUTOFF_HZ,
                )


def all_trials(folder: Path) -> tuple[Trial, ...]:
    """Every run with plates, at the default cut-off; not bmc-run, whose ends cut all contacts but one."""
    whole_body = (OPENSIM["rajagopal-run"], OPENSIM["hamner-run"], *DORN.values())
    return (*(replace(trial, cutoff_hz=DEFAULT_CUTOFF_HZ) for trial in whole_body), *rbds_trials(folder))


def compared(trial: Trial, folder: Path) -> Comparison:
    """Analyse a trial twice, with its plates and without."""
    run, static = (with_plain_labels(one) for one in read_pair(trial, folder))
    whole = completed(run, static, recognise(run.labels, load_marker_sets()), trial.athlete)
    with_plates, without = (
        analyse_markers(one, whole.static, whole.marker_set, trial.athlete, cutoff_hz=trial.cutoff_hz)
        for one in (whole.run, replace(whole.run, plates=()))
    )
    return comparison_of(trial.name, with_plates, without)


def comparison_of(name: str, with_plates: tuple[Run, Movement], without: tuple[Run, Movement]) -> Comparison:
    """Hold two analyses of one trial side by side."""
    (run, measured), (bare_run, bare) = with_plates, without
    pairs = [(contact, _same(contact, bare.contacts)) for contact in measured.contacts]
    matched = [(contact, other) for contact, other in pairs if other is not None]
    mass_kg = measured.skeleton.athlete.mass_kg
    r, rms, off = [], [], [0.0]
    for side in SIDES:
        hip = measured.of("hip_flexion", side)
        ours, theirs = bare.moment_nm[:, hip], measured.moment_nm[:, hip]
        stance = _inside(measured, side)
        if stance.sum() > 5:
            r.append(float(np.corrcoef(ours[stance], theirs[stance])[0, 1]))
            rms.append(float(np.sqrt(np.mean((ours - theirs)[stance] ** 2))) / mass_kg)
        peaks = [_swing_peak(movement, ours_or_theirs, side, run) for movement, ours_or_theirs in ((measured, ours), (measured, theirs))]
        if peaks[1] > 0.0:
            off.append(peaks[0] / peaks[1] - 1.0)
    return Comparison(
        name=name,
        landing_ms=np.array([1e3 * (other.initial_contact_s - contact.initial_contact_s) for contact, other in matched]),
        leaving_ms=np.array([1e3 * (other.toe_off_s - contact.toe_off_s) for contact, other in matched]),
        plate_contacts=len(measured.contacts),
        swing_peak_off=max(off, key=abs),
        stance_r=float(np.mean(r)),
        stance_rms_nm_kg=float(np.mean(rms)),
        speed_off=bare_run.speed_m_s / run.speed_m_s - 1.0,
        trunk_recorded=run.trunk_recorded,
        run=run,
    )


def _same(contact: Contact, others: tuple[Contact, ...]) -> Contact | None:
    """The same contact among those found otherwise."""
    near = [one for one in others if one.side == contact.side and abs(one.initial_contact_s - contact.initial_contact_s) < SAME_CONTACT_S]
    return near[0] if near else None


def _inside(movement: Movement, side: Side) -> npt.NDArray[np.bool_]:
    """(n,) frames inside whole contacts of one side."""
    inside = np.zeros(len(movement.time_s), dtype=bool)
    for contact in movement.contacts:
        if contact.side == side:
            inside |= (movement.time_s >= contact.initial_contact_s) & (movement.time_s <= contact.toe_off_s)
    return inside


def _swing_peak(movement: Movement, moment_nm: FloatArray, side: Side, run: Run) -> float:
    """Mean over swings of the largest flexor moment (Nm) in the quarter of a stride after toe-off, where the flexors drive the leg."""
    own = [contact for contact in movement.contacts if contact.side == side]
    cut = [contact for contact in movement.cut_contacts if contact.side == side]
    peaks = []
    for contact in own:
        later = [one.initial_contact_s for one in (*own, *cut) if one.initial_contact_s > contact.toe_off_s]
        end_s = min(later, default=contact.toe_off_s + 0.25)
        end_s = min(end_s, contact.toe_off_s + 30.0 / run.cadence_steps_per_min)
        swing = (movement.time_s > contact.toe_off_s) & (movement.time_s < end_s)
        if swing.sum() > 3:
            peaks.append(float(moment_nm[swing].max()))
    return float(np.mean(peaks)) if peaks else 0.0


def table(comparisons: list[Comparison]) -> str:
    """Rows with their header; events as median / 90th percentile of the absolute error (signed median)."""
    lines = [HEADER, *(one.cells() for one in comparisons)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADER))]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def all_compared(folder: Path) -> list[Comparison]:
    """Every trial with and without its plates."""
    return [compared(trial, folder) for trial in all_trials(folder)]
