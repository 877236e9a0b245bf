"""The runner and the measures of the run, in the units a coach uses."""

import math
from dataclasses import dataclass

from ...body import SIDES
from ...curve import RANGES
from ...gait import Run
from ...gait.measures.measure import Measure
from ...speed import speed_in_words
from ...units import deg_from_rad, km_h_from_m_s, pace_min_km_from_m_s
from ..words import and_list, percent_span
from .content import ReportContent, TypicalCurves
from .levels import level_of

_NOT_MEASURED = "not measured"
DEGREES = deg_from_rad(1.0)


@dataclass(frozen=True, kw_only=True)
class MeasureRow:
    """One measure of both sides."""

    name: str
    left: str
    right: str
    remark: str


@dataclass(frozen=True, kw_only=True)
class ImpulseRow:
    """Share of the flexors' effort in one range, by side."""

    range: str
    left: str
    right: str


def runner_facts(content: ReportContent) -> tuple[str, ...]:
    """What stands below the title: when, how fast, how many strides, whose body."""
    run = content.run
    facts = [] if content.on is None else [f"{content.on.day} {content.on:%B %Y}"]
    if run is not None:
        strides = sum(run.sides[side].strides for side in SIDES)
        pace = pace_min_km_from_m_s(run.speed_m_s)
        facts += [f"{km_h_from_m_s(run.speed_m_s):.1f} km/h ({pace})", f"{run.cadence_steps_per_min:.0f} steps/min"]
        facts += [f"{strides} whole strides {'on a treadmill' if run.treadmill else 'over ground'}"]
        facts += [f"{run.athlete.mass_kg:.0f} kg, {100 * run.athlete.height_m:.0f} cm"]
    elif content.typical is not None:
        speed = content.typical.speed_m_s
        facts.append(f"{'typical runners' if content.typical_demand else 'a runner'} at {speed_in_words(speed)}")
    return tuple(facts)


def runner_rows(content: ReportContent) -> tuple[tuple[str, str], ...]:
    """Label and value of what the page is made from."""
    rows: list[tuple[str, str]] = []
    run = content.run
    if run is not None:
        speed = speed_in_words(run.speed_m_s) if run.speed_m_s > 0 else _NOT_MEASURED
        rows.extend(
            (
                ("Body", f"{run.athlete.mass_kg:.1f} kg, {100 * run.athlete.height_m:.0f} cm"),
                ("Body and strength tables", run.athlete.sex),
                ("Speed", f"{speed}, {'on a treadmill' if run.treadmill else 'over ground'}"),
            )
        )
    elif content.typical is not None:
        rows.append(("Speed of the typical runners", speed_in_words(content.typical.speed_m_s)))
    rows.append(("Demand", content.demand_source))
    rows.append(("Strength", content.capacity_source))
    return tuple(rows)


