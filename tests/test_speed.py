"""Speeds as runners write them: every spelling has the right value, and what cannot be read teaches how it is written."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdrive.speed import UnreadableSpeedError, pace_m_s_of, speed_in_words, speed_m_s_of

MILE_M = 1609.344


@pytest.mark.parametrize(
    ("m_s", "text"),
    [
        (3.2, "3.2"),
        (3.0, "3"),
        (3.2, "3.2 m/s"),
        (3.2, "3,2 m/s"),
        (12 / 3.6, "12 km/h"),
        (12 / 3.6, "12km/h"),
        (12.5 / 3.6, "12,5 KM/H"),
        (12 / 3.6, "12 kph"),
        (12 / 3.6, "12 kmh"),
        (7.5 * MILE_M / 3600, "7.5 mph"),
        (7.5 * MILE_M / 3600, "7.5 mi/h"),
        (1000 / 330, "5:30/km"),
        (1000 / 330, " 5:30 / km "),
        (1000 / 330, "5:30 min/km"),
        (1000 / 330, "05:30 min per km"),
        (1000 / 330, "5:30"),
        (1000 / 330, "5:30 min"),
        (1000 / 360, "6/km"),
        (1000 / 360, "6 min/km"),
        (MILE_M / 530, "8:50/mi"),
        (MILE_M / 530, "8:50 min/mile"),
        (MILE_M / 530, "8:50 a mile"),
        (MILE_M / 630, "10:30/mi"),
    ],
)
def test_a_spelling_that_runners_use_is_read(m_s: float, text: str) -> None:
    assert pytest.approx(m_s, rel=1e-12) == speed_m_s_of(text)
    if any(mark in text for mark in ":/khm"):
        assert pytest.approx(m_s, rel=1e-12) == pace_m_s_of(text)


@pytest.mark.parametrize(
    ("text", "why", "advice"),
    [
        ("0:00", "not a time in which anybody runs", "write 5:30/km for five and a half minutes a kilometre"),
        ("5.30", "has a point", "write 5:30/km, or 5:30/mi"),
        ("5,30", "has a point", "write 5:30/km, or 5:30/mi"),
        ("5.30/km", "has a point", "write 5:30/km, or 5:30/mi"),
        ("6.5 min/km", "has a point", "write 6:50/km, or 6:30/km if half a minute is meant"),
        ("5'30", "is written with strokes", "write 5:30/km, or 5:30/mi"),
        ("5'30\"", "is written with strokes", "write 5:30/km, or 5:30/mi"),
        ("5’30”/km", "is written with strokes", "write 5:30/km, or 5:30/mi"),
        ("4'05", "is written with strokes", "write 4:05/km, or 4:05/mi"),
        ("5:75", "has 75 seconds", "write 5:30/km for five and a half minutes a kilometre"),
        ("12", "has no unit", "write 5:30/km for five and a half minutes a kilometre"),
        ("5:3", "not a speed that can be read", "write 5:30/km"),
        ("5:30/furlong", "('furlong')", "write 5:30/km or 8:50/mi"),
        ("fast", "not a speed that can be read", "'12 km/h'"),
        ("", "not a speed that can be read", "'7.5 mph'"),
        ("nan", "not a speed that can be read", "'7.5 mph'"),
        ("1:02:00/km", "not a speed that can be read", "write 5:30/km"),
    ],
)
def test_a_pace_that_cannot_be_read_says_what_was_found_and_how_it_is_written(text: str, why: str, advice: str) -> None:
    with pytest.raises(UnreadableSpeedError) as caught:
        pace_m_s_of(text)
    assert str(caught.value).startswith(f"'{text}' ")
    assert why in str(caught.value)
    assert advice in str(caught.value)


@given(st.integers(90, 900))
def test_a_pace_that_is_written_out_is_read_back(seconds: int) -> None:
    words = speed_in_words(1000.0 / seconds)
    assert pytest.approx(1000.0 / seconds) == speed_m_s_of(words.split(" = ")[1])


def test_a_speed_is_said_in_three_ways() -> None:
    assert "10.9 km/h = 5:30 min/km = 3.03 m/s" == speed_in_words(1000 / 330)
    assert "0 m/s" == speed_in_words(0.0)


@given(st.one_of(st.text(max_size=20), st.from_regex(r"[0-9:.,' ]{0,8}(/km|/mi| km/h|mph)?", fullmatch=True)))
def test_whatever_is_typed_is_a_speed_or_refused(text: str) -> None:
    for read in (speed_m_s_of, pace_m_s_of):
        with suppress(UnreadableSpeedError):
            assert isinstance(read(text), float)
