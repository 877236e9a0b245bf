"""The verb combined_training: one exercise for both hips against a flexor and an extensor exercise, for one athlete (D03)."""

from ...contract.plans.combined import CombinedDocument, combined_document
from ...training import Terms
from ...training.plan.combined import combined_or_separate
from .match import Prescription


def combined_training(prescription: Prescription, terms: Terms | None = None) -> CombinedDocument:
    """Load, minutes and stimulus of both ways to train; which is better no trial has shown, and the document says so.

    Args:
        prescription: A match with what went into it (prescribe, match_known).
        terms: The goal and school that weigh the need; distance running if not given.

    Raises:
        UnknownNameError: If goal or school is unknown.
    """
    terms = terms or Terms()
    return combined_document(
        combined_or_separate(prescription.match, goal=terms.aim()),
        goal=terms.goal,
        demand_source=prescription.demand.source,
        capacity_source=prescription.capacity_source,
    )
