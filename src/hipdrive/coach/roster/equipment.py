"""The verb equipment: what somebody says to own in plain words, as an equipment file."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...contract.athletes.athlete import equipment_document
from ...contract.athletes.equipment import OwnedDocument
from ...exercise.owned.equipment_words import SpokenEquipment, equipment_from_words, equipment_of_items
from ...language import Text, en, joined
from .athlete import EquipmentText

SAID = en("what you have")
"""What sentences call equipment that was said."""


@dataclass(frozen=True, kw_only=True)
class SaidEquipment:
    """What was said to be owned."""

    spoken: SpokenEquipment
    text: EquipmentText

    @property
    def understood(self) -> tuple[Text, ...]:
        """A phrase for each thing."""
        return self.spoken.understood

    @property
    def says(self) -> Text:
        """What was understood, as a sentence."""
        return en("You have: {things}.", things=joined(self.understood, "; "))


def said_equipment(words: str, *, about: str = "") -> SaidEquipment:
    """Understand what somebody says to own.

    Args:
        words: Such as 'band red, ankle weights 2x1 kg, chair 45 cm'.
        about: What is spoken of, where the thing may be left out: 'red, green' about 'band'.

    Raises:
        HipDriveError: If a word is not known, or a figure is not one that is sold.
    """
    return _said(equipment_from_words(words, about=about))


def said_together(answers: Iterable[SaidEquipment]) -> SaidEquipment:
    """What several answers come to."""
    return _said(equipment_of_items(item for answer in answers for item in answer.spoken.items))


def _said(spoken: SpokenEquipment) -> SaidEquipment:
    return SaidEquipment(spoken=spoken, text=EquipmentText(text=spoken.toml, file=SAID))


def said_equipment_document(said: SaidEquipment) -> OwnedDocument:
    """What was understood, as it stands in JSON."""
    return OwnedDocument(understood=said.understood, equipment=equipment_document(said.text.equipment()), toml=said.text.text)
