"""Whether the plan that somebody has before them is still the one that is followed."""

from typing import ClassVar
from uuid import UUID

from ...errors import HipDriveError
from ...language import en
from ...store import Unit, active_plan, find_person


class PlanReplacedError(HipDriveError):
    """A page still shows a plan that is followed no longer."""

    code: ClassVar[str] = "plan_replaced"

    def __init__(self, name: str) -> None:
        self.about = name
        found = en("The plan of {name} has changed since this page was opened, so nothing was kept", name=name)
        super().__init__(found, en("open the page again and look at the present plan first"))


def is_followed(unit: Unit, name: str, uid: UUID, *, instead_of: UUID | None) -> bool:
    """Whether a plan that is to be kept is the one that is followed already; otherwise the one it takes the place of must be.

    Args:
        unit: A unit of work.
        name: The athlete.
        uid: Id of the plan that is to be kept.
        instead_of: Id of the plan that whoever asks has seen as the present one; None where there was none.

    Raises:
        UnknownNameError: If nobody has the name.
        PlanReplacedError: If another plan is followed by now.
    """
    now = active_plan(unit, name)
    if now is not None and now.uid == uid:
        return True
    if (None if now is None else now.uid) != instead_of:
        raise PlanReplacedError(find_person(unit, name).name)
    return False
