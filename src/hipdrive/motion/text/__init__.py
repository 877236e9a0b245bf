"""Text files of motion: markers (.trc, Qualisys .tsv, Vicon .csv), and OpenSim's tables (.mot, .sto) with the ground forces among them."""

from .force_columns import force_columns as force_columns
from .ground_forces import GroundForces as GroundForces
from .ground_forces import ground_forces_of as ground_forces_of
from .ground_forces import ground_forces_text as ground_forces_text
from .ground_forces import read_ground_forces as read_ground_forces
from .qualisys import FORCES_START as FORCES_START
from .qualisys import MARKERS_START as MARKERS_START
from .qualisys import is_force_file as is_force_file
from .qualisys import read_qualisys as read_qualisys
from .qualisys import read_qualisys_forces as read_qualisys_forces
from .table import Table as Table
from .table import read_sto as read_sto
from .table import sto_text as sto_text
from .table import time_column as time_column
from .trc import read_trc as read_trc
from .trc import trc_text as trc_text
from .vicon_csv import TITLES as TITLES
from .vicon_csv import read_vicon_csv as read_vicon_csv
