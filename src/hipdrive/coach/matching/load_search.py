"""Find the heaviest load of a family that is not too heavy, with few load curves: what is asked grows about evenly with the load."""

from collections.abc import Callable, Sequence

GROWS_BY = 2.0
"""From one look to the next while none is too heavy; our choice."""
MOST_LOOKS = 6
"""Looks between the heaviest that is known to be light enough and the lightest that is known to be too heavy; our choice."""


def searched(sizes: Sequence[float], asked: Callable[[int], float | None]) -> int | None:
    """Place of the heaviest load that asks at most 1, found by doubling and then by straight lines between two looks.

    Every load that is looked at is called once or more with asked; the places right above and right below the one that is found are
    among them, so that nothing heavier fits and there is a lighter one to begin with.

    Args:
        sizes: What the loads weigh, increasing.
        asked: Place -> how much of what is allowed it asks; None where that load can't be used (such as a slack cable).

    Returns:
        The place; None if none of those looked at asks 1 or less.
    """
    light: tuple[int, float] | None = None
    heavy: tuple[int, float] | None = None
    place = 0
    while place < len(sizes) and heavy is None:
        share = asked(place)
        if share is not None and share <= 1.0:
            light = (place, share)
        elif share is not None:
            heavy = (place, share)
        place = _next(sizes, place)
    if light is None:
        return None
    for _ in range(MOST_LOOKS):
        end = len(sizes) if heavy is None else heavy[0]
        if light[0] + 1 >= end:
            break
        between = _between(sizes, light, heavy)
        share = asked(between)
        if share is None or share > 1.0:
            heavy = (between, share if share is not None else 2.0)
        else:
            light = (between, share)
    if light[0] > 0:
        asked(light[0] - 1)
    return light[0]


def _next(sizes: Sequence[float], place: int) -> int:
    """The next place to look at: the first of about twice the load, the last one before the end is passed."""
    last = len(sizes) - 1
    if place == last:
        return len(sizes)
    aim = max(GROWS_BY * sizes[place], sizes[place + 1])
    return next((other for other in range(place + 1, len(sizes)) if sizes[other] >= aim), last)


def _between(sizes: Sequence[float], light: tuple[int, float], heavy: tuple[int, float] | None) -> int:
    """A place above the light one and below the heavy one, where a straight line through both would reach 1."""
    if heavy is None:
        return len(sizes) - 1
    (low, low_share), (high, high_share) = light, heavy
    aim = sizes[low] + (sizes[high] - sizes[low]) * (1.0 - low_share) / max(high_share - low_share, 1e-9)
    inside = [place for place in range(low + 1, high) if sizes[place] <= aim + 1e-9]
    return inside[-1] if inside else low + 1
