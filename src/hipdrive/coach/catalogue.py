"""The verbs on exercises and evidence: load, list, look up."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..body import Athlete
from ..errors import ValueOutOfRangeError
from ..evidence import evidence_of, load_evidence
from ..exercise import Load, Value, exercise_summary, exercises, solve_load
from .prescription import TYPICAL_ATHLETE


def load(exercise: str, athlete: Athlete, set_up: Mapping[str, Value]) -> Load:
    """What one set-up of an exercise loads; see exercise.solve_load."""
    return solve_load(exercise, athlete, set_up)


def read_settings(words: Sequence[str]) -> dict[str, Value]:
    """Read 'key=value' words: numbers where they are numbers, text otherwise.

    Raises:
        ValueOutOfRangeError: If a word has no '='.
    """
    found: dict[str, Value] = {}
    for word in words:
        key, equals, text = word.partition("=")
        if not equals or not key.strip() or not text.strip():
            raise ValueOutOfRangeError("--set", f"'{word}'", "KEY=VALUE", "write for instance --set weight_kg=4")
        found[key.strip()] = _value(text.strip())
    return found


def _value(text: str) -> Value:
    try:
        return float(text)
    except ValueError:
        return text


def exercise_list(query: str = "") -> dict[str, Any]:
    """Exercises whose id, name, rows, position, equipment or resistance hold every word of the query; schema hipdrive.exercises/1."""
    words = query.lower().split()
    chosen = [
        exercise
        for exercise in exercises().values()
        if all(
            word
            in " ".join(
                (exercise.id, exercise.name, *exercise.rows, exercise.position, *exercise.equipment, *exercise.resistance_kinds)
            ).lower()
            for word in words
        )
    ]
    return {"schema": "hipdrive.exercises/1", "exercises": [exercise_summary(exercise, TYPICAL_ATHLETE) for exercise in chosen]}


def evidence_list(row: str = "") -> dict[str, Any]:
    """One row of evidence, or all; schema hipdrive.evidence/1.

    Raises:
        UnknownNameError: If there is no such row.
    """
    chosen = [evidence_of(row.upper())] if row else list(load_evidence().values())
    return {"schema": "hipdrive.evidence/1", "evidence": [asdict(one) for one in chosen]}
