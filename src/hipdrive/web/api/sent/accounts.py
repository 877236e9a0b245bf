"""Who comes in, and what is shown to whoever has a link."""

from typing import Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from .base import Name, Sent

Password = Field(min_length=1, max_length=200)


class LoginSent(Sent):
    """Who somebody says they are."""

    name: str = Name
    password: str = Password


class InvitedSent(Sent):
    """The password that somebody invited chooses."""

    invitation: str = Name
    """The last part of the invitation's address."""
    password: str = Password


class PasswordSent(Sent):
    """A change of one's own password."""

    old: str = Password
    new: str = Password


class InvitationSent(Sent):
    """An invitation of an athlete."""

    name: str = Field("", max_length=80)
    """What they log in with; the athlete's name if left out."""


class LinkSent(Sent):
    """A link that shows something of an athlete to whoever has it."""

    shows: Literal["progress", "calendar", "run"]
    days: int | None = None
    """After which it ends; a calendar may do without."""
    run: UUID | None = None
    """The run whose report it shows; where it shows one, and only there."""

    @model_validator(mode="after")
    def _of_run(self) -> Self:
        if (self.run is None) == (self.shows == "run"):
            msg = "a link that shows a run needs its id, and no other link has one"
            raise ValueError(msg)
        return self
