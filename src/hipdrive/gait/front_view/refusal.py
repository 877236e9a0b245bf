"""What a clip from the front or from behind lacks: each error says what was found and how to film."""

import math
from typing import Literal

from ...errors import Advice, HipDriveError
from ...language import Text, en

HOW_TO_FILM = en(
    "film the whole body straight from the front or straight from behind, 10 s or longer, with the camera still and level with the hips"
)


class BothLegsUnseenError(HipDriveError):
    """A clip that does not show both legs."""

    code = "both_legs_unseen"

    def __init__(self, file_name: str, share: float) -> None:
        self.about = file_name
        words = en("{file}: hip, knee and ankle of both legs are seen in {percent:.0f} % of the pictures, and half are needed")
        super().__init__(words.filled(file=file_name, percent=100.0 * share), HOW_TO_FILM)


class ViewUnclearError(HipDriveError):
    """A clip that seems to show a runner now from the front and now from behind."""

    code = "view_unclear"

    def __init__(self, file_name: str, from_behind: float) -> None:
        self.about = file_name
        words = en("{file}: the hips stand as seen from behind in {behind:.0f} % of the pictures and as seen from the front in the others")
        super().__init__(words.filled(file=file_name, behind=100.0 * from_behind), HOW_TO_FILM)


class OffAxisError(HipDriveError):
    """A camera that stands too far beside the way of running."""

    code = "camera_off_axis"

    def __init__(self, file_name: str, turn_rad: float, most_rad: float) -> None:
        self.about = file_name
        words = en(
            "{file}: not measurable here, because the camera stands about {turn:.0f}° off the way of running, and at most {most:.0f}° are "
            "allowed"
        )
        super().__init__(words.filled(file=file_name, turn=math.degrees(turn_rad), most=math.degrees(most_rad)), HOW_TO_FILM)


class FrontClipTooShortError(HipDriveError):
    """A clip with too few strides."""

    code = "front_clip_too_short"

    def __init__(self, file_name: str, *, strides: float, least: int) -> None:
        self.about = file_name
        words = en("{file}: it shows about {strides:.0f} strides with both legs whole, and at least {least} are needed")
        super().__init__(words.filled(file=file_name, strides=strides, least=least), HOW_TO_FILM)


class NoFrontStrideError(HipDriveError):
    """A clip from the front or from behind without a runner's stride."""

    code = "no_front_stride"

    def __init__(self, file_name: str, found: Text) -> None:
        self.about = file_name
        super().__init__(en("{file}: no running is seen, {found}", file=file_name, found=found), HOW_TO_FILM)


class SpeedMissingError(HipDriveError):
    """A clip from the front or from behind whose speed nobody told."""

    code = "speed_missing"

    def __init__(self, file_name: str, view: Literal["front", "rear"]) -> None:
        self.about = file_name
        words = en("{file}: a camera that looks along the way of running, as here {from_where}, does not show the speed")
        where = en("from the front") if view == "front" else en("from behind")
        super().__init__(words.filled(file=file_name, from_where=where), Advice(words=en("give the running speed"), step="give_clip_speed"))


class OtherViewError(HipDriveError):
    """A clip that is said to be from the front and shows the runner from behind, or the other way round."""

    code = "other_view"

    def __init__(self, file_name: str, view: Literal["front", "rear"]) -> None:
        self.about = file_name
        words = (
            en("{file}: the left hip is at the right of the picture, as seen from the front")
            if view == "front"
            else en("{file}: the left hip is at the left of the picture, as seen from behind")
        )
        advice = en("leave out what it was said to be; if it is right, the picture is mirrored or left and right were exchanged")
        super().__init__(words.filled(file=file_name), advice)
