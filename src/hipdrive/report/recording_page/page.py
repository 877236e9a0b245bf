"""The page that takes a recording: what a script needs to send files, show what they hold and follow the analysis."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ...language import Text, en
from ..template import Links, Served, render_page

SCRIPTS = ("/scripts/drop/drop.js",)
ENDINGS = ("c3d", "trc", "tsv", "csv", "mot", "sto", "json", "zip", "fit", "mp4", "mov", "m4v", "webm")
"""Of files that hold motion or forces, a run of a watch, or a clip."""
WORDS: Mapping[str, Text] = {
    "run": en("The run"),
    "static": en("Standing still"),
    "forces": en("Ground forces"),
    "other_side": en("The run from the other side"),
    "none": en("Not used"),
    "waiting": en("waiting to be sent"),
    "sending": en("being sent"),
    "sent_share": en("{percent} % sent"),
    "reading": en("being read"),
    "size": en("{size} MB"),
    "holds": en("{frames} frames at {rate} Hz, {markers} markers, force plates: {plates}"),
    "holds_table": en("{frames} rows at {rate} Hz"),
    "holds_clip": en("{frames} pictures, {rate} a second"),
    "too_large": en("{file} is {size} MB; at most {most} MB are taken. Send a shorter part: 20 to 30 seconds are plenty."),
    "empty": en("{file} is empty. Export the trial again."),
    "wrong_kind": en(
        "{file} is no recording that can be read. Give C3D, TRC, Qualisys .tsv, Vicon .csv, .mot or .sto files, a clip (.mp4, .mov, "
        ".webm), keypoints (.json), or a watch's .fit file."
    ),
    "watch_reading": en("{file} is being read ..."),
    "watch_kept": en("{file} is kept with the athlete: {says}"),
    "watch_page": en("What runs with a watch show"),
    "role_of": en("What {file} is"),
    "remove": en("Remove"),
    "remove_file": en("Remove {file}"),
    "stop": en("Stop"),
    "stop_file": en("Stop sending {file}"),
    "no_run": en("Choose which file is the run."),
    "two_runs": en("Two files are marked as the same thing. Keep one of them, and set the other to 'Not used'."),
    "looking": en("Looking at what can be measured ..."),
    "unreached": en("Hipdrive does not answer. Check that it runs, then try again."),
    "step_waiting": en("Waiting for its turn"),
    "step_reading": en("Reading the files"),
    "step_finding": en("Looking for the runner, picture by picture"),
    "step_solving": en("Solving the movement: joint angles, forces, moments"),
    "step_copying": en("Making the pictures and the small video that are kept"),
    "step_loads": en("Finding exercises that fit: load curves"),
    "step_keeping": en("Keeping the run"),
    "stopped": en("Stopped. Nothing was kept."),
    "plates": en("force plates: {plates}, {length} s at {rate} Hz, marker set {marker_set}"),
    "filmed": en("{length} s, {rate} pictures a second"),
    "no_plates": en("no force plates, {length} s at {rate} Hz, marker set {marker_set}"),
}
"""What the script says; {places} are filled by it."""


@dataclass(frozen=True, kw_only=True)
class RecordingPage:
    """What the page shows."""

    athlete_name: str
    address: str
    """Of the athlete's page."""
    body: Text
    """Body mass and height that are taken."""
    today: date
    runs: tuple[tuple[Text, str], ...]
    """Earlier runs: words and address, the last one first."""
    most_bytes: int
    """Of one file."""
    has_pose_model: bool
    """Whether clips can be read here."""


def recording_page_html(page: RecordingPage, *, links: Links = ()) -> str:
    """Write the page that takes a recording.

    Args:
        page: What it shows.
        links: Words and address of further pages.
    """
    sent = {
        "api": f"/api{page.address}",
        "pages": f"{page.address}/runs/",
        "watch": f"{page.address}/watch",
        "endings": ENDINGS,
        "most_bytes": page.most_bytes,
        "today": page.today.isoformat(),
    }
    served = Served(modules=SCRIPTS, words=WORDS, sent=sent)
    kinds = ",".join(f".{ending}" for ending in ENDINGS)
    return render_page("recording.html.j2", links=links, served=served, page=page, kinds=kinds)
