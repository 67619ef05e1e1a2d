"""Elements and words -> HTML, in which words are never taken for elements. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from bot.core.sanitize import printable

_VOID = frozenset({"input", "link", "meta", "br"})


class Html(str):
    """Markup; every other text is words."""

    __slots__ = ()


Content = Html | str | None


def words(text: str) -> Html:
    """Words as they are to be read: the characters that hide or reorder others are left out."""
    return Html(escape(printable(text), quote=True))


def joined(parts: Iterable[Content]) -> Html:
    return Html("".join(part if isinstance(part, Html) else words(part) for part in parts if part is not None))


def tag(name: str, /, *content: Content, **attributes: str | bool | None) -> Html:
    """An element. An attribute that is true has no value, one that is false or None is left out; ``class_`` is written
    ``class``, and ``aria_label`` ``aria-label``."""
    shown = "".join(_attribute(name, value) for name, value in attributes.items() if value not in (None, False))
    return Html(f"<{name}{shown}>" if name in _VOID else f"<{name}{shown}>{joined(content)}</{name}>")


def _attribute(name: str, value: str | bool | None) -> str:
    written = name.removesuffix("_").replace("_", "-")
    return f" {written}" if value is True else f' {written}="{words(str(value))}"'
