"""The resistance lab: every set-up gives an answer or a sentence, and what it tells is what `load` says."""

import json
import re
import threading
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from hipdrive import coach
from hipdrive.contract.exercises.load import load_document
from hipdrive.errors import HipDriveError
from hipdrive.exercise import Exercise, Load, Setting, shipped_exercises, solve_load, variants_of
from hipdrive.exercise.declared.exercise import CUFF
from hipdrive.language import reader
from hipdrive.web import create_app
from hipdrive.web.door.clock import now
from hipdrive.web.lab.crew import Crew, ObsoleteError
from hipdrive.web.lab.post import Answered, Asked, Reach, Ready, Work
from hipdrive.web.lab.worker import Worker, WorkFailedError

HERE = "http://127.0.0.1:8765"
PAGE = "a-page-of-a-test"
LONGEST_S = 60
BODY = coach.TYPICAL_ATHLETE
WHILE_MOVING, AT_REST = (coach.LabShown(figure_px=560, chart_px=560, settled=settled) for settled in (False, True))
STRENGTH = sorted(exercise.id for exercise in shipped_exercises().values() if exercise.kind == "strength")
ANN = {"name": "Ann", "sex": "female", "height_m": 1.7, "mass_kg": 60, "consent_on": "2024-01-02", "born": "1990-03-04"}


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with coach.open_store(str(tmp_path_factory.mktemp("lab") / "store.sqlite3")) as store:
        yield TestClient(create_app(store, hosts=["127.0.0.1:8765"]), base_url=HERE, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def ann(web: TestClient) -> str:
    uid = str(uuid4())
    assert web.put(f"/api/athletes/{uid}", json=ANN).status_code == 200
    details = ["lever_m=0.40", "hip_flexion_deg=0", "knee_flexion_deg=90"]
    weak = {"test": "isometric_hip_flexion", "side": "right", "value": 60, "details": details}
    assert web.put(f"/api/athletes/{uid}/results/{uuid4()}", json=weak).status_code == 200
    return uid


def _question(exercise: str, **set_up: str | float) -> coach.LabQuestion:
    return coach.LabQuestion(exercise=exercise, runner=BODY, set_up=set_up)


def _sent(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="sent">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    plain: dict[str, Any] = json.loads(found[1])
    return plain


def _ends(exercise: Exercise) -> Iterator[tuple[str, float]]:
    settings: list[Setting] = [setting for setting in exercise.settings.values() if setting.kind == "number"]
    for setting in settings:
        for end in (setting.low, setting.high):
            assert end is not None, f"{exercise.id}: {setting.key} has no end that a hand could reach"
            yield setting.key, end


@pytest.mark.parametrize("exercise", STRENGTH)
def test_every_value_of_every_version_at_both_its_ends_gives_curves_or_a_sentence(exercise: str) -> None:
    for name, variant in variants_of(shipped_exercises()[exercise]).items():
        version: dict[str, str | float] = {"variant": name} if name else {}
        for key, end in _ends(variant):
            asked = _question(exercise, **version, **{key: end})
            assert _curves_or_sentence(asked), f"{exercise} {version} {key}={end}"


def _curves_or_sentence(question: coach.LabQuestion) -> bool:
    """Whether there are curves, with a reason where it can't be done, or a sentence that says why there are none."""
    try:
        answer = coach.lab_set_up(question, WHILE_MOVING)
    except HipDriveError as error:
        return str(error).endswith(".")
    json.dumps(answer, allow_nan=False)
    drawn = answer["figure"] is not None and bool(answer["chart"]["lines"])
    return bool(answer["said"]) and answer["feasible"] == (not answer["reasons"]) and (drawn or not answer["feasible"])


@pytest.mark.parametrize("exercise", STRENGTH)
def test_every_exercise_opens_with_all_there_is_to_choose(web: TestClient, exercise: str) -> None:
    page = web.get(f"/exercises/{exercise}/lab")
    assert 200 == page.status_code
    declared = next(iter(variants_of(shipped_exercises()[exercise]).values()))
    wide = {key for key, setting in declared.settings.items() if setting.kind != "number" or setting.low != setting.high}
    assert {*wide, "side"} == set(re.findall(r'class="row" data-key="(\w+)"', page.text))
    assert f'href="/exercises/{exercise}"' in page.text


def test_what_is_told_and_drawn_is_to_the_letter_what_load_says(web: TestClient) -> None:
    set_up = {"stack_kg": 9, "pulley_x_m": -1.23, "pulley_y_m": 0.4}
    answer = web.post("/api/exercises/cable_hip_flexion/lab", json={"page": PAGE, "set_up": set_up}).json()
    report = coach.load_report("cable_hip_flexion", BODY, set_up)
    load = load_document(report)
    assert load.set_up == answer["set_up"]
    assert {(round(angle * 57.29577951308232, 2), round(moment, 4)) for angle, moment in _frames(report.load)} == {
        point for line in answer["chart"]["lines"] for point in zip(line["degrees"], line["moment_nm_kg"], strict=True)
    }
    told = " ".join(answer["sentences"])
    for peak in report.peaks:
        assert f"up to {peak.moment_nm_kg:.2f} Nm/kg ({peak.moment_nm:.0f} Nm)" in told
        assert f"{100 * peak.share['early']:.0f} %" in told
    assert [effort.sentence for effort in report.efforts] == answer["sentences"][-len(report.efforts) :]
    assert f"get {100 * report.share_at_once:.0f} % of their strength" in told


def _frames(load: Load) -> list[tuple[float, float]]:
    return [
        pair
        for side in ("left", "right")
        for pair in zip(load.hip_flexion_rad[side].tolist(), load.hip_flexion_moment_nm_kg[side].tolist(), strict=True)
    ]


def test_while_the_hand_moves_the_curves_are_those_of_when_it_rests() -> None:
    question = _question("standing_march", band="red", rest_length_m=1.0, anchor_x_m=-1.1)
    moving, resting = (
        coach.lab_set_up(question, coach.LabShown(figure_px=560, chart_px=560, settled=settled)) for settled in (False, True)
    )
    assert resting["chart"]["lines"] == moving["chart"]["lines"]
    assert 1 == len(moving["figure"]["times"]) < len(resting["figure"]["times"])  # type: ignore[index]
    assert (moving["said"], moving["feasible"], moving["handles"]) == (resting["said"], resting["feasible"], resting["handles"])
    for there, here in zip(_pieces(resting), _pieces(moving), strict=True):
        assert (there["css"], there["shape"], there["steps"][0]) == (here["css"], here["shape"], here["steps"][0])


def _pieces(answer: coach.LabAnswer) -> list[Any]:
    figure = answer["figure"]
    assert figure is not None
    return [*figure["behind"], *figure["before"]]


def test_legs_that_do_the_same_are_told_of_once() -> None:
    told = coach.lab_set_up(_question("two_leg_bridge"), AT_REST)["sentences"]
    assert "Both hips do the same at once." in told
    assert not [sentence for sentence in told if sentence.startswith("Left")]


def test_a_set_up_that_cannot_be_done_says_why() -> None:
    question = _question("standing_march", band="red", rest_length_m=0.1)
    answer = coach.lab_set_up(question, WHILE_MOVING)
    assert not answer["feasible"]
    assert "The band would stretch by" in answer["reasons"][0]
    assert answer["said"].startswith("Cannot be done like this.")
    assert (False, True) == (
        coach.can_be_done(question),
        coach.can_be_done(_question("standing_march", band="red", rest_length_m=1.0)),
    )


def test_a_handle_lies_where_the_figure_shows_its_end_and_moves_it_as_it_says() -> None:
    shown = coach.lab_set_up(_question("lying_cable_knee_drive"), WHILE_MOVING)
    figure, pulley = shown["figure"], shown["handles"][0]
    assert figure is not None
    ahead, high = (float(shown["set_up"][axis["key"]]) for axis in pulley["axes"])
    moved = coach.lab_set_up(
        _question("lying_cable_knee_drive", pulley_x_m=ahead + 0.1, pulley_y_m=high + 0.2),
        coach.LabShown(figure_px=560, chart_px=560, settled=False, view=tuple(figure["view"])),
    )["handles"][0]
    across, up = pulley["axes"]
    expected = [at + 0.1 * right + 0.2 * above for at, right, above in zip(pulley["at"], across["toward"], up["toward"], strict=True)]
    assert expected == pytest.approx(moved["at"], abs=0.05)


def test_what_hangs_on_the_shank_has_a_handle_along_it() -> None:
    handles = coach.lab_set_up(_question("step_up_drive", weight_kg=2), WHILE_MOVING)["handles"]
    assert CUFF in [axis["key"] for handle in handles for axis in handle["axes"]]


def test_a_frame_stays_while_it_holds_the_curves_and_grows_where_it_does_not() -> None:
    def chart(stack_kg: float, axes: tuple[float, ...] = ()) -> Any:  # noqa: ANN401 - JSON
        shown = coach.LabShown(figure_px=560, chart_px=560, settled=False, axes=axes)
        return coach.lab_set_up(_question("cable_hip_flexion", stack_kg=stack_kg), shown)["chart"]

    first = chart(10)
    assert first["frame"]
    kept = chart(9, tuple(first["axes"]))
    assert ("", first["axes"]) == (kept["frame"], kept["axes"])
    grown = chart(60, tuple(first["axes"]))
    assert grown["frame"]
    assert grown["axes"][3] > first["axes"][3]


def test_the_address_holds_the_set_up_and_one_that_cannot_be_is_told_and_left_out(web: TestClient) -> None:
    sent = _sent(web.get("/exercises/standing_march/lab?band=green&anchor_x_m=-1.5&variant=drill").text)
    assert ("green", -1.5, "drill") == tuple(sent["set_up"][key] for key in ("band", "anchor_x_m", "variant"))
    refused = web.get("/exercises/standing_march/lab?anchor_x_m=-50")
    assert 200 == refused.status_code
    assert "anchor_x_m is -50, but must be -4 to 4 m" in refused.text
    assert 0.05 == _sent(refused.text)["set_up"]["anchor_x_m"]


def test_mobility_work_and_what_is_no_exercise_have_no_lab(web: TestClient) -> None:
    answers = [web.get(f"/exercises/{name}/lab") for name in ("hip_flexor_stretch", "nonsense")]
    assert [(422, "no_load_curve"), (404, "unknown_name")] == [(answer.status_code, answer.json()["error"]) for answer in answers]


def test_the_page_of_an_exercise_leads_to_its_lab(web: TestClient) -> None:
    assert 'href="/exercises/bike_pedal/lab"' in web.get("/exercises/bike_pedal").text
    assert "/lab" not in web.get("/exercises/hip_flexor_stretch").text


def test_an_athlete_is_judged_by_own_body_and_strength(web: TestClient, ann: str) -> None:
    set_up = {"stack_kg": 15}
    address = f"/athletes/{ann}/exercises/cable_hip_flexion/lab"
    own = web.post(f"/api{address}", json={"page": PAGE, "set_up": set_up}).json()
    with web.app.state.store.reading(now()) as unit:  # type: ignore[attr-defined]
        report = coach.load_report("cable_hip_flexion", coach.stored_runner(unit, "Ann"), set_up)
    assert [note.message for note in report.load.notes] == [*own["reasons"], *own["remarks"]]
    assert [effort.sentence for effort in report.efforts] == own["sentences"][-len(report.efforts) :]
    typical = coach.load_report("cable_hip_flexion", report.athlete, set_up)
    assert typical.efforts[0].share != report.efforts[0].share
    page = web.get(address).text
    assert "Ann, 60 kg, 1.7 m" in page
    assert "hipdrive load cable_hip_flexion --athlete Ann" == _sent(page)["command"]


def test_a_lab_for_an_athlete_is_under_the_athletes_address(web: TestClient, ann: str) -> None:
    answer = web.get(f"/exercises/cable_hip_flexion/lab?athlete={ann}&stack_kg=5", follow_redirects=False)
    assert (307, f"/athletes/{ann}/exercises/cable_hip_flexion/lab?stack_kg=5") == (answer.status_code, answer.headers["location"])
    assert 404 == web.get(f"/athletes/{uuid4()}/exercises/cable_hip_flexion/lab").status_code


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"set_up": {"pulley_x_m": "far"}}, "value_out_of_range"),
        ({"set_up": {"nonsense": 1}}, "unknown_setting"),
        ({"set_up": {"hip_start_deg": 60, "hip_end_deg": 20}}, "hip_path"),
        ({"view": [0, 1, 0, 0, 0, 300]}, "wrong_request"),
        ({"view": [100, 1]}, "wrong_request"),
        ({"axes": [0, 0, 0, 0]}, "wrong_request"),
        ({"moment": 2}, "wrong_request"),
        ({"mass_kg": -1}, "value_out_of_range"),
        ({"speed_m_s": 99}, "wrong_request"),
        ({"set_up": {"tempo": "never"}}, "value_out_of_range"),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_code(web: TestClient, sent: dict[str, Any], code: str) -> None:
    answer = web.post("/api/exercises/cable_hip_flexion/lab", json={"page": PAGE, **sent})
    assert (code, True) == (answer.json()["error"], 400 <= answer.status_code < 500)


