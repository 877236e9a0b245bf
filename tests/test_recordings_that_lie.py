"""Recordings that lie are read right, doubted aloud or refused, whichever lie hypothesis draws; never in a silent change."""

import os
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from judged_recordings import Alteration, Verdict, analysed, base_of, judged
from lying_recordings import KINDS, Kind
from recorded_scenes import SOURCES, scene_of

CASES = int(os.environ.get("HIPDRIVE_LYING_CASES", "45"))
"""Over all kinds; `make test-long` asks for more of them."""
LEAST_RIGHT = 0.9
NOT_YET: frozenset[str] = frozenset()
"""Kinds that are not mended yet: what comes of them is counted and printed, and nothing is asked."""

pytestmark = pytest.mark.recordings


@pytest.fixture(scope="module")
def table(pytestconfig: pytest.Config) -> Iterator[dict[str, Counter[str]]]:
    """How many of each kind were met how; printed when all are done."""
    counts: dict[str, Counter[str]] = {}
    yield counts
    columns = ("right", "doubtful", "refused", "nothing left", "SILENT", "LEAKED")
    lines = ["", f"{'kind of lie':20}" + "".join(f"{column:>14}" for column in columns)]
    lines += [f"{kind:20}" + "".join(f"{count[column]:14d}" for column in columns) for kind, count in counts.items()]
    lines.append(f"{sum(map(Counter.total, counts.values()))} recordings in all")
    capture = pytestconfig.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print("\n".join(lines))  # noqa: T201  (the counts are what this file is run for)


def met(kind: Kind, recordings: Path, *, name: str, cases: int) -> list[tuple[Alteration, Verdict]]:
    """Draw that many lies of a kind and see how each is met."""
    seen: list[tuple[Alteration, Verdict]] = []

    @seed(zlib.crc32(name.encode()))
    @settings(
        max_examples=cases,
        phases=[Phase.generate],
        database=None,
        derandomize=False,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def each(data: st.DataObject) -> None:
        alteration = data.draw(kind.alterations(recordings))
        seen.append((alteration, judged(alteration, recordings, harmless=kind.harmless)))

    each()
    return seen


@pytest.mark.parametrize("name", KINDS)
def test_a_recording_that_lies_is_right_or_doubted_or_refused(name: str, recordings: Path, table: dict[str, Counter[str]]) -> None:
    kind = KINDS[name]
    seen = met(kind, recordings, name=name, cases=-(-CASES // len(KINDS)))
    counts: Counter[str] = Counter(verdict.outcome for _, verdict in seen)
    table[name] = counts
    bad = [f"{alteration.words}: {verdict.outcome}: {verdict.words}" for alteration, verdict in seen if verdict.outcome != "right"]
    if name in NOT_YET:
        return
    assert [] == [words for words in bad if ": SILENT:" in words or ": LEAKED:" in words]
    if kind.harmless:
        assert [] == [words for words in bad if ": nothing left:" not in words]
    if kind.recoverable:
        tried = len(seen) - counts["nothing left"]
        assert counts["right"] >= LEAST_RIGHT * tried, "\n".join(bad)


@pytest.mark.parametrize("name", SOURCES)
def test_a_recording_written_anew_without_a_lie_is_right(name: str, recordings: Path) -> None:
    """The files that the scenes write say what the recordings say; else nothing here would mean anything."""
    scene = scene_of(name, recordings)
    assert "right" == judged(Alteration(words="nothing", scene=scene), recordings, harmless=True).outcome
    assert base_of(name, recordings, plates=True).strides == analysed(scene, plates=True).strides
