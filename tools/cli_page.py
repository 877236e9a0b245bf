"""Write docs/cli.md from the commands' own help: `python -m tools.cli_page` (make docs)."""

import os
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
COMMANDS = (
    "demo",
    "inspect",
    "marker-set check",
    "analyse",
    "compare",
    "exercises",
    "evidence",
    "load",
    "tune",
    "match",
    "plan",
    "athlete add",
    "athlete list",
    "athlete show",
    "athlete edit",
    "athlete rename",
    "athlete delete",
    "test list",
    "test show",
    "test add",
    "test results",
    "test correct",
    "test delete",
    "test change",
    "screen",
    "log",
    "progress",
    "export",
    "import",
    "backup",
)


def help_of(*command: str) -> str:
    """The help of a command as plain text, 100 columns wide."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    plain = {**kept, "TERMINAL_WIDTH": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    start = "import sys; sys.argv[0] = 'hipdrive'; from hipdrive.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", start, *command, "--help"], capture_output=True, check=True, encoding="utf-8", env=plain)
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())


def cli_page() -> str:
    """The whole page."""
    parts = ["# Commands", "", "Made by `make docs` from the commands' own help; a test keeps it true.", ""]
    for command in ((), *(tuple(name.split()) for name in COMMANDS)):
        parts += [f"## {' '.join(('hipdrive', *command))}", "", "```text", help_of(*command), "```", ""]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(cli_page(), encoding="utf-8")
