"""Texts sent compressed, where that gives nothing away: scripts, and pages that hold no secret and nothing out of the request.

A page with a secret, such as the address of a shared report, must not be packed together with what another site can put into a request:
the length of the answer would tell of the secret (BREACH). So no answer is packed unless its route says so.
"""

import gzip
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

LEVEL = 6


def packed(request: Request, text: str, *, media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    """A text, compressed where the browser takes that.

    Args:
        request: What was asked.
        text: What is answered; it must hold no secret.
        media_type: What it is.
        headers: Further headers.
    """
    own = {**(headers or {}), "vary": "accept-encoding"}
    takes = {part.split(";")[0].strip() for part in request.headers.get("accept-encoding", "").split(",")}
    if "gzip" not in takes:
        return Response(text, media_type=media_type, headers=own)
    return Response(gzip.compress(text.encode(), LEVEL), media_type=media_type, headers={**own, "content-encoding": "gzip"})
