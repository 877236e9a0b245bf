"""The range figure: small bars that show, by range, how much of the need there is and how much of it the chosen exercises train."""

from collections.abc import Sequence

from ...picture import INK, SMALL_PT, SOFT, TEXT_PT, Picture, as_picture, blank_figure
from ..chosen import TrainedShare

ROW_IN = 0.24
_RANGE_WORDS = {"early": "early", "mid": "mid", "end": "end"}


def range_figure(shares: Sequence[TrainedShare]) -> Picture:
    """Draw one bar per side, action and range: the outline is the need, the hatched part is trained."""
    groups = list(dict.fromkeys((share.side, share.action) for share in shares))
    rows = len(shares) + len(groups)
    figure = blank_figure(0.45 + ROW_IN * rows)
    height_in = float(figure.get_size_inches()[1])
    axes = figure.add_axes((0.15, 0.05 / height_in, 0.52, ROW_IN * rows / height_in))
    axes.set_xlim(0, 100)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.axis("off")
    row = 0
    for side, action in groups:
        axes.text(-28, row, f"{side} hip {action}s", fontsize=TEXT_PT, fontweight="bold", color=INK, va="center")
        row += 1
        for share in (row_share for row_share in shares if (row_share.side, row_share.action) == (side, action)):
            need, trained = 100 * share.need, 100 * share.trained
            axes.barh(row, need, height=0.62, facecolor="white", edgecolor=INK, linewidth=0.9)
            axes.barh(row, trained, height=0.62, facecolor="#bdbdbd", edgecolor=INK, hatch="////", linewidth=0.9)
            axes.text(-4, row, _RANGE_WORDS[share.range], fontsize=SMALL_PT, color=INK, ha="right", va="center")
            axes.text(103, row, f"{need:.0f} %, trained {100 * trained / need:.0f} % of it", fontsize=SMALL_PT, color=INK, va="center")
            row += 1
    figure.text(0.02, 1 - 0.2 / height_in, "outline: share of the need by range   hatched: trained", fontsize=SMALL_PT, color=SOFT)
    return as_picture(figure, _alt(shares))


def _alt(shares: Sequence[TrainedShare]) -> str:
    if not shares:
        return "No need at angles where strength is known."
    words = [
        f"{share.side} {share.action}s, {share.range} range: {100 * share.need:.0f} % of the need, of which the exercises train "
        f"{100 * share.trained / share.need:.0f} %"
        for share in shares
    ]
    return f"Need and training by range. {'; '.join(words)}."
