"""The web: the same answers as the command line, at addresses; who may not ask is refused."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.request import urlopen
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from hipdrive import coach
from hipdrive.web import create_app
from hipdrive.web.door.guard import MOST_BYTES
from hipdrive.web.door.refused import PortTakenError
from hipdrive.web.network.address import listening
from tools.api_page import PAGE, api_page

HERE = "http://127.0.0.1:8765"
NOBODY = UUID(int=1)
ANN = {"name": "Ann <b>", "sex": "female", "height_m": 1.7, "mass_kg": 60, "consent_on": "2024-01-02", "born": "1990-03-04"}


@pytest.fixture
def web(tmp_path: Path) -> Iterator[TestClient]:
    with coach.open_store(str(tmp_path / "store.sqlite3")) as store:
        yield TestClient(create_app(store, hosts=["127.0.0.1:8765", "localhost:8765"]), base_url=HERE, raise_server_exceptions=False)


@pytest.fixture
def ann(web: TestClient) -> str:
    """The address of a stored athlete in the API."""
    address = f"/api/athletes/{uuid4()}"
    assert web.put(address, json=ANN).status_code == 200
    return address


def test_an_athlete_put_twice_is_one(web: TestClient, ann: str) -> None:
    assert 200 == web.put(ann, json=ANN).status_code
    listed = web.get("/api/athletes").json()
    assert ("hipdrive.athletes/1", ["Ann <b>"]) == (listed["schema"], [row["name"] for row in listed["athletes"]])


def test_a_session_put_twice_is_one_and_another_under_its_id_is_refused(web: TestClient, ann: str) -> None:
    address, lines = f"{ann}/sessions/{uuid4()}", ["standing_march LR 3x8 rir 2"]
    first, second = (web.put(address, json={"lines": lines}) for _ in range(2))
    assert (200, 200, first.json()["session"]) == (first.status_code, second.status_code, second.json()["session"])
    assert 1 == len(web.get(f"{ann}/sessions").json()["sessions"])
    other = web.put(address, json={"lines": ["standing_march LR 3x9 rir 2"]})
    assert (409, "id_taken") == (other.status_code, other.json()["error"])


def test_a_result_and_a_screen_are_kept_and_shown(web: TestClient, ann: str) -> None:
    questions = [question["id"] for question in web.get("/api/questions").json()["questions"]]
    screened = web.put(f"{ann}/screens/{uuid4()}", json={"yes": dict.fromkeys(questions, False)})
    assert screened.status_code == 200, screened.text
    details = ["lever_m=0.40", "hip_flexion_deg=0", "knee_flexion_deg=90"]
    sent = {"test": "isometric_hip_flexion", "side": "left", "value": 212, "details": details}
    assert 200 == web.put(f"{ann}/results/{uuid4()}", json=sent).status_code
    shown = web.get(ann).json()
    assert (["isometric_hip_flexion"], False) == ([test["test"] for test in shown["tests"]], shown["next_step"]["blocked"])


def test_an_answer_is_to_the_letter_what_the_command_line_writes(web: TestClient) -> None:
    from hipdrive.contract.wire import json_text

    assert json_text(coach.evidence_list("K10")) == web.get("/api/evidence", params={"query": "K10"}).text


def test_a_load_is_that_of_the_body_and_set_up_sent(web: TestClient) -> None:
    sent = {"mass_kg": 60, "height_m": 1.7, "set_up": {"stack_kg": 5}}
    answer = web.post("/api/exercises/cable_hip_flexion/load", json=sent).json()
    assert ("hipdrive.load/1", 5) == (answer["schema"], answer["set_up"]["stack_kg"])


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        (f"/api/athletes/{NOBODY}", 404, "unknown_person"),
        ("/api/athletes/1", 422, "wrong_request"),
        ("/api/exercises/nonsense", 404, "unknown_name"),
        ("/api/exercises/..%2F..%2Fetc%2Fpasswd", 404, "no_such_page"),
        ("/nowhere", 404, "no_such_page"),
        (f"/athletes/{NOBODY}", 404, "unknown_person"),
    ],
)
def test_what_is_not_there_is_refused_with_its_code(web: TestClient, address: str, status: int, code: str) -> None:
    answer = web.get(address)
    assert (status, code) == (answer.status_code, answer.json()["error"])


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:8766", "localhost.evil.example:8765", ""])
def test_a_name_that_was_bent_to_this_machine_is_refused(web: TestClient, host: str) -> None:
    answer = web.get("/api/athletes", headers={"host": host})
    assert (421, "host_refused") == (answer.status_code, answer.json()["error"])


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site", "origin": HERE},
    ],
)
def test_a_page_of_another_site_changes_nothing(web: TestClient, headers: dict[str, str]) -> None:
    answer = web.put(f"/api/athletes/{uuid4()}", json=ANN, headers=headers)
    assert (403, "cross_site") == (answer.status_code, answer.json()["error"])
    assert [] == web.get("/api/athletes").json()["athletes"]


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": HERE}, {}])
def test_its_own_pages_and_programs_may_write(web: TestClient, headers: dict[str, str]) -> None:
    assert 200 == web.put(f"/api/athletes/{uuid4()}", json=ANN, headers=headers).status_code


def test_an_oversize_request_is_refused_whatever_its_header_says(web: TestClient, ann: str) -> None:
    address, large = f"{ann}/sessions/{uuid4()}", b'{"note": "' + b"x" * MOST_BYTES + b'"}'
    told = web.put(address, content=large)
    streamed = web.put(address, content=iter([large[:1000], large[1000:]]))
    assert [(413, "body_too_large")] * 2 == [(answer.status_code, answer.json()["error"]) for answer in (told, streamed)]


@pytest.mark.parametrize("sent", [{"lines": "3x8"}, {"linse": []}, {"on": "soon"}, []])
def test_a_request_of_another_shape_names_what_is_wrong(web: TestClient, ann: str, sent: object) -> None:
    answer = web.put(f"{ann}/sessions/{uuid4()}", json=sent)
    assert (422, "wrong_request") == (answer.status_code, answer.json()["error"])


def test_an_error_is_english_for_programs_and_in_the_readers_language_for_people(web: TestClient) -> None:
    said = web.get("/api/exercises/nonsense", headers={"accept-language": "fr, de-AT;q=0.8, en;q=0.5"}).json()
    assert said["message"].startswith("exercise 'nonsense' is not known.")
    assert said["shown"].startswith("Übung 'nonsense' ist nicht bekannt.")


def test_pages_show_everybody_and_one_athlete_with_names_escaped(web: TestClient, ann: str) -> None:
    page = web.get("/")
    link = re.search(r'href="(/athletes/[0-9a-f-]+)"', page.text)
    assert link is not None
    assert "Ann &lt;b&gt;" in page.text
    assert "Answer the safety screen" in page.text
    assert "<h1>Ann &lt;b&gt;</h1>" in web.get(link[1]).text
    assert "Ann &lt;b&gt;: how it goes" in web.get(f"{link[1]}/progress").text
    assert "Sicherheitsfragen" in web.get("/", headers={"accept-language": "de"}).text
    assert ann.endswith(link[1].rpartition("/")[2])


@pytest.mark.parametrize("address", ["/", "/exercises/standing_march", "/loads"])
def test_every_answer_carries_the_headers_that_keep_others_out(web: TestClient, address: str) -> None:
    answer = web.get(address)
    assert (200, "nosniff", "no-referrer") == (
        answer.status_code,
        answer.headers["x-content-type-options"],
        answer.headers["referrer-policy"],
    )
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.text


def test_the_api_describes_itself_without_asking_another_machine(web: TestClient) -> None:
    described = web.get("/api/openapi.json").json()
    assert "/api/athletes/{athlete}/sessions/{session}" in described["paths"]
    assert [404, 404] == [web.get(address).status_code for address in ("/docs", "/redoc")]
    assert "http" not in json.dumps(described["paths"])


def test_the_page_of_the_api_is_what_the_routes_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == api_page(), "run 'make docs'"


@pytest.mark.enable_socket
def test_the_command_answers_on_this_machine_until_it_is_stopped(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "hipdrive", "serve", "--port", "0", "--no-browser", "--db", str(tmp_path / "store.sqlite3")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", served.stdout.readline())
        assert address is not None
        try:
            with urlopen(address[0], timeout=20) as answer:  # noqa: S310 - our own
                assert "No athlete is stored yet" in answer.read().decode()
        finally:
            served.send_signal(signal.SIGINT)
        assert served.wait(timeout=20) in {0, -signal.SIGINT, 130}


@pytest.mark.enable_socket
def test_a_place_that_is_taken_is_refused_in_a_sentence() -> None:
    with listening(0) as place, pytest.raises(PortTakenError, match="Another program listens on port"):
        listening(place.getsockname()[1])


def test_a_button_that_sends_rests_until_its_script_is_there() -> None:
    """Pressed before, the browser itself would send what was typed, in an address: it had lost plans, and would have shown passwords."""
    templates = sorted(Path(str(files("hipdrive.report") / "templates")).glob("*.j2"))
    buttons = [
        found for template in templates for found in re.findall(r'<button[^\n]*?type="submit"[^\n]*?</button>', template.read_text("utf-8"))
    ]
    assert len(buttons) >= 16
    assert [] == [button for button in buttons if " disabled>" not in button]


def test_a_script_is_sent_once_and_then_only_asked_about(web: TestClient) -> None:
    first = web.get("/scripts/page.js")
    assert (200, "text/javascript; charset=utf-8") == (first.status_code, first.headers["content-type"])
    assert 304 == web.get("/scripts/page.js", headers={"if-none-match": first.headers["etag"]}).status_code
    assert 404 == web.get("/scripts/..%2Fapp.py").status_code
    assert 404 == web.get("/scripts/other.js").status_code
