"""A set-up as it stands in JSON: numbers and words by the key of their setting."""

from typing import Annotated, Any, NoReturn

from pydantic import AfterValidator

SetUpValue = int | float | str
"""A number in the unit of its key, or a word; a whole number stays one."""


class LockedSetUp(dict[str, SetUpValue]):
    """A set-up that can't be changed, because a document that was read once is handed to many."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        msg = "a set-up of a document can't be changed; make a dict of it first"
        raise TypeError(msg)

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        """As `pickle` and `copy` need it."""
        return type(self), (dict(self),)


SetUp = Annotated[dict[str, SetUpValue], AfterValidator(LockedSetUp)]
"""The set-up of a line of a plan."""
