"""Bytes of a saved web page -> the article on it, a paragraph a line, without the furniture around it.

The article is the smallest element that holds nearly all sentences of the page. Government sites in China put the title
into a meta element (《政府网站发展指引》, ArticleTitle) and the facts on a document into a table beside the article
(信息公开目录: 索引号, 发布机构, …); both are kept where the article itself lacks them.
"""

from __future__ import annotations

import re
from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from rag.documents.formats.base import Content
from rag.documents.formats.lines import clean, is_page_number
from rag.documents.formats.plain import decode_text
from rag.errors import ReportError
from rag.text.segmentation import BLANKS

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_BYTES = 8 * 1024 * 1024
_MAX_ELEMENTS = 100_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_OF_PAGES = re.compile(r"utf-?(?:8|16(?:le|be)?)$|gb|big5")
"""Python knows more codecs than pages are written in, and some of them do other things than decoding."""
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_FURNITURE = re.compile(
    "^(?:script|style|noscript|template|svg|iframe|object|embed|applet|nav|aside|footer|button|select|input|textarea|"
    "audio|video|canvas|map|dialog)$"
)
"""Never part of an article. A form may be: some sites put the whole page into one."""
_BLOCK = re.compile(
    "^(?:address|article|blockquote|body|center|dd|details|div|dl|dt|fieldset|figcaption|figure|form|h[1-6]|header|hr|"
    "html|li|main|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$"
)
_SHARE = 0.85
"""The article holds at least this share of the characters in sentences."""
_LINKED = 0.5
"""A line with more than this share of its characters in links leads elsewhere."""
_LEAST_SENTENCE = 15
_LABELS = re.compile(
    r"索\s*引\s*号|发[布文]\s*(?:机构|机关|日期|字号)|成文日期|文\s*号|组配分类|主题(?:词|分类)|关\s*键\s*词|名\s*称"
)
_END = re.compile("[。！？；]")
_CELL = 100
"""A table with longer cells than this places text on the page and is no table of data."""
_OPENING = 12
"""Lines at the start of an article among which its title would stand."""
_LONGEST_TITLE = 200
_CHINESE_BREAK = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])[ \t\r\f]*\n\s*(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)
_SOURCE_BREAK = re.compile(r"[ \t\r\n\f]+")
_TITLE_END = re.compile(r"\s*[-_|—–－]+\s*[^-_|—–－]*$")


def read_html(data: bytes, name: str) -> Content:
    """The article of a web page.

    Raises:
        ReportError: the page is too large or nested too deeply, or holds no article.
    """
    if len(data) > _MAX_BYTES:
        raise ReportError(
            "{file} is larger than {megabytes} MB; save the page without pictures.",
            code="page_too_large",
            file=name,
            megabytes=_MAX_BYTES // 2**20,
        )
    markup = _XML_DECLARATION.sub("", _decode(data, name))
    if "<" not in markup:
        return Content(markup)
    if markup.count("<") > 2 * _MAX_ELEMENTS:
        raise ReportError(
            "{file} has more than {most} HTML elements; send only the text of the report.",
            code="too_many_elements",
            file=name,
            most=_MAX_ELEMENTS,
        )
    try:
        return Content(_article_text(BeautifulSoup(markup, "lxml")))
    except RecursionError as exc:
        raise ReportError(
            "{file} is nested too deeply for a report; send only its text.", code="nested_too_deeply", file=name
        ) from exc


def _decode(data: bytes, name: str) -> str:
    """By the charset the page declares; a page that says GB2312 means its superset GB18030."""
    declared = _CHARSET.search(data, 0, 8192)
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        charset = declared[1].decode("ascii").lower()
        if not _OF_PAGES.match(charset):
            return decode_text(data, name).text
        try:
            return data.decode("gb18030" if charset.startswith("gb") else charset)
        except (LookupError, UnicodeDecodeError):
            return decode_text(data, name).text
    return decode_text(data, name).text


class _Line(NamedTuple):
    text: str
    block: Tag
    linked: int
    """Characters that lead to another page."""


