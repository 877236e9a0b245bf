"""The whole API, asked whatever its description allows and much that it does not: no error of the server, nothing undescribed."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from web_scenes import FILE, HERE, KNOWN, NOW, asking, served_ann

from hipdrive import coach
from hipdrive.web.app import described
from hipdrive.web.door import clock
from hipdrive.web.jobs.searches import Searches

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES: Mapping[str, int] = {"GET": 6, "PUT": 12, "PATCH": 12, "DELETE": 4, "POST": 4}
"""How often each method is asked in each mode."""
SENT: Mapping[str, str] = {"method": "method", "url": "url", "params": "params", "headers": "headers", "json": "json", "data": "content"}
"""What schemathesis and the client call the parts of a request."""


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with Ann in it."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with served_ann(tmp_path):
        return tmp_path / FILE


def test_whatever_is_asked_the_answer_is_one_that_is_described(filled: Path, tmp_path: Path, subtests: pytest.Subtests) -> None:
    schema, searches = schemathesis.openapi.from_dict(described().openapi()), Searches()
    for number, operation in enumerate(result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)):
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            copy = tmp_path / f"{number}-{mode.value}.sqlite3"
            shutil.copy(filled, copy)
            with subtests.test(operation.label, mode=mode.value), coach.open_store(str(copy)) as store:
                web = asking(store)
                web.app.state.searches = searches  # type: ignore[attr-defined]  # the stores say the same, so what one searched for is found
                ask(web, operation, mode)


def ask(web: TestClient, operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode) -> None:
    """Send what hypothesis makes up for an operation, most of it to ids that are stored."""

    @settings(
        max_examples=EXAMPLES[operation.method.upper()],
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
    def asked(case: Case[Any], data: st.DataObject) -> None:
        for name in sorted(set(case.path_parameters or {}) & set(KNOWN)):
            if data.draw(st.integers(0, 4)):
                case.path_parameters[name] = str(data.draw(st.sampled_from(KNOWN[name])))
        sent = case.as_transport_kwargs(base_url=HERE)
        note(str(sent))
        answer = web.request(**{here: sent[key] for key, here in SENT.items() if sent.get(key) is not None})
        case.validate_response(answer, checks=CHECKS)

    with suppress(Unsatisfiable):  # of what takes nothing, nothing can be wrong
        asked()
