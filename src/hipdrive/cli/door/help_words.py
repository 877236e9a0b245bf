"""Help in the reader's language: what commands and options say of themselves."""

from typing import Any

from ...language import ENGLISH, Text, reader, to_reader


def help_in_readers_language(command: Any) -> Any:  # noqa: ANN401 - a command of the command-line library, which does not hand out its types
    """The same command with its help, and that of all under it, as the reader sees it."""
    if reader().code != ENGLISH:
        for part in help_parts(command):
            part.help = to_reader(Text(part.help))
    return command


def help_parts(command: Any) -> list[Any]:  # noqa: ANN401 - see above
    """A command, its options and all commands under it, as far as they have help."""
    below = [part for inner in getattr(command, "commands", {}).values() for part in help_parts(inner)]
    return [part for part in (command, *command.params) if getattr(part, "help", None)] + below