def measure_rows(run: Run, typical: TypicalCurves | None = None) -> tuple[MeasureRow, ...]:
    """Cadence, times, lengths and the peak hip flexor moment, mean and spread by side."""
    rows = [_cadence_row(run)]
    for name, label, factor, unit, digits, remark in (
        ("contact_time_s", "Contact time", 1000.0, "ms", 0, ""),
        ("flight_time_s", "Flight time", 1000.0, "ms", 0, "after this foot has left the ground"),
        ("step_length_m", "Step length", 100.0, "cm", 0, "to this foot's landing"),
        ("vertical_oscillation_m", "Vertical oscillation", 100.0, "cm", 1, "of the body's centre of mass"),
        ("foot_ahead_m", "Foot ahead of the body at landing", 100.0, "cm", 1, "there is no verified norm in centimetres"),
        (
            "foot_speed_before_contact_m_s",
            "Foot speed just before landing",
            1.0,
            "m/s",
            1,
            "relative to the ground; at 0 it moves back with the ground",
        ),
        ("shank_angle_at_contact_rad", "Shank at landing", DEGREES, "°", 1, "positive: ankle ahead of the knee"),
        ("loading_rate_bw_s", "Vertical loading rate", 1.0, "body weights/s", 0, "between 3 and 12 % of contact"),
        ("peak_hip_extension_rad", "Peak hip extension", DEGREES, "°", 1, "thigh behind its standing position"),
        ("peak_hip_extension_percent", "When the hip is most extended", 1.0, "% of the stride", 0, ""),
        ("scissor_largest_rad", "Scissor: widest angle between the thighs", DEGREES, "°", 0, "with this thigh behind"),
        ("scissor_closing_speed_rad_s", "Scissor: closing speed", DEGREES, "°/s", 0, ""),
        ("opposite_thigh_at_contact_rad", "Other thigh at landing", DEGREES, "°", 0, "negative: it is still behind"),
        ("h3_work_j_kg", "Flexor pull in swing (H3)", 1.0, "J/kg", 2, "work while the hip flexes"),
        ("h1_work_j_kg", "Extension drive (H1)", 1.0, "J/kg", 2, "work while the hip extends"),
        (
            "flexor_impulse_early_nm_s_kg",
            "Early-range flexor impulse",
            1.0,
            "Nm s/kg",
            3,
            "flexor moment over time while the hip is stretched",
        ),
    ):
        left, right = (_measured(run.sides[side].measures.get(name), factor, unit, digits) for side in SIDES)
        rows.append(MeasureRow(name=label, left=left, right=right, remark=remark))
    left, right = (_peak_moment(run.sides[side].measures.get("peak_hip_flexor_moment_nm_kg"), typical) for side in SIDES)
    rows.append(MeasureRow(name="Largest hip flexor moment", left=left, right=right, remark="low, typical or high for running"))
    left, right = (
        _measured(run.sides[side].measures.get("hip_flexion_at_peak_flexor_moment_rad"), deg_from_rad(1.0), "°", 0) for side in SIDES
    )
    rows.append(MeasureRow(name="Hip angle at that moment", left=left, right=right, remark="negative: thigh behind"))
    return tuple(rows)


def _cadence_row(run: Run) -> MeasureRow:
    """Two steps a stride; a leg without a whole stride has none, and one with hardly any is named."""
    cadence = f"{run.cadence_steps_per_min:.0f} steps/min"
    left, right = (cadence if run.sides[side].strides else _NOT_MEASURED for side in SIDES)
    remark = "counting both feet"
    if run.thin_sides:
        remark = f"two steps per stride; hardly any stride of the {and_list(run.thin_sides)} leg was recorded"
    return MeasureRow(name="Cadence", left=left, right=right, remark=remark)


def impulse_rows(run: Run) -> tuple[ImpulseRow, ...]:
    """How the flexors' effort over the stride is shared between ranges, and what another pelvis definition would say."""
    rows = []
    for name in RANGES:
        cells = []
        for side in SIDES:
            share = run.sides[side].flexor_impulse.get(name)
            cells.append(_NOT_MEASURED if share is None else f"{100 * share.share:.0f} % ({percent_span(share.low, share.high)})")
        rows.append(ImpulseRow(range=name, left=cells[0], right=cells[1]))
    return tuple(rows)


def _measured(measure: Measure | None, factor: float, unit: str, digits: int) -> str:
    if measure is None or measure.mean is None or not math.isfinite(measure.mean):
        return _NOT_MEASURED
    spread = "" if measure.sd is None else f" ± {factor * measure.sd:.{digits}f}"
    return f"{factor * measure.mean:.{digits}f}{spread}{'' if unit.startswith('°') else ' '}{unit}"


def _peak_moment(measure: Measure | None, typical: TypicalCurves | None) -> str:
    if measure is None or measure.mean is None or not math.isfinite(measure.mean):
        return _NOT_MEASURED
    return f"{_measured(measure, 1.0, 'Nm/kg', 2)} ({level_of(measure.mean, 'flexor', typical)})"
