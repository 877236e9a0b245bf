"""The verbs that show the pages of coming in: login, invitation, accounts, links, and a page that says one thing."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...contract.athletes.account import AccountDocument, LinkDocument
from ...language import Text, en, layout
from ...store import Account, Shows, Unit, find_person, list_people, list_runs
from .account import account_list, invited
from .link import MOST_DAYS, USUAL_DAYS, link_list
from .secret import SHORTEST

Links = Sequence[tuple[Text, str]]
STATES: Mapping[str, Text] = {
    "active": en("logs in"),
    "without_password": en("has no password yet"),
    "invited": en("invited until {until:d MMMM}"),
    "invitation_ended": en("the invitation has ended"),
}
SHOWS: Mapping[Shows, Text] = {"progress": en("How it goes"), "calendar": en("The plan as a calendar"), "run": en("The report of a run")}


def login_page(*, goes_to: str) -> str:
    """Where somebody logs in; then the browser goes to a path of this program."""
    return pages.login_page_html(goes_to=goes_to)


def invited_page(unit: Unit, token: str) -> str:
    """Where somebody invited chooses a password.

    Raises:
        InvitationEndedError: If it was used or has ended.
    """
    return pages.invited_page_html(name=invited(unit, token).name, token=token, least=SHORTEST)


def accounts_page(unit: Unit, *, account: Account | None, only: Collection[UUID] | None, reachable: bool, links: Links = ()) -> str:
    """Accounts as somebody may see them.

    Args:
        unit: A unit of work.
        account: Who asks; None for whoever sits at the machine itself.
        only: Ids of the athletes whom they may see; None for all.
        reachable: Whether other devices can open an invitation that is made here.
        links: Words and address of further pages.
    """
    is_coach = account is None or account.role == "coach"
    listed = account_list(unit).accounts if is_coach else ()
    by_athlete = {one.athlete: one for one in listed if one.athlete is not None}
    athletes = [person for person in list_people(unit) if is_coach and (only is None or person.uid in only)]
    page = pages.AccountsPage(
        own_name="" if account is None else account.name,
        is_coach=is_coach,
        least=SHORTEST,
        athletes=tuple(_athlete(person.uid, person.name, by_athlete.get(person.uid)) for person in athletes),
        coaches=tuple((one.name, len(one.athletes)) for one in listed if one.role == "coach" and account is None),
    )
    return pages.accounts_page_html(page, reachable=reachable, links=links)


def _athlete(athlete: UUID, name: str, account: AccountDocument | None) -> "pages.AthletesAccount":
    if account is None:
        return pages.AthletesAccount(athlete=athlete, name=name, account=None, account_name="", state=en("no account"))
    until = account.invited_until
    state = STATES[account.state] if until is None else STATES[account.state].filled(until=until.date())
    return pages.AthletesAccount(athlete=athlete, name=name, account=account.id, account_name=account.name, state=state)


def links_page(unit: Unit, name: str, *, reachable: bool, links: Links = ()) -> str:
    """Links of an athlete.

    Args:
        unit: A unit of work.
        name: The athlete.
        reachable: Whether other devices can open a link that is made here.
        links: Words and address of further pages.
    """
    person = find_person(unit, name)
    kept = reversed(list_runs(unit, name, documents=False))
    runs = {run.uid: layout("{on:d MMMM y}, {file}", on=run.value.on, file=run.value.file_name) for run in kept}
    shared = [_link(link, unit, runs) for link in link_list(unit, name).links]
    page = pages.LinksPage(
        athlete=person.uid, name=person.name, links=tuple(shared), runs=runs, days=USUAL_DAYS, most_days=MOST_DAYS, reachable=reachable
    )
    return pages.links_page_html(page, beside=links)


def _link(link: LinkDocument, unit: Unit, runs: Mapping[UUID, Text]) -> "pages.SharedLink":
    zone = unit.now.tzinfo
    ends = en("when you withdraw it")
    if link.until is not None:
        day = link.until.astimezone(zone).date()
        ends = en("ended on {on:d MMMM y}", on=day) if link.ended else en("{on:d MMMM y}", on=day)
    made = en("{on:d MMMM y}", on=link.made_at.astimezone(zone).date())
    shows = SHOWS[link.shows]
    if link.run is not None:
        shows = layout("{what}: {run}", what=shows, run=runs.get(link.run) or en("a run that is kept no longer"))
    return pages.SharedLink(id=link.id, shows=shows, made=made, ends=ends)


def message_page(words: Text, *, links: Links = ()) -> str:
    """A page that says one thing."""
    return pages.message_page_html(words, links=links)


def phone_page(way: "pages.PhoneWay | None", *, links: Links = ()) -> str:
    """How a phone gets in, on the machine itself; None where phones are not served."""
    return pages.phone_page_html(way, links=links)


def phone_help(way: "pages.PhoneWay", *, certificate: str) -> str:
    """How a phone gets in, for the phone itself; certificate says where it is."""
    return pages.phone_help_html(way, certificate=certificate)


def qr_letters(address: str) -> str:
    """An address as a picture of letters that a phone's camera reads."""
    return pages.qr_letters(address)
