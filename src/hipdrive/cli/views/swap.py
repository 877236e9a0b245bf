"""How what stands in for planned exercises looks in the terminal."""

import shlex
from typing import TYPE_CHECKING

from ..door.outlet import show_paragraph

if TYPE_CHECKING:
    from ...contract.plans.swap import SwapsDocument


def show_swaps(found: "SwapsDocument") -> None:
    """One sentence for each line of the plan, sides that say the same together, then how to log it."""
    gone = f", without {' and '.join(found.without)}" if found.without else ""
    show_paragraph(f"Session of {found.on.isoformat()}{gone}", bold=True)
    said: dict[tuple[str, str], list[str]] = {}
    for swap in found.swaps:
        said.setdefault((swap.name, swap.says.rpartition(f"{swap.name}, {swap.side}")[2]), []).append(swap.side)
    for (name, words), sides in said.items():
        show_paragraph(words if sides == ["both"] else f"instead of {name}, {' and '.join(sides)}{words}")
    print()
    show_paragraph("If it was done like this, and everything else as planned:")
    lines = dict.fromkeys(line for swap in found.swaps for line in swap.to_log)
    print(f"  hipdrive log {shlex.quote(found.athlete)} --as-planned {' '.join(shlex.quote(line) for line in lines)}")
