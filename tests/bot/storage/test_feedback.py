"""Votes are counted once a person; what was not answered well waits for a source, and gets it from then on."""

from __future__ import annotations

import pytest

from bot.storage.answers import Answers, SentAnswer
from bot.storage.feedback import Feedback
from bot.types import AnswerFault, MessagePlace
from rag.answering.pins.repository import Pins
from rag.engine import Answerer
from rag.storage.database import Database
from rag.types import Answer, Question, Reason, Status
from tests.fakes import make_answer, make_version

ALICE, BOB, GROUP = "7", "8", "-100"
ANSWERED = make_answer(make_version(), "GDP", "GDP增长6%")
ABSENT = Answer("房价", Status.NOT_IN_REPORT, "extractive", (), (), (), "v1", reason=Reason.ABSENT)


@pytest.fixture
def feedback(database: Database) -> Feedback:
    return Feedback(database)


def ask(database: Database, message: int, text: str, answer: Answer, chat: str = GROUP) -> None:
    answers = Answers(database)
    place = MessagePlace(chat, message, 0, ALICE)
    assert answers.claim(place, text)
    answers.keep(place, SentAnswer(text, "zh", (message + 1,), answer))


def test_a_person_has_one_vote_and_may_change_it(database: Database, feedback: Feedback) -> None:
    ask(database, 1, "GDP", ANSWERED)
    for person, good in ((ALICE, False), (ALICE, True), (BOB, True), (ALICE, False)):
        assert feedback.vote(GROUP, 2, person, good=good)
    feedback.vote(GROUP, 2, ALICE, good=False, fault=AnswerFault.FIGURE)
    [gap] = feedback.gaps()
    assert (gap.question, gap.ups, gap.downs, dict(gap.faults)) == ("GDP", 1, 1, {AnswerFault.FIGURE: 1})
    feedback.withdraw(GROUP, 2, ALICE)
    assert feedback.gaps() == []


def test_an_answer_that_is_not_on_record_has_no_votes(feedback: Feedback) -> None:
    assert feedback.vote(GROUP, 2, ALICE, good=True) is None


def test_unanswered_questions_are_gaps_once_for_the_same_words(database: Database, feedback: Feedback) -> None:
    """Those with most votes against them first."""
    ask(database, 1, "去年房价跌了多少", ABSENT)
    ask(database, 3, "请问去年房价跌了多少？", ABSENT)
    ask(database, 5, "GDP", ANSWERED)
    ask(database, 7, "学校", ANSWERED)
    feedback.vote(GROUP, 8, BOB, good=False)
    assert [(gap.question, gap.asked, gap.downs) for gap in feedback.gaps()] == [
        ("学校", 1, 1),
        ("请问去年房价跌了多少？", 2, 0),
    ]


def test_a_pinned_question_is_no_gap(database: Database, feedback: Feedback) -> None:
    ask(database, 1, "去年房价跌了多少", ABSENT)
    pins = Pins(database)
    pin = pins.put("去年房价跌了多少？", "abcdefghijkl", "房价", "某区2025年政府工作报告", "telegram:1")
    assert feedback.gaps() == []
    assert pins.all() == [pin]
    assert pins.remove(pin.key[:12], "telegram:1")
    assert not pins.remove(pin.key[:12], "telegram:1")
    assert len(feedback.gaps()) == 1


@pytest.fixture
def pins(seed_answerer: Answerer) -> Pins:
    """Of the seed report; taken back by each test."""
    return Pins(seed_answerer.corpus.database)


async def test_equal_and_nearly_equal_questions_are_answered_from_the_confirmed_source(
    seed_answerer: Answerer, pins: Pins
) -> None:
    """But no question on another year, number, place or thing, and none that leans on the one before."""
    version = seed_answerer.corpus.current.version
    text = version.reports[0].text
    at = next(at for at in version.order if "区司法局荣获" in version.citation(at).quote)
    cited = version.citation(at)
    asked = "去年老旧小区改造了多少个"
    pin = pins.put(asked, cited.id, cited.quote, cited.report, "telegram:1")
    try:
        for question in (asked, "请问去年老旧小区改造了多少个？", "去年改造了多少个老旧小区"):
            answer = await seed_answerer.answer(Question(question))
            assert answer.confirmed, question
            assert [citation.id for citation in answer.citations] == [cited.id]
            assert text[answer.citations[0].start : answer.citations[0].end] == cited.quote
        for question in ("今年老旧小区改造了多少个", "去年花山区老旧小区改造了多少个", "去年老旧小区没改造多少个"):
            assert not (await seed_answerer.answer(Question(question))).confirmed, question
    finally:
        pins.remove(pin.key, "telegram:1")
    assert not (await seed_answerer.answer(Question(asked))).confirmed


async def test_a_pin_whose_words_are_gone_is_not_used(seed_answerer: Answerer, pins: Pins) -> None:
    report = seed_answerer.corpus.current.version.reports[0].name
    pin = pins.put("区长是谁", "aaaaaaaaaaaa", "这句话报告里没有。", report, "telegram:1")
    try:
        assert not (await seed_answerer.answer(Question("区长是谁"))).confirmed
    finally:
        pins.remove(pin.key, "telegram:1")
