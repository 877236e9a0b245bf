"""Help, usage and wrong usage in the reader's language: what commands and options say of themselves, and what typer says around it."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

import typer

from ...language import ENGLISH, Text, en, reader, to_reader

FIXED: Mapping[str, Text] = MappingProxyType(
    {
        "OPTIONS_PANEL_TITLE": en("Options"),
        "ARGUMENTS_PANEL_TITLE": en("Arguments"),
        "COMMANDS_PANEL_TITLE": en("Commands"),
        "ERRORS_PANEL_TITLE": en("Error"),
        "DEFAULT_STRING": en("[default: {}]"),
        "ENVVAR_STRING": en("[env var: {}]"),
        "REQUIRED_LONG_STRING": en("[required]"),
        "ABORTED_TEXT": en("Aborted."),
        "RICH_HELP": en("Try [blue]'{command_path} {help_option}'[/] for help."),
    }
)
"""Name of a constant of typer -> what it says."""
USAGE = en("Usage: ")
USAGE_PARTS: Mapping[str, Text] = MappingProxyType({"[OPTIONS]": en("[OPTIONS]"), "COMMAND [ARGS]...": en("COMMAND [ARGS]...")})
"""What typer writes into a line of usage -> the same for people."""
WRONG: Mapping[str, Text] = MappingProxyType(
    {
        r"No such option: (?P<option>\S+) \(Possible options: (?P<known>.+)\)": en("No such option: {option} (Possible options: {known})"),
        r"No such option: (?P<option>\S+)": en("No such option: {option}"),
        r"No such command (?P<command>'.*?')\. Did you mean (?P<near>.+)\?": en("No such command {command}. Did you mean {near}?"),
        r"No such command (?P<command>'.*')\.": en("No such command {command}."),
        r"Missing command\.": en("Missing command."),
        r"Missing option (?P<option>.+)\. Choose from:\s+(?P<known>.+)": en("Missing option {option}. Choose from: {known}"),
        r"Missing option (?P<option>.+)\.": en("Missing option {option}."),
        r"Missing argument (?P<argument>.+)\.": en("Missing argument {argument}."),
        r"Option (?P<option>'.+') requires an argument\.": en("Option {option} requires an argument."),
        r"Option (?P<option>'.+') does not take a value\.": en("Option {option} does not take a value."),
        r"Got unexpected extra argument\(s\) \((?P<words>.+)\)": en("Got unexpected extra argument(s) ({words})"),
        r"Invalid value for (?P<option>.+?): (?P<found>.+)": en("Invalid value for {option}: {found}"),
        r"Invalid value: (?P<found>.+)": en("Invalid value: {found}"),
        r"(?P<value>'.*') is not one of (?P<known>.+)\.": en("{value} is not one of {known}."),
        r"(?P<value>'.*') is not a valid (?P<kind>.+)\.": en("{value} is not a valid {kind}."),
    }
)
"""What typer says of a wrong command, as a pattern -> the same for people."""


@contextmanager
def help_in_readers_language(command: Any) -> Iterator[Any]:  # noqa: ANN401 - a command of the command-line library, which does not hand out its types
    """The same command with its help, that of all under it, and what is said of wrong usage, as the reader sees it."""
    if reader().code == ENGLISH:
        yield command
        return
    from typer import rich_utils

    for part in help_parts(command):
        part.help = to_reader(Text(part.help))
    changed = {name: to_reader(text) for name, text in FIXED.items()} | {"rich_format_error": _said_by(rich_utils.rich_format_error)}
    before = {name: getattr(rich_utils, name) for name in changed}
    formatter = command.context_class.formatter_class
    command.context_class.formatter_class = _with_usage(formatter)
    vars(rich_utils).update(changed)
    try:
        yield command
    finally:
        vars(rich_utils).update(before)
        command.context_class.formatter_class = formatter


def help_parts(command: Any) -> list[Any]:  # noqa: ANN401 - see above
    """A command, its options and all commands under it, as far as they have help."""
    below = [part for inner in getattr(command, "commands", {}).values() for part in help_parts(inner)]
    own = (command, *command.params, command.get_help_option(typer.Context(command)))
    return [part for part in own if getattr(part, "help", None)] + below


def wrong_usage_words(message: str) -> str:
    """What typer says of wrong usage, as the reader sees it; what it says but rarely stays English."""
    for pattern, text in WRONG.items():
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            found = {name: wrong_usage_words(words) if name == "found" else words for name, words in match.groupdict().items()}
            return to_reader(text.filled(**found) if found else text)
    return message


def _said_by(show: Callable[[Any], None]) -> Callable[[Any], None]:
    """The way of showing an error, with its words as the reader sees them."""

    def say(error: Any) -> None:  # noqa: ANN401 - see above
        words = wrong_usage_words(error.format_message())
        error.format_message = lambda: words
        show(error)

    return say


def _with_usage(formatter: Any) -> Any:  # noqa: ANN401 - see above
    """The formatter of help that begins a line of usage in the reader's language."""

    class Formatter(formatter):  # type: ignore[misc]
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            for part, words in USAGE_PARTS.items():
                args = args.replace(part, to_reader(words))
            super().write_usage(prog, args, to_reader(USAGE) if prefix is None else prefix)

    return Formatter
