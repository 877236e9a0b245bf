"""A run on video in words: every figure with its band, and what the clip does not show."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from ...body import SIDES, Side
from ...body_words import SIDE_WORDS
from ...errors import NOTHING
from ...gait import NotShown, Run, SideView, measure_definitions
from ...language import Text, and_list, en, joined, layout
from ...units import km_h_from_m_s
from ..shown_measures import READ_AS, decimal
from ..stride_clock.instants import instant_of

CADENCE = "stride_rate_steps_per_min"
IMPULSE, PEAK = "flexor_impulse_swing_nm_s_kg", "peak_hip_flexor_moment_nm_kg"
TYPICAL_ANGLE, TYPICAL_ANGLE_BAND_DEG = "hip_flexion_at_peak_flexor_moment_rad", 11.0
"""The angle at the peak is the typical one; laboratories' pelvis definitions alone differ by so much."""
SHOWN: Mapping[str, Text] = {
    CADENCE: NOTHING,
    "largest_thigh_rad": en("against plumb"),
    "lowest_thigh_rad": en("against plumb; negative: behind"),
    "thigh_range_rad": NOTHING,
    "largest_knee_flexion_stance_rad": NOTHING,
    "largest_knee_flexion_rad": NOTHING,
    "largest_trunk_lean_rad": en("line from hip to neck, against plumb"),
    "lowest_trunk_lean_rad": en("line from hip to neck, against plumb"),
    "contact_time_s": NOTHING,
    "flight_time_s": en("both steps taken to be alike"),
    "foot_ahead_of_hip_m": NOTHING,
    "foot_ahead_m": en("the body's centre of mass is estimated"),
    "shank_angle_at_contact_rad": en("positive: ankle ahead of the knee"),
    IMPULSE: en("mostly set by your speed"),
    PEAK: en("too rough to rank runners by"),
}
"""Measure -> remark, in the order of the page."""
LEAST_BAND = {CADENCE: 1.0}
"""Bands that are told no narrower than this."""


@dataclass(frozen=True, kw_only=True)
class FilmedRow:
    """One figure of the legs that faced a camera."""

    name: Text
    of_side: Mapping[Side, Text]
    """Such as '31 ± 6°', by near leg."""
    remark: Text
    at: tuple[tuple[Side, int], ...] = ()
    """When in the stride of each leg it is read (%), where it belongs to an instant."""
    at_ms: tuple[tuple[Side, int], ...] = ()
    """When it is in the video that is kept, where no curve shows the stride."""


@dataclass(frozen=True, kw_only=True)
class FilmedView:
    """What one camera at the side shows."""

    heading: Text
    sides: tuple[tuple[Side, Text], ...]
    """Near legs, with their words."""
    rows: tuple[FilmedRow, ...]
    hidden: tuple[NotShown, ...]


def filmed_view(run: Run, typical: Mapping[str, tuple[float, float]] | None = None) -> FilmedView | None:
    """Put a run on video from the side into words; None for any other run.

    Args:
        run: The run.
        typical: Mean and spread of other runners at its speed, by measure; None where nothing is known.
    """
    if not isinstance(run.view, SideView):
        return None
    near = tuple(side for side in SIDES if side in run.view.near)
    rows = [_row(run, name, near, remark) for name, remark in SHOWN.items() if name in run.view.bands]
    if typical is not None and TYPICAL_ANGLE in typical:
        angle = en("typically {angle:.0f} ± {band:.0f}°", angle=math.degrees(typical[TYPICAL_ANGLE][0]), band=TYPICAL_ANGLE_BAND_DEG)
        name, remark = measure_definitions()[TYPICAL_ANGLE].name, en("of other runners: a clip does not show it")
        rows.append(FilmedRow(name=name, of_side=dict.fromkeys(near, angle), remark=remark))
    legs = and_list([SIDE_WORDS[side] for side in near])
    heading = en("What the video shows ({legs} leg)", legs=legs) if len(near) == 1 else en("What the videos show (both legs)")
    return FilmedView(heading=heading, sides=tuple((side, SIDE_WORDS[side]) for side in near), rows=tuple(rows), hidden=run.view.not_shown)


_SEEN: Mapping[str, Text] = {
    "side": en("One camera saw you from the side: {cadence} at {speed:.1f} km/h."),
    "front": en("One camera saw you from the front: {cadence} at {speed:.1f} km/h."),
    "rear": en("One camera saw you from behind: {cadence} at {speed:.1f} km/h."),
}


def filmed_found(run: Run) -> tuple[Text, ...]:
    """The first sentence of a page on a run on video; none for any other run."""
    if run.view is None:
        return ()
    cadence = en("{cadence:.0f} ± 1 steps/min", cadence=run.cadence_steps_per_min)
    said = _SEEN[run.view.seen_from].filled(cadence=cadence, speed=km_h_from_m_s(run.speed_m_s))
    if not run.demand:
        return (said,)
    mostly = en("What the stride asks of the hips is what is typical at this speed, adjusted by what the video shows of the swing.")
    return (joined((said, mostly)),)


def with_band(name: str, value: float, band: float, *, digits_m: int = 0) -> Text:
    """Such as '231 ± 24 ms'; lengths with so many digits."""
    factor, unit, digits = READ_AS[measure_definitions()[name].unit]
    if name != IMPULSE:
        digits = {"rad": 0, "m": digits_m}.get(measure_definitions()[name].unit, digits)
    half = max(band, LEAST_BAND.get(name, 0.0))
    return layout("{value} ± {band}{unit}", value=decimal(factor * value, digits), band=decimal(factor * half, digits), unit=unit)


def _row(run: Run, name: str, near: tuple[Side, ...], remark: Text) -> FilmedRow:
    bands = {} if run.view is None else run.view.bands
    values = {side: run.sides[side].measures[name].mean for side in near}
    shown = {side: en("not shown") if value is None else with_band(name, value, bands[name]) for side, value in values.items()}
    label = en("Cadence") if name == CADENCE else measure_definitions()[name].name
    instants = {side: None if values[side] is None else instant_of(name, run.sides[side]) for side in near}
    at = tuple((side, round(percent)) for side, percent in instants.items() if percent is not None)
    return FilmedRow(name=label, of_side=shown, remark=remark, at=at)
