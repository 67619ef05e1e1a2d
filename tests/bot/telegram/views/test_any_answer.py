"""Whatever an answer holds, it becomes messages that Telegram takes, and no statement of it is cut."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st
from telegram import MessageEntity
from telegram.constants import MessageEntityType

from bot.core.sanitize import printable
from bot.telegram.message_builder import MAX_ENTITIES, MAX_TEXT
from bot.telegram.views.actions import OpenSource
from bot.telegram.views.answer import render_answer
from bot.texts import ZH
from rag.types import Answer, Citation, Span, Statement, Status
from tests.bot.telegram.views.answers import actions, make_answer, styled

# Text as hostile as it comes: emoji, half pairs, bidi marks, blanks, and no punctuation to cut at.
rough = st.text(st.one_of(st.sampled_from("增长6%，。；\n 😀👍🏽𠮷\u202e\u200d\t\r"), st.characters()), max_size=60)
longer = st.builds(lambda text, times: text * times, rough, st.sampled_from([1, 1, 1, 7, 100]))


@st.composite
def citations(draw: st.DrawFn, number: int) -> Citation:
    quote, start = draw(longer), draw(st.integers(0, 10_000))
    cuts = st.integers(start, start + len(quote))
    marks = draw(st.lists(st.tuples(cuts, cuts), max_size=4))
    return Citation(
        id=draw(st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=12, max_size=12)),
        report=draw(rough),
        section=tuple(draw(st.lists(rough, max_size=3))),
        quote=quote,
        start=start,
        end=start + len(quote),
        number=number,
        highlights=tuple(Span(min(mark), max(mark)) for mark in marks),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    count = draw(st.sampled_from([0, 1, 2, 5, 60]))
    cited = tuple(draw(citations(n)) for n in range(1, count + 1)) if count < 60 else (draw(citations(1)),) * 60
    said = draw(st.lists(longer, max_size=5))
    statements = tuple(Statement(text, tuple(range(1, count + 1))) for text in said)
    status = draw(st.sampled_from(Status))
    return Answer("问", status, "extractive", statements, cited, cited, "v")


def encloses(outer: MessageEntity, inner: MessageEntity) -> bool:
    return outer.offset <= inner.offset and inner.offset + inner.length <= outer.offset + outer.length


@settings(max_examples=100, deadline=None)
@given(answers())
def test_any_answer_becomes_messages_that_telegram_takes(answer: Answer) -> None:
    """1 to 4,096 UTF-16 units, at most 100 entities, none empty, none outside the text or within a character."""
    for message in render_answer(answer, ZH):
        units = message.text.encode("utf-16-le")
        assert 1 <= len(units) // 2 <= MAX_TEXT
        assert message.text.strip()
        assert len(message.entities) <= MAX_ENTITIES
        for entity in message.entities:
            assert entity.length > 0
            assert entity.offset + entity.length <= len(units) // 2
            units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")
        assert all(isinstance(action, OpenSource) for action in actions(message))


@settings(max_examples=50, deadline=None)
@given(answers())
@example(make_answer(Statement("\ud7fc", ())))  # a code point that Unicode has not assigned
@example(make_answer(Statement("\ud800", ())))  # half a surrogate pair
@example(make_answer(Statement("\u030a", ())))  # a mark that Telegram removes
def test_no_statement_is_ever_cut(answer: Answer) -> None:
    """Quotes may be shortened, statements may be spread over messages, none loses a word."""
    shown = visible("".join(message.text for message in render_answer(answer, ZH)))
    said = visible(printable(answer.text))
    assert not answer.statements or answer.status is not Status.ANSWERED or shown.startswith(said)


def visible(text: str) -> str:
    """The text without blanks, controls, format characters and combining marks."""
    unseen = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Mc", "Me"}
    return "".join(c for c in text if unicodedata.category(c) not in unseen)


@settings(max_examples=100, deadline=None)
@given(answers())
def test_bold_is_only_ever_part_of_a_highlight_inside_a_quote(answer: Answer) -> None:
    """What is bold stands in the words that the citation marks."""
    *_, last = render_answer(answer, ZH)
    marked = "\0".join(
        printable(c.quote[m.start - c.start : m.end - c.start]) for c in answer.citations for m in merged(c.highlights)
    )
    assert all(words in marked for words in styled(last, MessageEntityType.BOLD))
    quotes = [e for e in last.entities if e.type == MessageEntityType.EXPANDABLE_BLOCKQUOTE]
    for bold in (e for e in last.entities if e.type == MessageEntityType.BOLD):
        assert any(encloses(quote, bold) for quote in quotes)
    assert all(a.offset + a.length < b.offset for a, b in pairwise(quotes))


def merged(spans: tuple[Span, ...]) -> list[Span]:
    """Overlapping and touching spans joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
