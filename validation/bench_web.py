"""Times pages and answers of the API over a store of 200 athletes and a million logged sets: on SQLite and, where named, PostgreSQL."""

import os
import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from fastapi.testclient import TestClient

from hipdrive import coach
from hipdrive.contract.plans.plan import plan_document
from hipdrive.contract.wire import plain_of
from hipdrive.store import PlanRecord, Store, Unit, add_plan, list_people
from hipdrive.training import Terms
from hipdrive.web import create_app
from validation.bench_store import PEOPLE, SEED, SESSIONS, fill, times

POSTGRESQL = "HIPDRIVE_TEST_POSTGRESQL"
"""Names an empty database on a server."""
ASKED_S = 0.100
REPETITIONS = 40
EVERY_DAYS, WEEKS_FOLLOWED = 3, 3
HERE = "127.0.0.1:8765"
PAGES = ("/", "/athletes/{athlete}", "/athletes/{athlete}/plan.ics", "/exercises", "/exercises/standing_march", "/loads")
DOCUMENTS = (
    "/api/athletes",
    "/api/athletes/{athlete}",
    "/api/athletes/{athlete}/next",
    "/api/athletes/{athlete}/sessions",
    "/api/athletes/{athlete}/plan",
    "/api/athletes/{athlete}/results",
    "/api/athletes/{athlete}/change",
    "/api/athletes/{athlete}/progress",
    "/api/athletes/{athlete}/runs",
    "/api/exercises",
    "/api/exercises/standing_march",
    "/api/tests",
    "/api/questions",
    "/api/evidence",
)


def fill_team(store: Store, *, now: datetime) -> tuple[UUID, ...]:
    """200 athletes with 250 sessions each until today, a screen, three tests and a plan in its fourth week; their ids."""
    start = now - timedelta(days=SESSIONS * EVERY_DAYS)
    plan = _plan(now)
    questions = {question.id: False for question in coach.screen_questions().questions}
    for person in range(PEOPLE):
        name = f"athlete {person}"
        fill(store, name, person=person, sessions=SESSIONS, every_days=EVERY_DAYS, start=start, now=now)
        with store.writing(now) as unit:
            coach.enter_screen(unit, name, questions, age_years=30, on=unit.today)
            _test(unit, name)
            add_plan(unit, name, plan)
    with store.reading(now) as unit:
        return tuple(person.uid for person in list_people(unit))


def _plan(now: datetime) -> PlanRecord:
    monday = now.date() - timedelta(days=now.weekday(), weeks=WEEKS_FOLLOWED)
    made = coach.prescribe(coach.demand_at(3.2)).plan(Terms(start=monday))
    document = plain_of(plan_document(made))
    return PlanRecord(starts_on=monday, document=document, programme=tuple(document["programme"]))


def _test(unit: Unit, name: str) -> None:
    details = ("lever_m=0.40", "hip_flexion_deg=0", "knee_flexion_deg=90")
    results = [
        coach.typed_result("isometric_hip_flexion", on=unit.today - timedelta(weeks=weeks), side=side, value=200 + weeks, details=details)
        for weeks in (0, 6, 12)
        for side in ("left", "right")
    ]
    coach.enter_results(unit, name, results)


def timed(store: Store, athletes: tuple[UUID, ...]) -> int:
    """Print median and 95th percentile of each address; how many are late."""
    web, chance, late_ones = TestClient(create_app(store, hosts=[HERE]), base_url=f"http://{HERE}"), random.Random(SEED), 0  # noqa: S311

    def ask(address: str) -> None:
        answer = web.get(address.format(athlete=chance.choice(athletes)))
        if answer.status_code != 200:
            msg = f"{address}: {answer.text}"
            raise RuntimeError(msg)

    for address in (*PAGES, *DOCUMENTS):
        ask(address)  # what is loaded once is not counted
        median, late = times(lambda address=address: ask(address), repetitions=REPETITIONS)  # type: ignore[misc]
        late_ones += late > ASKED_S
        print(f"  {address}: median {1e3 * median:.0f} ms, 95 % within {1e3 * late:.0f} ms{' LATE' if late > ASKED_S else ''}", flush=True)
    return late_ones


def main() -> int:
    """Print the tables; return 0 if every time asked for is kept, else 1."""
    now, late = datetime.now(tz=UTC), 0
    with tempfile.TemporaryDirectory() as folder:
        for url in filter(None, (str(Path(folder) / "store.sqlite3"), os.environ.get(POSTGRESQL))):
            with coach.open_store(url) as store:
                athletes = fill_team(store, now=now)
                print(f"{PEOPLE} athletes on {store.label}; asked: 95 % within {1e3 * ASKED_S:.0f} ms")
                late += timed(store, athletes)
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
