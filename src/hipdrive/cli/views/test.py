"""How tests, their results and changes look in the terminal."""

from collections.abc import Mapping, Sequence
from shlex import quote
from typing import TYPE_CHECKING

from ...language import Text, en, en_count, joined, layout, verbatim
from ..door.outlet import show_heading, show_labelled, show_line, show_paragraph, show_table
from .athlete import SHORT_ID, in_short, passed_words
from .vocabulary import word

if TYPE_CHECKING:
    from ...contract.athletes.protocol import MeasurementErrorDocument, ProtocolDocument, ProtocolRowDocument
    from ...contract.athletes.result import (
        ChangesDocument,
        MeasuredSignDocument,
        ResultChangeDocument,
        ResultDocument,
        UncomparedDocument,
        UntestedSideDocument,
    )
    from ...contract.athletes.test_clip import TestClipDocument

KINDS = {"pass_fail": en("passed or failed"), "observation": en("seen or not")}
UNITS: Mapping[str, Text] = {"deg": verbatim("°"), "repetitions": en("repetitions")}
"""Units that have a sign or a word."""


def show_protocols(rows: Sequence["ProtocolRowDocument"]) -> None:
    """A table of all tests."""
    cells = [
        (
            ", ".join(row.rows) or "-",
            row.id,
            row.name,
            KINDS.get(row.kind, UNITS.get(row.unit, row.unit)),
            en("each side") if row.per_side else en("once"),
        )
        for row in rows
    ]
    show_table("", (en("row"), en("id"), en("test"), en("gives"), en("done")), cells, words=True, whole=(0, 1))
    show_paragraph(en("'hipdrive test show ID' says how a test is done and when it is passed."))


def show_protocol(protocol: "ProtocolDocument") -> None:
    """How it is done, when it is passed, what follows, and how exact it is."""
    rows = f"({', '.join(protocol.rows)})" if protocol.rows else ""
    gives = KINDS.get(protocol.kind) or en("a number in {unit}", unit=protocol.unit)
    show_paragraph(joined((protocol.name, rows)), bold=True)
    how = en("{id}: gives {what}, each side on its own.") if protocol.per_side else en("{id}: gives {what}, done once, not per side.")
    show_paragraph(how.filled(id=protocol.id, what=gives))
    show_heading(en("How"))
    for number, step in enumerate(protocol.procedure, start=1):
        show_paragraph(step, indent=4, first=f"{number}.")
    labelled = [
        (en("Needs"), joined([word(thing) for thing in protocol.equipment], ", ") or en("nothing")),
        (en("Passed"), protocol.criterion),
        (en("Fail"), protocol.fail_means),
        (en("Then"), joined(protocol.then)),
        (en("Exact"), protocol.error_note),
        *(("", layout("{error} ({source})", error=_error(error), source=error.source)) for error in protocol.errors),
        (en("Trains"), ", ".join(protocol.exercises)),
        (en("Waits"), en("{exercises}, until it is passed", exercises=", ".join(protocol.blocks)) if protocol.blocks else ""),
        (en("Source"), protocol.source),
    ]
    print()
    show_labelled([(label, text) for label, text in labelled if text])
    asked = [detail for detail in protocol.details if not detail.from_clip]
    if asked:
        cells = [
            (detail.key, detail.says, _between(detail.between), en("needed") if detail.required else en("if known")) for detail in asked
        ]
        columns = (en("key"), en("what"), en("between"), "")
        show_table(en("Details (--detail KEY=VALUE)"), columns, cells, words=True, whole=(0,))
    show_line()
    show_paragraph(en("Enter it: {command}", command=f"hipdrive test add ATHLETE {_example(protocol)}"))
    if protocol.measured_by_clip:
        show_paragraph(en("Or give a clip from the side: {command}", command=f"hipdrive test clip ATHLETE {protocol.id} CLIP"))


def _error(error: "MeasurementErrorDocument") -> Text:
    words = en("smallest detectable change {value:g} {unit}")
    if error.kind == "sem":
        words = en("standard error of measurement {value:g} {unit}")
    return words.filled(value=error.value, unit=error.unit)


def _between(limits: Sequence[float] | None) -> Text:
    return en("words") if limits is None else en("{low:g} and {high:g}", low=limits[0], high=limits[1])


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
        stored = en(
            "{test}: {result} on {on} (id {id})",
            test=joined((result.name, word(result.side or "")), ", "),
            result=_result(result),
            on=result.on,
            id=str(result.id)[:SHORT_ID],
        )
        show_paragraph(stored, bold=True)
        if result.judged is not None and result.judged_in == "Nm":
            moment = en("That is a moment of {moment:.1f} Nm, or {per_kg:.2f} Nm/kg.", moment=result.judged, per_kg=result.judged / mass_kg)
            show_paragraph(moment, indent=2)
        elif result.judged is not None and result.judged_in != result.unit:
            show_paragraph(en("That is {value:.1f} {unit}.", value=result.judged, unit=result.judged_in), indent=2)
    if any(result.passed is False for result in results):
        show_paragraph(en("What it means: {meaning}", meaning=protocol.fail_means))
        show_paragraph(en("What follows: {then}", then=joined(protocol.then)))


