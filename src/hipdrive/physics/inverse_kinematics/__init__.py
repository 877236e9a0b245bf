"""From measured markers to joint angles, all frames at once."""

from .fit import MarkerFit as MarkerFit
from .fit import fit_markers as fit_markers
from .upper_body import adjust_upper_body_markers as adjust_upper_body_markers
