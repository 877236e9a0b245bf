"""Sets and pains of a session as rows: to columns, and back."""

from functools import lru_cache
from typing import Any

from ...training.log.dose import parse_load
from ...training.log.session import PainRecord, SetRecord


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
    return SetRecord(
        exercise=row.exercise,
        side=row.side,
        reps=row.reps,
        distance_m=row.distance_m,
        hold_s=row.hold_s,
        load=None if row.load is None else _load_of(row.load),
        rir=row.rir,
        rpe=row.rpe,
        faults=tuple(row.faults),
        skipped=row.skipped,
    )


_load_of = lru_cache(maxsize=4096)(parse_load)
"""Loads of sets, which are few and read over and over."""


def pain_columns(pain: PainRecord) -> dict[str, Any]:
    """Columns of a pain."""
    return {"felt": pain.when, "level": pain.level, "site": pain.site, "side": pain.side, "exercise": pain.exercise}


def pain_of(row: Any) -> PainRecord:  # noqa: ANN401  as set_of
    """The pain of a row."""
    return PainRecord(when=row.felt, level=row.level, site=row.site, side=row.side, exercise=row.exercise)
