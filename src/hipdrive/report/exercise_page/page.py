"""The page of one exercise: one HTML file with pictures, a player that counts, load, cues, ladder and evidence; it needs no other file."""

import math
import re

from ...curve import RANGES
from ...exercise import Peak
from ...range_words import range_name
from ..exercise_picture.style import style_sheet
from ..template import render_page
from ..words import and_list
from .view import ExercisePage

_NAME = re.compile(r'id="([^"]+)"')
PICTURE = "exercise-picture"
"""Class of the pictures of a page."""


def exercise_page_html(page: ExercisePage) -> str:
    """Write the page.

    Args:
        page: What it shows; without drawn pictures it has none.

    Returns:
        One HTML document; words from exercise files are escaped.
    """
    return render_page(
        "exercise.html.j2",
        page=page,
        exercise=page.exercise,
        ranges=RANGES,
        and_list=and_list,
        svg=inline_svg,
        picture_looks=style_sheet(f".{PICTURE}"),
        ladder_moves=page.ladder_moves,
        peak_rows=[(view, [_peak_row(peak) for peak in view.peaks]) for view in page.variants if view.load is not None],
    )


def inline_svg(drawn: str, name: str) -> str:
    """A picture to stand in the page under a name that no other picture has, so that none follows the rules of another.

    The looks that all pictures share stand in the page once, for the class PICTURE.
    """
    own = _NAME.search(drawn)
    svg = drawn[drawn.index("<svg") :]
    if own is None:
        return svg
    svg = svg.replace(style_sheet(f"#{own[1]}"), "", 1).replace("<svg ", f'<svg class="{PICTURE}" ', 1)
    return svg.replace(own[1], f"p-{name.replace('_', '-')}")


def _peak_row(peak: Peak) -> tuple[str, str, str, str]:
    """Hip and action, largest moment, where, share by range."""
    size = f"{peak.moment_nm_kg:.2f} Nm/kg ({peak.moment_nm:.0f} Nm)"
    where = f"{round(math.degrees(peak.hip_flexion_rad))}°, {peak.when}"
    doubt = " - depends on the pelvis definition" if peak.depends_on_pelvis else ""
    return f"{peak.side} hip, {peak.action}s", size, where, share_in_words(peak) + doubt


def share_in_words(peak: Peak) -> str:
    """'early 62 % (48 to 71), mid 38 % (29 to 52)': in brackets what another zero of the hip would say."""
    parts = []
    for name in RANGES:
        values = [100.0 * share[name] for share in (peak.share, *peak.share_other_zero)]
        if max(values) >= 0.5:
            parts.append(f"{range_name(peak.action, name)} {values[0]:.0f} % ({min(values):.0f} to {max(values):.0f})")
    return ", ".join(parts)
