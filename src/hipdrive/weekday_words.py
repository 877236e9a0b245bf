"""What the days of the week are called to people, Monday first, as `date.weekday` counts them."""

from .language import en

WEEKDAY_WORDS = (en("Monday"), en("Tuesday"), en("Wednesday"), en("Thursday"), en("Friday"), en("Saturday"), en("Sunday"))
SHORT_WEEKDAYS = (en("Mon"), en("Tue"), en("Wed"), en("Thu"), en("Fri"), en("Sat"), en("Sun"))
ON_WEEKDAYS = (
    en("on Mondays"),
    en("on Tuesdays"),
    en("on Wednesdays"),
    en("on Thursdays"),
    en("on Fridays"),
    en("on Saturdays"),
    en("on Sundays"),
)
"""As one says that something happens on each of them."""
