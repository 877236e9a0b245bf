"""The stick figure of a mean stride, seen from the side, from the front and from above; a script moves its bones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES
from ...language import Text, en
from ..chart.svg import Picture, number, picture

Figure = Mapping[str, FloatArray]
"""Point of the body -> (n, 3) m; X forward, Y up, Z right."""
PX_PER_M = 180.0
MARGIN_PX = 12.0
_LEG = (("hip", "knee"), ("knee", "ankle"), ("ankle", "heel"), ("heel", "toe"), ("ankle", "toe"), ("hip", "lumbar"))
_ARM = (("neck", "shoulder"), ("shoulder", "elbow"), ("elbow", "wrist"))
_MIDDLE = (("hip_left", "hip_right"), ("lumbar", "neck"), ("neck", "head"))
ALONE = ("lumbar", "neck", "head")
"""Points that belong to no side."""


@dataclass(frozen=True, kw_only=True)
class ViewAxes:
    """How a view lays the lab's axes on the screen."""

    name: str
    title: Text
    across: tuple[int, int]
    """Axis that goes to the right, and its sign."""
    down: tuple[int, int]
    """Axis that goes down, and its sign."""
    behind: str
    """The side of the body that is drawn first."""


VIEWS = (
    ViewAxes(name="side", title=en("From the runner's right"), across=(0, 1), down=(1, -1), behind="left"),
    ViewAxes(name="front", title=en("From the front"), across=(2, -1), down=(1, -1), behind="left"),
    ViewAxes(name="top", title=en("From above"), across=(0, 1), down=(2, 1), behind="left"),
)
ALT = en("The runner as a stick figure, left leg solid and right leg dashed; it stands at the time that the slider tells.")


@dataclass(frozen=True, kw_only=True)
class DrawnView:
    """A view with what a script needs to move it."""

    name: str
    picture: Picture
    across: tuple[int, int]
    down: tuple[int, int]
    from_px: tuple[float, float]
    """Where the origin of the body's places lies, px from the left and from the top."""


def bones_of(figure: Figure) -> tuple[tuple[str, str, str], ...]:
    """Start, end and look of each bone whose ends are known."""
    bones: list[tuple[str, str, str]] = []
    for side in SIDES:
        named = [(_of_side(start, side), _of_side(end, side)) for start, end in (*_LEG, *_ARM)]
        bones += [(start, end, side) for start, end in named if start in figure and end in figure]
    middle = [(start, end, "both head" if end == "head" else "both") for start, end in _MIDDLE if start in figure and end in figure]
    return (*bones, *middle)


def drawn_views(figures: Sequence[Figure], bones: Sequence[tuple[str, str, str]], *, ghosts: bool) -> tuple[DrawnView, ...]:
    """Draw the three views of the first figure at the beginning of its stride, in one scale.

    Args:
        figures: All that will be shown: they must fit into the frames.
        bones: What is drawn of them.
        ghosts: Whether another figure may be laid behind.
    """
    return tuple(_drawn(view, figures, bones, ghosts=ghosts) for view in VIEWS)


def _drawn(view: ViewAxes, figures: Sequence[Figure], bones: Sequence[tuple[str, str, str]], *, ghosts: bool) -> DrawnView:
    flat = np.concatenate([_flat(path, view) for figure in figures for path in figure.values()])
    low, high = flat.min(axis=0) - MARGIN_PX, flat.max(axis=0) + MARGIN_PX
    first = {name: _flat(path[:1], view)[0] - low for name, path in figures[0].items()}
    ground = _ground(view, low, high) if view.down[0] == 1 else ""
    ordered = sorted(bones, key=lambda bone: (bone[2] != view.behind, bone[2] == "right"))
    shadow = "".join(_bone(first, bone, "ghost") for bone in ordered) if ghosts else ""
    body = "".join(_bone(first, bone, "") for bone in ordered)
    size = high - low
    drawn = picture(
        name=f"clock-{view.name}",
        width=float(size[0]),
        height=float(size[1]),
        title=view.title,
        alt=ALT,
        body=f'{ground}<g class="shadow">{shadow}</g><g class="body">{body}</g>',
    )
    return DrawnView(name=view.name, picture=drawn, across=view.across, down=view.down, from_px=(float(-low[0]), float(-low[1])))


def _ground(view: ViewAxes, low: FloatArray, high: FloatArray) -> str:
    """The lowest place that a foot reaches."""
    y = number(float(high[1] - low[1] - MARGIN_PX))
    return f'<path class="base ground" d="M0,{y} H{number(float(high[0] - low[0]))}" data-view="{view.name}"/>'


def _bone(first: Mapping[str, FloatArray], bone: tuple[str, str, str], more: str) -> str:
    start, end, css = bone
    looks = " ".join(filter(None, ("bone", css, more)))
    length = ' pathLength="100"' if end == "head" else ""  # the look of a head is its upper half
    places = (f"{number(first[point][0])},{number(first[point][1])}" for point in (start, end))
    return f'<path class="{looks}" data-bone="{start} {end}"{length} d="M{" L".join(places)}"/>'


def _flat(path_m: FloatArray, view: ViewAxes) -> FloatArray:
    """(n, 2) px, right and down."""
    return PX_PER_M * np.column_stack([sign * path_m[:, axis] for axis, sign in (view.across, view.down)])


def _of_side(point: str, side: str) -> str:
    return point if point in ALONE else f"{point}_{side}"
