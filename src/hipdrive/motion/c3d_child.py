"""Runs as a program of its own: decodes C3D files with ezc3d, one per line of input, under limits set from outside (see untrusted.py).

A line in is a JSON text, the path; a line out is a JSON object: "error", or "shapes" of the arrays that follow as little-endian float64.
It imports nothing of hipdrive, so that it starts quickly.
"""

import contextlib
import json
import os
import resource
import signal
import sys
from typing import BinaryIO

import ezc3d
import numpy as np


def serve(answers: BinaryIO, *, time_limit_s: int) -> None:
    """Answer requests until there are no more.

    Args:
        answers: Where answers go.
        time_limit_s: After this long with one file the system ends this process, even if nobody waits for it any more.
    """
    for line in sys.stdin.buffer:
        signal.alarm(time_limit_s)
        head: dict[str, object]
        try:
            data = ezc3d.c3d(json.loads(line))["data"]
            arrays = [np.ascontiguousarray(data[name], dtype="<f8") for name in ("points", "analogs")]
        except MemoryError:
            head, arrays = {"error": "memory"}, []
        except (RuntimeError, OSError, ValueError, KeyError, IndexError, TypeError, OverflowError) as error:
            head, arrays = {"error": str(error)}, []
        else:
            head = {"shapes": [array.shape for array in arrays]}
        answers.write(json.dumps(head).encode() + b"\n")
        answers.writelines(array.data for array in arrays)
        answers.flush()
        signal.alarm(0)


if __name__ == "__main__":
    own_answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    with contextlib.suppress(ValueError, OSError):  # systems that do not limit address space, such as macOS
        resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(BrokenPipeError):
        serve(own_answers, time_limit_s=int(sys.argv[1]))
