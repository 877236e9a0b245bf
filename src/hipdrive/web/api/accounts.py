"""Who may come in: logging in and out, passwords, invitations, accounts of athletes, and links to share."""

from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Request
from starlette.responses import Response

from ... import coach
from ...contract.athletes.account import (
    AccountsDocument,
    InvitationDocument,
    LinksDocument,
    LoginDocument,
    MadeLinkDocument,
    login_document,
)
from ..door import clock
from ..door.admitted import asker, coaches_only, only_own
from ..door.answers import DocumentAnswer
from ..door.cookie import give_cookie, take_cookie, token_of
from ..door.guard import address_of
from ..door.pace import Pace
from ..door.reach import whole_address
from ..door.refused import LoginNeededError
from ..door.store import name_of, reading, writing
from ..jobs.pages import asked_page
from .sent.accounts import InvitationSent, InvitedSent, LinkSent, LoginSent, PasswordSent

everybody = APIRouter(prefix="/api", tags=["accounts"])
"""What somebody needs who is not logged in."""
router = APIRouter(prefix="/api", tags=["accounts"])


@everybody.post("/login", summary="Log in: the answer sets a cookie.", response_model=LoginDocument)
def log_in(request: Request, sent: LoginSent) -> Response:
    """hipdrive.login/1."""
    return _let_in(request, _checked(request, sent.name, sent.password))


@everybody.post("/invitation", summary="Choose a password with an invitation, and log in.", response_model=LoginDocument)
def take_invitation(request: Request, sent: InvitedSent) -> Response:
    """hipdrive.login/1."""
    with reading(request) as unit:
        name = coach.invited(unit, sent.invitation).name
    password = coach.password_hash(sent.password, name=name)
    with writing(request) as unit:
        account = coach.accept_invitation(unit, sent.invitation, password)
    return _let_in(request, account)


@everybody.post("/logout", summary="Log out.", response_model=LoginDocument)
def log_out(request: Request) -> Response:
    """hipdrive.login/1 of nobody."""
    with writing(request) as unit:
        coach.log_out(unit, token_of(request))
    answer = DocumentAnswer(login_document(None))
    take_cookie(answer, request)
    return answer


@router.get("/login", summary="Who asks.", response_model=LoginDocument)
def who(request: Request) -> DocumentAnswer:
    """hipdrive.login/1."""
    return DocumentAnswer(login_document(asker(request).account))


@router.post("/password", summary="Change one's own password; every other browser is logged out.", response_model=LoginDocument)
def change_password(request: Request, sent: PasswordSent) -> Response:
    """hipdrive.login/1."""
    own = asker(request).account
    if own is None:
        raise LoginNeededError
    account = _checked(request, own.name, sent.old)
    password = coach.password_hash(sent.new, name=account.name)
    with writing(request) as unit:
        changed = coach.change_password(unit, account.uid, password)
    return _let_in(request, changed)


@router.get("/accounts", summary="Accounts of one's athletes; on the machine itself those of coaches too.", response_model=AccountsDocument)
def accounts(request: Request) -> DocumentAnswer:
    """hipdrive.accounts/1."""
    coaches_only(request)
    with reading(request) as unit:
        return DocumentAnswer(coach.account_list(unit, only=only_own(request, unit)))


@router.put(
    "/athletes/{athlete}/accounts/{account}",
    summary="Invite an athlete, or once more; the invitation before ends.",
    response_model=InvitationDocument,
)
def put_account(request: Request, athlete: UUID, account: UUID, sent: InvitationSent) -> DocumentAnswer:
    """hipdrive.invitation/1."""
    coaches_only(request)
    with writing(request) as unit:
        made = coach.invite(unit, name_of(unit, athlete), account, name=sent.name)
    address = whole_address(request, f"/invited/{made.token}")
    return DocumentAnswer(InvitationDocument(account=made.account.uid, name=made.account.name, address=address, until=made.until))


@router.delete(
    "/athletes/{athlete}/accounts/{account}",
    summary="Remove an athlete's account; what is stored of them stays.",
    response_model=AccountsDocument,
)
def delete_account(request: Request, athlete: UUID, account: UUID) -> DocumentAnswer:
    """hipdrive.accounts/1."""
    coaches_only(request)
    with writing(request) as unit:
        coach.drop_athletes_account(unit, name_of(unit, athlete), account)
        return DocumentAnswer(coach.account_list(unit, only=only_own(request, unit)))


@router.get(
    "/athletes/{athlete}/links", summary="Links that show something of an athlete to whoever has them.", response_model=LinksDocument
)
def links(request: Request, athlete: UUID) -> DocumentAnswer:
    """hipdrive.links/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.link_list(unit, name_of(unit, athlete)))


@router.put(
    "/athletes/{athlete}/links/{link}",
    summary="Make a link; put twice it is one, and the address given last counts.",
    response_model=MadeLinkDocument,
)
def put_link(request: Request, athlete: UUID, link: UUID, sent: LinkSent, later: BackgroundTasks) -> DocumentAnswer:
    """hipdrive.link/1."""
    with writing(request) as unit:
        name = name_of(unit, athlete)
        made, token = coach.make_link(unit, name, link, shows=sent.shows, days=sent.days, run=sent.run)
        page = None if sent.run is None else asked_page(unit, name, sent.run, alone=True)
    if page is not None:  # drawing takes seconds, in which whoever gets the link would look at nothing
        later.add_task(request.app.state.run_pages.ahead, page)
    path = {"progress": f"/shared/{token}", "calendar": f"/feeds/{token}.ics", "run": f"/shared/runs/{token}"}[sent.shows]
    return DocumentAnswer(made.model_copy(update={"address": whole_address(request, path)}))


@router.delete("/athletes/{athlete}/links/{link}", summary="Withdraw a link: from then on it shows nothing.", response_model=LinksDocument)
def delete_link(request: Request, athlete: UUID, link: UUID) -> DocumentAnswer:
    """hipdrive.links/1."""
    with writing(request) as unit:
        return DocumentAnswer(coach.drop_link(unit, name_of(unit, athlete), link))


def _checked(request: Request, name: str, password: str) -> coach.Account:
    """The account that a name and a password open; the try is counted first, and the check takes as long for a name that nobody has.

    Raises:
        TooManyRequestsError: If there were too many tries.
        WrongLoginError: If they do not belong together.
    """
    pace: Pace = request.app.state.pace
    pace.password(name, address_of(request.scope))
    with reading(request) as unit:
        account = coach.account_for_login(unit, name)
    if not coach.is_password(account, password) or account is None:
        raise coach.WrongLoginError
    pace.was_right(name)
    return account


def _let_in(request: Request, account: coach.Account) -> Response:
    """Log the browser in under a new token, whatever it held before."""
    with writing(request) as unit:
        login = coach.begin_login(unit, account, instead_of=token_of(request))
    answer = DocumentAnswer(login_document(login.account))
    give_cookie(answer, request, login, now=clock.now())
    return answer
