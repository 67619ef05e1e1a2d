"""Words by which a statement adds up or compares, in Chinese and English. Pure."""

from __future__ import annotations

import re

SUM = re.compile(
    r"合计|共计|总计|一共|总共|共(?=\s*\d)|加起来|之和|累计"
    r"|\bin total\b|\btotal(?:s|led|ling|ed|ing)?(?: of)?\b|altogether|combined",
    re.IGNORECASE,
)
_MORE = (
    r"高于|多于|快于|大于|超过|高出|多出|高了?|多了?|快了?|增加了?|提高了?"
    r"|more|higher|faster|greater|above|exceeds?|up from"
)
_LESS = (
    r"低于|少于|慢于|小于|不及|低了?|少了?|慢了?|减少了?|下降了?|降低了?|回落了?"
    r"|less|fewer|lower|slower|below|down from"
)
_SAME = r"(?:基本|大致)?持平|相同|一样|一致|不变|(?:about )?the same(?: as)?|equal(?:s| to)?|unchanged"
_APART = r"相差|差距为?|差(?=\s*\d)|\bdifference(?: of| is)?|\bgap(?: of| is)?"
RELATION = re.compile(rf"(?P<less>{_LESS})|(?P<more>{_MORE})|(?P<same>{_SAME})|(?P<apart>{_APART})", re.IGNORECASE)
FRAME = re.compile(
    rf"{SUM.pattern}|{_MORE}|{_LESS}|{_SAME}|{_APART}|相比|比起|[较比与和]|两年|两者|前者|后者|目标|实际"
    r"|than|compared (?:with|to)|by",
    re.IGNORECASE,
)
