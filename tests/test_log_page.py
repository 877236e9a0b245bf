"""The gym logger as a page: today's session, what scripts need, nothing else; small, and kept by a worker of its own version."""

import gzip
import json
import re
import struct
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from log_scenes import ANN, LOG, add_ann, plan_of
from store_work import do_on

from hipdrive import coach
from hipdrive.report.log_page.words import SCRIPT_WORDS
from hipdrive.store import Store, add_person, add_plan
from hipdrive.web import create_app
from hipdrive.web.pages import log
from hipdrive.web.pages.bundle import bundled
from hipdrive.web.pages.scripts import scripts

HERE = "http://127.0.0.1:8765"
TODAY = date.today()  # noqa: DTZ011  the web asks the machine too


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with coach.open_store(str(tmp_path / "store.sqlite3")) as opened:
        yield opened


@pytest.fixture
def web(store: Store) -> TestClient:
    return TestClient(create_app(store, hosts=["127.0.0.1:8765"]), base_url=HERE, raise_server_exceptions=False)


def sent_of(page: str) -> dict[str, Any]:
    """What the scripts get."""
    told = re.search(r'id="sent">(.*?)</script>', page)
    assert told is not None
    found: dict[str, Any] = json.loads(told[1])
    return found


def ours() -> str:
    """All scripts of the page."""
    return "".join(script.text for name, script in scripts().items() if name.startswith("log/"))


def test_the_page_shows_todays_session_with_a_picture_dose_and_loads_of_each_exercise(web: TestClient, store: Store) -> None:
    add_ann(store)
    page = web.get(LOG).text
    sent = sent_of(page)
    assert TODAY.isoformat() == sent["on"]
    assert ["cable_hip_flexion", "bent_knee_march"] == [one["exercise"] for one in sent["exercises"]]
    left = sent["exercises"][0]["lines"][0]
    assert ("left", 3, 5, "10kg", 60, 2) == tuple(left[key] for key in ("side", "sets", "reps", "load", "rest", "rir"))
    assert ["5kg", "9.5kg", "10kg", "10.5kg", "11kg", "15kg"] == [load for load, _ in left["loads"]]
    assert 2 == page.count('<div class="figure"><svg')


def test_a_page_loaded_in_mid_session_shows_the_same_session_and_what_is_logged_of_it(web: TestClient, store: Store) -> None:
    add_ann(store)
    before = sent_of(web.get(LOG).text)
    sent = {"revision": 1, "on": TODAY.isoformat(), "exercise": "cable_hip_flexion", "side": "left", "reps": 5, "load": "10kg"}
    address = f"/api/athletes/{ANN}/sessions/{ANN}/sets/{ANN}"
    assert [200, 200] == [web.put(address, json=sent).status_code for _ in range(2)]
    page = web.get(LOG).text
    after = sent_of(page)
    assert (before["on"], before["exercises"]) == (after["on"], after["exercises"])
    assert "<li>cable_hip_flexion L 5 @10kg</li>" in page
    assert 409 == web.put(address, json={**sent, "reps": 6}).status_code
    refused = web.put(address, json={**sent, "revision": 2, "side": "both"})
    assert (422, "value_out_of_range") == (refused.status_code, refused.json()["error"])


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("sets", {"exercise": "cable_hip_flexion", "side": "left", "reps": 5, "load": "heavy"}, 422),
        ("sets", {"exercise": "cable_hip_flexion", "side": "left", "reps": 100000}, 422),
        ("sets", {"exercise": "cable_hip_flexion", "side": "left"}, 422),
        ("sets", {"exercise": "cable_hip_flexion", "side": "left", "skipped": True}, 200),
        ("pains", {"when": "after", "level": 11}, 422),
        ("pains", {"when": "after", "level": 3, "exercise": "nonsense"}, 404),
        ("pains", {"when": "after", "level": 3, "site": "groin", "side": "right"}, 200),
        ("notes", {"note": "x" * 2001}, 422),
        ("notes", {"note": "fine", "withdrawn": True}, 200),
        ("notes", {"note": "fine", "more": 1}, 422),
    ],
)
def test_what_cannot_be_meant_is_refused_by_its_code(web: TestClient, store: Store, kind: str, body: dict[str, Any], status: int) -> None:
    add_ann(store)
    answer = web.put(f"/api/athletes/{ANN}/sessions/{ANN}/{kind}/{ANN}", json={"revision": 1, "on": TODAY.isoformat(), **body})
    assert (status, status != 200) == (answer.status_code, "error" in answer.json())


def test_a_day_without_a_session_shows_the_next_one_and_done_early_it_is_not_asked_for_again(web: TestClient, store: Store) -> None:
    tomorrow = TODAY + timedelta(days=1)
    do_on(TODAY, store, add_person, name="Ann", sex="female", height_m=1.7, consent_on=date(2025, 1, 5), uid=ANN)
    do_on(TODAY, store, add_plan, "Ann", plan_of(tomorrow))
    page = web.get(LOG).text
    sent = sent_of(page)
    assert tomorrow.isoformat() == sent["on"]
    assert '<div class="figure">' not in page
    done = {"revision": 1, "on": TODAY.isoformat(), "exercise": "cable_hip_flexion", "side": "left", "reps": 5}
    assert 200 == web.put(f"/api/athletes/{ANN}/sessions/{sent['early']}/sets/{ANN}", json=done).status_code
    assert (TODAY + timedelta(days=8)).isoformat() == web.get(f"/api/athletes/{ANN}/next").json()["next"]["on"]
    assert sent["early"] == sent_of(web.get(LOG).text)["early"]


