"""How stored athletes, and the erasing of one, look in the terminal."""

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from ..outlet import show_paragraph, show_table

KINDS = {"ankle_kg": "ankle weights", "kettlebell_kg": "kettlebells", "dumbbell_kg": "dumbbells"}
GATE_WORDS = {
    "early_range": "loading the hip with the thigh behind the body (early range)",
    "straight_leg_lift": "lifts of both straight legs",
    "sit_up": "sit-ups",
}
"""What a gate keeps out of a plan, in words."""


def typed(command: str, name: str) -> str:
    """What to type for an athlete."""
    return f"hipdrive {command} {shlex.quote(name)}"


def show_athletes(rows: Sequence[Mapping[str, Any]]) -> None:
    """A table of everybody."""
    if not rows:
        show_paragraph("Nobody is stored yet: add somebody with 'hipdrive athlete add NAME'.")
        return
    cells = [
        (
            row["name"],
            row["sex"],
            "-" if row["age_years"] is None else str(row["age_years"]),
            f"{row['height_m']:.2f} m",
            "-" if row["mass_kg"] is None else f"{row['mass_kg']:g} kg",
            row["screened_on"] or "not yet",
            "yes" if row["follows_plan"] else "no",
        )
        for row in rows
    ]
    show_table("", ("name", "sex", "age", "height", "mass", "screened", "plan"), cells, words=True)


def show_athlete(plain: Mapping[str, Any]) -> None:
    """Body, tests, screen, plan and equipment."""
    mass = "no body mass stored" if plain["mass_kg"] is None else f"{plain['mass_kg']:g} kg on {plain['mass_on']}"
    age = "day of birth not stored" if plain["age_years"] is None else f"{plain['age_years']} years (born {plain['born']})"
    show_paragraph(plain["name"], bold=True)
    rows = [
        ("Body", f"{plain['sex']}, {plain['height_m']:.2f} m, {mass}, {age}"),
        ("Consent", f"given on {plain['consent_on']}"),
        ("Screen", _screen(plain["screen"], plain["name"])),
        ("Plan", _plan(plain["plan"], plain["name"])),
        ("Owns", _owned(plain["equipment"])),
    ]
    for label, text in rows:
        show_paragraph(text, indent=9, first=label.ljust(8))
    for note in plain["notes"]:
        show_paragraph(note["message"], indent=9, first="Note".ljust(8))
    if not plain["tests"]:
        show_paragraph("No tests yet: 'hipdrive test list' says which there are.", indent=9, first="Tests".ljust(8))
        return
    cells = [
        (one["name"], one["side"] or "-", in_short(one["same"]), _outcome(one), one["on"], str(one["count"])) for one in plain["tests"]
    ]
    show_table("Last day of each test", ("test", "side", "with", "result", "on", "in all"), cells, words=True, whole=(1, 4))


def in_short(same: Mapping[str, Any]) -> str:
    """Details of a result in one line."""
    return ", ".join(f"{key} {value:g}" if isinstance(value, float | int) else f"{key} {value}" for key, value in same.items()) or "-"


def _outcome(one: Mapping[str, Any]) -> str:
    """Values or verdicts of one day in a few words."""
    if one["values"]:
        return f"{', '.join(f'{value:.4g}' for value in one['values'])} {one['unit']}"
    return ", ".join("passed" if passed else "failed" for passed in one["passed"])


def _screen(plain: Mapping[str, Any] | None, name: str) -> str:
    if plain is None:
        return f"not answered yet: {typed('screen', name)}"
    said = f"answered on {plain['on']}"
    if plain["too_old"]:
        return f"{said}, too long ago: answer it again with {typed('screen', name)}"
    if plain["stop"]:
        return f"{said}: stop, nothing is prescribed. {' '.join(plain['refer'])}"
    out = list(dict.fromkeys(GATE_WORDS[gate["kind"]] for gate in plain["gates"]))
    left = f"; left out: {', '.join(out)}" if out else ""
    refer = f"; {' '.join(plain['refer'])}" if plain["refer"] else ""
    return f"{said}, holds until {plain['holds_until']}{left}{refer}"


def _plan(plain: Mapping[str, Any] | None, name: str) -> str:
    if plain is None:
        return f"none: {typed('plan --athlete', name)}"
    after = plain["next"]
    status = "" if after["status"] == "active" else f", {after['status']}: {after['reason']}"
    return (
        f"{plain['weeks']} weeks from {plain['starts_on']}, goal {plain['goal']}, {plain['minutes_per_week']:g} minutes a week{status}; "
        f"next session {after['on']} (week {after['week']})"
    )


def _owned(plain: Mapping[str, Any] | None) -> str:
    if plain is None:
        return "not said, so an ordinary gym is taken for granted"
    words = [", ".join(plain["has"]) or "nothing"]
    words += [f"bands {', '.join(plain['bands'])}"] if plain["bands"] else []
    words += [f"{said} {', '.join(f'{kg:g}' for kg in plain[key])} kg" for key, said in KINDS.items() if plain[key]]
    return "; ".join(words)


def show_erasure(plain: Mapping[str, Any]) -> None:
    """What was erased, and what is left to do by hand."""
    show_paragraph(f"{plain['athlete']} is erased: {plain['rows']} entries of this store.", bold=True)
    if plain["backups"]:
        show_paragraph("Erased in these backups too; the other people in them stay:")
    for path in plain["backups"]:
        show_paragraph(path, indent=4, first="-")
    if not plain["wiped"]:
        show_paragraph("Another program reads the store: the last bytes go when it is opened next.")
    if plain["unreached"]:
        show_paragraph("These backups were not found or could not be opened; delete them by hand:")
    for path in plain["unreached"]:
        show_paragraph(path, indent=4, first="-")
    if plain["exports"]:
        show_paragraph("These exports still hold the person; they are your own files, delete them by hand:")
    for path in plain["exports"]:
        show_paragraph(path, indent=4, first="-")
