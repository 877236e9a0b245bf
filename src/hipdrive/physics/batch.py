"""MuJoCo batches, kept between calls and lent to one caller at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import mujoco
import mujoco.batch
import numpy as np
import numpy.typing as npt

CHUNK_FRAMES = 512
"""Most frames handed to MuJoCo at once; about where its batched calls are fastest."""
BATCHES_KEPT = 16
"""Most idle batches kept: making one costs as much as posing hundreds of frames, and the solvers pose few frames many times."""
FRAMES = np.arange(CHUNK_FRAMES, dtype=np.int32)
FRAMES.setflags(write=False)


def keep_log_to_itself() -> None:
    """Turn MuJoCo's own log off: a frame that is no number would write MUJOCO_LOG.TXT into the user's folder and a line on the terminal."""
    log = mujoco.MjLogConfig.get()
    if log.logto_console or log.logto_file:
        log.logto_console = log.logto_file = False
        mujoco.MjLogConfig.set(log)


class Batch:
    """A batch of CHUNK_FRAMES frames of one model, and live views of what is written to and read from it."""

    def __init__(self, model: mujoco.MjModel, fields: tuple[str, ...], stage: mujoco.mjtStage) -> None:
        self.model = model
        self._stage = int(stage)
        keep_log_to_itself()
        # On the caller's thread alone: a pool for each batch is slower for the few frames of most calls, and adds threads without bound.
        self._batch = mujoco.batch.Batch(model, CHUNK_FRAMES, nthread=1)
        self.views: dict[str, npt.NDArray[Any]] = {name: self._batch.bind(name) for name in fields}

    def forward(self, frames: int) -> None:
        """Work out the stage for the first so many frames."""
        self._batch.forward(FRAMES[:frames], stage=self._stage)


class BatchStore:
    """Idle batches of the models used last. However many threads ask, at most BATCHES_KEPT wait here and each has the one it was lent."""

    def __init__(self, *fields: str, stage: mujoco.mjtStage) -> None:
        self._fields = fields
        self._stage = stage
        self._lock = Lock()
        self._idle: list[Batch] = []

    @property
    def idle(self) -> int:
        """How many batches wait for their next use."""
        return len(self._idle)

    @contextmanager
    def lent(self, model: mujoco.MjModel) -> Iterator[Batch]:
        """A batch of a model that nobody else uses meanwhile; made if none is idle. It is not kept after an error."""
        batch = self._taken(model) or Batch(model, self._fields, self._stage)
        yield batch
        self._put_back(batch)

    def _taken(self, model: mujoco.MjModel) -> Batch | None:
        with self._lock:
            for place in reversed(range(len(self._idle))):
                if self._idle[place].model is model:
                    return self._idle.pop(place)
        return None

    def _put_back(self, batch: Batch) -> None:
        """Keep a batch for later, in place of the one that has been idle longest if there are enough."""
        with self._lock:
            self._idle.append(batch)
            surplus = self._idle[:-BATCHES_KEPT]
            del self._idle[:-BATCHES_KEPT]
        del surplus  # freed outside the lock
