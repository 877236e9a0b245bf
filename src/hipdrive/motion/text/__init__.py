"""Text files of motion: markers (.trc), and OpenSim's tables (.mot, .sto) with the ground forces among them."""

from .ground_forces import force_columns as force_columns
from .ground_forces import read_ground_forces as read_ground_forces
from .ground_forces import write_ground_forces as write_ground_forces
from .table import Table as Table
from .table import read_sto as read_sto
from .table import sto_text as sto_text
from .table import write_sto as write_sto
from .trc import read_trc as read_trc
from .trc import write_trc as write_trc
