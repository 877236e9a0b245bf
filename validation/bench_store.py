"""Times adding a session and asking for progress in a store of a million logged sets, on SQLite."""

import math
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from hipdrive.store import DayProgress, Store, add_person, add_session, open_store, progress_by_day
from hipdrive.store.database.schema import PainRow, SessionRow, SetRow
from hipdrive.store.entries.entry import person_id
from hipdrive.training.log.dose import DoseLoad
from hipdrive.training.log.session import PainRecord, SessionRecord, SetRecord

PEOPLE, SESSIONS, EXERCISES, SETS_A_SIDE = 200, 250, 5, 2
"""200 people, 250 sessions each, 5 exercises of two sides with 2 sets a side: 1,000,000 sets."""
KEEN_SESSIONS = 2500
"""One more person, with 50,000 sets more."""
REPETITIONS = 200
ASKED_ADD_S, ASKED_PROGRESS_S = 0.020, 0.100
SEED = 5
START = datetime(2024, 1, 1, tzinfo=UTC)
NOW = START + timedelta(days=4000)


def session_of(day: int, *, start: datetime = START) -> SessionRecord:
    """The session of a day, counted from the start: loads rise by the week, and now and then something hurts."""
    sets = tuple(
        SetRecord(exercise=f"exercise_{number}", side=side, reps=8 - turn, load=DoseLoad(mass_kg=5.0 + 0.5 * (day // 7 % 40)), rir=2.0)
        for number in range(EXERCISES)
        for side in ("left", "right")
        for turn in range(SETS_A_SIDE)
    )
    pains = (PainRecord(when="during", level=2, side="left", exercise="exercise_1"),) if day % 10 == 0 else ()
    return SessionRecord(on=(start + timedelta(days=day)).date(), sets=sets, pains=pains)


def fill(store: Store, name: str, *, person: int, sessions: int, every_days: int, start: datetime = START, now: datetime = NOW) -> None:
    """Write a person's sessions in one transaction, for the sake of time."""
    with store.writing(now) as unit:
        add_person(unit, name=name, sex="female", height_m=1.7, consent_on=start.date(), mass_kg=60.0)
        owner = person_id(unit, name)
    rows: dict[type[Any], list[dict[str, Any]]] = {SessionRow: [], SetRow: [], PainRow: []}
    for number in range(sessions):
        session, key = session_of(number * every_days, start=start), person * KEEN_SESSIONS + number + 1
        at = start + timedelta(days=number * every_days)
        shared = {"person_id": owner, "on_day": session.on}
        history = {"created_at": at, "corrects": None, "superseded_at": None, "deleted": False}
        rows[SessionRow].append({"id": key, "uid": UUID(int=key), "skipped": False, "note": "", **shared, **history})
        part = {**shared, "session_id": key, "current": True}
        for place, one in enumerate(session.sets, start=1):
            mass = one.load.mass_kg if one.load else None
            figures = {
                "reps": one.reps,
                "distance_m": None,
                "hold_s": None,
                "load": str(one.load),
                "load_kg": mass,
                "rir": one.rir,
                "rpe": None,
            }
            rows[SetRow].append(
                {
                    **part,
                    "number": place,
                    "exercise": one.exercise,
                    "side": one.side,
                    "faults": [],
                    "skipped": False,
                    "rir": 2.0,
                    "rpe": None,
                    **figures,
                }
            )
        for place, pain in enumerate(session.pains, start=1):
            felt = {"felt": pain.when, "level": pain.level, "site": pain.site, "side": pain.side, "exercise": pain.exercise}
            rows[PainRow].append({**part, "number": place, **felt})
    with store.writing(now) as unit:
        for model, lines in rows.items():
            if lines:
                unit.writer.execute(insert(model), lines)


def added(store: Store, name: str, day: int) -> None:
    """Add a session in a unit of its own."""
    with store.writing(NOW) as unit:
        add_session(unit, name, session_of(day))


def asked_progress(store: Store, name: str, exercise: str | None = None, since: date | None = None) -> tuple[DayProgress, ...]:
    """Ask for progress in a unit of its own."""
    with store.reading(NOW) as unit:
        return progress_by_day(unit, name, exercise, since)


def times(work: Callable[[], object], *, repetitions: int = REPETITIONS) -> tuple[float, float]:
    """Median and 95th percentile (s) of one call."""
    taken = []
    for _ in range(repetitions):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), sorted(taken)[round(0.95 * (repetitions - 1))]


def main() -> int:
    """Print the table; return 0 if every time asked for is kept, else 1."""
    chance = random.Random(SEED)  # noqa: S311  no secret

    def anybody() -> str:
        return f"athlete {chance.randrange(PEOPLE)}"

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite3"
        start = time.perf_counter()
        with open_store(str(path)) as store:
            for person in range(PEOPLE):
                fill(store, f"athlete {person}", person=person, sessions=SESSIONS, every_days=3)
            sets = PEOPLE * SESSIONS * len(session_of(1).sets)
            fill(store, "keen", person=PEOPLE, sessions=KEEN_SESSIONS, every_days=1)
        print(f"{sets:,} sets of {PEOPLE} people and {KEEN_SESSIONS * 20:,} of one more: {path.stat().st_size / 2**20:.0f} MiB", end="")
        print(f", made in {time.perf_counter() - start:.0f} s")
        with open_store(str(path)) as store:
            since = (START + timedelta(days=600)).date()
            questions: dict[str, tuple[float, Callable[[], object]]] = {
                "open the store": (ASKED_PROGRESS_S, lambda: open_store(str(path)).close()),
                "add a session of 20 sets": (ASKED_ADD_S, lambda: added(store, anybody(), chance.randrange(900))),
                "progress in one exercise": (ASKED_PROGRESS_S, lambda: asked_progress(store, anybody(), "exercise_3")),
                "progress in all, half a year": (ASKED_PROGRESS_S, lambda: asked_progress(store, anybody(), since=since)),
                "progress in all, 5,000 sets": (ASKED_PROGRESS_S, lambda: asked_progress(store, anybody())),
                "beyond what is asked: one exercise of the keen one, 10,000 sets": (
                    math.inf,
                    lambda: asked_progress(store, "keen", "exercise_3"),
                ),
            }
            missed = 0
            for name, (asked, work) in questions.items():
                median, late = times(work)
                missed += late > asked
                limit = f"; asked {1e3 * asked:.0f} ms" if asked < math.inf else ""
                print(f"{name}: median {1e3 * median:.1f} ms, 95 % within {1e3 * late:.1f} ms{limit}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
