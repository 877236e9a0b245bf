"""Open a clip and say in one sentence why one cannot be used; nothing is taken from its sound."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from ...errors import InputFileError
from ...language import Text, en
from ..extra import library

GIVE_CLIP = en("give a clip of a phone or camera (.mp4, .mov, .webm)")
MOST_COMPATIBLE = en("choose 'most compatible' (H.264) in the camera's settings, or have the phone convert it to .mp4")


@contextmanager
def opened(file: BinaryIO, name: str) -> Iterator[tuple[Any, Any]]:
    """The container of a clip and its stream of pictures, closed afterwards.

    Args:
        file: The clip, from its beginning; it must be able to seek.
        name: For sentences.

    Raises:
        InputFileError: It is no clip, has no pictures, or pictures of a kind that cannot be decoded here.
        VideoLibrariesMissingError: The extra 'video' is not installed.
    """
    av = library("av")
    file.seek(0)
    try:
        container = av.open(file, mode="r", metadata_errors="replace")
    except (av.FFmpegError, ValueError):
        raise InputFileError(name, en("this is no clip that can be opened, or only a part of one"), GIVE_CLIP) from None
    try:
        stream = next(iter(container.streams.video), None)
        if stream is None:
            raise InputFileError(name, en("there are no pictures in it"), GIVE_CLIP)
        if stream.codec_context is None:
            raise not_decodable(name, _fourcc(stream))
        yield container, stream
    except av.FFmpegError as error:
        raise InputFileError(
            name, en("it breaks off or is damaged ({reason})", reason=str(error.strerror)), en("copy the clip again from the phone")
        ) from None
    finally:
        container.close()


def not_decodable(name: str, codec: str) -> InputFileError:
    """The refusal of a clip whose pictures can't be decoded here."""
    return InputFileError(name, en("its pictures are stored as '{codec}', which cannot be decoded here", codec=codec), MOST_COMPATIBLE)


def _fourcc(stream: Any) -> str | Text:  # noqa: ANN401 - a stream of av
    """What the file calls its codec."""
    tag = getattr(stream, "codec_tag", None) or getattr(getattr(stream, "codec_parameters", None), "codec_tag", None)
    return str(tag) if tag else en("an unknown codec")
