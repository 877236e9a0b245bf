"""How it was computed: body table, smoothing, zero of the hip, capacity, levels and the notes of the analysis."""

from ...body import SIDES
from ...curve import range_edges_deg
from ...training import match_rules
from .content import ReportContent
from .levels import level_table, moment_in_words, typical_span_nm_kg

TABLE_NAMES = {"de_leva": "de Leva 1996", "dempster": "Dempster, as in Winter's book"}


def method_rows(content: ReportContent) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings with their sentences."""
    early, end, off = range_edges_deg()
    rows: list[tuple[str, tuple[str, ...]]] = [("Demand", _demand_sentences(content))]
    if content.run is not None:
        rows.extend((("Weights of body parts", _segment_sentences(content)), ("Smoothing", _smoothing(content))))
    rows.append(
        (
            "Zero and ranges of the hip angle",
            (
                "Zero: the thigh is in line with the pelvis as in quiet standing. Ahead of that is positive.",
                f"Early range: below {early:g}°. Mid range: {early:g} to {end:g}°. End range: above {end:g}°.",
                f"Laboratories' pelvis definitions differ by up to {off:g}°. Statements about ranges also say what that would change.",
            ),
        )
    )
    rows.extend((("Strength", _capacity_sentences(content)), ("Low, typical and high", _level_sentences(content))))
    rules = match_rules()
    highest, start, full = (100 * share for share in (rules.highest_intensity, rules.stimulus_starts_at, rules.stimulus_full_at))
    rows.append(
        (
            "Matching",
            (
                (
                    "Each exercise starts with the heaviest set-up that leaves the prescribed reserve by the best estimate of strength, "
                    f"at most {highest:.0f} % of it, for both hips."
                ),
                f"A load begins to count as training at {start:.0f} % of strength and counts fully from {full:.0f} %.",
                f"{rules.stimulus_source}.",
                f"We take a hold to train {rules.hold_transfer_deg:g}° to either side: {rules.hold_source}.",
            ),
        )
    )
    if content.run is not None and content.run.notes:
        rows.append(("Notes from the analysis", tuple(note.nameless for note in content.run.notes)))
    return tuple(rows)


def _demand_sentences(content: ReportContent) -> tuple[str, ...]:
    source = content.demand_source.rstrip(".")
    counts = [int(count) for curve in content.demand for count in curve.count]
    if not counts:
        return (f"{source[:1].upper()}{source[1:]}.",)
    what = "runners" if content.typical_demand else ("strides" if content.run is not None else "strides or reps")
    return (
        f"{source[:1].upper()}{source[1:]}; each degree rests on {min(counts)} to {max(counts)} {what}.",
        "Moments over angle are split by direction, stance and swing, and kept where at least half of the strides pass.",
    )


def _segment_sentences(content: ReportContent) -> tuple[str, ...]:
    run, other = content.run, content.other_segments
    if run is None:
        return ()
    sentences = [f"Weights of body parts: {TABLE_NAMES[run.segments]}."]
    if other is None:
        sentences.append(
            "The other table would change the moment of the swinging hip: the two differ by 25 to 32 % in one runner of Fukuchi 2017."
        )
        return tuple(sentences)
    for side in SIDES:
        own, theirs = (analysed.sides[side].measures.get("peak_hip_flexor_moment_nm_kg") for analysed in (run, other))
        if own is not None and theirs is not None and own.mean is not None and theirs.mean is not None and own.mean > 0:
            ours = moment_in_words(own.mean, "flexor", content.typical)
            others = moment_in_words(theirs.mean, "flexor", content.typical)
            change = f"{100 * (theirs.mean / own.mean - 1):+.0f} %"
            sentences.append(f"Largest {side} hip flexor moment: {ours}; with {TABLE_NAMES[other.segments]} {others}, {change}.")
    return tuple(sentences)


def _smoothing(content: ReportContent) -> tuple[str, ...]:
    if content.run is None:
        return ()
    what = "Both markers and forces" if content.run.from_plates else "Markers"
    return (
        f"{what} were smoothed at {content.run.cutoff_hz:g} Hz, without delay (Butterworth filter run both ways, -3 dB there).",
        "Hip moments come from inverse dynamics of a jointed body scaled to the runner; they are net moments of all the muscles there.",
    )


def _capacity_sentences(content: ReportContent) -> tuple[str, ...]:
    sentences = dict.fromkeys(band.source for band in content.capacity if band.mode == "isometric")
    notes = dict.fromkeys(note.nameless for band in content.capacity for note in band.notes)
    return tuple(f"{text[:1].upper()}{text[1:].rstrip('.')}." for text in (*sentences, *notes))


def _level_sentences(content: ReportContent) -> tuple[str, ...]:
    sentences = []
    for action in ("flexor", "extensor"):
        if content.typical is None:
            low, high = typical_span_nm_kg("flexor" if action == "flexor" else "extensor")
            source = f"against {level_table()[action]['source']}"
        else:
            low, high = typical_span_nm_kg("flexor" if action == "flexor" else "extensor", content.typical)
            source = f"mean and one standard deviation of {content.typical.source}"
        sentences.append(f"A hip {action} moment is typical from {low:.1f} to {high:.1f} Nm/kg, low below and high above: {source}.")
    return tuple(sentences)
