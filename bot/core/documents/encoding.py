"""A document -> one line of JSON. Pure.

A document is a dataclass whose fields are the keys, in this order; ``shaped`` makes it from the value that it
represents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Shape = TypeVar("Shape", bound="DataclassInstance")

# json.dumps escapes what JSON must not hold raw; a terminal obeys some more: C1 controls, direction marks.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def shaped(shape: type[Shape], value: object, **others: object) -> Shape:
    """The document of this shape: ``others``, and for the rest the fields that the value has under the same names."""
    named = {field.name for field in fields(shape)} - others.keys()
    return shape(**others, **{name: getattr(value, name) for name in named})


def dump(value: object) -> str:
    """One line of JSON, in which nothing moves a cursor or reorders text."""
    line = json.dumps(_plain(value), ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _plain(value: object) -> object:
    """Times to the second, errors by their sentence, dataclasses and named tuples by their fields."""
    match value:
        case Enum():
            return value.value
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case BaseException():
            return str(value)
        case Mapping():
            return {_plain(key): _plain(held) for key, held in value.items()}
        case tuple() if names := getattr(value, "_fields", ()):
            return {name: _plain(getattr(value, name)) for name in names}
        case list() | tuple():
            return [_plain(held) for held in value]
        case _ if is_dataclass(value):
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value
