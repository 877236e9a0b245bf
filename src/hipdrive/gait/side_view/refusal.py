"""What a clip from the side lacks: each error says what was found and how to film."""

import math

from ...body import Side
from ...body_words import SIDE_WORDS
from ...errors import HipDriveError
from ...language import Text, en

HOW_TO_FILM = en("film the whole body from the side, 10 s or longer, with the camera still and level with the hips")


class NoRunnerError(HipDriveError):
    """A clip that does not show the leg of a runner."""

    code = "no_runner"

    def __init__(self, file_name: str, share: float) -> None:
        self.about = file_name
        words = en("{file}: the leg that faces the camera is seen whole in {percent:.0f} % of the pictures, and half are needed")
        super().__init__(words.filled(file=file_name, percent=100.0 * share), HOW_TO_FILM)


class PointMissingError(HipDriveError):
    """Keypoints without a point of the leg."""

    code = "point_missing"

    def __init__(self, file_name: str, label: str) -> None:
        self.about = file_name
        super().__init__(
            en("{file}: the point {label} is not in it; hip, knee, ankle, heel and big toe are needed", file=file_name, label=label),
            en("use a pose program that finds the feet, with a body such as BODY_25, HALPE_26 or BlazePose"),
        )


class NotFromTheSideError(HipDriveError):
    """A runner who is not seen from the side."""

    code = "not_from_the_side"

    def __init__(self, file_name: str, turn_rad: float, most_rad: float) -> None:
        self.about = file_name
        words = en("{file}: the runner is turned about {turn:.0f}° away from the side, and at most {most:.0f}° are allowed")
        super().__init__(words.filled(file=file_name, turn=math.degrees(turn_rad), most=math.degrees(most_rad)), HOW_TO_FILM)


class SameSideTwiceError(HipDriveError):
    """Two clips of the same leg."""

    code = "same_side_twice"

    def __init__(self, file_name: str, side: Side) -> None:
        self.about = file_name
        found = en("{file}: both clips show the {side} leg", file=file_name, side=SIDE_WORDS[side])
        super().__init__(found, en("give one clip from each side, or one clip alone"))


class ClipTooShortError(HipDriveError):
    """A clip with too few strides."""

    code = "clip_too_short"

    def __init__(self, file_name: str, *, strides: float, least: int, seen_s: float) -> None:
        self.about = file_name
        super().__init__(
            en(
                "{file}: it shows the runner for {seen:.1f} s, about {strides:.0f} strides of a leg, and at least {least} are needed",
                file=file_name,
                seen=seen_s,
                strides=strides,
                least=least,
            ),
            HOW_TO_FILM,
        )


class NoStrideInClipError(HipDriveError):
    """A clip whose thigh does not swing as a runner's does."""

    code = "no_stride_in_clip"

    def __init__(self, file_name: str, found: Text) -> None:
        self.about = file_name
        super().__init__(en("{file}: no running is seen, {found}", file=file_name, found=found), HOW_TO_FILM)
