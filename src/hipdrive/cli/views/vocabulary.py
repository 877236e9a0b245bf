"""Words for what documents call by a short name: sides, muscles, states, verdicts."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from ...body_words import MUSCLES, SEX_WORDS, SIDE_WORDS, SITE_WORDS
from ...language import Text, and_list, en, layout, verbatim
from ...weekday_words import WEEKDAY_WORDS

if TYPE_CHECKING:
    from ...curve import Action

WORDS: Mapping[str, Text] = MappingProxyType(
    {
        str(words): words
        for words in (
            *SIDE_WORDS.values(),
            *SEX_WORDS.values(),
            *SITE_WORDS.values(),
            en("distance"),
            en("sprint"),
            en("general"),
            en("concentric"),
            en("eccentric"),
            en("isometric"),
            en("stance"),
            en("swing"),
            en("constant"),
            en("rising"),
            en("falling"),
            en("good"),
            en("usable"),
            en("doubtful"),
            en("passed"),
            en("failed"),
            en("active"),
            en("paused"),
            en("stopped"),
            en("later"),
            en("referred"),
            en("improved"),
            en("worse"),
            en("cannot tell yet"),
            en("changed"),
            en("another speed"),
            en("within noise"),
            en("below the smallest detectable change"),
            en("unknown"),
            en("combined"),
            en("separate"),
            en("combined grows faster"),
            en("separate grows faster"),
            en("can't tell"),
            en("added"),
            en("unchanged"),
            en("screen"),
            en("test"),
            en("session"),
            en("label"),
            en("synonym"),
            en("geometry"),
            en("ankle"),
            en("toes"),
            en("knee"),
            en("own weight"),
            en("weight"),
            en("band"),
            en("cable"),
            en("sled"),
            en("standing"),
            en("supine"),
            en("seated"),
            en("hanging"),
            en("half-kneeling"),
            en("hands and feet"),
            en("hands on a bench"),
            en("shoulders on a bench"),
            en("one leg at a time"),
            en("alternating legs"),
            en("both legs together"),
            en("one leg thrusts while the other drives"),
            en("at the start"),
            en("on the way up"),
            en("at the top"),
            en("on the way down"),
            en("back extensors"),
            en("abdomen"),
            en("isometric hip flexion"),
            en("isometric hip extension"),
            en("repetition maximum"),
            en("most repetitions"),
            en("exercise"),
            en("remark"),
            en("claim answered by computation"),
            en("fault"),
            en("dose"),
            en("note"),
            en("report"),
            en("other evidence"),
            en("ladder"),
            en("training rule"),
            en("safety row"),
            en("strength protocol"),
            en("words of the report"),
            en("marker set"),
            en("early"),
            en("mid"),
            en("end"),
            en("ankle cuff"),
            en("ankle weight"),
            en("ball"),
            en("barbell"),
            en("bench"),
            en("box"),
            en("cable machine"),
            en("chair"),
            en("dumbbell"),
            en("kettlebell"),
            en("mat"),
            en("power rack"),
            en("pull-up bar"),
            en("roman chair"),
            en("wall"),
        )
    }
)
"""Short name, with spaces for _ -> words; one that is not here is shown as it is."""


def word(name: str) -> Text:
    """What people call it; what is words already stays as it is."""
    return name if isinstance(name, Text) else WORDS.get(name.replace("_", " ")) or verbatim(name)


def holds_words(holds: bool | None) -> Text:
    """Whether a claim holds; None where it was not computed."""
    if holds is None:
        return en("Not computed.")
    return en("Holds.") if holds else en("Does not hold.")


def sides_words(sides: Iterable[str]) -> Text:
    """Such as 'left and right'."""
    return and_list([word(side) for side in sides])


def muscles(sides: Iterable[str], action: "Action") -> Text:
    """Such as 'left and right flexors'."""
    return en("{side} {muscles}", side=sides_words(sides), muscles=MUSCLES[action])


def day_words(on: date) -> Text:
    """A day with its name, such as 'Monday 2026-11-23'."""
    return en("{weekday} {on}", weekday=WEEKDAY_WORDS[on.weekday()], on=on)


def short_day(on: date) -> Text:
    """Month and day, such as '11-23'."""
    return en("{month:02d}-{day:02d}", month=on.month, day=on.day)


def percent(low: float, high: float) -> Text:
    """Shares as '40-55 %', or '40 %' where both round to the same."""
    first, last = round(100 * low), round(100 * high)
    return layout("{percent} %", percent=first) if first == last else layout("{low}-{high} %", low=first, high=last)
