"""The report: findings in plain words, their evidence, the figures and the page."""

from .content import ReportContent as ReportContent
from .content import TypicalCurves as TypicalCurves
from .content import typical_runners as typical_runners
from .findings import Findings as Findings
from .findings import findings_of as findings_of
from .page import build_page as build_page
from .quality import Quality as Quality
from .quality import recording_quality as recording_quality
