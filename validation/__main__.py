"""Prints the validation tables; exits with 1 if a floor is missed without a known reason."""

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from hipdrive.body import SegmentTable
from hipdrive.errors import HipDriveError
from hipdrive.gait import Movement, Run
from hipdrive.gait.front_view.calibration import front_view_calibration
from hipdrive.gait.side_view.calibration import side_view_calibration

from . import (
    every_runner,
    first_loads,
    free_segments,
    front_view,
    hip_thrust,
    opensim_results,
    published_curves,
    side_view,
    skips,
    tuned_set_ups,
    typical_sprint,
    without_plates,
)
from .row import Row, as_text
from .trials import OPENSIM, RBDS, Trial, analysed, recordings_folder

UNCORRECTED = 0.802
"""Half-power over named frequency of a second-order Butterworth run both ways without correction, as other programs name it."""


def _with_table(trial: Trial, folder: Path, table: SegmentTable) -> tuple[Run, Movement]:
    return analysed(trial, folder, table=table)


def _skips() -> list[tuple[str, Row]]:
    """Print the table of simulated skips; the rows that miss their floor."""
    rows = skips.rows_of(skips.seen_skips(seed=skips.NEW_SEED))
    print(as_text("\none camera at the side of simulated high-knee skips; no real skip with a known answer was there", rows))
    return [("skips", row) for row in rows if row.missed]


def main() -> int:
    """Print one table per recording; return 0 if every floor is kept, else 1."""
    folder = recordings_folder()
    if folder is None or not folder.is_dir():
        print("HIPDRIVE_DATA must name the folder of real recordings (see DATA-LICENSES.md).", file=sys.stderr)
        return 1
    missed: list[tuple[str, Row]] = []
    known = 0
    try:
        thrust = hip_thrust.rows()
        print(as_text("\nbarbell hip thrust: 80 kg man, no horizontal push, feet pressing at 40 % of the sole", thrust))
        missed += [("barbell hip thrust", row) for row in thrust if row.missed]
        for title, table in (("first loads", tuple(first_loads.rows())), ("loads found", tuple(first_loads.found_rows()))):
            print(as_text(f"\n{title}: ordinary gym, strength at the norm's mean, share of the centre", table))
            missed += [(title, row) for row in table if row.missed]
            known += sum(not row.met and not row.missed for row in table)
        tuned = tuned_set_ups.rows()
        print(as_text("\nthe tuner's free search: score, beside searches with keys fixed and dense grids", tuned))
        missed += [("tuner", row) for row in tuned if row.missed]
        for speed, trial in RBDS.items():
            rows = published_curves.rows_of(speed, folder, *analysed(trial, folder, table="dempster"))
            print(as_text(f"\n{trial.name}: right side, Dempster masses, {trial.cutoff_hz:g} Hz", rows))
            missed += [(trial.name, row) for row in rows if row.missed]
            known += sum(not row.met and not row.missed for row in rows)
            once = replace(trial, cutoff_hz=UNCORRECTED * trial.cutoff_hz)
            rows = published_curves.rows_of(speed, folder, *analysed(once, folder, table="dempster"))
            title = f"\n{trial.name}: the same at {once.cutoff_hz:.2f} Hz (10 Hz without correcting for the second pass); not counted"
            print(as_text(title, rows))
            free = published_curves.free_rows(speed, folder, free_segments.inputs_of(trial, folder, table="dempster"))
            title = f"\n{trial.name}: the same at {trial.cutoff_hz:g} Hz without joints, each segment on its own markers; not counted"
            print(as_text(title, free))
        for name, trial in OPENSIM.items():
            rows = opensim_results.rows_of(name, folder, partial(_with_table, trial, folder))
            print(as_text(f"\n{trial.name}: {trial.cutoff_hz:g} Hz; OpenSim's model has other segment masses", rows))
            missed += [(trial.name, row) for row in rows if row.missed]
            known += sum(not row.met and not row.missed for row in rows)
        compared = without_plates.all_compared(folder)
        print(f"\nwithout plates against the same trial with them\n{without_plates.table(compared)}")
        pairs = list(zip(without_plates.all_trials(folder), (one.run for one in compared), strict=True))
        for name, single, rows in every_runner.tables(pairs, folder):
            print(f"{single}\n{as_text(name, rows)}")
            missed += [(name, row) for row in rows if row.missed]
            known += sum(not row.met and not row.missed for row in rows)
        rows = side_view.rows_of(side_view.filmed_anew(folder), side_view_calibration())
        print(as_text("\none camera at the side: share of legs inside the band, each runner held against what the others taught", rows))
        missed += [("side view", row) for row in rows if row.missed]
        rows = front_view.rows_of(front_view.filmed_anew(folder), front_view_calibration())
        print(
            as_text("\none camera before or behind: share of legs inside the band, each runner held against what the others taught", rows)
        )
        missed += [("front view", row) for row in rows if row.missed]
        missed += _skips()
        rows = typical_sprint.rows_of(next(run for trial, run in pairs if trial.name == typical_sprint.SPRINT))
        print(as_text("\ntypical demand at 9.55 m/s against the one sprinter it is made from (mean of both legs)", rows))
        missed += [("typical sprint", row) for row in rows if row.missed]
    except HipDriveError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"\n{known + len(missed)} floor(s) missed, {known} of them for the known reason above"
        + "".join(f"\n  {name}: {row.quantity}" for name, row in missed)
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
