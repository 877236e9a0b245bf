"""A stored athlete for tests of the web, with something of every kind under ids that are known."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from uuid import UUID, uuid5

from compare_scenes import written
from fastapi.testclient import TestClient
from watch_files import fit_run, steady_run

from hipdrive import coach
from hipdrive.contract.wire import json_text, plain_of
from hipdrive.store import PlanRecord, add_plan
from hipdrive.web import create_app

FILE = "ann.sqlite3"
HERE = "http://127.0.0.1:8765"
START = date(2026, 1, 5)
WATCHED = coach.watch_file(fit_run(steady_run(seconds=300)), name="watch.fit")
NOW = datetime(2026, 1, 14, 12, tzinfo=UTC)
"""In the second week of the plan."""
PLAN = Path(__file__).parent / "snapshots" / "athlete" / "plan.json"
ANN, SESSION, RESULT, SCREEN, RUN, LATER, ANOTHER = (UUID(int=number) for number in range(101, 108))
RECORDED = uuid5(ANN, WATCHED.sha256)
"""The run that Ann's watch recorded."""
KNOWN: Mapping[str, tuple[object, ...]] = MappingProxyType(
    {
        "athlete": (ANN,),
        "session": (SESSION,),
        "result": (RESULT,),
        "screen": (SCREEN,),
        "run": (RUN, LATER),
        "later": (LATER, RUN),
        "recorded": (RECORDED,),
        "correction": (ANOTHER,),
        "set_up": (ANOTHER,),
        "exercise": ("standing_march", "cable_hip_flexion"),
        "test": ("isometric_hip_flexion",),
        "sheet": ("tests",),
        "on": ("2026-01-14",),
    }
)
"""Name of a path parameter -> values that hit."""


@contextmanager
def served_ann(folder: Path) -> Iterator[TestClient]:
    """The web over a store with Ann in it, a file in the folder."""
    with coach.open_store(str(folder / FILE)) as store:
        web = asking(store)
        fill_ann(web, store)
        yield web


def asking(store: "coach.Store") -> TestClient:
    """Somebody who asks the web over a store."""
    return TestClient(create_app(store, hosts=[HERE.removeprefix("http://")]), base_url=HERE, raise_server_exceptions=False)


def fill_ann(web: TestClient, store: "coach.Store") -> None:
    """Ann with a screen, a test, a plan from START, a session and two runs."""
    ann = f"/api/athletes/{ANN}"
    questions = [question["id"] for question in web.get("/api/questions").json()["questions"]]
    lever = ["lever_m=0.40", "hip_flexion_deg=0", "knee_flexion_deg=90"]
    for address, sent in (
        (ann, {"name": "Ann", "sex": "female", "height_m": 1.7, "mass_kg": 60, "consent_on": "2026-01-01", "born": "1990-03-04"}),
        (f"{ann}/screens/{SCREEN}", {"yes": dict.fromkeys(questions, False), "on": "2026-01-02"}),
        (f"{ann}/results/{RESULT}", {"test": "isometric_hip_flexion", "side": "left", "value": 212, "details": lever, "on": "2026-01-02"}),
        (f"{ann}/sessions/{SESSION}", {"lines": ["standing_march LR 3x8 rir 2"], "on": "2026-01-07"}),
    ):
        answer = web.put(address, json=sent)
        assert answer.status_code == 200, answer.text
    document = json.loads(PLAN.read_text(encoding="utf-8"))
    with store.writing(NOW) as unit:
        name = coach.person_with_id(unit, ANN).name
        add_plan(unit, name, PlanRecord(starts_on=START, document=document, programme=tuple(document["programme"])))
        for uid, run, file in ((RUN, written(), "before.c3d"), (LATER, written(cadence_steps_per_min=190.0), "after.c3d")):
            coach.keep_run(unit, name, json_text(run), file_name=file, on=START, uid=uid)
        coach.keep_watch_run(unit, name, WATCHED, on=START)
        assert plain_of(coach.kept_run(unit, name, LATER).document)["cadence_steps_per_min"] == 190.0
