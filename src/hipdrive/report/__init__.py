"""The report: findings in plain words, their evidence, the figures and the page."""

from .content import ReportContent as ReportContent
from .content import TypicalCurves as TypicalCurves
from .content import typical_runners as typical_runners
from .evidence_links import REPORT_LINKS as REPORT_LINKS
from .exercise_animation import exercise_animation as exercise_animation
from .exercise_figure import exercise_figure as exercise_figure
from .exercise_page import exercise_page_html as exercise_page_html
from .exercise_view import ExercisePage as ExercisePage
from .exercise_view import LadderStep as LadderStep
from .exercise_view import VariantView as VariantView
from .findings import Findings as Findings
from .findings import findings_of as findings_of
from .page import build_page as build_page
from .quality import Quality as Quality
from .quality import recording_quality as recording_quality