def test_without_a_plan_the_page_says_so(web: TestClient, store: Store) -> None:
    do_on(TODAY, store, add_person, name="<b>Ann", sex="female", height_m=1.7, consent_on=date(2025, 1, 5), uid=ANN)
    page = web.get(LOG).text
    assert "No plan is followed. You can log any exercise" in page
    assert "&lt;b&gt;Ann" in page
    assert [] == sent_of(page)["exercises"]


def test_pain_that_stops_the_plan_stops_the_page(web: TestClient, store: Store) -> None:
    add_ann(store)
    address = f"/api/athletes/{ANN}/sessions/{ANN}/pains/{ANN}"
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert 200 == web.put(address, json={"revision": 1, "on": yesterday, "when": "after", "level": 9, "site": "groin"}).status_code
    page = web.get(LOG).text
    assert "<h2>STOP</h2>" in page
    assert [] == sent_of(page)["exercises"]


def test_scripts_say_every_word_and_no_other() -> None:
    text = ours()
    said = set(re.findall(r'say\("(\w+)"', text))
    chosen = {"left", "right", "both", "each", "rest", "change"}
    assert set(SCRIPT_WORDS) - chosen == said | {"less", "more"} - chosen


def test_no_script_puts_text_into_the_page_as_markup_or_asks_another_machine() -> None:
    assert [] == re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|https?://", ours())


def test_all_modules_come_as_one_script_in_which_none_is_imported(web: TestClient, store: Store) -> None:
    add_ann(store)
    script = web.get(log.SCRIPT)
    assert [log.SCRIPT] == re.findall(r'<script type="module" src="([^"]+)"', web.get(LOG).text)
    assert [] == re.findall(r"^\s*(?:import|export)\b", script.text, re.MULTILINE)
    assert all(scripts()[f"{name}.js"].text.splitlines()[-1].removeprefix("export ") in script.text for name in log.MODULES)
    assert 304 == web.get(log.SCRIPT, headers={"if-none-match": script.headers["etag"]}).status_code


def test_a_module_that_is_not_there_yet_or_exports_in_another_way_is_not_bundled() -> None:
    with pytest.raises(ValueError, match="two, which does not stand before it"):
        bundled({"one.js": 'import { a } from "/scripts/two.js";\n', "two.js": "export const a = 1;\n"}, ["one", "two"])
    with pytest.raises(ValueError, match="is not read"):
        bundled({"one.js": "export default 1;\n"}, ["one"])


def test_page_and_scripts_are_packed_for_whoever_takes_that(web: TestClient, store: Store) -> None:
    add_ann(store)
    for address in (LOG, log.SCRIPT, "/log-worker.js"):
        plain, packed = (web.get(address, headers={"accept-encoding": encoding}) for encoding in ("identity", "gzip"))
        assert (None, "gzip", plain.text) == (plain.headers.get("content-encoding"), packed.headers["content-encoding"], packed.text)
    parts = [web.get(address, headers={"accept-encoding": "identity"}).content for address in (LOG, log.SCRIPT)]
    assert 40_000 > sum(len(gzip.compress(part, 9)) for part in parts)


def test_the_page_and_its_worker_name_the_same_version_and_files(web: TestClient, store: Store) -> None:
    add_ann(store)
    page, worker = web.get(LOG), web.get("/log-worker.js")
    assert f'const VERSION = "{page.headers["x-hipdrive-log"]}"' in worker.text
    assert "no-cache" == worker.headers["cache-control"]
    assert f'const FILES = ["{log.SCRIPT}", "{log.ICON}"]' in worker.text
    assert [200, 200] == [web.get(address).status_code for address in (log.SCRIPT, log.ICON)]


def test_the_manifest_opens_the_page_of_this_athlete_and_its_icons_are_pictures(web: TestClient, store: Store) -> None:
    add_ann(store)
    told = web.get(f"/athletes/{ANN}/log.webmanifest").json()
    assert (LOG, LOG) == (told["start_url"], told["scope"])
    for icon in told["icons"]:
        answer = web.get(icon["src"])
        assert (200, icon["type"]) == (answer.status_code, answer.headers["content-type"])
        if icon["type"] == "image/png":
            width, height, depth, colours = struct.unpack(">IIBB", answer.content[16:26])
            assert (icon["sizes"], 8, 2) == (f"{width}x{height}", depth, colours)
            start = answer.content.index(b"IDAT")
            (size,) = struct.unpack(">I", answer.content[start - 4 : start])
            assert height * (3 * width + 1) == len(zlib.decompress(answer.content[start + 4 : start + 4 + size]))
    assert 404 == web.get("/athletes/00000000-0000-4000-8000-00000000ffff/log.webmanifest").status_code
