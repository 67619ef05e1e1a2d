"""The fixed sentences on votes, gaps and confirmed sources, in Chinese and in English. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.types import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class FeedbackTexts:
    """Of one language."""

    voted: str
    """After 👍, and after a fault was named."""
    ask_fault: str
    faults: Mapping[Fault, str]

    no_gaps: str
    gaps: str
    """Above a page of the list: ``count`` of questions, ``page`` of ``pages``."""
    gap: str
    """One of them: ``number``, ``question``, how often ``asked``, ``ups``, ``downs``, ``faults``, ``answer``."""
    candidates: str
    """Above the sentences to confirm one of, for the ``question``."""
    no_candidates: str
    pinned: str
    """``question`` and ``quote``."""
    pin_usage: str
    gap_closed: str
    """A gap that is none any more."""
    no_pins: str
    pins: str
    pin: str
    """One of them: ``number``, ``question``, ``quote``."""
    pin_gone: str
    """Behind one whose words are not in the reports any more."""
    unpin: str
    unpinned: str
    back: str

    gaps_command: str
    pins_command: str
    pin_command: str

    @property
    def commands(self) -> tuple[tuple[str, str], ...]:
        """Of admins, for their menu."""
        return (("gaps", self.gaps_command), ("pins", self.pins_command), ("pin", self.pin_command))


FEEDBACK_ZH = FeedbackTexts(
    voted="已记下。",
    ask_fault="哪里不对？",
    faults={
        Fault.FIGURE: "数字不对",
        Fault.SOURCE: "出处不对",
        Fault.UNANSWERED: "没答到",
        Fault.OTHER: "其他",
    },
    no_gaps="没有待处理的问题。",
    gaps="没答上或答得不好的问题 {count} 个（第 {page}/{pages} 页）。按编号给问题定一个出处：",
    gap="{number}. {question}\n问过 {asked} 次，👍 {ups}，👎 {downs}{faults}\n{answer}",
    candidates="{question}\n\n哪一句是对的出处？按编号核定：",
    no_candidates="{question}\n\n没有找到相近的句子。",
    pinned="已核定。以后问“{question}”，或问法极相近的问题，就答这一句：\n{quote}",
    pin_usage="用 /pin 加引文编号回复机器人的一条回答，例如：/pin xifv5g3ebszo；或者在 /gaps 里按按钮。",
    gap_closed="这个问题已经不在列表里了。",
    no_pins="还没有核定过出处。",
    pins="核定过的出处 {count} 个（第 {page}/{pages} 页）。按编号取消：",
    pin="{number}. {question}\n{quote}",
    pin_gone="（原句已不在现在的报告里，不再使用）",
    unpin="取消",
    unpinned="已取消核定。",
    back="返回列表",
    gaps_command="没答好的问题",
    pins_command="核定过的出处",
    pin_command="为问题核定出处",
)

FEEDBACK_EN = FeedbackTexts(
    voted="Noted.",
    ask_fault="What is wrong?",
    faults={
        Fault.FIGURE: "Wrong figure",
        Fault.SOURCE: "Wrong source",
        Fault.UNANSWERED: "Not answered",
        Fault.OTHER: "Something else",
    },
    no_gaps="No question is waiting.",
    gaps="{count} questions not answered, or not well (page {page} of {pages}). A number gives one its source:",
    gap="{number}. {question}\nasked {asked} times, 👍 {ups}, 👎 {downs}{faults}\n{answer}",
    candidates="{question}\n\nWhich sentence is the right source? A number confirms it:",
    no_candidates="{question}\n\nNo sentence near to it was found.",
    pinned="Confirmed. “{question}”, and questions all but equal to it, are answered with this from now on:\n{quote}",
    pin_usage="Reply to an answer with /pin and the id of a citation, such as /pin xifv5g3ebszo, or use /gaps.",
    gap_closed="This question is not in the list any more.",
    no_pins="No source has been confirmed yet.",
    pins="{count} confirmed sources (page {page} of {pages}). A number takes one back:",
    pin="{number}. {question}\n{quote}",
    pin_gone="(these words are not in the reports of today; not used)",
    unpin="Take back",
    unpinned="Taken back.",
    back="Back to the list",
    gaps_command="Questions not answered well",
    pins_command="Confirmed sources",
    pin_command="Confirm a source for a question",
)
