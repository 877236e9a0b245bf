"""Keeps names, file names and paths out of the page unless they are wanted."""

import re

from .content import ReportContent

_FILE = re.compile(r"(?:[A-Za-z]:)?[\w.~/\\-]*[\w-]\.(?:c3d|trc|mot|sto|toml|json|csv|html|txt)\b", re.IGNORECASE)
_PATH = re.compile(r"(?<![\w.:])(?:~|[A-Za-z]:)?[/\\][\w.-]+(?:[/\\][\w.-]+)+")


def without_names(text: str, content: ReportContent) -> str:
    """Replace the athlete's name, file names and paths, unless names are wanted."""
    if content.show_names:
        return text
    for name, instead in ((content.recording_name, "the recording"), (content.athlete_name, "the runner")):
        text = text.replace(name, instead) if name else text
    return _PATH.sub("the recording", _FILE.sub("the recording", text))
