"""Text files that an option names, opened at the door: what is owned, and an exercise of one's own."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..exercise import Equipment, Exercise


def read_text(path: Path, advice: str) -> str:
    """The text of a file.

    Args:
        path: The file, UTF-8.
        advice: What to name instead where it can't be read.

    Raises:
        InputFileError: If it is absent, no text, or may not be read.
    """
    from ..errors import InputFileError

    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InputFileError(path, "there is no such text file, or it may not be read", advice) from None


def equipment_in(path: Path) -> "Equipment":
    """What an athlete owns, from a TOML file.

    Raises:
        InputFileError: If the file is absent or can't be read.
        DeclarationError: If a section, key or value is not allowed.
    """
    from ..exercise import read_equipment

    return read_equipment(read_text(path, "name a TOML file that says what is owned"), file=path.name)


def exercise_in(path: Path) -> "Exercise":
    """An exercise of one's own, from a TOML file.

    Raises:
        InputFileError: If the file is absent or can't be read.
        DeclarationError: If it does not say what it must.
    """
    from ..exercise import read_exercise

    return read_exercise(read_text(path, "name a TOML file that declares an exercise"), file=path.name)
