"""Words in pictures are read line by line where the extra is installed, and marked wherever they are cited."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from rag.documents import recognition
from rag.documents.formats.pdf import reader, scans
from rag.documents.loader import load_report
from rag.documents.recognition import recognise
from rag.documents.snapshot import CorpusSnapshot
from rag.documents.structure.outline import make_outline
from rag.errors import ReportError
from rag.types import Omission, OmissionKind
from tests.pdfs import Drawn, Filled, Line, make_pdf

SCAN: list[Drawn] = [Filled(0, 0, 595, 842, picture=True)]
PROSE = "发展稳中有进态势良好，各项工作扎实推进。"


def found(*pieces: tuple[str, int, int]) -> object:
    """As the model gives it: words, and the corners of what holds them."""
    boxes = [[(x, y), (x + 20 * len(t), y), (x + 20 * len(t), y + 20), (x, y + 20)] for t, x, y in pieces]
    return SimpleNamespace(txts=tuple(t for t, _, _ in pieces) or None, boxes=boxes)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Callable[[object], None]:
    """The extra, whose model finds always the same."""

    def install(pieces: object) -> None:
        def engine(_: bytes) -> object:
            if isinstance(pieces, Exception):
                raise pieces
            return pieces

        monkeypatch.setattr(recognition, "is_installed", lambda: True)
        monkeypatch.setattr(recognition, "_engine", lambda: engine)

    return install


def test_the_words_of_a_picture_are_read_line_by_line(installed: Callable[[object], None]) -> None:
    """However the model orders them."""
    installed(found(("9135", 400, 52), ("外贸进出口", 10, 50), ("主要指标", 100, 10), ("8420", 300, 49)))
    assert recognise(b"picture") == "主要指标\n外贸进出口 8420 9135"


def test_lines_that_were_broken_are_joined(installed: Callable[[object], None]) -> None:
    """Those that reach the edge inside a sentence; words of letters stay apart."""
    installed(
        found(
            ("二、主要目标", 10, 10),
            ("今年地区生产总值增长百分之六左右，新增", 10, 50),
            ("就业3020人。", 10, 90),
            ("The GDP is to grow", 10, 130),
            ("6% in 2025", 10, 170),
        )
    )
    assert recognise(b"picture").splitlines() == [
        "二、主要目标",
        "今年地区生产总值增长百分之六左右，新增就业3020人。",
        "The GDP is to grow 6% in 2025",
    ]


def test_a_picture_without_words_is_empty(installed: Callable[[object], None]) -> None:
    installed(found())
    assert recognise(b"picture") == ""


def test_without_the_extra_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(recognition, "find_spec", lambda _: None)
    with pytest.raises(ReportError, match=r"wenbao\[ocr\]"):
        recognise(b"picture")
    (tmp_path / "a.pdf").write_bytes(make_pdf([SCAN]))
    with pytest.raises(ReportError, match=r"looks scanned.*wenbao\[ocr\]"):
        load_report(tmp_path / "a.pdf")


def test_a_damaged_picture_is_refused(installed: Callable[[object], None]) -> None:
    installed(ValueError("no such format"))
    with pytest.raises(ReportError, match="cannot be read"):
        recognise(b"picture")


def test_a_small_file_with_very_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is unpacked."""
    opened = SimpleNamespace(size=(10_000, 6_000))
    library = SimpleNamespace(RapidOCR=lambda **_: found, open=lambda _: opened)
    monkeypatch.setattr(recognition, "is_installed", lambda: True)
    monkeypatch.setattr(recognition, "import_module", lambda _: library)
    monkeypatch.setattr(recognition, "_engine", recognition._engine.__wrapped__)
    with pytest.raises(ReportError, match="too many pixels"):
        recognise(b"picture")


class Page:
    """One that is drawn at the scale asked for."""

    def get_size(self) -> tuple[float, float]:
        return 500.0, 1000.0

    def render(self, scale: float, grayscale: bool) -> SimpleNamespace:
        assert grayscale
        picture = SimpleNamespace(height=1000 * scale, save=lambda stream, _: stream.write(b"picture"))
        return SimpleNamespace(to_pil=lambda: picture)


def test_a_scanned_file_becomes_a_report_whose_citations_are_marked(
    installed: Callable[[object], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Tables in it are read by their alignment; pages with words of their own are not marked."""

    class Document(list[Page]):
        def __init__(self, _: bytes) -> None:
            super().__init__([Page()] * 3)

        def close(self) -> None:
            pass

    rows = (("指标", "2023年", "2024年"), ("投资（亿元）", "268.9", "286.4"), ("就业（人）", "3020", "3180"))
    pieces = [(text, 100 + 500 * at, 800 + 40 * row) for row, cells in enumerate(rows) for at, text in enumerate(cells)]
    installed(found(("今年新建小学两所，改造老旧小区十二个。", 100, 400), *pieces))
    monkeypatch.setattr(scans, "is_installed", lambda: True)
    monkeypatch.setattr(scans, "import_module", lambda _: SimpleNamespace(PdfDocument=Document))
    (tmp_path / "a.pdf").write_bytes(make_pdf([[Line(PROSE, 60, 780)], SCAN]))
    report = load_report(tmp_path / "a.pdf")
    assert report.text.split("\n") == [
        PROSE,
        "今年新建小学两所，改造老旧小区十二个。",
        "投资｜2023年：268.9亿元｜2024年：286.4亿元",
        "就业｜2023年：3020人｜2024年：3180人",
    ]
    assert report.omissions == (Omission(OmissionKind.RECOGNISED, 1, (2,)),)
    version = CorpusSnapshot("v", (report,), (make_outline(report),))
    assert [version.citation(at).recognised for at in version.order] == [False, True, True, True]


def test_what_is_not_recognised_in_a_scan_stays_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_: bytes, numbers: Sequence[int]) -> dict[int, list[object]]:
        return {number: [] for number in numbers}

    monkeypatch.setattr(reader, "recognise_pages", nothing)
    content = reader.read_pdf(make_pdf([[Line(PROSE, 60, 780)], SCAN]), "a.pdf")
    assert content.omissions == (Omission(OmissionKind.SCANS, 1, (2,)),)


def test_no_picture_is_drawn_where_there_is_no_scan() -> None:
    assert scans.recognise_pages(io.BytesIO().getvalue(), []) == {}