def test_where_it_cannot_be_done_is_told_value_by_value(web: TestClient) -> None:
    lengths = (0.1, 0.3, 1.0, 2.0)
    asked = {"page": PAGE, "set_up": {"band": "red"}, "changes": [{"rest_length_m": length} for length in lengths]}
    expected = [solve_load("standing_march", BODY, {"band": "red", "rest_length_m": length}).feasible for length in lengths]
    assert expected == web.post("/api/exercises/standing_march/lab/reach", json=asked).json()
    assert {True, False} == set(expected)


def test_words_are_in_the_language_of_who_reads(web: TestClient) -> None:
    asked = {"page": PAGE, "set_up": {"pulley_x_m": 50}}
    answer = web.post("/api/exercises/cable_hip_flexion/lab", json=asked, headers={"accept-language": "de"}).json()
    assert answer["message"] != answer["shown"]
    assert "Meter" in answer["shown"] or "Umlenkrolle" in answer["shown"]


def test_the_stride_behind_is_that_of_its_speed(web: TestClient) -> None:
    slow, fast = (web.get(f"/api/lab/stride?speed_m_s={speed}").json() for speed in (2.5, 6))
    assert slow["words"] != fast["words"]
    assert max(max(line["moment_nm_kg"]) for line in fast["lines"]) > max(max(line["moment_nm_kg"]) for line in slow["lines"])


