"""What holds a body up: contacts, friction cones, and how supports share its load."""

from .contact import SupportContact as SupportContact
from .equations import BalanceEquations as BalanceEquations
from .equations import MomentConstraint as MomentConstraint
from .equations import balance_equations as balance_equations
from .equations import with_pressure as with_pressure
from .equations import with_push as with_push
from .indeterminate import moment_band as moment_band
from .own_hand import hand_pull as hand_pull
from .sharing import SupportForces as SupportForces
from .sharing import moments_after_support as moments_after_support
from .sharing import share_load as share_load
