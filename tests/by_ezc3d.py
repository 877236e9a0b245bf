"""What the library ezc3d reads from C3D files, each read in a process of its own, because some make it break down, hang or swell."""

import importlib
import os
import pickle
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
MEMORY_BYTES = 2**30
TIME_S = 3


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One file as ezc3d reads it."""

    points: Array
    """(n, m, 3) in the file's unit of length."""
    analogs: Array
    """(channels, k)."""
    parameters: dict[str, dict[str, Any]]
    """By group and name."""


def by_ezc3d(paths: Sequence[Path], folder: Path) -> list[Reading | str]:
    """Have files read by ezc3d.

    Args:
        paths: The files.
        folder: Where the answers may be put.

    Returns:
        For each file what was found, or why it was not read.
    """
    words = [sys.executable, "-P", __file__, str(folder), *map(str, paths)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    return [_reading(folder / f"answer_{number}") for number in range(len(paths))]


def _reading(answer: Path) -> Reading | str:
    if not answer.exists():
        return "ezc3d broke down"
    reading = pickle.loads(answer.read_bytes())  # noqa: S301  our own child wrote it
    answer.unlink()
    return reading if isinstance(reading, str) else Reading(**reading)


def _answer(path: str, answer: Path) -> None:
    """Read one file and write down what it holds; in a child that may break down."""
    import ezc3d

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME_S, TIME_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    reading: dict[str, Any] | str
    try:
        file = ezc3d.c3d(path)
        groups = {
            group: {name: entry["value"] for name, entry in entries.items() if name != "__METADATA__"}
            for group, entries in file["parameters"].items()
        }
        points = np.ascontiguousarray(np.transpose(file["data"]["points"][:3], (2, 1, 0)))
        reading = {"points": points, "analogs": file["data"]["analogs"][0], "parameters": groups}
    except (RuntimeError, OSError, ValueError, KeyError, IndexError, MemoryError) as error:
        reading = str(error)
    answer.write_bytes(pickle.dumps(reading))


if __name__ == "__main__":
    importlib.import_module("ezc3d")  # once, before the processes part
    for number, name in enumerate(sys.argv[2:]):
        child = os.fork()
        if child == 0:
            _answer(name, Path(sys.argv[1]) / f"answer_{number}")
            os._exit(0)
        os.waitpid(child, 0)
