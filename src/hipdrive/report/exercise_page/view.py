"""ExercisePage: everything about one exercise that its page shows, gathered by the caller, and its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...body import Athlete
from ...evidence import EvidenceRow
from ...exercise import (
    SIDE,
    ClaimVerdict,
    Effort,
    Exercise,
    InStep,
    LadderStep,
    Load,
    Peak,
    Seesaw,
    Setting,
    SourceDose,
    Value,
    VariantSummary,
)
from ...language import Text, en, joined, layout, number_span, verbatim
from ..named import step_name
from ..words import tempo_in_words

DOSE_WORDS: Mapping[str, Text] = {
    "sets": en("sets"),
    "reps": en("reps"),
    "hold_s": en("hold"),
    "rest_s": en("rest"),
    "per_week": en("times a week"),
    "per_side": en("counted per side"),
    "distance_m": en("distance in metres"),
}
LONG_CHOICE = 8
"""Choices beyond this number are counted instead of listed."""


@dataclass(frozen=True, kw_only=True)
class PlaceOnLadder:
    """One rung on which the exercise stands."""

    ladder: str
    ladder_name: Text
    step: str
    set_up: Mapping[str, Value]
    up: tuple[tuple[LadderStep, Text], ...]
    """Next steps, with what opens them."""
    down: tuple[tuple[LadderStep, Text], ...]
    """Steps back, with what leads there."""


@dataclass(frozen=True, kw_only=True)
class SettingRow:
    """One set-up key as people read it."""

    key: str
    default: Text
    allowed: Text
    meaning: Text


@dataclass(frozen=True, kw_only=True)
class PartOfRepetition:
    """A part of a repetition as the player shows it."""

    key: Literal["up", "hold", "down"]
    name: Text
    says: Text
    """What to tell someone in it; may be empty."""
    explosive: bool
    """As fast as possible: it is not counted."""


@dataclass(frozen=True, kw_only=True)
class VariantView:
    """One variant: its default set-up, what it loads at the page's tempo, and its pictures."""

    name: str
    """Empty for an exercise without variants."""
    exercise: Exercise
    """As this variant declares it."""
    set_up: Mapping[str, Value]
    load: Load | None = None
    """None for mobility work."""
    peaks: tuple[Peak, ...] = ()
    summary: VariantSummary | None = None
    """Which muscles of which leg work how hard; None for mobility work."""
    side_sentences: tuple[Text, ...] = ()
    """What keeps the body from tipping and twisting sideways."""
    drawn: Mapping[str, str] = field(default_factory=dict)
    """SVG documents: figure wide and narrow, and motion; empty if not asked for."""

    @property
    def efforts(self) -> tuple[Effort, ...]:
        """How hard the muscles of both legs work, the hardest first."""
        return () if self.summary is None else self.summary.efforts

    @property
    def settings(self) -> tuple[SettingRow, ...]:
        """All set-up keys with default, range and meaning."""
        keys = {**self.exercise.settings, SIDE.key: SIDE}
        return tuple(
            _setting_row(setting, setting.default if setting.kind == "tempo" else self.set_up[key]) for key, setting in keys.items()
        )

    @property
    def is_played(self) -> bool:
        """Whether its movement is drawn."""
        return "motion" in self.drawn

    @property
    def tempo(self) -> Text:
        """How fast a repetition goes, in words."""
        return tempo_in_words(str(self.set_up["tempo"]))

    @property
    def parts(self) -> tuple[PartOfRepetition, ...]:
        """The way up, the hold and the way down, each with what to tell someone in it."""
        up, _, down = str(self.set_up["tempo"]).upper().split("-")
        says = self.exercise.in_step or InStep(up=Text(""), down=Text(""))
        return (
            PartOfRepetition(key="up", name=en("Up"), says=says.up, explosive=up == "X"),
            PartOfRepetition(key="hold", name=en("Hold"), says=says.hold, explosive=False),
            PartOfRepetition(key="down", name=en("Down"), says=says.down, explosive=down == "X"),
        )

    @property
    def most_reps(self) -> int:
        """Most repetitions of a set, after which the player stops; 0 where a set is a distance."""
        dose = self.exercise.dose
        return dose.reps[1] if dose.distance_m is None else 0

    @property
    def repetitions(self) -> Text:
        """'5 to 10'; empty where a distance is asked for."""
        return Text("") if self.exercise.dose.distance_m else number_span(*self.exercise.dose.reps)

    @property
    def dose(self) -> tuple[Text, Text]:
        """The amount in words, and what of it the source states and what is our choice."""
        return dose_in_words(self.exercise.dose), dose_source(self.exercise.dose)


