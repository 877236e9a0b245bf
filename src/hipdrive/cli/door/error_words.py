"""What the command line adds to an error: its own options and commands, in place of words that fit every door."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shlex import quote

from ...errors import NOTHING, Advice, HipDriveError
from ...language import Text, en
from .next_step import NEXT, next_words

STEPS: Mapping[str, Text] = {
    "correct_born": en("leave the age out, or correct the date of birth with 'hipdrive athlete edit {name} --born DATE'"),
    "correct_logged": en("look at it with --show and correct it with --correct ID, or log any extra work line by line"),
    "cut_or_no_plates": en("cut the movement to a time when only one foot is on the plate (--from-s, --to-s), or give --no-plates"),
    "fetch_model": en("fetch it once (41 MB) with: hipdrive video fetch-model"),
    "forces_or_no_plates": en("give the forces of this same trial in newtons, or give --no-plates"),
    "give_clip_speed": en("give it with --speed, such as --speed 5:30/km"),
    "give_consent": en("give the date of that with --consent YYYY-MM-DD"),
    "give_export": en("nothing was imported; give a whole file that 'hipdrive export' wrote"),
    "give_frame_rate": en("give the frames a second at which the clip was filmed with --captured-fps"),
    "give_grf": en("give a marker file (.c3d, .trc, .tsv, .csv), and give this one with --grf if it holds ground forces"),
    "give_later_day": en("log what was done line by line, or give a later day with --on"),
    "give_mass": en("give it with: hipdrive athlete edit {about} --mass-kg KG"),
    "give_run_file": en("give the file that 'hipdrive analyse ... --json RUN.json' wrote"),
    "give_start": en("give its first day with '--start', such as 2026-11-23"),
    "give_static": en("name that recording with --static"),
    "leave_out_opensim": en("leave out --opensim, or record markers at the joints"),
    "line_twice": en("add --again if it was done twice, or give it only once"),
    "logged_twice": en("add --again if it was done once more, or correct that session with --correct {id}"),
    "name_contact": en("name that contact with --contact, or give --no-plates"),
    "name_marker_set": en("Name one with --marker-set, or have one guessed: hipdrive marker-set guess {trials} --out markers.toml"),
    "other_action": en("choose the other --action or another target"),
    "other_marker_set": en("use a recording that has them, or another marker set with --marker-set"),
    "record_on_or_no_plates": en("keep recording until that foot lands again, or give --no-plates"),
    "see_its_page": en("'hipdrive exercises {about}' shows its dose"),
    "take_typical": en("analyse a recording with whole strides, or use --typical {speed_m_s} instead"),
    "update_known": en("leave the line out, or give --update to change what is stored"),
    "use_plan_json": en("report this with the plan's JSON, and use 'hipdrive plan --json' in the meantime"),
    "write_answers": en(
        "write age_years = 34 and a line such as back_pain = false for each question ('hipdrive screen --questions' lists them)"
    ),
    "write_detail": en("write, for example, --detail {example}"),
}
"""Step of an advice -> how it is done here; {about} is what the error is about, others are facts of the advice."""
OPTIONS: Mapping[str, str] = {"detail": "--detail", "intensity": "--intensity"}
"""Name of a value -> the option that gives it."""


@contextmanager
def naming_trials(run: Path, static: Path | None) -> Iterator[None]:
    """Let the advice of an unknown marker set name the very files."""
    from ...motion import MarkerSetError

    try:
        yield
    except MarkerSetError as error:
        if isinstance(error.advice, Advice):
            trials = quote(str(run)) if static is None else f"{quote(str(static))} {quote(str(run))}"
            error.advice = replace(error.advice, facts={**error.advice.facts, "trials": trials})
        raise


def error_words(error: HipDriveError) -> Text:
    """The sentence of an error as the command line says it."""
    advice = error.advice
    if isinstance(advice, Advice) and advice.step in NEXT:
        return en("{sentence}\nNext: {next}", sentence=error.advised(NOTHING), next=next_words(advice.step, advice.facts["name"]))
    if isinstance(advice, Advice) and advice.step in STEPS:
        facts = {name: quote(fact) if name == "name" else fact for name, fact in advice.facts.items()}
        facts.setdefault("trials", f"STATIC {quote(error.about)}")
        return _naming_option(error).advised(STEPS[advice.step].filled(about=quote(error.about), **facts))
    return _naming_option(error).words


def _naming_option(error: HipDriveError) -> HipDriveError:
    """The error of a value as the error of the option that gives it."""
    if error.code == "value_out_of_range" and error.about in OPTIONS:
        return HipDriveError(error.sentence.having(name=OPTIONS[error.about]), error.advice, between=error.between)
    return error
