"""There is no plan to follow."""

from typing import ClassVar

from ...errors import Advice, HipDriveError


class NoPlanError(HipDriveError):
    """There is nothing to follow."""

    code: ClassVar[str] = "no_plan"

    def __init__(self, name: str) -> None:
        self.about = name
        super().__init__(f"{name} follows no plan yet: ", Advice(words="make one", step="make_plan"))
