"""There is no plan to follow."""

from typing import ClassVar

from ...contract.athletes.next_step import step_advice
from ...errors import HipDriveError


class NoPlanError(HipDriveError):
    """There is nothing to follow."""

    code: ClassVar[str] = "no_plan"

    def __init__(self, name: str) -> None:
        self.about = name
        super().__init__(f"{name} has no plan yet: ", step_advice("make_plan", name), ".")
