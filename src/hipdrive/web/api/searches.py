"""How far a search is that a page waits for: told while it goes on, so that whoever waits sees it; who no longer wants it hangs up."""

import json
from collections.abc import AsyncIterator
from uuid import UUID

import anyio
from fastapi import APIRouter, Request
from starlette.responses import StreamingResponse

from ..jobs.progress import Reached
from ..jobs.searches import Searches

router = APIRouter(prefix="/api/searches", include_in_schema=False)
"""Pages listen here; programs wait for the answer, as before."""
LOOK_AGAIN_S = 0.25
"""How often a listener is told, at most."""
BEGINS_WITHIN_S = 10.0
"""How long one waits who listens before the search is asked for; longer would be forever."""


@router.get("/{search}/events")
def search_events(request: Request, search: UUID) -> StreamingResponse:
    """How far the search of a request is whose header 'search-id' had this id: 'done' and 'of' in each event, the last one with 'over'."""
    return StreamingResponse(_events(request.app.state.searches, search), media_type="text/event-stream")


async def _events(searches: Searches, search: UUID) -> AsyncIterator[str]:
    last, begun, waited_s = Reached(-1, -1), False, 0.0
    while True:
        reached = await anyio.to_thread.run_sync(searches.reached, search)
        begun = begun or reached is not None
        if reached is None and (begun or waited_s >= BEGINS_WITHIN_S):
            yield f"data: {json.dumps({'over': True})}\n\n"
            return
        if reached in {None, last}:
            yield ": still at work\n\n"
        else:
            last = reached
            yield f"data: {json.dumps({'over': False, 'done': reached.done, 'of': reached.of})}\n\n"
        await anyio.sleep(LOOK_AGAIN_S)
        waited_s += LOOK_AGAIN_S
