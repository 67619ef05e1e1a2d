"""The Chinese texts of the pages and of ``wenbao serve``. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations


class WebTexts:
    """Chinese; every other language has the same names."""

    __slots__ = ()

    serving = "正在 http://{listen} 提供服务，接口说明见 /openapi.json；按 Ctrl-C 结束。"
