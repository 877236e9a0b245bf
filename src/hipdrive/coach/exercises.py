"""The verb exercises: search and filter the catalogue, and the table of resistance, position and range."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..curve import RANGES, Range, range_of
from ..errors import UnknownNameError
from ..evidence import evidence_of
from ..exercise import (
    QUALITIES,
    Equipment,
    Exercise,
    RowNote,
    Value,
    exercise_summary,
    exercises,
    lacking,
    ladders,
    peaks_of,
    row_notes,
    solve_load,
    steps_of,
    variant_summaries,
    variants_of,
)
from .match import TYPICAL_ATHLETE

RESISTANCES = ("own weight", "weight", "band", "cable", "sled")
SIZE_KEYS = {"weight": "weight_kg", "cable": "stack_kg", "sled": "sled_kg", "band": "band"}
NOTHING: tuple[Value, ...] = (0, 0.0, "none")


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is looked for; what is empty lets everything through. A value that can't be is refused, naming the allowed ones."""

    range: str = ""
    """Where the working hip is loaded most, in any variant."""
    position: str = ""
    resistance: str = ""
    quality: str = ""
    equipment: Equipment | None = None
    """Only what can be done with this, in some variant."""
    both_hips: bool = False
    ladder: str = ""
    evidence: str = ""

    def __post_init__(self) -> None:
        known = {"range": RANGES, "position": positions(), "resistance": RESISTANCES, "quality": QUALITIES, "ladder": tuple(ladders())}
        for name, allowed in known.items():
            found = getattr(self, name)
            if found and found not in allowed:
                raise UnknownNameError(name, found, allowed)
        if self.evidence:
            object.__setattr__(self, "evidence", evidence_of(self.evidence.upper()).id)


def positions() -> tuple[str, ...]:
    """All body positions of exercises and their variants, in order of the alphabet."""
    return tuple(sorted({one.position for exercise in exercises().values() for one in variants_of(exercise).values()}))


def exercise_list(query: str = "", filters: Filters | None = None) -> dict[str, Any]:
    """Search the catalogue; schema hipdrive.exercises/1.

    Args:
        query: Words that must all stand in id, name, rows, position, equipment, resistance or a variant's label.
        filters: Further conditions.

    Returns:
        Rows as in the outside contract under 'exercises'; rows of the sources that are no exercises under 'notes'.
    """
    chosen, words = filters or Filters(), query.lower().split()
    found = [one for one in exercises().values() if all(word in _text(one) for word in words) and _fits(one, chosen)]
    notes = [note for note in row_notes().values() if all(word in _note_text(note) for word in words)] if chosen == Filters() else []
    return {
        "schema": "hipdrive.exercises/1",
        "exercises": [exercise_summary(exercise, TYPICAL_ATHLETE) for exercise in found],
        "notes": [asdict(note) for note in notes],
    }


def _text(exercise: Exercise) -> str:
    """Everything that a query looks through."""
    every = [exercise, *exercise.variants.values()]
    parts: list[Iterable[str]] = [(exercise.id, exercise.name, exercise.kind, *exercise.variants)]
    for one in every:
        parts += [one.rows, one.equipment, one.resistance_kinds, (one.position, one.label, one.laterality)]
    return " ".join(word for part in parts for word in part).lower()


def _note_text(note: RowNote) -> str:
    return f"{note.id} {note.name} {note.says}".lower()


def _fits(exercise: Exercise, filters: Filters) -> bool:
    """Whether an exercise, in some variant, meets all conditions; the variant has to meet those of equipment and position at once."""
    variants = [
        one
        for one in variants_of(exercise).values()
        if (not filters.position or one.position == filters.position)
        and (not filters.resistance or filters.resistance in one.resistance_kinds)
        and (not filters.both_hips or one.both_hips)
        and (not filters.evidence or filters.evidence in {*one.evidence, *(claim.row for claim in one.claims)})
        and (filters.equipment is None or not lacking(one, filters.equipment))
    ]
    if not variants or (filters.ladder and filters.ladder not in {ladder.id for ladder, _ in steps_of(exercise.id)}):
        return False
    if not filters.range and not filters.quality:
        return True
    labels = {one.label for one in variants}
    return any(
        row.label in labels
        and (not filters.range or row.peak_range == filters.range)
        and (not filters.quality or (exercise.kind == "strength" and row.quality == filters.quality))
        for row in variant_summaries(exercise, TYPICAL_ATHLETE)
    )


def exercises_named(name: str) -> tuple[Exercise, ...]:
    """The exercises that an id, or a row such as X25, means exactly; none if it is neither."""
    if name in exercises():
        return (exercises()[name],)
    row = name.upper()
    return tuple(one for one in exercises().values() if row in one.rows or any(row in variant.rows for variant in one.variants.values()))


def note_named(name: str) -> RowNote | None:
    """The note of a row that is no exercise."""
    return row_notes().get(name.upper())


def exercise_grid() -> dict[str, Any]:
    """Which exercise loads which range: kind of resistance x body position x range, as in the second article; schema hipdrive.grid/1.

    Every variant is worked out once for each kind of resistance it can be done with, and stands where its working hip is loaded most.
    """
    cells: dict[tuple[str, str], dict[Range, list[str]]] = {}
    for exercise in exercises().values():
        for name, variant in variants_of(exercise).items():
            for kind in variant.resistance_kinds if variant.kind == "strength" else ():
                where = _peak_with(variant, kind)
                if where is not None:
                    cell = cells.setdefault((kind, variant.position), {one: [] for one in RANGES})
                    cell[where].append(f"{exercise.id} ({name})" if name else exercise.id)
    order = sorted(cells, key=lambda key: (RESISTANCES.index(key[0]), key[1]))
    return {"schema": "hipdrive.grid/1", "cells": [{"resistance": kind, "position": place, **cells[kind, place]} for kind, place in order]}


def _peak_with(variant: Exercise, kind: str) -> Range | None:
    """Where the working hip is loaded most with a kind of resistance: the default set-up, or the first step of its grid that has it."""
    steps = [{}, *variant.grid.resistance]
    step = next((one for one in steps if _kind_of(variant, one) == kind), None)
    if step is None:
        return None
    load = solve_load(variant, TYPICAL_ATHLETE, step)
    working = [peak for peak in peaks_of(load, mass_kg=TYPICAL_ATHLETE.mass_kg) if peak.side == load.working_side]
    return range_of(max(working, key=lambda peak: peak.moment_nm_kg).hip_flexion_rad) if working else None


def _kind_of(variant: Exercise, step: Mapping[str, Value]) -> str:
    """The kind of resistance that a set-up adds; own weight where it adds none."""
    for kind in ("band", "cable", "sled", "weight"):
        key = SIZE_KEYS[kind]
        if key in variant.settings and step.get(key, variant.settings[key].default) not in NOTHING:
            return kind
    return "own weight"
