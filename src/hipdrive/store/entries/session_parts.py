"""Sets and pains of a session as rows: to columns, and back."""

from functools import lru_cache
from typing import Any

from ...training.log.dose import parse_load
from ...training.log.session import LoggedSide, PainRecord, SetRecord

SET_COLUMNS = ("exercise", "side", "reps", "distance_m", "hold_s", "load", "rir", "rpe", "faults", "skipped")
"""What a set is read from, in the order of `_alike`."""


def set_columns(done: SetRecord) -> dict[str, Any]:
    """Columns of a set."""
    return {
        "exercise": done.exercise,
        "side": done.side,
        "reps": done.reps,
        "distance_m": done.distance_m,
        "hold_s": done.hold_s,
        "load": None if done.load is None else str(done.load),
        "load_kg": None if done.load is None else done.load.mass_kg,
        "rir": done.rir,
        "rpe": done.rpe,
        "faults": list(done.faults),
        "skipped": done.skipped,
    }


def set_of(row: Any) -> SetRecord:  # noqa: ANN401  a row, or a line of an import with the same fields
    """The set of a row."""
    return _alike(
        row.exercise, row.side, row.reps, row.distance_m, row.hold_s, row.load, row.rir, row.rpe, tuple(row.faults), skipped=row.skipped
    )


@lru_cache(maxsize=8192, typed=True)
def _alike(
    exercise: str,
    side: LoggedSide,
    reps: int | None,
    distance_m: float | None,
    hold_s: float | None,
    load: str | None,
    rir: float | None,
    rpe: float | None,
    faults: tuple[str, ...],
    *,
    skipped: bool,
) -> SetRecord:
    """A set as its columns say it; sets repeat each other, so that few are made anew."""
    return SetRecord(
        exercise=exercise,
        side=side,
        reps=reps,
        distance_m=distance_m,
        hold_s=hold_s,
        load=None if load is None else parse_load(load),
        rir=rir,
        rpe=rpe,
        faults=faults,
        skipped=skipped,
    )


def pain_columns(pain: PainRecord) -> dict[str, Any]:
    """Columns of a pain."""
    return {"felt": pain.when, "level": pain.level, "site": pain.site, "side": pain.side, "exercise": pain.exercise}


def pain_of(row: Any) -> PainRecord:  # noqa: ANN401  as set_of
    """The pain of a row."""
    return PainRecord(when=row.felt, level=row.level, site=row.site, side=row.side, exercise=row.exercise)
