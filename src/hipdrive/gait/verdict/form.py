"""Running form: each sign of the list held against its threshold, its noise and the runner's own hip drive."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...body import OTHER_SIDE, SIDES, Side
from ...body_words import SIDE_WORDS
from ...errors import NOTHING
from ...language import Text, en, joined, layout
from ...units import deg_from_rad
from ..measures.definitions import MeasureDefinition, measure_definitions, unit_words
from ..measures.measure import Measure
from ..runners.typical import TypicalMeasure
from .drive import EarlyDrive
from .form_signs import FormSign, form_signs
from .status import Status

SPREADS = 2.0
"""A runner beyond two standard deviations of the twelve runners is called outside them: our choice, about 1 in 40 of such men."""
UPHILL = en("Uphill running is not judged: the runners used for comparison ran on level ground, so a run on a slope is not compared.")


@dataclass(frozen=True, kw_only=True)
class FormFinding:
    """One sign of running form on one side."""

    id: str
    """Row of the list of form signs, such as F01."""
    side: Side | None
    """None where the sign has no side."""
    value: float | None
    unit: str
    finding: Text
    """Plain sentences."""
    title: Text = NOTHING
    status: Status = "not compared"
    threshold: float | None = None
    """In the unit of the value."""
    threshold_source: Text = NOTHING
    noise: float | None = None
    noise_source: Text = NOTHING
    claim: Text = NOTHING
    evidence: Text = NOTHING
    supported: bool | None = None
    """Whether this runner's hip curves fit the claimed cause; None where the sign was not seen or the drive cannot be compared."""
    supported_by: Text = NOTHING
    """The comparison behind it, in words."""
    also: Mapping[str, float | None] = field(default_factory=dict)
    """Other measures of the sign, by name and unit."""


@dataclass(frozen=True, kw_only=True)
class FormFacts:
    """What the signs are judged by."""

    measures: Mapping[Side, Mapping[str, Measure]]
    typical: Mapping[str, TypicalMeasure]
    """Measures of the twelve runners at this speed; empty where no comparison is allowed."""
    no_comparison: Text
    """Why there is none, as the end of a sentence; empty where there is one."""
    drive: Mapping[Side, EarlyDrive]
    trunk_recorded: bool
    clusters_only: bool = False
    """Whether only rigid clusters were recorded."""
    bands: Mapping[str, float] | None = None
    """Of a run on video: how far its measures may be off, each in its unit."""
    observations: Mapping[str, tuple[Side, ...]]
    """Entered observations of drills: on which sides the sign was seen, an empty tuple where it was looked for and not seen."""


def form_findings(facts: FormFacts) -> tuple[FormFinding, ...]:
    """Go through the list of signs.

    Args:
        facts: Measures by side, the runners to compare with, the hip drive of each side, entered observations.

    Returns:
        One finding a sign, or two where it has sides, in the order of the list.
    """
    findings: list[FormFinding] = []
    for sign in form_signs().values():
        if sign.kind == "measured":
            findings += [_measured(sign, side, facts) for side in SIDES]
        if sign.observation and (sign.kind == "drill" or sign.observation in facts.observations):
            findings += _observed(sign, facts)
        elif sign.kind in {"text", "exercise"}:
            findings.append(_not_recorded(sign))
    return tuple(findings)


def _measured(sign: FormSign, side: Side, facts: FormFacts) -> FormFinding:
    definition, measure = measure_definitions()[sign.measure], facts.measures[side].get(sign.measure)
    value = None if measure is None else measure.mean
    threshold = _threshold(sign, facts)
    noise = sign.noise if facts.bands is None else max(sign.noise, facts.bands.get(sign.measure, 0.0))
    status = _status(sign, value, threshold, noise, filmed=facts.bands is not None)
    supported, because = _support(sign, side, facts) if status == "seen" else (None, NOTHING)
    return FormFinding(
        id=sign.id,
        side=side,
        value=value,
        unit=definition.unit,
        finding=joined((_stated(definition, side, value, facts), _judged(sign, definition, status, threshold, noise, facts))),
        title=sign.title,
        status=status,
        threshold=threshold,
        threshold_source=sign.source,
        noise=noise,
        noise_source=sign.noise_source if noise == sign.noise else en("our simulation of a camera"),
        claim=sign.claim,
        evidence=sign.evidence,
        supported=supported,
        supported_by=because,
        also={name: other.mean for name in sign.also if (other := facts.measures[side].get(name)) is not None},
    )


