"""An option that may stand anywhere in a command."""

from collections.abc import Sequence


def option_anywhere(words: Sequence[str], option: str, otherwise: str | None) -> tuple[str | None, list[str]]:
    """What an option was given, and the command without it; what stands after -- is left alone.

    Args:
        words: The command.
        option: Such as '--lang'; of several the last one counts.
        otherwise: What counts where it is not given; empty for nothing.
    """
    asked, rest = otherwise or None, []
    coming = iter(words)
    for word in coming:
        if word == option:
            asked = next(coming, "")
        elif word.startswith(f"{option}="):
            asked = word.removeprefix(f"{option}=")
        else:
            rest.append(word)
        if word == "--":
            rest.extend(coming)
    return asked, rest
