"""The still picture of an exercise: start, half way up and top in side view, with lines of pull, support forces and the hip's angle."""

import textwrap
from typing import Literal

import numpy as np

from ...arrays import FloatArray
from ...body_words import HIP_WORDS, LEG_WORDS
from ...exercise.solve.scene import Scene
from ...language import Text, en, joined, layout, to_reader
from ..chart.places import Places
from ..chart.svg import TEXT_PX, letters, number, width_of
from .above import drawn_below
from .ground import ground, view_of
from .labels import panel_places
from .moved import moved_pieces
from .piece import View
from .pieces import LEAST_FORCE, largest_force_n, pieces_before, pieces_behind, pull_length_px, sides_near_first
from .style import HEADING_PX, LINE_PX, degrees, document, two_digits
from .words import SEEN_FROM, key_frames, named_with_set_up, panel_names, pose_in_words, pull_in_words, set_up_words

MARGIN_PX = 16.0
PANEL_WIDTH_PX: dict[int, float] = {3: 300.0, 1: 358.0}
HIGHEST_PANEL_PX: dict[int, float] = {3: 330.0, 1: 290.0}
LOWEST_PANEL_PX = 150.0
PANEL_HEAD_PX = 42.0
ARC_M = 0.21
SAME_TIP_PX = 8.0
"""Equal forces whose arrows end closer than this share one number, such as those of two feet side by side."""
TITLE_LETTER_OVER_SIZE = 0.58
NICE_N = (10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0)


