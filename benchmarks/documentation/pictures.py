"""What the bot and the terminal really answer -> the pictures in docs/images.

    python -m benchmarks.documentation.pictures

The messages are those that the bot sends to a Bot API server on this machine; nothing in a picture is written by hand.
"""

from __future__ import annotations

import asyncio
import io
import re
from html import unescape
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.cells import cell_len
from rich.console import Console

from benchmarks.documentation.chat_picture import Bubble, draw_chat
from bot.bootstrap import open_answerer
from bot.cli.output.console import Screen
from bot.cli.output.progress_bar import ProgressBar
from bot.core.charts.drawing import draw
from bot.core.charts.finding import find_chart
from bot.settings_loading import load_settings
from bot.texts import EN, ZH, Texts
from rag.documents.snapshot import CorpusSnapshot
from rag.engine import Answerer
from rag.types import Question
from tests.botapi.server import BotApi
from tests.botapi.world import Message
from tests.telegram_bot import running

IMAGES = Path(__file__).parents[2] / "docs" / "images"
QUESTIONS = {"zh-CN": "去年进出口总额多少？", "en": "What is the GDP target for 2025?"}
CHARTED = "实际利用外资"
_TEXTS = {"zh-CN": ZH, "en": EN}
_COLUMNS = 86
_COLUMN = 12.2  # units of the picture, as rich has it
_FORMAT = re.sub(
    r"@font-face \{\{.*?\}\}|font-variant-east-asian: full-width;", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL
).replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace")
"""Without the fonts that a reader's browser would have to fetch."""


async def make_pictures(answerer: Answerer) -> dict[str, str]:
    """SVG by the name of its file."""
    await asyncio.to_thread(answerer.examples)  # the questions under an answer
    made = {}
    for language, texts in _TEXTS.items():
        question = QUESTIONS[language]
        made[f"terminal.{language}.svg"] = await _terminal(answerer, question, texts)
        made[f"telegram.{language}.svg"], made[f"source.{language}.svg"] = await _chat(answerer, question, texts)
    return made


def draw_charts(version: CorpusSnapshot) -> dict[str, bytes]:
    """PNG by the name of its file."""
    drawn = {}
    for language, texts in _TEXTS.items():
        found = find_chart(version, CHARTED, None, None, texts)
        if found is None:
            raise LookupError(f"the report has no figures of {CHARTED}; choose another indicator")
        drawn[f"chart.{language}.png"] = draw(found.chart)
    return drawn


async def _terminal(answerer: Answerer, question: str, texts: Texts) -> str:
    console = Console(
        file=io.StringIO(),
        record=True,
        width=_COLUMNS,
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(f'$ wenbao ask "{question}"')
    Screen(texts, console=console).show_answer(await answerer.answer(Question(question)))
    return _with_wide_characters(console.export_svg(title="wenbao", code_format=_FORMAT))


def _with_wide_characters(svg: str) -> str:
    """Rich gives every character one column, also those that take two."""
    return re.sub(
        r'textLength="[^"]+"([^>]*)>([^<]*)<',
        lambda found: f'textLength="{_COLUMN * cell_len(unescape(found[2])):.1f}"{found[1]}>{found[2]}<',
        svg,
    )


async def _chat(answerer: Answerer, question: str, texts: Texts) -> tuple[str, str]:
    """The answer in a private chat; and the same message with its source open."""
    async with BotApi() as api:
        asker = api.person("Alice", language=texts.language)
        async with running(api, answerer):
            asked = Bubble(asker.send(question).text, mine=True)
            message = await asker.chat.next_message()
            answered = _bubble(message)
            asker.press(message, texts.source)
            opened = _bubble(await asker.chat.next_edit())
    name = api.state.me.first_name
    return draw_chat(name, (asked, answered)), draw_chat(name, (opened,))


def _bubble(message: Message) -> Bubble:
    rows = tuple(tuple(button["text"] for button in row) for row in message.keyboard)
    return Bubble(message.text, tuple(message.entities), rows)


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with open_answerer(load_settings(), ProgressBar(EN)) as answerer:
        for name, picture in asyncio.run(make_pictures(answerer)).items():
            (IMAGES / name).write_text(picture, encoding="utf-8")
        for name, chart in draw_charts(answerer.corpus.current.version).items():
            (IMAGES / name).write_bytes(chart)


if __name__ == "__main__":
    main()
