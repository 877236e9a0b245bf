"""The page and the JSON Schemas of the contract are what its models say, and every error has its status."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from http import HTTPStatus

import pytest

import hipdrive
from hipdrive.contract.documents import DOCUMENTS
from hipdrive.contract.http_status import HTTP_STATUS
from hipdrive.contract.wire_model import Wire
from hipdrive.errors import HipDriveError
from tools.contract_page import PAGE, contract_page
from tools.contract_schema import SCHEMAS, file_name, schema_texts

MODULES = [
    module.name
    for module in pkgutil.walk_packages(hipdrive.__path__, "hipdrive.")
    if not module.name.endswith("__main__") and ".migrations" not in module.name
]


def descendants(ancestor: type) -> Iterator[type]:
    """All classes below one, once every module is loaded."""
    for module in MODULES:
        importlib.import_module(module)
    waiting, seen = [ancestor], {ancestor}
    child: type
    while waiting:
        for child in waiting.pop().__subclasses__():
            if child not in seen and child.__module__.startswith("hipdrive."):
                seen.add(child)
                waiting.append(child)
                yield child


def test_the_page_is_what_the_models_say() -> None:
    assert contract_page() == PAGE.read_text(encoding="utf-8"), "run 'make docs'"


def test_the_schemas_that_ship_are_what_the_models_say() -> None:
    texts = schema_texts()
    assert set(texts) == {path.name for path in SCHEMAS.iterdir()}, "run 'make docs'"
    assert [] == [name for name, text in texts.items() if text != (SCHEMAS / name).read_text(encoding="utf-8")], "run 'make docs'"


def test_every_document_of_the_program_is_registered() -> None:
    whole = {child for child in descendants(Wire) if issubclass(child, Wire) and "schema_" in child.model_fields}
    registered = {model for kind in DOCUMENTS.values() for model in kind.models}
    parts = {"RunDemandDocument", "RunSignsDocument"}  # of a run, what a match reads, and what its signs are read from
    assert parts == {child.__name__ for child in whole - registered}
    assert [(schema, {schema}) for schema in DOCUMENTS] == [
        (schema, {model.model_fields["schema_"].default for model in kind.models}) for schema, kind in DOCUMENTS.items()
    ]


@pytest.mark.parametrize("schema", DOCUMENTS)
def test_a_schema_names_its_document_and_every_document_begins_with_its_name(schema: str) -> None:
    described = json.loads((SCHEMAS / file_name(schema)).read_text(encoding="utf-8"))
    assert "https://json-schema.org/draft/2020-12/schema" == described["$schema"]
    assert {"const": schema, "type": "string"} == described["properties"]["schema"]
    assert all("schema_" == next(iter(model.model_fields)) for model in DOCUMENTS[schema].models)


def test_every_error_has_a_code_of_its_own_and_a_status() -> None:
    classes = sorted((child for child in descendants(HipDriveError) if issubclass(child, HipDriveError)), key=lambda child: child.__name__)
    assert [] == [child.__name__ for child in classes if "code" not in vars(child)]
    codes = [child.code for child in classes]
    assert sorted(set(codes)) == sorted(codes)
    assert set(codes) == set(HTTP_STATUS)


def test_statuses_are_those_of_http() -> None:
    assert set(HTTP_STATUS.values()) <= {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.MISDIRECTED_REQUEST,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.CONFLICT,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.SERVICE_UNAVAILABLE,
    }
