"""A note: something doubtful or noteworthy that a result carries for its reader."""

from dataclasses import dataclass

FILE = "{file}"
"""Stands in a note's text where the name of a file belongs."""


@dataclass(frozen=True)
class Note:
    """One remark."""

    code: str
    """Short name for programs, such as 'few_strides'."""
    text: str
    """One sentence for people; `FILE` stands where the name of the file belongs that it is about."""
    file: str = ""
    """Name of that file; empty where the remark is about none."""
    called: str = "the recording"
    """What the file is called where its name is kept out, in the middle of a sentence."""

    @property
    def message(self) -> str:
        """The sentence with the file's name."""
        return self.text.replace(FILE, self.file) if self.file else self.text

    @property
    def nameless(self) -> str:
        """The sentence without the file's name, for pages that are handed on."""
        said = self.text.replace(FILE, self.called) if self.file else self.text
        return f"{said[:1].upper()}{said[1:]}"
