"""What is typical of a step at a speed: handed from the strand of the stride to that of the watch."""

from functools import lru_cache

from ...gait import typical_measures
from ...watch import TypicalStep

IMPULSE, PEAK, CADENCE = "flexor_impulse_swing_nm_s_kg", "peak_hip_flexor_moment_nm_kg", "cadence_steps_per_min"


@lru_cache(maxsize=256)
def typical_step(speed_m_s: float) -> TypicalStep:
    """Cadence, swing impulse of the flexors and their largest moment of twelve men at a speed (m/s), 2.0 to 5.5.

    Raises:
        ValueOutOfRangeError: If the speed lies outside.
    """
    measures = typical_measures(speed_m_s)
    return TypicalStep(
        cadence_steps_per_min=measures[CADENCE].mean,
        impulse_nm_s_kg=measures[IMPULSE].mean,
        impulse_sd_nm_s_kg=measures[IMPULSE].sd,
        peak_nm_kg=measures[PEAK].mean,
    )
