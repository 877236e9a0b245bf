"""Signs of running form as declared: what is measured of each, what the articles claim, what the evidence says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ...data.declared import declared, named, read_only, shipped_toml
from ...errors import NOTHING
from ...language import Text

SignKind = Literal["measured", "drill", "text", "exercise"]


@dataclass(frozen=True, kw_only=True)
class FormSign:
    """One sign."""

    id: str
    """F01 to F16."""
    title: Text
    kind: SignKind
    source: Text
    """Where the threshold comes from, or why there is none."""
    claim: Text
    """What the articles say, in our words."""
    evidence: Text
    """What studies say."""
    drive: Literal["same", "other", "none"]
    """Whose early-range flexor drive the claimed cause names: the same leg's, the other's, or no one's."""
    measure: str = ""
    also: tuple[str, ...] = ()
    """Measures that are stated beside it."""
    against: Literal["runners", "limit"] = "runners"
    worse: Literal["above", "below"] = "above"
    limit: float | None = None
    """In the measure's unit."""
    noise: float = 0.0
    """Nearer to the threshold than this nothing is said, in the measure's unit."""
    noise_source: Text = NOTHING
    observation: str = ""
    """Key under [observations] in the athlete's file."""
    drill: Text = NOTHING
    exercises: tuple[str, ...] = ()
    """Exercises in which the sign is watched for."""


@cache
def form_signs() -> Mapping[str, FormSign]:
    """All signs by id (data/gait/form_signs.toml)."""
    return read_only(declared(dict[str, FormSign], named(shipped_toml("gait", "form_signs.toml")), file="form_signs.toml"))


@cache
def observation_keys() -> tuple[str, ...]:
    """What may be entered of drills."""
    return tuple(sign.observation for sign in form_signs().values() if sign.observation)
