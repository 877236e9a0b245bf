"""Units at the door: SI and radians inside, what people read outside."""

import math

from .language import KG_PER_LB, METRES_PER_MILE, Text, layout

STANDARD_GRAVITY_M_S2 = 9.80665
"""Standard acceleration of gravity (CGPM 1901)."""


def deg_from_rad(angle_rad: float) -> float:
    """Turn an angle from rad into deg."""
    return math.degrees(angle_rad)


def km_h_from_m_s(speed_m_s: float) -> float:
    """Turn a speed from m/s into km/h."""
    return 3.6 * speed_m_s


def m_s_from_km_h(speed_km_h: float) -> float:
    """Turn a speed from km/h into m/s."""
    return speed_km_h / 3.6


def m_s_from_mph(speed_mph: float) -> float:
    """Turn a speed from international miles (1609.344 m) per hour into m/s."""
    return speed_mph * METRES_PER_MILE / 3600.0


def m_s_from_pace(seconds: float, *, metres: float) -> float:
    """Turn a pace, the seconds (above zero) for a distance in metres, into m/s."""
    return metres / seconds


def pace_min_km_from_m_s(speed_m_s: float) -> Text:
    """Write a speed (m/s, above zero) as a runner's pace, such as '4:45 min/km'."""
    return layout("{speed_m_s:pace}", speed_m_s=speed_m_s)


def speed_and_pace(speed_m_s: float) -> Text:
    """Write a speed (m/s, above zero) both ways, such as '12.6 km/h (4:45 min/km)'."""
    return layout("{speed_m_s:run}", speed_m_s=speed_m_s)


def lb_from_kg(mass_kg: float) -> float:
    """Turn a mass from kg into international pounds (0.45359237 kg)."""
    return mass_kg / KG_PER_LB


def kg_from_lb(mass_lb: float) -> float:
    """Turn a mass from international pounds (0.45359237 kg) into kg."""
    return mass_lb * KG_PER_LB


def metres_from_inches(length_in: float) -> float:
    """Turn a length from inches (25.4 mm) into m."""
    return length_in * 0.0254
