"""The clock of a run: stick figures, the strip of contacts, instants to jump to, and what a script needs to keep all in step."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body_words import SIDE_WORDS
from ...gait import Run
from ...language import Text, en, layout
from ..chart.svg import Picture
from ..figures.stride_panel import PLOT_LEFT_PX, PLOT_RIGHT_PX, WIDTH_PX
from ..shown_measures import SIGNALS, SIGNALS_ON_VIDEO
from .event_strip import event_strip
from .instants import INSTANTS, Instant, flexor_peak, furthest_ahead, furthest_behind
from .other_leg import landings_of_other
from .stick_figure import PX_PER_M, Figure, bones_of, drawn_views

MM_PER_M = 1000.0
JUMPS: tuple[tuple[Text, Instant], ...] = (
    (en("landing"), INSTANTS["foot_ahead_m"]),
    (en("toe-off"), INSTANTS["contact_time_s"]),
    (en("thigh furthest behind"), furthest_behind),
    (en("flexors pull hardest"), flexor_peak),
    (en("thigh furthest ahead"), furthest_ahead),
    (en("thigh furthest behind"), INSTANTS["lowest_thigh_rad"]),
    (en("thigh furthest ahead"), INSTANTS["largest_thigh_rad"]),
)
WORDS: Mapping[str, Text] = {
    "play": en("Play"),
    "pause": en("Pause"),
    "now": en("{percent} % of the stride, {time} s after landing"),
    "left": en("left"),
    "right": en("right"),
    "before": en("other run"),
}
"""What the clock's script says."""


@dataclass(frozen=True, kw_only=True)
class Jump:
    """An instant that a button leads to."""

    words: Text
    side: Side
    percent: int


@dataclass(frozen=True, kw_only=True)
class StrideClock:
    """What a page shows of the clock."""

    views: tuple[tuple[str, Picture], ...]
    """Name and picture; empty where no figure was kept with the run."""
    strip: Picture
    jumps: tuple[Jump, ...]
    sides: tuple[Side, ...]
    """Whose strides there are."""
    overlaid: bool
    """Whether left and right can be laid over each other."""
    limbs_alone: bool
    """Whether the figure has legs but no trunk."""
    sent: Mapping[str, object]
    """For the script."""


def clock_of(run: Run, before: Run | None = None) -> StrideClock | None:
    """The clock of a run; None where no side shows a whole stride.

    Args:
        run: The run.
        before: Another one to lay behind it.
    """
    sides = tuple(side for side in SIDES if run.sides[side].curves)
    if not sides:
        return None
    figures = {side: run.sides[side].figure_m for side in sides if run.sides[side].figure_m}
    ghosts = {} if before is None else {side: before.sides[side].figure_m for side in sides if before.sides[side].figure_m}
    landings = _landings(run)
    bones = bones_of(next(iter(figures.values()))) if figures else ()
    views = drawn_views([*figures.values(), *ghosts.values()], bones, ghosts=bool(ghosts) or len(figures) > 1) if figures else ()
    return StrideClock(
        views=tuple((view.name, view.picture) for view in views),
        strip=event_strip(run, sides, landings),
        jumps=_jumps(run, sides),
        sides=sides,
        overlaid=len(figures) == len(SIDES),
        limbs_alone=bool(figures) and "neck" not in next(iter(figures.values())),
        sent={
            "views": {view.name: {"across": view.across, "down": view.down, "from": view.from_px} for view in views},
            "px_per_m": PX_PER_M,
            "figures": {side: _in_mm(figure) for side, figure in figures.items()},
            "ghosts": {side: _in_mm(figure) for side, figure in ghosts.items()},
            "stride_s": {side: run.sides[side].measures["stride_time_s"].mean for side in sides},
            "curves": _curves(run, sides),
            "landings": landings,
            "before": None if before is None else _curves(before, sides),
            "landings_before": None if before is None else _landings(before),
            "plot": {"left": PLOT_LEFT_PX, "right": PLOT_RIGHT_PX, "wide": WIDTH_PX},
        },
    )


def _landings(run: Run) -> dict[Side, float]:
    """As in `landings_of_other`; none where each leg has a clip of its own, on a clock of its own."""
    return landings_of_other(run) if run.view is None else {}


def _curves(run: Run, sides: tuple[Side, ...]) -> list[dict[str, object]]:
    """Each signal that is drawn: its digits and unit, and its values at 0, 1, ... 100 %, by side."""
    drawn = [
        signal
        for signal in (SIGNALS if run.view is None else SIGNALS_ON_VIDEO)
        if any(signal.curve in run.sides[side].curves for side in SIDES)
    ]
    return [
        {
            "unit": str(signal.unit),
            "digits": 0 if signal.unit else 2,
            **{
                side: [round(float(signal.factor * value), 2) for value in run.sides[side].curves[signal.curve].mean]
                for side in sides
                if signal.curve in run.sides[side].curves
            },
        }
        for signal in drawn
    ]


def _jumps(run: Run, sides: tuple[Side, ...]) -> tuple[Jump, ...]:
    found = [(words, side, instant(run.sides[side])) for side in sides for words, instant in JUMPS]
    return tuple(
        Jump(words=layout("{side}: {instant}", side=SIDE_WORDS[side], instant=words), side=side, percent=round(percent))
        for words, side, percent in found
        if percent is not None
    )


def _in_mm(figure: Figure) -> dict[str, list[int]]:
    """Point -> x, y, z, x, y, z, ... of its places, mm: few letters for a page."""
    return {name: _whole_mm(path) for name, path in figure.items()}


def _whole_mm(path_m: FloatArray) -> list[int]:
    return [round(MM_PER_M * float(value)) for value in path_m.ravel()]
