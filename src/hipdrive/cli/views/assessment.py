"""How tests, their results and changes look in the terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..outlet import show_paragraph, show_table
from .athlete import in_short

KINDS = {"pass_fail": "passed or failed", "observation": "seen or not"}
SHORT_ID = 8


def show_protocols(rows: Sequence[Mapping[str, Any]]) -> None:
    """A table of all tests."""
    cells = [
        (
            ", ".join(row["rows"]) or "-",
            row["id"],
            row["name"],
            KINDS.get(row["kind"], row["unit"]),
            "each side" if row["per_side"] else "once",
        )
        for row in rows
    ]
    show_table("", ("row", "id", "test", "gives", "done"), cells, words=True, whole=(0, 1))
    show_paragraph("'hipdrive test show ID' says how a test is done and when it is passed.")


def show_protocol(plain: Mapping[str, Any]) -> None:
    """How it is done, when it is passed, what follows, and how exact it is."""
    rows = f" ({', '.join(plain['rows'])})" if plain["rows"] else ""
    gives = KINDS.get(plain["kind"]) or f"a number in {plain['unit']}"
    show_paragraph(f"{plain['name']}{rows}", bold=True)
    show_paragraph(f"{plain['id']}: gives {gives}, {'each side on its own' if plain['per_side'] else 'done once, not per side'}.")
    show_paragraph("\nHow", bold=True)
    for number, step in enumerate(plain["procedure"], start=1):
        show_paragraph(step, indent=4, first=f"{number}.")
    labelled = [
        ("Needs", ", ".join(plain["equipment"]) or "nothing"),
        ("Passed", plain["criterion"]),
        ("Fail", plain["fail_means"]),
        ("Then", " ".join(plain["then"])),
        ("Exact", plain["error_note"]),
        *(("", f"{_error(error)} ({error['source']})") for error in plain["errors"]),
        ("Trains", ", ".join(plain["exercises"])),
        ("Waits", f"{', '.join(plain['blocks'])}, until it is passed" if plain["blocks"] else ""),
        ("Source", plain["source"]),
    ]
    print()
    for label, text in labelled:
        if text:
            show_paragraph(text, indent=9, first=label.ljust(8))
    if plain["details"]:
        cells = [
            (one["key"], one["says"], _between(one["between"]), "needed" if one["required"] else "if known") for one in plain["details"]
        ]
        show_table("Details (--detail KEY=VALUE)", ("key", "what", "between", ""), cells, words=True, whole=(0,))
    show_paragraph(f"\nEnter it: hipdrive test add ATHLETE {_example(plain)}")


def _error(error: Mapping[str, Any]) -> str:
    kind = "standard error of measurement" if error["kind"] == "sem" else "smallest detectable change"
    return f"{kind} {error['value']:g} {error['unit']}"


def _between(limits: Sequence[float] | None) -> str:
    return "words" if limits is None else f"{limits[0]:g} and {limits[1]:g}"


def _example(plain: Mapping[str, Any]) -> str:
    """What to type, with gaps to fill."""
    words = [plain["id"]]
    words += ["--side left"] if plain["per_side"] else []
    words += ["--value NUMBER"] if plain["kind"] == "measured" else ["--pass"]
    words += [f"--detail {one['key']}=..." for one in plain["details"] if one["required"]]
    return " ".join(words)


def show_added(results: Sequence[Mapping[str, Any]], protocol: Mapping[str, Any], *, mass_kg: float) -> None:
    """What was stored, as a moment where it was a force, and what a fail means."""
    for one in results:
        side = f", {one['side']}" if one["side"] else ""
        show_paragraph(f"{one['name']}{side}: {_result(one)} on {one['on']} (id {one['id'][:SHORT_ID]})", bold=True)
        if one["judged_in"] == "Nm":
            show_paragraph(f"That is a moment of {one['judged']:.1f} Nm, or {one['judged'] / mass_kg:.2f} Nm/kg.", indent=2)
        elif one["judged"] is not None and one["judged_in"] != one["unit"]:
            show_paragraph(f"That is {one['judged']:.1f} {one['judged_in']}.", indent=2)
    if any(one["passed"] is False for one in results):
        show_paragraph(f"What it means: {protocol['fail_means']}")
        show_paragraph(f"What follows: {' '.join(protocol['then'])}")


def _result(one: Mapping[str, Any]) -> str:
    if one["value"] is not None:
        return f"{one['value']:.4g} {one['unit']}"
    return "passed" if one["passed"] else "failed"


def show_results(results: Sequence[Mapping[str, Any]]) -> None:
    """A table of results with the ids by which they are corrected."""
    if not results:
        show_paragraph("No results yet: 'hipdrive test list' says which tests there are.")
        return
    cells = [(one["id"][:SHORT_ID], one["on"], one["name"], one["side"] or "-", _result(one), in_short(one["details"])) for one in results]
    show_table("", ("id", "on", "test", "side", "result", "with"), cells, words=True, whole=(0, 1))


def show_change(plain: Mapping[str, Any]) -> None:
    """Each test before and after with its verdict, then what could not be compared, then what studies found."""
    show_paragraph(f"{plain['athlete']}: before {plain['since']}, and from then on", bold=True)
    for one in plain["changes"]:
        print()
        show_paragraph(f"{_which(one)}: {one['verdict']}", bold=True)
        if one["before"] is not None:
            smallest = one["smallest_detectable"]
            chance = "not known" if smallest is None else f"{smallest:.3g} {one['unit']}"
            moved = f"{one['before']:.4g} -> {one['after']:.4g} {one['unit']} ({one['difference']:+.3g}); smallest detectable: {chance}"
            show_paragraph(moved, indent=2)
        show_paragraph(f"{one['why']} Basis: {one['basis'].rstrip('.')}.", indent=2)
        show_paragraph(one["one_more"], indent=2)
    if not plain["changes"]:
        show_paragraph("No test was done both before that day and since, so nothing can be compared.")
    for key, words in (("only_before", "Done only before"), ("only_since", "Done only since")):
        if plain[key]:
            show_paragraph(f"\n{words}, so not compared: {'; '.join(_which(one) for one in plain[key])}.")
    show_paragraph("\nWhat studies found in groups of people; one person can differ", bold=True)
    for one in plain["expected"]:
        mark = "no effect: " if one["no_effect"] else ""
        text = f"{one['measure']}: {mark}{one['result']} {one['people']}; {one['programme']}. {one['caution']} ({one['study']})"
        show_paragraph(text, indent=4, first="*" if one["concerns"] else "-")


def _which(one: Mapping[str, Any]) -> str:
    side = f", {one['side']}" if one["side"] else ""
    same = f" ({in_short(one['same'])})" if one["same"] else ""
    return f"{one['name']}{side}{same}"
