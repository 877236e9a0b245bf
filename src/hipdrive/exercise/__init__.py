"""Exercises: declared movements, resistances and supports, solved to the load on both hips."""

from .catalogue import DeclarationError as DeclarationError
from .catalogue import exercise_of as exercise_of
from .catalogue import exercises as exercises
from .catalogue import read_exercise as read_exercise
from .exercise import Exercise as Exercise
from .exercise import Value as Value
from .hardware import BandTable as BandTable
from .hardware import band_table as band_table
from .hardware import band_tables as band_tables
from .load import Load as Load
from .load import mirrored as mirrored
from .load_curve import solve_load as solve_load
from .set_up import UnknownSettingError as UnknownSettingError
from .set_up import resolve_set_up as resolve_set_up
from .summary import exercise_summary as exercise_summary
from .summary import loading_quality as loading_quality
from .summary import peak_range as peak_range
