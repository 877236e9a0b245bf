"""There is no plan to follow."""

from typing import ClassVar

from ...contract.athletes.next_step import step_advice
from ...errors import HipDriveError
from ...language import en


class NoPlanError(HipDriveError):
    """There is nothing to follow."""

    code: ClassVar[str] = "no_plan"

    def __init__(self, name: str) -> None:
        self.about = name
        super().__init__(en("{name} is not following a plan yet", name=name), step_advice("make_plan", name), between=": ")