def _article_text(soup: BeautifulSoup) -> str:
    for element in soup(_FURNITURE):
        element.decompose()
    for element in soup(_is_hidden):
        element.decompose()
    _flatten_tables(soup)
    lines = list(_lines(soup))
    article = _article(lines) or soup
    inside = {id(article), *(id(tag) for tag in article.descendants if isinstance(tag, Tag))}
    body = [line.text for line in lines if id(line.block) in inside and not _is_furniture(line)]
    facts = [line.text for line in lines if id(line.block) not in inside and _is_fact(line.text)]
    title = _title(soup)
    known = "报告" not in title or any(_dense(title) in _dense(text) for text in [*facts, *body[:_OPENING]])
    return "\n".join([*facts, *([] if known else [title]), *body])


def _is_furniture(line: _Line) -> bool:
    return line.linked > _LINKED * len(line.text) or is_page_number(line.text)


def _is_hidden(element: Tag) -> bool:
    style = re.sub(r"\s", "", str(element.get("style", ""))).lower()
    return element.has_attr("hidden") or "display:none" in style or "visibility:hidden" in style


def _flatten_tables(soup: BeautifulSoup) -> None:
    """Tables of data become a line a row, ``| cell | cell |``; tables that only place things stay as they are."""
    for table in soup("table"):
        if table.find("table"):
            continue
        rows = [[_spaced(cell.get_text(" ")) for cell in row(["td", "th"])] for row in table("tr")]
        if max(map(len, rows), default=0) < 2 or any(len(c) > _CELL for row in rows for c in row):
            continue
        table.clear()
        for row in rows:
            line = soup.new_tag("p")
            line.string = "| " + " | ".join(row) + " |"
            table.append(line)


def _lines(soup: BeautifulSoup) -> Iterator[_Line]:
    """The words of the page as they stand below each other."""
    words: list[str] = []
    linked = 0
    block: Tag | None = None
    for node in soup.descendants:
        if isinstance(node, Tag):
            if not _BLOCK.match(node.name) and node.name != "br":
                continue
            yield from _close(words, linked, block)
            words, linked, block = [], 0, None
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            holder = _block_of(node)
            if holder is not block:
                yield from _close(words, linked, block)
                words, linked, block = [], 0, holder
            words.append(str(node))
            linked += len(node.strip()) if node.find_parent("a", href=True) else 0
    yield from _close(words, linked, block)


def _block_of(node: NavigableString) -> Tag | None:
    return next((parent for parent in node.parents if _BLOCK.match(parent.name)), None)


def _close(words: list[str], linked: int, block: Tag | None) -> Iterator[_Line]:
    if block is None:
        return
    texts = "".join(words).splitlines() if block.name == "pre" else ["".join(words)]
    for text in texts:
        if dense := _spaced(text):
            yield _Line(dense, block, linked)


def _spaced(text: str) -> str:
    """Blanks as a browser shows them; a line broken in the source between Chinese characters is none."""
    return clean(_SOURCE_BREAK.sub(" ", _CHINESE_BREAK.sub("", text))).strip(BLANKS)


def _article(lines: list[_Line]) -> Tag | None:
    """The deepest element around nearly all sentences."""
    weights: Counter[int] = Counter()
    elements: dict[int, tuple[int, Tag]] = {}
    total = 0
    for line in lines:
        if len(line.text) < _LEAST_SENTENCE or line.linked > _LINKED * len(line.text) or not _END.search(line.text):
            continue
        total += len(line.text)
        around = [line.block, *line.block.parents]
        for depth, element in enumerate(reversed(around)):
            weights[id(element)] += len(line.text)
            elements[id(element)] = (depth, element)
    rich = [elements[key] for key, weight in weights.items() if weight >= _SHARE * total]
    return max(rich, key=itemgetter(0))[1] if rich else None


def _is_fact(text: str) -> bool:
    return text.startswith("|") and bool(_LABELS.search(text))


def _title(soup: BeautifulSoup) -> str:
    """As the site names the article, else its first heading, else the window title without the site's name."""
    for meta in soup("meta", attrs={"content": True}):
        if meta.get("name") == "ArticleTitle" or meta.get("property") == "og:title":
            return _spaced(str(meta["content"]))
    heading = soup.find("h1")
    if heading and heading.get_text(strip=True):
        return _spaced(heading.get_text())
    window = _spaced(soup.title.get_text()) if soup.title else ""
    shortened = _TITLE_END.sub("", window[:_LONGEST_TITLE])
    return shortened if "报告" in shortened else window


def _dense(text: str) -> str:
    return re.sub(r"\s", "", text)
