"""Running speeds as runners write them: m/s, km/h, mph and paces such as 5:30/km, read into m/s and written out again."""

import math
import re

from .errors import HipDriveError
from .language import METRES_PER_MILE, Text, en, layout
from .units import m_s_from_km_h, m_s_from_mph, m_s_from_pace

PACE_EXAMPLE = en("write 5:30/km for five and a half minutes a kilometre")
SPEED_EXAMPLES = en("{pace}, 8:50/mi for a pace by the mile, '12 km/h', '7.5 mph' or '3.2 m/s'", pace=PACE_EXAMPLE)
SPEED = re.compile(r"(?P<value>-?\d+(?:[.,]\d+)?)\s*(?P<unit>m/s|km/h|kmh|kph|kmph|mph|mi/h)?", re.IGNORECASE)
PACE = re.compile(
    r"(?P<minutes>\d{1,3})(?::(?P<seconds>\d{2}))?\s*(?P<minute_word>min(?:utes?)?)?\s*(?:(?:/|per\b|an?\b)\s*(?P<distance>[a-z]+))?",
    re.IGNORECASE,
)
STROKES = re.compile(r"(?P<minutes>\d{1,3})\s*['’′]\s*(?P<seconds>\d{1,2})?")
WITH_POINT = re.compile(r"(?P<minutes>\d{1,3})[.,](?P<seconds>\d{1,2})")
STANDING_M_S = 0.01
METRES_OF = {
    "km": 1000.0,
    "kilometre": 1000.0,
    "kilometer": 1000.0,
    "k": 1000.0,
    "mi": METRES_PER_MILE,
    "mile": METRES_PER_MILE,
}
"""Word for the distance of a pace -> metres."""


class UnreadableSpeedError(HipDriveError):
    """A text that is no speed and no pace."""

    code = "unreadable_speed"

    def __init__(self, text: str, why: Text, advice: Text) -> None:
        self.about = text
        super().__init__(layout("'{text}' {why}", text=text, why=why), advice)


def speed_m_s_of(text: str) -> float:
    """The speed that a text names: 3.2 or '3.2 m/s', '12 km/h', '7.5 mph', or a pace such as 5:30/km, 8:50/mi or 5:30 (min/km).

    Raises:
        UnreadableSpeedError: If it is none of these; names what was found and gives an example.
    """
    speed = SPEED.fullmatch(text.strip())
    if speed is None:
        return pace_m_s_of(text)
    value, unit = float(speed["value"].replace(",", ".")), (speed["unit"] or "m/s").lower()
    if unit in {"mph", "mi/h"}:
        return m_s_from_mph(value)
    return value if unit == "m/s" else m_s_from_km_h(value)


def pace_m_s_of(text: str) -> float:
    """The speed (m/s) of a text where a pace is asked: as speed_m_s_of, but a bare number is refused, because it has no unit.

    Raises:
        UnreadableSpeedError: If it is no pace and no speed with its unit.
    """
    plain = text.strip()
    speed = SPEED.fullmatch(plain)
    if speed is not None and speed["unit"]:
        return speed_m_s_of(plain)
    pace = PACE.fullmatch(plain)
    if pace is None or not (pace["seconds"] or pace["distance"]):
        raise _no_pace(text, plain)
    metres = METRES_OF.get((pace["distance"] or "km").lower().rstrip("s"))
    if metres is None:
        raise UnreadableSpeedError(
            text, en("has an unknown distance ('{distance}')", distance=pace["distance"]), en("write 5:30/km or 8:50/mi")
        )
    minutes, seconds = int(pace["minutes"]), int(pace["seconds"] or 0)
    if seconds > 59:
        why = en("has {seconds} seconds, but a minute has 60, so they go from 00 to 59", seconds=seconds)
        raise UnreadableSpeedError(text, why, PACE_EXAMPLE)
    if minutes == seconds == 0:
        raise UnreadableSpeedError(text, en("is not a time in which anybody runs a kilometre or mile"), PACE_EXAMPLE)
    return m_s_from_pace(60.0 * minutes + seconds, metres=metres)


def speed_in_words(speed_m_s: float) -> Text:
    """A speed (m/s) as '13.4 km/h = 4:29 min/km = 3.72 m/s'; what hardly moves has no pace."""
    if not STANDING_M_S < speed_m_s < math.inf:
        return layout("{speed_m_s:g} m/s", speed_m_s=speed_m_s)
    return layout("{speed_m_s:ways} = {speed_m_s:.2f} m/s", speed_m_s=speed_m_s)


def _no_pace(text: str, plain: str) -> UnreadableSpeedError:
    """The error for a text that is no pace, in the light of how people often write one."""
    strokes, pointed = STROKES.match(plain), WITH_POINT.match(plain)
    if strokes:
        meant = _pace(strokes["minutes"], strokes["seconds"])
        why = en("is written with strokes, but a pace needs a colon")
        return UnreadableSpeedError(text, why, en("write {pace}/km, or {pace}/mi", pace=meant))
    if pointed:
        meant = _pace(pointed["minutes"], pointed["seconds"])
        half = en("write {pace}/km, or {minutes}:30/km if half a minute is meant", pace=meant, minutes=pointed["minutes"])
        why = en("has a point, which could mean seconds or part of a minute, but a pace needs a colon")
        return UnreadableSpeedError(text, why, half if pointed["seconds"] == "5" else en("write {pace}/km, or {pace}/mi", pace=meant))
    if SPEED.fullmatch(plain):
        return UnreadableSpeedError(text, en("has no unit, so it is not a pace"), SPEED_EXAMPLES)
    return UnreadableSpeedError(text, en("is not a speed that can be read"), SPEED_EXAMPLES)


def _pace(minutes: str, seconds: str | None) -> str:
    """'5:30' of how somebody wrote the pace: '5.3' and '5'30' are 5:30; 5:30 where seconds cannot be meant."""
    digits = (seconds or "00").ljust(2, "0")
    return f"{minutes}:{digits}" if int(digits) < 60 and int(minutes) > 0 else "5:30"
