"""Sentences about runs of a watch: what changed beyond noise, and what a week asked of the hips."""

from collections.abc import Mapping, Sequence

from ...contract.athletes.watch import TrendDocument, WeekDocument
from ...language import Text, en, en_count, joined, layout, verbatim
from ...watch import WATCH, Trend, WatchMeasureId, WeekImpulse, watch_measures, watch_rules
from .watch_file import SHOWN

TYPICAL_SOURCE = en(
    "typical swing impulse of 12 men on a treadmill at each speed (Fukuchi et al. 2017), not yours; the span is one standard deviation "
    "of them"
)
NO_RUNS = en("No run of a watch is kept yet: add .fit files.")
UNITS: Mapping[WatchMeasureId, tuple[Text, str]] = {
    "cadence_steps_per_min": (en("steps/min"), ".1f"),
    "contact_time_s": (layout("ms"), ".0f"),
    "contact_balance_left": (layout("%"), ".1f"),
    "vertical_oscillation_m": (layout("cm"), ".1f"),
    "step_length_m": (layout("m"), ".2f"),
}
"""Measure -> the unit in which people read it, and its digits."""


def amount(measure: WatchMeasureId, value: float, *, signed: bool = False) -> Text:
    """A value with its unit, such as '238 ms'."""
    unit, digits = UNITS[measure]
    shown = SHOWN[measure][1] * value
    number = {
        ".0f": layout("{value:.0f}", value=abs(shown)),
        ".1f": layout("{value:.1f}", value=abs(shown)),
        ".2f": layout("{value:.2f}", value=abs(shown)),
    }[digits]
    sign = ("+" if shown > 0 else "-") if signed else ("-" if shown < 0 else "")
    return layout("{sign}{number} {unit}", sign=sign, number=number, unit=unit)


def trend_title(measure: WatchMeasureId, sensor: str) -> Text:
    """What a trend is called; the sensor is named where it is not the watch."""
    name = watch_measures()[measure].name
    return name if sensor == WATCH else layout("{name} ({sensor})", name=name, sensor=verbatim(sensor))


def trend_says(trend: Trend) -> Text:
    """A trend in one sentence."""
    name = trend_title(trend.measure, trend.sensor)
    if trend.change is None or trend.change_noise is None or trend.noise is None:
        missing = en("{name}: {count} runs at this speed on different days are too few to tell a change; {fewest} are needed.")
        return missing.filled(name=name, count=len(trend.points), fewest=watch_rules().fewest_runs)
    words = (
        en("{name}: {change} from the first run to the last, more than noise (up to {noise} is).")
        if trend.is_beyond_noise
        else en("{name}: {change} from the first run to the last, which noise alone may make (up to {noise}).")
    )
    return words.filled(name=name, change=amount(trend.measure, trend.change, signed=True), noise=amount(trend.measure, trend.change_noise))


def week_says(week: WeekImpulse) -> Text:
    """A week in one sentence, as the estimate that it is."""
    runs = en_count("{n} run", "{n} runs", n=week.runs)
    said = en(
        "Week of {begins:d MMMM y}: {runs}, {km:.1f} km, {steps:,} steps; each hip's flexors swung the leg with about {impulse:,} Nm s/kg "
        "({low:,} to {high:,}).",
        begins=week.begins,
        runs=runs,
        km=week.distance_m / 1000.0,
        steps=round(week.steps),
        impulse=round(week.impulse_nm_s_kg),
        low=round(week.low_nm_s_kg),
        high=round(week.high_nm_s_kg),
    )
    more = [] if week.counted else [en("Not every step was counted; the typical cadence stands in.")]
    if week.held_share > 0.01:
        more.append(en("{share:.0f} % of the steps were faster than the typical impulse is known for.", share=100 * week.held_share))
    return joined((said, *more))


def watch_says(runs: int, speed_m_s: float | None, trends: Sequence[TrendDocument], weeks: Sequence[WeekDocument]) -> tuple[Text, ...]:
    """What it comes to: how runs are compared, what changed, and the last week."""
    if not runs:
        return (NO_RUNS,)
    if speed_m_s is None:
        compared = en("No run has two minutes of level running at one speed, so nothing is compared.")
    else:
        compared = en("Runs are compared at {speed_m_s:run}.", speed_m_s=speed_m_s)
    beyond = [trend.says for trend in trends if trend.beyond_noise]
    told = any(trend.change is not None for trend in trends)
    nothing = [en("Nothing changed by more than noise.")] if told and not beyond else []
    return (compared, *beyond, *nothing, *([weeks[-1].says] if weeks else []))
