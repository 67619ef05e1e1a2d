"""The operations -> their description in OpenAPI 3.1. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from bot.web.operations import Operation
from bot.web.requests import Refusal

_REFUSALS = {
    "400": "It is not JSON.",
    "401": "The key is missing or unknown.",
    "404": "What was named is not there.",
    "413": "It is too large.",
    "415": "It is not sent as application/json.",
    "422": "A value is missing or malformed.",
    "429": "Too many requests; Retry-After says when to ask again.",
    "500": "It failed.",
    "503": "It cannot be answered now; Retry-After says when to ask again.",
    "504": "It took too long.",
}
_REF = "#/components/schemas/{model}"


def describe(operations: Iterable[Operation], version: str, *, needs_key: bool) -> dict[str, Any]:
    """``needs_key``: requests must show one."""
    operations = tuple(operations)
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "wenbao", "version": version, "summary": "Government work reports, in their exact words."},
        "paths": {one.path: {one.method.lower(): _operation(one)} for one in operations},
        "components": {"schemas": _schemas(operations)},
    }
    if needs_key:
        document["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        document["security"] = [{"key": []}]
    return document


def _operation(one: Operation) -> dict[str, Any]:
    asked = {"requestBody": _body(one.request)} if one.method == "POST" else {"parameters": _parameters(one)}
    refusals = {status: _response(meaning, Refusal) for status, meaning in _REFUSALS.items()}
    return {
        "operationId": one.name,
        "summary": one.summary,
        **asked,
        "responses": {"200": _response("Done.", one.response), **refusals},
    }


def _body(model: type[BaseModel]) -> dict[str, Any]:
    return {"required": True, "content": _content(model)}


def _response(meaning: str, model: type) -> dict[str, Any]:
    return {"description": meaning, "content": _content(model)}


def _content(model: type) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": _REF.format(model=model.__name__)}}}


def _parameters(one: Operation) -> list[dict[str, Any]]:
    properties = one.request.model_json_schema().get("properties", {})
    return [
        {
            "name": name,
            "in": "path" if name in one.in_path else "query",
            "required": name in one.in_path,
            "schema": schema,
        }
        for name, schema in properties.items()
    ]


def _schemas(operations: Iterable[Operation]) -> dict[str, Any]:
    bodies = [one.request for one in operations if one.method == "POST"]
    shapes: list[type] = [*bodies, *(one.response for one in operations), Refusal]
    adapters: list[tuple[type, JsonSchemaMode, TypeAdapter[object]]] = [
        (shape, "validation", TypeAdapter(shape)) for shape in shapes
    ]
    _, definitions = TypeAdapter.json_schemas(adapters, ref_template=_REF)
    schemas: dict[str, Any] = definitions["$defs"]
    return schemas
