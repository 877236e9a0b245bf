"""The moving picture of an exercise: the figure in its own tempo beside the moment curves, a dot running along each in step."""

from collections.abc import Mapping
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body import Side
from ...exercise.solve.scene import Scene
from ...language import Text, en, joined
from ..chart.svg import number
from .figure import MARGIN_PX, fitted_view, heading, legend
from .ground import ground
from .moved import moved_pieces
from .piece import Piece
from .pieces import pieces_before, pieces_behind, sides_near_first
from .plot import Plot, drawn_plot, plot_of
from .style import document, picture_name
from .words import named_with_set_up, peak_in_words, pose_in_words, tempo_label

Frames = npt.NDArray[np.int64]
POSES, POINTS = 33, 97
"""Frames of the moving figure and of curve and dot; between them straight lines."""
PAUSE_S = 0.6
"""Rest at the start between repetitions."""
WIDTHS_PX: dict[int, float] = {2: 860.0, 1: 390.0}
FIGURE_HIGHEST_PX, PLOT_HEIGHT_PX = 340.0, 300.0
GAP_PX = 24.0
UNSEEN_PX, UNSEEN_DEG, UNSEEN_SHARE = 1.0, 0.8, 0.02
"""How far a piece that moves may be from its true place, angle, and length or visibility."""
DOT_UNSEEN_PX = 0.5
"""A dot runs on a thin line, so less."""
ONE_REP: Mapping[Side, Text] = {
    "left": en("Side view from the left, the working side: one rep of {exercise}."),
    "right": en("Side view from the right, the working side: one rep of {exercise}."),
}
PLAYED = "played"
"""Class of a picture that its reader has started: then it moves for those too who want no motion by itself."""


def exercise_animation(scene: Scene, *, columns: Literal[1, 2] = 2) -> str:
    """Draw an exercise as one SVG that moves by CSS alone; readers who want no motion see the frame of the working hip's largest moment.

    Args:
        scene: One repetition.
        columns: 2 puts the figure left of the curves (860 px wide), 1 above them for a telephone (390 px wide).

    Returns:
        A whole SVG document; title and description inside, for light and dark ground.
    """
    width = WIDTHS_PX[columns]
    inner = (width - 2 * MARGIN_PX - (columns - 1) * GAP_PX) / columns
    view, height = fitted_view(scene, width_px=inner, highest_px=FIGURE_HIGHEST_PX)
    plot = plot_of(scene, width_px=inner, height_px=PLOT_HEIGHT_PX)
    poses, points, still = spread_frames(scene, POSES), spread_frames(scene, POINTS), still_frame(scene)
    parts, y = heading(scene, width)
    lower = max(height, PLOT_HEIGHT_PX) if columns == 2 else height
    key = f"motion-{scene.exercise}-{scene.working_side}-{columns}"
    motion = _Motion(scene, picture_name(key))
    figure = "".join(motion.moving(piece, poses, still) for piece in pieces_behind(scene, view)) + ground(scene, view, width_px=inner)
    figure += "".join(motion.moving(piece, poses, still) for piece in (*moved_pieces(scene, view), *pieces_before(scene, view)))
    dots = "".join(motion.moving(dot, points, still, unseen_px=DOT_UNSEEN_PX) for dot in dots_of(scene, plot))
    x, down = (MARGIN_PX + inner + GAP_PX, y) if columns == 2 else (MARGIN_PX, y + lower + GAP_PX)
    place = f'transform="translate({number(MARGIN_PX)},{number(y + lower - height)})"'
    parts.append(f'<g class="figure" {_times(scene)} {place}>{figure}</g>')
    parts.append(f'<g class="plot" transform="translate({number(x)},{number(down)})">{drawn_plot(scene, plot, points)}{dots}</g>')
    meaning, bottom = legend(scene, view, width, (y + lower if columns == 2 else down + PLOT_HEIGHT_PX) + 14.0)
    return document(
        key=key,
        width=width,
        height=bottom + 6.0,
        title=en("{exercise}: one rep and the moment at both hips", exercise=scene.name),
        description=_description(scene),
        style=motion.style(),
        body="".join(parts) + meaning,
    )


def _times(scene: Scene) -> str:
    """Seconds of the way up, the hold, the way down and the rest after it, for those who count along."""
    at_top = np.flatnonzero(scene.share > scene.share.max() - 1e-9)
    seconds = np.diff(scene.time_s[[0, at_top[0], at_top[-1], -1]])
    names = ("up", "hold", "down", "rest")
    return " ".join(f'data-{name}-s="{number(second, 2)}"' for name, second in zip(names, (*seconds, PAUSE_S), strict=True))


def spread_frames(scene: Scene, count: int) -> Frames:
    """Frames from first to last, denser where the repetition moves or its moments change, that are enough to show it.

    Each step is the mean of four shares: of time, of the path, and of the path that either hip's moment goes.
    """
    paths = [scene.time_s, scene.share, *scene.hip_flexion_moment_nm_kg.values()]
    grown = np.zeros(len(scene.time_s))
    for values in paths:
        steps = np.concatenate([[0.0], np.cumsum(np.abs(np.diff(values)))])
        grown += steps / max(float(steps[-1]), 1e-9)
    wanted = np.linspace(0.0, grown[-1], count)
    return np.unique(np.abs(grown[None, :] - wanted[:, None]).argmin(axis=1).astype(np.int64))


