"""The stride: contacts, strides, measures, form and what they demand of the hips."""

from .analyse import DEFAULT_CUTOFF_HZ as DEFAULT_CUTOFF_HZ
from .analyse import analyse as analyse
from .demand import demand_curves as demand_curves
from .movement import Movement as Movement
from .run import Run as Run
from .run import SideResult as SideResult
from .run import StrideCurve as StrideCurve
