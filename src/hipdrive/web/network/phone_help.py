"""The plain page for phones that do not trust this machine yet: the certificate, and what to do with it; nothing else is there."""

from fastapi import FastAPI
from starlette.responses import HTMLResponse, Response

from ... import coach
from ..door.guard import Guard

CERTIFICATE = "/hipdrive-ca.crt"


def phone_help_app(way: "coach.PhoneWay", *, certificate: bytes, host: str) -> FastAPI:
    """The program behind the plain address.

    Args:
        way: How a phone gets in.
        certificate: PEM of the authority.
        host: The Host header that means this program.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/")
    def steps() -> HTMLResponse:
        return HTMLResponse(coach.phone_help(way, certificate=CERTIFICATE))

    @app.get(CERTIFICATE)
    def download() -> Response:
        return Response(certificate, media_type="application/x-x509-ca-cert")

    app.add_middleware(Guard, hosts=[host])
    return app
