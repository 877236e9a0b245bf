"""The error of a verb that needs a plan that is followed."""

from shlex import quote
from typing import ClassVar

from ...errors import HipDriveError


class NoPlanError(HipDriveError):
    """There is nothing to follow."""

    code: ClassVar[str] = "no_plan"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} follows no plan yet: make one with: hipdrive plan --athlete {quote(name)}")