@dataclass(frozen=True, kw_only=True)
class ExercisePage:
    """One exercise."""

    exercise: Exercise
    athlete: Athlete
    """On whose body it is computed."""
    tempo: str | None = None
    """The tempo that was asked for; None where each variant has its own."""
    variants: tuple[VariantView, ...]
    """The default first."""
    steps: tuple[PlaceOnLadder, ...]
    verdicts: tuple[ClaimVerdict, ...]
    seesaws: tuple[Seesaw, ...]
    """Both hips at different loads, of each variant that stands on one leg."""
    evidence: tuple[EvidenceRow, ...]

    @property
    def rows(self) -> tuple[str, ...]:
        """All rows of the sources that it stands for."""
        every = (self.exercise.rows, *(view.exercise.rows for view in self.variants))
        return tuple(dict.fromkeys(row for rows in every for row in rows))

    @property
    def is_played(self) -> bool:
        """Whether a movement is drawn."""
        return any(view.is_played for view in self.variants)

    @property
    def reconstructed(self) -> tuple[Text, ...]:
        """What says that the set-up is ours because the source does not describe it."""
        return tuple(remark.says for remark in self.exercise.remarks if remark.reconstruction)

    def label_of(self, variant: str) -> Text:
        """The label of a variant; empty for an exercise without variants."""
        return next((view.exercise.label for view in self.variants if view.name == variant), Text(""))

    @property
    def ladder_moves(self) -> tuple[tuple[Text, tuple[tuple[Text, tuple[Text, ...], Text], ...]], ...]:
        """For each ladder its name and the moves on it: 'Progress' or 'Back', from which step to which, and when; same words together."""
        ladders = []
        for name in dict.fromkeys(step.ladder for step in self.steps):
            steps = [step for step in self.steps if step.ladder == name]
            moves = [(en("Progress"), step, to, words) for step in steps for to, words in step.up]
            moves += [(en("Back"), step, to, words) for step in steps for to, words in step.down]
            grouped: dict[tuple[Text, Text], list[Text]] = {}
            for direction, start, to, words in moves:
                grouped.setdefault((direction, words), []).append(self._move(start, to))
            ladders.append((steps[0].ladder_name, tuple((direction, tuple(pairs), words) for (direction, words), pairs in grouped.items())))
        return tuple(ladders)

    def _move(self, start: PlaceOnLadder, to: LadderStep) -> Text:
        """'from Standing march (march, no added weight) to Standing march (march, red band)'."""
        here = LadderStep(id=start.step, exercise=self.exercise.id, set_up=start.set_up)
        return en("from {step} to {next_step}", step=step_name(here), next_step=step_name(to))

    @property
    def with_own_cues(self) -> tuple[VariantView, ...]:
        """The default, and each variant that is done differently."""
        first = self.variants[0]
        return tuple(view for view in self.variants if view is first or view.exercise.cues != first.exercise.cues)

    @property
    def with_own_dose(self) -> tuple[VariantView, ...]:
        """The default, and each variant that is dosed differently."""
        first = self.variants[0]
        return tuple(view for view in self.variants if view is first or view.dose != first.dose)

    @property
    def stop_for(self) -> tuple[Text, ...]:
        """What ends a set in any variant."""
        return tuple(dict.fromkeys(words for view in self.variants for words in view.exercise.stop_for))


def dose_in_words(dose: SourceDose) -> Text:
    """Such as '2 to 3 sets of 5 to 10 reps on each side, hold for 1 s, 90 s rest, 2 to 3 times a week'."""
    often = en("once a week") if dose.per_week == (1, 1) else en("{times} times a week", times=number_span(*dose.per_week))
    parts = (
        _sets_in_words(dose),
        en("hold for {seconds} s", seconds=number_span(*dose.hold_s)) if dose.hold_s[1] > 0 else "",
        en("{seconds:g} s rest", seconds=dose.rest_s),
        often,
    )
    return joined(parts, ", ")


def _sets_in_words(dose: SourceDose) -> Text:
    """'2 to 3 sets of 5 to 10 reps on each side'."""
    sets = en("1 set") if dose.sets == (1, 1) else en("{sets} sets", sets=number_span(*dose.sets))
    count = en("1 rep") if dose.reps == (1, 1) else en("{reps} reps", reps=number_span(*dose.reps))
    if dose.distance_m:
        count = layout("{metres} m", metres=number_span(*dose.distance_m))
    if dose.per_side:
        return en("{sets} of {count} on each side", sets=sets, count=count)
    return en("{sets} of {count}", sets=sets, count=count)


def dose_source(dose: SourceDose) -> Text:
    """Where a dose comes from, which parts of it the source states and which are our choice."""
    void = {"reps"} if dose.distance_m else {"distance_m"}
    void |= set() if dose.per_side else {"per_side"}
    ours = [words for key, words in DOSE_WORDS.items() if key in dose.ours and key not in void]
    stated = [words for key, words in DOSE_WORDS.items() if key not in dose.ours and key not in void]
    sentences = (
        en("Source: {source}.", source=dose.source),
        en("It gives: {amounts}.", amounts=joined(stated, ", ")) if stated else en("It gives no amount."),
        en("Our choice: {amounts}.", amounts=joined(ours, ", ")) if ours else "",
    )
    return joined(sentences)


def _setting_row(setting: Setting, default: Value) -> SettingRow:
    """Values as they are typed behind --set, with a decimal point in every language."""
    shown = str(default) if isinstance(default, str) else f"{default:g}"
    return SettingRow(
        key=setting.key,
        default=layout("{value}{unit}", value=shown, unit=setting.unit_shown),
        allowed=layout("{values}{unit}", values=_allowed(setting), unit=setting.unit_shown),
        meaning=setting.label,
    )


def _allowed(setting: Setting) -> Text:
    if setting.kind == "tempo":
        return en("up-hold-down")
    if setting.kind == "choice":
        choices = ", ".join(setting.choices[:LONG_CHOICE])
        return verbatim(choices if len(setting.choices) <= LONG_CHOICE else f"{choices} ...")
    low, high = (en("any") if end is None else verbatim(f"{end:g}") for end in (setting.low, setting.high))
    return en("{low} to {high}", low=low, high=high)
