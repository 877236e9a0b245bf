"""The verbs match and plan: demand (own or typical) against capacity (tested or guessed), over every exercise and set-up of its grid."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...body import OTHER_SIDE, Athlete
from ...body_words import SIDE_MUSCLE, SIDE_WORDS
from ...capacity import CapacityBand, Gate, StrengthPoint, StrengthTest, capacities, passive_moment
from ...contract.plans.capacity import passive_document
from ...contract.plans.match import MatchDocument, match_document
from ...exercise.owned.equipment import Equipment
from ...language import Text, and_list, en, en_count, joined
from ...store import SetUpRecord
from ...training import Candidate, Match, Plan, admitted, dose_rules, find_gaps, make_plan, match, match_rules
from ...training import Terms as Terms
from ...training.match.begin import Passed, may_begin
from ...training.match.first_load import allowed_share, largest_intensity
from ...training.rules import goal_of
from ...training.running_week.running import weekdays_named as weekdays_named
from ..athletes.typical import TYPICAL_ATHLETE
from ..matching.demand import StrideDemand as StrideDemand
from ..matching.demand import demand_at as demand_at
from ..matching.demand import demand_of_run as demand_of_run
from ..matching.demand import demand_of_run_file as demand_of_run_file
from ..matching.offer import Progress, offered

BEHIND_DEG = -10.0
"""Where the passive moment is described: about where a runner's flexors begin to drive."""


@dataclass(frozen=True, kw_only=True)
class Prescription:
    """A match with what went into it."""

    athlete: Athlete
    demand: StrideDemand
    capacity: tuple[CapacityBand, ...]
    capacity_source: Text
    match: Match
    refused: tuple[Text, ...] = ()
    """What was left out before matching, and why."""

    def plan(self, terms: Terms | None = None) -> Plan:
        """A dosed plan from the best complementary set; see training.make_plan."""
        terms = terms or Terms()
        return make_plan(
            self.match,
            replace(terms, refused=(*self.refused, *terms.refused)),
            demand_source=self.demand.source,
            capacity_source=self.capacity_source,
        )


def prescription_document(prescription: Prescription) -> MatchDocument:
    """The match as it stands in JSON, with the capacity's active bands and its passive part."""
    return match_document(
        prescription.match,
        prescription.capacity,
        passive_document(passive_moment(prescription.athlete), says=passive_words(prescription.athlete)),
        demand_source=prescription.demand.source,
        demand_band=prescription.demand.band,
        capacity_source=prescription.capacity_source,
    )


def passive_words(athlete: Athlete) -> Text:
    """What stretched tissue gives without effort where the thigh is behind the body, and how to read the need there."""
    given = passive_moment(athlete).at_rad(math.radians(BEHIND_DEG))
    return en(
        "With the thigh {angle_deg:g}° behind the body, stretched tissue alone gives about {moment:.2f} Nm/kg of flexor moment "
        "(typical; people differ widely; Anderson 2007). Both the stride's demand and the strength include it. It is shown separately "
        "because it needs no training.",
        angle_deg=-BEHIND_DEG,
        moment=given,
    )


def usual_speed_m_s(goal: str) -> float:
    """Speed (m/s) of the typical demand for a goal, where neither a recording nor a speed is given.

    Raises:
        UnknownNameError: If there is no such goal.
    """
    return goal_of(goal).typical_speed_m_s


def prescribe(
    demand: StrideDemand,
    *,
    athlete: Athlete | None = None,
    tests: Sequence[StrengthTest | StrengthPoint] = (),
    age_years: float | None = None,
    careful: bool = False,
    straight_leg_deg: float | None = None,
    equipment: Equipment | None = None,
    gates: Sequence[Gate] = (),
    blocked: Mapping[str, Text] | None = None,
    passed: Passed | None = None,
    kept: Sequence[SetUpRecord] = (),
    progress: Progress | None = None,
) -> Prescription:
    """Match every exercise and set-up that may be used with what the stride asks of these hips.

    Args:
        demand: The stride's demand.
        athlete: Body; None takes the recorded runner's, or a typical one (70 kg, 1.75 m).
        tests: Strength tests and what logged sets say; without any, published norms stand in and are called a guess.
        age_years: Chooses the norms; None says so and widens.
        careful: Whether to begin one owned step lighter.
        straight_leg_deg: Hip flexion to which these legs go with a straight knee; None if nothing is known to stop them.
        equipment: What is owned; None asks for nothing.
        gates: Gates of the safety screen.
        blocked: Exercise id -> why it may not be used now.
        passed: Which steps of the ladders may be begun; None for all, but for an implement without its load.
        kept: Set-ups that the athlete keeps, to be matched beside those of the catalogue.
        progress: Told how far the load curves are.

    Returns:
        The match with its sources.
    """
    known = athlete or demand.athlete
    body = known or TYPICAL_ATHLETE
    bands = capacities(body, tests, age_years=age_years)
    gaps, rules, dose = find_gaps(demand.curves, bands), match_rules(), dose_rules()

    def reach(candidate: Candidate) -> float:
        return largest_intensity(candidate, gaps).share / allowed_share(candidate, rules=rules, dose=dose)

    offer = offered(
        body,
        equipment=equipment,
        without=blocked or {},
        reach=reach,
        straight_leg_deg=straight_leg_deg,
        kept=kept,
        progress=progress,
    )
    begun = may_begin(offer.candidates, passed or Passed())
    admission = admitted(begun.candidates, gates=gates)
    return Prescription(
        athlete=body,
        demand=demand,
        capacity=bands,
        capacity_source=capacity_source(tests, known=known is not None),
        match=match(demand.curves, bands, admission.candidates, careful=careful, gaps=gaps),
        refused=(*offer.refused, *begun.refused, *admission.refused),
    )


def capacity_source(tests: Sequence[StrengthTest | StrengthPoint], *, known: bool) -> Text:
    """Words for where the capacity comes from."""
    told = [test for test in tests if isinstance(test, StrengthTest) or not test.sets]
    learnt = sum(test.sets for test in tests if isinstance(test, StrengthPoint) and not test.bound)
    muscles = joined(dict.fromkeys(SIDE_MUSCLE[test.side, test.action] for test in told), ", ")
    words = [en_count("{n} strength test ({muscles})", "{n} strength tests ({muscles})", n=len(told), muscles=muscles)] if told else []
    words += [en_count("your {n} logged set", "your {n} logged sets", n=learnt)] if learnt else []
    lent = _lent(tests)
    if words and lent:
        return en("{tested}; {borrowed}, the rest from published shapes and norms", tested=and_list(words), borrowed=joined(lent, ", "))
    if words:
        return en("{tested}; the rest from published shapes and norms", tested=and_list(words))
    if known:
        return en("a guess from published norms for this body; no strength test is known")
    return en("a guess from published norms for a typical body (70 kg, 1.75 m, male); neither a body nor a strength test was given")


def _lent(tests: Sequence[StrengthTest | StrengthPoint]) -> list[Text]:
    """Which sides borrow the other's test, as parts of a sentence."""
    tested = {(test.side, test.action) for test in tests}
    return [
        en("{muscle} borrowed from the {side} (a guess)", muscle=SIDE_MUSCLE[OTHER_SIDE[side], action], side=SIDE_WORDS[side])
        for side, action in sorted(tested)
        if (OTHER_SIDE[side], action) not in tested
    ]
