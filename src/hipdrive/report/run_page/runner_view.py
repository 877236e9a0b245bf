"""The runner and the measures of the run, in the units a coach uses."""

import math
from dataclasses import dataclass

from ...body import SIDES
from ...body_words import SEX_WORDS, SIDE_WORDS
from ...curve import RANGES
from ...errors import NOTHING
from ...gait import Run
from ...gait.measures.measure import Measure
from ...language import Text, and_list, en, layout, percent_span
from ...range_words import range_name
from ...speed import speed_in_words
from ...units import speed_and_pace
from ..shown_measures import READ_AS, decimal
from .content import ReportContent, TypicalCurves
from .levels import LEVEL_WORDS, level_of

_NOT_MEASURED = en("not measured")


@dataclass(frozen=True, kw_only=True)
class MeasureRow:
    """One measure of both sides."""

    name: Text
    left: Text
    right: Text
    remark: Text


@dataclass(frozen=True, kw_only=True)
class ImpulseRow:
    """Share of the flexors' effort in one range, by side."""

    range: Text
    left: Text
    right: Text


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """A measure as this page shows it."""

    id: str
    label: Text
    factor: float
    unit: Text
    """With the space before it."""
    digits: int
    remark: Text = NOTHING


def _shown(id_: str, unit: str, digits: int, label: Text, remark: Text = NOTHING) -> _Shown:
    """A measure, by the unit that it is kept in."""
    factor, shown, _ = READ_AS[unit]
    return _Shown(id=id_, label=label, factor=factor, unit=shown, digits=digits, remark=remark)


_MEASURES = (
    _shown("contact_time_s", "s", 0, en("Contact time")),
    _shown("flight_time_s", "s", 0, en("Flight time"), en("after this foot has left the ground")),
    _shown("step_length_m", "m", 0, en("Step length"), en("to this foot's landing")),
    _shown("vertical_oscillation_m", "m", 1, en("Vertical oscillation"), en("of the body's centre of mass")),
    _shown("foot_ahead_m", "m", 1, en("Foot ahead of the body at landing"), en("there is no verified norm in centimetres")),
    _shown(
        "foot_speed_before_contact_m_s",
        "m/s",
        1,
        en("Foot speed just before landing"),
        en("relative to the ground; at 0 it moves back with the ground"),
    ),
    _shown("shank_angle_at_contact_rad", "rad", 1, en("Shank at landing"), en("positive: ankle ahead of the knee")),
    _shown("loading_rate_bw_s", "body weights/s", 0, en("Vertical loading rate"), en("between 3 and 12 % of contact")),
    _shown("peak_hip_extension_rad", "rad", 1, en("Peak hip extension"), en("thigh behind its standing position")),
    _Shown(
        id="peak_hip_extension_percent",
        label=en("When the hip is most extended"),
        factor=1.0,
        unit=layout(" {unit}", unit=en("% of the stride")),
        digits=0,
    ),
    _shown("scissor_largest_rad", "rad", 0, en("Scissor: widest angle between the thighs"), en("with this thigh behind")),
    _shown("scissor_closing_speed_rad_s", "rad/s", 0, en("Scissor: closing speed")),
    _shown("opposite_thigh_at_contact_rad", "rad", 0, en("Other thigh at landing"), en("negative: it is still behind")),
    _shown("h3_work_j_kg", "J/kg", 2, en("Flexor pull in swing (H3)"), en("work while the hip flexes")),
    _shown("h1_work_j_kg", "J/kg", 2, en("Extension drive (H1)"), en("work while the hip extends")),
    _shown(
        "flexor_impulse_early_nm_s_kg",
        "Nm s/kg",
        3,
        en("Early-range flexor impulse"),
        en("flexor moment over time while the hip is stretched"),
    ),
)
_AT_PEAK = _shown("hip_flexion_at_peak_flexor_moment_rad", "rad", 0, en("Hip angle at that moment"), en("negative: thigh behind"))


def runner_facts(content: ReportContent) -> tuple[Text, ...]:
    """What stands below the title: when, how fast, how many strides, whose body."""
    run = content.run
    facts = [] if content.on is None else [en("{on:d MMMM y}", on=content.on)]
    if run is not None:
        strides = sum(run.sides[side].strides for side in SIDES)
        facts += [
            speed_and_pace(run.speed_m_s),
            _steps(run),
            en("{strides} whole strides on a treadmill", strides=strides)
            if run.treadmill
            else en("{strides} whole strides over ground", strides=strides),
            layout("{mass:.0f} kg, {height:.0f} cm", mass=run.athlete.mass_kg, height=100 * run.athlete.height_m),
        ]
    elif content.typical is not None:
        speed = speed_in_words(content.typical.speed_m_s)
        facts.append(en("typical runners at {speed}", speed=speed) if content.typical_demand else en("a runner at {speed}", speed=speed))
    return tuple(facts)


