"""The page of one logged session: sets, pains and note are corrected, added or deleted, versions of two hands stand side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ...band_words import band_name
from ...body_words import SIDE_WORDS, SITE_WORDS
from ...exercise import Exercise
from ...language import Text, en, layout, reader, reading_in, to_reader
from ...training import PainRecord, SessionRecord, SetRecord
from ..named import exercise_name
from ..progress_page.words import WHEN_WORDS, day_in_words, pain_in_words, sets_done
from ..template import Links, Served, render_page
from .choices import exercises_sent

WORDS: Mapping[str, Text] = {
    "keeping": en("Keeping the change …"),
    "none_left": en("No set is left. To take the whole session out, use 'Delete the session'."),
    "level": en("Say for each pain how strong it was, from 0 (none) to 10."),
    "count": en("Say first how many there were in each set, or tick that it was left out."),
    "sure": en("Delete the whole session? It no longer counts then."),
    "unreachable": en("The server could not be reached. Nothing is lost: try again."),
}
"""What its script says."""


@dataclass(frozen=True, kw_only=True)
class SessionVersion:
    """One version of a session as somebody entered it."""

    id: UUID
    entered: datetime
    """In the reader's time zone."""
    session: SessionRecord


@dataclass(frozen=True, kw_only=True)
class SessionContent:
    """A session with its versions."""

    athlete: UUID
    athlete_name: str
    shown: SessionVersion
    """The one that counts; of a deleted session the last one."""
    deleted: bool
    beside: tuple[SessionVersion, ...]
    """What others entered at the same time: kept, and counting no longer or not."""
    before: tuple[SessionVersion, ...]
    """What it said before it was corrected, the newest first."""
    bands: tuple[str, ...]
    """Ids of bands that can be chosen."""
    most_strands: int
    """How many strands of a band can be used at once."""
    exercises: tuple[Exercise, ...]
    """All that can be added."""


@dataclass(frozen=True, kw_only=True)
class SetView:
    """One set, to be changed."""

    name: Text
    reps: int | None
    metres: float | None
    hold_s: float | None
    mass_kg: float | None
    band: str
    """Empty where there is none."""
    rir: float | None
    skipped: bool


@dataclass(frozen=True, kw_only=True)
class PainView:
    """One pain, to be changed."""

    name: Text
    """What it came with; 'Pain' of the session as a whole."""
    level: int
    site: str
    when: str
    side: str
    """Empty where none was told."""


@dataclass(frozen=True, kw_only=True)
class VersionView:
    """A version in words."""

    id: UUID
    entered: Text
    sets: tuple[Text, ...]
    pains: tuple[Text, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class SessionPage:
    """One session in words."""

    title: Text
    on: str
    deleted: bool
    sets: tuple[SetView, ...]
    pains: tuple[PainView, ...]
    bands: tuple[tuple[str, Text], ...]
    most_strands: int
    exercises: tuple[tuple[str, Text], ...]
    """Id and name, in the order of the names."""
    now: VersionView
    beside: tuple[VersionView, ...]
    before: tuple[VersionView, ...]


def session_page_html(content: SessionContent, *, address: str, links: Links = ()) -> str:
    """Write the page; whatever a user typed is escaped.

    Args:
        content: What it shows.
        address: Of the athlete's page.
        links: Words and address of further pages.
    """
    api = f"/api/athletes/{content.athlete}/sessions/{content.shown.id}"
    versions = [content.shown, *content.beside]
    sent: dict[str, object] = {
        "corrections": f"{api}/corrections/{{id}}",
        "session": api,
        "page": f"{address}/sessions/{content.shown.id}",
        "after": address,
        "versions": {str(version.id): _plain(version.session) for version in versions},
        "shown": str(content.shown.id),
    }
    with reading_in(reader().code, on_page=True):
        sent["exercises"] = exercises_sent(content.exercises, {}, most_strands=content.most_strands)["exercises"]
        served = Served(modules=("/scripts/session/session.js",), words=WORDS, sent=sent)
        words = {"sites": SITE_WORDS, "whens": WHEN_WORDS, "sides": SIDE_WORDS}
        return render_page("session.html.j2", links=links, served=served, page=session_page(content), **words)


def session_page(content: SessionContent) -> SessionPage:
    """Put a session into words."""
    done = content.shown.session
    bands = dict.fromkeys((*(one.load.band for one in done.sets if one.load is not None and one.load.band), *content.bands))
    return SessionPage(
        title=layout("{name}: {day}", name=content.athlete_name, day=day_in_words(done.on)),
        on=done.on.isoformat(),
        deleted=content.deleted,
        sets=tuple(_set(one) for one in done.sets),
        pains=tuple(_pain(one) for one in done.pains),
        most_strands=content.most_strands,
        exercises=tuple(sorted(((one.id, one.name) for one in content.exercises), key=lambda row: to_reader(row[1]).casefold())),
        bands=tuple((band, band_name(band)) for band in bands),
        now=_version(content.shown),
        beside=tuple(map(_version, content.beside)),
        before=tuple(map(_version, content.before)),
    )


def _set(done: SetRecord) -> SetView:
    load = done.load
    return SetView(
        name=layout("{exercise}, {side}", exercise=exercise_name(done.exercise), side=SIDE_WORDS[done.side]),
        reps=done.reps,
        metres=done.distance_m,
        hold_s=done.hold_s,
        mass_kg=None if load is None else load.mass_kg,
        band="" if load is None else load.band or "",
        rir=done.rir,
        skipped=done.skipped,
    )


def _pain(felt: PainRecord) -> PainView:
    name = en("Pain") if felt.exercise is None else en("Pain with {exercise}", exercise=exercise_name(felt.exercise))
    return PainView(name=name, level=felt.level, site=felt.site, when=felt.when, side=felt.side or "")


def _version(version: SessionVersion) -> VersionView:
    done = version.session
    return VersionView(
        id=version.id,
        entered=en("entered on {on} at {time}", on=version.entered.date(), time=f"{version.entered:%H:%M}"),
        sets=sets_done(done),
        pains=tuple(en("pain {pain}", pain=pain_in_words(pain)) for pain in done.pains),
        note=done.note,
    )


def _plain(session: SessionRecord) -> Mapping[str, object]:
    """A session as the script takes it, to say it again with what was changed."""
    return {
        "on": session.on.isoformat(),
        "note": session.note,
        "skipped": session.skipped,
        "sets": [_plain_set(one) for one in session.sets],
        "pains": _pains(session.pains),
    }


def _plain_set(done: SetRecord) -> Mapping[str, object]:
    load = done.load
    return {
        "exercise": done.exercise,
        "side": done.side,
        "reps": done.reps,
        "distance_m": done.distance_m,
        "hold_s": done.hold_s,
        "load": None if load is None else str(load),
        "strands": 1 if load is None else load.strands,
        "rir": done.rir,
        "rpe": done.rpe,
        "faults": list(done.faults),
        "skipped": done.skipped,
    }


def _pains(pains: Sequence[PainRecord]) -> list[Mapping[str, object]]:
    return [{"level": one.level, "site": one.site, "when": one.when, "side": one.side, "exercise": one.exercise} for one in pains]
