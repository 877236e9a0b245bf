"""Pages, pictures, calendars and sheets are made by several threads at once as by one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from uuid import UUID

from report_scenes import content
from training_scenes import flat_capacity, gym, stride

from hipdrive.language import Text
from hipdrive.report import build_page
from hipdrive.report.files.calendar import plan_calendar
from hipdrive.report.files.session_sheet import NOTHING, SessionSheet, sheet_pdf, sheet_rows
from hipdrive.training import Plan, Terms, make_plan, match

THREADS = 6


def a_plan() -> Plan:
    """Six weeks from Monday, 23 November 2026."""
    return make_plan(match(stride(), flat_capacity(2.0, 2.4), gym()), Terms(start=date(2026, 11, 23)))


def a_page() -> str:
    """A page with its three figures."""
    return build_page(content())


def a_calendar() -> bytes:
    """The plan as a calendar."""
    plan = a_plan()
    made_at = datetime(2026, 11, 21, tzinfo=UTC)
    return plan_calendar(UUID(int=7), plan.sessions, retest_on=date(2027, 1, 1), maintenance=plan.maintenance, made_at=made_at)


def a_sheet() -> bytes:
    """The first session on paper."""
    rows = sheet_rows(a_plan().sessions[0].lines, {})
    return sheet_pdf(SessionSheet(title=Text("Week 1"), date=NOTHING, minutes=11.0, before=(), rows=rows, disclaimer=NOTHING), {})


def test_many_threads_make_what_one_makes() -> None:
    makers: list[Callable[[], object]] = [a_page, a_calendar, a_sheet]
    alone = [make() for make in makers]
    with ThreadPoolExecutor(THREADS) as pool:
        together = [pool.submit(make) for make in makers * THREADS]
        assert alone * THREADS == [made.result() for made in together]
