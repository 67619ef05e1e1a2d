"""Ids of people and chats -> keys to store in their place. The same id has the same key in this installation only."""

from __future__ import annotations

import hashlib
import hmac
from functools import cached_property

from sqlalchemy import select

from rag.storage.database import Database
from rag.storage.schema.chats import SECRET

_LENGTH = 32  # hexadecimal digits


class Pseudonyms:
    """Hashes with the secret of this installation, which is read once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, id_: str) -> str:
        """32 hexadecimal digits. A private chat has the id, and so the key, of its user."""
        return hmac.new(self._secret, id_.encode(), hashlib.sha256).hexdigest()[:_LENGTH]

    @cached_property
    def _secret(self) -> bytes:
        with self._database.reading() as connection:
            return bytes.fromhex(str(connection.scalar(select(SECRET.c.key))))
