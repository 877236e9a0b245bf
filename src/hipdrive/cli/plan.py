"""Commands on training: match, plan."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from .outlet import JsonTarget, hand_out_json, progress_bar, ready_to_write, show_table

if TYPE_CHECKING:
    from ..coach import Prescription

RunFile = Annotated[
    Path | None, typer.Argument(metavar="[RUN.json]", help="What 'hipdrive analyse --json' wrote; without, typical demand is used.")
]
TypicalSpeed = Annotated[
    float | None, typer.Option(metavar="SPEED_M_S", help="Typical demand at this speed in place of a recording; it is not yours.")
]
AthletePath = Annotated[Path | None, typer.Option(help="Athlete's TOML file with body and strength tests.")]
MOST_SHOWN = 12


def match(
    run: RunFile = None,
    typical: TypicalSpeed = None,
    athlete: AthletePath = None,
    json: JsonTarget = None,
) -> None:
    """Rank exercise set-ups by how well they load what the stride asks and the hips lack."""
    ready_to_write(json)
    prescription = _prescription(run, typical, athlete)
    plain = prescription.as_json()
    if hand_out_json(json, plain):
        return
    print(f"Demand: {plain['demand_source']}\nCapacity: {plain['capacity_source']}")
    rows = [
        (
            choice["exercise"],
            _in_short(choice["set_up"]),
            f"{choice['side']} {choice['action']}",
            *(f"{100 * low:.0f}-{100 * high:.0f} %" for low, high in (choice["coverage"], choice["specificity"], choice["score"])),
        )
        for choice in plain["choices"][:MOST_SHOWN]
    ]
    show_table("", ("exercise", "set-up", "trains", "coverage", "specificity", "score"), rows)
    if plain["choices"]:
        print("Why the first:", " ".join(plain["choices"][0]["reasons"]))


def _in_short(set_up: dict[str, Any]) -> str:
    """What resists and how, in a few words; the whole set-up stands in the JSON and in the report."""
    found = []
    if float(set_up.get("weight_kg") or 0.0) > 0:
        found.append(f"{set_up['weight_kg']:g} kg at the {set_up.get('weight_at', 'ankle')}")
    if float(set_up.get("stack_kg") or 0.0) > 0:
        found.append(f"{set_up['stack_kg']:g} kg stack")
    if set_up.get("band") not in (None, "none"):
        found.append(f"{set_up.get('strands', 1):g} x {set_up['band']} band")
    words = ", ".join(found) or "own limb"
    if "pulley_y_m" in set_up:
        words += f", pulley {100 * set_up['pulley_y_m']:.0f} cm"
    return f"{words}, knee {set_up['knee_flexion_deg']:g} deg" if "knee_flexion_deg" in set_up else words


def plan(
    run: RunFile = None,
    typical: TypicalSpeed = None,
    athlete: AthletePath = None,
    goal: Annotated[Literal["distance", "sprint", "general"], typer.Option(help="What the training is for.")] = "distance",
    preset: Annotated[
        Literal["modest", "standard"], typer.Option(help="Ready-made amount: 15 min a week for 4 weeks, or 3 x 15 for 6.")
    ] = "standard",
    minutes_per_week: Annotated[float | None, typer.Option(help="Minutes a week, in place of the preset's.")] = None,
    weeks: Annotated[int | None, typer.Option(help="Number of weeks, in place of the preset's; the last one is the retest.")] = None,
    json: JsonTarget = None,
    report: Annotated[Path | None, typer.Option(help="Write the report (one HTML file) here.")] = None,
) -> None:
    """Write a dosed plan from the set of exercises that together train most of what is asked."""
    from .. import coach

    ready_to_write(json, report)
    prescription = _prescription(run, typical, athlete)
    result = prescription.plan(goal=goal, preset=preset, minutes_per_week=minutes_per_week, weeks=weeks)
    if report is not None:
        coach.write_text(report, coach.report_page(prescription, plan=result))
    plain = result.as_json()
    if not hand_out_json(json, plain):
        _show_plan(plain)


def _prescription(run: Path | None, typical: float | None, athlete: Path | None) -> "Prescription":
    """Match for a recording or typical demand."""
    from .. import coach

    if run is not None and typical is not None:
        raise typer.BadParameter("give RUN.json or --typical, not both")
    entry = coach.read_athlete(athlete) if athlete is not None else None
    demand = coach.demand_from_file(run) if run is not None else coach.demand_at(coach.TYPICAL_SPEED_M_S if typical is None else typical)
    with progress_bar("Load curves of the exercises") as progress:
        return coach.prescribe(demand, athlete=entry.athlete if entry else None, tests=entry.tests if entry else (), progress=progress)


def _show_plan(plain: dict[str, Any]) -> None:
    """Print the plan: safety first, then the first week in full, then how it goes on."""
    print("Before you start")
    for sentence in plain["before"]:
        print(f"  - {sentence}")
    print(f"\nPlan: {plain['weeks']} weeks, {plain['minutes_per_week']:g} minutes a week, goal {plain['goal']}")
    for sentence in plain["why"]:
        print(f"  - {sentence}")
    week = None
    for session in plain["sessions"]:
        if session["week"] != week:
            week = session["week"]
            print(f"\nWeek {week}")
        print(f"  day {session['day']}, about {session['minutes']:.0f} min")
        for line in session["lines"]:
            print(f"    {line['dose']}")
    if plain["sessions"]:
        print("\nWhy, and when to stop")
        for line in plain["sessions"][0]["lines"]:
            print(f"  {line['exercise']} ({line['side']}): {' '.join(line['why'])} Stop for: {'; '.join(line['stop_for'])}.")
    for sentence in plain["retest"]:
        print(sentence)
