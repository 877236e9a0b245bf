"""What an exercise is: posture, path, supports, resistances and set-up as its TOML file declares them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from ...data.declared import Number, ReadOnly
from ...errors import NOTHING
from ...language import Text, en
from .claim import Claim
from .claim import Value as Value  # noqa: PLC0414 - its users look for it here
from .drawn import Drawn, Thing
from .expression import Expression

Row = Literal["x", "y", "z", "rx", "ry", "rz", "roll"]
BOTH_LEGS = "both legs together"
"""Laterality of exercises in which both legs do the same at once."""
RESISTANCE_WORDS: Mapping[str, Text] = {
    "own weight": en("own weight"),
    "weight": en("weight"),
    "band": en("band"),
    "cable": en("cable"),
    "sled": en("sled"),
}
"""Kinds of resistance in words."""
AMOUNT = {"weight": "weight_kg", "cable": "stack_kg", "sled": "sled_kg", "band": "band"}
"""Kind of resistance -> set-up key of its size."""
ANKLE, CUFF = "ankle", "cuff_above_ankle_m"
"""Place of a cuff, and the set-up key of how high above the joint its middle sits; every exercise with a cuff has the key."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One thing of the set-up that can be chosen."""

    key: str
    kind: Literal["number", "choice", "tempo"]
    label: Text
    """What it is, in words."""
    unit: str
    default: Expression
    """A value, or a sum of other settings."""
    default_over_height: float | None = None
    """Where given, the default is this share of the athlete's height, rounded to whole centimetres."""
    low: float | None = None
    high: float | None = None
    whole: bool = False
    """Whether only whole numbers make sense."""
    choices: tuple[str, ...] = ()

    @property
    def unit_shown(self) -> str:
        """What stands right behind a number: '°', ' kg', or nothing."""
        return "°" if self.unit == "deg" else f" {self.unit}" if self.unit else ""


@dataclass(frozen=True, kw_only=True)
class HeldPoint:
    """A point or level of the body that stays in place."""

    body: str
    patch: str
    """The point is the centre of this patch, or the body's joint centre if empty."""
    hold: ReadOnly[Row, Expression]
    """Row (x, y, z, rx, ry, rz) -> lab value (m), or 'kept': as the posture at the top gives it. Row roll -> height (m) of a ball on the
    floor, which the body lies on and rolls over; at the start it touches it in the middle of the patch."""
    solved_by: tuple[str, ...]
    """As many coordinates as rows, left to the solver."""


@dataclass(frozen=True, kw_only=True)
class Support:
    """A patch of the body on something that holds it."""

    id: str
    label: Text
    patch: str
    side: Literal["w", "o", "both", ""]
    """The working side, the other, a patch on each side, or the mid-line."""
    normal: tuple[float, float, float]
    kind: Literal["patch", "grip"]
    friction: Annotated[float, Field(ge=0)]
    friction_source: str
    share: Annotated[float, Field(gt=0)]
    load: str
    """shared; idle: the limb only rests on it; rest: the same with a straight knee, which holds itself; counter: its hip pushes as hard as
    the other pulls; equal: both hips have the same moment; or the set-up key that says which."""
    push: Expression = ""
    """Declared force along X on the body (N) as a number or sum of set-up keys; empty: whatever balance asks."""
    pressure: Expression = ""
    """Declared centre of pressure as a share of the patch from its back end; empty: whatever balance asks."""
    thing: Thing = ""
    """What it is, for pictures."""
    rolls: bool = False
    """Whether it is the ball that a held point rolls on: it touches where it is in each frame and, having no weight, pushes from there."""


@dataclass(frozen=True, kw_only=True)
class Resistance:
    """A weight, band, cable or sled and where it is tied."""

    kind: Literal["weight", "band", "cable", "sled"]
    attach: str
    """Place on the body (physics.patch.ATTACHMENTS); or the set-up key that says which."""
    leg: Literal["w", "o", "both"] = "w"
    """Leg that carries it; 'both' carry half each. Of no effect for places on the trunk."""


@dataclass(frozen=True, kw_only=True)
class HandHold:
    """The athlete's own hand holds the other leg and takes its load off the hip."""

    body: str
    along: float
    """Held point along the body's long axis, 0 at its upper end, 1 at its lower end."""
    coordinate: str
    """Joint that the pull relieves."""


@dataclass(frozen=True, kw_only=True)
class Lean:
    """Balance freedoms and the support over (or under) which the weight shall be at rest."""

    freedoms: Annotated[tuple[str, ...], Field(min_length=1, max_length=2)]
    """Two coordinates that lean fore-aft and sideways, or one that leans fore-aft only."""
    at_sole: float = 0.5
    """Wanted centre of pressure on the other foot's sole, as a share from the heel; of no effect under a grip."""
    under_grip: str = ""
    """Patch whose grip carries the body, so that the weight hangs below it; empty: the sole."""


