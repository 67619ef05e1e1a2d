"""The languages that a browser prefers -> the texts of its pages. Pure."""

from __future__ import annotations

from bot.texts import ZH, Texts, texts_for

_KNOWN = ("zh", "en")


def texts_in(accepted: str) -> Texts:
    """``accepted``: the header Accept-Language. Chinese unless the browser prefers English to it."""
    weighed = [_weighed(part) for part in accepted.split(",")[:20]]
    known = [(weight, tag) for weight, tag in weighed if weight > 0 and tag.startswith(_KNOWN)]
    if not known:
        return ZH
    return texts_for(max(known, key=lambda one: one[0])[1])


def _weighed(part: str) -> tuple[float, str]:
    tag, _, parameter = part.strip().lower().partition(";")
    try:
        return float(parameter.strip().removeprefix("q=") or 1), tag.strip()
    except ValueError:
        return 0.0, tag.strip()
