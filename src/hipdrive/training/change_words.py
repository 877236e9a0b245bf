"""What a test before and after says, in sentences."""

from ..language import Text, en, joined


def moved_words(difference: float, unit: str, *, smallest: float | None, clear: bool) -> Text:
    """How far a mean moved, beside what chance alone does.

    Args:
        difference: After less before.
        unit: Of all three.
        smallest: The smallest difference that is not chance; None if it is not known.
        clear: Whether there is a verdict.
    """
    if smallest is None:
        words = en("The mean moved by {difference:+.3g} {unit}; it is not known how far chance alone moves it.")
    elif clear:
        words = en("The mean moved by {difference:+.3g} {unit}, more than the {smallest:.3g} that chance alone moves it.")
    else:
        words = en("The mean moved by {difference:+.3g} {unit}; chance alone moves it by up to {smallest:.3g}.")
    return words.filled(difference=difference, unit=unit, smallest=smallest)


def one_more_words(difference: float, unit: str, *, detectable: float | None, clear: bool) -> Text:
    """What one more day would settle.

    Args:
        difference: As for `moved_words`.
        unit: Too.
        detectable: The smallest difference that could be told with it; None if that cannot be said.
        clear: Whether there is a verdict.
    """
    if detectable is None:
        return en(
            "Testing on one more day would give a first figure for your own day-to-day scatter; two days each time make it useful. "
            "More tries on the same day do not help: they say nothing about how much days differ."
        )
    if clear:
        words = en(
            "With one more day that scatters like the others, a change of {detectable:.3g} {unit} could be detected; the verdict is "
            "already clear."
        )
    elif abs(difference) >= detectable:
        words = en(
            "With one more day that scatters like the others, a change of {detectable:.3g} {unit} could be detected: enough to settle a "
            "difference like this one."
        )
    else:
        words = en(
            "With one more day that scatters like the others, a change of {detectable:.3g} {unit} could be detected: still more than the "
            "difference found."
        )
    return words.filled(detectable=detectable, unit=unit)


def passed_words(was: frozenset[bool], is_now: frozenset[bool], *, more_days: int | None) -> Text:
    """What became of a test that is passed or failed.

    Args:
        was: Outcomes of the days before.
        is_now: Those of the days after.
        more_days: Days with the same result that a verdict takes; None where there are enough.
    """
    words = en("Before: {before}. After: {after}.", before=_outcome(was), after=_outcome(is_now))
    if more_days is None:
        return words
    days = en("It takes {days} days with the same result each time; all tries on one day count as one.", days=more_days)
    return joined((words, days))


def _outcome(outcomes: frozenset[bool]) -> Text:
    if outcomes == {True}:
        return en("passed")
    return en("failed") if outcomes == {False} else en("sometimes passed")
