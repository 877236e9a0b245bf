"""What can be said of a sign of running form, in a file that loads nothing: documents name it without any mechanics."""

from typing import Literal

Status = Literal[
    "seen", "not seen", "below noise", "not sure", "not compared", "not measurable", "entered", "not entered", "evidence only", "exercise"
]
