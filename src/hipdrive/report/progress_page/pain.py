"""Pain over days, by when it was felt, with the limits at which an exercise and the plan stop."""

from datetime import date

from ...language import Text, en, joined, layout
from ...training import adapt_rules
from ...training.log.session import PainRecord, PainWhen
from ..figures.date_axis import Span
from ..figures.date_panel import DateLine, DatePanel, Mark, date_panel
from .content import ProgressContent
from .view import Captioned
from .words import WHEN_WORDS, pain_in_words

MOST = 10.6
"""Top of the figure; pain is told from 0 to 10."""
TICKS = (0.0, 2.0, 4.0, 6.0, 8.0, 10.0)
MARKS: dict[PainWhen, tuple[Mark, str, str]] = {
    "during": ("disc", "fill-1", "●"),
    "after": ("square", "fill-2", "■"),
    "next_morning": ("triangle", "fill-3", "▲"),
}
"""Mark, colour and sign of each moment."""
TOLD = 6


def felt(content: ProgressContent) -> list[tuple[date, PainRecord]]:
    """Every pain above nothing with its day, the newest first."""
    pains = [(session.on, pain) for session in content.sessions for pain in session.pains if pain.level > 0]
    return sorted(pains, key=lambda told: told[0], reverse=True)


def pain_figure(content: ProgressContent, span: Span) -> Captioned | None:
    """The figure; None where no pain was felt."""
    told = felt(content)
    if not told:
        return None
    rules = adapt_rules()
    quiet = tuple(
        (session.on, 0.0) for session in content.sessions if not session.skipped and not any(pain.level for pain in session.pains)
    )
    lines = [DateLine(css="quiet", mark="disc", days=quiet, joined=False)]
    for when, (mark, css, _) in MARKS.items():
        days = tuple(
            (session.on, float(pain.level)) for session in content.sessions for pain in session.pains if pain.when == when and pain.level
        )
        lines.append(DateLine(css=css, mark=mark, days=days, joined=False))
    panel = DatePanel(
        name="pain",
        title=en("Pain, 0 to 10"),
        span=span,
        lines=tuple(line for line in lines if line.days),
        limits=(
            (float(rules.pain_stop_above), en("above {limit}: a step back", limit=rules.pain_stop_above)),
            (float(rules.pain_refer_above), en("above {limit}: the plan stops", limit=rules.pain_refer_above)),
        ),
        y=(0.0, MOST),
        ticks=TICKS,
    )
    caption = [layout("{on}: {pain}.", on=on, pain=pain_in_words(pain)) for on, pain in told[:TOLD]]
    if len(told) > TOLD:
        caption.append(en("{n} more in the logged sessions below.", n=len(told) - TOLD))
    alt = en("Pain over days. {pains}", pains=joined(caption))
    return Captioned(heading=Text(""), picture=date_panel(panel, alt=alt), caption=tuple(caption))


def pain_signs(content: ProgressContent) -> tuple[tuple[str, Text], ...]:
    """Sign and moment of each kind of pain that is drawn, and of sessions without."""
    drawn = {pain.when for _, pain in felt(content)}
    return tuple(
        (css, layout("{sign} {when}", sign=sign, when=WHEN_WORDS[when])) for when, (_, css, sign) in MARKS.items() if when in drawn
    )