def _threshold(sign: FormSign, facts: FormFacts) -> float | None:
    """The declared limit, or two spreads off the mean of the runners at this speed; None where there is neither."""
    if sign.against == "limit":
        return sign.limit
    typical = facts.typical.get(sign.measure)
    return None if typical is None else typical.mean + (SPREADS if sign.worse == "above" else -SPREADS) * typical.sd


def _status(sign: FormSign, value: float | None, threshold: float | None, noise: float, *, filmed: bool) -> Status:
    """Whether a value lies beyond its threshold; of a run on video, one that lies before it by less than its noise is not sure either."""
    if value is None:
        return "not measurable"
    if threshold is None:
        return "not compared"
    beyond = value - threshold if sign.worse == "above" else threshold - value
    if filmed and -noise < beyond <= 0:
        return "not sure"
    return "not seen" if beyond <= 0 else ("below noise" if beyond <= noise else "seen")


def _stated(definition: MeasureDefinition, side: Side, value: float | None, facts: FormFacts) -> Text:
    name, word = definition.name, SIDE_WORDS[side]
    if value is None:
        return en("{measure}, {side}: not measurable here ({reason}).", measure=name, side=word, reason=_why_not(definition, facts))
    shown = in_words(value, definition.unit)
    if facts.trunk_recorded or not definition.of_whole_body:
        return layout("{measure}, {side}: {value}.", measure=name, side=word, value=shown)
    return en("{measure}, {side} (estimated: no trunk markers): {value}.", measure=name, side=word, value=shown)


def _why_not(definition: MeasureDefinition, facts: FormFacts) -> Text:
    if facts.bands is not None:
        return en("one camera there does not show it")
    if facts.clusters_only:
        return en("rigid clusters without joint markers do not show it")
    return en("the trunk has no markers") if "trunk" in definition.id else en("no stride of this leg shows it")


def _judged(sign: FormSign, definition: MeasureDefinition, status: Status, threshold: float | None, noise: float, facts: FormFacts) -> Text:
    """What the value means, in one sentence."""
    if status == "not measurable":
        return NOTHING
    if threshold is None:
        return en("Not compared: {reason}.", reason=facts.no_comparison or en("the twelve runners have no figure for it"))
    if sign.against == "runners":
        typical = facts.typical[sign.measure]
        words = (_ABOVE if sign.worse == "above" else _BELOW)[status]
        return words.filled(mean=in_words(typical.mean, definition.unit), spread=in_words(typical.sd, definition.unit))
    return _BEYOND[status].filled(limit=in_words(threshold, definition.unit), noise=in_words(noise, definition.unit))


