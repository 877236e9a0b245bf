"""What kept recordings measured of signs that would else be looked at: the newest that shows each side, until a person says otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from ...body import SIDES, Side
from ...body_words import SIDE_WORDS
from ...capacity import Protocol, TestResult, protocols
from ...contract.athletes.result import MeasuredSignDocument
from ...errors import InputFileError
from ...gait.verdict.form_signs import form_signs
from ...gait.verdict.status import Status
from ...language import Text, en, layout
from ...note import SYNTHETIC
from ...store import Unit, list_runs, run_with_id

if TYPE_CHECKING:  # both load mechanics, which an athlete without a kept recording needs not
    from ...contract.runs.run import RunSignsDocument
    from ...contract.runs.verdict import FormFindingDocument

LOOKED_AT = 6
"""Newest recordings that are looked at; our choice."""
ANSWERS: Mapping[Status, Text] = {
    "seen": en("seen, {figure}"),
    "not seen": en("not seen, {figure}"),
    "below noise": en("not sure, {figure}"),
    "not sure": en("not sure, {figure}"),
    "not compared": en("{figure}, not judged: no limit is known"),
}


def measured_signs(unit: Unit, name: str, results: Sequence[TestResult], *, test: str = "") -> tuple[MeasuredSignDocument, ...]:
    """Answers that an athlete's recordings give to what is else looked at, each by the newest of the last six that shows that side.

    Args:
        unit: A unit of work.
        name: The athlete.
        results: What was entered; a result of the recording's day or later stands over what was measured.
        test: Id of one protocol; empty for all.

    Returns:
        One entry a test and side, in order of tests.
    """
    asked = [protocol for protocol in protocols().values() if protocol.measured_by_run and test in {"", protocol.id}]
    missing = {(protocol.id, side) for protocol in asked for side in SIDES}
    found: dict[tuple[str, Side], MeasuredSignDocument] = {}
    for run in _newest_first(unit, name) if missing else ():
        for protocol in asked:
            for finding in run.document.form:
                if finding.side is not None and (protocol.id, finding.side) in missing and _answers(finding, protocol):
                    found[protocol.id, finding.side] = _measured(protocol, finding, finding.side, run, results)
        missing -= found.keys()
        if not missing:
            break
    return tuple(found[key] for key in ((protocol.id, side) for protocol in asked for side in SIDES) if key in found)


@dataclass(frozen=True, kw_only=True)
class _Read:
    """A kept recording that was read."""

    uid: UUID
    on: date
    document: "RunSignsDocument"


def _newest_first(unit: Unit, name: str) -> Iterator[_Read]:
    """The newest recordings, but for made-up ones and what cannot be read here."""
    from ...contract.runs.run import read_run_signs  # noqa: PLC0415 - as above

    for entry in reversed(list_runs(unit, name, documents=False)[-LOOKED_AT:]):
        record = run_with_id(unit, name, entry.uid).value
        try:
            document = read_run_signs(record.document or {}, name=record.file_name)
        except InputFileError:
            continue
        if not any(note.code == SYNTHETIC for note in document.notes):
            yield _Read(uid=entry.uid, on=record.on, document=document)


def _answers(finding: "FormFindingDocument", protocol: Protocol) -> bool:
    return finding.id == protocol.form_sign and finding.value is not None and finding.status in ANSWERS


def _measured(
    protocol: Protocol, finding: "FormFindingDocument", side: Side, run: _Read, results: Sequence[TestResult]
) -> MeasuredSignDocument:
    """One answer."""
    from ...gait.verdict.form import in_words  # noqa: PLC0415 - as above

    view = run.document.front_view or run.document.side_view
    within = None if view is None else view.bands.get(form_signs()[finding.id].measure)
    value = finding.value or 0.0
    figure = in_words(value, finding.unit)
    if within is not None:
        figure = layout("{figure} ± {within}", figure=figure, within=in_words(within, finding.unit))
    entered = [result.on for result in results if (result.protocol, result.side) == (protocol.id, side)]
    words = en("{on:d MMM y}, {source}, {side}: {answer}")
    says = words.filled(
        on=run.on, source=_source(run.document), side=SIDE_WORDS[side], answer=ANSWERS[finding.status].filled(figure=figure)
    )
    return MeasuredSignDocument(
        test=protocol.id,
        name=protocol.name,
        side=side,
        run=run.uid,
        on=run.on,
        sign=finding.id,
        status=finding.status,
        value=value,
        unit=finding.unit,
        within=within,
        stands=not any(on >= run.on for on in entered),
        says=says,
    )


def _source(document: "RunSignsDocument") -> Text:
    """What measured it."""
    if document.front_view is not None:
        return en("clip from the front") if document.front_view.seen_from == "front" else en("clip from behind")
    return en("recording with markers") if document.side_view is None else en("clip from the side")