def test_the_best_set_up_is_made_of_what_is_owned_and_keeps_what_is_fixed() -> None:
    usual = solve_load("bike_pedal", BODY, {"variant": "pulses"}).set_up
    fixed = {key: value for key, value in usual.items() if key not in {"band", "anchor_x_m"}}
    tuned = coach.lab_tune(_question("bike_pedal", **fixed), coach.LabWish(range="mid", own="bands red and green, mat"))
    assert tuned["set_up"] is not None
    assert fixed.items() <= tuned["set_up"].items()
    assert tuned["set_up"]["band"] in {"red", "green"}
    assert coach.can_be_done(coach.LabQuestion(exercise="bike_pedal", runner=BODY, set_up=tuned["set_up"]))


def test_a_process_that_dies_or_takes_too_long_is_replaced() -> None:
    worker, look = Worker(most_s=0.5), _asked(Reach(question=_question("bike_pedal"), changes=({},)))
    assert [True] == worker.answer(look).plain
    with pytest.raises(WorkFailedError, match=r"within 0\.5 s"):
        worker.answer(_asked(Reach(question=_question("roman_chair_sit_up"), changes=({},) * 1000)))
    assert not worker.warm
    assert [True] == worker.answer(look).plain
    assert worker._process is not None
    worker._process.kill()
    worker._process.wait()
    assert [True] == worker.answer(look).plain


