"""The reader's units: an amount in any sentence is shown in kg or lb, km or mi, as speed or pace; English documents stay SI."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hipdrive.language import Text, Units, en, joined, layout, reading_in, to_reader, verbatim
from hipdrive.language.catalogue import catalogue
from hipdrive.language.in_units import in_units
from hipdrive.language.quantities import pounds_shown
from hipdrive.speed import speed_in_words
from hipdrive.units import kg_from_lb, pace_min_km_from_m_s, speed_and_pace

POUNDS, MILES = Units(mass="lb"), Units(mass="lb", distance="mi")
PACES = Units(distance="mi", speed="pace")
SOURCE = Path(__file__).parents[1] / "src" / "hipdrive"
PER_KG = r"(?:Nm|Nm s|Nms|W|J|Ns)/kg|\bper kg\b|\b(?:pro|je) kg\b|per kilogram"
ABOUT_UNITS = re.compile(r"\b(?:lb|pounds?|Pfund|mph|mi)\b")
STRAY = re.compile(r"(?<![\w/])kg(?![\w/])|km/h")


def shown(text: Text, units: Units, code: str = "en") -> str:
    with reading_in(code, units=units):
        return to_reader(text)


def patterns() -> Iterator[str]:
    """Every pattern of the catalogue, English and German, and those without words, which stand in the source alone."""
    german = catalogue("de").forms
    yield from german
    for forms in german.values():
        yield from forms
    for path in SOURCE.rglob("*.py"):
        yield from re.findall(r'layout\(\s*"([^"\n]*)"', path.read_text(encoding="utf-8"))


def test_no_pattern_keeps_its_kilograms_or_kilometres() -> None:
    met = 0
    for pattern in patterns():
        about_units = (
            ABOUT_UNITS.search(pattern) or pattern.strip() == "km/h"
        )  # a unit by itself is set behind its number before it is shown
        if about_units or not STRAY.search(re.sub(PER_KG, "", pattern)):
            continue
        met += 1
        values = dict.fromkeys(re.findall(r"\{(\w+)", pattern), 2.0)
        changed, _ = in_units(pattern, values, MILES)
        assert not STRAY.search(re.sub(PER_KG, "", changed)), pattern
    assert met > 100


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        (layout("{mass:g} kg", mass=12.5), "27.5 lb"),
        (en("{mass:g} kg at each ankle ({all:g} kg in all)", mass=2.5, all=5.0), "5.5 lb at each ankle (11 lb in all)"),
        (
            en("kettlebells of {masses} kg", masses=joined([layout("{m:g}", m=8), layout("{m:g}", m=12)], ", ")),
            "kettlebells of 17.5, 26.5 lb",
        ),
        (layout("{size:.3g} {unit}", size=80.0, unit=verbatim("kg")), "176.5 lb"),
        (layout("{size:.3g} {unit}", size=80.0, unit=layout("kg {what}", what=en("left"))), "176.5 lb left"),
        (layout("{size:+.3g} {unit}", size=-2.0, unit="kg (estimated)"), "-4.4 lb (estimated)"),
        (layout("{number}{unit}", number=layout("{number:.1f}", number=12.0), unit=layout(" kg")), "26.5 lb"),
        (en("{a:g} kg and {b:+g} kg", a=70, b=-1.5), "154.5 lb and -3.3 lb"),
        (en("kg used"), "lb used"),
        (en("a typical body (70 kg)"), "a typical body (154.5 lb)"),
        (en("{moment:.2f} Nm/kg, that is Nm per kg of body mass", moment=1.234), "1.23 Nm/kg, that is Nm per kg of body mass"),
        (en("did you type pounds ({mass:g} lb are {kg:.0f} kg)?", mass=150, kg=68), "did you type pounds (150 lb are 68 kg)?"),
        (layout("{note}", note="70 kg of {braces}"), "70 kg of {braces}"),
        (Text("70 kg of {braces}"), "70 kg of {braces}"),
        (layout("{thing} kg", thing="about 5"), "about 5 kg"),
    ],
)
def test_a_mass_is_shown_in_pounds_and_stays_kilograms_in_english_documents(text: Text, pounds: str) -> None:
    before = str(text)
    assert pounds == shown(text, POUNDS)
    assert before == shown(text, Units()) == str(text)


def test_what_was_entered_in_pounds_comes_back_as_it_was() -> None:
    assert [pounds_shown(kg_from_lb(pounds)) for pounds in (0.5, 2.5, 7.5, 25, 154, 500)] == [0.5, 2.5, 7.5, 25, 154, 500]


def test_a_speed_is_shown_as_the_reader_runs() -> None:
    at = en("own run at {speed:.1f} km/h", speed=12.0)
    assert ("own run at 7.5 mph", "own run at 8:03 min/mi") == (shown(at, MILES), shown(at, PACES))
    assert "eigener Lauf mit 7,5 mph" == shown(at, MILES, "de")
    assert ("12.6 km/h (4:46 min/km)", "7:40 min/mi (7.8 mph)") == (str(speed_and_pace(3.5)), shown(speed_and_pace(3.5), PACES))
    assert "7:40 min/mi" == shown(pace_min_km_from_m_s(3.5), MILES)
    assert "4:46 min/km = 12.6 km/h = 3.50 m/s" == shown(speed_in_words(3.5), Units(speed="pace"))


def test_a_spread_or_a_difference_of_speeds_is_no_pace() -> None:
    spread = layout("{mean} ± {spread}{unit}", mean=layout("{n:.1f}", n=12.0), spread=layout("{n:.1f}", n=0.2), unit=layout(" km/h"))
    faster = layout("{number}{unit}", number=layout("{n:.1f}", n=0.5), unit=layout(" km/h"))
    assert ("7.5 ± 0.1 mph", "7.5 ± 0.1 mph", "12.0 ± 0.2 km/h") == tuple(shown(spread, one) for one in (MILES, PACES, Units(speed="pace")))
    assert ("0.3 mph", "0.5 km/h") == (shown(faster, PACES), shown(faster, Units(speed="pace")))


def test_units_last_as_long_as_the_reader_reads() -> None:
    ankle = layout("{mass:g} kg", mass=1)
    with reading_in("en", units=POUNDS):
        with reading_in("de", on_page=True):
            assert "2,2 lb" == to_reader(ankle)
        assert "2.2 lb" == to_reader(ankle)
    assert "1 kg" == to_reader(ankle)
