"""The page of one exercise: one HTML file with pictures, load, cues, ladder and evidence - no script, no other file, no address."""

import math
import re

from ...curve import RANGES
from ...exercise import Peak
from ...range_words import range_name
from ..template import render_page
from ..words import and_list
from .view import ExercisePage

_NAME = re.compile(r'id="([^"]+)"')
DARK = "@media (prefers-color-scheme: dark)"


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
        ladder_moves=page.ladder_moves,
        peak_rows=[(view, [_peak_row(peak) for peak in view.peaks]) for view in page.variants if view.load is not None],
    )


def inline_svg(drawn: str, variant: str) -> str:
    """A picture to stand in the page.

    As variants of one exercise are drawn under the same
    name, the variant's is put behind it, so that no picture follows the rules of another.
    """
    name = _NAME.search(drawn)
    svg = drawn[drawn.index("<svg") :].replace(DARK, "@media not all")
    return svg if name is None or not variant else svg.replace(name[1], f"{name[1]}-{variant.replace('_', '-')}")


def _peak_row(peak: Peak) -> tuple[str, str, str, str]:
    """Hip and action, largest moment, where, share by range."""
    size = f"{peak.moment_nm_kg:.2f} Nm/kg ({peak.moment_nm:.0f} Nm)"
    where = f"{round(math.degrees(peak.hip_flexion_rad))} deg, {peak.when}"
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
