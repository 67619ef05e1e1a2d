"""The English texts of the pages and of ``wenbao serve``. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from bot.texts.zh_web import WebTexts


class EnglishWebTexts(WebTexts):
    __slots__ = ()

    serving = "Serving at http://{listen}; /openapi.json describes the API. Ctrl-C stops."
