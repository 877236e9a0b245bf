"""The declared rules of strength: believable values, measurement error, priors, and the speed capacity is stated at."""

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from ..curve import Action
from ..data.declared import ReadOnly, at, shipped
from ..language import Text


@dataclass(frozen=True, kw_only=True)
class StrengthRules:
    """Numbers of data/capacity/strength.toml, each explained there."""

    believable: ReadOnly[str, tuple[float, float]]
    """Lowest and highest believable value by name."""
    error: Annotated[ReadOnly[Action, float], at("error", "share")]
    """Standard deviation of one test, as a share of its moment."""
    error_source: Annotated[Text, at("error", "source")]
    borrowed_wider_by: Annotated[float, at("borrowed", "wider_by")]
    borrowed_source: Annotated[Text, at("borrowed", "source")]
    prior_source: Annotated[Text, at("prior", "source")]
    least_spread: Annotated[float, at("prior", "least_spread")]
    """Least standard deviation of the logarithm of one person's level."""
    age_middles: Annotated[ReadOnly[str, float], at("prior", "middles")]
    """Age group -> age (years) for which it stands, in order."""
    youngest_years: Annotated[float, at("prior", "youngest_years")]
    minor_spread: Annotated[float, at("prior", "minor_spread")]
    contested_above_deg: Annotated[float, at("shape", "contested_above_deg")]
    model_weight: Annotated[float, at("shape", "model_weight")]
    """Weight of the model's shape beside the measured one."""
    knee_flexion_share: Annotated[float, at("shape", "knee_flexion_share")]
    """Knee of the norms, as a share of 90 deg."""
    knee_doubt: Annotated[float, at("shape", "knee_doubt")]
    least_share: Annotated[float, at("shape", "least_share")]
    reference_deg_s: Annotated[float, at("speed", "reference_deg_s")]
    speed_source: Annotated[Text, at("speed", "source")]
    own_scatter_from: Annotated[int, at("repeats", "own_from")]
    """Repeats at one angle from which on their own scatter is the error."""
    least_share_of_published: Annotated[float, at("repeats", "least_share_of_published")]
    repeats_source: Annotated[Text, at("repeats", "source")]
    most_reps: Annotated[int, at("repetition_maximum", "most_reps")]
    """Repetitions up to which a repetition maximum is turned into one effort."""
    reps_that_double: Annotated[float, at("repetition_maximum", "reps_that_double")]
    """Repetitions at which the largest single effort would be twice the load."""
    repetition_maximum_error: Annotated[float, at("repetition_maximum", "error")]
    repetition_maximum_source: Annotated[Text, at("repetition_maximum", "source")]
    set_days: Annotated[int, at("logged_set", "days")]
    """Days back from today of which sets count."""
    set_most_reserve: Annotated[float, at("logged_set", "most_reserve")]
    set_most_reps: Annotated[int, at("logged_set", "most_reps")]
    set_far_reserve_error: Annotated[float, at("logged_set", "far_reserve_error")]
    set_reserve_error: Annotated[float, at("logged_set", "reserve_error")]
    set_error: Annotated[float, at("logged_set", "error")]
    set_least_share: Annotated[float, at("logged_set", "least_share")]
    set_source: Annotated[Text, at("logged_set", "source")]
    straight_knee_deg: Annotated[float, at("straight_leg", "straight_knee_deg")]
    stiff_straight_leg_deg: Annotated[float, at("straight_leg", "stiff_deg")]
    turn_window_deg: Annotated[int, at("turn", "window_deg")]
    passive_deg: Annotated[tuple[float, float], at("passive", "valid_deg")]
    """Lowest and highest hip flexion (deg) of the passive moment."""
    passive_source: Annotated[Text, at("passive", "source")]


@cache
def strength_rules() -> StrengthRules:
    """The shipped rules."""
    return shipped(StrengthRules, "capacity", "strength.toml")
