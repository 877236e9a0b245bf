"""How tests, their results and changes look in the terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..door.outlet import show_paragraph, show_table
from .athlete import SHORT_ID, in_short

if TYPE_CHECKING:
    from ...contract.athletes.protocol import MeasurementErrorDocument, ProtocolDocument, ProtocolRowDocument
    from ...contract.athletes.result import ChangesDocument, ResultChangeDocument, ResultDocument, UncomparedDocument, UntestedSideDocument

KINDS = {"pass_fail": "passed or failed", "observation": "seen or not"}


def show_protocols(rows: Sequence["ProtocolRowDocument"]) -> None:
    """A table of all tests."""
    cells = [
        (
            ", ".join(row.rows) or "-",
            row.id,
            row.name,
            KINDS.get(row.kind, row.unit),
            "each side" if row.per_side else "once",
        )
        for row in rows
    ]
    show_table("", ("row", "id", "test", "gives", "done"), cells, words=True, whole=(0, 1))
    show_paragraph("'hipdrive test show ID' says how a test is done and when it is passed.")


def show_protocol(protocol: "ProtocolDocument") -> None:
    """How it is done, when it is passed, what follows, and how exact it is."""
    rows = f" ({', '.join(protocol.rows)})" if protocol.rows else ""
    gives = KINDS.get(protocol.kind) or f"a number in {protocol.unit}"
    show_paragraph(f"{protocol.name}{rows}", bold=True)
    show_paragraph(f"{protocol.id}: gives {gives}, {'each side on its own' if protocol.per_side else 'done once, not per side'}.")
    show_paragraph("\nHow", bold=True)
    for number, step in enumerate(protocol.procedure, start=1):
        show_paragraph(step, indent=4, first=f"{number}.")
    labelled = [
        ("Needs", ", ".join(protocol.equipment) or "nothing"),
        ("Passed", protocol.criterion),
        ("Fail", protocol.fail_means),
        ("Then", " ".join(protocol.then)),
        ("Exact", protocol.error_note),
        *(("", f"{_error(error)} ({error.source})") for error in protocol.errors),
        ("Trains", ", ".join(protocol.exercises)),
        ("Waits", f"{', '.join(protocol.blocks)}, until it is passed" if protocol.blocks else ""),
        ("Source", protocol.source),
    ]
    print()
    for label, text in labelled:
        if text:
            show_paragraph(text, indent=9, first=label.ljust(8))
    if protocol.details:
        cells = [
            (detail.key, detail.says, _between(detail.between), "needed" if detail.required else "if known") for detail in protocol.details
        ]
        show_table("Details (--detail KEY=VALUE)", ("key", "what", "between", ""), cells, words=True, whole=(0,))
    show_paragraph(f"\nEnter it: hipdrive test add ATHLETE {_example(protocol)}")


def _error(error: "MeasurementErrorDocument") -> str:
    kind = "standard error of measurement" if error.kind == "sem" else "smallest detectable change"
    return f"{kind} {error.value:g} {error.unit}"


def _between(limits: Sequence[float] | None) -> str:
    return "words" if limits is None else f"{limits[0]:g} and {limits[1]:g}"


def _example(protocol: "ProtocolDocument") -> str:
    """What to type, with gaps to fill."""
    words = [protocol.id]
    words += ["--side left"] if protocol.per_side else []
    words += ["--value NUMBER"] if protocol.kind == "measured" else ["--pass"]
    words += [f"--detail {detail.key}=..." for detail in protocol.details if detail.required]
    return " ".join(words)


def show_added(results: Sequence["ResultDocument"], protocol: "ProtocolDocument", *, mass_kg: float) -> None:
    """What was stored, as a moment where it was a force, and what a fail means."""
    for result in results:
        side = f", {result.side}" if result.side else ""
        show_paragraph(f"{result.name}{side}: {_result(result)} on {result.on} (id {str(result.id)[:SHORT_ID]})", bold=True)
        if result.judged is not None and result.judged_in == "Nm":
            show_paragraph(f"That is a moment of {result.judged:.1f} Nm, or {result.judged / mass_kg:.2f} Nm/kg.", indent=2)
        elif result.judged is not None and result.judged_in != result.unit:
            show_paragraph(f"That is {result.judged:.1f} {result.judged_in}.", indent=2)
    if any(result.passed is False for result in results):
        show_paragraph(f"What it means: {protocol.fail_means}")
        show_paragraph(f"What follows: {' '.join(protocol.then)}")


def _result(result: "ResultDocument") -> str:
    if result.value is not None:
        return f"{result.value:.4g} {result.unit}"
    return "passed" if result.passed else "failed"


def show_results(results: Sequence["ResultDocument"], untested: Sequence["UntestedSideDocument"] = ()) -> None:
    """A table of results with the ids by which they are corrected, then sides that were not tested where the other was."""
    if not results:
        show_paragraph("No results yet: 'hipdrive test list' shows which tests there are.")
        return
    cells = [
        (str(result.id)[:SHORT_ID], str(result.on), result.name, result.side or "-", _result(result), in_short(result.details))
        for result in results
    ]
    show_table("", ("id", "on", "test", "side", "result", "with"), cells, words=True, whole=(0, 1))
    show_untested(untested)


def show_untested(untested: Sequence["UntestedSideDocument"]) -> None:
    """Sides that only the other's result tells of."""
    for lent in untested:
        same = f" ({in_short(lent.same)})" if lent.same else ""
        show_paragraph(f"{lent.name}{same}: {lent.says}", indent=4, first="-")