def _asked(work: Work) -> Asked:
    return Asked(work=work, language="en", units=reader().units)


class _Held(Worker):
    """A process of the tests, which answers when it is let."""

    def __init__(self, *, warm: bool = True) -> None:
        super().__init__(most_s=LONGEST_S)
        self._warm, self.asked, self.let = warm, list[Work](), threading.Semaphore(0)

    @property
    def started(self) -> bool:
        return self._warm

    def answer(self, asked: Asked) -> Answered:
        self.asked.append(asked.work)
        assert self.let.acquire(timeout=LONGEST_S)
        self._warm = True
        return Answered(plain=asked.work)


class _Line:
    """Questions that are asked of a crew, each in a thread of its own."""

    def __init__(self, *workers: _Held) -> None:
        self.crew, self.told, self._threads = Crew(workers), dict[str, str](), list[threading.Thread]()

    def ask(self, name: str, *, client: str = "", patient: bool = False) -> Reach:
        work = Reach(question=_question(name), changes=())
        threads, lined = self._threads, self.crew.waiting + self.crew.at_work

        def asks() -> None:
            try:
                self.crew.ask(work, client=client, patient=patient)
                self.told[name] = "answered"
            except ObsoleteError as error:
                self.told[name] = error.code

        threads.append(threading.Thread(target=asks))
        threads[-1].start()
        _until(lambda: self.crew.waiting + self.crew.at_work > lined or name in self.told or "obsolete" in self.told.values())
        return work

    def end(self, *workers: _Held) -> None:
        for worker in workers:
            worker.let.release(len(self._threads))
        for thread in self._threads:
            thread.join(LONGEST_S)


