"""A process of the lab: reads questions, answers each, ends with its standard input. Started as `python -m hipdrive.web.lab.process`."""

import gc
import json
import os
import pickle
import signal
import sys
from dataclasses import replace
from typing import BinaryIO

from ... import coach
from ...errors import HipDriveError
from ...language import reading_in, to_reader
from .post import Answered, Asked, Look, Reach, Work

try:
    import resource
except ImportError:  # not on every system
    resource = None  # type: ignore[assignment]


NEEDED = ("lab_set_up", "can_be_done")
"""Verbs whose rooms are loaded before anybody asks: that takes seconds."""
TYPICAL = "standing_march"
"""An exercise that is looked at before anybody asks, so that what a first look loads is there."""
ROUND_AFTER = 20_000
"""Objects that come to be before Python looks for those that can go."""


def main(most_bytes: str) -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends the server, and this with it, without a word
    inlet, outlet = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not come between answers
    restrain(int(most_bytes))
    for verb in NEEDED:
        getattr(coach, verb)
    answer_all(inlet, outlet)


def restrain(most_bytes: int) -> None:
    """Never take more memory than allowed, where the system can see to it; a hand that waits gives way to nothing."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))


def answer_all(inlet: BinaryIO, outlet: BinaryIO) -> None:
    """Answer one question after the other."""
    while True:
        try:
            asked: Asked = pickle.load(inlet)  # noqa: S301 - from our own server alone
        except EOFError:
            return
        pickle.dump(answered(asked), outlet)
        outlet.flush()


def answered(asked: Asked) -> Answered:
    """The answer to a question, in the language of who reads it."""
    with reading_in(asked.language, on_page=True, units=asked.units):
        try:
            return _done(asked.work)
        except HipDriveError as error:
            return Answered(refused=(error.code, str(error.about), str(error), to_reader(error.words)))


def _done(work: Work) -> Answered:
    if isinstance(work, Look):
        answer = coach.lab_set_up(work.question, work.shown)
        return Answered(json=json.dumps(answer, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode())
    if isinstance(work, Reach):
        changed = [replace(work.question, set_up={**work.question.set_up, **change}) for change in work.changes]
        return Answered(plain=[coach.can_be_done(question) for question in changed])
    _get_ready()
    return Answered(plain=True)


def _get_ready() -> None:
    """Look at something, moving and at rest; what is loaded by then stays, so Python need not look through it time and again."""
    question = coach.LabQuestion(exercise=TYPICAL, runner=coach.TYPICAL_ATHLETE)
    for settled in (True, False):
        coach.lab_set_up(question, coach.LabShown(figure_px=560.0, chart_px=560.0, settled=settled))
    gc.collect()
    gc.freeze()
    gc.set_threshold(ROUND_AFTER)


if __name__ == "__main__":
    main(*sys.argv[1:])
