"""Write docs/cli.md from the commands' own help: `python -m tools.cli_page` (make docs)."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
COMMANDS = (
    "demo",
    "inspect",
    "marker-set check",
    "marker-set guess",
    "analyse",
    "film",
    "video fetch-model",
    "video keypoints",
    "movement",
    "compare",
    "exercises",
    "evidence",
    "load",
    "tune",
    "set-up keep",
    "set-up list",
    "set-up drop",
    "match",
    "equipment",
    "plan",
    "serve",
    "experiment plan",
    "experiment evaluate",
    "athlete add",
    "athlete list",
    "athlete show",
    "athlete edit",
    "athlete rename",
    "athlete runs",
    "athlete keep-run",
    "athlete drop-run",
    "athlete drop-mass",
    "athlete drop-plan",
    "athlete delete",
    "test list",
    "test show",
    "test add",
    "test clip",
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


ASK = """
import contextlib, io, json, sys
from hipdrive.cli import main
texts = []
for words in json.loads(sys.argv[1]):
    sys.argv = ["hipdrive", *words, "--help"]
    with contextlib.redirect_stdout(io.StringIO()) as shown, contextlib.suppress(SystemExit):
        main()
    texts.append(shown.getvalue())
json.dump(texts, sys.stdout)
"""


def help_of(commands: Sequence[Sequence[str]]) -> list[str]:
    """The help of commands as plain text, 100 columns wide, asked for in one process whose surroundings are fixed."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    plain = {**kept, "TERMINAL_WIDTH": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    words = json.dumps(commands)
    done = subprocess.run([sys.executable, "-c", ASK, words], capture_output=True, check=True, encoding="utf-8", env=plain)
    return ["\n".join(line.rstrip() for line in text.strip("\n").splitlines()) for text in json.loads(done.stdout)]


def cli_page() -> str:
    """The whole page."""
    parts = ["# Commands", "", "Made by `make docs` from the commands' own help; a test keeps it true.", ""]
    commands = ((), *(tuple(name.split()) for name in COMMANDS))
    for command, text in zip(commands, help_of(commands), strict=True):
        parts += [f"## {' '.join(('hipdrive', *command))}", "", "```text", text, "```", ""]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(cli_page(), encoding="utf-8")
