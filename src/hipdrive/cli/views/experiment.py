"""How a planned self-experiment and its outcome look in the terminal."""

from shlex import quote
from typing import TYPE_CHECKING

from ..door.outlet import show_paragraph, show_table

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
    show_paragraph(f"{planned.athlete}: combined or separate? {_day(planned.starts_on)} to {_day(planned.ends_on)}", bold=True)
    show_paragraph("\nBefore you start", bold=True)
    for sentence in planned.before:
        show_paragraph(sentence, indent=4, first="-")
    show_paragraph("\nWhat it will be able to detect", bold=True)
    for sentence in planned.says:
        show_paragraph(sentence, indent=4, first="-")
    rows = [
        (str(block.block), f"{_day(block.first_day)} to {_day(block.last_day)}", block.way, " and ".join(block.exercises))
        for block in planned.blocks
    ]
    show_table(f"Blocks, in the order drawn by lot {planned.lot}", ("", "from, to", "way", "train"), rows, words=True, whole=(0, 1, 2))
    show_paragraph("\nTest days", bold=True)
    tests = " and ".join(_test(test.test, test.same) for test in planned.tests)
    weekdays = {f" {day:%A}s" for block in planned.blocks for day in block.test_days}
    alike = len(weekdays) == 1
    show_paragraph(f"{tests[:1].upper()}{tests[1:]}, both legs, on{weekdays.pop() if alike else ''}:", indent=2)
    for block in planned.blocks:
        days = ", ".join(f"{day:%m-%d}" if alike else f"{day:%a %m-%d}" for day in block.test_days)
        show_paragraph(days, indent=5, first=f"{block.block}:")
    show_paragraph("\nHow", bold=True)
    for sentence in planned.rules:
        show_paragraph(sentence, indent=4, first="-")
    kept = file if file not in {"", "-"} else "EXPERIMENT.json"
    if kept != file:
        show_paragraph(
            f"\nTo keep it, run the same command with --lot {planned.lot} --json {kept}: this writes the file that the evaluation needs."
        )
    show_paragraph("\nDuring the experiment: 'hipdrive log' for sessions, 'hipdrive test add' for tests.")
    show_paragraph(f"Afterwards: hipdrive experiment evaluate {quote(planned.athlete)} {kept}")


def show_experiment_result(result: "ExperimentResultDocument") -> None:
    """The verdict first, then each block, then each test by itself."""
    show_paragraph(f"{result.athlete}: {result.verdict}", bold=True)
    for sentence in result.says:
        show_paragraph(sentence)
    rows = [
        (str(block.block), block.way, f"{block.counted} of {block.test_days}", _percent(block.percent_per_week)) for block in result.blocks
    ]
    show_table("Blocks", ("", "way", "test days", "% a week"), rows, words=True)
    if result.difference is None:
        return
    show_paragraph("\nCombined minus separate, % a week", bold=True)
    show_paragraph(f"all tests: {_interval(result.difference)}", indent=2)
    for test in result.by_test if len(result.by_test) > 1 else ():
        show_paragraph(f"{_test(test.test, test.same)}: {_interval(test)} (on its own; not judged)", indent=2)


def _interval(difference: "SlopeDifferenceDocument") -> str:
    return f"{difference.value:+.1f} ({difference.low:+.1f} to {difference.high:+.1f})"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:+.1f}"


def _day(day: "date") -> str:
    return day.isoformat()


def _test(test: str, same: "Mapping[str, float | str]") -> str:
    """A test in words, with its exercise where it is done with one."""
    exercise = same.get("exercise")
    return test.replace("_", " ") + ("" if exercise is None else f" of {exercise}")
