"""Work in the background that cannot be done, each reason as an error of its own."""

from uuid import UUID

from ...errors import HipDriveError
from ...language import en
from .limits import Limits


class TooLongError(HipDriveError):
    """Work that was ended because it took too long."""

    code = "work_too_long"

    def __init__(self, limits: Limits) -> None:
        super().__init__(en("This took longer than {minutes:.0f} minutes and was ended", minutes=limits.within_s / 60.0), limits.advice)


class TooLargeError(HipDriveError):
    """Work that was ended because it asked for too much memory."""

    code = "work_too_large"

    def __init__(self, limits: Limits) -> None:
        found = en("This needs more than {memory:.1f} GB of memory and was ended", memory=limits.memory_bytes / 1e9)
        super().__init__(found, limits.advice)


class WorkBrokenError(HipDriveError):
    """A process that ended without a result."""

    code = "work_broken"

    def __init__(self) -> None:
        super().__init__(en("This ended without a result"), en("try again; if it ends so again, report it with what you asked for"))


class StoppedError(HipDriveError):
    """A search that nobody waits for any more."""

    code = "work_stopped"

    def __init__(self) -> None:
        super().__init__(en("This was stopped, because whoever asked has gone or the program ends."))


class UnknownUploadError(HipDriveError):
    """A file that was not sent, not wholly, or is gone."""

    code = "unknown_upload"

    def __init__(self, upload: UUID) -> None:
        self.about = str(upload)
        super().__init__(en("This file is not here, or not wholly"), en("send it again"))


class OtherUploadError(HipDriveError):
    """Another file was sent under the same id."""

    code = "other_upload"

    def __init__(self, upload: UUID) -> None:
        self.about = str(upload)
        super().__init__(en("Another file was sent under this id"), en("send this one under an id of its own"))


class CutOffError(HipDriveError):
    """A file of which less came in than was announced."""

    code = "cut_off"

    def __init__(self, name: str) -> None:
        self.about = name
        super().__init__(en("Sending {file} was cut off, so nothing of it was kept", file=name), en("send it again"))


class TooManyFilesError(HipDriveError):
    """More files wait than a recording has."""

    code = "too_many_files"

    def __init__(self, most: int) -> None:
        super().__init__(
            en("{most} files wait for this athlete already, which is the most", most=most), en("analyse or take away some of them")
        )


class UnknownJobError(HipDriveError):
    """A job that there is not."""

    code = "unknown_job"

    def __init__(self, job: UUID) -> None:
        self.about = str(job)
        super().__init__(en("There is no such analysis of this athlete."))


class OtherJobError(HipDriveError):
    """Another analysis was asked for under the same id."""

    code = "other_job"

    def __init__(self, job: UUID) -> None:
        self.about = str(job)
        super().__init__(en("Another analysis was asked for under this id"), en("ask for this one under an id of its own"))
