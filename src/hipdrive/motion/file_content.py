"""A file that somebody has opened: its content, and the name by which sentences call it."""

from dataclasses import dataclass, field
from pathlib import PurePath


@dataclass(frozen=True)
class FileContent:
    """What a file holds; readers take it in place of a path, so that it may as well come over a network."""

    name: str
    """Such as 'run.c3d'; its suffix tells the format where the content leaves it open."""
    content: bytes = field(repr=False)

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case without its dot, such as 'c3d'; empty if there is none."""
        return PurePath(self.name).suffix.lower().lstrip(".")
