"""The command evidence: what the claims rest on, and where the program uses it."""

from typing import TYPE_CHECKING, Annotated

import typer

from ..language import Text, en, joined, layout
from .door.outlet import JsonTarget, hand_out_json, show_heading, show_labelled, show_line, show_paragraph, show_table
from .views.seesaw import show_seesaw
from .views.vocabulary import holds_words, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..contract.exercises.evidence import UsedEvidenceDocument, UseDocument

SURE = {
    "C": en("checked in a source"),
    "C2": en("second-hand: a source that quotes it was checked"),
    "M+": en("known from memory, not looked up"),
    "D": en("inferred from other checked facts"),
    "n/a": en("nothing to check: its author's opinion or advice"),
}


def evidence(
    query: Annotated[
        str, typer.Argument(metavar="[ID]", help="A row such as K01, D02 or P05, or words to search for. If left out, all rows are listed.")
    ] = "",
    json: JsonTarget = None,
) -> None:
    """Show what the claims rest on: who says it, what studies say, the verdict, and where the program uses it."""
    from ..coach import evidence_list

    listed = evidence_list(query)
    if hand_out_json(json, listed):
        return
    rows = listed.evidence
    if not rows:
        show_paragraph(en("No row of the evidence contains '{query}'.", query=query))
    elif len(rows) == 1:
        _show_row(rows[0])
    else:
        table = [(row.id, row.statement, row.verdict, len(row.used_by)) for row in rows]
        show_table("", (en("id"), en("claim"), en("verdict"), en("uses")), table, words=True, whole=(0, 3))
        show_paragraph(en("'hipdrive evidence ID' shows a row with its sources, and every place that uses it."))


def _show_row(row: "UsedEvidenceDocument") -> None:
    show_paragraph(layout("{id}  {statement}", id=row.id, statement=row.statement), bold=True)
    labelled = (
        (en("Said by"), row.said_by),
        (en("Sources"), row.evidence),
        (en("Verdict"), row.verdict),
        (en("How sure"), layout("{confidence}, {words}", confidence=row.confidence, words=SURE[row.confidence])),
        (en("So"), row.consequence),
    )
    show_labelled(labelled, indent=10)
    if row.used_by:
        show_heading(en("Where it is used"))
        for kind, places in _by_kind(row.used_by).items():
            show_paragraph(layout("{kind}: {places}", kind=word(kind), places=places), indent=2, first="-")
    else:
        show_line()
        show_paragraph(en("No exercise or rule cites it; 'So' says what we make of it."))
    if row.computed:
        show_heading(en("Answered by computation"))
        for claim in row.computed:
            show_paragraph(layout("{exercise}: {claim}", exercise=claim.exercise, claim=claim.says), indent=2, first="-")
            show_paragraph(joined((holds_words(claim.holds), claim.verdict)), indent=2)
    if row.seesaw:
        show_heading(en("Computed: both hips in standing exercises at several loads"))
        for seesaw in row.seesaw:
            show_seesaw(f"{seesaw.exercise} {seesaw.variant}".strip(), seesaw.steps, seesaw.says)


def _by_kind(uses: "Sequence[UseDocument]") -> dict[str, Text]:
    """Kind -> all its places in one line."""
    by_kind: dict[str, list[str]] = {}
    for use in uses:
        place = use.where if not use.words else layout('{where} ("{words}")', where=use.where, words=use.words)
        places = by_kind.setdefault(use.kind, [])
        if place not in places:
            places.append(place)
    short = {"exercise", "ladder", "training rule"}
    return {kind: joined(places, ", " if kind in short else "; ") for kind, places in by_kind.items()}
