"""Whose body: an athlete, and the typical one that stands in where nobody is named."""

from ...body import Athlete as Athlete

TYPICAL_ATHLETE = Athlete(mass_kg=70.0, height_m=1.75)
