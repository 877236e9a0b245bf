"""The coach's list, one block for many, what a reader chose, and what is taken out: right, quick to change, and each athlete's own."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from follow_scenes import START, at_top, followed_by_hand, session
from icalendar import Calendar
from pypdf import PdfReader
from roster_scenes import DAYS, HURT, LONG, MARKUP, NOW, TODAY, WORST, add_athlete, add_everybody, add_tests, no_to_all
from time_machine import travel

from hipdrive import coach
from hipdrive.contract.athletes.athlete import AthletesDocument
from hipdrive.language import Units, reading_in
from hipdrive.store import (
    PlanRecord,
    Store,
    Unit,
    active_plan,
    add_plan,
    add_screen,
    add_session,
    change_person,
    correct_session,
    delete_plan,
    delete_session,
    erase_person,
    list_sessions,
    rename_person,
)
from hipdrive.web import create_app

HERE = "http://127.0.0.1:8765"
IN_MILES = {"cookie": "choices=mass=lb&distance=mi&speed=pace"}
STRAY = re.compile(r"(?<![\w/])(?<!per )(?:kg|km)(?!\w)")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with coach.open_store(str(tmp_path / "store.sqlite3")) as opened:
        yield opened


@pytest.fixture
def web(store: Store) -> Iterator[TestClient]:
    with travel(NOW, tick=False):
        yield TestClient(create_app(store, hosts=["127.0.0.1:8765"]), base_url=HERE, raise_server_exceptions=False)


def listed(store: Store) -> AthletesDocument:
    with store.reading(NOW) as unit:
        return coach.athlete_list(unit)


def id_of(store: Store, name: str) -> UUID:
    with store.reading(NOW) as unit:
        return coach.find_person(unit, name).uid


def shown(page: str) -> str:
    """What a page shows and says, without its scripts and styles."""
    body = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    said = re.findall(r'(?:aria-label|alt|title|data-label|placeholder)="([^"]*)"', body)
    return unescape(" ".join([re.sub(r"<[^>]+>", " ", body), *said]))


def test_who_hurts_stands_before_who_stalled_who_is_due_and_who_changed(store: Store) -> None:
    add_everybody(store)
    assert [
        ("Flo Stopped", ["hurts", "hurts"]),
        ("Ed Hurts", ["hurts"]),
        ("Di Stalled", ["stalled"]),
        (MARKUP, ["due"]),
        ("Cy Missed", ["due"]),
        (LONG, ["due"]),
        ("Bea Changed", ["changed", "changed"]),
        ("Al Trains", []),
    ] == [(row.name, [reason.kind for reason in row.reasons]) for row in listed(store).athletes]


def test_reasons_say_what_in_plain_words(store: Store) -> None:
    add_everybody(store)
    said = {row.name: [str(reason.says) for reason in row.reasons] for row in listed(store).athletes}
    assert ["stopped by pain", "pain 7 out of 10 (lower back) on 2026-01-19"] == said["Flo Stopped"]
    assert ["pain 4 out of 10 (front of hip, left) on 2026-01-21"] == said["Ed Hurts"]
    assert ["no step forward for 2 weeks: Standing hip flexion against a cable"] == said["Di Stalled"]
    assert ["session of 2026-01-21 not logged"] == said["Cy Missed"]
    assert ["safety screen not answered yet"] == said[MARKUP]
    assert "Isometric hip flexion, left: better by 28 Nm, beyond noise" == said["Bea Changed"][0]


def test_a_change_that_chance_can_make_is_no_reason(store: Store) -> None:
    add_athlete(store, "Ann", *[at_top(day) for day in DAYS])
    add_tests(store, "Ann", before_nm=120.0, after_nm=121.0)
    assert [()] == [row.reasons for row in listed(store).athletes]


CHANGES: dict[str, Callable[[Unit], object]] = {
    "session": lambda unit: add_session(unit, "Ann", session(16, "LR 3x5", pains=[WORST])),
    "correction": lambda unit: correct_session(unit, "Ann", list_sessions(unit, "Ann")[-1].uid, session(14, "LR 3x5")),
    "deleted session": lambda unit: delete_session(unit, "Ann", list_sessions(unit, "Ann")[-1].uid),
    "screen": lambda unit: add_screen(unit, "Ann", no_to_all(TODAY)),
    "mass": lambda unit: coach.edit_athlete(unit, "Ann", mass_kg=64.0),
    "another plan": lambda unit: add_plan(unit, "Ann", PlanRecord(**{**vars(followed_by_hand()), "starts_on": TODAY})),
    "dropped plan": lambda unit: delete_plan(unit, "Ann", active_plan(unit, "Ann").uid),  # type: ignore[union-attr]
    "another height": lambda unit: change_person(unit, "Ann", height_m=1.75),
    "another name": lambda unit: rename_person(unit, "Ann", "Anna"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_listed_before_never_hides_a_change(store: Store, tmp_path: Path, change: str) -> None:
    add_athlete(store, "Ann", *[at_top(day) for day in DAYS[:-2]], session(14, "LR 3x5", pains=[HURT]))
    add_athlete(store, "Bo")
    before = listed(store)
    with store.writing(NOW) as unit:
        CHANGES[change](unit)
    after = listed(store)
    with coach.open_store(str(tmp_path / "store.sqlite3")) as afresh:
        assert listed(afresh) == after != before


def test_what_a_phone_corrects_is_listed_and_shown_anew(web: TestClient, store: Store) -> None:
    add_athlete(store, "Ann", *[at_top(day) for day in DAYS[:-1]])
    uid, at = UUID(int=7), DAYS[-1]
    pages = [f"/athletes/{id_of(store, 'Ann')}{below}" for below in ("", "/progress")]
    for revision, level in ((1, 2), (2, 7)):
        felt = replace(WORST, level=level)
        piece = coach.Piece(session=uid, on=session(at).on, kind="pain", number=0, revision=revision, value=felt)
        with store.writing(NOW) as unit:
            coach.log_piece(unit, "Ann", uid, piece)
        assert [level] == [row.last_pain.level for row in listed(store).athletes if row.last_pain]
        assert all(f"{level} out of 10" in page or f"{level}/10" in page for page in (web.get(page).text for page in pages))


def test_who_was_erased_is_listed_no_more(store: Store) -> None:
    add_athlete(store, "Ann")
    assert ["Ann"] == [row.name for row in listed(store).athletes]
    erase_person(store, "Ann", now=NOW)
    assert () == listed(store).athletes


def test_a_new_day_is_listed_anew(store: Store) -> None:
    add_athlete(store, "Ann", *[at_top(day) for day in DAYS])
    assert () == listed(store).athletes[0].reasons
    with store.reading(NOW + timedelta(days=5)) as unit:
        assert {"due"} == {reason.kind for reason in coach.athlete_list(unit).athletes[0].reasons}


def test_the_page_leads_to_the_next_action_and_escapes_names(web: TestClient, store: Store) -> None:
    add_everybody(store)
    page = web.get("/").text
    assert "Jörg &lt;b&gt;Özil&lt;/b&gt;" in page
    assert "<b>Özil" not in page
    for name, below in {
        "Flo Stopped": "/screen",
        "Di Stalled": "/plan",
        "Cy Missed": "/log",
        LONG: "/plan",
        "Bea Changed": "/progress",
    }.items():
        assert f'href="/athletes/{id_of(store, name)}{below}"' in page, name
    assert "Al Trains" in web.get("/", headers={"accept-language": "de"}).text


def test_an_empty_store_says_how_to_begin(web: TestClient) -> None:
    page = shown(web.get("/").text)
    assert "No athlete is stored yet" in page
    assert "Add an athlete" in page


WISHES = {"weeks": 4, "sessions_per_week": 2, "minutes_per_week": 20, "start": "2026-01-26", "owned": "band red, chair"}


def test_a_block_gives_each_a_plan_of_their_own_and_names_who_cannot_get_one(web: TestClient, store: Store) -> None:
    add_athlete(store, "Ann", planned=False)
    add_athlete(store, "Bo", screened=False)
    block, (ann, bo) = uuid4(), (id_of(store, name) for name in ("Ann", "Bo"))
    followed_before = web.get(f"/api/athletes/{bo}/plan").json()["id"]
    made, twice = (web.put(f"/api/athletes/{ann}/blocks/{block}", json=WISHES) for _ in range(2))
    assert (200, made.text) == (made.status_code, twice.text)
    plan = made.json()
    assert ("hipdrive.plan/1", 4, "2026-01-26") == (plan["schema"], plan["weeks"], plan["start"])
    assert plan["id"] == web.get(f"/api/athletes/{ann}/plan").json()["id"]
    refused = web.put(f"/api/athletes/{bo}/blocks/{block}", json=WISHES)
    assert (422, "screen_missing") == (refused.status_code, refused.json()["error"])
    assert followed_before == web.get(f"/api/athletes/{bo}/plan").json()["id"]
    longer = web.put(f"/api/athletes/{ann}/blocks/{block}", json={**WISHES, "weeks": 5}).json()
    assert (5, True) == (longer["weeks"], longer["id"] != plan["id"])


def test_a_block_takes_the_place_of_the_plan_that_was_seen_and_of_no_other(web: TestClient, store: Store) -> None:
    add_athlete(store, "Ann", planned=False)
    ann, mine, other = id_of(store, "Ann"), uuid4(), uuid4()
    seen = {**WISHES, "instead_of": None}
    made, twice = (web.put(f"/api/athletes/{ann}/blocks/{mine}", json=seen) for _ in range(2))
    assert (200, made.text) == (twice.status_code, twice.text)
    stale = web.put(f"/api/athletes/{ann}/blocks/{other}", json=seen)
    assert (409, "plan_replaced") == (stale.status_code, stale.json()["error"])
    assert made.json()["id"] == web.get(f"/api/athletes/{ann}/plan").json()["id"] == str(listed(store).athletes[0].plan_id)
    again = web.put(f"/api/athletes/{ann}/blocks/{other}", json={**WISHES, "instead_of": made.json()["id"]})
    assert (200, again.json()["id"]) == (again.status_code, web.get(f"/api/athletes/{ann}/plan").json()["id"])
    replaced = web.put(f"/api/athletes/{ann}/blocks/{mine}", json=seen)
    assert (409, "plan_replaced") == (replaced.status_code, replaced.json()["error"])


def test_the_plan_of_one_is_a_pattern_for_another(web: TestClient, store: Store) -> None:
    for name in ("Ann", "Bo"):
        add_athlete(store, name, planned=False)
    block, (ann, bo) = uuid4(), (id_of(store, name) for name in ("Ann", "Bo"))
    pattern = web.put(f"/api/athletes/{ann}/blocks/{block}", json=WISHES).json()
    pinned = sorted({line["exercise"] for line in pattern["programme"]})
    made = web.put(f"/api/athletes/{bo}/blocks/{block}", json={**WISHES, "pinned": pinned})
    assert 200 == made.status_code, made.text
    assert set(pinned) <= {line["exercise"] for line in made.json()["programme"]}


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"weeks": 0}, "value_out_of_range"),
        ({"sessions_per_week": 9}, "value_out_of_range"),
        ({"owned": "a unicorn"}, "unknown_equipment"),
        ({"pinned": ["nonsense"]}, "unknown_name"),
        ({"speed_m_s": 99.0}, "value_out_of_range"),
        ({"goal": "fame"}, "wrong_request"),
        ({"start": "9999-12-31"}, "wrong_request"),
        ({"start": "0001-01-01"}, "wrong_request"),
        ({"weeks": 10**30}, "value_out_of_range"),
        ({"minutes_per_week": -1e300}, "value_out_of_range"),
        ({"speed_m_s": -1.0}, "value_out_of_range"),
        ({"owned": "{}\u0000%s" * 50}, "unknown_equipment"),
        ({"minutes": 3}, "wrong_request"),
    ],
)
def test_a_block_that_cannot_be_says_why_and_changes_nothing(web: TestClient, store: Store, wish: dict[str, object], code: str) -> None:
    add_athlete(store, "Ann", planned=False)
    answer = web.put(f"/api/athletes/{id_of(store, 'Ann')}/blocks/{uuid4()}", json={**WISHES, **wish})
    assert code == answer.json()["error"], answer.text
    assert not listed(store).athletes[0].follows_plan


def test_what_was_chosen_is_kept_in_a_cookie_and_shows_on_every_page(web: TestClient, store: Store) -> None:
    add_athlete(store, "Ann")
    chosen = {"language": "de", "mass": "lb", "distance": "mi", "speed": "pace", "ground": "dark"}
    kept = web.put("/settings", json=chosen)
    assert "httponly; max-age=34560000; path=/; samesite=lax" in kept.headers["set-cookie"].lower()
    page = web.get("/", headers={"accept-language": "en"}).text
    assert '<html lang="de" data-ground="dark" data-mass="lb" data-distance="mi" data-speed="pace">' in page
    assert "Athleten" in page
    said = web.get("/api/exercises/nonsense").json()
    assert said["shown"].startswith("Übung")
    assert said["message"].startswith("exercise")


@pytest.mark.parametrize("cookie", ["choices=mass=stone", "choices=language=xx", "choices=%00", 'choices="', "choices=a=b&c", "x=y"])
def test_a_cookie_that_says_nothing_is_as_none(web: TestClient, cookie: str) -> None:
    assert web.get("/settings").text == web.get("/settings", headers={"cookie": cookie}).text


@pytest.mark.parametrize(
    ("sent", "code"), [({"mass": "stone"}, "wrong_request"), ({"language": "xx"}, "unknown_name"), ({"x": 1}, "wrong_request")]
)
def test_a_choice_that_is_none_is_refused(web: TestClient, sent: dict[str, object], code: str) -> None:
    answer = web.put("/settings", json=sent)
    assert (code, None) == (answer.json()["error"], answer.headers.get("set-cookie"))


def test_json_stays_metric_whatever_the_reader_chose(web: TestClient, store: Store) -> None:
    add_everybody(store)
    address = f"/api/athletes/{id_of(store, 'Al Trains')}"
    for below in ("", "/plan", "/progress", "/next", "/sessions"):
        assert web.get(address + below).text == web.get(address + below, headers=IN_MILES).text


def test_pages_in_pounds_and_miles_hold_no_kilograms_or_kilometres(web: TestClient, store: Store) -> None:
    add_everybody(store)
    ann = f"/athletes/{id_of(store, 'Al Trains')}"
    pages = ["/", ann, "/exercises", "/exercises/cable_hip_flexion", "/exercises/standing_march", "/exercises/sled_drag", "/loads"]
    for address in pages:
        page = web.get(address, headers=IN_MILES)
        assert 200 == page.status_code, address
        assert not (stray := STRAY.findall(without_per_kg(shown(page.text)))), (address, stray)
    assert re.search(r"\d lb\b", shown(web.get(ann, headers=IN_MILES).text))
    assert re.search(r"\d kg\b", shown(web.get(ann).text))


def without_per_kg(text: str) -> str:
    """Without moments, powers and impulses per kilogram of body mass, which stay."""
    return re.sub(r"(?:Nm|Nm s|W|J)/kg|per kg of body mass", "", text)


@pytest.fixture
def planned(web: TestClient, store: Store) -> str:
    """Address of an athlete who follows a plan that was made for them, with weights."""
    add_athlete(store, "Ann", planned=False)
    address = f"/athletes/{id_of(store, 'Ann')}"
    wishes = {**WISHES, "start": "2026-01-19", "owned": "cable machine 60 kg, ankle cuff, chair", "pinned": ["cable_hip_flexion"]}
    assert 200 == web.put(f"/api{address}/blocks/{uuid4()}", json=wishes).status_code
    return address


def test_a_reader_of_pounds_gets_the_sheet_and_the_calendar_in_pounds(web: TestClient, planned: str) -> None:
    paper = PdfReader(io.BytesIO(web.get(f"{planned}/sheet.pdf", headers=IN_MILES).content))
    words = " ".join(page.extract_text() for page in paper.pages)
    assert (True, None) == (" lb" in words, STRAY.search(words))
    calendar = web.get(f"{planned}/plan.ics", headers=IN_MILES).text
    assert (True, None) == (" lb" in calendar, STRAY.search(calendar))


def test_a_calendar_keeps_its_ids_and_reminds_in_the_morning(web: TestClient, store: Store, planned: str) -> None:
    first = Calendar.from_ical(web.get(f"{planned}/plan.ics").content).walk("VEVENT")
    with store.writing(NOW) as unit:
        coach.log_as_planned(unit, "Ann", coach.typed_session(on=START + timedelta(days=14)))
    later = Calendar.from_ical(web.get(f"{planned}/plan.ics").content).walk("VEVENT")
    assert [event["uid"] for event in first] == [event["uid"] for event in later]
    assert len(first) == len({event["uid"] for event in first}) > 8
    for event in later:
        (alarm,) = event.walk("VALARM")
        assert ("DISPLAY", timedelta(hours=8), event["summary"]) == (alarm["action"], alarm.decoded("trigger"), alarm["description"])


def test_a_stopped_plan_reminds_of_nothing(web: TestClient, store: Store, planned: str) -> None:
    with store.writing(NOW) as unit:
        add_session(unit, "Ann", session(17, "LR 3x5", pains=[WORST]))
    events = Calendar.from_ical(web.get(f"{planned}/plan.ics").content).walk("VEVENT")
    stopped = [event for event in events if "STOP" in str(event["summary"])]
    assert len(stopped) > 3
    assert [] == [alarm for event in stopped for alarm in event.walk("VALARM")]


def test_spreadsheets_hold_what_counts_of_one_athlete(web: TestClient, store: Store) -> None:
    add_everybody(store)
    answer = web.get(f"/athletes/{id_of(store, MARKUP)}/spreadsheets.zip")
    assert ('attachment; filename="Jorg-b-Ozil-b-spreadsheets.zip"', "application/zip") == (
        answer.headers["content-disposition"],
        answer.headers["content-type"],
    )
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        rows = list(csv.DictReader(io.StringIO(file.read("athletes.csv").decode("utf-8-sig"))))
        assert {"athletes.csv", "tests.csv", "masses.csv", "sessions.csv", "pains.csv"} == set(file.namelist())
    assert [MARKUP] == [row["name"] for row in rows]


def test_a_copy_of_an_athlete_is_read_back_by_another_store(web: TestClient, store: Store, tmp_path: Path) -> None:
    add_everybody(store)
    copy = web.get(f"/athletes/{id_of(store, 'Ed Hurts')}/export.zip").content
    with coach.open_store(str(tmp_path / "other.sqlite3")) as other:
        with other.writing(NOW) as unit:
            coach.import_people(unit, io.BytesIO(copy), name="export.zip")
        (row,) = listed(other).athletes
    assert next(one for one in listed(store).athletes if one.name == "Ed Hurts") == row


@pytest.mark.parametrize("file", ["sheet.pdf", "plan.ics", "workout.fit", "spreadsheets.zip", "export.zip"])
def test_nobody_has_no_files(web: TestClient, file: str) -> None:
    answer = web.get(f"/athletes/{uuid4()}/{file}")
    assert (404, "unknown_person") == (answer.status_code, answer.json()["error"])


def test_an_athletes_page_links_to_what_can_be_taken_out(web: TestClient, store: Store) -> None:
    add_everybody(store)
    for name, files in (
        ("Al Trains", {"sheet.pdf", "plan.ics", "workout.fit", "spreadsheets.zip", "export.zip"}),
        (LONG, {"spreadsheets.zip", "export.zip"}),
    ):
        address = f"/athletes/{id_of(store, name)}"
        assert files == set(re.findall(rf'href="{address}/(\w+\.\w+)"', web.get(address).text))


def test_a_run_report_is_in_the_readers_units() -> None:
    from report_scenes import content, run

    from hipdrive.report import build_page

    miles = Units(mass="lb", distance="mi")
    pages = {}
    for units in (miles, replace(miles, speed="pace")):
        with reading_in("en", units=units):
            pages[units] = shown(build_page(content(of_run=run())))
        assert None is STRAY.search(without_per_kg(pages[units]))
        assert None is re.search(r"\d{2,}:\d\d min/", pages[units])
        assert "154.5 lb" in pages[units]
    assert ["7.8 mph (7:40 min/mi)" in pages[miles], "7:40 min/mi (7.8 mph)" in pages[replace(miles, speed="pace")]] == [True, True]


def test_two_runs_are_compared_in_the_readers_units() -> None:
    from compare_scenes import with_measure, written

    with reading_in("en", units=Units(mass="lb", distance="mi", speed="pace")):
        page = shown(coach.compare_page(written(), written(**with_measure("contact_time_s", 0.21, 0.004)), names=("winter", "spring")))
    assert None is STRAY.search(without_per_kg(page))
    assert re.search(r"\d:\d\d min/mi \(\d+\.\d mph\)", page)


def test_the_start_of_the_scenes_is_a_monday() -> None:
    assert (0, date(2026, 1, 23)) == (START.weekday(), TODAY)
