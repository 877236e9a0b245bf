"""The command demo: the whole chain on a synthetic runner, without any file."""

from pathlib import Path
from typing import Annotated

import typer

from .outlet import JsonTarget, hand_out_json, progress_bar


def demo(
    folder: Annotated[Path, typer.Option(help="Where the recording, the result and the report are written.")] = Path("hipdrive-demo"),
    json: JsonTarget = None,
) -> None:
    """Make a synthetic runner and carry it through the whole chain, from recording to report."""
    from .. import coach

    with progress_bar("Synthetic runner, recording to report") as progress:
        result = coach.demo(folder, progress=progress)
    if not hand_out_json(json, result.prescription.as_json()):
        print("\n".join(result.summary))
