"""One line of a validation table: what was asked, what is reached, what others reach."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Row:
    """A quantity with its floor, if the project has set one, and the figures of others beside it."""

    quantity: str
    reached: float
    digits: int = 3
    low: float | None = None
    """Least allowed value."""
    high: float | None = None
    """Largest allowed value."""
    opensim: float | None = None
    published: float | None = None
    excuse: str = ""
    """Why a missed floor is known and not counted; empty for all others."""

    @property
    def met(self) -> bool:
        """Whether the figure keeps its floor."""
        return (self.low is None or self.reached >= self.low) and (self.high is None or self.reached <= self.high)

    @property
    def missed(self) -> bool:
        """Whether the figure misses its floor without a known reason."""
        return not self.met and not self.excuse

    def asked(self) -> str:
        """The floor in words."""
        if self.low is not None and self.high is not None:
            return f"{self.low:.{self.digits}f} to {self.high:.{self.digits}f}"
        if self.low is not None:
            return f">= {self.low:.{self.digits}f}"
        return "" if self.high is None else f"<= {self.high:.{self.digits}f}"

    def cells(self) -> tuple[str, ...]:
        """Quantity, asked, reached, OpenSim and published as text; a missed floor is marked."""
        mark = "" if self.met else (" (known)" if self.excuse else " MISSED")
        others = ("-" if value is None else f"{value:.{self.digits}f}" for value in (self.opensim, self.published))
        return (self.quantity, self.asked() or "-", f"{self.reached:.{self.digits}f}{mark}", *others)


def share_of(value: float, tolerance: float) -> tuple[float, float]:
    """Lower and upper end of a value +- a share of it."""
    return value - tolerance * abs(value), value + tolerance * abs(value)


def as_text(title: str, rows: tuple[Row, ...]) -> str:
    """A table in plain columns, excuses below it."""
    lines = [("quantity", "asked", "reached", "OpenSim 4.6", "published"), *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    text = [title]
    for line in lines:
        text.append("  ".join([line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]))
    text += [f"known: {excuse}" for excuse in dict.fromkeys(row.excuse for row in rows if not row.met and row.excuse)]
    return "\n".join(text)
