"""The verb that shows runs of a watch on a page, in the units that people read."""

from collections.abc import Sequence

from ...contract.athletes.watch import TrendDocument
from ...language import Text, layout
from ...report import SpeedShown, TrendShown, WatchContent, WatchRunShown, WeekShown, watch_page_html
from ...store import Unit, find_person
from .watch import watch_shown
from .watch_file import SHOWN
from .watch_words import UNITS, trend_title


def watch_page(unit: Unit, name: str, *, most_bytes: int, links: Sequence[tuple[Text, str]] = ()) -> str:
    """What an athlete's runs with a watch show, as one HTML page that also takes files.

    Args:
        unit: A unit of work.
        name: The athlete.
        most_bytes: How large a file may be.
        links: Words and address of further pages.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    shown, person = watch_shown(unit, name), find_person(unit, name)
    content = WatchContent(
        athlete_name=person.name,
        address=f"/athletes/{person.uid}",
        today=unit.today,
        says=shown.says,
        trends=tuple(_trend(trend) for trend in shown.trends),
        weeks=tuple(WeekShown(begins=week.begins, impulse=week.impulse_nm_s_kg, says=week.says) for week in shown.weeks),
        speeds=tuple(
            SpeedShown(
                speed_m_s=(share.from_m_s + share.to_m_s) / 2.0,
                minutes=share.seconds / 60.0,
                steps=share.steps,
                peak_nm_kg=share.peak_nm_kg,
                impulse=share.impulse_nm_s_kg,
            )
            for share in shown.speeds
        ),
        runs=tuple(WatchRunShown(id=run.id, on=run.on, file_name=run.file_name, says=run.summary) for run in reversed(shown.runs)),
        typical_source=shown.typical_source,
        most_bytes=most_bytes,
    )
    return watch_page_html(content, links=links)


def _trend(trend: TrendDocument) -> TrendShown:
    factor = SHOWN[trend.measure][1]
    return TrendShown(
        title=layout("{name} ({unit})", name=trend_title(trend.measure, trend.sensor), unit=UNITS[trend.measure][0]),
        points=tuple((point.on, factor * point.value) for point in trend.points),
        noise=None if trend.noise is None else factor * trend.noise,
        says=trend.says,
    )
