"""Dataclasses -> the columns and values of rows that have their fields."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from sqlalchemy import Column, Table


def columns_of(table: Table, kind: type[DataclassInstance]) -> list[Column[Any]]:
    """The columns that hold the fields of such a value, in their order."""
    return [table.c[field.name] for field in fields(kind)]


def values_of(value: DataclassInstance) -> dict[str, Any]:
    """The values of the columns that hold a value."""
    return {field.name: getattr(value, field.name) for field in fields(value)}
