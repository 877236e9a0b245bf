"""A note: something doubtful or noteworthy that a result carries for its reader."""

from dataclasses import dataclass

from .language import Text, en, layout

SYNTHETIC = "synthetic"
"""Code of the note that nobody was recorded: the program made it up."""
FILE = "{file}"
"""Value of `file` in a note's text until the name is set in: en("{file} is long.", file=FILE)."""


@dataclass(frozen=True)
class Note:
    """One remark."""

    code: str
    """Short name for programs, such as 'few_strides'."""
    text: Text
    """One sentence for people; its value `file` is the name of the file that it is about."""
    file: str = ""
    """Name of that file; empty where the remark is about none."""
    called: Text = en("the recording")  # noqa: RUF009 - a text can't be changed
    """What the file is called where its name is kept out, in the middle of a sentence."""

    @property
    def message(self) -> Text:
        """The sentence with the file's name."""
        return self.text.having(file=self.file) if self.file else self.text

    @property
    def nameless(self) -> Text:
        """The sentence without the file's name, for pages that are handed on."""
        return layout("{words:cap}", words=self.text.having(file=self.called) if self.file else self.text)
