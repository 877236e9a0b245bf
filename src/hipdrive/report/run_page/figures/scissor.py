"""The scissor figure: what the stride asks of both hips over hip angle, what strength gives and what exercises load."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ....body_words import SIDE_MUSCLES
from ....capacity import CapacityBand
from ....curve import Action
from ....language import Text, en, joined, layout
from ....training import Gap, Match
from ....training.match.grid import GRID_DEG, on_grid
from ...chart.axes import Axes, path
from ...chart.ink import LOADS
from ...chart.places import Places, dense
from ...chart.svg import Picture, letters, number, picture, width_of
from ...figures.hip_frame import HipLine, arrow_along, drawn_line, framed, head
from ...figures.load_panel import SIGNS
from ..chosen import ChosenExercise
from ..content import TypicalCurves
from ..levels import moment_in_words
from .scissor_lines import LoadLine, capacity_span, demand_line, demand_peak, load_lines

WIDE_PX, NARROW_PX = 640.0, 358.0
ROOM_AHEAD = 0.14
"""Share of the height that stays free above and below for words."""
LEAST_DEG = (-20.0, 95.0)
_STRENGTH: Mapping[Action, Text] = {"flexor": en("flexor strength"), "extensor": en("extensor strength")}
_SLOW_STRENGTH: Mapping[Action, Text] = {
    "flexor": en("Slow flexor strength is {low:.2f} to {high} at {angle_deg:.0f}°."),
    "extensor": en("Slow extensor strength is {low:.2f} to {high} at {angle_deg:.0f}°."),
}
_STRIDES: Mapping[bool, Mapping[str, Text]] = {
    False: {"left": en("left stride"), "right": en("right stride"), "both": en("stride, both sides")},
    True: {"left": en("left typical stride"), "right": en("right typical stride"), "both": en("typical stride, both sides")},
}
"""How the stride's lines are called, by whether it is a typical one."""
BADGE_PX = 8.0
BADGE_SHARES = (0.5, 0.35, 0.65, 0.2, 0.9, 0.05)
"""Where along a line its number may stand, the best first."""

LABEL_SHARES = (0.7, 0.4, 0.9, 0.25, 0.1)
"""Where along its line a stride's name may stand, if the usual place has no room, the best first."""
LEAST_BAND_PX = 16.0
"""A narrower band of strength has no word in it."""
EDGE_SHARES = np.array([0.0, 1.0, 0.5, 0.25, 0.75])
"""Where along the upper and the lower edge their words may stand, from the right, the best first."""


@dataclass(frozen=True, kw_only=True)
class ScissorView:
    """What a scissor figure shows."""

    match: Match
    capacity: tuple[CapacityBand, ...]
    chosen: tuple[ChosenExercise, ...] = ()
    typical: TypicalCurves | None = None
    """Other runners at this speed, whose demand stands behind as a band; None for none."""
    points_at: tuple[Gap, int] | None = None
    """Where the one arrow goes: a side and action, and the hip flexion (deg)."""
    typical_stride: bool = False
    """Whether the stride is that of typical runners."""


def scissor_figure(view: ScissorView, *, name: str, width: float = WIDE_PX, height: float | None = None) -> Picture:
    """Draw demand (line by side), norm (grey band), capacity (hatched) and each exercise's load (number, arrow along the movement).

    Demand and load are the largest over the ways of moving at each degree; capacity is the slow shortening strength from the weaker hip's
    low edge to the stronger hip's high edge, where its sources hold.

    Args:
        view: What is shown.
        name: Letters that no other figure of the page has.
        width: px; words keep their size.
        height: px; None for a usual one.
    """
    height = height or usual_height(width)
    loads = load_lines(view.chosen)
    x, y = _limits(view, loads)
    axes = Axes(left=38.0, top=52.0, right=width - 6.0, bottom=height - 38.0, x=x, y=y)
    lines = [(gap, demand_line(gap)) for gap in view.match.gaps]
    places = _places(axes, [*(line for _, line in lines), *(load.line for load in loads), *_strength_edges(axes, view.capacity)])
    names = _stride_names(axes, view, lines, places)  # the longest words first, where all the room is left
    body = framed(axes, gloss=True) + _capacity(axes, view.capacity, places, name) + _norm(axes, view.typical)
    body += "".join(drawn_line(axes, line, f"curve thick {gap.side}") for gap, line in reversed(lines))
    body += _loads(axes, loads, places) + ("" if view.points_at is None else _arrow(axes, view.points_at, places))
    body += names + _ups(axes, places)
    body += letters(0.0, 12.0, layout("Nm/kg"), css="soft small")
    body += letters(axes.left, height - 4.0, en("← thigh behind"), css="soft small")
    body += letters(axes.right, height - 4.0, en("thigh ahead →"), css="soft small", anchor="end")
    body += letters((axes.left + axes.right) / 2, height - 4.0, en("hip flexion"), css="soft small", anchor="middle")
    return picture(name=name, width=width, height=height, title=en("Both hips over hip angle"), alt=_alt(view, loads), body=body)


