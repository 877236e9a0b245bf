"""Documents that are read back: what is written comes back as it was, and a broken or later file is refused in a sentence."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import report_scenes
from hypothesis import example, given
from hypothesis import strategies as st

from hipdrive.body import Athlete
from hipdrive.contract.curve import MomentCurveDocument, curve_document, curve_from
from hipdrive.contract.plans.plan import (
    PlanDocument,
    PlanLineDocument,
    RetestDocument,
    plan_line_document,
    plan_lines_from,
)
from hipdrive.contract.plans.programme import ProgrammeLineDocument, programme_from, programme_line_document
from hipdrive.contract.runs.run import BodyDocument, body_document, body_from, read_run, read_run_demand, run_document, run_from
from hipdrive.contract.runs.side import MeasureDocument, measure_document, measure_from
from hipdrive.contract.wire import D, json_text, plain_of, read_document
from hipdrive.contract.wire_model import Wire
from hipdrive.curve import MomentCurve
from hipdrive.errors import InputFileError
from hipdrive.gait.measures.measure import Measure
from hipdrive.gait.verdict.form import FormFinding
from hipdrive.language import Text, en, reading_in, to_reader
from hipdrive.note import FILE, Note
from hipdrive.training.log.dose import Dose, DoseLoad
from hipdrive.training.plan.plan import PlanLine, Retest
from hipdrive.training.plan.programme import ProgrammeLine
from hipdrive.training.plan.progression import DoseRange

PLAN = Path(__file__).parent / "snapshots" / "choose" / "plan.json"
FIRST_RELEASE = (Path(__file__).parent / "run_of_first_release.json").read_text(encoding="utf-8")


def read_plan(text: str, *, name: str) -> PlanDocument:
    return read_document(PlanDocument, text, name=name, kind=en("a plan"), advice=en("give another"))


READERS: dict[str, tuple[Callable[..., Wire], str]] = {
    "run": (read_run, FIRST_RELEASE),
    "run for a match": (read_run_demand, FIRST_RELEASE),
    "plan": (read_plan, PLAN.read_text(encoding="utf-8")),
}
"""Documents that are read back: how, and one of them."""

BROKEN: list[tuple[str, Callable[[dict[str, Any]], object], str]] = [
    ("run", lambda run: run.pop("cadence_steps_per_min"), "the key 'cadence_steps_per_min' is missing"),
    ("run", lambda run: run["sides"]["left"]["contact_time_s"].pop("n"), "the key 'sides.left.contact_time_s.n' is missing"),
    ("run", lambda run: run.update(segments="own"), "the key 'segments' is 'own' (input should be 'de_leva' or 'dempster')"),
    ("run for a match", lambda run: run.pop("demand"), "the key 'demand' is missing"),
    ("run for a match", lambda run: run["demand"][0].update(mode="fast"), "the key 'demand[0].mode' is 'fast'"),
    ("run for a match", lambda run: run["athlete"].update(mass_kg="seventy"), "the key 'athlete.mass_kg' is 'seventy'"),
    ("plan", lambda plan: plan.pop("weeks"), "the key 'weeks' is missing"),
    ("plan", lambda plan: plan["sessions"][0]["lines"][0].update(dose=3), "the key 'sessions[0].lines[0].dose' is 3"),
    ("plan", lambda plan: plan["retest_at"].update(date="soon"), "the key 'retest_at.date' is 'soon'"),
]


@pytest.mark.parametrize(("name", "spoil", "words"), BROKEN)
def test_a_broken_key_is_named(name: str, spoil: Callable[[dict[str, Any]], object], words: str) -> None:
    reader, text = READERS[name]
    document = json.loads(text)
    spoil(document)
    with pytest.raises(InputFileError, match=re.escape(words)) as refused:
        reader(json.dumps(document), name="file.json")
    assert str(refused.value).startswith("file.json: ")


def test_a_sentence_with_a_sign_of_an_earlier_release_is_read_in_german_all_the_same() -> None:
    now = PLAN.read_text(encoding="utf-8")
    before = now.replace("±", "+-").replace("\\u00b1", "+-")
    assert before != now
    read = read_plan(before, name="plan.json")
    assert read_plan(now, name="plan.json") == read
    with reading_in("de"):
        assert any("Spanne einer Standardabweichung: Beugemomente ±" in to_reader(words) for words in (*read.why, *read.before))


@pytest.mark.parametrize("name", READERS)
def test_a_later_schema_is_refused_as_one(name: str) -> None:
    reader, text = READERS[name]
    document = json.loads(text)
    later = re.sub("1$", "12", document["schema"])
    words = f"file.json: this was written by a later version of Hipdrive (schema {later}; known: {document['schema']}); update Hipdrive"
    with pytest.raises(InputFileError, match=re.escape(words)):
        reader(json.dumps({**document, "schema": later}), name="file.json")


@pytest.mark.parametrize("name", READERS)
def test_keys_that_are_not_known_are_passed_over(name: str) -> None:
    reader, text = READERS[name]
    assert reader(text, name="x") == reader(json.dumps({**json.loads(text), "of_a_later_release": [1]}), name="x")


def test_a_run_of_the_first_release_still_reads() -> None:
    run = read_run(FIRST_RELEASE, name="run.json")
    assert (70.0, "rajagopal", 10) == (run.athlete.mass_kg, run.marker_set, run.sides.left.strides)
    assert MeasureDocument(mean=0.2245, sd=0.0011, n=10) == run.sides.left.measures["contact_time_s"]
    assert ["extensor"] == [curve.action for curve in run.demand]
    assert json.loads(FIRST_RELEASE) == plain_of(run)
    assert list(json.loads(FIRST_RELEASE)) == list(plain_of(run))


def test_a_curve_that_is_no_hold_has_no_peak_of_its_own() -> None:
    assert "peak_nm_kg" not in plain_of(read_run(FIRST_RELEASE, name="run.json").demand[0])


SIDES = st.sampled_from(["left", "right", "both"])
WORDS = st.lists(st.text(max_size=12), max_size=3).map(tuple)
IDS = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
FINITE = st.floats(allow_nan=False, allow_infinity=False)
SIX_DECIMALS = st.integers(-5_000_000, 5_000_000).map(lambda millionths: millionths / 1e6)
SET_UPS = st.dictionaries(IDS, st.one_of(st.integers(-500, 500), FINITE, st.text(max_size=8)), max_size=4)
COUNTS = st.tuples(st.integers(1, 9), st.integers(10, 40))
LOADS = st.builds(DoseLoad, mass_kg=st.one_of(st.none(), st.integers(0, 4000).map(lambda quarters: quarters / 4)), band=st.none() | IDS)
DOSES = st.builds(
    Dose,
    exercise=IDS,
    side=st.sampled_from(["L", "R", "LR", "alt", "both"]),
    sets=COUNTS,
    reps=COUNTS,
    hold_s=st.none() | COUNTS,
    load=st.none() | LOADS,
    tempo=st.none() | st.just("2-1-X"),
    rest_s=st.none() | st.integers(0, 600),
    rir=st.none() | COUNTS,
)
LINES = st.builds(PlanLine, exercise=IDS, name=st.text(max_size=12), side=SIDES, dose=DOSES, set_up=SET_UPS, stop_for=WORDS, why=WORDS)
RANGES_OF_DOSES = st.builds(
    DoseRange,
    sets=COUNTS,
    reps=COUNTS,
    hold_s=st.none() | COUNTS,
    tempo=st.just("2-1-2"),
    rest_s=FINITE,
    rir=st.integers(0, 9),
    per_side=st.booleans(),
    together=st.booleans(),
    distance_m=st.none() | FINITE,
    most_per_week=st.integers(1, 7),
    source=st.text(max_size=12),
)
PROGRAMME_LINES = DOSES.flatmap(
    lambda dose: st.builds(
        ProgrammeLine,
        exercise=IDS,
        name=st.text(max_size=12),
        side=SIDES,
        set_up=SET_UPS,
        dose=st.just(dose),
        allowed=RANGES_OF_DOSES,
        loads=st.just(() if dose.load is None else (dose.load,)),
        first_week=st.integers(1, 12),
        stop_for=WORDS,
        gates=st.sampled_from([(), ("early_range",), ("straight_leg_lift", "sit_up")]),
    )
)


@st.composite
def curves(draw: st.DrawFn) -> MomentCurve:
    """A curve as analysing and solving make them: numbers to six decimals."""
    angles = sorted(draw(st.sets(SIX_DECIMALS, min_size=1, max_size=6)))
    rows = st.lists(SIX_DECIMALS, min_size=len(angles), max_size=len(angles))
    return MomentCurve(
        side=draw(st.sampled_from(["left", "right"])),
        action=draw(st.sampled_from(["flexor", "extensor"])),
        mode=draw(st.sampled_from(["concentric", "eccentric", "isometric"])),
        phase=draw(st.sampled_from(["stance", "swing", ""])),
        angle_rad=np.array(angles),
        moment_nm_kg=np.array(draw(rows)),
        velocity_rad_s=np.array(draw(rows)),
        count=np.array([draw(st.integers(1, 50)) for _ in angles]),
        source=draw(st.text(max_size=12)),
        peak_nm_kg=draw(st.none() | SIX_DECIMALS),
    )


def back(document: D) -> D:
    """A document, written and read again."""
    return type(document).model_validate_json(json_text(document), strict=True)


@given(curve=curves())
def test_a_curve_comes_back_to_the_last_digit(curve: MomentCurve) -> None:
    read: MomentCurveDocument = back(curve_document(curve))
    again = curve_from(read)
    for name in ("angle_rad", "moment_nm_kg", "velocity_rad_s", "count"):
        np.testing.assert_array_equal(getattr(curve, name), getattr(again, name))
    plain = ("side", "action", "mode", "phase", "source", "peak_nm_kg")
    assert [getattr(curve, name) for name in plain] == [getattr(again, name) for name in plain]


@given(athlete=st.builds(Athlete, mass_kg=st.floats(30, 150), height_m=st.floats(1.4, 2.1), sex=st.sampled_from(["male", "female"])))
def test_a_body_comes_back(athlete: Athlete) -> None:
    read: BodyDocument = back(body_document(athlete))
    assert athlete == body_from(read)


@given(measure=st.builds(Measure, mean=st.none() | FINITE, sd=st.none() | FINITE, n=st.integers(0, 99), low=FINITE, high=st.none()))
def test_a_measure_comes_back(measure: Measure) -> None:
    read: MeasureDocument = back(measure_document(measure))
    assert measure == measure_from(read)


@given(line=LINES)
def test_a_line_of_a_plan_comes_back(line: PlanLine) -> None:
    read: PlanLineDocument = back(plan_line_document(line))
    assert (line,) == plan_lines_from([read])


@given(line=PROGRAMME_LINES)
def test_a_line_of_the_programme_comes_back(line: ProgrammeLine) -> None:
    read: ProgrammeLineDocument = back(programme_line_document(line))
    assert (line,) == programme_from([read])


@given(retest=st.builds(Retest, week=st.integers(1, 20), day=st.integers(1, 7), on=st.none() | st.dates()))
def test_the_day_of_a_retest_comes_back(retest: Retest) -> None:
    read: RetestDocument = back(RetestDocument(week=retest.week, day=retest.day, on=retest.on))
    assert (retest.week, retest.day, retest.on) == (read.week, read.day, read.on)


def test_a_run_comes_back_but_for_rounded_curves_and_the_names_of_files() -> None:
    note = Note("labels_swapped", en("Markers A and B were exchanged in {file}.", file=FILE), "anna.c3d")
    finding = FormFinding(
        id="F01", side="left", value=0.2, unit="m", finding=Text("20 cm."), title=Text("Foot ahead"), status="seen", also={"x": None}
    )
    run = replace(report_scenes.run(notes=(note,)), form=(finding,), slope=0.03, believed_share=0.9, trunk_recorded=False)
    back = run_from(read_run(json_text(run_document(run)), name="run.json"))
    plain = (
        "speed_m_s",
        "slope",
        "believed_share",
        "trunk_recorded",
        "from_plates",
        "clusters_only",
        "form",
        "quality",
        "athlete",
        "symmetry",
    )
    for name in plain:
        assert getattr(run, name) == getattr(back, name), name
    assert [note.nameless] == [read.message for read in back.notes]
    for side in run.sides:
        assert run.sides[side].measures == back.sides[side].measures
        for name, curve in run.sides[side].curves.items():
            assert np.allclose(curve.mean, back.sides[side].curves[name].mean, atol=1e-6)
    assert all(np.allclose(a.moment_nm_kg, b.moment_nm_kg, atol=1e-6) for a, b in zip(run.demand, back.demand, strict=True))


class AnyDocument(Wire):
    """Whatever can stand in a document."""

    name: str
    number: float
    kept: dict[str, Any]


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(name=st.text(st.characters(exclude_categories=())), number=st.floats(allow_nan=False, allow_infinity=False), kept=PLAIN)
@example(name="NaN \ud800 Infinity", number=-0.0, kept=[1e-5, 1e22, "\u2028"])
def test_json_says_what_the_document_says_in_letters_that_every_terminal_has(name: str, number: float, kept: object) -> None:
    text = json_text(AnyDocument(name=name, number=number, kept={"": kept}))
    assert text.isascii()
    assert {"name": name, "number": number, "kept": {"": kept}} == json.loads(text)


@pytest.mark.parametrize("name", ["run", "NaN", "\ud800"])
@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_is_never_written(name: str, number: float) -> None:
    for document in (
        AnyDocument.model_construct(name=name, number=number, kept={}),
        AnyDocument(name=name, number=1.0, kept={"deep": [{"number": number}]}),
    ):
        with pytest.raises(ValueError, match=r"cannot stand in a document|not JSON compliant"):
            json_text(document)
