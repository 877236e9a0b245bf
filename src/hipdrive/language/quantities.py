"""The units of whoever reads: masses in kg or lb, running speeds by the kilometre or the mile, as speed or as pace."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

KG_PER_LB = 0.45359237
"""The international pound."""
METRES_PER_MILE = 1609.344
"""The international mile of 1959."""
HALF_POUNDS_FROM = 10.0
"""Pounds from which on a mass is shown to half a pound, and below to a tenth (1 kg is 2.2 lb, and sold so). Plates come in steps of 2.5 lb,
but a dose that was rounded to them would be another dose; what somebody owns in pounds comes back as it was entered."""
Distance = Literal["km", "mi"]
METRES: Mapping[Distance, float] = MappingProxyType({"km": 1000.0, "mi": METRES_PER_MILE})
AN_HOUR: Mapping[Distance, str] = MappingProxyType({"km": "km/h", "mi": "mph"})
RunningFormat = Literal["pace", "run", "ways"]
"""Formats of a speed (m/s): {x:pace} is '4:46 min/km', {x:run} '12.6 km/h (4:46 min/km)', {x:ways} '12.6 km/h = 4:46 min/km'."""
RUNNING_FORMATS: tuple[str, ...] = get_args(RunningFormat)


@dataclass(frozen=True, kw_only=True)
class Units:
    """In what somebody reads."""

    mass: Literal["kg", "lb"] = "kg"
    distance: Distance = "km"
    speed: Literal["speed", "pace"] = "speed"
    """Whether a running speed is a distance an hour, or the time for a kilometre or mile."""

    def of_mass(self, mass_kg: float) -> float:
        """A mass as it is shown."""
        return mass_kg if self.mass == "kg" else pounds_shown(mass_kg)


METRIC = Units()


def pounds_shown(mass_kg: float) -> float:
    """A mass (kg) in pounds, to half a pound; below ten pounds to a tenth."""
    pounds = mass_kg / KG_PER_LB
    return round(pounds, 1) if abs(pounds) < HALF_POUNDS_FROM else round(2.0 * pounds) / 2.0


def pace(speed_m_s: float, distance: Distance = "km") -> str:
    """A speed (m/s, above zero) as a runner's pace, such as '4:45 min/km'."""
    minutes, seconds = divmod(round(METRES[distance] / speed_m_s), 60)
    return f"{minutes}:{seconds:02d} min/{distance}"


def an_hour(speed_m_s: float, distance: Distance = "km") -> str:
    """A speed (m/s) as a distance an hour, such as '12.6 km/h'."""
    return f"{3600.0 * speed_m_s / METRES[distance]:.1f} {AN_HOUR[distance]}"


def running_speed(speed_m_s: float, spec: str, units: Units = METRIC) -> str:
    """A speed (m/s, above zero) in a running format, with the way that the reader prefers first where both are shown."""
    if spec == "pace":
        return pace(speed_m_s, units.distance)
    ways = an_hour(speed_m_s, units.distance), pace(speed_m_s, units.distance)
    first, second = ways if units.speed == "speed" else reversed(ways)
    return f"{first} ({second})" if spec == "run" else f"{first} = {second}"
