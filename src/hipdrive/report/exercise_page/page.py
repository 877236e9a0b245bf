"""The page of one exercise: one HTML file with pictures, a player that counts, load, cues, ladder and evidence; it needs no other file."""

import math
import re
from collections.abc import Mapping

from ...body_words import MUSCLES, SIDE_WORDS
from ...curve import RANGES
from ...exercise import Exercise, Peak
from ...language import Text, and_list, en, joined, layout
from ...range_words import range_name
from ..exercise_picture.style import style_sheet
from ..template import Links, render_page
from .view import ExercisePage

_NAME = re.compile(r'id="([^"]+)"')
WHEN: Mapping[str, Text] = {
    "at the start": en("at the start"),
    "on the way up": en("on the way up"),
    "at the top": en("at the top"),
    "on the way down": en("on the way down"),
}
"""Where in a repetition a peak lies."""
PICTURE = "exercise-picture"
"""Class of the pictures of a page."""


def exercise_page_html(page: ExercisePage, *, links: Links = ()) -> str:
    """Write the page.

    Args:
        page: What it shows; without drawn pictures it has none.
        links: Words and address of pages beside this one; none where it stands alone.

    Returns:
        One HTML document; words from exercise files are escaped.
    """
    return render_page(
        "exercise.html.j2",
        links=links,
        page=page,
        exercise=page.exercise,
        ranges=RANGES,
        what_it_is=_what_it_is(page.exercise),
        of_what=_of_what(page.exercise),
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


def _what_it_is(exercise: Exercise) -> Text:
    """'Strength exercise, standing, one leg at a time, both hips at once.'."""
    kind = en("Mobility work") if exercise.kind == "mobility" else en("Strength exercise")
    both = en("both hips at once") if exercise.both_hips else ""
    return layout("{words}.", words=joined((kind, exercise.position, exercise.laterality, both), ", "))


def _of_what(exercise: Exercise) -> tuple[Text, ...]:
    """What resists, and what is needed."""
    needs = en("Equipment: {equipment}.", equipment=joined(exercise.equipment, ", ") or en("none"))
    if not exercise.resistance_kinds:
        return (needs,)
    return en("Resistance: {kinds}.", kinds=and_list(exercise.resistance_words)), needs


def _peak_row(peak: Peak) -> tuple[Text, Text, Text, Text]:
    """Hip and action, largest moment, where, share by range."""
    size = layout("{moment:.2f} Nm/kg ({newton_metres:.0f} Nm)", moment=peak.moment_nm_kg, newton_metres=peak.moment_nm)
    where = layout("{angle}°, {when}", angle=round(math.degrees(peak.hip_flexion_rad)), when=WHEN[peak.when])
    shares = share_in_words(peak)
    if peak.depends_on_pelvis:
        shares = en("{shares} - depends on the pelvis definition", shares=shares)
    hip = en("{side} hip, {muscles}", side=SIDE_WORDS[peak.side], muscles=MUSCLES[peak.action])
    return hip, size, where, shares


def share_in_words(peak: Peak) -> Text:
    """'early 62 % (48 to 71), mid 38 % (29 to 52)': in brackets what another zero of the hip would say."""
    parts = []
    for name in RANGES:
        values = [100.0 * share[name] for share in (peak.share, *peak.share_other_zero)]
        if max(values) >= 0.5:
            shares = {"share": values[0], "low": min(values), "high": max(values)}
            parts.append(en("{range} {share:.0f} % ({low:.0f} to {high:.0f})", range=range_name(peak.action, name), **shares))
    return joined(parts, ", ")