def runner_rows(content: ReportContent) -> tuple[tuple[Text, Text], ...]:
    """Label and value of what the page is made from."""
    rows: list[tuple[Text, Text]] = []
    run = content.run
    if run is not None:
        speed = speed_in_words(run.speed_m_s) if run.speed_m_s > 0 else _NOT_MEASURED
        rows.extend(
            (
                (
                    en("Body"),
                    layout("{mass:.1f} kg, {height:.0f} cm", mass=run.athlete.mass_kg, height=100 * run.athlete.height_m),
                ),
                (en("Body and strength tables"), SEX_WORDS[run.athlete.sex]),
                (en("Speed"), en("{speed}, on a treadmill", speed=speed) if run.treadmill else en("{speed}, over ground", speed=speed)),
            )
        )
    elif content.typical is not None:
        rows.append((en("Speed of the typical runners"), speed_in_words(content.typical.speed_m_s)))
    rows.append((en("Demand"), content.demand_source))
    rows.append((en("Strength"), content.capacity_source))
    return tuple(rows)


def measure_rows(run: Run, typical: TypicalCurves | None = None) -> tuple[MeasureRow, ...]:
    """Cadence, times, lengths and the peak hip flexor moment, mean and spread by side."""
    rows = [_cadence_row(run), *(_measure_row(run, shown) for shown in _MEASURES)]
    left, right = (_peak_moment(run.sides[side].measures.get("peak_hip_flexor_moment_nm_kg"), typical) for side in SIDES)
    remark = en("low, typical or high for running")
    rows.append(MeasureRow(name=en("Largest hip flexor moment"), left=left, right=right, remark=remark))
    return (*rows, _measure_row(run, _AT_PEAK))


def _measure_row(run: Run, shown: _Shown) -> MeasureRow:
    left, right = (_measured(run.sides[side].measures.get(shown.id), shown.factor, shown.unit, shown.digits) for side in SIDES)
    return MeasureRow(name=shown.label, left=left, right=right, remark=shown.remark)


def _steps(run: Run) -> Text:
    return en("{cadence:.0f} steps/min", cadence=run.cadence_steps_per_min)


def _cadence_row(run: Run) -> MeasureRow:
    """Two steps a stride; a leg without a whole stride has none, and one with hardly any is named."""
    left, right = (_steps(run) if run.sides[side].strides else _NOT_MEASURED for side in SIDES)
    remark = en("counting both feet")
    if run.thin_sides:
        sides = and_list([SIDE_WORDS[side] for side in run.thin_sides])
        remark = en("two steps per stride; hardly any stride of the {sides} leg was recorded", sides=sides)
    return MeasureRow(name=en("Cadence"), left=left, right=right, remark=remark)


def impulse_rows(run: Run) -> tuple[ImpulseRow, ...]:
    """How the flexors' effort over the stride is shared between ranges, and what another pelvis definition would say."""
    rows = []
    for name in RANGES:
        cells = []
        for side in SIDES:
            share = run.sides[side].flexor_impulse.get(name)
            if share is None:
                cells.append(_NOT_MEASURED)
            else:
                cells.append(layout("{share:.0f} % ({span})", share=100 * share.share, span=percent_span(share.low, share.high)))
        rows.append(ImpulseRow(range=range_name("flexor", name), left=cells[0], right=cells[1]))
    return tuple(rows)


def _measured(measure: Measure | None, factor: float, unit: Text, digits: int) -> Text:
    if measure is None or measure.mean is None or not math.isfinite(measure.mean):
        return _NOT_MEASURED
    mean = decimal(factor * measure.mean, digits)
    if measure.sd is None:
        return layout("{mean}{unit}", mean=mean, unit=unit)
    return layout("{mean} ± {spread}{unit}", mean=mean, spread=decimal(factor * measure.sd, digits), unit=unit)


def _peak_moment(measure: Measure | None, typical: TypicalCurves | None) -> Text:
    if measure is None or measure.mean is None or not math.isfinite(measure.mean):
        return _NOT_MEASURED
    level = LEVEL_WORDS[level_of(measure.mean, "flexor", typical)]
    return layout("{moment} ({level})", moment=_measured(measure, 1.0, layout(" Nm/kg"), 2), level=level)