@dataclass(frozen=True, kw_only=True)
class SourceDose:
    """How much the source prescribes; what it leaves out is our choice and named as such."""

    sets: tuple[int, int]
    reps: tuple[int, int] = (1, 1)
    hold_s: tuple[Number, Number]
    rest_s: Number
    per_week: tuple[int, int]
    per_side: bool
    source: Text
    ours: tuple[str, ...]
    """Keys that the source doesn't state: our choice."""
    distance_m: tuple[Number, Number] | None = None
    """Distance of a set, for what is walked and not counted."""


@dataclass(frozen=True, kw_only=True)
class FormFault:
    """What can go wrong and what to do about it."""

    row: str
    """Row of the form observations (F14), or empty."""
    says: Text
    do: Text


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A remark with the row it comes from."""

    row: str
    says: Text
    reconstruction: bool = False
    """Whether it says that the set-up is our reconstruction, because the source does not describe it."""


@dataclass(frozen=True, kw_only=True)
class InStep:
    """What to tell someone in each part of a repetition, in a few words; empty where there is nothing to say."""

    up: Text
    hold: Text = NOTHING
    down: Text


@dataclass(frozen=True, kw_only=True)
class NotAdvised:
    """Who had better leave an exercise, and why."""

    who: Text
    why: Text
    gate: Literal["straight_leg_lift", "sit_up", ""] = ""
    """Gate of the safety screen that keeps the exercise out; empty if it is only said."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The small grid of set-ups that matching tries."""

    resistance: Annotated[tuple[ReadOnly[str, Value], ...], Field(min_length=1)]
    """Steps from the lightest to the heaviest."""
    variants: Annotated[tuple[ReadOnly[str, Value], ...], Field(min_length=1)]
    """Changes other than resistance; the first is the default."""


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One exercise as declared in its file, in one of its variants."""

    id: str
    name: Text
    rows: tuple[str, ...]
    kind: Literal["strength", "mobility"]
    """Mobility work has a passive range and a dose, and no load curve."""
    position: Text
    laterality: Text
    both_hips: bool
    """Whether both hips get, at one moment of the default set-up, the share of strength from which training counts
    (data/training/match.toml, stimulus.starts_at): flexors on one side, extensors on the other."""
    equipment: tuple[Text, ...]
    resistance_kinds: tuple[str, ...]
    prerequisites: tuple[Text, ...]
    cues: tuple[Text, ...]
    in_step: InStep | None
    """None where nothing was written."""
    faults: tuple[FormFault, ...]
    stop_for: tuple[Text, ...]
    evidence: tuple[str, ...]
    remarks: tuple[Remark, ...]
    not_advised: tuple[NotAdvised, ...]
    claims: tuple[Claim, ...]
    """What the articles say of it, put as questions to its load curves."""
    dose: SourceDose
    passive_range_deg: tuple[Number, Number] | None
    """Hip flexion between which mobility work moves."""
    start: Mapping[str, Expression]
    """Coordinate -> deg (m for slides) at the start; those not named are 0. _w is the working side, _o the other."""
    top: Mapping[str, Expression]
    """Coordinates that differ at the top."""
    half_way: Mapping[str, Expression]
    """Coordinates that are there (deg) half way up, where that is not in the middle between start and top."""
    at_top_instead: Mapping[str, Expression]
    """Coordinates prescribed at the top, in place of the 'kept' rows, to find where kept points are."""
    held: tuple[HeldPoint, ...]
    start_held: tuple[HeldPoint, ...]
    """What else touches something at the start and leaves it then; solves coordinates of the posture at the start."""
    supports: tuple[Support, ...]
    resistances: tuple[Resistance, ...]
    hand_holds: tuple[HandHold, ...]
    lean: Lean | None
    drawn: Drawn | None
    """How arms are drawn; None: as the posture has them."""
    settings: Mapping[str, Setting]
    grid: Grid
    label: Text
    """What the variant is, in words; empty without variants."""
    variants: "Mapping[str, Exercise]"
    """All variants by name, the default first; empty for an exercise that has none, and inside a variant."""

    @property
    def resistance_words(self) -> tuple[Text, ...]:
        """The kinds of resistance in words."""
        return tuple(RESISTANCE_WORDS[kind] for kind in self.resistance_kinds)

    def grid_set_ups(self) -> tuple[tuple[dict[str, Value], ...], ...]:
        """The grid as set-ups: one tuple per variant, in it the resistances from light to heavy."""
        return tuple(tuple({**variant, **step} for step in self.grid.resistance) for variant in self.grid.variants)
