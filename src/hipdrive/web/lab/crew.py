"""Who answers at the lab: a few warm processes and one line before them, in which nobody waits longer for moving a handle quickly."""

import itertools
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from ...errors import HipDriveError
from ...language import en, reader
from .post import Answered, Asked, Ready, Work
from .worker import Worker, WorkFailedError


class ObsoleteError(HipDriveError):
    """The same client has asked something newer meanwhile."""

    code = "obsolete"

    def __init__(self) -> None:
        super().__init__(en("A newer question has taken the place of this one."))


@dataclass(frozen=True, order=True)
class _Place:
    """A place in the line: the least comes first."""

    patient: bool
    since: int
    """When its client began to wait."""
    number: int
    """Of the question: the larger is the newer."""


class Crew:
    """Processes that answer short questions; safe from several threads.

    One line for all of them: who has waited longest is next, and a newer question of a client takes the place of its older one. Whoever is
    patient comes after all others, and never holds more than one process.

    Args:
        workers: The first is started with the first question, the others once all that are warm are at work.
    """

    def __init__(self, workers: Sequence[Worker]) -> None:
        self._workers = tuple(workers)
        self._turn = threading.Condition()
        self._line: list[_Place] = []
        self._waits: dict[str, _Place] = {}
        self._busy: list[Worker] = []
        self._patient: list[Worker] = []
        self._numbers = itertools.count()

    @property
    def waiting(self) -> int:
        """Questions that wait for a process."""
        return len(self._line)

    @property
    def at_work(self) -> int:
        """Processes that work something out."""
        return len(self._busy)

    def start(self) -> None:
        """Warm the first process in the background, so that the first question need not wait for it; nothing where there is one already."""
        self._warm_up(self._workers[0])

    def ask(self, work: Work, *, client: str = "", patient: bool = False) -> Answered:
        """Have work done, in the language of whoever reads now.

        Args:
            work: What.
            client: Who asks: while a question waits, a newer one of the same client takes its place; empty for one that is never replaced.
            patient: Whether all others come first.

        Raises:
            ObsoleteError: If a newer question has taken its place.
            WorkFailedError: If it takes too long, or the process ends.
        """
        asked = Asked(work=work, language=reader().code, units=reader().units)
        worker = self._awaited(client, patient=patient)
        try:
            return worker.answer(asked)
        finally:
            self._give_back(worker)

    def _awaited(self, client: str, *, patient: bool) -> Worker:
        """The process that is free for a question once it is next."""
        with self._turn:
            number = next(self._numbers)
            older = self._waits.get(client) if client else None
            place = _Place(patient, number if older is None else older.since, number)
            if client:
                self._waits[client] = place
            self._line.append(place)
            self._turn.notify_all()
            self._call_help()
            self._turn.wait_for(lambda: self._replaced(client, place) or (min(self._line) == place and self._free(patient) is not None))
            self._line.remove(place)
            self._turn.notify_all()
            if self._replaced(client, place):
                raise ObsoleteError
            if client:
                del self._waits[client]
            worker = self._free(patient)
            assert worker is not None  # noqa: S101 - it was waited for, and nobody else has the lock
            self._busy.append(worker)
            if patient:
                self._patient.append(worker)
            return worker

    def _replaced(self, client: str, place: _Place) -> bool:
        """Whether the same client waits with something newer, or has been answered it."""
        return bool(client) and self._waits.get(client) is not place

    def _free(self, patient: bool) -> Worker | None:  # noqa: FBT001 - one of two kinds of question
        """Who can answer now: one that is warm, else the first, who is then started."""
        if patient and self._patient:
            return None
        idle = [worker for worker in self._workers if worker not in self._busy]
        return next((worker for worker in idle if worker.warm), idle[0] if idle[:1] == list(self._workers[:1]) else None)

    def _give_back(self, worker: Worker) -> None:
        with self._turn:
            self._busy.remove(worker)
            if worker in self._patient:
                self._patient.remove(worker)
            self._turn.notify_all()

    def _call_help(self) -> None:
        """Warm up one more process where all that are warm are at work."""
        warm = [worker for worker in self._workers if worker.warm]
        if warm and all(worker in self._busy for worker in warm):
            cold = next((worker for worker in self._workers if not worker.warm and worker not in self._busy), None)
            if cold is not None:
                self._warm_up(cold)

    def _warm_up(self, worker: Worker) -> None:
        with self._turn:
            if worker in self._busy or worker.warm or worker.started:
                return
            self._busy.append(worker)
        threading.Thread(target=self._load, args=(worker,), daemon=True).start()

    def _load(self, worker: Worker) -> None:
        try:
            with suppress(WorkFailedError):
                worker.answer(Asked(work=Ready(), language=reader().code, units=reader().units))
        finally:
            self._give_back(worker)
