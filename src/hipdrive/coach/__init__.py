"""The verbs: inspect, analyse, load, match, plan, demo; the command line and other programs call these and get the same results."""

from ..body import Athlete as Athlete
from ..motion import inspect_file as inspect_file
from .athlete_file import AthleteFile as AthleteFile
from .athlete_file import athlete_as_toml as athlete_as_toml
from .athlete_file import read_athlete as read_athlete
from .catalogue import evidence_list as evidence_list
from .catalogue import exercise_list as exercise_list
from .catalogue import load as load
from .catalogue import read_settings as read_settings
from .demo import Demo as Demo
from .demo import demo as demo
from .opensim import write_opensim as write_opensim
from .outlet import json_text as json_text
from .outlet import ready_to_write as ready_to_write
from .outlet import write_text as write_text
from .prescription import TYPICAL_SPEED_M_S as TYPICAL_SPEED_M_S
from .prescription import Demand as Demand
from .prescription import Prescription as Prescription
from .prescription import demand_at as demand_at
from .prescription import demand_from_file as demand_from_file
from .prescription import demand_of_run as demand_of_run
from .prescription import prescribe as prescribe
from .recording import analyse_run as analyse_run
from .report import report_page as report_page
