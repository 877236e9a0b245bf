"""A run filmed from the front or from behind in words: signs of form as cards, figures with bands, the legs as the camera saw them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...body import SIDES, Side
from ...body_words import SIDE_WORDS
from ...errors import NOTHING
from ...gait import ClipMoment, FrontPose, FrontView, MomentName, Run, measure_definitions
from ...gait.verdict.form import FormFinding, in_words
from ...gait.verdict.form_signs import form_signs
from ...gait.verdict.status import Status
from ...language import Text, en, layout
from ..chart.svg import Picture, letters, number, picture
from .film_view import ShownAt
from .filmed_view import CADENCE, FilmedRow, FilmedView, filmed_view, with_band

REMARKS: Mapping[str, Text] = {
    CADENCE: NOTHING,
    "knee_crossing_m": en("negative: it stays on its own side"),
    "foot_outward_in_swing_m": en("ankle beside the knee; negative: inside"),
    "step_width_m": en("between the ankles; negative: the feet cross"),
    "pelvis_drop_largest_rad": en("against its own mean: how the picture is tilted is not known"),
    "pelvis_hike_at_largest_hip_flexion_rad": en("against its own mean: how the picture is tilted is not known"),
    "pelvis_obliquity_range_rad": NOTHING,
}
"""Measure -> remark, in the order of the page."""
SIGNS = ("F05", "F06", "F09")
MOMENT_OF: Mapping[str, MomentName] = {
    "knee_crossing_m": "knee_inmost",
    "foot_outward_in_swing_m": "foot_outmost",
    "step_width_m": "mid_stance",
    "pelvis_drop_largest_rad": "mid_stance",
}
"""Measure -> the moment of the stride that shows it."""
SIGN_AT: Mapping[MomentName, str] = {"knee_inmost": "F05", "foot_outmost": "F06"}
"""Moment -> the sign that is judged there."""
ANSWERS: Mapping[Status, Text] = {
    "seen": en("yes"),
    "not seen": en("no"),
    "below noise": en("not sure"),
    "not sure": en("not sure"),
    "not compared": en("not compared"),
    "not measurable": en("not measurable here"),
}
WIDTH, HEIGHT, UNIT, TOP = 340.0, 236.0, 165.0, 44.0
"""px of the picture, of one leg length in it, and from its top to the hips."""


@dataclass(frozen=True, kw_only=True)
class SignAnswer:
    """What is said of one sign on one side."""

    side: Text
    answer: Text
    """Yes, no, or why it is not known."""
    figure: Text
    """With its band, in centimetres and as a share of the leg; empty where it is hidden."""
    at: tuple[Side, int] | None
    """Leg and instant (ms) in the video that is kept; None where none shows it."""


@dataclass(frozen=True, kw_only=True)
class SignCard:
    """One sign of running form."""

    title: Text
    answers: tuple[SignAnswer, ...]
    against: Text
    """What the figure is held against."""


@dataclass(frozen=True, kw_only=True)
class FrontShown:
    """What only a clip from the front or from behind has on its page."""

    cards: tuple[SignCard, ...]
    legs: Picture | None
    camera: Text
    """Where the camera stood."""


def front_shown(run: Run | None, at_ms: ShownAt | None = None) -> FrontShown | None:
    """Cards and picture of a run filmed from the front or from behind; None for any other run.

    Args:
        run: The run.
        at_ms: When its moments are in the video that is kept; None where none is.
    """
    if run is None or not isinstance(run.view, FrontView):
        return None
    view, named = run.view, {"front": en("from the front"), "rear": en("from behind")}
    cards = [_card(view, at_ms or {}, [one for one in run.form if one.id == sign and one.status in ANSWERS]) for sign in SIGNS]
    turn = en("The camera looked {where}, {turn:.0f}° off the way of running; that is taken out of the figures.")
    camera = turn.filled(where=named[view.seen_from], turn=math.degrees(abs(view.yaw_rad)))
    return FrontShown(cards=tuple(cards), legs=_legs(view) if view.poses else None, camera=camera)


def filmed_from(run: Run, typical: Mapping[str, tuple[float, float]] | None = None, *, at_ms: ShownAt | None = None) -> FilmedView | None:
    """Every figure of a run on video with its band, wherever it was filmed from; None for any other run.

    Args:
        run: The run.
        typical: As in `filmed_view`.
        at_ms: When moments of a run from the front or from behind are in the video that is kept; None where none is.
    """
    view = run.view
    if not isinstance(view, FrontView):
        return filmed_view(run, typical)
    rows = []
    for name, remark in REMARKS.items():
        if name in view.bands:
            values = {side: run.sides[side].measures[name].mean for side in SIDES}
            cells = {
                side: NOTHING if value is None else with_band(name, value, view.bands[name], digits_m=1) for side, value in values.items()
            }
            label = en("Cadence") if name == CADENCE else measure_definitions()[name].name
            instants = {side: (at_ms or {}).get((MOMENT_OF[name], side)) for side in SIDES} if name in MOMENT_OF else {}
            at = tuple((side, instant) for side, instant in instants.items() if instant is not None)
            rows.append(FilmedRow(name=label, of_side=cells, remark=remark, at_ms=at))
    heading = en("What the video shows from the front") if view.seen_from == "front" else en("What the video shows from behind")
    sides = tuple((side, SIDE_WORDS[side]) for side in SIDES)
    return FilmedView(heading=heading, sides=sides, rows=tuple(rows), hidden=view.not_shown)


def seen_at(run: Run, moment: ClipMoment) -> Text:
    """What the mean stride shows at a moment of a clip from the front or from behind.

    Args:
        run: The run.
        moment: One of its view.
    """
    if moment.name not in SIGN_AT:
        return en("{side} foot on the ground", side=SIDE_WORDS[moment.side])
    finding = next((one for one in run.form if one.id == SIGN_AT[moment.name] and one.side == moment.side), None)
    if finding is None or not isinstance(run.view, FrontView):
        return NOTHING
    sign = form_signs()[finding.id]
    if finding.value is None:
        return layout("{sign}: {answer}", sign=sign.title, answer=ANSWERS[finding.status])
    figure = _with_share(sign.measure, finding.value, run.view)
    return layout("{sign}: {answer} ({figure})", sign=sign.title, answer=ANSWERS[finding.status], figure=figure)


def _card(view: FrontView, at_ms: ShownAt, findings: Sequence[FormFinding]) -> SignCard:
    """One sign on both sides."""
    sign = form_signs()[findings[0].id]
    answers = []
    for finding in findings:
        figure = NOTHING if finding.value is None else _with_share(sign.measure, finding.value, view)
        side = finding.side or "left"
        instant = at_ms.get((MOMENT_OF[sign.measure], side)) if figure and sign.measure in MOMENT_OF else None
        at = None if instant is None else (side, instant)
        answers.append(SignAnswer(side=SIDE_WORDS[side], answer=ANSWERS[finding.status], figure=figure, at=at))
    first = findings[0]
    against = NOTHING
    if first.threshold is not None and first.value is not None:
        limit = in_words(first.threshold, first.unit)
        against = en("It counts as seen beyond {limit}, if the whole band lies there.", limit=limit)
    return SignCard(title=sign.title, answers=tuple(answers), against=against)


def _with_share(name: str, value: float, view: FrontView) -> Text:
    """Such as '-5 ± 3 cm, -6 % of the leg'."""
    shown = with_band(name, value, view.bands[name], digits_m=1)
    if measure_definitions()[name].unit != "m":
        return shown
    return en("{shown}, {share:.0f} % of the leg", shown=shown, share=100.0 * value / view.leg_m)


def _legs(view: FrontView) -> Picture:
    """Both legs at both mid-stances, as the camera saw them, with the line of the hips and the midline."""
    step = WIDTH / len(view.poses)
    body = "".join(_pose(pose, (place + 0.5) * step, mirrored=view.seen_from == "front") for place, pose in enumerate(view.poses))
    return picture(
        name="legs-from-front",
        width=WIDTH,
        height=HEIGHT,
        title=en("Hips, knees and ankles in the middle of each contact"),
        alt=en(
            "The line of the hips, both legs and the midline of the body, once with the left foot on the ground and once with the right."
        ),
        body=body,
    )


def _pose(pose: FrontPose, middle_x: float, *, mirrored: bool) -> str:
    """One pose; seen from the front, the runner's right is at the picture's left."""
    way = -1.0 if mirrored else 1.0
    at = {name: (middle_x + way * UNIT * across, TOP - UNIT * up) for name, (across, up) in pose.points.items()}

    def line(css: str, *names: str) -> str:
        return f'<path class="{css}" d="M{"L".join(f"{number(at[name][0])} {number(at[name][1])}" for name in names)}"/>'

    midline = f'<path class="edge" d="M{number(middle_x)} {number(TOP - 14)}V{number(HEIGHT - 12)}"/>'
    stands, swings = pose.side, "right" if pose.side == "left" else "left"
    legs = line("base", *(f"{joint}_{swings}" for joint in ("hip", "knee", "ankle")))
    legs += line("pointer", *(f"{joint}_{stands}" for joint in ("hip", "knee", "ankle"))) + line("pointer", "hip_left", "hip_right")
    joints = "".join(f'<circle class="pointer-head" cx="{number(x)}" cy="{number(y)}" r="4"/>' for x, y in at.values())
    words = en("{side} foot on the ground", side=SIDE_WORDS[pose.side])
    return midline + legs + joints + letters(middle_x, 18.0, layout("{words:cap}", words=words), anchor="middle")
