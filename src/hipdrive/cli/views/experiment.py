"""How a planned self-experiment and its outcome look in the terminal."""

from shlex import quote
from typing import TYPE_CHECKING

from ...language import Text, and_list, en, joined, layout, verbatim
from ...weekday_words import ON_WEEKDAYS, SHORT_WEEKDAYS
from ..door.outlet import show_heading, show_line, show_paragraph, show_table
from .vocabulary import short_day, word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ...contract.plans.experiment import ExperimentDocument
    from ...contract.plans.experiment_result import ExperimentResultDocument, SlopeDifferenceDocument


def show_experiment(planned: "ExperimentDocument", *, file: str) -> None:
    """What it will see first, then the blocks with their test days, then how it is done.

    Args:
        planned: The experiment.
        file: Where it was written; empty if nowhere.
    """
    title = en("{athlete}: combined or separate? {first} to {last}", athlete=planned.athlete, first=planned.starts_on, last=planned.ends_on)
    show_paragraph(title, bold=True)
    show_heading(en("Before you start"))
    for sentence in planned.before:
        show_paragraph(sentence, indent=4, first="-")
    show_heading(en("What it will be able to detect"))
    for sentence in planned.says:
        show_paragraph(sentence, indent=4, first="-")
    rows = [
        (block.block, en("{first} to {last}", first=block.first_day, last=block.last_day), word(block.way), and_list(block.exercises))
        for block in planned.blocks
    ]
    title = en("Blocks, in the order drawn by lot {lot}", lot=planned.lot)
    show_table(title, ("", en("from, to"), en("way"), en("train")), rows, words=True, whole=(0, 1, 2))
    _show_test_days(planned)
    show_heading(en("How"))
    for sentence in planned.rules:
        show_paragraph(sentence, indent=4, first="-")
    kept = file if file not in {"", "-"} else "EXPERIMENT.json"
    if kept != file:
        keep = en(
            "To keep it, run the same command with --lot {lot} --json {file}: this writes the file that the evaluation needs.",
            lot=planned.lot,
            file=kept,
        )
        show_line()
        show_paragraph(keep)
    show_line()
    show_paragraph(en("During the experiment: 'hipdrive log' for sessions, 'hipdrive test add' for tests."))
    show_paragraph(en("Afterwards: {command}", command=f"hipdrive experiment evaluate {quote(planned.athlete)} {kept}"))


def _show_test_days(planned: "ExperimentDocument") -> None:
    """What is tested, and the days of each block; the weekday is said once where it is always the same."""
    show_heading(en("Test days"))
    tests = and_list([_test(test.test, test.same) for test in planned.tests])
    weekdays = {day.weekday() for block in planned.blocks for day in block.test_days}
    alike = len(weekdays) == 1
    words = (
        en("{tests:cap}, both legs, {weekday}:", tests=tests, weekday=ON_WEEKDAYS[weekdays.pop()])
        if alike
        else en("{tests:cap}, both legs, on:", tests=tests)
    )
    show_paragraph(words, indent=2)
    for block in planned.blocks:
        days = [short_day(day) if alike else _weekday_and_day(day) for day in block.test_days]
        show_paragraph(joined(days, ", "), indent=5, first=f"{block.block}:")


def show_experiment_result(result: "ExperimentResultDocument") -> None:
    """The verdict first, then each block, then each test by itself."""
    show_paragraph(layout("{athlete}: {verdict}", athlete=result.athlete, verdict=word(result.verdict)), bold=True)
    for sentence in result.says:
        show_paragraph(sentence)
    rows = [
        (
            block.block,
            word(block.way),
            en("{counted} of {planned}", counted=block.counted, planned=block.test_days),
            _percent(block.percent_per_week),
        )
        for block in result.blocks
    ]
    show_table(en("Blocks"), ("", en("way"), en("test days"), en("% a week")), rows, words=True)
    if result.difference is None:
        return
    show_heading(en("Combined minus separate, % a week"))
    show_paragraph(en("all tests: {interval}", interval=_interval(result.difference)), indent=2)
    for test in result.by_test if len(result.by_test) > 1 else ():
        alone = en("{test}: {interval} (on its own; not judged)", test=_test(test.test, test.same), interval=_interval(test))
        show_paragraph(alone, indent=2)


def _interval(difference: "SlopeDifferenceDocument") -> Text:
    return en("{value:+.1f} ({low:+.1f} to {high:+.1f})", value=difference.value, low=difference.low, high=difference.high)


def _percent(value: float | None) -> Text:
    return verbatim("-") if value is None else layout("{percent:+.1f}", percent=value)


def _weekday_and_day(day: "date") -> Text:
    """Such as 'Sat 11-28'."""
    return layout("{weekday} {day}", weekday=SHORT_WEEKDAYS[day.weekday()], day=short_day(day))


def _test(test: str, same: "Mapping[str, float | str]") -> Text:
    """A test in words, with its exercise where it is done with one."""
    exercise = same.get("exercise")
    words = word(test.replace("_", " "))
    return words if exercise is None else en("{test} of {exercise}", test=words, exercise=exercise)
