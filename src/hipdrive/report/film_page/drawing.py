"""Where the camera stands, drawn from above and from behind the runner."""

import math

from ...language import en
from ..chart.svg import Picture, letters, number, picture

WIDTH, HEIGHT = 310.0, 216.0
GROUND_Y = 190.0


def camera_drawings() -> tuple[Picture, Picture]:
    """Two views of camera and runner: from above, and from behind the runner."""
    above = picture(
        name="camera-above",
        width=WIDTH,
        height=HEIGHT,
        title=en("From above"),
        alt=en("From above, the camera looks square across the way of running from 4 to 6 m away."),
        body=_from_above(),
    )
    behind = picture(
        name="camera-behind",
        width=WIDTH,
        height=HEIGHT,
        title=en("From behind the runner"),
        alt=en("From behind the runner, the camera stands on a tripod at the height of the hips."),
        body=_from_behind(),
    )
    return above, behind


def _from_above() -> str:
    """The way of running, the runner, and the camera square to it."""
    runner_x, way_y, camera_y = 150.0, 62.0, 178.0
    way = f'<rect class="shade" x="10" y="{number(way_y - 18)}" width="280" height="36" rx="4"/>'
    arrow = (
        f'<path class="base" d="M210 {number(way_y)}H272"/><path class="pointer-head" d="M272 {number(way_y - 5)}l9 5l-9 5z"/>'
        f'<ellipse class="filled" cx="{number(runner_x)}" cy="{number(way_y)}" rx="11" ry="17"/>'
        f'<circle class="pointer-head" cx="{number(runner_x + 3)}" cy="{number(way_y)}" r="7"/>'
    )
    sight = f'<path class="edge" d="M{number(runner_x)} {number(way_y + 22)}V{number(camera_y - 12)}"/>'
    corner = f'<path class="base" d="M{number(runner_x)} {number(way_y + 34)}h12v-12"/>'
    words = (
        letters(10, 22, en("From above"), css="strong")
        + letters(runner_x + 12, (way_y + camera_y) / 2 + 8, en("4 to 6 m"), css="number")
        + letters(runner_x + 20, camera_y + 4, en("camera"))
        + letters(runner_x - 8, (way_y + camera_y) / 2 + 8, en("square"), anchor="end")
    )
    return way + arrow + sight + corner + _camera(runner_x, camera_y, turned=True) + words


def _from_behind() -> str:
    """The runner from behind, and the camera at the height of the hips."""
    runner_x, camera_x, hip_y = 70.0, 260.0, 118.0
    ground = f'<path class="axis" d="M10 {number(GROUND_Y)}H300"/>'
    body = (
        f'<circle class="pointer-head" cx="{number(runner_x)}" cy="44" r="11"/>'
        f'<path class="pointer" d="M{number(runner_x)} 56V{number(hip_y)}'
        f"M{number(runner_x - 18)} 92L{number(runner_x - 12)} 66H{number(runner_x + 12)}"
        f"L{number(runner_x + 18)} 92M{number(runner_x - 9)} {number(hip_y)}H{number(runner_x + 9)}"
        f"M{number(runner_x - 9)} {number(hip_y)}L{number(runner_x - 7)} {number(GROUND_Y)}"
        f'M{number(runner_x + 9)} {number(hip_y)}L{number(runner_x + 12)} 150L{number(runner_x + 9)} 176"/>'
    )
    sight = f'<path class="edge" d="M{number(runner_x + 16)} {number(hip_y)}H{number(camera_x - 14)}"/>'
    legs = "".join(
        f'<path class="base" d="M{number(camera_x)} {number(hip_y + 7)}L{number(camera_x + 22 * math.sin(angle))} {number(GROUND_Y)}"/>'
        for angle in (-0.9, 0.0, 0.9)
    )
    words = (
        letters(10, 22, en("From behind the runner"), css="strong")
        + letters((runner_x + camera_x) / 2 + 4, hip_y - 8, en("height of the hips"), anchor="middle")
        + letters((runner_x + camera_x) / 2 + 4, GROUND_Y + 20, en("stands still"), anchor="middle")
    )
    return ground + body + sight + legs + _camera(camera_x, hip_y, turned=False) + words


def _camera(x: float, y: float, *, turned: bool) -> str:
    """A camera that looks up the drawing, or to its left."""
    lens = f'<rect class="pointer-head" x="{number(x - 5)}" y="{number(y - 12)}" width="10" height="7"/>'
    if not turned:
        lens = f'<rect class="pointer-head" x="{number(x - 15)}" y="{number(y - 5)}" width="6" height="10"/>'
    return f'<rect class="pointer-head" x="{number(x - 10)}" y="{number(y - 7)}" width="20" height="14" rx="2"/>{lens}'
