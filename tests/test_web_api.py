"""The API: every example does what it says, and what nobody should send is refused in a sentence."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from web_scenes import ANN, ANOTHER, FILE, KNOWN, LATER, NOW, RESULT, RUN, SESSION, asking, served_ann

from hipdrive import coach
from hipdrive.web.app import described
from hipdrive.web.door import clock
from tools.api_page import examples

ADDRESS = f"/api/athletes/{ANN}"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with Ann in it."""
    folder = tmp_path_factory.mktemp("ann")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW)
        with served_ann(folder):
            return folder / FILE


@pytest.fixture
def web(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The web with Ann in its store."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with coach.open_store(str(shutil.copy(filled, tmp_path / FILE))) as store:
        yield asking(store)


def test_every_example_of_the_page_is_answered_with_its_document(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    shown = examples(described().openapi())
    assert len(shown) >= 14
    for number, (method, address, sent) in enumerate(shown):
        copy = shutil.copy(filled, tmp_path / f"{number}.sqlite3")
        with subtests.test(f"{method} {address}"), coach.open_store(str(copy)) as store:
            ids = {name: values[0] for name, values in KNOWN.items()} | {name: uuid4() for name in _put_anew(method, address)}
            answer = asking(store).request(method, address.format(**ids), json={**sent, **_another_name(address)})
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
        assert 200 == web.put(f"{ADDRESS}/sessions/{ANOTHER}/later-pains/{UUID(int=200)}", json=pains).status_code
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


FAR = ("0001-01-01", "9999-12-31", "2026-01-14T00:00:00", "")
ODD = {
    "no JSON": b"{",
    "nested deeply": b"[" * 50_000,
    "nested deeply in a known key": b'{"lines": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "a key twice": b'{"note": "a", "note": 7}',
    "an integer of 10,000 digits": b'{"skipped": ' + b"9" * 10_000 + b"}",
    "NaN": b'{"lines": [NaN]}',
    "half a letter": b'{"note": "\\ud800"}',
    "half a letter as a key": b'{"\\ud800": 1}',
    "a key of 100,000 letters": b'{"' + b"k" * 100_000 + b'": 1}',
    "no UTF-8": b'{"note": "\xff\xfe"}',
    "a control letter": b'{"lines": ["standing_march LR 3x8"], "note": "\\u0000"}',
    "nothing": b"",
    "null": b"null",
    "two documents": b"{}{}",
    "a line of 100,000 letters": b'{"lines": ["' + b"x" * 100_000 + b'"]}',
    "a number beyond all": b'{"lines": ["standing_march LR 99999999999999999999x8"]}',
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_a_body_that_nobody_should_send_is_refused_in_a_sentence(web: TestClient, content: bytes) -> None:
    answer = web.put(f"{ADDRESS}/sessions/{UUID(int=300)}", content=content, headers={"content-type": "application/json"})
    assert 400 <= answer.status_code < 500, answer.text
    assert {"error", "about", "message", "shown"} == set(answer.json())
    assert len(answer.text) < 5000
    assert "nosniff" == answer.headers["x-content-type-options"]
    assert 1 == len(web.get(f"{ADDRESS}/sessions").json()["sessions"])


@pytest.mark.parametrize("on", FAR)
def test_a_day_at_the_edge_of_the_calendar_is_refused_or_answered(web: TestClient, on: str) -> None:
    bodies = {
        f"{ADDRESS}/sessions/{UUID(int=301)}": {"lines": ["standing_march LR 3x8"], "on": on},
        f"{ADDRESS}/sessions/{SESSION}/corrections/{UUID(int=302)}": {"on": on, "note": "x"},
        f"{ADDRESS}/sessions/{SESSION}/later-pains/{UUID(int=303)}": {"on": on, "pains": ["3 groin L after"]},
        f"{ADDRESS}/results/{RESULT}/corrections/{UUID(int=304)}": {"on": on},
        f"{ADDRESS}/screens/{UUID(int=305)}": {"on": on, "yes": {}},
        f"{ADDRESS}/masses/{on}": {"mass_kg": 60},
        f"/api/athletes/{UUID(int=306)}": {"name": "Bo", "sex": "male", "height_m": 1.8, "mass_kg": 80, "consent_on": on, "born": on},
    }
    answers = [web.put(address, json=sent) for address, sent in bodies.items()]
    answers += [web.get(f"{ADDRESS}/{what}={on}") for what in ("next?on", "progress?since", "change?since")]
    experiment = {"combined": "band_hip_drive_thrust", "flexors": "kettlebell_hip_flexion", "extensors": "barbell_hip_thrust", "lot": 7}
    answers.append(web.post(f"{ADDRESS}/experiment", json={**experiment, "starts_on": on}))
    assert [] == [answer.text for answer in answers if answer.status_code >= 500]


@pytest.mark.parametrize("number", [1e308, -1e308, 1e-308, 10**30, -1, 0])
def test_a_number_that_cannot_be_is_refused_in_a_sentence(web: TestClient, number: float) -> None:
    sent = {"name": "Bo", "sex": "male", "consent_on": "2026-01-01"}
    answers = [
        web.put(f"/api/athletes/{UUID(int=310)}", json={**sent, "height_m": number, "mass_kg": 80}),
        web.put(f"/api/athletes/{UUID(int=310)}", json={**sent, "height_m": 1.8, "mass_kg": number}),
        web.put(f"{ADDRESS}/masses/2026-01-14", json={"mass_kg": number}),
        web.patch(ADDRESS, json={"height_m": number}),
        web.post("/api/exercises/standing_march/load", json={"mass_kg": number}),
        web.post("/api/exercises/standing_march/tune", json={"range": "mid", "intensity": number}),
        web.post(f"{ADDRESS}/match", json={"speed_m_s": number}),
        web.put(f"{ADDRESS}/results/{UUID(int=311)}", json={"test": "isometric_hip_flexion", "side": "left", "value": number}),
    ]
    assert [True] * len(answers) == [400 <= answer.status_code < 500 for answer in answers], [answer.text[:200] for answer in answers]


def test_numbers_of_set_ups_and_experiments_never_break_the_server(web: TestClient) -> None:
    answers = [
        web.post("/api/exercises/cable_hip_flexion/load", json={"set_up": {"stack_kg": number, "pulley_x_m": number}})
        for number in (1e308, -1e308, 1e-308, 10**30, "nan", "inf")
    ]
    wishes = {"combined": "band_hip_drive_thrust", "flexors": "kettlebell_hip_flexion", "extensors": "barbell_hip_thrust", "lot": 7}
    answers += [
        web.post(f"{ADDRESS}/experiment", json={**wishes, key: number})
        for key in ("block_weeks", "tests_per_block", "sessions_per_week", "minutes", "error_percent")
        for number in (10**18, -1, 0)
    ]
    assert [] == [answer.text for answer in answers if answer.status_code >= 500]


ODD_HEADERS = (
    {"accept-language": "x" * 5000},
    {"accept-language": ";;;,,,de;q=,*"},
    {"content-length": "99999999999999999999999"},
    {"content-length": "-1"},
    {"content-type": "text/plain"},
    {"content-type": "application/json; charset=utf-32"},
    {"content-encoding": "gzip"},
    {"sec-fetch-site": ""},
    {"if-none-match": "*"},
    {"x-http-method-override": "DELETE"},
)


@pytest.mark.parametrize("headers", ODD_HEADERS, ids=str)
def test_an_odd_header_breaks_nothing(web: TestClient, headers: dict[str, str]) -> None:
    asked, put = web.get(ADDRESS, headers=headers), web.put(f"{ADDRESS}/equipment", json={"own": "band red"}, headers=headers)
    assert [True, True] == [answer.status_code < 500 and bool(answer.json()) for answer in (asked, put)]
    assert 200 == web.get(ADDRESS).status_code
