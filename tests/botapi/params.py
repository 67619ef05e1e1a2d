"""The fields of a request -> typed values. Pure."""

from __future__ import annotations

import json
from typing import Any

from tests.botapi.errors import bad_request
from tests.botapi.world import File


class Params:
    """Fields arrive as text (a form) or as JSON values; both mean the same."""

    def __init__(self, fields: dict[str, Any], files: dict[str, File]) -> None:
        self.fields = fields
        self.files = files

    def __contains__(self, name: str) -> bool:
        return name in self.fields

    def text(self, name: str, default: str | None = None) -> str:
        """Raises:
        ApiError: the field is missing and there is no default.
        """
        value = self.fields.get(name, default)
        if value is None:
            raise bad_request(f'Parameter "{name}" is required')
        return value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str, default: int | None = None) -> int:
        value = self.text(name, None if default is None else str(default))
        try:
            return int(value)
        except ValueError:
            raise bad_request(f'field "{name}" must be of type Number') from None

    def flag(self, name: str) -> bool:
        return self.text(name, "").lower() in ("true", "yes", "1")

    def value(self, name: str) -> Any:
        """A JSON value, None if the field is missing or empty."""
        given = self.fields.get(name)
        if not isinstance(given, str):
            return given
        try:
            return json.loads(given) if given else None
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None
