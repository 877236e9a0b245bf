"""The verb lab page: the page on which a set-up is changed by hand, and the stride that stands behind its curves."""

import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypedDict
from uuid import UUID

from ... import report
from ...body import Athlete
from ...errors import NOTHING, HipDriveError
from ...exercise import Exercise, NoLoadCurveError, Value, exercise_of, resolve_set_up, variant_of
from ...exercise.owned.equipment import default_equipment
from ...language import Text, to_reader
from ...report import LabPage, LineSent
from ...store import Unit, list_runs
from ..athletes.for_analysis import Runner
from ..matching.demand import StrideDemand, demand_at, demand_of_run_file
from .load_sheet import USUAL_SPEED_M_S


class LabStride(TypedDict):
    """The stride behind the curves."""

    words: str
    """Whose it is."""
    lines: list[LineSent]


@lru_cache(maxsize=64)
def lab_stride(speed_m_s: float = USUAL_SPEED_M_S) -> StrideDemand:
    """The typical stride at a speed.

    Raises:
        ValueOutOfRangeError: If nothing is known of so slow or fast a stride.
    """
    return demand_at(speed_m_s)


def kept_stride(unit: Unit, name: str) -> StrideDemand | None:
    """What the athlete's last kept run demands; None where none tells."""
    for entry in reversed(list_runs(unit, name)):
        if entry.value.document is not None:
            try:
                found = demand_of_run_file(json.dumps(entry.value.document), name=entry.value.file_name)
            except HipDriveError:
                continue
            return replace(found, run=None)
    return None


def stride_shown(stride: StrideDemand) -> LabStride:
    """A stride as the lab draws it, in the language of whoever reads now."""
    return LabStride(words=to_reader(stride.source), lines=report.demand_sent(stride.curves))


def lab_page(
    exercise: str,
    runner: Athlete | Runner,
    set_up: Mapping[str, Value],
    *,
    stride: StrideDemand,
    addresses: Mapping[str, str],
    kept: Mapping[str, str],
    people: Sequence[tuple[UUID, str]] = (),
    links: Sequence[tuple[Text, str]] = (),
) -> str:
    """The page as a server sends it.

    Args:
        exercise: Id of the exercise.
        runner: Whose body; a stored runner is named.
        set_up: What differs from the default set-up; where it cannot be used, the page says so and begins with the default.
        stride: What stands behind the curves.
        addresses: Where its script asks: 'look', 'reach', 'tune', 'stride'.
        kept: What the address holds beside the set-up.
        people: Id and name of those with whom a set-up can be kept.
        links: Words and address of further pages.

    Raises:
        UnknownNameError: If there is no such exercise.
        NoLoadCurveError: If it is mobility work.
    """
    declared = exercise_of(exercise)
    body, known = (runner, None) if isinstance(runner, Athlete) else (runner.athlete, runner)
    equipment = known.equipment if known is not None and known.equipment is not None else None
    bands = {} if equipment is None else equipment.bands
    refused = NOTHING
    try:
        chosen = variant_of(declared, set_up)
        values = resolve_set_up(chosen, set_up, body, bands=bands)
    except HipDriveError as error:
        refused, chosen = error.words, variant_of(declared, {})
        values = resolve_set_up(chosen, {}, body)
    if chosen.kind == "mobility":
        raise NoLoadCurveError(chosen)
    page = LabPage(
        exercise=chosen,
        set_up=values,
        defaults=_defaults(declared, values, body),
        athlete=body,
        name="" if known is None else known.name,
        stride=stride.source,
        own_stride=stride.band is None,
        speed_m_s=USUAL_SPEED_M_S if stride.band is None or stride.speed_m_s is None else stride.speed_m_s,
        demand=report.demand_sent(stride.curves),
        equipment=(equipment or default_equipment()).source,
        bands=tuple(bands),
        refused=refused,
        addresses=addresses,
        command=_command(exercise, runner),
        kept=kept,
        people=tuple((str(uid), name) for uid, name in people),
    )
    return report.lab_page_html(page, links=links)


def _defaults(declared: Exercise, values: Mapping[str, Value], body: Athlete) -> dict[str, Value]:
    """What the same variant has where nothing is chosen; of several the first needs no name."""
    variant = {"variant": values["variant"]} if "variant" in values else {}
    usual = resolve_set_up(variant_of(declared, variant), variant, body)
    first = resolve_set_up(variant_of(declared, {}), {}, body)
    return {**usual, **({"variant": first["variant"]} if variant else {})}


def _command(exercise: str, runner: Athlete | Runner) -> str:
    """The command of the command line for this exercise and body, without its set-up."""
    if isinstance(runner, Runner) and runner.name:
        return f"hipdrive load {exercise} --athlete {shlex.quote(runner.name)}"
    body = runner if isinstance(runner, Athlete) else runner.athlete
    return f"hipdrive load {exercise} --mass-kg {body.mass_kg:g} --height-m {body.height_m:g} --sex {body.sex}"
