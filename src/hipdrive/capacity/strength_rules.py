"""The declared rules of strength: believable values, measurement error, priors, and the speed capacity is stated at."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..curve import Action
from ..data import DATA


@dataclass(frozen=True, kw_only=True)
class StrengthRules:
    """Numbers of data/capacity/strength.toml, each explained there."""

    believable: dict[str, tuple[float, float]]
    """Lowest and highest believable value by name."""
    error: dict[Action, float]
    """Half-width of the band around one test, as a share of its moment."""
    error_source: str
    borrowed_wider_by: float
    borrowed_source: str
    prior_standard_deviations: float
    prior_source: str
    contested_above_deg: float
    knee_flexion_share: float
    reference_deg_s: float
    speed_source: str
    own_scatter_from: int
    """Repeats at one angle from which on their own scatter is the error."""
    least_share_of_published: float
    repeats_source: str
    most_reps: int
    """Repetitions up to which a repetition maximum is turned into one effort."""
    reps_that_double: float
    """Repetitions at which the largest single effort would be twice the load."""
    repetition_maximum_error: float
    repetition_maximum_source: str
    passive_deg: tuple[float, float]
    """Lowest and highest hip flexion (deg) of the passive moment."""
    passive_source: str


@cache
def strength_rules() -> StrengthRules:
    """The shipped rules."""
    table: dict[str, Any] = tomllib.loads((DATA / "capacity" / "strength.toml").read_text(encoding="utf-8"))
    return StrengthRules(
        believable={name: (float(low), float(high)) for name, (low, high) in table["believable"].items()},
        error={"flexor": table["error"]["flexor"], "extensor": table["error"]["extensor"]},
        error_source=table["error"]["source"],
        borrowed_wider_by=table["borrowed"]["wider_by"],
        borrowed_source=table["borrowed"]["source"],
        prior_standard_deviations=table["prior"]["standard_deviations"],
        prior_source=table["prior"]["source"],
        contested_above_deg=table["shape"]["contested_above_deg"],
        knee_flexion_share=table["shape"]["knee_flexion_share"],
        reference_deg_s=table["speed"]["reference_deg_s"],
        speed_source=table["speed"]["source"],
        own_scatter_from=table["repeats"]["own_from"],
        least_share_of_published=table["repeats"]["least_share_of_published"],
        repeats_source=table["repeats"]["source"],
        most_reps=table["repetition_maximum"]["most_reps"],
        reps_that_double=table["repetition_maximum"]["reps_that_double"],
        repetition_maximum_error=table["repetition_maximum"]["error"],
        repetition_maximum_source=table["repetition_maximum"]["source"],
        passive_deg=(table["passive"]["valid_low_deg"], table["passive"]["valid_high_deg"]),
        passive_source=table["passive"]["source"],
    )
