"""The command `film`: how to film a runner, and what a clip will tell."""

from pathlib import Path
from typing import Annotated

import typer

from ..errors import InputFileError
from ..language import en
from .door.clips import captured_fps_kind, finder_if_kept, opened_clip
from .door.outlet import (
    JsonTarget,
    hand_out_json,
    ready_to_write,
    show_heading,
    show_line,
    show_paragraph,
    wrong_usage,
)
from .door.writing import write_bytes, write_text
from .views.clip import show_check


def film(
    clip: Annotated[Path | None, typer.Argument(help="A clip of one runner from the side (.mp4, .mov, .webm).")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the guide to filming to this file: .html or .pdf.")] = None,
    captured_fps: captured_fps_kind = None,
    json: JsonTarget = None,
) -> None:
    """Say how to film a runner; with a clip, what it will tell before it is analysed, and what to film otherwise."""
    if clip is None:
        if json is not None or captured_fps is not None:
            raise wrong_usage(en("--json and --captured-fps go with a clip"))
        _hand_out_guide(out)
        return
    if out is not None:
        raise wrong_usage(en("--out writes the guide: leave the clip out"))
    _check(clip, captured_fps, json)


def _hand_out_guide(out: Path | None) -> None:
    """The guide as a file, or its words."""
    from .. import coach

    if out is None:
        for title, steps in coach.film_guide_words():
            show_heading(title)
            for step in steps:
                show_paragraph(step, indent=2, first="- ")
        return
    ready_to_write(None, out)
    if out.suffix.lower() == ".pdf":
        write_bytes(out, coach.film_guide_on_paper())
    elif out.suffix.lower() in (".html", ".htm"):
        write_text(out, coach.film_guide())
    else:
        raise InputFileError(out, en("the guide is written as .html or .pdf"), en("give a file that ends so"))
    show_line(en("Wrote {file}.", file=out))


def _check(clip: Path, captured_fps: float | None, json: str | None) -> None:
    """What a clip will tell."""
    from .. import coach
    from ..contract.runs.clip import clip_document

    ready_to_write(json)
    with opened_clip(clip) as file:
        check = coach.check_clip(file, finder_if_kept(), name=clip.name, captured_hz=captured_fps)
    if hand_out_json(json, clip_document(check)):
        return
    show_check(check)
