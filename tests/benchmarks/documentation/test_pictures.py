"""The pictures in the pages show what the program says today."""

from __future__ import annotations

import json
import re
from html import unescape
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat

from benchmarks.documentation.chat_picture import Bubble, draw_chat
from benchmarks.documentation.pictures import IMAGES, draw_charts, make_pictures
from rag.engine import Answerer
from rag.types import Question


async def test_the_pictures_are_those_of_today(seed_answerer: Answerer) -> None:
    """If not: ``python -m benchmarks.documentation.pictures`` draws them anew."""
    drawn = await make_pictures(seed_answerer)
    assert {path.name for path in IMAGES.glob("*.svg")} == set(drawn)
    for name, picture in drawn.items():
        assert (IMAGES / name).read_text(encoding="utf-8") == picture, name


def test_the_charts_are_those_of_today(seed_answerer: Answerer) -> None:
    """But for what another version of FreeType smooths otherwise."""
    drawn = draw_charts(seed_answerer.corpus.current.version)
    assert {path.name for path in IMAGES.glob("*.png")} == set(drawn)
    for name, chart in drawn.items():
        kept = Image.open(IMAGES / name).convert("L")
        difference = ImageChops.difference(kept, Image.open(BytesIO(chart)).convert("L"))
        assert ImageStat.Stat(difference).mean[0] < 1, name
        assert len(chart) < 50_000


@pytest.mark.parametrize("page", ["terminal.md", "terminal.zh-CN.md"])
async def test_the_answer_in_the_page_on_the_terminal_is_that_of_today(page: str, seed_answerer: Answerer) -> None:
    shown = json.loads(
        re.findall(r"```json\n(.+?)```", (IMAGES.parent / page).read_text(encoding="utf-8"), re.DOTALL)[0]
    )
    answer = await seed_answerer.answer(Question(shown["question"]))
    (cited,) = shown["citations"]
    assert shown["text"] == answer.text
    assert [(one.id, one.start, one.end) for one in answer.citations] == [(cited["id"], cited["start"], cited["end"])]


@pytest.mark.parametrize("path", sorted(IMAGES.glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_is_text_and_fetches_nothing(path: object) -> None:
    svg = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314  # our own
    assert re.findall(r"url\((?!#)|<image|href=|<script|@import", svg) == []


def test_the_words_of_a_message_are_all_in_its_picture() -> None:
    """Bold words, quotes and buttons as such; offsets count UTF-16 code units."""
    text = "👍 增长7%。[1]\n[1] 二、2025年工作安排\n主要预期目标是: GDP < 6%"
    quote = {"type": "expandable_blockquote", "offset": 13, "length": len(text) - 12}
    picture = draw_chat(
        "问报", [Bubble(text, ({"type": "bold", "offset": 5, "length": 2}, quote), (("原文", "更多"),))]
    )
    shown = [unescape(re.sub("<[^>]+>", "", line)) for line in re.findall(r"<text.*?</text>", picture)]
    assert shown == ["问报", *text.split("\n"), "原文", "更多"]
    assert re.findall(r'<tspan class="bold">(.*?)</tspan>', picture) == ["7%"]
    assert picture.count('<rect class="quote"') == 1
