"""What keeps somebody out, each with its own sentence; none says whether a name or an address exists."""

from ...errors import HipDriveError
from ...language import en


class WrongLoginError(HipDriveError):
    """A name and a password that do not belong together."""

    code = "wrong_login"

    def __init__(self) -> None:
        super().__init__(en("This name and this password do not belong together"), en("check both, or ask your coach for a new invitation"))


class InvitationEndedError(HipDriveError):
    """An invitation that was used, replaced, or is too old."""

    code = "invitation_ended"

    def __init__(self) -> None:
        super().__init__(en("This invitation was used already, or has ended"), en("log in, or ask your coach for a new one"))


class LinkEndedError(HipDriveError):
    """A link that has ended, was withdrawn, or never was."""

    code = "link_ended"

    def __init__(self) -> None:
        super().__init__(en("This link has ended or was withdrawn"), en("ask whoever gave it to you for a new one"))
