"""The tables of the newest layout, as typed models; migrations/versions says how a database comes to have them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Double, ForeignKey, Index, MetaData, Text, Uuid, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from .columns import DocumentText, JsonText, UtcTime

VERSION_TABLE = "hipdrive_version"
LAYOUT = "0005"
"""Name of the newest layout, that of these tables; a test holds it to the newest migration."""
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {UUID: Uuid(), datetime: UtcTime(), float: Double(), str: Text()}  # noqa: RUF012  as SQLAlchemy declares it


class PersonRow(Base):
    """One person."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    sex: Mapped[str]
    height_m: Mapped[float]
    born: Mapped[date | None]
    consent_on: Mapped[date]
    created_at: Mapped[datetime]


class EntryRow(Base):
    """What every entry about a person has; an entry is never overwritten, a correction stands beside it."""

    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    on_day: Mapped[date]
    created_at: Mapped[datetime]
    corrects: Mapped[UUID | None]
    superseded_at: Mapped[datetime | None]
    deleted: Mapped[bool] = mapped_column(default=False)


class MassRow(EntryRow):
    """Body mass of a day."""

    __tablename__ = "body_mass"
    mass_kg: Mapped[float]


class ResultRow(EntryRow):
    """One result of a test."""

    __tablename__ = "test_result"
    protocol: Mapped[str]
    side: Mapped[str | None]
    value: Mapped[float | None]
    passed: Mapped[bool | None]
    details: Mapped[Any] = mapped_column(JsonText)


class ScreenRow(EntryRow):
    """Answers to the safety screen."""

    __tablename__ = "screen"
    age_years: Mapped[int | None]
    yes: Mapped[Any] = mapped_column(JsonText)


class EquipmentRow(EntryRow):
    """What is owned (the text of an equipment file) and options of planning."""

    __tablename__ = "equipment"
    toml: Mapped[str]
    options: Mapped[Any] = mapped_column(JsonText)


class RunRow(EntryRow):
    """A recorded run."""

    __tablename__ = "run"
    file_name: Mapped[str]
    document: Mapped[Any] = mapped_column(DocumentText, nullable=True)


class PlanRow(EntryRow):
    """A plan; on_day is the day on which it starts."""

    __tablename__ = "plan"
    active: Mapped[bool]
    document: Mapped[Any] = mapped_column(DocumentText)
    programme: Mapped[Any] = mapped_column(DocumentText)


class SessionRow(EntryRow):
    """One session; its sets and pains belong to this version of it."""

    __tablename__ = "session"
    skipped: Mapped[bool]
    note: Mapped[str]


class SentRow(EntryRow):
    """One piece of a session as a device sent it last; the session itself says what all its pieces say together."""

    __tablename__ = "sent_piece"
    session: Mapped[UUID]
    kind: Mapped[str]
    number: Mapped[int]
    revision: Mapped[int]
    content: Mapped[Any] = mapped_column(JsonText, nullable=True)


class WatchRunRow(EntryRow):
    """A run that a watch recorded, by speed; the file itself is not kept."""

    __tablename__ = "watch_run"
    file_name: Mapped[str]
    sha256: Mapped[str]
    document: Mapped[Any] = mapped_column(DocumentText)


class SetUpRow(EntryRow):
    """A set-up of an exercise that a person keeps under a name of their own; of those that count each name is there once."""

    __tablename__ = "set_up"
    exercise: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str]
    set_up: Mapped[Any] = mapped_column(JsonText)


class PartRow(Base):
    """What a set and a pain share; person, day and whether it counts repeat the session's, so that one index answers for progress."""

    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    number: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    on_day: Mapped[date]
    current: Mapped[bool]


class SetRow(PartRow):
    """One set of one side."""

    __tablename__ = "logged_set"
    exercise: Mapped[str]
    side: Mapped[str]
    reps: Mapped[int | None]
    distance_m: Mapped[float | None]
    hold_s: Mapped[float | None]
    load: Mapped[str | None]
    load_kg: Mapped[float | None]
    rir: Mapped[float | None]
    rpe: Mapped[float | None]
    faults: Mapped[Any] = mapped_column(JsonText)
    skipped: Mapped[bool]


class PainRow(PartRow):
    """Pain felt in or after a session."""

    __tablename__ = "pain"
    felt: Mapped[str]
    level: Mapped[int]
    site: Mapped[str]
    side: Mapped[str | None]
    exercise: Mapped[str | None]


class CopyRow(Base):
    """A backup or an export that was made of this store, so that erasing a person can reach it."""

    __tablename__ = "copy_made"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    path: Mapped[str]
    made_at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))


class AccountRow(Base):
    """Somebody who may log in: a coach, or an athlete who sees themself alone; secrets are kept as hashes only."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), unique=True)
    password: Mapped[str | None]
    invitation: Mapped[str | None] = mapped_column(unique=True)
    invited_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class LoginRow(Base):
    """A browser that is logged in."""

    __tablename__ = "login"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class CoachedRow(Base):
    """An athlete whom a coach looks after."""

    __tablename__ = "coached"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))


class LinkRow(Base):
    """A link that shows something of a person to whoever has it."""

    __tablename__ = "link"
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    shows: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]


ENTRIES: tuple[type[EntryRow], ...] = (
    MassRow,
    ResultRow,
    ScreenRow,
    EquipmentRow,
    RunRow,
    PlanRow,
    SessionRow,
    SentRow,
    WatchRunRow,
    SetUpRow,
)
PARTS: tuple[type[PartRow], ...] = (SetRow, PainRow)
for _entry in ENTRIES:
    Index(f"ix_{_entry.__tablename__}_person_id_on_day", _entry.person_id, _entry.on_day)
for _part in PARTS:
    Index(f"uq_{_part.__tablename__}_session_id_number", _part.session_id, _part.number, unique=True)
Index("ix_plan_active", PlanRow.person_id, unique=True, sqlite_where=text("active"), postgresql_where=text("active"))
_COUNTS = SetUpRow.superseded_at.is_(None)
Index("uq_set_up_person_id_name_key", SetUpRow.person_id, SetUpRow.name_key, unique=True, sqlite_where=_COUNTS, postgresql_where=_COUNTS)
_ASKED = (SetRow.person_id, SetRow.current, SetRow.exercise, SetRow.on_day, SetRow.side)
_ANSWERED = (SetRow.load, SetRow.load_kg, SetRow.reps, SetRow.hold_s, SetRow.distance_m, SetRow.skipped)
Index("ix_logged_set_progress", *_ASKED, *_ANSWERED)  # holds all that progress wants, so that no set itself is looked up
Index("ix_pain_person_id_on_day", PainRow.person_id, PainRow.on_day)
Index("ix_sent_piece_session", SentRow.session)
Index("ix_copy_made_person_id", CopyRow.person_id)
Index("ix_login_account_id", LoginRow.account_id)
Index("uq_coached_person_id_account_id", CoachedRow.person_id, CoachedRow.account_id, unique=True)
Index("ix_coached_account_id", CoachedRow.account_id)
Index("ix_link_person_id", LinkRow.person_id)
