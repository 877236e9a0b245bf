"""The command evidence: what the claims rest on, and where the program uses it."""

from typing import TYPE_CHECKING, Annotated

import typer

from .door.outlet import JsonTarget, hand_out_json, show_paragraph, show_table
from .views.seesaw import show_seesaw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..contract.exercises.evidence import UsedEvidenceDocument, UseDocument

SURE = {
    "C": "checked in a source",
    "C2": "second-hand: a source that quotes it was checked",
    "M+": "known from memory, not looked up",
    "D": "inferred from other checked facts",
    "n/a": "nothing to check: its author's opinion or advice",
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
        show_paragraph(f"No row of the evidence contains '{query}'.")
    elif len(rows) == 1:
        _show_row(rows[0])
    else:
        table = [(row.id, row.statement, row.verdict, str(len(row.used_by))) for row in rows]
        show_table("", ("id", "claim", "verdict", "uses"), table, words=True, whole=(0, 3))
        show_paragraph("'hipdrive evidence ID' shows a row with its sources, and every place that uses it.")


def _show_row(row: "UsedEvidenceDocument") -> None:
    show_paragraph(f"{row.id}  {row.statement}", bold=True)
    labelled = {
        "Said by": row.said_by,
        "Sources": row.evidence,
        "Verdict": row.verdict,
        "How sure": f"{row.confidence}, {SURE[row.confidence]}",
        "So": row.consequence,
    }
    for label, text in labelled.items():
        show_paragraph(text, indent=10, first=label.ljust(9))
    if row.used_by:
        show_paragraph("\nWhere it is used", bold=True)
        for kind, places in _by_kind(row.used_by).items():
            show_paragraph(f"{kind}: {places}", indent=2, first="-")
    else:
        show_paragraph("\nNo exercise or rule cites it; 'So' says what we make of it.")
    if row.computed:
        show_paragraph("\nAnswered by computation", bold=True)
        for claim in row.computed:
            show_paragraph(f"{claim.exercise}: {claim.says}", indent=2, first="-")
            word = "Not computed." if claim.holds is None else "Holds." if claim.holds else "Does not hold."
            show_paragraph(f"{word} {claim.verdict}", indent=2)
    if row.seesaw:
        show_paragraph("\nComputed: both hips in standing exercises at several loads", bold=True)
        for seesaw in row.seesaw:
            show_seesaw(f"{seesaw.exercise} {seesaw.variant}".strip(), seesaw.steps, seesaw.says)


def _by_kind(uses: "Sequence[UseDocument]") -> dict[str, str]:
    """Kind -> all its places in one line."""
    by_kind: dict[str, list[str]] = {}
    for use in uses:
        place = use.where if not use.words else f'{use.where} ("{use.words}")'
        places = by_kind.setdefault(use.kind, [])
        if place not in places:
            places.append(place)
    short = {"exercise", "ladder", "training rule"}
    return {kind: (", " if kind in short else "; ").join(places) for kind, places in by_kind.items()}
