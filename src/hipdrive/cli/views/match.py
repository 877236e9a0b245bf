"""How a match looks in the terminal."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..door.outlet import show_paragraph, show_table

if TYPE_CHECKING:
    from ...contract.plans.match import MatchDocument
    from ...contract.set_up import SetUpValue

MOST_SHOWN = 12
COLUMNS = ("exercise", "set-up", "trains", "coverage", "specificity", "score")


def show_match(match: "MatchDocument") -> None:
    """The best choices, why the first is first, and what tissue gives without effort."""
    print(f"Demand: {match.demand_source}\nCapacity: {match.capacity_source}")
    rows = [
        (
            choice.exercise,
            set_up_in_short(choice.set_up),
            f"{choice.side} {choice.action}",
            *(f"{100 * low:.0f}-{100 * high:.0f} %" for low, high in (choice.coverage, choice.specificity, choice.score)),
        )
        for choice in match.choices[:MOST_SHOWN]
    ]
    show_table("", COLUMNS, rows)
    if match.choices:
        show_paragraph(f"Why the first: {' '.join(match.choices[0].reasons)}")
    show_paragraph(match.passive.says)


def set_up_in_short(set_up: Mapping[str, "SetUpValue"]) -> str:
    """What resists and how, in a few words; the whole set-up stands in the JSON and in the report."""
    parts = []
    if float(set_up.get("weight_kg") or 0.0) > 0:
        place = f" at the {set_up['weight_at']}" if "weight_at" in set_up else ""
        parts.append(f"{set_up['weight_kg']:g} kg{place}")
    if float(set_up.get("stack_kg") or 0.0) > 0:
        parts.append(f"{set_up['stack_kg']:g} kg stack")
    if set_up.get("band") not in (None, "none"):
        parts.append(f"{set_up.get('strands', 1):g} x {set_up['band']} band")
    words = ", ".join(parts) or "own limb"
    if "pulley_y_m" in set_up:
        words += f", pulley {100 * float(set_up['pulley_y_m']):.0f} cm"
    return f"{words}, knee {set_up['knee_flexion_deg']:g} deg" if "knee_flexion_deg" in set_up else words
