"""A note: something doubtful or noteworthy that a result carries for its reader."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """One remark."""

    code: str
    """Short name for programs, such as 'few_strides'."""
    message: str
    """One sentence for people."""
