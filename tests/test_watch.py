"""Watch files: what a run in FIT tells, sensors apart, and that no spoiled file ends in anything but a sentence."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from watch_files import CYCLING, Added, FitRun, fit_run, steady_run, with_true_sums

from hipdrive.errors import HipDriveError, InputFileError
from hipdrive.watch import NoRunningError, read_watch_run, speed_bins, watch_measures, watch_rules

READ = {
    "2013-02-06-12-11-14.fit",
    "activity-small-fenix2-run.fit",
    "antfs-dump.63.fit",
    "compressed-speed-distance.fit",
    "garmin-fenix-5-run.fit",
    "sample_mulitple_header.fit",
}
"""Files of running among the recordings; all others are of another sport, no activity, or broken."""
LARGE = 100_000
"""Bytes from which on a file takes seconds, so that only one of them is read here."""
FENIX = "activity-small-fenix2-run.fit"


def told(run: FitRun, measure: str) -> dict[str, float]:
    read = read_watch_run(fit_run(run), name="run.fit")
    return {series.sensor: float(np.nanmean(series.values)) for series in read.series if series.measure == measure}


def is_read(content: bytes) -> bool:
    """Whether a file is read; one that is not must be refused in a sentence that names it."""
    try:
        speed_bins(read_watch_run(content, name="run.fit"))
    except HipDriveError as error:
        return not str(error).startswith("run.fit: ")
    return True


def test_a_cadence_in_strides_is_doubled_to_steps_with_its_fraction() -> None:
    assert {"watch": pytest.approx(171.0)} == told(steady_run(seconds=20, strides_per_min=85.5), "cadence_steps_per_min")


def test_a_file_in_which_nobody_runs_is_refused_and_says_how_fast_it_was() -> None:
    with pytest.raises(NoRunningError, match=r"run\.fit: nobody runs in it: the fastest moment is 0\.4 km/h"):
        read_watch_run(fit_run(steady_run(seconds=20, speed_m_s=0.1)), name="run.fit")


def test_each_measure_is_read_in_its_unit() -> None:
    many = 20
    run = steady_run(
        seconds=many,
        contact_ms=243.0,
        balance=[51.25] * many,
        oscillation_mm=[98.0] * many,
        step_length_mm=[1100.0] * many,
        grade=[-1.5] * many,
    )
    read = read_watch_run(fit_run(run), name="run.fit")
    means = {str(series.measure): float(np.nanmean(series.values)) for series in read.series}
    expected = {"contact_time_s": 0.243, "contact_balance_left": 0.5125, "vertical_oscillation_m": 0.098, "step_length_m": 1.1}
    assert expected == {key: pytest.approx(means[key]) for key in expected}
    assert [3.0, -0.015] == pytest.approx([float(np.mean(read.speed_m_s)), float(np.nanmean(read.grade))])
    assert (datetime(2026, 3, 2, 7, 30, tzinfo=UTC), 3600, 20.0) == (read.started_at, read.utc_offset_s, read.duration_s)


def test_two_sensors_of_one_measure_stay_apart() -> None:
    pod = Added(name="Ground Time", units="Milliseconds", values=[221.0] * 20)
    shoe = Added(name="Left shoe", units="s", values=[0.235] * 20, native_number=41)
    times = told(steady_run(seconds=20, contact_ms=250.0, added=(pod, shoe)), "contact_time_s")
    assert {"watch": pytest.approx(0.25), "Ground Time": pytest.approx(0.221), "Left shoe": pytest.approx(0.235)} == times


def test_a_field_with_an_unknown_unit_is_left_out_and_named() -> None:
    odd = Added(name="Ground Time", units="furlongs", values=[221.0] * 20)
    read = read_watch_run(fit_run(steady_run(seconds=20, added=(odd,))), name="run.fit")
    assert ["watch"] == [series.sensor for series in read.told_by("contact_time_s")]
    assert any(note.code == "watch_unit_unknown" and "furlongs" in note.message for note in read.notes)


def test_values_that_no_runner_has_are_left_out_and_counted() -> None:
    times = [250.0] * 17 + [900.0] * 3
    read = read_watch_run(fit_run(FitRun(columns={"speed_m_s": [3.0] * 20, "contact_ms": times})), name="run.fit")
    (series,) = read.told_by("contact_time_s")
    assert 0.25 == pytest.approx(float(np.nanmax(series.values)))
    assert any(note.code == "watch_values_left_out" and note.message.startswith("3 of 20") for note in read.notes)


def test_a_slope_comes_from_height_and_distance_where_it_is_not_told() -> None:
    run = steady_run(seconds=120, altitude_m=[100.0 + 0.15 * second for second in range(120)])
    read = read_watch_run(fit_run(run), name="run.fit")
    assert not read.grade_told
    assert 0.05 == pytest.approx(float(np.nanmedian(read.grade)), abs=0.005)


def test_what_is_compared_leaves_out_the_start_and_the_slopes() -> None:
    run = steady_run(seconds=200, grade=[0.0] * 150 + [8.0] * 50)
    (only,) = speed_bins(read_watch_run(fit_run(run), name="run.fit"))
    assert (200.0, 90.0) == (only.seconds, only.level_s)
    assert 200.0 * 170.0 / 60.0 == pytest.approx(only.steps)
    assert {90.0} == {value.seconds for value in only.level}


def test_a_run_of_a_watch_without_a_date_has_none() -> None:
    read = read_watch_run(fit_run(steady_run(seconds=20, started_at=None)), name="run.fit")
    assert read.started_at is None
    assert "watch_no_date" in {note.code for note in read.notes}


def test_a_ride_is_no_run() -> None:
    ride = FitRun(columns={"speed_m_s": [9.0] * 20}, sport=CYCLING)
    with pytest.raises(NoRunningError, match=r"ride\.fit: it holds cycling and no running; give the \.fit file of a run"):
        read_watch_run(fit_run(ride), name="ride.fit")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda _: b"", "the file is empty"),
        (lambda file: file[:-30], "the file ends too early"),
        (lambda file: file[:100] + bytes([file[100] ^ 1]) + file[101:], "check sum|broken"),
        (lambda file: b"PK" + file, "this is not a FIT file"),
    ],
)
def test_a_spoiled_file_is_refused_in_words(spoil: object, says: str) -> None:
    with pytest.raises(InputFileError, match=says):
        read_watch_run(spoil(fit_run(steady_run(seconds=20))), name="run.fit")  # type: ignore[operator]


@pytest.mark.parametrize("sums", [False, True], ids=["as spoiled", "with true check sums"])
def test_two_hundred_spoiled_files_end_in_a_run_or_a_sentence(*, sums: bool) -> None:
    pod = Added(name="Ground Time", units="ms", values=[221.0] * 30)
    file, chance, refused = fit_run(steady_run(seconds=30, added=(pod,))), np.random.default_rng(7), 0
    for _ in range(200):
        spoiled = bytearray(file)
        for _ in range(int(chance.integers(1, 7))):
            spoiled[int(chance.integers(12 if sums else 0, len(spoiled) - 2))] = int(chance.integers(256))
        refused += not is_read(with_true_sums(bytes(spoiled)) if sums else bytes(spoiled))
    assert refused >= (20 if sums else 195)


def test_every_declared_measure_and_rule_has_a_source() -> None:
    assert all(measure.source and measure.lowest < measure.highest for measure in watch_measures().values())
    rules = watch_rules()
    assert all((rules.record_source, rules.steady_source, rules.compare_source, rules.week_source))


@pytest.mark.recordings
def test_every_fit_file_is_read_or_refused_in_words(recordings: Path) -> None:
    read = set()
    for path in sorted((recordings / "fit").iterdir()):
        if path.suffix.lower() != ".fit" or (path.stat().st_size > LARGE and path.name != FENIX):
            continue
        if is_read(path.read_bytes()):
            read.add(path.name)
    assert READ == read


@pytest.mark.recordings
def test_a_run_reads_as_its_table_says(recordings: Path) -> None:
    with (recordings / "fit" / "garmin-fenix-5-run-records.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    read = read_watch_run((recordings / "fit" / "garmin-fenix-5-run.fit").read_bytes(), name="run.fit")
    assert [float(row["speed"]) for row in rows] == pytest.approx(list(read.speed_m_s), abs=0.001)
    cadence = [2.0 * float(row["cadence"]) for row in rows]
    (steps,) = read.told_by("cadence_steps_per_min")
    seen = np.isfinite(steps.values)
    assert np.array(cadence)[seen] == pytest.approx(steps.values[seen], abs=1.0)  # the table has no fractions of a stride
    assert read.started_at is not None
    assert date(2017, 6, 11) == read.started_at.date()
