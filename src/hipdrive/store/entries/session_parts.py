"""Sets and pains of a session as rows: to columns, and back."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from ...training.log.dose import parse_load
from ...training.log.session import LoggedSide, PainRecord, SetRecord
from ..database.columns import compact_json

SET_COLUMNS = ("exercise", "side", "reps", "distance_m", "hold_s", "load", "rir", "rpe", "faults", "skipped")
"""What a set is read from, in the order of `_alike`; its faults as they are kept."""


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


def set_of(row: Sequence[Any]) -> SetRecord:
    """The set of a row: whose it is, and then its columns."""
    return _alike(*row[1:])


def set_of_line(line: Any) -> SetRecord:  # noqa: ANN401  a line of an import or of what a device sent
    """The set of what has its columns by name, its faults as a list."""
    values = {name: getattr(line, name) for name in SET_COLUMNS}
    return _alike(*{**values, "faults": compact_json(values["faults"])}.values())


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
    faults: str,
    skipped: bool,  # noqa: FBT001  columns have no names here
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
        faults=tuple(json.loads(faults)),
        skipped=skipped,
    )


def pain_columns(pain: PainRecord) -> dict[str, Any]:
    """Columns of a pain."""
    return {"felt": pain.when, "level": pain.level, "site": pain.site, "side": pain.side, "exercise": pain.exercise}


def pain_of(row: Any) -> PainRecord:  # noqa: ANN401  as set_of
    """The pain of a row."""
    return PainRecord(when=row.felt, level=row.level, site=row.site, side=row.side, exercise=row.exercise)
