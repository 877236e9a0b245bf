"""The types that other programs rely on: checked by mypy, run by pytest."""

from typing import assert_type

from hipdrive import coach
from hipdrive.contract.exercises.exercise_list import ExercisesDocument
from hipdrive.contract.exercises.load import SolvedLoadDocument, solved_load_document
from hipdrive.curve import MomentCurve
from hipdrive.exercise import Load
from hipdrive.training import Plan


def test_the_verbs_keep_their_types() -> None:
    athlete = assert_type(coach.Athlete(mass_kg=62.0, height_m=1.7), coach.Athlete)
    load = assert_type(coach.load("seated_lift", athlete, {"trunk_lean_deg": 0.0}), Load)
    assert_type(solved_load_document(load), SolvedLoadDocument)
    demand = assert_type(coach.demand_at(3.0), coach.StrideDemand)
    assert_type(demand.curves, tuple[MomentCurve, ...])
    assert_type(coach.exercise_list("cable"), ExercisesDocument)


def plans_are_plans(prescription: coach.Prescription) -> Plan:
    """Only for mypy."""
    return assert_type(prescription.plan(coach.Terms(goal="distance", preset="modest")), Plan)
