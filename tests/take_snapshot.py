"""Take the snapshot: `python tests/take_snapshot.py FOLDER`, `--compare A B` or `--keep` (make snapshot).

FOLDER gets every document and text to the last bit; `--compare` says what differs between two such folders, and `--keep` writes
anew what the tests compare with. The scene of real recordings is played only where HIPDRIVE_DATA names them.
"""

import argparse
import json
import os
import shutil
import sys
from difflib import unified_diff
from pathlib import Path

from snapshot_compare import Comparison, kept
from snapshot_scenes import RECORDED_SCENES, SCENES, kept_of, played
from snapshot_terminal import Json

KEPT = Path(__file__).parent / "snapshots"
DIFF_LINES = 40


def take(folder: Path, scenes: list[str]) -> None:
    """Write all documents and texts as they are."""
    for scene in scenes:
        documents, texts = played(scene, _recordings())
        target = _emptied(folder / scene)
        for name, document in documents.items():
            (target / f"{name}.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        for name, text in texts.items():
            (target / f"{name}.txt").write_text(text, encoding="utf-8")
        print(f"{scene}: {len(documents)} documents, {len(texts)} texts", file=sys.stderr)


def keep(scenes: list[str]) -> None:
    """Write anew what the tests compare with."""
    for scene in scenes:
        documents = kept_of(scene, _recordings())
        target = _emptied(KEPT / scene)
        for name, document in documents.items():
            (target / f"{name}.json").write_text(kept(document), encoding="utf-8")


def compare(before: Path, after: Path) -> int:
    """Print what differs between two folders; added keys apart.

    Returns:
        How many places differ, added keys not counted.
    """
    added: list[str] = []
    count = 0
    for scene in sorted({path.name for folder in (before, after) for path in folder.iterdir()}):
        comparison = Comparison()
        for name in sorted({path.name for folder in (before, after) for path in (folder / scene).glob("*")}):
            old, new = before / scene / name, after / scene / name
            if not (old.is_file() and new.is_file()):
                print(f"{scene}/{name}: only in {before if old.is_file() else after}")
                count += 1
            elif name.endswith(".json"):
                for difference in comparison.differences(f"{scene}/{name}", _read(old), _read(new)):
                    if difference.added:
                        added.append(str(difference))
                    else:
                        print(difference)
                        count += 1
            elif lines := list(
                unified_diff(_lines(old), _lines(new), f"{before}/{scene}/{name}", f"{after}/{scene}/{name}", lineterm="", n=0)
            ):
                print("\n".join(line[:300] for line in lines[:DIFF_LINES]))
                count += 1
    print(f"{count} places differ; {len(added)} keys are added" + "".join(f"\n  {line}" for line in added))
    return count


def _recordings() -> Path | None:
    named = os.environ.get("HIPDRIVE_DATA")
    return Path(named) if named else None


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _read(path: Path) -> Json:
    document: Json = json.loads(path.read_text(encoding="utf-8"))
    return document


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def main() -> None:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(description="Take the snapshot of what every command answers on fixed inputs.")
    parser.add_argument("folder", nargs="?", type=Path, help="write every document and text here, to the last bit")
    parser.add_argument("--compare", nargs=2, type=Path, metavar=("A", "B"), help="say what differs between two such folders")
    parser.add_argument("--keep", action="store_true", help="write anew what the tests compare with")
    parser.add_argument("--scene", action="append", help="only this scene; may be given several times")
    asked = parser.parse_args()
    scenes = asked.scene or [*SCENES, *(RECORDED_SCENES if _recordings() else ())]
    if asked.compare:
        sys.exit(1 if compare(*asked.compare) else 0)
    elif asked.keep:
        keep(scenes)
    elif asked.folder:
        take(asked.folder, scenes)
    else:
        parser.error("name a folder, or give --compare or --keep")


if __name__ == "__main__":
    main()
