"""A remark about the last answer -> its continuation, shown without searching again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.cli.output.session import Session
from bot.core.continuations import cited_in, item_of, rest_of
from bot.core.utterances import Meaning, Utterance
from bot.texts import EN, ZH, Texts
from rag.answering.reasons import tells_reason
from rag.types import Answer, Citation, Note


class Remarks:
    def __init__(self, here: Session, texts: Texts) -> None:
        self._here = here
        self._screen = here.screen
        self._texts = texts

    def meet(self, said: Utterance, answer: Answer | None) -> Answer | None:
        """Show what is asked for; the answer that the next remark is about."""
        if answer is None:
            self._screen.say(self._texts.nothing_before)
            return None
        match said.meaning:
            case Meaning.ENGLISH | Meaning.CHINESE:
                return self._again(answer, EN if said.meaning is Meaning.ENGLISH else ZH)
            case Meaning.MORE:
                return self._more(answer)
            case Meaning.REASON:
                return self._reason(answer)
            case Meaning.ITEM:
                self._item(said.number, answer)
            case Meaning.ORIGIN:
                self._origin(cited_in(answer))
            case _:
                self._paragraph(cited_in(answer)[:1])
        return answer

    def _again(self, answer: Answer, texts: Texts) -> Answer:
        told = replace(answer, language=texts.language)
        self._screen.show_answer(told)
        return told

    def _more(self, answer: Answer) -> Answer:
        rest = rest_of(answer)
        if rest is None:
            self._screen.say(self._texts.no_more)
            return answer
        self._screen.say(self._texts.further)
        self._screen.show_citations(rest.nearest)
        return rest

    def _reason(self, answer: Answer) -> Answer:
        """The paragraph of the first sentence that gives one, else the answer again under a note that it does not."""
        if told := [one for one in cited_in(answer) if tells_reason(one.id, self._here.version)]:
            self._paragraph(told[:1])
            return answer
        if not answer.statements:
            self._screen.say(self._texts.nothing_cited)
            return answer
        return self._again(replace(answer, note=Note.NO_REASON, more=(), unanswered=()), self._texts)

    def _item(self, number: int, answer: Answer) -> None:
        if item := item_of(answer, number):
            self._paragraph([item])
        else:
            self._screen.say(self._texts.no_item(len(answer.statements) + len(answer.more)))

    def _origin(self, cited: Sequence[Citation]) -> None:
        if cited:
            self._screen.show_citations(cited)
        else:
            self._screen.say(self._texts.nothing_cited)

    def _paragraph(self, cited: Sequence[Citation]) -> None:
        standing = self._here.find_standing(cited[0].id) if cited else None
        if standing:
            self._screen.show_standing(standing, self._here.answerer.corpus.current.number)
        else:
            self._screen.say(self._texts.nothing_cited)
