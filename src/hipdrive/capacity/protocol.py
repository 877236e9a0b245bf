"""The declared rules of the isometric strength test: believable values, measurement error, priors, and the speed capacity is stated at."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..curve import Action
from ..data import DATA


@dataclass(frozen=True, kw_only=True)
class StrengthProtocol:
    """Numbers of data/protocols/isometric_hip_strength.toml, each explained there."""

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


@cache
def strength_protocol() -> StrengthProtocol:
    """The shipped protocol."""
    table: dict[str, Any] = tomllib.loads((DATA / "protocols" / "isometric_hip_strength.toml").read_text(encoding="utf-8"))
    return StrengthProtocol(
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
    )
