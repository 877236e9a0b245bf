"""Units at the command line: how they are chosen, what is shown in them, and what stays as it is typed."""

import pytest
from command_line import Shown, shown_by

from hipdrive.cli.door.units import units_of
from hipdrive.cli.views.dose import in_notation
from hipdrive.errors import ValueOutOfRangeError
from hipdrive.language import METRIC, Units, reading_in, to_reader

IMPERIAL = Units(mass="lb", distance="mi")


@pytest.mark.parametrize(
    ("words", "environment", "units"),
    [
        (["load", "X19"], {}, METRIC),
        (["--units", "imperial", "load"], {}, IMPERIAL),
        (["load", "--units=imperial,pace"], {}, Units(mass="lb", distance="mi", speed="pace")),
        (["load"], {"HIPDRIVE_UNITS": "lb"}, Units(mass="lb")),
        (["load", "--units", "metric"], {"HIPDRIVE_UNITS": "imperial"}, METRIC),
        (["log", "--", "--units", "imperial"], {}, METRIC),
        (["load", "--units", "Imperial, KM"], {}, Units(mass="lb")),
    ],
)
def test_units_are_named_anywhere_in_the_command_or_in_the_environment(words: list[str], environment: dict[str, str], units: Units) -> None:
    assert units == units_of(words, environment)[0]


@pytest.mark.parametrize("asked", ["stone", "lb,furlong", ""])
def test_units_that_are_not_there_are_refused_naming_the_allowed_ones(asked: str) -> None:
    with pytest.raises(ValueOutOfRangeError, match="must be metric or imperial"):
        units_of(["--units", asked], {})


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shown:
    return shown_by(monkeypatch, capsys, "--units", "imperial", "load", "seated_lift", "--set", "weight_kg=2")


def test_a_body_is_shown_in_pounds_and_a_setting_as_it_is_typed(shown: Shown) -> None:
    assert "Body 154.5 lb, 1.75 m." in shown.plain
    assert "weight_kg=2 " in shown.plain


def test_what_can_be_set_and_what_is_refused_stay_in_the_units_of_the_options(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = shown_by(monkeypatch, capsys, "exercises", "seated_lift", "--units", "lb").plain
    assert "default set-up, 154.5 lb" in page
    assert " kg " in page[page.index("What can be set") :]
    metric = shown_by(monkeypatch, capsys, "load", "seated_lift", "--mass-kg", "9")
    pounds = shown_by(monkeypatch, capsys, "--units", "lb", "load", "seated_lift", "--mass-kg", "9")
    assert (1, metric.err) == (pounds.code, pounds.err)


def test_json_stays_si(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    plain, pounds = (
        shown_by(monkeypatch, capsys, "load", "seated_lift", "--json", "-", *units).json() for units in ((), ("--units", "imperial"))
    )
    assert plain == pounds


@pytest.mark.parametrize(
    ("load", "shown_as"),
    [
        ("5kg", "11lb"),
        ("10kg+band:red*2", "22lb+band:red*2"),
        ("25lb", "25lb"),
        ("band:red", "band:red"),
        ("bodyweight", "bodyweight"),
        ("what", "what"),
    ],
)
def test_a_load_of_the_notation_is_shown_in_the_readers_units(load: str, shown_as: str) -> None:
    assert load == to_reader(in_notation(load))
    with reading_in("en", units=IMPERIAL):
        assert shown_as == to_reader(in_notation(load))
