"""How it was computed: body table, smoothing, zero of the hip, capacity, levels and the notes of the analysis."""

from collections.abc import Mapping

from ...body import SIDES
from ...curve import Action, range_edges_deg
from ...gait import FrontView
from ...language import Text, en, layout
from ...training import match_rules
from .content import ReportContent
from .levels import level_table, moment_in_words, typical_span_nm_kg

TABLE_NAMES: Mapping[str, Text] = {"de_leva": layout("de Leva 1996"), "dempster": en("Dempster, as in Winter's book")}
_LARGEST: Mapping[str, Text] = {
    "left": en("Largest left hip flexor moment: {moment}; with {table} {other}, {change:+.0f} %."),
    "right": en("Largest right hip flexor moment: {moment}; with {table} {other}, {change:+.0f} %."),
}
_LEVELS: Mapping[Action, Text] = {
    "flexor": en("A hip flexor moment is typical from {low:.1f} to {high:.1f} Nm/kg, low below and high above: {source}."),
    "extensor": en("A hip extensor moment is typical from {low:.1f} to {high:.1f} Nm/kg, low below and high above: {source}."),
}


def method_rows(content: ReportContent) -> tuple[tuple[Text, tuple[Text, ...]], ...]:
    """Headings with their sentences."""
    rows: list[tuple[Text, tuple[Text, ...]]] = [(en("Demand"), _demand_sentences(content))]
    if content.run is not None:
        rows.extend(((en("Weights of body parts"), _segment_sentences(content)), (en("Smoothing"), _smoothing(content))))
    rows.append((en("Zero and ranges of the hip angle"), _range_sentences()))
    rows.extend(((en("Strength"), _capacity_sentences(content)), (en("Low, typical and high"), _level_sentences(content))))
    rows.append((en("Matching"), _matching_sentences()))
    if content.run is not None and content.run.notes:
        rows.append((en("Notes from the analysis"), tuple(note.nameless for note in content.run.notes)))
    return tuple(rows)


def _range_sentences() -> tuple[Text, ...]:
    early, end, off = range_edges_deg()
    return (
        en("Zero: the thigh is in line with the pelvis as in quiet standing. Ahead of that is positive."),
        en("Early range: below {early:g}°. Mid range: {early:g} to {end:g}°. End range: above {end:g}°.", early=early, end=end),
        en(
            "Laboratories' pelvis definitions differ by up to {off:g}°. Statements about ranges also say what that would change.",
            off=off,
        ),
    )


def _matching_sentences() -> tuple[Text, ...]:
    rules = match_rules()
    return (
        en(
            "Each exercise starts with the heaviest set-up that leaves the prescribed reserve by the best estimate of strength, "
            "at most {highest:.0f} % of it, for both hips.",
            highest=100 * rules.highest_intensity,
        ),
        en(
            "A load begins to count as training at {start:.0f} % of strength and counts fully from {full:.0f} %.",
            start=100 * rules.stimulus_starts_at,
            full=100 * rules.stimulus_full_at,
        ),
        layout("{sentence}.", sentence=rules.stimulus_source),
        en("We take a hold to train {reach:g}° to either side: {source}.", reach=rules.hold_transfer_deg, source=rules.hold_source),
    )


def _demand_sentences(content: ReportContent) -> tuple[Text, ...]:
    counts = [int(count) for curve in content.demand for count in curve.count]
    if not counts:
        return (layout("{source:cap}.", source=content.demand_source),)
    if content.typical_demand:
        rests = en("{source:cap}; each degree rests on {least} to {most} runners.")
    elif content.run is not None:
        rests = en("{source:cap}; each degree rests on {least} to {most} strides.")
    else:
        rests = en("{source:cap}; each degree rests on {least} to {most} strides or reps.")
    return (
        rests.filled(source=content.demand_source, least=min(counts), most=max(counts)),
        en("Moments over angle are split by direction, stance and swing, and kept where at least half of the strides pass."),
    )