def exercise_figure(scene: Scene, *, columns: Literal[1, 3] = 3) -> str:
    """Draw an exercise as one SVG.

    Args:
        scene: One repetition.
        columns: 3 panels side by side (956 px wide), or 1 below the other for a telephone (390 px wide).

    Returns:
        A whole SVG document; title and description inside, for light and dark ground.
    """
    width = 2 * MARGIN_PX + columns * PANEL_WIDTH_PX[columns] + (columns - 1) * 12.0
    inner = PANEL_WIDTH_PX[columns]
    view, height = fitted_view(scene, width_px=inner, highest_px=HIGHEST_PANEL_PX[columns])
    behind, before = pieces_behind(scene, view), (*moved_pieces(scene, view), *pieces_before(scene, view))
    parts, y = heading(scene, width)
    for index, (name, frame) in enumerate(zip(panel_names(scene), key_frames(scene), strict=True)):
        x = MARGIN_PX + (index % columns) * (inner + 12.0)
        down = y + (index // columns) * (PANEL_HEAD_PX + height + 26.0)
        body = "".join(piece.drawn(frame) for piece in behind) + ground(scene, view, width_px=inner)
        body += "".join(piece.drawn(frame) for piece in before)
        drawn = _panel(scene, view, body, name, frame, inner, height)
        parts.append(f'<g class="panel" transform="translate({number(x)},{number(down)})">{drawn}</g>')
    y += (3 // columns) * (PANEL_HEAD_PX + height + 26.0)
    above, y = drawn_below(scene, y, px_per_m=view.px_per_m, x=MARGIN_PX, head_px=PANEL_HEAD_PX, down_px=PANEL_HEAD_PX - LINE_PX)
    key, y = legend(scene, view, width, y)
    return document(
        key=f"figure-{scene.exercise}-{scene.working_side}-{columns}",
        width=width,
        height=y + 6.0,
        title=_title(scene),
        description=joined((SEEN_FROM[scene.working_side], layout("{name}.", name=named_with_set_up(scene)), pose_in_words(scene))),
        style="",
        body="".join(parts) + above + key,
    )


def _title(scene: Scene) -> Text:
    if scene.loaded:
        return en("{exercise}: start, halfway up and top", exercise=scene.name)
    return en("{exercise}: start, halfway and end of the range", exercise=scene.name)


def fitted_view(scene: Scene, *, width_px: float, highest_px: float, forces: bool = True) -> tuple[View, float]:
    """The view that fills a width, and its height (px): no higher than allowed, and no lower than a few lines of text."""
    trial = view_of(scene, width_px=width_px, height_px=1e6, forces=forces)
    tall = view_of(scene, width_px=1e6, height_px=1.0, forces=forces)
    height = float(np.clip(trial.px_per_m / tall.px_per_m, LOWEST_PANEL_PX, highest_px))
    return view_of(scene, width_px=width_px, height_px=height, forces=forces), height


def heading(scene: Scene, width_px: float) -> tuple[list[str], float]:
    """Name and set-up at the top; markup and where the picture goes on (px)."""
    y, parts = 10.0, []
    for line in textwrap.wrap(to_reader(scene.name), int((width_px - 2 * MARGIN_PX) / (TITLE_LETTER_OVER_SIZE * 16.0))):
        y += 20.0
        parts.append(letters(MARGIN_PX, y, line, css="title"))
    for line in textwrap.wrap(to_reader(set_up_words(scene)), int((width_px - 2 * MARGIN_PX) / (0.54 * TEXT_PX))):
        y += LINE_PX
        parts.append(letters(MARGIN_PX, y, line, css="soft"))
    return parts, y + 14.0


def _panel(scene: Scene, view: View, figure: str, name: Text, frame: int, width: float, height: float) -> str:
    turned = {side: degrees(float(np.degrees(scene.hip_flexion_rad[side][frame]))) for side in sides_near_first(scene)}
    angles = joined([layout("{hip} {angle}", hip=HIP_WORDS[side], angle=angle) for side, angle in turned.items()], ", ")
    words = letters(0.0, HEADING_PX, name, css="head") + letters(0.0, HEADING_PX + LINE_PX, angles, css="soft number")
    labels = panel_places(scene, view, frame, width_px=width, height_px=height - 2.0)
    figure += hip_angle(scene, view, frame, labels) + _sizes(scene, view, frame, labels)
    return f'{words}<g transform="translate(0,{number(PANEL_HEAD_PX)})">{figure}</g>'


def hip_angle(scene: Scene, view: View, frame: int, labels: Places) -> str:
    """The working hip's angle: an arc from the line on which the thigh is at zero to the thigh, and its number."""
    side = scene.working_side
    hip, knee = (view.at(scene.limb("leg", side).points_m[frame, i]) for i in (0, 1))
    middle, lumbar = (view.at(scene.limb("trunk").points_m[frame, i]) for i in (0, 1))
    zero = float(np.arctan2(*(middle - lumbar)[::-1]))
    thigh = float(np.arctan2(*(knee - hip)[::-1]))
    turn = (thigh - zero + np.pi) % (2 * np.pi) - np.pi
    radius = ARC_M * view.px_per_m

    def at(angle: float, distance: float) -> FloatArray:
        return hip + distance * np.array([np.cos(angle), np.sin(angle)])

    start, end, far = at(zero, radius), at(zero + turn, radius), at(zero, 1.6 * radius)
    line = f'<path class="zero" d="M{_xy(hip)} L{_xy(far)}"/>'
    arc = f'<path class="arc" d="M{_xy(start)} A{number(radius)},{number(radius)} 0 0 {int(turn > 0)} {_xy(end)}"/>'
    between = zero + turn / 2
    toward = np.array([np.cos(between), np.sin(between)])
    words = degrees(float(np.degrees(scene.hip_flexion_rad[side][frame])))
    return line + arc + labels.put(at(between, radius), words, css="strong halo number", toward=toward)


def _xy(point: FloatArray) -> str:
    return f"{number(point[0])},{number(point[1])}"


def _sizes(scene: Scene, view: View, frame: int, labels: Places) -> str:
    """Newtons at the tips of support forces and pulls; those of two feet side by side are said once."""
    tips: list[tuple[FloatArray, FloatArray, Text, int]] = []
    for support in scene.supports:
        force, size = view.turned(support.force_n[frame]), float(np.linalg.norm(support.force_n[frame]))
        if size >= LEAST_FORCE * largest_force_n(scene.supports):
            tip, words = view.at(support.at_m[frame]) + force * view.px_per_n, layout("{newtons} N", newtons=two_digits(size))
            same = next((i for i, (at, _, said, _) in enumerate(tips) if said == words and np.linalg.norm(at - tip) < SAME_TIP_PX), None)
            if same is None:
                tips.append((tip, force, words, 1))
            else:
                tips[same] = (*tips[same][:3], tips[same][3] + 1)
    parts = []
    for tip, force, words, count in tips:
        said = words if count == 1 else layout("{count} × {force}", count=count, force=words)
        parts.append(labels.put(tip, said, css="force halo number", toward=force))
    for thing in scene.implements:
        force, size = view.turned(thing.force_n[frame]), float(np.linalg.norm(thing.force_n[frame]))
        if size > 0.5:
            tip = view.at(thing.points_m[frame, -1]) + force / max(float(np.linalg.norm(force)), 1e-9) * pull_length_px(thing, view)
            parts.append(labels.put(tip, layout("{newtons} N", newtons=two_digits(size)), css="pull halo number", toward=force))
    return "".join(parts)


def legend(scene: Scene, view: View, width_px: float, y: float) -> tuple[str, float]:
    """What colours and arrows mean, with the scale of forces; markup and its lower edge (px)."""
    nice = max([n for n in NICE_N if n <= 0.8 * largest_force_n(scene.supports)], default=NICE_N[0])
    near, far = sides_near_first(scene)
    capsule = '<rect class="{css}" x="0" y="-5.5" width="26" height="11" rx="5.5"/>'
    items = [
        (capsule.format(css=f"leg {near} near"), 26.0, en("{leg}, working", leg=LEG_WORDS[near])),
        (capsule.format(css=f"leg {far} far"), 26.0, LEG_WORDS[far]),
    ]
    if scene.loaded:
        long = nice * view.px_per_n
        arrow = (
            f'<g class="force"><rect x="0" y="-2" width="{number(long - 8)}" height="4"/><path d="M{number(long)},0 l-9,-5.5 v11 Z"/></g>'
        )
        items.append((arrow, long, en("support force: an arrow this long is {newtons:g} N", newtons=nice)))
    for label in dict.fromkeys(pull_in_words(scene, implement) for implement in scene.implements):
        items.append(('<g class="pull"><line x2="26"/><path d="M34,0 l-9,-5 v10 Z"/></g>', 34.0, en("line of pull: {load}", load=label)))
    parts, x = [], MARGIN_PX
    for swatch, wide, words in items:
        if x > MARGIN_PX and x + wide + 6.0 + width_of(words) > width_px - MARGIN_PX:
            x, y = MARGIN_PX, y + LINE_PX + 4.0
        parts.append(f'<g transform="translate({number(x)},{number(y + 8.0)})">{swatch}</g>{letters(x + wide + 6.0, y + 12.5, words)}')
        x += wide + 6.0 + width_of(words) + 18.0
    return "".join(parts), y + LINE_PX + 4.0
