"""How a match looks in the terminal."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..door.outlet import show_paragraph

if TYPE_CHECKING:
    from ...contract.plans.match import ChoiceDocument, MatchDocument
    from ...contract.set_up import SetUpValue
    from ...training.match.match import Interval

MOST_SHOWN = 8
"""Set-ups that are listed."""
HEADINGS = ("coverage", "specificity", "score")
LABEL_WIDTH, SHARE_WIDTH = 28, 13


def show_match(match: "MatchDocument") -> None:
    """The best set-ups, each once with all that it trains, why the first is first, and what tissue gives without effort."""
    show_paragraph(f"Demand: {match.demand_source}")
    show_paragraph(f"Strength: {match.capacity_source}")
    set_ups = by_set_up(match.choices)
    print(f"\n{'':{LABEL_WIDTH}}{''.join(f'{heading:>{SHARE_WIDTH}}' for heading in HEADINGS)}")
    for choices in set_ups[:MOST_SHOWN]:
        show_paragraph(f"{choices[0].exercise}: {set_up_in_short(choices[0].set_up)}{_hip_range(choices[0].set_up)}", bold=True)
        for trains, shares in _trained(choices):
            print(f"{f'  {trains}':{LABEL_WIDTH}}{''.join(f'{_percent(share):>{SHARE_WIDTH}}' for share in shares)}")
    if len(set_ups) > MOST_SHOWN:
        show_paragraph(f"{len(set_ups) - MOST_SHOWN} more set-ups score lower; --json lists them all.")
    if match.choices:
        show_paragraph(f"\nWhy the first one: {' '.join(match.choices[0].reasons)}")
    show_paragraph(match.passive.says)


def by_set_up(choices: "Sequence[ChoiceDocument]") -> "list[list[ChoiceDocument]]":
    """The choices of each set-up together, in the order of its best one; sides and muscles are rows of one set-up."""
    together: dict[object, list[ChoiceDocument]] = {}
    for choice in choices:
        together.setdefault((choice.exercise, *sorted(choice.set_up.items())), []).append(choice)
    return list(together.values())


def _trained(choices: "Sequence[ChoiceDocument]") -> "list[tuple[str, tuple[Interval, ...]]]":
    """What a set-up trains with its shares; sides that come out alike stand in one row, and muscles it trains nothing of in none."""
    best: dict[tuple[str, str], tuple[Interval, ...]] = {}
    for choice in choices:
        best.setdefault((choice.action, choice.side), (choice.coverage, choice.specificity, choice.score))
    sides: dict[tuple[str, tuple[Interval, ...]], list[str]] = {}
    for (action, side), shares in best.items():
        sides.setdefault((action, shares), []).append(side)
    rows = [(f"{' and '.join(sorted(of))} {action}s", shares) for (action, shares), of in sides.items()]
    return [row for row in rows if round(100 * row[1][-1][1])] or rows


def _percent(share: "Interval") -> str:
    low, high = (f"{100 * edge:.0f}" for edge in share)
    return f"{low} %" if low == high else f"{low}-{high} %"


def _hip_range(set_up: Mapping[str, "SetUpValue"]) -> str:
    """Over which hip flexion it goes, or at which it is held."""
    if not {"hip_start_deg", "hip_end_deg"} <= set(set_up):
        return ""
    start, end = sorted(float(set_up[key]) for key in ("hip_start_deg", "hip_end_deg"))
    return f", hip held at {start:g}°" if start == end else f", hip {start:g}° to {end:g}°"


def set_up_in_short(set_up: Mapping[str, "SetUpValue"]) -> str:
    """What resists and how, in a few words; the whole set-up stands in the JSON and in the report."""
    parts = []
    if float(set_up.get("weight_kg") or 0.0) > 0:
        place = f" at the {set_up['weight_at']}" if "weight_at" in set_up else ""
        parts.append(f"{set_up['weight_kg']:g} kg{place}")
    if float(set_up.get("stack_kg") or 0.0) > 0:
        pulley = f", pulley {100 * float(set_up['pulley_y_m']):.0f} cm high" if "pulley_y_m" in set_up else ""
        parts.append(f"{set_up['stack_kg']:g} kg on the stack{pulley}")
    if float(set_up.get("sled_kg") or 0.0) > 0:
        parts.append(f"a sled of {set_up['sled_kg']:g} kg in all")
    if set_up.get("band") not in (None, "none"):
        parts.append(f"{set_up.get('strands', 1):g} x {str(set_up['band']).replace('_', ' ')} band")
    words = [", ".join(parts) or "own weight"]
    words += [f"knee {set_up['knee_flexion_deg']:g}°"] if "knee_flexion_deg" in set_up else []
    words += [str(set_up["variant"]).replace("_", " ")] if "variant" in set_up else []
    return ", ".join(words)
