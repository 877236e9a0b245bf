"""Set-ups of exercises that are kept with their athlete, as they stand in JSON (hipdrive.set_ups/1)."""

from collections.abc import Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from ...store import SetUpRecord, Stored
from ..set_up import SetUpValue
from ..wire_model import Wire, is_none


class KeptSetUpDocument(Wire):
    """A set-up of an exercise that is kept under a name of its owner's."""

    id: UUID
    on: date
    """Day on which it was kept."""
    name: str
    exercise: str
    set_up: dict[str, SetUpValue]
    """What differs from the exercise's default set-up."""


class SetUpsDocument(Wire):
    """Set-ups that are kept with an athlete, from the oldest to the newest."""

    schema_: Literal["hipdrive.set_ups/1"] = Field("hipdrive.set_ups/1", alias="schema")
    athlete: str
    deleted: UUID | None = Field(None, exclude_if=is_none)
    """The one that is kept no longer; only where one was just dropped."""
    set_ups: tuple[KeptSetUpDocument, ...]


def set_ups_document(athlete: str, entries: Sequence[Stored[SetUpRecord]]) -> SetUpsDocument:
    """Kept set-ups as they stand in JSON."""
    kept = tuple(
        KeptSetUpDocument(id=each.uid, on=each.value.on, name=each.value.name, exercise=each.value.exercise, set_up=dict(each.value.set_up))
        for each in entries
    )
    return SetUpsDocument(athlete=athlete, set_ups=kept)
