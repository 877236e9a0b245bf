"""The API: every example does what it says, and what nobody should send is refused in a sentence."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from web_scenes import ANN, ANOTHER, KNOWN, LATER, NOW, RESULT, RUN, SESSION, served_ann

from hipdrive import coach
from hipdrive.web.app import described
from hipdrive.web.door import clock
from tools.api_page import examples

ADDRESS = f"/api/athletes/{ANN}"


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The web with Ann in its store."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with served_ann(tmp_path) as asked:
        yield asked


def test_every_example_of_the_page_is_answered_with_its_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    shown = examples(described().openapi())
    assert len(shown) >= 14
    for number, (method, address, sent) in enumerate(shown):
        folder = tmp_path / str(number)
        folder.mkdir()
        with subtests.test(f"{method} {address}"), served_ann(folder) as web:
            ids = {name: values[0] for name, values in KNOWN.items()} | {name: uuid4() for name in _put_anew(method, address)}
            answer = web.request(method, address.format(**ids), json={**sent, **_another_name(address)})
            assert answer.status_code == 200, answer.text
            assert answer.json()["schema"].startswith("hipdrive.")


def _put_anew(method: str, address: str) -> list[str]:
    """The id that a put gives, the last of its address."""
    last = address.rpartition("/")[2].strip("{}")
    return [last] if method == "PUT" and last in {"athlete", "session", "result", "screen", "correction"} else []


def _another_name(address: str) -> dict[str, str]:
    """Ann is there already."""
    return {"name": "Bea"} if address == "/api/athletes/{athlete}" else {}


def test_an_athlete_is_changed_and_what_is_left_out_stays(web: TestClient) -> None:
    changed = web.patch(ADDRESS, json={"name": "Anna", "height_m": 1.71}).json()
    assert ("Anna", 1.71, "1990-03-04", "female") == (changed["name"], changed["height_m"], changed["born"], changed["sex"])
    again = web.patch(ADDRESS, json={}).json()
    assert "Anna" == again["name"]


def test_a_body_mass_is_put_corrected_and_deleted_by_its_day(web: TestClient) -> None:
    day = f"{ADDRESS}/masses/2026-01-14"
    assert [61.5, 61.0] == [web.put(day, json={"mass_kg": mass}).json()["mass_kg"] for mass in (61.5, 61.0)]
    assert (404, "unknown_name") == _refused(web.delete(f"{ADDRESS}/masses/2026-01-11"))
    assert 200 == web.delete(day).status_code
    assert (404, "unknown_name") == _refused(web.delete(day))


def test_equipment_is_said_in_words_or_as_a_file_and_not_both(web: TestClient) -> None:
    said = web.post("/api/equipment", json={"own": "band red"}).json()
    by_words = web.put(f"{ADDRESS}/equipment", json={"own": "band red"}).json()["equipment"]
    by_file = web.put(f"{ADDRESS}/equipment", json={"toml": said["toml"]}).json()["equipment"]
    assert said["equipment"] == by_words == by_file
    for sent in ({}, {"own": "band red", "toml": "x"}):
        assert (422, "wrong_request") == _refused(web.put(f"{ADDRESS}/equipment", json=sent))


def test_a_result_is_corrected_once_under_an_id_and_then_deleted(web: TestClient) -> None:
    put = [web.put(f"{ADDRESS}/results/{RESULT}/corrections/{ANOTHER}", json={"value": 221}).json() for _ in range(2)]
    assert [221, 221] == [answer["results"][0]["value"] for answer in put]
    assert [221] == [result["value"] for result in web.get(f"{ADDRESS}/results").json()["results"]]
    assert [] == web.delete(f"{ADDRESS}/results/{ANOTHER}").json()["results"]
    assert (409, "entry_replaced") == _refused(web.delete(f"{ADDRESS}/results/{ANOTHER}"))


def test_a_session_is_corrected_and_pain_is_added_once_under_ids(web: TestClient) -> None:
    for _ in range(2):
        web.put(f"{ADDRESS}/sessions/{SESSION}/corrections/{ANOTHER}", json={"lines": ["standing_march LR 3x9 rir 1"]})
    pains = {"pains": ["3 front_of_hip R after"]}
    for _ in range(2):
        assert 200 == web.put(f"{ADDRESS}/sessions/{ANOTHER}/pains/{UUID(int=200)}", json=pains).status_code
    (session,) = web.get(f"{ADDRESS}/sessions").json()["sessions"]
    assert ("2026-01-07", 9, 3) == (session["on"], session["sets"][0]["reps"], max(pain["level"] for pain in session["pains"]))


def test_a_run_is_read_compared_and_dropped_only_by_its_athlete(web: TestClient) -> None:
    assert "hipdrive.run/1" == web.get(f"{ADDRESS}/runs/{RUN}").json()["schema"]
    compared = web.get(f"{ADDRESS}/runs/{RUN}/compared/{LATER}").json()
    assert ("before.c3d", "after.c3d") == (compared["a"]["file"], compared["b"]["file"])
    bea = f"/api/athletes/{ANOTHER}"
    web.put(bea, json={"name": "Bea", "sex": "female", "height_m": 1.6, "mass_kg": 55, "consent_on": "2026-01-02"})
    for address in (f"{bea}/runs/{RUN}", f"{bea}/runs/{RUN}/compared/{LATER}"):
        assert (404, "unknown_entry") == _refused(web.get(address))
    assert (404, "unknown_entry") == _refused(web.delete(f"{bea}/runs/{RUN}"))
    assert [str(LATER)] == [run["id"] for run in web.delete(f"{ADDRESS}/runs/{RUN}").json()["runs"]]


def test_an_experiment_is_judged_only_with_the_order_that_its_lot_drew(web: TestClient) -> None:
    wishes = {"combined": "band_hip_drive_thrust", "flexors": "kettlebell_hip_flexion", "extensors": "barbell_hip_thrust", "lot": 7}
    planned = web.post(f"{ADDRESS}/experiment", json=wishes).json()
    assert "hipdrive.experiment_result/1" == web.post(f"{ADDRESS}/experiment/result", json=planned).json()["schema"]
    turned = {**planned, "blocks": [*planned["blocks"][1::-1], *planned["blocks"][2:]]}
    assert (422, "input_file") == _refused(web.post(f"{ADDRESS}/experiment/result", json=turned))


def test_an_export_is_read_back_by_another_store(web: TestClient, tmp_path: Path) -> None:
    (tmp_path / "ann.zip").write_bytes(web.get(f"{ADDRESS}/export.zip").content)
    with coach.open_store(str(tmp_path / "other.sqlite3")) as store, store.writing(NOW) as unit, (tmp_path / "ann.zip").open("rb") as file:
        assert ("Ann",) == coach.import_people(unit, file, name="ann.zip").people
    sheet = web.get(f"{ADDRESS}/spreadsheets/tests.csv")
    assert ("text/csv; charset=utf-8", 2) == (sheet.headers["content-type"], len(sheet.text.splitlines()))


def test_who_is_erased_is_gone(web: TestClient) -> None:
    assert "hipdrive.erasure/1" == web.delete(ADDRESS).json()["schema"]
    assert (404, "unknown_person") == _refused(web.get(ADDRESS))


def _refused(answer: Any) -> tuple[int, str]:  # noqa: ANN401  whichever client's
    return answer.status_code, answer.json()["error"]
