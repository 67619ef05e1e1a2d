"""Ids of citations, and the links that open them. Pure."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass

from rag.types import Citation, Span

SENTENCE_ID = r"[a-z2-7]{12}"
_SHARED = re.compile(rf"(?<!\w)(?P<id>{SENTENCE_ID})(?!\w)(?::(?P<start>\d{{1,5}})-(?P<end>\d{{1,5}}))?", re.ASCII)
_ID = re.compile(rf"(?<!\w){SENTENCE_ID}(?!\w)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Account:
    """The bot as others find it."""

    username: str
    has_inline: bool
    """It can be called in any chat; BotFather turns that on."""
    reader_url: str = ""
    """The address of the pages of reports; empty where there are none."""

    def link(self, parameter: str) -> str:
        """Opens the private chat with the bot, which is told the parameter."""
        return f"https://t.me/{self.username}?start={parameter}"

    def page(self, report: str, sentence: str) -> str:
        """The address of a sentence, for people outside of Telegram too; empty where there are no pages."""
        return f"{self.reader_url}/r/{report_id(report)}#{sentence}" if self.reader_url else ""


def share_token(citation: Citation) -> str:
    """The id of a citation and the place of its first answering words in the quote: abcdefghijkl:12-20."""
    if not citation.highlights:
        return citation.id
    first = citation.highlights[0]
    return f"{citation.id}:{first.start - citation.start}-{first.end - citation.start}"


def find_shared(text: str) -> dict[str, Span | None]:
    """The ids in a text, each with the place of its answering words where that is told."""
    found = {match["id"]: match for match in reversed(list(_SHARED.finditer(text)))}
    return {id_: _place(match) for id_, match in reversed(found.items())}


def _place(match: re.Match[str]) -> Span | None:
    return Span(int(match["start"]), int(match["end"])) if match["start"] else None


def find_sentence_id(text: str) -> str | None:
    """The first id of a sentence in a text: by itself, or at the end of a link."""
    return next(iter(find_sentence_ids(text)), None)


def find_sentence_ids(text: str) -> list[str]:
    """Each once, in order."""
    return list(dict.fromkeys(_ID.findall(text)))


def report_id(name: str) -> str:
    """10 characters of a-z2-7 that stand for a report in addresses: the same for all its versions."""
    return base64.b32encode(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()).decode().lower()[:10]
