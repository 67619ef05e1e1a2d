"""Words of a statement -> which of them its source does not hold. Pure.

Chinese is written without blanks, so words are compared by overlapping pairs of characters: a character is covered
where it stands in a pair that the source has as well. What is left over must say nothing of its own.
"""

from __future__ import annotations

import re

from rag.text.figures.modifiers import turns
from rag.text.figures.numerals import fold
from rag.text.plain import grams

_RUN = re.compile(r"[^\W_]+")
# Grammatical words, and words for telling and doing that add no fact. None that narrows, widens, ranks or denies.
_PARTICLES = (
    "的了在是为和与及等共约达到至有其中将要由从把被向让使并且也都均各则而又还这那该此它个名位数于用以所就会能可较比居"
)
_EDGES = "的了在是为和与及等共约达到至有"
_TELLING = (
    "其中 以及 左右 以上 以下 以内 分别 另外 同时 此外 并且 而且 因此 具体 方面 情况 任务 内容 数量 数目 数字 数据 "
    "总数 人数 户数 件数 个数 金额 总额 资金 比例 水平 指标 幅度 实现 完成 达到 达成 共计 合计 总计 一共 总共 安排 "
    "开展 进行 实施 办理 提供 预计 预期 计划 目标 力争 争取 打算 确定 设定 定为 定在 努力 根据 按照 报告 "
    "政府工作报告 提出 显示 指出 提到 表示 明确 全年 年度 当年 本年 同比 截至 目前 已经 已 用于 包括 位居 位列 "
    "排名 大约 接近 超过 突破 不低于 不少于 不超过 至少 最多 至多 一个 那么 就是 也就是 工作 项目 多少 以来 之一 "
    "之间 通过 推进"
)
_LIGHT = re.compile(
    "(?:" + "|".join(sorted(map(re.escape, [*_PARTICLES, *_TELLING.split()]), key=lambda w: (-len(w), w))) + ")*+"
)
_DULL = re.compile("|".join(sorted(_TELLING.split(), key=lambda w: (-len(w), w))))


def uncovered(text: str, source: frozenset[str], rises: frozenset[bool]) -> tuple[str, ...]:
    """Stretches of ``text`` that no pair of the source's ``grams`` holds and that say something.

    ``rises``: the directions (True for up) of which the source speaks; a word of change is covered by any of its kind.
    """
    left: list[str] = []
    for run in _RUN.findall(_DULL.sub(" ", _unturned(fold(text).lower(), rises))):
        left += [stretch for stretch in _bare(run, source) if not _LIGHT.fullmatch(stretch)]
    return tuple(left)


def gist(text: str) -> frozenset[str]:
    """The pairs of characters of ``text`` without words of telling and of change: what it is about."""
    plain = _DULL.sub(" ", _unturned(fold(text), frozenset({True, False})))
    runs = (run.strip(_EDGES) for run in _RUN.findall(plain))
    return frozenset(grams(" ".join(run for run in runs if run.strip(_PARTICLES))))


def _bare(run: str, source: frozenset[str]) -> list[str]:
    """Stretches of the run that stand in no common pair."""
    covered = [False] * len(run)
    for at in range(len(run) - 1):
        if run[at : at + 2] in source:
            covered[at] = covered[at + 1] = True
    if len(run) == 1 and any(run in gram for gram in source):
        return []
    marked = "".join("\n" if known else letter for letter, known in zip(run, covered, strict=True))
    return marked.split()


def _unturned(text: str, rises: frozenset[bool]) -> str:
    """``text`` with its words of change blanked, those of the given directions."""
    for span, up in reversed(turns(text)):
        if up in rises:
            text = f"{text[: span.start]} {text[span.end :]}"
    return text