def show_clip_result(entered: "TestClipDocument", protocol: "ProtocolDocument") -> None:
    """What a clip showed, what was entered by it, and what a fail means."""
    if entered.result is not None:
        show_added([entered.result], protocol, mass_kg=1.0)
    for note in entered.notes:
        show_paragraph(note.message)
    for says in entered.says:
        show_paragraph(says)
    if entered.result is None:
        details = " ".join(f"--detail {quote(f'{key}={value}')}" for key, value in entered.details.items())
        command = f"hipdrive test add {quote(entered.athlete)} {entered.test} --side {entered.side} {details} --pass"
        show_paragraph(en("Enter it, with --pass or --fail: {command}", command=command))


def _result(result: "ResultDocument") -> Text:
    if result.value is not None:
        return layout("{value:.4g} {unit}", value=result.value, unit=result.unit)
    return passed_words(result.passed)


def show_results(
    results: Sequence["ResultDocument"],
    untested: Sequence["UntestedSideDocument"] = (),
    measured: Sequence["MeasuredSignDocument"] = (),
) -> None:
    """A table of results with the ids by which they are corrected, sides that were not tested, and what recordings measured instead."""
    if results:
        _show_stored(results)
    else:
        show_paragraph(en("No results yet: 'hipdrive test list' shows which tests there are."))
    show_untested(untested)
    if measured:
        show_heading(en("Measured by recordings, so you need not look; enter what you see otherwise: it stands"))
    for sign in measured:
        said = layout("{test}: {says}", test=sign.name, says=sign.says)
        show_paragraph(said if sign.stands else joined((said, en("(what was entered later stands)"))), indent=4, first="-")


def _show_stored(results: Sequence["ResultDocument"]) -> None:
    cells = [
        (str(result.id)[:SHORT_ID], result.on, result.name, word(result.side or "-"), _result(result), in_short(result.details))
        for result in results
    ]
    columns = (en("id"), en("on"), en("test"), en("side"), en("result"), en("with"))
    show_table("", columns, cells, words=True, whole=(0, 1))


def show_untested(untested: Sequence["UntestedSideDocument"]) -> None:
    """Sides that only the other's result tells of."""
    for lent in untested:
        test = joined((lent.name, _same(lent.same)))
        show_paragraph(layout("{test}: {words}", test=test, words=lent.says), indent=4, first="-")


def show_change(changes: "ChangesDocument") -> None:
    """Each test before and after with its verdict, then what could not be compared, then what studies found."""
    two_days = changes.compared == "last_two_days"
    title = en("{athlete}: before {on}, and from that day on")
    if two_days:
        title = en("{athlete}: the last two days of each test")
    show_paragraph(title.filled(athlete=changes.athlete, on=changes.since), bold=True)
    for change in changes.changes:
        print()
        show_paragraph(layout("{test}: {verdict}", test=which_test(change), verdict=word(change.verdict)), bold=True)
        _show_moved(change, two_days=two_days)
        show_paragraph(joined((change.why, basis_words(change.basis))), indent=2)
        show_paragraph(change.one_more, indent=2)
    if not changes.changes:
        nothing = en("No test was done both before that day and since, so nothing can be compared.")
        show_paragraph(en("No test was done on two days, so nothing can be compared.") if two_days else nothing)
    only_since = en("Done on one day, so not compared: {tests}.") if two_days else en("Done only since, so not compared: {tests}.")
    for tests, words in ((changes.only_before, en("Done only before, so not compared: {tests}.")), (changes.only_since, only_since)):
        if tests:
            show_line()
            show_paragraph(words.filled(tests=joined([which_test(test) for test in tests], "; ")))
    show_untested(changes.untested)
    _show_expected(changes)


def _show_moved(change: "ResultChangeDocument", *, two_days: bool) -> None:
    """A test with a number, before and after."""
    if change.before is None or change.after is None or change.difference is None:
        return
    smallest, unit = change.smallest_detectable, change.unit
    when = en("{before} before, {since} since", before=_days(change.days_before), since=_days(change.days_since))
    if two_days:
        when = en("{first} and {last}", first=change.before_on, last=change.since_on)
    moved = en(
        "{before:.4g} -> {after:.4g} {unit} ({difference:+.3g}; {when}); smallest detectable: {smallest}",
        before=change.before,
        after=change.after,
        unit=unit,
        difference=change.difference,
        when=when,
        smallest=en("not known") if smallest is None else layout("{value:.3g} {unit}", value=smallest, unit=unit),
    )
    show_paragraph(moved, indent=2)


def _show_expected(changes: "ChangesDocument") -> None:
    """What studies found for what was tested."""
    show_heading(en("What studies found in groups of people; one person can differ"))
    for effect in changes.expected:
        found = layout("{result} {people}; {programme}.", result=effect.result, people=effect.people, programme=effect.programme)
        if effect.no_effect:
            found = en("no effect: {found}", found=found)
        measure = layout("{measure}: {found}", measure=effect.measure, found=found)
        show_paragraph(joined((measure, effect.caution, f"({effect.study})")), indent=4, first="*" if effect.concerns else "-")


def basis_words(basis: str) -> Text:
    """Where a smallest detectable difference comes from, as a sentence."""
    return en("Basis: {basis}", basis=basis) if basis.endswith(".") else en("Basis: {basis}.", basis=basis)


def _days(count: int) -> Text:
    return en_count("{n} day", "{n} days", n=count)


def which_test(test: "ResultChangeDocument | UncomparedDocument") -> Text:
    """Test, side and what must be the same, in one line."""
    return joined((joined((test.name, word(test.side or "")), ", "), _same(test.same)))


def _same(same: Mapping[str, float | str]) -> str:
    return layout("({same})", same=in_short(same)) if same else ""
