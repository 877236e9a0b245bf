"""The passive moment of the hip: what tissue gives without effort, kept apart from what muscles give on purpose."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ...arrays import FloatArray
from ...body import Athlete
from ...language import Text
from ..strength_rules import strength_rules
from .norm import anderson_coefficients


@dataclass(frozen=True, kw_only=True)
class PassiveMoment:
    """Passive moment of one hip over hip flexion; both sides are taken to be alike."""

    angle_rad: FloatArray
    """(n,) rad, whole degrees, hip flexion positive, where the source holds."""
    moment_nm_kg: FloatArray
    """(n,) Nm/kg of body mass, internal, flexor positive: positive behind the body, where the front of the hip is stretched."""
    source: Text

    def __post_init__(self) -> None:
        for values in (self.angle_rad, self.moment_nm_kg):
            values.setflags(write=False)

    def given(self, hip_rad: FloatArray) -> FloatArray:
        """(n,) Nm/kg of flexor moment that tissue gives at angles (rad); 0 where none, the end value beyond the source's angles."""
        return np.asarray(np.maximum(np.interp(hip_rad, self.angle_rad, self.moment_nm_kg), 0.0))

    def at_rad(self, hip_flexion_rad: float) -> float | None:
        """Moment (Nm/kg) at an angle (rad); None outside the angles where the source holds."""
        if not self.angle_rad[0] - 1e-9 <= hip_flexion_rad <= self.angle_rad[-1] + 1e-9:
            return None
        return float(np.interp(hip_flexion_rad, self.angle_rad, self.moment_nm_kg))


@lru_cache(maxsize=64)
def passive_moment(athlete: Athlete) -> PassiveMoment:
    """Typical passive moment of people of this sex, for this body mass: B1 exp(k1 angle) + B2 exp(k2 angle) (Anderson et al. 2007).

    It is shown apart from what muscles give: a strength test that starts from a zeroed device, and the coefficients of the norms, hold the
    active part only. People differ widely (standard deviations are as large as the coefficients), and the knee's bend is not in it.
    """
    rules = strength_rules()
    low, high = rules.passive_deg
    angle = np.radians(np.arange(low, high + 0.5, 1.0))
    c = anderson_coefficients("flexor", athlete.sex)
    moment = c.b1_nm * np.exp(c.k1_per_rad * angle) + c.b2_nm * np.exp(c.k2_per_rad * angle)
    return PassiveMoment(angle_rad=angle, moment_nm_kg=moment / athlete.mass_kg, source=rules.passive_source)
