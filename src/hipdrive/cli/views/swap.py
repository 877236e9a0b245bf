"""How what stands in for planned exercises looks in the terminal."""

import shlex
from typing import TYPE_CHECKING

from ...language import Text, and_list, en, joined
from ..door.outlet import show_paragraph
from .vocabulary import sides_words, word

if TYPE_CHECKING:
    from ...contract.plans.swap import SwapDocument, SwapsDocument


def show_swaps(found: "SwapsDocument") -> None:
    """One sentence for each line of the plan, sides that say the same together, then how to log it."""
    gone = en("without {things}", things=and_list([word(thing) for thing in found.without])) if found.without else ""
    show_paragraph(joined((en("Session of {on}", on=found.on), gone), ", "), bold=True)
    said: dict[tuple[str, str], list[SwapDocument]] = {}
    for swap in found.swaps:
        said.setdefault((swap.name, _said_of(swap, Text(""))), []).append(swap)
    for swaps in said.values():
        show_paragraph(_said_of(swaps[0], sides_words([swap.side for swap in swaps])))
    print()
    show_paragraph(en("If it was done like this, and everything else as planned:"))
    lines = dict.fromkeys(line for swap in found.swaps for line in swap.to_log)
    print(f"  hipdrive log {shlex.quote(found.athlete)} --as-planned {' '.join(shlex.quote(line) for line in lines)}")


def _said_of(swap: "SwapDocument", sides: Text) -> Text:
    """The sentence of a swap with other sides in it."""
    return swap.says.having(side=sides)
