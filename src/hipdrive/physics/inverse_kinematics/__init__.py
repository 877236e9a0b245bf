"""From measured markers to joint angles, all frames at once."""

from .fit import Fit as Fit
from .fit import fit_markers as fit_markers
from .upper_body import upper_body_settled as upper_body_settled