_ABOVE: Mapping[Status, Text] = {
    "seen": en("That is more than two spreads above twelve men at this speed ({mean}, spread {spread}), and beyond noise."),
    "below noise": en(
        "That is more than two spreads above twelve men at this speed ({mean}, spread {spread}), but by less than its noise."
    ),
    "not seen": en("That is not more than two spreads above twelve men at this speed ({mean}, spread {spread})."),
    "not sure": en(
        "That is not more than two spreads above twelve men at this speed ({mean}, spread {spread}), but nearer to it than its noise: one "
        "camera can't tell."
    ),
}
_BELOW: Mapping[Status, Text] = {
    "seen": en("That is more than two spreads below twelve men at this speed ({mean}, spread {spread}), and beyond noise."),
    "below noise": en(
        "That is more than two spreads below twelve men at this speed ({mean}, spread {spread}), but by less than its noise."
    ),
    "not seen": en("That is not more than two spreads below twelve men at this speed ({mean}, spread {spread})."),
    "not sure": en(
        "That is not more than two spreads below twelve men at this speed ({mean}, spread {spread}), but nearer to it than its noise: one "
        "camera can't tell."
    ),
}
_BEYOND: Mapping[Status, Text] = {
    "seen": en("That is beyond {limit}, and beyond noise."),
    "below noise": en("That is beyond {limit}, but by less than its noise of {noise}."),
    "not seen": en("That is not beyond {limit}."),
    "not sure": en("That is not beyond {limit}, but nearer to it than its noise of {noise}: one camera can't tell."),
}


def _support(sign: FormSign, side: Side, facts: FormFacts) -> tuple[bool | None, Text]:
    """Whether a weak early-range flexor drive goes with the sign, on the leg that the articles name."""
    if sign.drive == "none":
        return None, en("The articles do not name the hip flexors as its cause.")
    drive = facts.drive[side if sign.drive == "same" else OTHER_SIDE[side]]
    return drive.weak, drive.words


def _observed(sign: FormSign, facts: FormFacts) -> list[FormFinding]:
    """An entered observation of a drill, one finding a side where it was seen."""
    seen = facts.observations.get(sign.observation)
    if seen is None:
        words = en(
            "Not entered: watch for it in {drill} and write '{observation}' under [observations] in the athlete's file.",
            drill=sign.drill,
            observation=sign.observation,
        )
        return [_not_recorded(sign, words=words, status="not entered")]
    if not seen:
        return [_not_recorded(sign, words=en("Looked for in {drill} and not seen, as entered.", drill=sign.drill), status="not seen")]
    findings = []
    for side in seen:
        supported, because = _support(sign, side, facts)
        words = en("Seen in {drill} on the {side} side, as entered.", drill=sign.drill, side=SIDE_WORDS[side])
        findings.append(_not_recorded(sign, words=words, status="entered", side=side, supported=supported, because=because))
    return findings


def _not_recorded(
    sign: FormSign,
    *,
    words: Text = NOTHING,
    status: Status | None = None,
    side: Side | None = None,
    supported: bool | None = None,
    because: Text = NOTHING,
) -> FormFinding:
    """A sign that the recording does not show: from a drill, from an exercise, or known by evidence only."""
    plain = (
        en("Belongs to exercises: watch for it in {exercises}.", exercises=joined(sign.exercises, ", "))
        if sign.kind == "exercise"
        else en("Not measured: {reason}.", reason=sign.source)
    )
    return FormFinding(
        id=sign.id,
        side=side,
        value=None,
        unit="",
        finding=words or plain,
        title=sign.title,
        status=status or ("exercise" if sign.kind == "exercise" else "evidence only"),
        threshold_source=sign.source,
        claim=sign.claim,
        evidence=sign.evidence,
        supported=supported,
        supported_by=because,
    )


def in_words(value: float, unit: str) -> Text:
    """A number for people: degrees, centimetres, milliseconds."""
    factor, words = _READ_AS.get(unit, (1.0, layout("{value:.3f} {unit}")))
    return words.filled(value=factor * value, unit=unit_words(unit))


_READ_AS: Mapping[str, tuple[float, Text]] = {
    "rad": (deg_from_rad(1.0), layout("{value:.1f}°")),
    "rad/s": (deg_from_rad(1.0), layout("{value:.0f}°/s")),
    "m": (100.0, layout("{value:.1f} cm")),
    "s": (1000.0, layout("{value:.0f} ms")),
    "steps/min": (1.0, en("{value:.0f} steps/min")),
    "%": (1.0, layout("{value:.0f} %")),
    "": (1.0, layout("{value:.3f}")),
}
"""Unit of a measure -> factor, and how people read it."""
