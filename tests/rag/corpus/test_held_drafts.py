"""A version that would lose a right answer, or a confirmed source, is held."""

from __future__ import annotations

import json
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from langchain_core.embeddings import Embeddings

from rag.answering.pins.answers import Confirmed
from rag.answering.pins.repository import Pins
from rag.corpus.diff.versions import LostAnswer
from rag.corpus.folder_edits import Add, Reload
from rag.corpus.service import CorpusService
from rag.errors import Cancelled, CorpusError, VersionHeld
from rag.evaluation.question_file import Case, pinned_cases
from rag.evaluation.regression_gate import Canary, is_right
from rag.index.builder import build
from rag.index.searchable_corpus import SearchableCorpus
from rag.settings import CorpusSettings
from rag.storage.database import make_database
from rag.types import Answer, Question, Status
from tests.corpora import HUSHAN, JIANGWAN, GramEmbeddings, write_reports
from tests.rag.corpus.drafts import MORE, NAME, upload, words
from tests.rag.corpus.programs import Open


@pytest.fixture
def start(start: Open, settings: CorpusSettings) -> Open:
    """Programs that ask the canary questions before they publish."""
    return partial(start, check=Canary(settings.corpus_dir))


def ask(folder: Path, *cases: dict[str, object]) -> None:
    """Write the canary questions."""
    lines = "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
    (folder / "canary.jsonl").write_text(lines, encoding="utf-8")


SCHOOLS = {"id": "1", "question": "新建小学几所", "answers": ["两所"], "quote": "新建小学两所", "report": NAME}


# The canary
def test_a_version_that_would_lose_a_right_answer_is_held(start: Open, settings: CorpusSettings) -> None:
    """It says which; and may be published all the same, which is written down."""
    ask(settings.corpus_dir, SCHOOLS)
    corpus = start()
    write_reports(settings.corpus_dir, a=MORE)
    with pytest.raises(VersionHeld, match=r"correct answers \(1\)"):
        corpus.changes.reload()
    assert words(corpus) == HUSHAN
    pending = corpus.changes.pending()
    assert pending
    assert pending.draft
    (lost,) = pending.draft.lost
    assert lost.question == "新建小学几所"
    assert "两所" in lost.before
    assert "三所" in lost.after
    assert corpus.changes.publish(pending.draft.version, force=True).new == 2
    assert "published all the same" in corpus.recorded.changes()[0].detail


def test_a_dry_run_tells_what_would_be_lost_and_leaves_the_draft(start: Open, settings: CorpusSettings) -> None:
    ask(settings.corpus_dir, SCHOOLS)
    corpus = start()
    waiting = corpus.changes.preview(Add(upload(settings))).draft
    assert waiting
    write_reports(settings.corpus_dir, a=MORE)
    (lost,) = corpus.changes.reload(dry_run=True).lost
    assert (lost.question, "三所" in lost.after) == ("新建小学几所", True)
    pending = corpus.changes.pending()
    assert pending
    assert pending.draft == waiting
    assert words(corpus) == HUSHAN


def test_a_change_can_be_cancelled_while_the_canary_is_asked(settings: CorpusSettings) -> None:
    """Not only while it is built."""

    def check(_old: SearchableCorpus, _new: SearchableCorpus, _embeddings: Embeddings) -> tuple[LostAnswer, ...]:
        assert corpus.changes.cancel()
        return ()

    corpus = CorpusService(settings, build, check=check)
    with closing(corpus):
        corpus.open()
        write_reports(settings.corpus_dir, a=MORE)
        for change in (
            corpus.changes.reload,
            lambda: corpus.changes.reload(dry_run=True),
            lambda: corpus.changes.preview(Reload()),
        ):
            with pytest.raises(Cancelled):
                change()
        assert corpus.changes.pending() is None
        assert words(corpus) == HUSHAN


def test_what_was_wrong_before_holds_nothing(start: Open, settings: CorpusSettings) -> None:
    ask(settings.corpus_dir, {**SCHOOLS, "answers": ["九所"]})
    corpus = start()
    write_reports(settings.corpus_dir, a=MORE)
    assert corpus.changes.reload().new == 2


def test_a_forced_reload_publishes_what_is_held(start: Open, settings: CorpusSettings) -> None:
    ask(settings.corpus_dir, SCHOOLS)
    corpus = start()
    write_reports(settings.corpus_dir, a=MORE)
    assert corpus.changes.reload(force=True).new == 2


def test_a_start_holds_too_and_serves_the_version_before(
    start: Open, settings: CorpusSettings, model: GramEmbeddings
) -> None:
    """Without making it anew at each start."""
    ask(settings.corpus_dir, SCHOOLS)
    start()
    write_reports(settings.corpus_dir, a=MORE)
    corpus = start()
    assert words(corpus) == HUSHAN
    assert "is held" in (corpus.problem or "")
    model.embedded.clear()
    corpus = start()
    assert "is held" in (corpus.problem or "")
    assert model.embedded == []


def test_questions_on_reports_that_are_not_in_both_are_not_asked(start: Open, settings: CorpusSettings) -> None:
    """By name, or by the quotes they expect."""
    unnamed = {name: value for name, value in SCHOOLS.items() if name != "report"}
    other = {**SCHOOLS, "report": "松林市2025年政府工作报告"}
    ask(settings.corpus_dir, SCHOOLS, unnamed, other)
    write_reports(settings.corpus_dir, b=JIANGWAN)
    corpus = start()
    assert corpus.changes.remove(NAME).reports_removed == (NAME,)


def test_canary_questions_that_cannot_be_read_are_named(start: Open, settings: CorpusSettings) -> None:
    corpus = start()
    write_reports(settings.corpus_dir, a=MORE)
    (settings.corpus_dir / "canary.jsonl").write_text("no question\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"canary\.jsonl, line 1"):
        corpus.changes.reload()
    assert words(corpus) == HUSHAN


def test_cases_of_admins_are_asked_too(settings: CorpusSettings) -> None:
    """A confirmed source with no expected words: it has to be cited."""
    pinned = Case("p", Question("新建小学几所"), "pinned", (), ("新建小学两所。",))
    corpus = CorpusService(settings, build, check=Canary(settings.corpus_dir, lambda: [pinned]))
    corpus.open()
    write_reports(settings.corpus_dir, a=MORE)
    with pytest.raises(VersionHeld):
        corpus.changes.reload()
    corpus.close()


class HasModel:
    embeddings = GramEmbeddings()
    model = "grams"


def test_a_confirmed_source_holds_a_version_that_would_lose_it(settings: CorpusSettings) -> None:
    """Whatever the question is answered with when nobody has confirmed anything."""
    database = make_database(settings)
    pins = Pins(database)
    confirmed = Confirmed(pins, HasModel())
    canary = Canary(settings.corpus_dir, lambda: pinned_cases(pins.all()), confirmed.answer)
    corpus = CorpusService(settings, build, database, canary)
    corpus.open()
    pins.put("学校的事", "aaaaaaaaaaaa", "新建小学两所。", NAME, "telegram:1")
    write_reports(settings.corpus_dir, a=MORE)
    with pytest.raises(VersionHeld):
        corpus.changes.reload()
    corpus.close()
    database.close()


def test_a_refusal_is_right_where_the_report_says_nothing() -> None:
    refused = Answer("问", Status.NOT_IN_REPORT, "extractive", (), (), (), "v")
    assert is_right(Case("1", Question("问"), "absent", (), ()), refused)
    assert not is_right(Case("1", Question("问"), "fact", (("两所",),), ("两所",)), refused)
    assert LostAnswer("问", "答", "").after == refused.text
