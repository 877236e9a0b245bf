"""How a match looks in the terminal."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ...band_words import band_name
from ...language import Text, en, joined, layout, to_reader
from ..door.outlet import show_line, show_paragraph
from .vocabulary import muscles, percent, word

if TYPE_CHECKING:
    from ...contract.plans.match import ChoiceDocument, MatchDocument
    from ...contract.set_up import SetUpValue
    from ...curve import Action
    from ...training.match.match import Interval

MOST_SHOWN = 8
"""Set-ups that are listed."""
HEADINGS = (en("coverage"), en("specificity"), en("score"))
LABEL_WIDTH, SHARE_WIDTH = 28, 13


def show_match(match: "MatchDocument") -> None:
    """The best set-ups, each once with all that it trains, why the first is first, and what tissue gives without effort."""
    show_paragraph(en("Demand: {source}", source=match.demand_source))
    show_paragraph(en("Strength: {source}", source=match.capacity_source))
    set_ups = by_set_up(match.choices)
    show_line()
    _show_columns("", HEADINGS)
    for choices in set_ups[:MOST_SHOWN]:
        words = joined((set_up_in_short(choices[0].exercise, choices[0].set_up), _hip_range(choices[0].set_up)), ", ")
        show_paragraph(layout("{exercise}: {set_up}", exercise=choices[0].exercise, set_up=words), bold=True)
        for trains, shares in _trained(choices):
            _show_columns(layout("  {trains}", trains=trains), [percent(*share) for share in shares])
    if len(set_ups) > MOST_SHOWN:
        show_paragraph(en("{count} more set-ups score lower; --json lists them all.", count=len(set_ups) - MOST_SHOWN))
    if match.choices:
        show_line()
        show_paragraph(en("Why the first one: {reasons}", reasons=joined(match.choices[0].reasons)))
    show_paragraph(match.passive.says)


def _show_columns(label: str, cells: Sequence[str]) -> None:
    """Print one line with columns as wide as those of the lines before."""
    print(f"{to_reader(label):{LABEL_WIDTH}}{''.join(f'{to_reader(cell):>{SHARE_WIDTH}}' for cell in cells)}")


def by_set_up(choices: "Sequence[ChoiceDocument]") -> "list[list[ChoiceDocument]]":
    """The choices of each set-up together, in the order of its best one; sides and muscles are rows of one set-up."""
    together: dict[object, list[ChoiceDocument]] = {}
    for choice in choices:
        together.setdefault((choice.exercise, *sorted(choice.set_up.items())), []).append(choice)
    return list(together.values())


def _trained(choices: "Sequence[ChoiceDocument]") -> "list[tuple[Text, tuple[Interval, ...]]]":
    """What a set-up trains with its shares; sides that come out alike stand in one row, and muscles it trains nothing of in none."""
    best: dict[tuple[Action, str], tuple[Interval, ...]] = {}
    for choice in choices:
        best.setdefault((choice.action, choice.side), (choice.coverage, choice.specificity, choice.score))
    sides: dict[tuple[Action, tuple[Interval, ...]], list[str]] = {}
    for (action, side), shares in best.items():
        sides.setdefault((action, shares), []).append(side)
    rows = [(muscles(sorted(of), action), shares) for (action, shares), of in sides.items()]
    return [row for row in rows if round(100 * row[1][-1][1])] or rows


def _hip_range(set_up: Mapping[str, "SetUpValue"]) -> str:
    """Over which hip flexion it goes, or at which it is held."""
    if not {"hip_start_deg", "hip_end_deg"} <= set(set_up):
        return ""
    start, end = sorted(float(set_up[key]) for key in ("hip_start_deg", "hip_end_deg"))
    return en("hip held at {angle:g}°", angle=start) if start == end else en("hip {start:g}° to {end:g}°", start=start, end=end)


def set_up_in_short(exercise: str, set_up: Mapping[str, "SetUpValue"]) -> Text:
    """What resists and how, in a few words; the whole set-up stands in the JSON and in the report."""
    from ...report.named import variant_name

    parts: list[Text] = []
    if float(set_up.get("weight_kg") or 0.0) > 0:
        parts.append(_weight(set_up))
    if float(set_up.get("stack_kg") or 0.0) > 0:
        parts.append(en("{mass:g} kg on the stack", mass=set_up["stack_kg"]))
        if "pulley_y_m" in set_up:
            parts.append(en("pulley {height_cm:.0f} cm high", height_cm=100 * float(set_up["pulley_y_m"])))
    if float(set_up.get("sled_kg") or 0.0) > 0:
        parts.append(en("a sled of {mass:g} kg in all", mass=set_up["sled_kg"]))
    if set_up.get("band") not in (None, "none"):
        parts.append(layout("{strands:g} x {band}", strands=set_up.get("strands", 1), band=band_name(str(set_up["band"]))))
    words = parts or [en("own weight")]
    words += [en("knee {angle:g}°", angle=set_up["knee_flexion_deg"])] if "knee_flexion_deg" in set_up else []
    words += [variant_name(exercise, str(set_up["variant"]))] if "variant" in set_up else []
    return joined(words, ", ")


def _weight(set_up: Mapping[str, "SetUpValue"]) -> Text:
    """A weight, and where it is."""
    mass = set_up["weight_kg"]
    return (
        en("{mass:g} kg at the {place}", mass=mass, place=word(str(set_up["weight_at"])))
        if "weight_at" in set_up
        else layout("{mass:g} kg", mass=mass)
    )
