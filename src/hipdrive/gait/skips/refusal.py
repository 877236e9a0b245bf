"""What a clip of skips lacks: each error says what was found and how to film."""

from ...errors import HipDriveError
from ...language import Text, en, en_count

HOW_TO_FILM = en(
    "film high-knee skips from the side for 8 s or longer, with the camera still and level with the hips, skipping nearly on the spot"
)


class NotSkipsError(HipDriveError):
    """A clip that shows something else than skips, such as a run."""

    code = "not_skips"

    def __init__(self, file_name: str, found: Text) -> None:
        self.about = file_name
        super().__init__(en("{file}: no skips are seen, {found}", file=file_name, found=found), HOW_TO_FILM)


class FewSkipsError(HipDriveError):
    """A clip with too few skips."""

    code = "few_skips"

    def __init__(self, file_name: str, *, skips: int, least: int) -> None:
        self.about = file_name
        found = en_count(
            "{file}: the knee that faces the camera comes up {n} time, and {least} are needed",
            "{file}: the knee that faces the camera comes up {n} times, and {least} are needed",
            n=skips,
            file=file_name,
            least=least,
        )
        super().__init__(found, HOW_TO_FILM)


class NoTrunkError(HipDriveError):
    """A clip in which neither neck nor shoulder is found."""

    code = "no_trunk"

    def __init__(self, file_name: str) -> None:
        self.about = file_name
        super().__init__(
            en("{file}: neither the neck nor the shoulder that faces the camera is seen in half of the pictures", file=file_name),
            en("film the whole body, and use a pose program that finds shoulders"),
        )
