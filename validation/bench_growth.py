"""How our cost per frame and our memory grow with the length of a recording: each length in a process of its own."""

import json
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from hipdrive.motion import lowpass
from hipdrive.physics.inverse_kinematics import adjust_upper_body_markers

from .bench_solve import CUTOFF_HZ, frame_by_frame, laid_out, recorded, solved

FRAMES = (500, 5_000, 50_000)
ENOUGH_FRAMES = 10_000
"""A short recording is solved so often that this many frames are timed, a long one once."""
MOST_REPETITIONS = 7
BYTES_PER_MB = 1e6
ASKED_SPREAD = 0.20
"""Cost per frame at any length may lie so far above the one at another."""
ASKED_PEAK_MB = 500.0
"""The whole process, libraries included, at the longest recording (50,000 frames are over eight minutes at 100 Hz)."""


@dataclass(frozen=True, kw_only=True)
class Growth:
    """Cost at one length."""

    frames: int
    once_ms: float
    """Processor time of placing trunk and arms anew, done once for a run on some 60 of its frames."""
    cpu_us: float
    """Processor time per frame of all the rest: filter, inverse kinematics, derivatives, inverse dynamics."""
    wall_us: float
    """Wall time per frame of the same."""
    before_mb: float
    """Peak memory with libraries and the recording in place, before anything is solved."""
    peak_mb: float
    """Peak memory after."""


def growth_at(folder: Path, frames: int) -> Growth:
    """Time a length in a fresh process."""
    command = [sys.executable, "-m", "validation.bench_growth", str(folder), str(frames)]
    return Growth(**json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def as_asked(rows: list[Growth]) -> bool:
    """Whether the cost per frame is constant and the memory bounded."""
    costs = [row.cpu_us for row in rows]
    return max(costs) <= (1.0 + ASKED_SPREAD) * min(costs) and rows[-1].peak_mb <= ASKED_PEAK_MB


def _measured(folder: Path, frames: int) -> Growth:
    """Solve the run laid out to a length, in this process; what is done only once (a batch, say) is done before."""
    run = recorded(folder)
    solved(laid_out(run, FRAMES[0]))
    long = laid_out(run, frames)
    before = _peak_mb()
    times = []
    for _ in range(min(MOST_REPETITIONS, max(1, ENOUGH_FRAMES // frames))):
        wall, cpu = time.perf_counter(), time.process_time()
        smooth = lowpass(long.seen_m, rate_hz=long.rate_hz, cutoff_hz=CUTOFF_HZ)
        once_wall, once_cpu = time.perf_counter(), time.process_time()
        markers = adjust_upper_body_markers(long.calibration.skeleton, long.markers, smooth)
        once_wall, once_cpu = time.perf_counter() - once_wall, time.process_time() - once_cpu
        frame_by_frame(long, smooth, markers)
        times.append((once_cpu, time.process_time() - cpu - once_cpu, time.perf_counter() - wall - once_wall))
    once_s, cpu_s, wall_s = (statistics.median(column) for column in zip(*times, strict=True))
    return Growth(
        frames=frames,
        once_ms=1e3 * once_s,
        cpu_us=1e6 * cpu_s / frames,
        wall_us=1e6 * wall_s / frames,
        before_mb=before,
        peak_mb=_peak_mb(),
    )


def _peak_mb() -> float:
    """Peak memory of this program; Linux counts the starting process's peak in with getrusage, so its own count is read there."""
    status = Path("/proc/self/status")
    if status.exists():
        own = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
        return float(own.split()[1]) * 1024 / BYTES_PER_MB
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / BYTES_PER_MB


if __name__ == "__main__":
    print(json.dumps(vars(_measured(Path(sys.argv[1]), int(sys.argv[2])))))
