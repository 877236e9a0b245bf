"""How an exercise stands in its TOML file: the shape that files are checked against and that the shipped JSON Schema is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from ...data.declared import Number
from ...language import Text, en
from .claim import Claim
from .drawn import Drawn
from .exercise import FormFault, Grid, HandHold, HeldPoint, InStep, Lean, NotAdvised, Remark, Resistance, SourceDose, Support
from .expression import Expression

Postures = Annotated[
    Mapping[str, Expression], Field(description=en("coordinate -> deg (m for slides); _w is the working side, _o the other"))
]
NEEDED = {"strength": ("posture", "supports", "resistances", "set_up", "grid"), "mobility": ("passive_range_deg",)}
"""What an exercise of a kind must have besides."""
NOT_IN_VARIANTS = ("id", "kind", "variants")
"""Keys of an exercise that its variants share."""
LABEL = "label"
"""The key that only a variant has: what it is, in words."""


@dataclass(frozen=True, kw_only=True)
class PostureFile:
    """Where the joints stand."""

    start: Postures
    top: Postures
    """Coordinates that differ at the top."""
    half_way: Postures | None = None
    """Coordinates that are there half way up, where that is not in the middle between start and top."""
    at_top_instead: Postures | None = None
    """Coordinates prescribed at the top, in place of the 'kept' rows, to find where kept points are."""


@dataclass(frozen=True, kw_only=True)
class SettingFile:
    """What an exercise says of a set-up key; the rest is the same in every exercise (data/hardware/set_up_keys.toml)."""

    default: Expression | None = None
    default_over_height: float | None = None
    """Where given, the default is this share of the athlete's height."""
    low: float | None = None
    high: float | None = None
    label: Text | None = None
    choices: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class ExerciseFile:
    """One TOML file each, read into this shape. CONTRIBUTING.md has the recipe."""

    id: Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$", description=en("snake_case, the same as the file's name"))]
    name: Text
    rows: tuple[str, ...]
    """Rows of the catalogue it stands for."""
    kind: Literal["strength", "mobility"]
    position: Text
    laterality: Text
    both_hips: bool
    equipment: tuple[Text, ...]
    resistance: tuple[Literal["own weight", "weight", "band", "cable", "sled"], ...]
    prerequisites: tuple[Text, ...]
    cues: tuple[Text, ...]
    in_step: InStep | None = None
    """The cues for each part of a repetition, for the moving picture."""
    faults: tuple[FormFault, ...] = ()
    stop_for: tuple[Text, ...]
    evidence: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()
    not_advised: tuple[NotAdvised, ...] = ()
    claims: tuple[Claim, ...] = ()
    """What the articles say of it, put as questions to its load curves."""
    dose: SourceDose
    passive_range_deg: tuple[Number, Number] | None = None
    """Hip flexion between which mobility work moves."""
    posture: PostureFile | None = None
    held: tuple[HeldPoint, ...] = ()
    start_held: tuple[HeldPoint, ...] = ()
    """What else touches something at the start and leaves it then: its coordinates are solved there, whatever the posture says."""
    supports: tuple[Support, ...] = ()
    resistances: tuple[Resistance, ...] = ()
    hand_holds: tuple[HandHold, ...] = ()
    lean: Lean | None = None
    drawn: Drawn | None = None
    """How arms are drawn where mechanics holds them still."""
    set_up: Mapping[str, SettingFile] | None = None
    """Set-up key -> its default and range in this exercise."""
    grid: Grid | None = None
    variants: Annotated[Mapping[str, Mapping[str, JsonValue]], Field(min_length=2)] | None = None
    """Name -> label, and what differs from the keys of the exercise; the first is the default."""
