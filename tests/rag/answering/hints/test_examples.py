"""Questions to begin with are made from the reports that are served, and surely answered by them."""

from __future__ import annotations

from rag.answering.hints.examples import MOST
from rag.engine import Answerer
from rag.types import Question, Status


async def test_every_question_offered_is_answered_from_the_sentence_it_was_made_from(seed_answerer: Answerer) -> None:
    offered = seed_answerer.examples()
    assert 4 < len(offered) <= MOST
    assert {one.language for one in offered} == {"zh", "en"}
    for one in offered:
        answer = await seed_answerer.answer(Question(one.question))
        assert answer.status is Status.ANSWERED
        assert one.sentence in ("", answer.citations[0].id)


def test_they_are_made_once_for_each_version(seed_answerer: Answerer) -> None:
    assert seed_answerer.examples() is seed_answerer.examples(wait=False)