def usual_height(width: float) -> float:
    """How high a figure of a width is (px) where nothing else is asked."""
    return 0.70 * width if width > NARROW_PX else 0.95 * width


def scissor_words(view: ScissorView) -> Text:
    """What a scissor figure says, in words."""
    return _alt(view, load_lines(view.chosen))


def _limits(view: ScissorView, loads: Sequence[LoadLine]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Angles and moments shown; capacity is cut off where it is far above the rest."""
    asked = [GRID_DEG[np.flatnonzero(gap.demand_nm_kg.max(axis=0))] for gap in view.match.gaps]
    degrees = np.concatenate([*asked, *(load.line.degrees for load in loads), np.array(LEAST_DEG)])
    reach: dict[Action, float] = {}
    for action in SIGNS:
        of_action = [float(gap.demand_nm_kg.max()) for gap in view.match.gaps if gap.action == action]
        of_action += [float(np.abs(load.line.moment_nm_kg).max()) for load in loads if load.action == action]
        shown = max([*of_action, 1.0])
        _, low, _ = capacity_span(view.capacity, action)
        reach[action] = max(shown, min(float(low.max(initial=0.0)), 1.3 * shown))
    room = ROOM_AHEAD * (reach["flexor"] + reach["extensor"])
    return (float(degrees.min()) - 5.0, float(degrees.max()) + 3.0), (-reach["extensor"] - room, reach["flexor"] + room)


def _places(axes: Axes, lines: Sequence[HipLine]) -> Places:
    """Room for words beside every line."""
    drawn = [axes.points(line.degrees, line.moment_nm_kg) for line in lines]
    points = [dense(points[np.all(np.isfinite(points), axis=1)]) for points in drawn]
    zero = dense(np.array([[axes.left, axes.at_y(0.0)], [axes.right, axes.at_y(0.0)]]))
    return Places(inside=(axes.left + 3.0, axes.top + 2.0, axes.right - 3.0, axes.bottom - 2.0), lines_px=np.vstack([zero, *points]))


def _strength_edges(axes: Axes, capacity: Sequence[CapacityBand]) -> list[HipLine]:
    """The lower edges of strength, as far as they are shown."""
    edges = []
    for action, sign in SIGNS.items():
        degrees, low, _ = capacity_span(capacity, action)
        shown = (degrees >= axes.x[0]) & (degrees <= axes.x[1]) & (low <= max(np.abs(axes.y)))
        edges.append(HipLine(degrees=degrees[shown], moment_nm_kg=sign * low[shown]))
    return edges


def _capacity(axes: Axes, capacity: Sequence[CapacityBand], places: Places, name: str) -> str:
    """Hatched bands with their word where there is most room."""
    hatch = (
        f'<defs><pattern id="{name}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="axis" d="M0,0 V7" opacity=".55"/></pattern></defs>'
    )
    parts = [hatch]
    for action, sign in SIGNS.items():
        degrees, low, high = capacity_span(capacity, action)
        shown = (degrees >= axes.x[0]) & (degrees <= axes.x[1])
        degrees, low, high = degrees[shown], low[shown], high[shown]
        if len(degrees) < 2:
            continue
        edge, back = axes.points(degrees, sign * low), axes.points(degrees, sign * high)[::-1]
        parts.append(f'<path d="{path(np.vstack([edge, back]))} Z" fill="url(#{name}-hatch)"/>')
        parts.append(drawn_line(axes, HipLine(degrees=degrees, moment_nm_kg=sign * low), "capacity"))
        inside = np.abs(edge[:, 1] - back[::-1, 1])
        widest = np.argsort(-inside)[:: max(len(inside) // len(LABEL_SHARES), 1)]
        middle = ((edge + back[::-1]) / 2)[widest[inside[widest] > LEAST_BAND_PX]]
        if len(middle):
            parts.append(places.put_at_one_of(middle, _STRENGTH[action], css="soft small halo", toward=np.array([0.0, -sign])))
    return "".join(parts)


def _norm(axes: Axes, typical: TypicalCurves | None) -> str:
    """What other runners are asked at this speed: one standard deviation around their demand."""
    if typical is None:
        return ""
    parts = []
    for action, sign in SIGNS.items():
        demand = on_grid(typical.demand, side="right", action=action).moment_nm_kg.max(axis=0)
        share = typical.demand_share[action]
        shown = np.where(demand > 0, demand, np.nan)
        parts.append(axes.band(GRID_DEG.astype(float), sign * (1.0 - share) * shown, sign * (1.0 + share) * shown, "norm"))
    return "".join(parts)


def _loads(axes: Axes, loads: Sequence[LoadLine], places: Places) -> str:
    parts = []
    for load in loads:
        parts.append(drawn_line(axes, load.line, f"load-{_colour(load)}"))
        if load.onward:
            parts.append(arrow_along(axes, load.line, f"fill-{_colour(load)}", share=0.8))
    for load in loads:
        points = axes.points(load.line.degrees, load.line.moment_nm_kg)
        spots = [points[int(share * (len(points) - 1))] for share in BADGE_SHARES]
        boxes = [(x - BADGE_PX, y - BADGE_PX, x + BADGE_PX, y + BADGE_PX) for x, y in spots]
        best = int(np.argmin([places.cost(box) for box in boxes]))
        places.keep_clear(boxes[best])
        x, y = spots[best]
        parts.append(f'<circle class="fill-{_colour(load)}" cx="{number(x)}" cy="{number(y)}" r="{BADGE_PX:g}"/>')
        parts.append(letters(x, y + 4.0, str(load.number), css="number-on small", anchor="middle"))
    return "".join(parts)


def _colour(load: LoadLine) -> int:
    return (load.number - 1) % LOADS + 1


def _arrow(axes: Axes, points_at: tuple[Gap, int], places: Places) -> str:
    """The one arrow: from its words to where the stride asks most for the strength that is there."""
    gap, degrees = points_at
    moment = SIGNS[gap.action] * float(gap.demand_nm_kg.max(axis=0)[degrees - int(GRID_DEG[0])])
    tip = np.array([axes.at_x(float(degrees)), axes.at_y(moment)])
    words = en("most is asked here")
    box = places.room_for(tip + np.array([44.0, 0.0]), width_of(words), 16.0, toward=np.array([1.0, -0.4 * SIGNS[gap.action]]))
    start = np.array([np.clip(tip[0], box[0], box[2]), np.clip(tip[1], box[1], box[3])])
    toward = (tip - start) / max(float(np.hypot(*(tip - start))), 1e-9)
    shaft = np.array([start, tip - 9.0 * toward])
    word = letters((box[0] + box[2]) / 2, box[3] - 4.0, words, css="strong halo", anchor="middle")
    return f'<path class="pointer" d="{path(shaft)}"/>{head(tip - 7.0 * toward, toward, "pointer-head", size_px=6.0)}{word}'


def _ups(axes: Axes, places: Places) -> str:
    """Which way flexors pull, and which way extensors push."""
    parts = []
    for up, words in ((True, en("flexors pull ↑")), (False, en("extensors push ↓"))):
        across = axes.right - 58.0 - EDGE_SHARES * (axes.right - axes.left - 116.0)
        at = np.stack([across, np.full(len(across), axes.top if up else axes.bottom)], axis=-1)
        parts.append(places.put_at_one_of(at, words, css="soft small halo", toward=np.array([0.0, 1.0 if up else -1.0])))
    return "".join(parts)


def _stride_names(axes: Axes, view: ScissorView, lines: Sequence[tuple[Gap, HipLine]], places: Places) -> str:
    """Names of both strides at their lines, one where they are alike."""
    parts = []
    flexors = [(gap, line) for gap, line in lines if gap.action == "flexor" and np.isfinite(line.moment_nm_kg).any()]
    alike = len(flexors) > 1 and np.array_equal(flexors[0][1].moment_nm_kg, flexors[1][1].moment_nm_kg, equal_nan=True)
    for gap, line in flexors[: 1 if alike else None]:
        known = np.flatnonzero(np.isfinite(line.moment_nm_kg))
        shares = np.array([0.55 if gap.side == "left" else 0.8, *LABEL_SHARES])
        at = axes.points(line.degrees, line.moment_nm_kg)[known[(shares * (len(known) - 1)).astype(int)]]
        parts.append(
            places.put_at_one_of(
                at, _STRIDES[view.typical_stride]["both" if alike else gap.side], css=f"{gap.side} halo", toward=np.array([0.3, -1.0])
            )
        )
    return "".join(parts)


def _alt(view: ScissorView, loads: Sequence[LoadLine]) -> Text:
    parts = [en("Hip moment over hip flexion, flexors upwards, extensors downwards.")]
    for gap in view.match.gaps:
        peak, degrees = demand_peak(gap)
        if peak > 0:
            muscles, moment = SIDE_MUSCLES[gap.side, gap.action], moment_in_words(peak, gap.action, view.typical)
            parts.append(
                en("The stride asks most of the {muscles} at {angle_deg}°: {moment}.", muscles=muscles, angle_deg=degrees, moment=moment)
            )
    for action in SIGNS:
        shown, low, high = capacity_span(view.capacity, action)
        if len(shown):
            middle = int(np.argmax(low))
            parts.append(
                _SLOW_STRENGTH[action].filled(
                    low=float(low[middle]),
                    high=moment_in_words(float(high[middle]), action, view.typical),
                    angle_deg=float(shown[middle]),
                )
            )
    for exercise in view.chosen:
        spans = [_span_of(load) for load in loads if load.number == exercise.number]
        if spans:
            said = en(
                "Exercise {number}, {exercise}, loads {muscles}.",
                number=exercise.number,
                exercise=exercise.name,
                muscles=joined(spans, ", "),
            )
            parts.append(said)
    return joined(parts)


def _span_of(load: LoadLine) -> Text:
    degrees = load.line.degrees
    return en(
        "the {muscles} from {least:.0f}° to {most:.0f}°",
        muscles=SIDE_MUSCLES[load.side, load.action],
        least=float(degrees.min()),
        most=float(degrees.max()),
    )
