"""Every document that the program writes or reads: its schema, its model, and what writes and reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .athletes.account import AccountsDocument, InvitationDocument, LinksDocument, LoginDocument, MadeLinkDocument
from .athletes.athlete import AthleteDocument, AthletesDocument, ErasureDocument, RunsDocument
from .athletes.equipment import OwnedDocument
from .athletes.log import LogDocument, SessionsDocument
from .athletes.portable import BackupDocument, ExportDocument, ImportDocument, ManifestDocument, SpreadsheetsDocument
from .athletes.progress import ProgressDocument
from .athletes.protocol import ProtocolDocument, ProtocolsDocument
from .athletes.result import ChangesDocument, ResultsDocument
from .athletes.screen import QuestionsDocument, ScreenDocument
from .athletes.sent import SentDocument
from .athletes.set_ups import SetUpsDocument
from .athletes.spreadsheet import AthletesCsvDocument, ResultsCsvDocument
from .athletes.test_clip import TestClipDocument
from .athletes.watch import WatchDocument
from .exercises.evidence import EvidenceDocument
from .exercises.exercise_list import ExercisesDocument, GridDocument
from .exercises.load import LoadDocument, SolvedLoadDocument
from .exercises.tune import TuneDocument
from .plans.combined import CombinedDocument
from .plans.experiment import ExperimentDocument
from .plans.experiment_result import ExperimentResultDocument
from .plans.match import MatchDocument
from .plans.plan import FollowedPlanDocument, OwnPlanDocument, PlanDocument
from .plans.simulation import PlanStateDocument, SimulationDocument
from .plans.swap import SwapsDocument
from .runs.clip import ClipDocument
from .runs.clip_pictures import ClipPicturesDocument
from .runs.compare import CompareDocument
from .runs.file import FileDocument
from .runs.job import JobDocument
from .runs.keypoints import KeypointsDocument
from .runs.marker_set_check import MarkerSetCheckDocument
from .runs.marker_set_guess import MarkerSetGuessDocument
from .runs.movement import MovementRunDocument
from .runs.run import RunDocument
from .runs.upload import PreviewDocument, UploadDocument
from .runs.watch import WatchAddedDocument, WatchRunDocument, WatchRunsDocument
from .wire_model import Wire


@dataclass(frozen=True, kw_only=True)
class DocumentKind:
    """One kind of document."""

    model: type[Wire]
    """What every document of the kind holds."""
    longer: tuple[tuple[type[Wire], str], ...] = ()
    """The same with more keys, and where these are written; each holds all that the one before it holds."""
    written_by: str
    """Commands that write it with --json, or the document in which it stands."""
    read_by: str = ""
    """Commands that take a file of it; empty where none does."""

    @property
    def models(self) -> tuple[type[Wire], ...]:
        """All its models, the shortest first."""
        return (self.model, *(model for model, _ in self.longer))


DOCUMENTS: Mapping[str, DocumentKind] = MappingProxyType(
    {
        "hipdrive.file/1": DocumentKind(model=FileDocument, written_by="`inspect`"),
        "hipdrive.clip/1": DocumentKind(model=ClipDocument, written_by="`film`, of a clip"),
        "hipdrive.clip_pictures/1": DocumentKind(
            model=ClipPicturesDocument,
            written_by="`serve`, of a run on video",
            read_by="`serve`, which keeps them as they were written",
        ),
        "hipdrive.keypoints/1": DocumentKind(
            model=KeypointsDocument,
            written_by="`video keypoints`, to the file of --out",
            read_by="`analyse`, `inspect` and `serve`, as a run or its other side",
        ),
        "hipdrive.watch_run/1": DocumentKind(
            model=WatchRunDocument, written_by="`inspect` of a watch's FIT file", read_by="the store, which keeps runs as they were written"
        ),
        "hipdrive.marker_set_check/1": DocumentKind(model=MarkerSetCheckDocument, written_by="`marker-set check`"),
        "hipdrive.marker_set_guess/1": DocumentKind(model=MarkerSetGuessDocument, written_by="`marker-set guess`"),
        "hipdrive.run/1": DocumentKind(
            model=RunDocument,
            longer=((MovementRunDocument, "for a movement that is no run, by `movement`"),),
            written_by="`analyse`, and `demo` as run.json",
            read_by="`match`, `plan`, `tune --demand`, `compare` and `athlete keep-run`",
        ),
        "hipdrive.upload/1": DocumentKind(model=UploadDocument, written_by="`serve`, of a file that was sent"),
        "hipdrive.preview/1": DocumentKind(model=PreviewDocument, written_by="`serve`, before a recording is analysed"),
        "hipdrive.test_clip/1": DocumentKind(
            model=TestClipDocument, written_by="`test clip`, and `serve` of a clip that was sent for a test"
        ),
        "hipdrive.job/1": DocumentKind(
            model=JobDocument, written_by="`serve`, while a recording is analysed", read_by="`serve`, which keeps jobs as they were written"
        ),
        "hipdrive.compare/1": DocumentKind(model=CompareDocument, written_by="`compare`"),
        "hipdrive.exercises/1": DocumentKind(model=ExercisesDocument, written_by="`exercises`"),
        "hipdrive.grid/1": DocumentKind(model=GridDocument, written_by="`exercises --grid`"),
        "hipdrive.evidence/1": DocumentKind(model=EvidenceDocument, written_by="`evidence`"),
        "hipdrive.load/1": DocumentKind(
            model=SolvedLoadDocument, longer=((LoadDocument, "by `load`"),), written_by="`load`; in `hipdrive.tune/1` as `load`"
        ),
        "hipdrive.equipment/1": DocumentKind(model=OwnedDocument, written_by="`equipment`"),
        "hipdrive.tune/1": DocumentKind(model=TuneDocument, written_by="`tune`"),
        "hipdrive.match/1": DocumentKind(model=MatchDocument, written_by="`match` and `demo`"),
        "hipdrive.combined/1": DocumentKind(model=CombinedDocument, written_by="`match --combined-or-separate`"),
        "hipdrive.plan/1": DocumentKind(
            model=PlanDocument,
            longer=(
                (OwnPlanDocument, "for a stored athlete"),
                (FollowedPlanDocument, "for a stored athlete whose plan is shown"),
            ),
            written_by="`plan`, and `demo` as plan.json",
            read_by="the store, which keeps plans as they were written",
        ),
        "hipdrive.swap/1": DocumentKind(model=SwapsDocument, written_by="`plan --swap` and `plan --show --without`"),
        "hipdrive.simulation/1": DocumentKind(model=SimulationDocument, written_by="`plan --simulate`"),
        "hipdrive.plan_state/1": DocumentKind(model=PlanStateDocument, written_by="`plan --simulate`, in `hipdrive.simulation/1` as `end`"),
        "hipdrive.experiment/1": DocumentKind(model=ExperimentDocument, written_by="`experiment plan`", read_by="`experiment evaluate`"),
        "hipdrive.experiment_result/1": DocumentKind(model=ExperimentResultDocument, written_by="`experiment evaluate`"),
        "hipdrive.athletes/1": DocumentKind(model=AthletesDocument, written_by="`athlete list`"),
        "hipdrive.athlete/1": DocumentKind(
            model=AthleteDocument, written_by="`athlete show`, `add`, `edit`, `rename`, `drop-mass` and `drop-plan`"
        ),
        "hipdrive.athletes_csv/1": DocumentKind(model=AthletesCsvDocument, written_by="`athlete import-csv`"),
        "hipdrive.watch_added/1": DocumentKind(model=WatchAddedDocument, written_by="the API of `serve`, of one file"),
        "hipdrive.watch_runs/1": DocumentKind(model=WatchRunsDocument, written_by="`watch add` and `watch delete`"),
        "hipdrive.watch/1": DocumentKind(model=WatchDocument, written_by="`watch show`"),
        "hipdrive.runs/1": DocumentKind(model=RunsDocument, written_by="`athlete runs`, `keep-run` and `drop-run`"),
        "hipdrive.set_ups/1": DocumentKind(model=SetUpsDocument, written_by="`set-up keep`, `list` and `drop`"),
        "hipdrive.erasure/1": DocumentKind(model=ErasureDocument, written_by="`athlete delete`"),
        "hipdrive.tests/1": DocumentKind(model=ProtocolsDocument, written_by="`test list`"),
        "hipdrive.test/1": DocumentKind(model=ProtocolDocument, written_by="`test show`"),
        "hipdrive.results/1": DocumentKind(model=ResultsDocument, written_by="`test add`, `results`, `correct` and `delete`"),
        "hipdrive.results_csv/1": DocumentKind(model=ResultsCsvDocument, written_by="`test import-csv`"),
        "hipdrive.change/1": DocumentKind(model=ChangesDocument, written_by="`test change`; in `hipdrive.progress/1` as `tests`"),
        "hipdrive.questions/1": DocumentKind(model=QuestionsDocument, written_by="`screen --questions`"),
        "hipdrive.screen/1": DocumentKind(model=ScreenDocument, written_by="`screen`; in `hipdrive.athlete/1` as `screen`"),
        "hipdrive.log/1": DocumentKind(model=LogDocument, written_by="`log`"),
        "hipdrive.sessions/1": DocumentKind(model=SessionsDocument, written_by="`log --show`"),
        "hipdrive.sent/1": DocumentKind(model=SentDocument, written_by="`serve`, for each set that the gym logger sends"),
        "hipdrive.progress/1": DocumentKind(model=ProgressDocument, written_by="`progress`"),
        "hipdrive.export/1": DocumentKind(model=ExportDocument, written_by="`export`"),
        "hipdrive.spreadsheets/1": DocumentKind(model=SpreadsheetsDocument, written_by="`export --csv`"),
        "hipdrive.store/1": DocumentKind(
            model=ManifestDocument, written_by="`export`, as manifest.json in the zip", read_by="`import`, from the zip"
        ),
        "hipdrive.import/1": DocumentKind(model=ImportDocument, written_by="`import`"),
        "hipdrive.backup/1": DocumentKind(model=BackupDocument, written_by="`backup`"),
        "hipdrive.accounts/1": DocumentKind(model=AccountsDocument, written_by="`account`"),
        "hipdrive.invitation/1": DocumentKind(model=InvitationDocument, written_by="the API of `serve`"),
        "hipdrive.login/1": DocumentKind(model=LoginDocument, written_by="the API of `serve`"),
        "hipdrive.links/1": DocumentKind(model=LinksDocument, written_by="the API of `serve`"),
        "hipdrive.link/1": DocumentKind(model=MadeLinkDocument, written_by="the API of `serve`"),
    }
)
"""Kinds of document by their schema, in the order of the work."""
