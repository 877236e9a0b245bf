"""Training: the gap between demand and capacity, exercises that fill it, doses and plans; arithmetic on curves and rules read from data."""

from .best_set import BestSet as BestSet
from .best_set import SetItem as SetItem
from .best_set import best_set as best_set
from .candidate import Candidate as Candidate
from .candidate import DoseSource as DoseSource
from .dose import Dose as Dose
from .dose import Load as Load
from .dose import dose_minutes as dose_minutes
from .dose import parse_dose as parse_dose
from .gap import Gap as Gap
from .gap import find_gaps as find_gaps
from .match import Choice as Choice
from .match import Match as Match
from .match import Rejected as Rejected
from .match import match as match
from .plan import Plan as Plan
from .plan import PlanLine as PlanLine
from .plan import PlanSession as PlanSession
from .plan import make_plan as make_plan
from .rules import MatchRules as MatchRules
from .rules import match_rules as match_rules
from .rules import presets as presets
from .rules import safety_rows as safety_rows
