"""Text of a report -> whether it speaks to a language model instead of to the reader. Pure.

A report can be quoted whatever it says. But a sentence that gives orders to a model is kept from the model, and no
statement of the model may rest on it.
"""

from __future__ import annotations

import re

from rag.text.plain import fold
from rag.text.word_tables import any_of

_WHICH = "(?:以上|之前|前面|先前|上述|上面|此前|所有|一切|任何|全部|其他|你的?|原有|系统)"
_RULES = "(?:指令|指示|要求|规则|提示词?|设定|命令|限制|约束|约定|设置|内容|原句|资料)"
_ORDER = re.compile(any_of(__name__, "order", RULES=_RULES, WHICH=_WHICH))


def gives_orders(text: str) -> bool:
    """True for a sentence that tells a model what to do."""
    return bool(_ORDER.search(fold(text)))
