"""The stride: contacts, strides, measures, form and what they demand of the hips."""

from .analyse import DEFAULT_CUTOFF_HZ as DEFAULT_CUTOFF_HZ
from .analyse import analyse as analyse
from .analyse import with_observations as with_observations
from .analyse_clusters import analyse_clusters as analyse_clusters
from .contact import NotRunningError as NotRunningError
from .contact import refuse_walking as refuse_walking
from .demand import demand_curves as demand_curves
from .form_signs import observation_keys as observation_keys
from .measure_definitions import MeasureDefinition as MeasureDefinition
from .measure_definitions import measure_definitions as measure_definitions
from .movement import Movement as Movement
from .norms import FASTEST_M_S as FASTEST_M_S
from .norms import SLOWEST_M_S as SLOWEST_M_S
from .reference_runner import ReferenceTrial as ReferenceTrial
from .reference_runner import reference_trial as reference_trial
from .run import Run as Run
from .run import SideResult as SideResult
from .run import StrideCurve as StrideCurve
from .symmetry import Difference as Difference
from .symmetry import difference as difference
from .typical import TypicalCurve as TypicalCurve
from .typical import TypicalMeasure as TypicalMeasure
from .typical import typical_curves as typical_curves
from .typical import typical_demand as typical_demand
from .typical import typical_measures as typical_measures
from .typical import typical_source as typical_source
