"""Language, units and ground, each with what there is to choose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...language import Text, en, languages, layout, reader, verbatim
from ..template import Links, Served, render_page

NAMES: Mapping[str, Text] = {"en": verbatim("English"), "de": verbatim("Deutsch")}
"""Languages as those who speak them call them."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing to choose."""

    key: str
    label: Text
    options: tuple[tuple[str, Text], ...]
    """Value and words; the first where nothing was chosen."""
    chosen: str
    about: Text = Text("")  # noqa: RUF009 - a text can't be changed


def settings_page_html(*, language: str, links: Links = (), modules: Sequence[str] = ()) -> str:
    """Write the page for whoever reads now.

    Args:
        language: The language that was chosen; empty where the browser says it.
        links: Words and address of further pages.
        modules: Addresses of its scripts.
    """
    served = Served(modules=tuple(modules), words={"kept": en("Kept on this device."), "failed": en("Not kept: {why}")})
    return render_page("settings.html.j2", links=links, served=served, choices=_choices(language))


def _choices(language: str) -> tuple[Choice, ...]:
    units = reader().units
    known = tuple((code, NAMES.get(code, verbatim(code))) for code in languages())
    return (
        Choice(key="language", label=en("Language"), options=(("", en("as the browser asks")), *known), chosen=language),
        Choice(
            key="mass",
            label=en("Weights"),
            options=(("kg", en("kilograms")), ("lb", en("pounds"))),
            chosen=units.mass,
            about=en(
                "Pounds are shown to half a pound. Plates come in larger steps: take the nearest you have, and log what you took. "
                "Moments stay in Nm/kg."
            ),
        ),
        Choice(
            key="distance",
            label=en("Distances"),
            options=(("km", en("kilometres")), ("mi", en("miles"))),
            chosen=units.distance,
            about=en("Lengths of a set-up stay in cm and m."),
        ),
        Choice(
            key="speed",
            label=en("Running speed"),
            options=(
                ("speed", layout("{speed} (km/h, mph)", speed=en("as speed"))),
                ("pace", layout("{pace} (min/km, min/mi)", pace=en("as pace"))),
            ),
            chosen=units.speed,
        ),
        Choice(
            key="ground",
            label=en("Light or dark"),
            options=(("system", en("as the device")), ("light", en("always light")), ("dark", en("always dark"))),
            chosen=reader().ground,
        ),
    )
