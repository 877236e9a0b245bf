"""Reading back an analysed run, as `hipdrive analyse --json` wrote it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...errors import InputFileError

RUN_FILE_ADVICE = "give the file that 'hipdrive analyse ... --json RUN.json' wrote"


def read_run_file(path: Path) -> Mapping[str, Any]:
    """An analysed run as plain values.

    Raises:
        InputFileError: If the file is absent, no JSON, or no run of a schema known here.
    """
    if path.is_dir():
        raise InputFileError(path, "this is a folder", RUN_FILE_ADVICE)
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise InputFileError(path, "there is no such file, or it may not be read", RUN_FILE_ADVICE) from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InputFileError(path, f"this is not JSON ({error})", RUN_FILE_ADVICE) from None
    if not isinstance(plain, dict) or plain.get("schema") != "hipdrive.run/1":
        found = plain.get("schema", "no schema") if isinstance(plain, dict) else "no object"
        raise InputFileError(path, f"this is not a run (found: {found}; known: hipdrive.run/1)", RUN_FILE_ADVICE)
    return plain
