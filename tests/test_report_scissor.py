"""The scissor figure's words cross no curve, in any language, at any speed, on a phone and on a desk."""

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from report_scenes import content

from hipdrive import coach
from hipdrive.arrays import FloatArray
from hipdrive.capacity import capacities
from hipdrive.language import reading_in
from hipdrive.report.chart.places import dense
from hipdrive.report.chart.svg import width_of
from hipdrive.report.run_page.chosen import chosen_exercises
from hipdrive.report.run_page.figures.scissor import NARROW_PX, WIDE_PX, ScissorView, scissor_figure
from hipdrive.training import match

TEXT = re.compile(r'<text x="([\d.-]+)" y="([\d.-]+)" class="(?:left|right|soft small) halo" text-anchor="middle">([^<]+)</text>')
CURVE = re.compile(r'<path class="(?:curve thick \w+|capacity|load-\d)" d="M([^"]+)"')
ABOVE_PX, BELOW_PX = 9.0, 1.0
"""From the base line of small letters; a curve that touches their foot or head is not yet across them."""


def _curves(svg: str) -> Iterator[FloatArray]:
    for way in CURVE.findall(svg):
        for part in way.split(" M"):
            yield dense(np.array([[float(px) for px in point.split(",")] for point in part.split(" L")]), every_px=1.0)


def _crossed(svg: str) -> list[str]:
    """Words that a curve goes through, and words that lie over others."""
    boxes = []
    for x, y, words in TEXT.findall(svg):
        half = width_of(words) / 2
        boxes.append((words, float(x) - half, float(y) - ABOVE_PX, float(x) + half, float(y) + BELOW_PX))
    assert boxes
    found = []
    for words, left, top, right, bottom in boxes:
        for curve in _curves(svg):
            inside = (curve[:, 0] > left) & (curve[:, 0] < right) & (curve[:, 1] > top) & (curve[:, 1] < bottom)
            found += [words] if inside.any() else []
    for (words, _, top, right, bottom), (others, left, other_top, _, other_bottom) in pairwise(sorted(boxes, key=lambda box: box[1])):
        found += [f"{words} / {others}"] if right > left and top < other_bottom and other_top < bottom else []
    return found


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("speed_m_s", [2.5, 3.5, 5.0, 8.0])
def test_no_word_of_a_typical_stride_crosses_a_curve(speed_m_s: float, language: str) -> None:
    demand, bands = coach.demand_at(speed_m_s), tuple(capacities(coach.TYPICAL_ATHLETE))
    view = ScissorView(match=match(demand.curves, bands, ()), capacity=bands, typical_stride=True)
    with reading_in(language):
        assert [] == [words for width in (WIDE_PX, NARROW_PX) for words in _crossed(scissor_figure(view, name="one", width=width).svg)]


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_word_crosses_the_load_of_an_exercise(language: str) -> None:
    case = content()
    view = ScissorView(match=case.match, capacity=case.capacity, chosen=chosen_exercises(case.match, case.plan))
    with reading_in(language):
        figure = scissor_figure(view, name="one", width=WIDE_PX).svg
        assert "load-1" in figure
        assert [] == _crossed(figure)
