"""The command `film`: how to film a runner, and what a clip will tell."""

from pathlib import Path
from typing import Annotated

import typer

from ..language import en, layout
from .door.clips import captured_fps_kind, finder_if_kept, opened_clip
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, show_line, show_message, show_table

GRADES = {"yes": en("yes"), "rough": en("roughly"), "no": en("no")}


def film(
    clip: Annotated[Path, typer.Argument(help="A clip of one runner from the side (.mp4, .mov, .webm).")],
    captured_fps: captured_fps_kind = None,
    json: JsonTarget = None,
) -> None:
    """Say what a clip will tell before it is analysed, and what to film otherwise."""
    from .. import coach
    from ..contract.runs.clip import clip_document

    ready_to_write(json)
    with opened_clip(clip) as file:
        check = coach.check_clip(file, finder_if_kept(), name=clip.name, captured_hz=captured_fps)
    if hand_out_json(json, clip_document(check)):
        return
    facts = check.facts
    show_line(
        en(
            "{file}: {width} x {height}, {duration:.1f} s, {rate:.4g} pictures a second ({codec})",
            file=facts.name,
            width=facts.size[0],
            height=facts.size[1],
            duration=facts.duration_s,
            rate=facts.clock.captured_hz,
            codec=facts.codec,
        )
    )
    show_table("", (en("measure"), en("can be told"), en("why")), [(r.name, GRADES[r.grade], r.why) for r in check.readings], words=True)
    for note in check.advice:
        show_message(layout("- {words}", words=note.message))
    if not check.looked_for_runner:
        show_message(en("Who is in the picture was not looked at: fetch the pose model with 'hipdrive video fetch-model'."))
