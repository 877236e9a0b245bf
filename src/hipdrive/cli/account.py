"""The commands account add, list, password, athletes and drop: who may log in to what 'hipdrive serve' shows."""

import sys
from typing import Annotated, Literal

import typer

from ..language import en, en_count, joined
from .door.outlet import JsonTarget, asked, confirmed, hand_out_json, ready_to_write, show_line, show_paragraph, show_table, wrong_usage
from .door.stored import Database, reading, writing

accounts = typer.Typer(name="account", no_args_is_help=True, help="Accounts: who may log in to what 'hipdrive serve' shows.")

Name = Annotated[str, typer.Argument(help="What they log in with; capitals do not matter.")]


@accounts.command()
def add(
    name: Name,
    role: Annotated[
        Literal["coach", "athlete"], typer.Option(help="A coach sees the athletes they look after; an athlete sees themself alone.")
    ] = "coach",
    athlete: Annotated[str | None, typer.Option(metavar="NAME", help="The stored athlete whose account it is.")] = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Add an account. The password is asked for, or read from standard input; the first coach looks after everybody who is stored."""
    from .. import coach

    ready_to_write(json)
    password = coach.password_hash(_typed_password(), name=name)
    with writing(db) as unit:
        coach.add_account(unit, name=name, role=role, athlete=athlete, password=password)
        listed = coach.account_list(unit)
    if not hand_out_json(json, listed):
        added = next(account for account in listed.accounts if account.name.casefold() == name.strip().casefold())
        athletes = en_count("{n} athlete", "{n} athletes", n=len(added.athletes))
        show_paragraph(en("{name} can log in and sees {athletes}.", name=added.name, athletes=athletes), bold=True)
        if role == "coach":
            show_paragraph(en("Whom they look after: 'hipdrive account athletes'. Let phones in: 'hipdrive serve --lan'."))


@accounts.command("list")
def list_(db: Database = None, json: JsonTarget = None) -> None:
    """List all accounts, and whom each may see."""
    from .. import coach

    ready_to_write(json)
    with reading(db) as unit:
        listed = coach.account_list(unit)
    if hand_out_json(json, listed):
        return
    if not listed.accounts:
        show_paragraph(en("There is no account yet: add one with 'hipdrive account add NAME'."))
        return
    roles = {"coach": en("coach"), "athlete": en("athlete")}
    states = {
        "active": en("logs in"),
        "invited": en("invited"),
        "invitation_ended": en("invitation ended"),
        "without_password": en("no password"),
    }
    rows = [(one.name, roles[one.role], states[one.state], joined(one.athletes, ", ")) for one in listed.accounts]
    show_table("", (en("Account"), en("Role"), en("State"), en("Sees")), rows, words=True)


@accounts.command()
def password(name: Name, db: Database = None, json: JsonTarget = None) -> None:
    """Set a new password, asked for or read from standard input; every browser that is logged in with the old one is logged out."""
    from .. import coach

    ready_to_write(json)
    with reading(db) as unit:
        account = coach.account_named(unit, name)
    chosen = coach.password_hash(_typed_password(), name=account.name)
    with writing(db) as unit:
        coach.change_password(unit, account.uid, chosen)
        listed = coach.account_list(unit)
    if not hand_out_json(json, listed):
        show_line(en("The password of {name} is changed.", name=account.name))


@accounts.command()
def athletes(
    name: Name,
    add: Annotated[
        list[str] | None, typer.Option("--add", metavar="NAME", help="Athlete whom they look after from now on; once for each.")
    ] = None,
    drop: Annotated[
        list[str] | None, typer.Option("--drop", metavar="NAME", help="Athlete whom they look after no longer; once for each.")
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Look after everybody who is stored now.")] = False,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Say which athletes a coach looks after, and show them. An athlete may have several coaches."""
    from .. import coach

    ready_to_write(json)
    with writing(db) as unit:
        coach.set_athletes(unit, name, add=add or (), drop=drop or (), everybody=everybody)
        listed = coach.account_list(unit)
        account = coach.account_named(unit, name)
    if not hand_out_json(json, listed):
        seen = next(one.athletes for one in listed.accounts if one.id == account.uid)
        show_paragraph(en("{name} looks after: {athletes}.", name=account.name, athletes=joined(seen, ", ") if seen else en("nobody")))


@accounts.command()
def drop(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Remove an account; what is stored of athletes stays."""
    from .. import coach

    ready_to_write(json)
    if not yes and not confirmed(en("Remove the account of {name}?", name=name), no_on_enter=True):
        raise typer.Abort
    with writing(db) as unit:
        dropped = coach.drop_account_named(unit, name)
        listed = coach.account_list(unit)
    if not hand_out_json(json, listed):
        show_line(en("The account of {name} is removed.", name=dropped.name))


def _typed_password() -> str:
    """A password: typed twice without being shown, or the first line of standard input where nobody is there to type."""
    if not sys.stdin.isatty():
        typed = sys.stdin.readline().rstrip("\n")
        if not typed:
            raise wrong_usage(en("no password was given on standard input"))
        return typed
    return str(asked(en("Password"), hide_input=True, confirmation_prompt=True))