def show_change(changes: "ChangesDocument") -> None:
    """Each test before and after with its verdict, then what could not be compared, then what studies found."""
    two_days = changes.compared == "last_two_days"
    heading = "the last two days of each test" if two_days else f"before {changes.since}, and from that day on"
    show_paragraph(f"{changes.athlete}: {heading}", bold=True)
    for change in changes.changes:
        print()
        show_paragraph(f"{which_test(change)}: {change.verdict}", bold=True)
        if change.before is not None and change.after is not None and change.difference is not None:
            smallest = change.smallest_detectable
            chance = "not known" if smallest is None else f"{smallest:.3g} {change.unit}"
            when = f"{_days(change.days_before)} before, {_days(change.days_since)} since"
            when = f"{change.before_on} and {change.since_on}" if two_days else when
            moved = (
                f"{change.before:.4g} -> {change.after:.4g} {change.unit} ({change.difference:+.3g}; {when}); smallest detectable: {chance}"
            )
            show_paragraph(moved, indent=2)
        show_paragraph(f"{change.why} Basis: {change.basis.rstrip('.')}.", indent=2)
        show_paragraph(change.one_more, indent=2)
    if not changes.changes:
        nothing = "No test was done on two days" if two_days else "No test was done both before that day and since"
        show_paragraph(f"{nothing}, so nothing can be compared.")
    only_since = "Done on one day" if two_days else "Done only since"
    for tests, words in ((changes.only_before, "Done only before"), (changes.only_since, only_since)):
        if tests:
            show_paragraph(f"\n{words}, so not compared: {'; '.join(which_test(test) for test in tests)}.")
    show_untested(changes.untested)
    show_paragraph("\nWhat studies found in groups of people; one person can differ", bold=True)
    for effect in changes.expected:
        mark = "no effect: " if effect.no_effect else ""
        text = f"{effect.measure}: {mark}{effect.result} {effect.people}; {effect.programme}. {effect.caution} ({effect.study})"
        show_paragraph(text, indent=4, first="*" if effect.concerns else "-")


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def which_test(test: "ResultChangeDocument | UncomparedDocument") -> str:
    """Test, side and what must be the same, in one line."""
    side = f", {test.side}" if test.side else ""
    same = f" ({in_short(test.same)})" if test.same else ""
    return f"{test.name}{side}{same}"
