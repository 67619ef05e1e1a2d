"""Bytes of a saved web page -> the article on it, a paragraph a line, without the furniture around it.

The article is the smallest element that holds nearly all sentences of the page. Government sites in China put the title
into a meta element (《政府网站发展指引》, ArticleTitle) and the facts on a document into a table beside the article
(信息公开目录: 索引号, 发布机构, …); both are kept where the article itself lacks them.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

from rag.documents.formats.base import Content, omissions
from rag.documents.formats.heading_levels import dense, html_headings, locate
from rag.documents.formats.html.article import LINKED, ArticleLine, find_article, find_lines
from rag.documents.formats.html.tables import flatten_tables
from rag.documents.formats.html.visibility import show
from rag.documents.formats.lines import is_page_number, spaced
from rag.documents.formats.plain import decode_text
from rag.documents.tables.rendering import FACTS
from rag.errors import ReportError
from rag.types import OmissionKind

_MAX_BYTES = 8 * 1024 * 1024
_MAX_ELEMENTS = 100_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_OF_PAGES = re.compile(r"utf-?(?:8|16(?:le|be)?)$|gb|big5")
"""Python knows more codecs than pages are written in, and some of them do other things than decoding."""
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_OPENING = 12
"""Lines at the start of an article among which its title would stand."""
_LONGEST_TITLE = 200
_LEAST_PICTURE = 200
"""Points of the shorter side."""
_ICON = re.compile(r"icon|logo|qrcode|ewm|share|\.gif$", re.IGNORECASE)
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
        return _article(BeautifulSoup(markup, "lxml"))
    except RecursionError as exc:
        raise ReportError(
            "{file} is nested too deeply for a report; send only its text.", code="nested_too_deeply", file=name
        ) from exc


def _decode(data: bytes, name: str) -> str:
    """The page decoded by the charset that it declares; one that says GB2312 means its superset GB18030."""
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


def _article(soup: BeautifulSoup) -> Content:
    omitted = show(soup)
    omitted[OmissionKind.CELLS] += flatten_tables(soup)
    lines = list(find_lines(soup))
    article = find_article(lines) or soup
    omitted[OmissionKind.PICTURES] += sum(map(_is_picture, article("img")))
    inside = {id(article), *(id(tag) for tag in article.descendants if isinstance(tag, Tag))}
    body = [line.text for line in lines if id(line.block) in inside and not _is_furniture(line)]
    facts = [line.text for line in lines if id(line.block) not in inside and _is_fact(line.text)]
    title = _title(soup)
    known = "报告" not in title or any(dense(title) in dense(text) for text in [*facts, *body[:_OPENING]])
    text = "\n".join([*facts, *([] if known else [title]), *body])
    return Content(text, omissions=omissions(omitted), headings=locate(html_headings(soup), text))


def _is_furniture(line: ArticleLine) -> bool:
    return line.linked > LINKED * len(line.text) or is_page_number(line.text)


def _is_fact(text: str) -> bool:
    return text.startswith("|") and bool(FACTS.search(text))


def _is_picture(image: Tag) -> bool:
    """Large enough to hold text; icons, emblems and bar codes say that they are small."""
    sides = [str(image.get(side, "")).removesuffix("px") for side in ("width", "height")]
    told = [int(side) for side in sides if side.isdecimal()]
    return all(side >= _LEAST_PICTURE for side in told) and not _ICON.search(str(image.get("src", "")))


def _title(soup: BeautifulSoup) -> str:
    """The title by which the site names the article, else its first heading, else the window title without the site's
    name."""
    for meta in soup("meta", attrs={"content": True}):
        if meta.get("name") == "ArticleTitle" or meta.get("property") == "og:title":
            return spaced(str(meta["content"]))
    heading = soup.find("h1")
    if heading and heading.get_text(strip=True):
        return spaced(heading.get_text())
    window = spaced(soup.title.get_text()) if soup.title else ""
    shortened = _TITLE_END.sub("", window[:_LONGEST_TITLE])
    return shortened if "报告" in shortened else window
