"""The page of the lab: the form of a set-up, and room for the figure and the chart that its script draws."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...body import Athlete
from ...exercise import Exercise, Value
from ...language import Text, en, layout
from ..exercise_picture.style import style_sheet
from ..search_words import SEARCH_WORDS
from ..template import Links, Served, render_page
from .chart import LineSent
from .controls import controls

FIGURE = "lab-figure"
SCRIPT_WORDS: Mapping[str, Text] = {
    "m": layout("{value} cm"),
    "deg": layout("{value}°"),
    "kg": layout("{value} kg"),
    "N": layout("{value} N"),
    "": layout("{value}"),
    "ahead": en("{along} cm ahead of the hip, {up} cm above the floor"),
    "behind": en("{along} cm behind the hip, {up} cm above the floor"),
    "along": layout("{value} cm"),
    "handle": en("handle"),
    "at": en("{percent} % of the rep, {angle}°"),
    "play": en("Play"),
    "pause": en("Pause"),
    "copied": en("Copied."),
    "not_copied": en("The browser did not allow copying: select the text and copy it yourself."),
    "waiting": en("Working it out …"),
    **SEARCH_WORDS,
    "tuning": en("{percent} %: looking for the best set-up, {done} of at most {of} tries"),
    "offline": en("The server does not answer; what you see may be old. Try again."),
    "impossible": en("Cannot be done from {low} to {high}."),
    "anywhere": en("Can be done everywhere on this line."),
    "nothing_fits": en("No set-up fits."),
    "speed": layout("{value} km/h"),
    "saved": en("Saved as '{name}'."),
    "deleted": en("'{name}' is deleted."),
    "sure_delete": en("Delete the set-up '{name}'?"),
    "open": en("Open"),
    "compare": en("Compare"),
    "compare_no_more": en("Compare no more"),
    "delete": en("Delete"),
    "before": en("thin: the set-up before"),
    "compared": en("thin: {name}"),
}
"""What the script says."""


@dataclass(frozen=True, kw_only=True)
class LabPage:
    """What the page shows."""

    exercise: Exercise
    """In the variant that is chosen."""
    set_up: Mapping[str, Value]
    """All values."""
    defaults: Mapping[str, Value]
    """Those that the address need not hold."""
    athlete: Athlete
    name: str
    """The stored athlete's; empty for a body that nobody has."""
    stride: Text
    """What is drawn behind, in words."""
    own_stride: bool
    """Whether it was recorded; else its speed can be chosen."""
    speed_m_s: float
    demand: list[LineSent]
    equipment: Text
    """What is owned, in words."""
    bands: tuple[str, ...]
    """Own bands."""
    refused: Text
    """Why the set-up of the address cannot be used; empty where it is."""
    addresses: Mapping[str, str]
    """Where the script asks: 'look', 'reach', 'tune', 'stride'."""
    command: str
    """That of the command line, up to its set-up."""
    kept: Mapping[str, str]
    """What the address holds beside the set-up."""
    people: tuple[tuple[str, str], ...] = ()
    """Id and name of those with whom a set-up can be kept; of a stored athlete's lab that one."""


def lab_page_html(page: LabPage, *, links: Links) -> str:
    """Write the page, as a server sends it; words from exercise files are escaped."""
    exercise = page.exercise
    sent = {
        "exercise": exercise.id,
        "set_up": dict(page.set_up),
        "defaults": dict(page.defaults),
        "demand": page.demand,
        "addresses": dict(page.addresses),
        "command": page.command,
        "kept": dict(page.kept),
        "body": {"mass_kg": page.athlete.mass_kg, "height_m": page.athlete.height_m, "sex": page.athlete.sex},
        "speed_m_s": page.speed_m_s,
        "own_stride": page.own_stride,
        "people": page.people,
    }
    return render_page(
        "lab.html.j2",
        links=links,
        served=Served(modules=("/scripts/lab/lab.js",), words=SCRIPT_WORDS, sent=sent),
        page=page,
        exercise=exercise,
        groups=controls(exercise, page.set_up, bands=page.bands),
        picture_looks=style_sheet(f".{FIGURE}"),
    )