def still_frame(scene: Scene) -> int:
    """Where the working hip's moment is largest, in whichever direction it pulls."""
    return int(np.argmax(np.abs(scene.hip_flexion_moment_nm_kg[scene.working_side])))


def dots_of(scene: Scene, plot: Plot) -> list[Piece]:
    """A dot on each hip's curve, the working one on top."""
    n, frames = len(scene.time_s), np.arange(len(scene.time_s))
    dots = []
    for side in reversed(sides_near_first(scene)):
        radius = 7 if side == scene.working_side else 5.5
        dots.append(
            Piece(
                css=f"dot {side}",
                shape=f'<circle r="{radius:g}"/>',
                at_px=plot.curve(scene, side, frames),
                angle_deg=np.zeros(n),
                stretch=np.ones(n),
                shown=np.ones(n),
            )
        )
    return dots


class _Motion:
    """Collects key frames while pieces are drawn."""

    def __init__(self, scene: Scene, name: str) -> None:
        self._name = name
        self._time_s = scene.time_s - scene.time_s[0]
        self._whole_s = float(self._time_s[-1]) + PAUSE_S
        self._rules: list[str] = []

    def moving(self, piece: Piece, frames: Frames, still: int, *, unseen_px: float = UNSEEN_PX) -> str:
        """Markup of a piece, at its still place until it moves."""
        every = [(piece.transform(frame, unit=True), float(piece.shown[frame])) for frame in frames]
        if all(step == every[0] for step in every):
            return piece.drawn(still)
        frames = frames[needed(self._time_s[frames], _looks(piece, frames, unseen_px))]
        steps = [(piece.transform(frame, unit=True), float(piece.shown[frame])) for frame in frames]
        fades = np.ptp(piece.shown) > 0
        name, lines = f"{self._name}-{len(self._rules)}", []
        for index, (frame, step) in enumerate(zip(frames, steps, strict=True)):
            share = "0%" if index == 0 else f"{number(100.0 * self._time_s[frame] / self._whole_s, 2)}%"
            share += ",to" if index == len(steps) - 1 else ""
            seen = f";opacity:{number(step[1], 2)}" if fades else ""
            lines.append(f"{share}{{transform:{step[0]}{seen}}}")
        self._rules.append(f"@keyframes {name}{{{''.join(lines)}}}#{self._name} .k{len(self._rules)}{{animation-name:{name}}}")
        return piece.drawn(still, f" move k{len(self._rules) - 1}")

    def style(self) -> str:
        """The rules: motion for all who did not ask for less of it."""
        moving = f"#{self._name} .move{{animation-duration:{number(self._whole_s, 2)}s;animation-timing-function:linear;"
        moving += "animation-iteration-count:infinite}"
        stop = f"@media (prefers-reduced-motion: reduce){{#{self._name}:not(.{PLAYED}) .move{{animation:none}}}}"
        return f"{moving}{''.join(self._rules)}{stop}"


def _looks(piece: Piece, frames: Frames, unseen_px: float) -> FloatArray:
    """(n, 5): place, angle, stretch and visibility of a piece, each in units of what nobody sees."""
    columns = (*piece.at_px.T / unseen_px, piece.angle_deg / UNSEEN_DEG, piece.stretch / UNSEEN_SHARE, piece.shown / UNSEEN_SHARE)
    return np.column_stack(columns)[frames]


def needed(time_s: FloatArray, looks: FloatArray) -> list[int]:
    """Which key frames are enough: straight lines between them are nowhere off by more than one unit (Douglas & Peucker 1973).

    Args:
        time_s: (n,) s, increasing.
        looks: (n, m) what is shown, in units of what nobody sees.
    """
    kept, open_spans = {0, len(time_s) - 1}, [(0, len(time_s) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        if last - first < 2:
            continue
        share = ((time_s[first : last + 1] - time_s[first]) / (time_s[last] - time_s[first]))[:, None]
        between = looks[first] + share * (looks[last] - looks[first])
        off = np.abs(between - looks[first : last + 1]).max(axis=1)
        if off.max() > 1.0:
            middle = first + int(off.argmax())
            kept.add(middle)
            open_spans += [(first, middle), (middle, last)]
    return sorted(kept)


def _description(scene: Scene) -> Text:
    still = still_frame(scene)
    return joined(
        [
            ONE_REP[scene.working_side].filled(exercise=named_with_set_up(scene)),
            tempo_label(scene),
            pose_in_words(scene),
            en("Next to it, the moment at both hips plotted against hip flexion, flexors up, with a dot moving along each curve."),
            *(peak_in_words(scene, side) for side in sides_near_first(scene)),
            en(
                "Without motion, the picture shows the working hip's largest moment, at {angle}°.",
                angle=round(float(np.degrees(scene.hip_flexion_rad[scene.working_side][still]))),
            ),
        ]
    )
