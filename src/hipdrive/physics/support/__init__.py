"""What holds a body up: contacts, friction cones, and how supports share its load."""

from .contact import Contact as Contact
from .equations import Demand as Demand
from .equations import Equations as Equations
from .equations import balance_equations as balance_equations
from .equations import with_pressure as with_pressure
from .equations import with_push as with_push
from .indeterminate import moment_band as moment_band
from .own_hand import hand_pull as hand_pull
from .sharing import Sharing as Sharing
from .sharing import moments_with as moments_with
from .sharing import share_load as share_load
