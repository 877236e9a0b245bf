"""Shapes that many pictures of one page share, drawn once: a limb has the same outline in every picture of one scale."""

import re
from collections import Counter
from collections.abc import Sequence

_SHAPE = re.compile(r'<path d="[^"]+"/>')
LEAST_LETTERS = 45
"""A shorter shape is as long as the word that would stand for it."""


def with_shared_shapes(drawings: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Take shapes that recur out of SVG documents of one page.

    Args:
        drawings: SVG documents; only shapes without looks of their own are shared, so colours stay those of the picture.

    Returns:
        An SVG document that shows nothing and holds the shapes, and the drawings that point to them.
    """
    counted = Counter(shape for drawing in drawings for shape in _SHAPE.findall(drawing))
    shared = [shape for shape, count in counted.items() if count > 1 and len(shape) > LEAST_LETTERS]
    names = {shape: f"s{number}" for number, shape in enumerate(shared)}
    held = "".join(shape.replace("<path ", f'<path id="{name}" ', 1) for shape, name in names.items())
    store = f'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0" aria-hidden="true"><defs>{held}</defs></svg>'

    def pointed(found: re.Match[str]) -> str:
        name = names.get(found[0])
        return found[0] if name is None else f'<use href="#{name}"/>'

    return store, tuple(_SHAPE.sub(pointed, drawing) for drawing in drawings)
