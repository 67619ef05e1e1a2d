"""A chart is a PNG whose bars are as long as its values say."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from bot.core.charts import drawing
from bot.core.charts.chart import Bar, Chart
from bot.core.charts.drawing import can_draw, draw

BLUE, PALE = (0x2F, 0x6D, 0xB5), (0xC5, 0xDA, 0xF1)


def chart(*bars: tuple[str, float, str, bool], is_in_time: bool = True) -> Chart:
    made = tuple(Bar(*bar) for bar in bars)
    return Chart("湖山市生产总值增速", made, is_in_time, ("结果", "目标"), "来源：《湖山市2025年政府工作报告》")


def picture(drawn: Chart) -> Image.Image:
    return Image.open(BytesIO(draw(drawn))).convert("RGB")


def heights(image: Image.Image, colour: tuple[int, int, int]) -> list[int]:
    """The heights of the columns of this colour in a row of bars, from left to right."""
    floor = max(y for y in range(image.height) for x in range(0, image.width, 8) if _near(image, x, y, colour))
    found: list[int] = []
    inside = False
    for x in range(image.width):
        now = _near(image, x, floor - 2, colour)
        if now and not inside:
            top = floor - 2
            while _near(image, x + 20, top, colour):
                top -= 1
            found.append(floor - top)
        inside = now
    return found


def _near(image: Image.Image, x: int, y: int, colour: tuple[int, int, int]) -> bool:
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))


def test_columns_are_as_high_as_their_values() -> None:
    low, high = heights(picture(chart(("2024年", 3, "3%", False), ("2025年", 6, "6%", False))), BLUE)
    assert high / low == pytest.approx(2, abs=0.05)


def test_targets_are_paler_than_results() -> None:
    image = picture(chart(("2024年", 3, "3%", False), ("2025年", 6, "6%", True)))
    assert any(_near(image, x, image.height // 2, PALE) for x in range(image.width))


@pytest.mark.parametrize("count", [1, 2, 12, 40])
@pytest.mark.parametrize("is_in_time", [True, False])
def test_telegram_takes_a_picture_of_any_number_of_bars(count: int, is_in_time: bool) -> None:
    """Sides of at most 10,000 pixels together, and one at most twenty times the other."""
    bars = [(f"第{number}个地方", float(number), f"{number}万亿元左右", False) for number in range(count)]
    image = picture(chart(*bars, is_in_time=is_in_time))
    assert sum(image.size) <= 10_000
    assert max(image.size) <= 20 * min(image.size)


def test_what_falls_hangs_below_the_line() -> None:
    image = picture(chart(("2024年", 3, "3%", False), ("2025年", -6, "-6%", False)))
    rows = [y for y in range(image.height) if any(_near(image, x, y, BLUE) for x in range(100, image.width, 8))]
    assert max(rows) - min(rows) > 400


def test_figures_that_are_all_zero_can_be_drawn() -> None:
    assert picture(chart(("2024年", 0, "0起", False), ("2025年", 0, "0起", False))).size


def test_a_chart_is_small() -> None:
    bars = [(f"{number}年", 2.5 * number, f"{number}亿元", number > 5) for number in range(1, 10)]
    assert len(draw(chart(*bars))) < 60_000


def test_without_the_font_nothing_can_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "find_spec", lambda name: None if name == "pylopdf_fonts_zh_cn" else object())
    assert not can_draw()