def _segment_sentences(content: ReportContent) -> tuple[Text, ...]:
    run, other = content.run, content.other_segments
    if run is None:
        return ()
    sentences = [en("Weights of body parts: {table}.", table=TABLE_NAMES[run.segments])]
    if other is None:
        sentences.append(
            en("The other table would change the moment of the swinging hip: the two differ by 25 to 32 % in one runner of Fukuchi 2017.")
        )
        return tuple(sentences)
    for side in SIDES:
        own, theirs = (analysed.sides[side].measures.get("peak_hip_flexor_moment_nm_kg") for analysed in (run, other))
        if own is not None and theirs is not None and own.mean is not None and theirs.mean is not None and own.mean > 0:
            said = _LARGEST[side].filled(
                moment=moment_in_words(own.mean, "flexor", content.typical),
                table=TABLE_NAMES[other.segments],
                other=moment_in_words(theirs.mean, "flexor", content.typical),
                change=100 * (theirs.mean / own.mean - 1),
            )
            sentences.append(said)
    return tuple(sentences)


def _smoothing(content: ReportContent) -> tuple[Text, ...]:
    if content.run is None:
        return ()
    if isinstance(content.run.view, FrontView):
        return _folding_both(content.run.cutoff_hz)
    if content.run.view is not None:
        return _folding(content.run.cutoff_hz)
    if content.run.from_plates:
        what = en("Both markers and forces were smoothed at {cutoff:g} Hz, without delay (Butterworth filter run both ways, -3 dB there).")
    else:
        what = en("Markers were smoothed at {cutoff:g} Hz, without delay (Butterworth filter run both ways, -3 dB there).")
    return (
        what.filled(cutoff=content.run.cutoff_hz),
        en("Hip moments come from inverse dynamics of a jointed body scaled to the runner; they are net moments of all the muscles there."),
    )


def _folding(highest_hz: float) -> tuple[Text, ...]:
    """How a clip is turned into figures."""
    return (
        en("All strides were laid over one another by the swing of the thigh and described by one curve up to {hz:g} Hz.", hz=highest_hz),
        en("The moment of the swinging hip comes from thigh, shank and foot as three rigid pieces in the plane of the picture."),
        en(
            "Each figure lies between what the video shows and what is typical at this speed, weighed by how far each is usually off; "
            "95 legs of 100 lie within the band given, by a simulation with twelve runners."
        ),
    )


def _capacity_sentences(content: ReportContent) -> tuple[Text, ...]:
    sources = dict.fromkeys(band.source for band in content.capacity if band.mode == "isometric")
    notes = dict.fromkeys(note.nameless for band in content.capacity for note in band.notes)
    return tuple(
        layout("{sentence:cap}", sentence=text) if text.endswith(".") else layout("{sentence:cap}.", sentence=text)
        for text in (*sources, *notes)
    )


def _level_sentences(content: ReportContent) -> tuple[Text, ...]:
    sentences = []
    for action, said in _LEVELS.items():
        low, high = typical_span_nm_kg(action, content.typical)
        if content.typical is None:
            source = en("against {source}", source=level_table()[action].source)
        else:
            source = en("mean and one standard deviation of {source}", source=content.typical.source)
        sentences.append(said.filled(low=low, high=high, source=source))
    return tuple(sentences)


def _folding_both(highest_hz: float) -> tuple[Text, ...]:
    """How a clip from the front or from behind is turned into figures."""
    return (
        en(
            "All strides were laid over one another by how the ankles rise in turn and described by one curve up to {hz:g} Hz.",
            hz=highest_hz,
        ),
        en("The length of the leg as seen is the yardstick. What both legs do sideways alike shows how far off the camera stands."),
        en("95 legs of 100 lie within the band given, by a simulation with twelve runners; what is vaguer than runners differ is hidden."),
    )
