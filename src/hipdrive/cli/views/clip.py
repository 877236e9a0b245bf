"""What a clip will tell, before anything is worked out."""

from typing import TYPE_CHECKING

from ...language import en, layout
from ..door.outlet import show_line, show_message, show_table

if TYPE_CHECKING:
    from ...video import ClipCheck

GRADES = {"yes": en("yes"), "rough": en("roughly"), "no": en("no")}


def show_check(check: "ClipCheck") -> None:
    """Print what a clip is, what it will tell and what to film otherwise."""
    facts = check.facts
    show_line(
        en(
            "{file}: {width} x {height}, {duration:.1f} s, {rate:.4g} pictures a second ({codec})",
            file=facts.name,
            width=facts.size[0],
            height=facts.size[1],
            duration=facts.duration_s,
            rate=facts.clock.captured_hz,
            codec=facts.codec,
        )
    )
    show_table("", (en("measure"), en("can be told"), en("why")), [(r.name, GRADES[r.grade], r.why) for r in check.readings], words=True)
    for note in check.advice:
        show_message(layout("- {words}", words=note.message))
    if not check.looked_for_runner:
        show_message(en("Who is in the picture was not looked at: fetch the pose model with 'hipdrive video fetch-model'."))
