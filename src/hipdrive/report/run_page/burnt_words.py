"""Words as small pictures, white with a black rim, to be laid into the pictures of a clip."""

import json
from collections.abc import Sequence
from typing import cast

from ...errors import HipDriveError
from ...language import en

SHEET = b"""#set page(width: auto, height: auto, margin: 0.2em, fill: none)
#set text(font: "DejaVu Sans Mono", weight: "bold", size: eval(sys.inputs.size), top-edge: "ascender", bottom-edge: "descender")
#for word in json(bytes(sys.inputs.words)) { page(box[#place(text(stroke: 0.2em + black, word))#text(fill: white, word)]) }
"""
POINTS_PER_INCH = 72


class WordsNotDrawnError(HipDriveError):
    """Words could not be made into pictures."""

    code = "words_not_drawn"

    def __init__(self, reason: str) -> None:
        super().__init__(en("The words in the clip could not be drawn ({reason})", reason=reason), en("leave the annotated clip out"))


def words_as_pictures(words: Sequence[str], *, size_px: float) -> tuple[bytes, ...]:
    """Draw words, each as a PNG with nothing behind it.

    Args:
        words: What is drawn, as it is read.
        size_px: Size of the letters.

    Raises:
        WordsNotDrawnError: They cannot be set.
    """
    import typst  # noqa: PLC0415 - a large library that only paper and clips need

    said = {"words": json.dumps(list(words)), "size": f"{size_px:.1f}pt"}
    try:
        made = cast(
            "bytes | list[bytes]", typst.compile(SHEET, format="png", ppi=POINTS_PER_INCH, sys_inputs=said, ignore_system_fonts=True)
        )
    except typst.TypstError as error:
        raise WordsNotDrawnError(str(error)) from None
    return tuple(made) if isinstance(made, list) else (made,)