def test_a_newer_question_of_a_page_takes_the_place_of_its_older_one_in_the_line() -> None:
    worker = _Held()
    line = _Line(worker)
    first, _, other, new = (line.ask(name, client=client) for name, client in (("a", "x"), ("old", "y"), ("b", "z"), ("new", "y")))
    line.end(worker)
    assert {"a": "answered", "old": "obsolete", "b": "answered", "new": "answered"} == line.told
    assert [first, new, other] == worker.asked


def test_who_is_patient_comes_last_and_leaves_one_process_to_hands() -> None:
    one, two = _Held(), _Held()
    line = _Line(one, two)
    shades = line.ask("shades", patient=True)
    line.ask("more shades", patient=True)
    hand = line.ask("hand", client="x")
    assert ([shades], [hand]) == (one.asked, two.asked)
    next_hand = line.ask("next hand", client="y")
    two.let.release()
    _until(lambda: [hand, next_hand] == two.asked)
    line.end(one, two)
    assert ["shades", "more shades"] == [work.question.exercise for work in one.asked if isinstance(work, Reach)][:2]


def test_a_second_process_is_warmed_up_only_while_the_first_is_at_work_and_then_helps() -> None:
    one, two = _Held(), _Held(warm=False)
    line = _Line(one, two)
    line.ask("a")
    assert [] == two.asked
    line.ask("b")
    _until(lambda: [Ready()] == two.asked)
    two.let.release()
    _until(lambda: 2 == len(two.asked))
    line.end(one, two)
    assert "b" == two.asked[1].question.exercise  # type: ignore[union-attr]
    assert {"a": "answered", "b": "answered"} == line.told


def _until(true: Any) -> None:  # noqa: ANN401 - a lambda
    end = time.monotonic() + LONGEST_S
    while not true():
        assert time.monotonic() < end
        time.sleep(0.001)
