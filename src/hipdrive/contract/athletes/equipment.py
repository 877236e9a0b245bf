"""What somebody said to own, as it stands in JSON (hipdrive.equipment/1)."""

from typing import Literal

from pydantic import Field

from ...language import Text
from ..wire_model import Wire
from .athlete import EquipmentDocument


class OwnedDocument(Wire):
    """What was understood of plain words about equipment."""

    schema_: Literal["hipdrive.equipment/1"] = Field("hipdrive.equipment/1", alias="schema")
    understood: tuple[Text, ...]
    """A phrase for each thing."""
    equipment: EquipmentDocument
    toml: str
    """The text of the equipment file that says the same."""
