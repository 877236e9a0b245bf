"""Declared files become values: types are checked, each fault is said with file, key and what is allowed, and nothing can be written to."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, dataclass, field
from datetime import date
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from hipdrive.capacity import protocols, questions
from hipdrive.capacity.strength.shape import SHAPE_DEG, strength_shapes
from hipdrive.capacity.strength_rules import strength_rules
from hipdrive.coach import read_screen_answers
from hipdrive.data.declared import Number, OneOf, ReadOnly, at, declared, shipped_rows
from hipdrive.errors import DeclarationError
from hipdrive.exercise.declared.catalogue import set_up_keys
from hipdrive.exercise.declared.hardware import cable_machines, sled_surfaces
from hipdrive.gait.measures.definitions import measure_definitions
from hipdrive.gait.runners.norms import norm_columns
from hipdrive.gait.verdict.form_signs import form_signs
from hipdrive.gait.verdict.quality import counted_notes, quality_limits
from hipdrive.training.follow.adapt_rules import adapt_rules
from hipdrive.training.rules import dose_rules, goals, presets, schools


@dataclass(frozen=True, kw_only=True)
class Part:
    """A table in a list."""

    pair: tuple[float, float]
    weights: ReadOnly[Literal["x", "y"], float | str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A file."""

    name: str
    kind: Literal["strength", "mobility"] = "strength"
    parts: tuple[Part, ...] = ()
    rest_s: Number = 0
    count: Annotated[int, Field(ge=1, le=4)] = 1
    deep: Annotated[float, at("rules", "deep")] = 0.0
    body: Annotated[str, OneOf(("pelvis", "torso"))] = "pelvis"


@pytest.mark.parametrize(
    ("plain", "sentence"),
    [
        ({}, "the file lacks 'name'; allowed: name, kind, parts, rest_s, count"),
        ({"nmae": "a"}, "the file has 'nmae' (did you mean 'name'?); allowed: name, kind"),
        ({"name": 3}, "name is 3; allowed: text."),
        ({"name": "a", "kind": "strenght"}, "kind is 'strenght' (did you mean 'strength'?); allowed: strength, mobility."),
        ({"name": "a", "parts": {}}, "parts is {}; allowed: a list of tables with pair, weights."),
        ({"name": "a", "parts": [{"pair": [1, 2]}, {}]}, "parts[1] lacks 'pair'; allowed: pair, weights."),
        ({"name": "a", "parts": [{"pair": [1]}]}, "parts[0].pair is [1]; allowed: a list of 2 numbers."),
        ({"name": "a", "parts": [{"pair": [1, "2"]}]}, "parts[0].pair[1] is '2'; allowed: a number."),
        ({"name": "a", "parts": [{"pair": [1, 2], "weights": {"z": 1}}]}, "parts[0].weights has 'z'; allowed: x, y."),
        ({"name": "a", "parts": [{"pair": [1, 2], "weights": {"x": True}}]}, "parts[0].weights.x is true; allowed: a number or text."),
        ({"name": "a", "rest_s": "60 s"}, "rest_s is '60 s'; allowed: a number."),
        ({"name": "a", "rest_s": float("nan")}, "rest_s is nan; allowed: a number."),
        ({"name": "a", "count": 9}, "count is 9; allowed: a whole number from 1 to 4."),
        ({"name": "a", "count": 1.5}, "count is 1.5; allowed: a whole number from 1 to 4."),
        ({"name": "a", "rules": {"deep": "down"}}, "rules.deep is 'down'; allowed: a valid number."),
        ({"name": date(2026, 1, 2)}, "name is 2026-01-02; allowed: text."),
        ({"name": "a", "body": "torzo"}, "body is 'torzo' (did you mean 'torso'?); allowed: pelvis, torso."),
        ({"name": "a" * 99, "count": "b" * 99}, f"count is '{'b' * 56}...; allowed"),
    ],
)
def test_each_fault_names_file_key_and_what_is_allowed(plain: dict[str, object], sentence: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        declared(Whole, plain, file="mine.toml")
    assert str(caught.value).startswith(f"mine.toml: {sentence}")


def test_a_number_stays_as_it_was_written() -> None:
    sixty, half = (declared(Whole, {"name": "a", "rest_s": rest_s}, file="mine.toml").rest_s for rest_s in (60, 0.5))
    assert ("60", "0.5") == (str(sixty), str(half))


def test_a_table_of_rows_is_refused_with_the_row() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Row:
        segment: str
        mass_frac: int

    with pytest.raises(DeclarationError, match=r"^dempster\.csv: \[0\]"):
        shipped_rows(tuple[Row, ...], "segments", "dempster.csv")


TABLES: list[Callable[[], Mapping[Any, Any]]] = [
    protocols,
    questions,
    set_up_keys,
    cable_machines,
    sled_surfaces,
    measure_definitions,
    form_signs,
    quality_limits,
    counted_notes,
    goals,
    presets,
    schools,
    lambda: strength_rules().believable,
    lambda: strength_rules().error,
    lambda: adapt_rules().site_gates,
    lambda: read_screen_answers("back_pain = false", file="mine.toml").answers,
]


@pytest.mark.parametrize("table", TABLES)
def test_what_is_declared_cannot_be_written_to(table: Callable[[], Mapping[Any, Any]]) -> None:
    with pytest.raises(TypeError):
        table()["new"] = None  # type: ignore[index]
    assert table() == table()


def test_norms_cannot_be_written_to() -> None:
    columns = norm_columns("rbds_curves.csv", 2.5)
    with pytest.raises(TypeError):
        columns["new"] = columns["grf_vertical_bw_mean"]  # type: ignore[index]
    for values in (columns["grf_vertical_bw_mean"], strength_shapes("flexor", "male")[0].relative, SHAPE_DEG):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 0.0


def test_rules_cannot_be_written_to() -> None:
    with pytest.raises(FrozenInstanceError):
        dose_rules().sets = (1, 1)  # type: ignore[misc]
    assert isinstance(dose_rules().retest, tuple)


def test_nothing_is_read_or_built_on_import() -> None:
    code = (
        "import hipdrive.coach.planning.match, hipdrive.exercise.declared.catalogue, hipdrive.capacity.tested.protocol\n"
        "import hipdrive.training.rules\n"
        "from hipdrive.data import declared\nprint(declared._adapter.cache_info().currsize)"
    )
    assert "0" == subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
