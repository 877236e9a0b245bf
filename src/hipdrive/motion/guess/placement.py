"""A marker placed on the body, and how sure that is."""

from dataclasses import dataclass

from ...language import Text
from .vocabulary import By

BESIDE_JOINTS = ("knee_lateral", "knee_medial", "ankle_lateral", "ankle_medial", "trochanter")
"""Landmarks whose markers slide over a joint; they follow a body only where it has too few others."""


@dataclass(frozen=True, kw_only=True)
class Placement:
    """Where a marker is thought to be."""

    label: str
    """As it stands in the recording, without a subject's name."""
    body: str
    """One of `BODIES`; empty for the head, and where it is left out."""
    role: str
    """One of `ROLES`; empty for a marker that only follows its body."""
    by: By
    why: Text
    """In words for the person who confirms it."""

    @property
    def left_out(self) -> bool:
        """Whether the marker is not used."""
        return not (self.body or self.role)
