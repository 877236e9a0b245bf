"""What plan takes: what the training is for, how much and when, what must be in it, and where it is written."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from ..day import day_typed

Goal = Annotated[Literal["distance", "sprint", "general"], typer.Option(help="What the training is for.")]
Preset = Annotated[
    Literal["modest", "standard"],
    typer.Option(help="Ready-made amount of training: 15 min a week for 4 weeks, or 3 x 15 min a week for 6 weeks."),
]
School = Annotated[
    Literal["early_range", "short_range"] | None,
    typer.Option(help="Give this range more weight, as one of the schools of coaching does."),
]
MinutesPerWeek = Annotated[float | None, typer.Option(help="Minutes a week, instead of the preset's.")]
Weeks = Annotated[int | None, typer.Option(help="Number of weeks, instead of the preset's; the last one is the retest.")]
SessionsPerWeek = Annotated[int | None, typer.Option(help="Sessions a week, instead of the preset's.")]
FirstDay = Annotated[datetime | None, typer.Option(parser=day_typed, metavar="DATE", help="First day; gives every session a date.")]
HardDays = Annotated[
    list[str] | None,
    typer.Option(metavar="DAYS", help="Days with a hard run, such as tue,sat: nothing heavy for the hips the day before."),
]
RaceDays = Annotated[
    list[datetime] | None,
    typer.Option(parser=day_typed, metavar="DATE", help="Day of a race; training is reduced that week. Repeatable."),
]
Pinned = Annotated[list[str] | None, typer.Option(metavar="EXERCISE", help="An exercise that must be in the plan; repeatable.")]
Banned = Annotated[list[str] | None, typer.Option(metavar="EXERCISE", help="An exercise that must not be in the plan; repeatable.")]
BothHips = Annotated[bool, typer.Option("--both-hips", help="Prefer exercises that work both hips at once.")]
OnlyLook = Annotated[bool, typer.Option("--look", help="Only look: a stored athlete stays on the current plan.")]
ShowFollowed = Annotated[bool, typer.Option("--show", help="Show the plan that the stored athlete follows, without making a new one.")]
Swapped = Annotated[
    str | None,
    typer.Option(metavar="EXERCISE", help="What can replace an exercise of the current plan, for example when the cable machine is taken."),
]
NotThere = Annotated[
    list[str] | None,
    typer.Option(metavar="THING", help="What is not available today, such as 'cable machine'; with --show or --swap; repeatable."),
]
MovedDay = Annotated[
    datetime | None,
    typer.Option(parser=day_typed, metavar="DATE", help="Move one coming session of the current plan; with --to."),
]
ToDay = Annotated[datetime | None, typer.Option(parser=day_typed, metavar="DATE", help="Day of the same week to which --move moves it.")]
Scenario = Annotated[
    str | None, typer.Option(metavar="SCENARIO", help="Simulate how it goes: all_good, missed_fortnight, one_sided_pain, stalled, ...")
]
CalendarFile = Annotated[Path | None, typer.Option(metavar="FILE.ics", help="Write the sessions as a calendar.")]
SheetOfSession = Annotated[
    Path | None, typer.Option(metavar="FILE.pdf", help="Write a session as an A4 sheet; with --show, the next session.")
]
WorkoutFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE.fit", help="Write a session as a workout for a watch (FIT); with --show, the next session."),
]
WeekShown = Annotated[int, typer.Option(help="Week of the sheet or workout.")]
SessionShown = Annotated[int, typer.Option(help="Session of that week on the sheet or in the workout.")]
ReportFile = Annotated[Path | None, typer.Option(help="Write the report (one HTML file) here.")]
