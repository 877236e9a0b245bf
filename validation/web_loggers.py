"""Fifty people log at once against a real server, answers lost now and then: no error, nothing lost, nothing doubled."""

import json
import os
import random
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from uuid import UUID, uuid4

import uvicorn

from hipdrive import coach
from hipdrive.store import Store, list_people, list_sessions
from hipdrive.web import create_app
from hipdrive.web.door import clock
from hipdrive.web.network.address import HERE, listening
from validation.bench_web import POSTGRESQL

LOGGERS, ATHLETES = 50, 25
"""Two phones an athlete."""
PATIENCE_S = 30.0
LOST, TWICE = 0.1, 0.1
"""Share of puts whose answer is never read, and of those sent again though the answer came."""
LINES = ("standing_march LR 3x8 rir 2", "cable_hip_flexion LR 2x8 @10kg rir 2")
SETS = 10
"""What the lines come to."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What loggers met."""

    put: Mapping[UUID, frozenset[UUID]]
    """Athlete -> ids of the sessions whose put was answered with 200."""
    answers: Mapping[str, int]
    """Status and code of an error, or why there was no answer -> how often."""
    seconds: tuple[float, ...]
    """Of each answered put, sorted."""

    @property
    def late_s(self) -> float:
        """95 % were answered within this."""
        return self.seconds[round(0.95 * (len(self.seconds) - 1))]


class Logger:
    """One phone: puts one session after the other, each until it is answered with 200."""

    def __init__(self, place: tuple[str, int], athlete: UUID, *, seed: int) -> None:
        self.place, self.athlete, self.chance = place, athlete, random.Random(seed)  # noqa: S311  no secret
        self.put: set[UUID] = set()
        self.answers: Counter[str] = Counter()
        self.seconds: list[float] = []

    def log(self, until: float, most: int) -> None:
        """Go on until a moment of the monotonic clock, or that many sessions are put."""
        while len(self.put) < most and time.monotonic() < until:
            uid, end = uuid4(), time.monotonic() + PATIENCE_S
            if self.chance.random() < LOST:
                self._send(uid).close()
            while not self._is_put(uid) and time.monotonic() < end:
                time.sleep(0.05)
            if self.chance.random() < TWICE:
                self._is_put(uid)

    def _send(self, uid: UUID) -> HTTPConnection:
        server = HTTPConnection(*self.place, timeout=PATIENCE_S)
        sent = json.dumps({"lines": LINES, "note": str(uid)})
        server.request("PUT", f"/api/athletes/{self.athlete}/sessions/{uid}", sent, {"content-type": "application/json"})
        return server

    def _is_put(self, uid: UUID) -> bool:
        began = time.monotonic()
        try:
            server = self._send(uid)
            answer = server.getresponse()
            body = json.loads(answer.read())
            server.close()
        except (OSError, HTTPException) as error:
            self.answers[type(error).__name__] += 1
            return False
        self.answers[f"{answer.status} {body.get('error', '')}".strip()] += 1
        if answer.status != 200:
            return False
        self.seconds.append(time.monotonic() - began)
        self.put.add(uid)
        return True


def log_together(place: tuple[str, int], athletes: Sequence[UUID], *, seconds: float, most: int = sys.maxsize) -> Tally:
    """Let fifty loggers log for some seconds, or until each has put so many sessions."""
    loggers = [Logger(place, athletes[number % len(athletes)], seed=number) for number in range(LOGGERS)]
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(LOGGERS) as pool:
        for done in [pool.submit(logger.log, until, most) for logger in loggers]:
            done.result()
    put = {athlete: frozenset().union(*(one.put for one in loggers if one.athlete == athlete)) for athlete in athletes}
    answers = sum((logger.answers for logger in loggers), Counter())
    return Tally(put=put, answers=answers, seconds=tuple(sorted(took for logger in loggers for took in logger.seconds)))


def faults(store: Store, tally: Tally) -> list[str]:
    """What went wrong: an answer that is no 200, a session that was lost or doubled, a set that is missing or there twice."""
    found = [f"{answer}: {count} times" for answer, count in tally.answers.items() if answer != "200"]
    with store.reading(clock.now()) as unit:
        for person in list_people(unit):
            kept = list_sessions(unit, person.name, history=True)
            notes, put = [entry.value.note for entry in kept], {str(uid) for uid in tally.put[person.uid]}
            found += [f"{person.name}: {len(put - set(notes))} lost"] if put - set(notes) else []
            found += [f"{person.name}: {len(notes) - len(set(notes))} doubled"] if len(notes) != len(set(notes)) else []
            found += [f"{person.name}: {len(entry.value.sets)} sets in a session" for entry in kept if len(entry.value.sets) != SETS]
    return found


@contextmanager
def served_team(store: Store) -> Iterator[tuple[tuple[str, int], tuple[UUID, ...]]]:
    """A server over a store with athletes in it: where it listens, and their ids."""
    with store.writing(clock.now()) as unit:
        for number in range(ATHLETES):
            coach.add_athlete(unit, name=f"athlete {number}", sex="female", height_m=1.7, mass_kg=60.0, consent_on=unit.today)
        athletes = tuple(person.uid for person in list_people(unit))
    with listening(0) as listener, _running(store, listener) as port:
        yield (HERE[0], port), athletes


@contextmanager
def _running(store: Store, listener: socket.socket) -> Iterator[int]:
    port = listener.getsockname()[1]
    app = create_app(store, hosts=[f"{HERE[0]}:{port}"])
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=5))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join(PATIENCE_S)


def main() -> int:
    """Log for a minute on each engine; return 0 if nothing went wrong, else 1."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for url in filter(None, (str(Path(folder) / "store.sqlite3"), os.environ.get(POSTGRESQL))):
            with coach.open_store(url) as store, served_team(store) as (place, athletes):
                tally = log_together(place, athletes, seconds=60.0)
                found = faults(store, tally)
                kept = sum(map(len, tally.put.values()))
                print(f"{store.label}: {kept} sessions of {LOGGERS} loggers in a minute, 95 % answered within {1e3 * tally.late_s:.0f} ms")
                print("\n".join(found) or "  no error, nothing lost, nothing doubled", flush=True)
                wrong += len(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
