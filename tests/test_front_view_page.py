"""A run filmed from the front, from its file to page and JSON: signs as cards, what comes back, and what is told before."""

from functools import cache

from front_scenes import as_file, front_clip
from side_scenes import trial

from hipdrive.coach import Analysis, Recording, Runner, analyse, preview, read_recording
from hipdrive.contract.runs.run import read_run, run_document, run_from
from hipdrive.contract.wire import json_text
from hipdrive.gait import FrontView
from hipdrive.report.run_page.front_view import filmed_from, front_shown

RUNNER = Runner(athlete=trial().athlete, name="Ann")


def recording(*, speed_m_s: float | None = 3.0) -> Recording:
    return read_recording(as_file(front_clip(seed=3)), trial().athlete, speed_m_s=speed_m_s)


@cache
def analysed() -> Analysis:
    return analyse(recording(), RUNNER, with_page=True)


def test_a_clip_that_is_just_given_is_seen_to_be_from_the_front_and_gets_its_page() -> None:
    page = analysed().page
    assert page is not None
    for words in ("Signs of running form in the video", "One camera saw you from the front", "What the video shows from the front"):
        assert words in page
    assert "A typical stride, not yours, asks most" in page
    assert 'id="legs-from-front-title"' in page


def test_each_sign_has_an_answer_a_side_with_band_and_share_of_the_leg() -> None:
    front = front_shown(analysed().run)
    assert front is not None
    crossing, flailing, hike = front.cards
    assert [row.answer for row in crossing.answers] == ["no", "no"]
    assert {row.answer for row in flailing.answers} <= {"no", "not sure"}
    assert "% of the leg" in crossing.answers[0].figure
    assert "±" in crossing.answers[0].figure
    assert [row.answer for row in hike.answers] == ["not measurable here", "not measurable here"]
    view = filmed_from(analysed().run)
    assert view is not None
    assert [str(row.name) for row in view.rows][-1] == "Step width"


def test_it_comes_back_from_its_document() -> None:
    document = run_document(analysed().run)
    assert document.side_view is None
    assert (document.sources.swing, document.sources.events) == (None, None)
    back = run_from(read_run(json_text(document), name="run.json"))
    assert isinstance(back.view, FrontView)
    assert back.view.bands.keys() == document.front_view.bands.keys() if document.front_view else False
    assert not back.clusters_only
    assert [one.status for one in back.form] == [one.status for one in analysed().run.form]
    measured = back.sides["left"].measures["knee_crossing_m"].mean
    assert measured is not None


def test_before_it_is_analysed_the_speed_is_asked_for() -> None:
    told = {str(row.what): row for row in preview(recording(speed_m_s=None), RUNNER).measurable}
    assert told["Knees that cross, feet that swing outward, step width"].source is None
    assert "give the running speed" in told["Knees that cross, feet that swing outward, step width"].why
    known = {str(row.what): row.source for row in preview(recording(), RUNNER).measurable}
    assert known["Knees that cross, feet that swing outward, step width"] == "derived"
